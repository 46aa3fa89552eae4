"""What stands out in the whole graph, or in none of it. Borrows a connection and never commits."""

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from triptych_indexer.store.passage import unpacked
from triptych_indexer.store.sql import queries
from triptych_indexer.tokens import pieces

_QUERIES: Final = queries("structure")


class CentralNode(NamedTuple):
    node_id: int
    display_path: str
    line: int
    """From 0."""
    kind: str
    qualified_name: str
    signature: str | None
    centrality: float
    fan_in: int
    tests: int


class Metrics(NamedTuple):
    """What the whole graph says of a definition."""

    centrality: float
    fan_in: int
    tests: int


ISOLATED: Final = Metrics(0.15, 0, 0)
"""Of a definition that nothing leads to."""


class UnusedNode(NamedTuple):
    """A definition that no sure edge leads to."""

    node_id: int
    parent_id: int | None
    display_path: str
    line: int
    """From 0."""
    kind: str
    name: str
    qualified_name: str
    visibility: str
    modifiers: int
    """A mask of `Modifier`."""
    decorators: str | None
    """A JSON list of their texts."""
    guesses: int
    """Edges that lead to it among others of its name."""
    tests: int
    """Definitions in tests that use it."""
    parent_kind: str | None


class NamedBase(NamedTuple):
    """A base of a class as written."""

    node_id: int
    name: str
    expression: str
    line: int
    """From 0."""


class Structure:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def central(self, limit: int) -> list[CentralNode]:
        """Return the definitions that most rests on, the most central first."""
        return [CentralNode(*row) for row in self._connection.execute(_QUERIES["central"], {"limit": limit})]

    def metrics_of(self, ids: Collection[int]) -> dict[int, Metrics]:
        """Return the figures of those of the definitions that something leads to; the others are `ISOLATED`."""
        rows = self._connection.execute(_QUERIES["metrics_of"], {"ids": json.dumps(sorted(ids))})
        return {node_id: Metrics(*figures) for node_id, *figures in rows}

    def unused(self) -> list[UnusedNode]:
        """Return definitions outside tests that nothing surely uses, in the order of their places."""
        return [UnusedNode(*row) for row in self._connection.execute(_QUERIES["unused"])]

    def overriding(self, ids: Collection[int]) -> set[int]:
        """Return which of these override a member of a base."""
        rows = self._connection.execute(_QUERIES["overriding"], {"ids": json.dumps(sorted(ids))})
        return {node_id for (node_id,) in rows}

    def bases_named(self, ids: Collection[int]) -> list[NamedBase]:
        """Return the bases of classes as written, linked or not."""
        rows = self._connection.execute(_QUERIES["bases_named"], {"ids": json.dumps(sorted(ids))})
        return [NamedBase(*row) for row in rows]

    def bases_of(self, ids: Collection[int]) -> list[tuple[int, int, str]]:
        """Return (class, base, name of the base) of the bases that are defined here."""
        return self._connection.execute(_QUERIES["bases_of"], {"ids": json.dumps(sorted(ids))}).fetchall()

    def members_of(self, ids: Collection[int]) -> list[tuple[int, int, str, int]]:
        """Return (class, member, its name, its line from 0)."""
        return self._connection.execute(_QUERIES["members_of"], {"ids": json.dumps(sorted(ids))}).fetchall()

    def file_edges(self) -> Iterator[tuple[str, str, str, int, int]]:
        """Yield (importing path, imported path, `ImportKind`, mask of `ImportFlag`, names imported)."""
        yield from self._connection.execute(_QUERIES["file_edges"])

    def call_edges(self, confidence: float) -> Iterator[tuple[str, str, str, float, int]]:
        """Yield (caller, callee, call type, confidence, sites), both ends as `path::qualified_name`."""
        yield from self._connection.execute(_QUERIES["call_edges"], {"confidence": confidence})

    def occurrences(self, names: Collection[str]) -> tuple[dict[str, Counter[str]], set[str]]:
        """Return how often each name stands as a whole word in code, tests, docs and config; and beginnings of names.

        A beginning is a word in code that ends with `_`: `"visit_%s"`, `f"do_{command}"`.
        """
        wanted = {name.encode("utf-8", "replace"): name for name in names}
        found: dict[str, Counter[bytes]] = {sort: Counter() for sort in ("code", "tests", "docs", "config")}
        beginnings: set[bytes] = set()
        for sort, header_bytes, stored in self._connection.execute(_QUERIES["texts"]):
            words = pieces(unpacked(stored)[header_bytes + 1 :].decode("utf-8", "replace"))
            found[sort].update(filter(wanted.__contains__, words))
            if sort == "code":
                beginnings.update(word for word in words if word.endswith(b"_"))
        counts = {
            sort: Counter({wanted[piece]: count for piece, count in one.items()})
            for sort, one in found.items()
        }
        return counts, {word.decode("utf-8", "replace") for word in beginnings}
