"""Steps through the call graph, and the places of a name that led nowhere. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Collection
from typing import Final, Literal, NamedTuple

from triptych_indexer.model import ReferenceKind
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("calls")
_KINDS: Final = tuple(kind.value for kind in ReferenceKind)

Direction = Literal["callers", "callees"]


MAX_LOOKED_AT: Final = 20
"""Edges looked at for each that is given: 1,000 for 50 rows, which is less than a millisecond."""


class Step(NamedTuple):
    """An edge from a definition that was asked for to the next one; lines count from 0."""

    from_id: int
    """Which of those asked for."""
    node_id: int
    display_path: str
    line: int
    """Of its name."""
    kind: str
    qualified_name: str
    is_test: bool
    type: str
    """Of the call (`direct`, `indirect`, `virtual`) or of another relationship."""
    asynchronous: bool
    sites: tuple[int, ...]
    """In the file in which the edge begins: the caller's."""
    confidence: float


class Edge(NamedTuple):
    """How one definition calls another."""

    type: str
    asynchronous: bool
    sites: tuple[int, ...]
    """Lines from 0, in the caller's file."""
    confidence: float


class Site(NamedTuple):
    """A place that calls something, lines and columns from 0."""

    display_path: str
    line: int
    column: int
    expression: str
    qualified_name: str
    """Of the definition that the place stands in."""


class NamedSite(NamedTuple):
    """A place where a name is used."""

    display_path: str
    line: int
    column: int
    kind: str
    expression: str
    node_id: int
    """The definition that the place stands in."""
    qualified_name: str


