"""Edges between definitions and between files, one step at a time. Borrows a connection and never commits."""

import json
import sqlite3
from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import ReferenceKind
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("edges")
_KINDS: Final = tuple(kind.value for kind in ReferenceKind)

SURE_ENOUGH: Final = 0.5
"""Weaker edges are kept, but hidden unless asked for."""


@dataclass(frozen=True, slots=True)
class CallEdge:
    """A caller or a callee, whichever was asked for."""

    node_id: int
    qualified_name: str
    kind: str
    display_path: str
    call_type: str
    asynchronous: bool
    lines: tuple[int, ...]
    """In the caller's file, from 0, one for each call site."""
    confidence: float


@dataclass(frozen=True, slots=True)
class RelatedNode:
    node_id: int
    qualified_name: str
    kind: str
    display_path: str
    type: str
    confidence: float
    rule: str
    line: int
    """In the source's file, from 0."""


@dataclass(frozen=True, slots=True)
class FileDependency:
    line: int
    kind: str
    import_path: str
    flags: int
    """A mask of `ImportFlag`."""
    target_path: str | None
    external: bool | None
    """None: not linked."""
    confidence: float | None


@dataclass(frozen=True, slots=True)
class FileDependent:
    display_path: str
    line: int
    kind: str
    import_path: str
    flags: int


@dataclass(frozen=True, slots=True)
class NameUse:
    display_path: str
    line: int
    column: int
    kind: str
    expression: str
    node_id: int
    qualified_name: str
    """Of the definition the place stands in."""


@dataclass(frozen=True, slots=True)
class ImportStatement:
    display_path: str
    line: int
    import_path: str
    statement: str


class Edges:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def callers(self, node_id: int, limit: int, confidence: float = SURE_ENOUGH) -> list[CallEdge]:
        """Return who calls a definition, the surest first."""
        return self._calls("callers", node_id, limit, confidence)

    def callees(self, node_id: int, limit: int, confidence: float = SURE_ENOUGH) -> list[CallEdge]:
        """Return whom a definition calls, the surest first."""
        return self._calls("callees", node_id, limit, confidence)

    def related_to(self, node_id: int, limit: int) -> list[RelatedNode]:
        """Return what points at a definition other than by calling it."""
        rows = self._connection.execute(_QUERIES["related_to"], {"node_id": node_id, "limit": limit})
        return [RelatedNode(*row) for row in rows]

    def related_from(self, node_id: int, limit: int) -> list[RelatedNode]:
        rows = self._connection.execute(_QUERIES["related_from"], {"node_id": node_id, "limit": limit})
        return [RelatedNode(*row) for row in rows]

    def dependencies(self, file_id: int) -> list[FileDependency]:
        """Return what a file imports, in source order."""
        rows = self._connection.execute(_QUERIES["dependencies"], {"file_id": file_id})
        return [
            FileDependency(a, b, c, d, e, None if external is None else bool(external), sure)
            for a, b, c, d, e, external, sure in rows
        ]

    def dependents(self, file_id: int) -> list[FileDependent]:
        """Return who imports a file, in path order."""
        rows = self._connection.execute(_QUERIES["dependents"], {"file_id": file_id})
        return [FileDependent(*row) for row in rows]

    def references_named(self, name: str, limit: int) -> list[NameUse]:
        """Return the places where a name is used, whatever it means there."""
        rows = self._connection.execute(_QUERIES["references_named"], {"name": name, "limit": limit})
        return [NameUse(a, b, c, _KINDS[code], d, e, f) for a, b, c, code, d, e, f in rows]

    def imports_containing(self, text: str, limit: int) -> list[ImportStatement]:
        """Return imports whose path holds a text of at least 3 characters, letter case ignored."""
        # No ESCAPE: with one, FTS5 does not use its index. `_` and `%` are then wild, so the answer is checked here.
        rows = self._connection.execute(
            _QUERIES["imports_containing"], {"pattern": f"%{text}%", "limit": limit}
        )
        return [ImportStatement(*row) for row in rows if text.lower() in str(row[2]).lower()]

    def _calls(self, query: str, node_id: int, limit: int, confidence: float) -> list[CallEdge]:
        rows = self._connection.execute(
            _QUERIES[query], {"node_id": node_id, "limit": limit, "confidence": confidence}
        )
        return [
            CallEdge(number, name, kind, path, call_type, bool(is_async), tuple(json.loads(sites)), sure)
            for number, name, kind, path, call_type, is_async, sites, _, sure in rows
        ]
