"""Facts for the linker, and the edges it gives back; a `LinkReader` over the writer's own transaction."""

import json
import sqlite3
import zlib
from collections.abc import Collection, Iterable, Sequence
from typing import Final

from triptych_indexer.model import (
    BindingRow,
    Definition,
    FileLinks,
    ImportSite,
    Parameter,
    ReferenceKind,
    ReferenceSite,
)
from triptych_indexer.store.passage import text_of
from triptych_indexer.store.sql import queries, set_aside_indexes

_QUERIES: Final = queries("linking")
_KINDS: Final = [kind.value for kind in ReferenceKind]
"""Code → kind, as `staging.REFERENCE_CODES` writes them."""

_EDGE_TABLES: Final = ("file_dependencies", "semantic_relationships", "node_call_graph", "link_sources")


class Linking:
    """Reads what is being published and writes its edges; never commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._rules: dict[str, int] = {}
        self._expressions = _Expressions(connection)

    def files(self) -> Sequence[tuple[int, bytes, str | None]]:
        return self._connection.execute(_QUERIES["files"]).fetchall()

    def test_files(self) -> frozenset[int]:
        return frozenset(number for (number,) in self._connection.execute(_QUERIES["test_files"]))

    def text_of(self, file_id: int) -> str | None:
        """Return a file's text: its chunks tile it."""
        rows = self._connection.execute(_QUERIES["texts_in"], {"file_id": file_id}).fetchall()
        return "".join(text_of(header_bytes, passage) for header_bytes, passage in rows) if rows else None

    def definitions_in(self, file_id: int) -> Sequence[Definition]:
        rows = self._connection.execute(_QUERIES["definitions_in"], {"file_id": file_id})
        return list(map(Definition._make, rows))

    def definitions_named(self, name: str, limit: int) -> Sequence[Definition]:
        rows = self._connection.execute(_QUERIES["definitions_named"], {"name": name, "limit": limit})
        return list(map(Definition._make, rows))

    def parameters_in(self, file_id: int) -> Sequence[Parameter]:
        rows = self._connection.execute(_QUERIES["parameters_in"], {"file_id": file_id})
        return list(map(Parameter._make, rows))

    def type_parameters_in(self, file_id: int) -> Sequence[tuple[int, str, str | None]]:
        return self._connection.execute(_QUERIES["type_parameters_in"], {"file_id": file_id}).fetchall()

    def bindings_in(self, file_id: int) -> Sequence[BindingRow]:
        row = self._connection.execute(_QUERIES["bindings_in"], {"file_id": file_id}).fetchone()
        found: list[BindingRow] = json.loads(zlib.decompress(row[0])) if row is not None else []
        return found

    def references_in(self, file_id: int) -> Sequence[ReferenceSite]:
        return self._sites(_QUERIES["references_in"], file_id)

    def inheritance_in(self, file_id: int) -> Sequence[ReferenceSite]:
        return self._sites(_QUERIES["inheritance_in"], file_id)

    def _sites(self, query: str, file_id: int) -> list[ReferenceSite]:
        expressions = self._expressions
        rows = [
            (start, code, *expressions[number], node, line, flags, rule_line)
            for start, code, number, node, line, flags, rule_line in self._connection.execute(
                query, {"file_id": file_id}
            )
        ]
        rows.sort()
        return [
            ReferenceSite(node, _KINDS[code], name, expression, line, flags, rule_line)
            for _, code, expression, name, node, line, flags, rule_line in rows
        ]

    def imports_in(self, file_id: int) -> Sequence[ImportSite]:
        rows = self._connection.execute(_QUERIES["imports_in"], {"file_id": file_id})
        return [
            ImportSite(number, node, kind, module, _names(names), flags, line)
            for number, node, kind, module, names, flags, line in rows
        ]

    def files_naming(self, names: Collection[str]) -> set[int]:
        """Return the files that use one of these names."""
        rows = self._connection.execute(_QUERIES["files_naming"], {"names": json.dumps(sorted(names))})
        return {file_id for (file_id,) in rows}

    def imports_mentioning(
        self, words: Collection[str]
    ) -> list[tuple[int, tuple[tuple[str, str | None], ...]]]:
        """Return (file, names it imports) of the statements in which one of these words stands."""
        rows = self._connection.execute(_QUERIES["imports_mentioning"], {"words": json.dumps(sorted(words))})
        return [(file_id, _names(names)) for file_id, names in rows]

    def dependents_of(self, file_ids: Collection[int]) -> set[int]:
        """Return the files that looked at one of these, over any number of steps, when they were last linked."""
        rows = self._connection.execute(_QUERIES["dependents_of"], {"file_ids": json.dumps(sorted(file_ids))})
        return {file_id for (file_id,) in rows}

    def files_of_types(self, names: Collection[str]) -> set[int]:
        """Return the files that define a type of one of these names."""
        rows = self._connection.execute(_QUERIES["types_named"], {"names": json.dumps(sorted(names))})
        return {file_id for (file_id,) in rows}

    def replace(self, links: Iterable[FileLinks]) -> int:
        """Write the edges of each file in place of those it had; return how many calls stayed without a target."""
        unresolved = 0
        fresh = self._connection.execute(_QUERIES["is_empty"]).fetchone()[0] == 1
        set_aside = set_aside_indexes(self._connection, _EDGE_TABLES) if fresh else []
        for one in links:
            if not fresh:
                self._clear(one.file_id)
            self._write(one)
            unresolved += one.unresolved
        for statement in set_aside:
            self._connection.execute(statement)
        return unresolved

    def _clear(self, file_id: int) -> None:
        for name in ("clear_dependencies", "clear_calls", "clear_relationships", "clear_sources"):
            self._connection.execute(_QUERIES[name], {"file_id": file_id})

    def _write(self, one: FileLinks) -> None:
        execute = self._connection.executemany
        execute(
            _QUERIES["add_dependency"],
            [
                (d.import_id, one.file_id, d.target_file_id, d.external, d.confidence)
                for d in one.dependencies
            ],
        )
        execute(_QUERIES["add_source"], [(source, one.file_id) for source in sorted(one.sources)])
        execute(
            _QUERIES["add_call"],
            [
                (
                    c.caller_id,
                    c.callee_id,
                    c.call_type,
                    c.asynchronous,
                    f"[{','.join(map(str, c.lines))}]",
                    len(c.lines),
                    c.confidence,
                )
                for c in one.calls
            ],
        )
        self._know_rules({r.rule for r in one.relationships})
        execute(
            _QUERIES["add_relationship"],
            [
                (r.source_id, r.target_id, r.type, r.confidence, self._rules[r.rule], r.line)
                for r in one.relationships
            ],
        )
        self._connection.execute(_QUERIES["set_unresolved"], (one.unresolved, one.file_id))

    def _know_rules(self, rules: set[str]) -> None:
        new = rules - self._rules.keys()
        if new:
            self._connection.executemany(_QUERIES["add_rule"], [(rule,) for rule in sorted(new)])
            self._rules = dict(self._connection.execute(_QUERIES["rules"]).fetchall())


class _Expressions(dict[int, tuple[str, str]]):
    """Id → (expression, name): each stands at eight places, and reading it once costs less than a join at each."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def __missing__(self, number: int) -> tuple[str, str]:
        found: tuple[str, str] = self._connection.execute(_QUERIES["expression"], (number,)).fetchone()
        self[number] = found
        return found


def _names(text: str) -> tuple[tuple[str, str | None], ...]:
    return tuple((name, alias) for name, alias in json.loads(text)) if text != "[]" else ()
