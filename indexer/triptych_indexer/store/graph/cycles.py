"""Cycles with their history, and the figures of definitions. Borrows a connection and never commits.

Written in the transaction that publishes: readers see the cycles of their own generation.
"""

import json
import sqlite3
from array import array
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from typing import Any, Final, NamedTuple

from triptych_indexer.model import Cut, Cycle, CycleLevel, GraphFacts, GraphFindings, Nature, NodeMetrics
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("cycles")

MAX_GONE: Final = 500
"""Cycles that are gone and still remembered."""

SAME: Final = 0.5
"""A cycle is the one it was when it shares more than this part of all their members."""

Examine = Callable[[GraphFacts], GraphFindings]


@dataclass(frozen=True, slots=True)
class KnownCycle:
    """A cycle and since when it is known; generations, and seconds of the epoch."""

    id: int
    cycle: Cycle
    first_seen: int
    first_seen_at: float
    last_seen: int
    gone_since: int | None
    gone_since_at: float | None


class Loop(NamedTuple):
    """A definition that calls itself; lines from 0."""

    display_path: str
    line: int
    qualified_name: str
    sites: tuple[int, ...]


class Statement(NamedTuple):
    """An import statement that leads from one file to another."""

    source_path: str
    target_path: str
    line: int
    """From 0."""
    kind: str
    flags: int
    text: str


class Cycles:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def there(self, level: CycleLevel) -> list[KnownCycle]:
        """Return the cycles of a level, the longest first."""
        return [_known(row) for row in self._connection.execute(_QUERIES["there"], {"level": level})]

    def gone(self, level: CycleLevel) -> list[KnownCycle]:
        """Return those that were there once, the newest loss first."""
        return [_known(row) for row in self._connection.execute(_QUERIES["gone"], {"level": level})]

    def loops(self) -> list[Loop]:
        """Return the definitions that call themselves, in the order of their places."""
        rows = self._connection.execute(_QUERIES["loops"])
        return [Loop(path, line, name, tuple(json.loads(sites))) for path, line, name, sites in rows]

    def imports_from(self, paths: Collection[str]) -> list[Statement]:
        """Return the statements by which these files import others, for each target the strongest first."""
        rows = self._connection.execute(_QUERIES["imports_between"], {"paths": json.dumps(sorted(paths))})
        return [Statement(*row) for row in rows]

    # --- while publishing ---

    def keep(self, file_ids: Collection[int], before: sqlite3.Connection, generation: int, at: float) -> bool:
        """Note that all is as it was, if it is: the edges that begin in these files are those of the generation before."""
        values = {"file_ids": json.dumps(sorted(file_ids))}
        if self._connection.execute(_QUERIES["digest"]).fetchone() is None:
            return False
        now = self._connection.execute(_QUERIES["edges_of"], values)
        if now.fetchall() != before.execute(_QUERIES["edges_of"], values).fetchall():
            return False
        self._connection.execute(_QUERIES["keep"], {"generation": generation, "at": at})
        return True

    def examine(self, examine: Examine, generation: int, at: float) -> None:
        """Look at the whole graph again, unless its edges are those of the last time, and keep what is found."""
        facts, digest = self._facts()
        known = self._connection.execute(_QUERIES["digest"]).fetchone()
        if known is not None and known[0] == digest:
            self._connection.execute(_QUERIES["keep"], {"generation": generation, "at": at})
            return
        found = examine(facts)
        ids = self._replace(found.cycles, generation, at)
        self._measure(found.metrics, ids)
        self._connection.execute(_QUERIES["set_digest"], {"digest": digest})

    def _facts(self) -> tuple[GraphFacts, bytes]:
        read = self._connection.execute
        calls = read(_QUERIES["calls"]).fetchall()
        relations = read(_QUERIES["relations"]).fetchall()
        imports = read(_QUERIES["imports"]).fetchall()
        files = read(_QUERIES["paths"]).fetchall()
        tests = [row[0] for row in read(_QUERIES["test_nodes"]).fetchall()]
        facts = GraphFacts(
            calls,
            relations,
            frozenset(tests),
            imports,
            {file_id: path for file_id, path, _ in files},
            self._names_of,
        )
        digest = blake2b(digest_size=16)
        for rows in (calls, relations):
            digest.update(array("q", chain.from_iterable(rows)).tobytes())
        # Lines move with every edit, and are in none of these; a test's id says which definitions are tests.
        digest.update(array("q", tests).tobytes())
        digest.update(repr((imports, files)).encode())
        return facts, digest.digest()

    def _names_of(self, ids: Collection[int]) -> dict[int, str]:
        return dict(
            self._connection.execute(_QUERIES["names_of"], {"ids": json.dumps(sorted(ids))}).fetchall()
        )

    def _replace(self, cycles: Iterable[Cycle], generation: int, at: float) -> list[int]:
        """Write the cycles over those they were before, end the others, and return the ids in order."""
        known = [
            (cycle_id, level, frozenset(json.loads(members)), bool(there))
            for cycle_id, level, members, there in self._connection.execute(_QUERIES["known"])
        ]
        taken: set[int] = set()
        ids = []
        for cycle in cycles:
            values = {**_columns(cycle), "generation": generation, "at": at}
            before = _before(cycle, [one for one in known if one[0] not in taken])
            if before is None:
                ids.append(self._connection.execute(_QUERIES["add"], values).lastrowid or 0)
                continue
            taken.add(before)
            ids.append(before)
            self._connection.execute(_QUERIES["update"], {**values, "id": before})
        for cycle_id, _, _, there in known:
            if there and cycle_id not in taken:
                self._connection.execute(
                    _QUERIES["end"], {"id": cycle_id, "generation": generation, "at": at}
                )
        self._connection.execute(_QUERIES["forget"], {"kept": MAX_GONE})
        return ids

    def _measure(self, metrics: Iterable[NodeMetrics], cycle_ids: list[int]) -> None:
        """Write the figures that moved."""
        known = {row[0]: row for row in self._connection.execute(_QUERIES["metrics"])}
        rows = [(*one[:4], None if one.cycle is None else cycle_ids[one.cycle]) for one in metrics]
        self._connection.executemany(
            _QUERIES["set_metrics"], [row for row in rows if known.pop(row[0], None) != row]
        )
        self._connection.executemany(_QUERIES["remove_metrics"], [(node_id,) for node_id in known])