class Calls:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def step(
        self,
        direction: Direction,
        ids: Collection[int],
        *,
        confidence: float,
        limit: int,
        tests: bool | None = None,
    ) -> list[Step]:
        """Return who calls some definitions or whom they call, the surest first; `tests` True or False: only (no) tests.

        Of a hub's edges no more than `MAX_LOOKED_AT` for each row are looked at, the oldest definitions first.
        """
        values = {
            "ids": json.dumps(sorted(ids)),
            "confidence": confidence,
            "tests": tests,
            "limit": limit,
            "reach": MAX_LOOKED_AT * limit,
        }
        return [_step(row) for row in self._connection.execute(_QUERIES[direction], values)]

    def count(
        self, direction: Direction, ids: Collection[int], *, confidence: float, tests: bool | None = None
    ) -> tuple[int, int]:
        """Return how many such edges there are, and how many less sure ones."""
        values = {"ids": json.dumps(sorted(ids)), "confidence": confidence, "tests": tests}
        query = "count_callers" if direction == "callers" else "count_callees"
        sure, doubtful = self._connection.execute(_QUERIES[query], values).fetchone()
        return sure, doubtful

    def ends(self, direction: Direction, ids: Collection[int], confidence: float) -> list[tuple[int, int]]:
        """Return (definition asked for, definition one call away), the surest first: all of them, and their ids only."""
        query = "ends_above" if direction == "callers" else "ends_below"
        return self._pairs(query, ids, confidence=confidence)

    def overrides(self, direction: Direction, ids: Collection[int]) -> list[tuple[int, int]]:
        """Return (definition, what overrides it) for callees, (definition, what it overrides) for callers."""
        return self._pairs("overrides_of" if direction == "callers" else "overridden_by", ids)

    def namesakes(self, ids: Collection[int]) -> list[tuple[int, int]]:
        """Return (function or method, one of its name), itself included and tests left out."""
        return self._pairs("namesakes", ids)

    def callers_by_name(self, ids: Collection[int], limit: int) -> list[tuple[int, int]]:
        """Return (definition, who calls something of its name of which nobody could tell what it is)."""
        return self._pairs("callers_by_name", ids, limit=limit)

    def run_by_the_language(self, ids: Collection[int]) -> list[tuple[int, int]]:
        """Return (method, its class) of those methods that run without being called by name."""
        return self._pairs("run_by_the_language", ids)

    def tests_among(self, ids: Collection[int]) -> set[int]:
        """Return which of some definitions are tests or stand in files of tests."""
        rows = self._connection.execute(_QUERIES["tests_among"], {"ids": json.dumps(sorted(ids))})
        return {node_id for (node_id,) in rows}

    def between(self, caller_id: int, callee_id: int) -> Edge | None:
        """Return the surest edge from one definition to another."""
        values = {"caller_id": caller_id, "callee_id": callee_id}
        row = self._connection.execute(_QUERIES["between"], values).fetchone()
        return Edge(row[0], bool(row[1]), tuple(json.loads(row[2])), row[3]) if row else None

    def _pairs(self, query: str, ids: Collection[int], **values: float) -> list[tuple[int, int]]:
        return self._connection.execute(
            _QUERIES[query], {"ids": json.dumps(sorted(ids)), **values}
        ).fetchall()

    def constructors_of(self, ids: Collection[int]) -> list[tuple[int, int]]:
        """Return (class, its constructor) for those of the definitions that are classes with one."""
        return self._pairs("constructors_of", ids)

    def classes_of(self, ids: Collection[int]) -> list[tuple[int, int]]:
        """Return (constructor, its class) for those of the definitions that are constructors."""
        return self._pairs("classes_of", ids)

    def related_to(
        self, ids: Collection[int], types: Collection[str], *, confidence: float, limit: int
    ) -> list[Step]:
        """Return what points at some definitions by these types of relationship."""
        return self._related("related_to", ids, types, confidence, limit)

    def related_from(
        self, ids: Collection[int], types: Collection[str], *, confidence: float, limit: int
    ) -> list[Step]:
        return self._related("related_from", ids, types, confidence, limit)

    def _related(
        self, query: str, ids: Collection[int], types: Collection[str], confidence: float, limit: int
    ) -> list[Step]:
        values = {
            "ids": json.dumps(sorted(ids)),
            "types": json.dumps(sorted(types)),
            "confidence": confidence,
            "limit": limit,
        }
        return [_step(row) for row in self._connection.execute(_QUERIES[query], values)]

    def unresolved_named(self, name: str, limit: int) -> tuple[list[Site], int]:
        """Return call sites of a name that no edge leads from, the first ones, and how many there are."""
        return self._sites("unresolved_named", limit, name=name)

    def unresolved_in(self, node_id: int, limit: int, name: str | None = None) -> tuple[list[Site], int]:
        """The same for the call sites that stand in one definition, of one name or of any."""
        return self._sites("unresolved_in", limit, node_id=node_id, name=name)

    def _sites(self, query: str, limit: int, **asked: object) -> tuple[list[Site], int]:
        rows = self._connection.execute(_QUERIES[query], {**asked, "limit": limit}).fetchall()
        return [Site(*row[:5]) for row in rows], rows[0][5] if rows else 0

    def sites_named(self, name: str, limit: int) -> tuple[list[NamedSite], int]:
        """Return places where a name is used, in the order of their places, and how many there are."""
        rows = self._connection.execute(_QUERIES["sites_named"], {"name": name, "limit": limit}).fetchall()
        found = [NamedSite(a, b, c, _KINDS[code], d, e, f) for a, b, c, code, d, e, f, _ in rows]
        return found, rows[0][7] if rows else 0

    def links_to_named(self, name: str) -> dict[tuple[int, int], tuple[int, float]]:
        """Return (definition, line in its file) → (definition of that name it leads to, confidence).

        Relationships other than calls know their first place only: they stand under line -1.
        """
        found: dict[tuple[int, int], tuple[int, float]] = {}
        for source, target, sure in self._connection.execute(_QUERIES["relations_to_named"], {"name": name}):
            found[source, -1] = (target, sure)
        for caller, callee, sites, sure in self._connection.execute(
            _QUERIES["calls_to_named"], {"name": name}
        ):
            for line in json.loads(sites):
                found[caller, line] = (callee, sure)
        return found

    def imports_of_name(self, file_id: int, name: str) -> list[tuple[str, int, str]]:
        """Return (path, line, statement) of the imports that fetch a name out of a file."""
        values = {"file_id": file_id, "quoted": json.dumps(name, ensure_ascii=False)}
        return self._connection.execute(_QUERIES["imports_of_name"], values).fetchall()


def _step(row: tuple[object, ...]) -> Step:
    from_id, node_id, path, line, kind, name, is_test, call_type, is_async, sites, confidence = row
    assert isinstance(sites, str)
    return Step(
        from_id, node_id, path, line, kind, name, bool(is_test), call_type, bool(is_async),  # type: ignore[arg-type]
        tuple(json.loads(sites)), confidence,  # type: ignore[arg-type]
    )  # fmt: skip
