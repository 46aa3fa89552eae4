"""Who calls a definition, and whom does it call?

Walks go level by level in SQL. Who calls a class runs its constructor, so a walk steps from one to the other without
counting it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from triptych_indexer.store.graph.calls import Calls, Direction, Step
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.reader import Snapshot

from triptych_search.named import last_part
from triptych_search.navigate import places
from triptych_search.navigate.places import Place, Unresolved, Verdict

MAX_WALKED: Final = 2_000
"""Edges taken of one level when there are several, unless more are asked for: what a person can use ends far below."""


@dataclass(frozen=True, slots=True)
class CallRow:
    """An edge of the answer, seen from the far end."""

    path: str
    line: int
    """Of the first call site, from 1; it stands in the caller's file."""
    qualified_name: str
    """The caller's, or the callee's: whichever was asked for."""
    kind: str
    node_id: int
    defined_at: str
    """`path:line` of that definition."""
    depth: int
    via: str
    """The definition at the near end."""
    lines: list[int]
    """All call sites, from 1."""
    call_type: str
    asynchronous: bool
    confidence: float
    is_test: bool


@dataclass(frozen=True, slots=True)
class Overridden:
    """A method that another one overrides: who calls the one may run the other."""

    method: Place
    callers: int
    """As sure as asked for."""


@dataclass(frozen=True, slots=True)
class CallAnswer:
    """Who calls a definition, or whom it calls."""

    verdict: Verdict
    direction: Direction
    node: Place | None
    candidates: list[Place]
    """When several definitions were meant; when none was, those of a near name."""
    rows: list[CallRow]
    """By depth, then the surest first."""
    total: int
    """Edges of all levels asked for, shown or not."""
    cut: bool
    """There are more rows than shown."""
    hidden: int
    """Edges of the first level that are less sure than asked for."""
    unresolved: Unresolved
    through: list[Overridden]
    """Of callers: what the definition overrides and somebody calls."""
    notes: list[str]
    """How the definition was told from others, when that was no matter of course."""
    at_least: bool = False
    """The total is a floor: of some level not all edges were taken."""


def calls(
    snapshot: Snapshot,
    what: str,
    direction: Direction,
    *,
    depth: int,
    confidence: float,
    tests: bool | None,
    limit: int,
) -> CallAnswer:
    """Answer `callers` and `callees`; `tests` False leaves code of tests out, True everything else."""
    found = places.find(snapshot, what)
    node, store = found.node, Calls(snapshot.connection)
    if node is None:
        nobody = Unresolved(0, [])
        if found.verdict is Verdict.UNKNOWN and direction == "callers":
            sites, count = store.unresolved_named(last_part(what), places.SITES_SHOWN)
            nobody = Unresolved(count, places.sites(sites))
        return CallAnswer(found.verdict, direction, None, found.candidates, [], 0, False, 0, nobody, [], [])
    seeds = _same(set(found.same), direction, store)
    taken = limit if depth == 1 else max(limit, MAX_WALKED)
    first = store.step(direction, seeds, confidence=confidence, limit=taken, tests=tests)
    direct, hidden = store.count(direction, seeds, confidence=confidence, tests=tests)
    rows, is_cut = _rows(
        first, direction, node, seeds, store, depth=depth, confidence=confidence, taken=taken, tests=tests
    )
    total = len(rows) - len(first) + direct
    if direction == "callers":
        unresolved = places.unresolved_calls_of(snapshot, node)
    else:
        sites, count = store.unresolved_in(node.id, places.SITES_SHOWN)
        unresolved = Unresolved(count, places.sites(sites))
    through = []
    if direction == "callers":
        through = _overridden(snapshot, set(found.same), confidence=confidence, tests=tests)
    return CallAnswer(
        verdict=places.verdict_of(rows, hidden + len(through), unresolved),
        direction=direction,
        node=places.places_of(snapshot, [node])[0],
        candidates=[],
        rows=rows[:limit],
        total=total,
        cut=total > min(limit, len(rows)),
        hidden=hidden,
        unresolved=unresolved,
        through=through,
        notes=found.notes,
        at_least=is_cut or (depth > 1 and direct > len(first)),
    )


def _rows(
    first: list[Step],
    direction: Direction,
    node: Node,
    seeds: set[int],
    store: Calls,
    *,
    depth: int,
    confidence: float,
    taken: int,
    tests: bool | None,
) -> tuple[list[CallRow], bool]:
    """Return the edges of every level, and whether a level may have more; each definition is entered once, at its least depth."""
    names = dict.fromkeys(seeds, (node.qualified_name, node.display_path))
    rows: list[CallRow] = []
    step, level, is_cut = first, 1, False
    while step:
        rows += [_row(edge, direction, names[edge.from_id], level) for edge in step]
        new = {edge.node_id: edge for edge in reversed(step) if edge.node_id not in names}
        names |= {node_id: (edge.qualified_name, edge.display_path) for node_id, edge in new.items()}
        if level == depth:
            break
        frontier = _same(set(new), direction, store)
        for one, same in _pairs(set(new), direction, store):
            names.setdefault(same, names[one])
        step = store.step(direction, frontier, confidence=confidence, limit=taken, tests=tests)
        is_cut = is_cut or len(step) == taken
        level += 1
    return rows, is_cut


def _row(edge: Step, direction: Direction, near: tuple[str, str], depth: int) -> CallRow:
    return CallRow(
        path=edge.display_path if direction == "callers" else near[1],
        line=(edge.sites[0] if edge.sites else edge.line) + 1,
        qualified_name=edge.qualified_name,
        kind=edge.kind,
        node_id=edge.node_id,
        defined_at=f"{edge.display_path}:{edge.line + 1}",
        depth=depth,
        via=near[0],
        lines=[line + 1 for line in edge.sites],
        call_type=edge.type,
        asynchronous=edge.asynchronous,
        confidence=edge.confidence,
        is_test=edge.is_test,
    )


def _pairs(ids: Collection[int], direction: Direction, store: Calls) -> list[tuple[int, int]]:
    return store.classes_of(ids) if direction == "callers" else store.constructors_of(ids)


def _same(ids: set[int], direction: Direction, store: Calls) -> set[int]:
    """Return definitions with those that are called when they are: a constructor by its class, and the other way."""
    return ids | {other for _, other in _pairs(ids, direction, store)}


def _overridden(
    snapshot: Snapshot, ids: set[int], *, confidence: float, tests: bool | None
) -> list[Overridden]:
    """Return what some definitions override, over any number of steps, and somebody calls."""
    store = Calls(snapshot.connection)
    met: dict[int, None] = {}
    frontier = ids
    while frontier:
        above = [base for _, base in store.overrides("callers", frontier)]
        frontier = {base for base in above if base not in met and base not in ids}
        met |= dict.fromkeys(sorted(frontier))
    nodes = {node.id: node for node in Nodes(snapshot.connection).by_ids(met)}
    counts = {base: store.count("callers", {base}, confidence=confidence, tests=tests)[0] for base in met}
    called = [base for base in met if counts[base]]
    shown = places.places_of(snapshot, [nodes[base] for base in called])
    return [Overridden(place, counts[base]) for base, place in zip(called, shown, strict=True)]