def _before(cycle: Cycle, known: Iterable[tuple[int, str, frozenset[str], bool]]) -> int | None:
    """Return the cycle that this one was before: the most alike, one that was there before one that was gone."""
    members = frozenset(cycle.members)
    best: tuple[float, bool, int] | None = None
    for cycle_id, level, others, there in known:
        if level != cycle.level:
            continue
        alike = (len(members & others) / len(members | others), there, -cycle_id)
        if alike[0] > SAME:
            best = max(best, alike) if best else alike
    return -best[2] if best else None


def _columns(cycle: Cycle) -> dict[str, Any]:
    return {
        "level": cycle.level,
        "nature": cycle.nature,
        "severity": cycle.severity,
        "members": json.dumps(cycle.members),
        "length": len(cycle.members),
        "edges": cycle.edges,
        "coupling": cycle.coupling,
        "witness": json.dumps(cycle.witness),
        "witnesses": json.dumps(cycle.witnesses),
        "back_edges": cycle.back_edges,
        "cut_source": cycle.cut.source,
        "cut_target": cycle.cut.target,
        "cut_weight": cycle.cut.weight,
        "cut_leaves": None if cycle.cut.leaves is None else json.dumps(cycle.cut.leaves),
    }


def _known(row: tuple[Any, ...]) -> KnownCycle:
    (cycle_id, level, nature, severity, members, edges, coupling, witness, witnesses, back_edges, *rest) = row
    cut_source, cut_target, cut_weight, cut_leaves, *times = rest
    cycle = Cycle(
        CycleLevel(level),
        Nature(nature),
        severity,
        tuple(json.loads(members)),
        edges,
        coupling,
        tuple(json.loads(witness)),
        tuple(tuple(way) for way in json.loads(witnesses)),
        back_edges,
        Cut(
            cut_source, cut_target, cut_weight, None if cut_leaves is None else tuple(json.loads(cut_leaves))
        ),
    )
    return KnownCycle(cycle_id, cycle, *times)
