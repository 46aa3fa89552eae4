"""Who calls a definition, whom does it call, and by which calls does one lead to another?

Walks go level by level in SQL. Who calls a class runs its constructor, so a walk steps from one to the other without
counting it.
"""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import NodeKind
from triptych_indexer.store.graph.calls import Calls, Direction, Step
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.reader import Snapshot

from triptych_search.navigate import places
from triptych_search.navigate.places import Place, Unresolved, Verdict

MAX_WALKED: Final = 2_000
"""Edges taken of one level beyond the first, unless more are asked for: what a person can use ends far below."""

MAX_VISITED: Final = 50_000
"""Definitions a search for a path looks at before it gives up: about a second."""


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
class CallAnswer:
    """Who calls a definition, or whom it calls."""

    verdict: Verdict
    direction: Direction
    node: Place | None
    candidates: list[Place]
    """When several definitions were meant."""
    rows: list[CallRow]
    """By depth, then the surest first."""
    total: int
    """Edges of the first level, shown or not."""
    cut: bool
    """There are more rows than shown."""
    hidden: int
    """Edges of the first level that are less sure than asked for."""
    unresolved: Unresolved


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
    if found.node is None:
        nobody = Unresolved(0, [])
        if found.verdict is Verdict.UNKNOWN and direction == "callers":
            sites, count = Calls(snapshot.connection).unresolved_named(_last(what), places.SITES_SHOWN)
            nobody = Unresolved(count, places.sites(sites))
        return CallAnswer(found.verdict, direction, None, found.candidates, [], 0, False, 0, nobody)
    node, store = found.node, Calls(snapshot.connection)
    seeds = _same({node.id}, direction, store)
    first = store.step(direction, seeds, confidence=confidence, limit=limit, tests=tests)
    total = len(first)
    if total == limit:
        total = store.count(direction, seeds, confidence=confidence, tests=tests)
    rows = _rows(
        first, direction, node, seeds, store, depth=depth, confidence=confidence, limit=limit, tests=tests
    )
    if direction == "callers":
        unresolved = places.unresolved_calls_of(store, node, _owner(snapshot, node))
    else:
        sites, count = store.unresolved_in(node.id, places.SITES_SHOWN)
        unresolved = Unresolved(count, places.sites(sites))
    return CallAnswer(
        verdict=places.verdict_of(rows, unresolved),
        direction=direction,
        node=places.places_of(snapshot, [node])[0],
        candidates=[],
        rows=rows[:limit],
        total=total,
        cut=len(rows) > limit or total > len(first),
        hidden=sum(store.hidden(direction, seed, confidence) for seed in seeds),
        unresolved=unresolved,
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
    limit: int,
    tests: bool | None,
) -> list[CallRow]:
    """Return the edges of every level; each definition is entered once, at its least depth."""
    names = dict.fromkeys(seeds, (node.qualified_name, node.display_path))
    rows: list[CallRow] = []
    step, level = first, 1
    while step:
        rows += [_row(edge, direction, names[edge.from_id], level) for edge in step]
        new = {edge.node_id: edge for edge in reversed(step) if edge.node_id not in names}
        names |= {node_id: (edge.qualified_name, edge.display_path) for node_id, edge in new.items()}
        if level == depth or len(rows) > limit:
            break
        frontier = _same(set(new), direction, store)
        for one, same in _pairs(set(new), direction, store):
            names.setdefault(same, names[one])
        step = store.step(
            direction, frontier, confidence=confidence, limit=max(limit, MAX_WALKED), tests=tests
        )
        level += 1
    return rows


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


def _owner(snapshot: Snapshot, node: Node) -> str | None:
    if node.kind != NodeKind.CONSTRUCTOR or node.parent_id is None:
        return None
    owner = Nodes(snapshot.connection).by_ids([node.parent_id])
    return owner[0].name if owner else None


def _last(what: str) -> str:
    return what.replace("::", ".").replace("#", ".").rpartition(".")[2].rstrip("()")


# --- the shortest way ---


