"""Definitions and what hangs on them. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("nodes")


@dataclass(frozen=True, slots=True)
class Node:
    """A definition with the path of its file; lines and columns count from 0."""

    id: int
    file_id: int
    display_path: str
    parent_id: int | None
    kind: str
    name: str
    qualified_name: str
    symbol: str
    signature: str | None
    return_type: str | None
    documentation: str | None
    summary: str | None
    visibility: str
    modifiers: int
    """A mask of `Modifier`."""
    start_byte: int
    end_byte: int
    start_line: int
    end_line: int
    name_line: int
    name_column: int
    complexity: int
    decorators: str | None
    """A JSON list of their texts."""


@dataclass(frozen=True, slots=True)
class Parameter:
    position: int
    name: str
    type: str | None
    default_value: str | None
    kind: str
    documentation: str | None


@dataclass(frozen=True, slots=True)
class TypeParameter:
    position: int
    name: str
    bounds: str | None
    default_value: str | None
    variance: str | None


class Nodes:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def by_ids(self, ids: Iterable[int]) -> list[Node]:
        """Return these definitions in the order of their ids; one that is gone is left out."""
        return self._nodes("by_ids", ids=json.dumps(list(ids)))

    def by_symbol(self, path: bytes, symbol: str) -> Node | None:
        return next(iter(self._nodes("by_symbol", path=path, symbol=symbol)), None)

    def at_line(self, path: bytes, line: int) -> list[Node]:
        """Return the definitions that a line, from 0, stands in, innermost first."""
        return self._nodes("at_line", path=path, line=line)

    def in_file(self, file_id: int) -> list[Node]:
        """Return the definitions of a file, outermost first."""
        return self._nodes("in_file", file_id=file_id)

    def children(self, node_id: int) -> list[Node]:
        return self._nodes("children", node_id=node_id)

    def parameters(self, node_id: int) -> list[Parameter]:
        rows = self._connection.execute(_QUERIES["parameters"], {"node_id": node_id})
        return [Parameter(*row) for row in rows]

    def type_parameters(self, node_id: int) -> list[TypeParameter]:
        rows = self._connection.execute(_QUERIES["type_parameters"], {"node_id": node_id})
        return [TypeParameter(*row) for row in rows]

    def counts(self) -> list[tuple[str | None, str, int]]:
        """Return (language, kind, number of definitions)."""
        return self._connection.execute(_QUERIES["counts"]).fetchall()

    def _nodes(self, query: str, **parameters: object) -> list[Node]:
        return [Node(*row) for row in self._connection.execute(_QUERIES[query], parameters)]
