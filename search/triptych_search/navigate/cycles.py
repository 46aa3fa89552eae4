"""Which cycles are there, since when, where to cut them, and which are new since a baseline was written?

A baseline holds edges, not cycles: a cycle changes its name with each member that joins it, an edge does not. New is what leads from
one member of a cycle to another and is not in the baseline.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych_indexer.graph.cycles import Graph
from triptych_indexer.model import CycleLevel, Nature
from triptych_indexer.store.graph.cycles import Cycles, KnownCycle, Statement
from triptych_indexer.store.reader import Snapshot

from triptych_search.errors import QueryError
from triptych_search.navigate.edges import graph_of
from triptych_search.navigate.places import Verdict

FORMAT: Final = "triptych-cycles-1"

_ROUND_THE_LOOP: Final = (Nature.LOAD, Nature.CALL)
"""Natures that are told unless all are asked for."""


@dataclass(frozen=True, slots=True)
class WayStep:
    """From one member of a way round to the next."""

    source: str
    target: str
    path: str | None
    """Of the import statement; None for calls and packages."""
    line: int | None
    """From 1."""
    text: str | None


@dataclass(frozen=True, slots=True)
class CycleRow:
    """A cycle; lines count from 1, times are seconds of the epoch."""

    level: str
    nature: str
    severity: str
    length: int
    edges: int
    coupling: int
    members: list[str]
    witness: list[WayStep]
    """The shortest way round."""
    witnesses: list[list[str]]
    """More ways round, when all are asked for."""
    ways: int
    """Back edges: how many ways round there are at least."""
    cut_source: str
    cut_target: str
    cut_weight: int
    """Names imported, or call sites, that would have to go."""
    cut_leaves: list[int] | None
    """Lengths of the cycles left; null: too many edges to try."""
    first_seen: int
    first_seen_at: float
    last_seen: int
    gone_since: int | None
    gone_since_at: float | None


@dataclass(frozen=True, slots=True)
class CycleAnswer:
    verdict: Verdict
    level: str
    rows: list[CycleRow]
    """The longest first; those that are gone at the end."""
    hidden: dict[str, int]
    """Nature → cycles not told without `--all`."""
    loops: list[str]
    """`path:line name` of definitions that call themselves, for the level of calls and with all."""
    baseline: str | None
    new_edges: list[tuple[str, str]] | None
    """Edges within cycles that the baseline does not hold; null without one."""


def cycles(snapshot: Snapshot, level: CycleLevel, *, everything: bool, baseline: Path | None) -> CycleAnswer:
    """Answer `cycles`.

    Raises:
        QueryError: the baseline cannot be read, or is of another level.
    """
    store = Cycles(snapshot.connection)
    there = store.there(level)
    told = [one for one in there if everything or one.cycle.nature in _ROUND_THE_LOOP]
    hidden: dict[str, int] = {}
    for one in there:
        if one not in told:
            hidden[one.cycle.nature] = hidden.get(one.cycle.nature, 0) + 1
    rows = [*told, *(store.gone(level) if everything else ())]
    statements = _statements(store, rows) if level is CycleLevel.FILE else {}
    new = None
    if baseline is not None:
        new = new_edges(edges_in(snapshot, told), read_baseline(baseline, level))
    loops = store.loops() if everything and level is CycleLevel.CALL else []
    return CycleAnswer(
        verdict=Verdict.FOUND if rows or loops else Verdict.NONE,
        level=level,
        rows=[_row(one, statements, everything=everything) for one in rows],
        hidden=hidden,
        loops=[f"{loop.display_path}:{loop.line + 1}  {loop.qualified_name}" for loop in loops],
        baseline=None if baseline is None else str(baseline),
        new_edges=new,
    )


def edges_in(snapshot: Snapshot, told: Iterable[KnownCycle]) -> list[tuple[str, str]]:
    """Return the edges among the members of each cycle that are strong enough to be part of it, sorted."""
    found: set[tuple[str, str]] = set()
    graphs: dict[CycleLevel, Graph] = {}
    for one in told:
        cycle = one.cycle
        graph = graphs.get(cycle.level) or graphs.setdefault(cycle.level, graph_of(snapshot, cycle.level))
        allowed = _allowed(cycle.nature)
        members = set(cycle.members)
        for source in cycle.members:
            targets = graph.get(source, {})
            found.update(
                (source, t) for t, edge in targets.items() if t in members and edge.nature in allowed
            )
    return sorted(found)


def _allowed(nature: Nature) -> set[str]:
    strength = [Nature.LOAD, Nature.LAZY, Nature.TYPE, Nature.MODULE]
    return {Nature.CALL} if nature is Nature.CALL else set(strength[: strength.index(nature) + 1])


def new_edges(now: Iterable[tuple[str, str]], before: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return the edges that were not there before, sorted.

    >>> new_edges([("a", "b"), ("b", "a")], [("a", "b")])
    [('b', 'a')]
    """
    return sorted(set(now) - set(before))