@dataclass(frozen=True, slots=True)
class Link:
    """One call on the way."""

    path: str
    line: int
    """Of the call site, from 1."""
    caller: str
    callee: str
    callee_at: str
    """`path:line` of the callee."""
    call_type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The shortest chain of calls from one definition to another."""

    verdict: Verdict
    source: Place | None
    target: Place | None
    candidates: list[Place]
    links: list[Link]
    visited: int
    """Definitions looked at."""
    unresolved: Unresolved
    """Call sites named like the target that lead nowhere known: where a way could be hidden."""


def path(snapshot: Snapshot, source: str, target: str, *, confidence: float) -> PathAnswer:
    """Return the shortest chain of calls, if there is one; of equally short ones the surest in the order of places."""
    nobody = Unresolved(0, [])
    ends = [places.find(snapshot, source), places.find(snapshot, target)]
    shown = [places.places_of(snapshot, [end.node])[0] if end.node else None for end in ends]
    for end in ends:
        if end.node is None:
            return PathAnswer(end.verdict, shown[0], shown[1], end.candidates, [], 0, nobody)
    first, last = ends[0].node, ends[1].node
    assert first is not None
    assert last is not None
    store = Calls(snapshot.connection)
    search = _Search(store, first, last, confidence)
    links = search.run()
    if links is not None:
        return PathAnswer(Verdict.FOUND, shown[0], shown[1], [], links, search.visited, nobody)
    unresolved = places.unresolved_calls_of(store, last, _owner(snapshot, last))
    verdict = Verdict.CUT_SHORT if search.cut else places.verdict_of([], unresolved)
    return PathAnswer(verdict, shown[0], shown[1], [], [], search.visited, unresolved)


class _Search:
    """From both ends at once, a level of the smaller side at a time."""

    def __init__(self, store: Calls, first: Node, last: Node, confidence: float) -> None:
        self._store = store
        self._confidence = confidence
        self._names = {
            node.id: (node.qualified_name, node.display_path, node.name_line) for node in (first, last)
        }
        self._forward: dict[int, tuple[int, Step] | None] = dict.fromkeys(_same({first.id}, "callees", store))
        self._backward: dict[int, tuple[int, Step] | None] = dict.fromkeys(_same({last.id}, "callers", store))
        for node, side in ((first, self._forward), (last, self._backward)):
            for same in side:
                self._names.setdefault(same, self._names[node.id])
        self.cut = False

    @property
    def visited(self) -> int:
        return len(self._forward) + len(self._backward)

    def run(self) -> list[Link] | None:
        """Return the links in order, [] when both ends are one, None when there is no way or too much to look at."""
        ahead, behind = set(self._forward), set(self._backward)
        while True:
            met = [node_id for node_id in self._forward if node_id in self._backward]
            if met:
                return self._links(met[0])
            if not ahead or not behind:
                return None
            if self.visited > MAX_VISITED:
                self.cut = True
                return None
            if len(ahead) <= len(behind):
                ahead = self._expand(ahead, "callees", self._forward)
            else:
                behind = self._expand(behind, "callers", self._backward)

    def _expand(
        self, frontier: set[int], direction: Direction, side: dict[int, tuple[int, Step] | None]
    ) -> set[int]:
        new: set[int] = set()
        step = self._store.step(direction, frontier, confidence=self._confidence, limit=MAX_VISITED)
        self.cut |= len(step) == MAX_VISITED
        for edge in step:
            if edge.node_id not in side:
                side[edge.node_id] = (edge.from_id, edge)
                self._names.setdefault(edge.node_id, (edge.qualified_name, edge.display_path, edge.line))
                new.add(edge.node_id)
        for one, same in _pairs(new, direction, self._store):
            if same not in side:
                side[same] = side[one]
                self._names.setdefault(same, self._names[one])
                new.add(same)
        return new

    def _links(self, middle: int) -> list[Link]:
        before: list[Link] = []
        entry = self._forward[middle]
        while entry is not None:
            from_id, edge = entry
            caller = self._names[from_id]
            before.append(
                Link(
                    path=caller[1],
                    line=edge.sites[0] + 1,
                    caller=caller[0],
                    callee=edge.qualified_name,
                    callee_at=f"{edge.display_path}:{edge.line + 1}",
                    call_type=edge.type,
                    confidence=edge.confidence,
                )
            )
            entry = self._forward[from_id]
        links = before[::-1]
        entry = self._backward[middle]
        while entry is not None:
            from_id, edge = entry
            callee = self._names[from_id]
            links.append(
                Link(
                    path=edge.display_path,
                    line=edge.sites[0] + 1,
                    caller=edge.qualified_name,
                    callee=callee[0],
                    callee_at=f"{callee[1]}:{callee[2] + 1}",
                    call_type=edge.type,
                    confidence=edge.confidence,
                )
            )
            entry = self._backward[from_id]
        return links