def write_baseline(snapshot: Snapshot, level: CycleLevel, file: Path, *, everything: bool) -> int:
    """Write the edges of the cycles that are there now and return how many there are."""
    told = [
        one
        for one in Cycles(snapshot.connection).there(level)
        if everything or one.cycle.nature in _ROUND_THE_LOOP
    ]
    edges = edges_in(snapshot, told)
    document = {"format": FORMAT, "level": str(level), "edges": edges}
    file.write_text(json.dumps(document, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return len(edges)


def read_baseline(file: Path, level: CycleLevel) -> list[tuple[str, str]]:
    """Read the edges of a baseline.

    Raises:
        QueryError: it is no baseline, or one of another level.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        kind, written_for, edges = document["format"], document["level"], document["edges"]
        found = [(str(source), str(target)) for source, target in edges]
    except FileNotFoundError:
        raise QueryError(f"there is no baseline {file}", hint="make it with --write-baseline") from None
    except (ValueError, KeyError, TypeError) as error:
        raise QueryError(f"{file} is no baseline", hint="write it anew with --write-baseline") from error
    if kind != FORMAT or written_for != level:
        raise QueryError(
            f"{file} is a baseline of level {written_for!r}, format {kind!r}", hint=f"asked for is {level}"
        )
    return found


def _statements(store: Cycles, rows: Iterable[KnownCycle]) -> dict[tuple[str, str], Statement]:
    """Return the statement by which a file on a witness imports the next one: the first that runs at load time."""
    found: dict[tuple[str, str], Statement] = {}
    for statement in store.imports_from({member for one in rows for member in one.cycle.witness}):
        found.setdefault((statement.source_path, statement.target_path), statement)
    return found


def _row(one: KnownCycle, statements: dict[tuple[str, str], Statement], *, everything: bool) -> CycleRow:
    cycle = one.cycle
    ends = zip(cycle.witness, (*cycle.witness[1:], cycle.witness[0]), strict=True)
    return CycleRow(
        level=cycle.level,
        nature=cycle.nature,
        severity=cycle.severity,
        length=len(cycle.members),
        edges=cycle.edges,
        coupling=cycle.coupling,
        members=list(cycle.members),
        witness=[_step(source, target, statements.get((source, target))) for source, target in ends],
        witnesses=[list(way) for way in cycle.witnesses] if everything else [],
        ways=cycle.back_edges,
        cut_source=cycle.cut.source,
        cut_target=cycle.cut.target,
        cut_weight=cycle.cut.weight,
        cut_leaves=None if cycle.cut.leaves is None else list(cycle.cut.leaves),
        first_seen=one.first_seen,
        first_seen_at=one.first_seen_at,
        last_seen=one.last_seen,
        gone_since=one.gone_since,
        gone_since_at=one.gone_since_at,
    )


def _step(source: str, target: str, statement: Statement | None) -> WayStep:
    if statement is None:
        return WayStep(source, target, None, None, None)
    return WayStep(source, target, statement.source_path, statement.line + 1, statement.text)
