"""Which files, packages or functions lead back to themselves, by what, and where is that cheapest to end?

A cycle is a strongly connected component: members of which each reaches each other. There may be more ways round
than atoms in the universe, so ways are never enumerated: one shortest way (the witness) shows the cycle, and each back
edge of one depth-first walk adds at most one more.

Edges differ in weight. A component of edges that run at load time is one of nature `load`; one that holds together
only with imports inside functions is `lazy`, with type-only ones `type`, with declarations of parts `module`. The same
members are reported once, at the strongest of these.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, NamedTuple, TypeAlias, TypeVar

from triptych_indexer.model import Cut, Cycle, CycleLevel, Nature

MAX_WITNESSES: Final = 32
"""Ways round that are kept of one cycle: more than anyone reads; how many there are is told."""

MAX_LOOKED_AT: Final = 1_000_000
"""Edges looked at in search of one cycle's witnesses: about a tenth of a second. Then the best so far counts."""

MAX_TRIED: Final = 400_000
"""Edges looked at to tell what a cut leaves; beyond, weight alone decides."""

_Node = TypeVar("_Node", int, str)

_STRENGTH: Final = (Nature.LOAD, Nature.LAZY, Nature.TYPE, Nature.MODULE)


class Edge(NamedTuple):
    """All that leads from one member to another."""

    weight: int
    """Names imported, or call sites."""
    nature: Nature
    """The strongest of what there is."""

    def joined(self, other: "Edge") -> "Edge":
        """Return both as one.

        >>> Edge(1, Nature.LAZY).joined(Edge(2, Nature.LOAD))
        Edge(weight=3, nature=<Nature.LOAD: 'load'>)
        """
        return Edge(self.weight + other.weight, min(self.nature, other.nature, key=_rank))


Graph: TypeAlias = Mapping[str, Mapping[str, Edge]]
"""Source → target → edge."""


def find_cycles(level: CycleLevel, graph: Graph) -> list[Cycle]:
    """Return the cycles of a graph, the longest first; what leads from a member to itself is none."""
    found: list[Cycle] = []
    reported: set[frozenset[str]] = set()
    for outer in components(graph):
        there = _natures(graph, outer)
        for nature in there:
            inside = _restricted(graph, outer, nature)
            for members in components(inside) if len(there) > 1 else [outer]:
                if members not in reported:
                    reported.add(members)
                    found.append(_cycle(level, nature, _restricted(inside, members, nature)))
    return sorted(found, key=lambda cycle: (-len(cycle.members), cycle.members))


def components(graph: Mapping[str, Iterable[str]]) -> list[frozenset[str]]:
    """Return the sets of two or more members of which each reaches each other."""
    inner = core(graph)
    if not inner:
        return []  # and a graph without cycles, the usual one, never loads networkx
    import networkx

    found = networkx.DiGraph()
    found.add_edges_from((source, target) for source in inner for target in graph[source] if target in inner)
    return sorted(
        (frozenset(one) for one in networkx.strongly_connected_components(found) if len(one) > 1), key=min
    )


def core(graph: Mapping[_Node, Iterable[_Node]]) -> set[_Node]:
    """Return the nodes that lie on a cycle of two or more, or on a way from one such cycle to another."""
    into: dict[_Node, list[_Node]] = {}
    left: dict[_Node, int] = {}
    for source, targets in graph.items():
        others = [target for target in targets if target != source]
        left[source] = len(others)
        for target in others:
            into.setdefault(target, []).append(source)
    ended = [node for node in into if not left.get(node)] + [
        n for n, out in left.items() if not out and n not in into
    ]
    gone = set(ended)
    while ended:  # what leads nowhere
        for source in into.get(ended.pop(), ()):
            left[source] -= 1
            if not left[source]:
                gone.add(source)
                ended.append(source)
    remaining = [node for node in left if node not in gone]
    entries = {node: sum(source not in gone for source in into.get(node, ())) for node in remaining}
    ended = [node for node, count in entries.items() if not count]
    while ended:  # what nothing leads to
        node = ended.pop()
        gone.add(node)
        for target in graph[node]:
            if target not in gone and target != node:
                entries[target] -= 1
                if not entries[target]:
                    ended.append(target)
    return {node for node in remaining if node not in gone}


def packages(files: Graph) -> dict[str, dict[str, Edge]]:
    """Return the graph of the folders that the files lie in; `.` is the root."""
    found: dict[str, dict[str, Edge]] = {}
    for source, targets in files.items():
        here = package_of(source)
        for target, edge in targets.items():
            there = package_of(target)
            if here != there:
                join(found, here, there, edge)
    return found


def package_of(path: str) -> str:
    """Return the folder of a path.

    >>> package_of("a/b/c.py"), package_of("c.py")
    ('a/b', '.')
    """
    return path.rpartition("/")[0] or "."


def join(graph: dict[str, dict[str, Edge]], source: str, target: str, edge: Edge) -> None:
    """Add an edge to those that lead the same way."""
    targets = graph.setdefault(source, {})
    known = targets.get(target)
    targets[target] = edge if known is None else known.joined(edge)


def _rank(nature: Nature) -> int:
    return 0 if nature is Nature.CALL else _STRENGTH.index(nature)


def _natures(graph: Graph, members: Collection[str]) -> list[Nature]:
    """Return the natures of the edges among some members, the strongest first: at any other nothing new holds together."""
    there = {
        edge.nature for one in members for target, edge in graph.get(one, {}).items() if target in members
    }
    return sorted(there, key=_rank)


def _restricted(graph: Graph, members: Collection[str], weakest: Nature) -> dict[str, dict[str, Edge]]:
    """Return what runs among some members and is strong enough, in the order of their names."""
    allowed = set(Nature) if weakest is Nature.CALL else set(_STRENGTH[: _rank(weakest) + 1])
    return {
        source: {
            target: edge
            for target, edge in sorted(graph.get(source, {}).items())
            if target in members and target != source and edge.nature in allowed
        }
        for source in sorted(members)
    }


def _cycle(level: CycleLevel, nature: Nature, inside: dict[str, dict[str, Edge]]) -> Cycle:
    """Describe one component by its own edges."""
    budget = _Budget(MAX_LOOKED_AT)
    witness = _shortest(inside, nature, budget)
    back_edges = list(_back_edges(inside))
    witnesses = {witness} | {
        way for way in (_way_round(inside, *edge, budget) for edge in back_edges[:MAX_WITNESSES]) if way
    }
    edges = [edge for targets in inside.values() for edge in targets.values()]
    coupling = sum(edge.weight for edge in edges)
    return Cycle(
        level=level,
        nature=nature,
        severity=_severity(nature, len(inside), coupling),
        members=tuple(inside),
        edges=len(edges),
        coupling=coupling,
        witness=witness,
        witnesses=tuple(sorted(witnesses, key=lambda way: (len(way), way))[:MAX_WITNESSES]),
        back_edges=len(back_edges),
        cut=_cheapest_cut(inside, witness, len(edges)),
    )


def _severity(nature: Nature, length: int, coupling: int) -> str:
    """Weigh what a cycle does (run at load time is worst), how large it is, and how much holds it together."""
    points = {Nature.LOAD: 2, Nature.LAZY: 1}.get(nature, 0)
    points += (length >= 3) + (length >= 10) + (coupling >= 4 * length)
    return "high" if points >= 4 else "medium" if points >= 2 else "low"


class _Budget:
    """How many edges may still be looked at."""

    def __init__(self, edges: int) -> None:
        self.left = edges


def _shortest(inside: Graph, nature: Nature, budget: _Budget) -> tuple[str, ...]:
    """Return a shortest way round that uses an edge of this very nature: without one it were a cycle of a stronger."""
    starts = [
        (source, target)
        for source, targets in inside.items()
        for target, edge in targets.items()
        if edge.nature is nature
    ]
    for source, target in starts:
        if source in inside[target]:
            return _turned((source, target))
    best: tuple[str, ...] | None = None
    for source, target in starts:
        limit = len(best) - 1 if best else len(inside)
        way = _way_round(inside, source, target, budget, limit)
        if way is not None and (best is None or len(way) < len(best)):
            best = way
        if best is not None and (len(best) == 3 or budget.left <= 0):
            break
    # Every edge of a component lies on a cycle, and the first search is never cut short.
    assert best is not None
    return best


def _way_round(
    inside: Graph, source: str, target: str, budget: _Budget, limit: int | None = None
) -> tuple[str, ...] | None:
    """Return the shortest way round that begins with an edge; None if it is longer than `limit` members."""
    if budget.left <= 0:
        return None
    came_from: dict[str, str | None] = {target: None}
    length = {target: 2}
    queue = deque([target])
    while queue:
        node = queue.popleft()
        if limit is not None and length[node] > limit:
            return None
        targets = inside[node]
        budget.left -= len(targets)
        if source in targets:
            way = [source]
            step: str | None = node
            while step is not None:
                way.append(step)
                step = came_from[step]
            return _turned((source, *reversed(way[1:])))
        for one in targets:
            if one not in came_from:
                came_from[one] = node
                length[one] = length[node] + 1
                queue.append(one)
    return None


def _turned(way: tuple[str, ...]) -> tuple[str, ...]:
    """Return the same way round from its first name in order.

    >>> _turned(("c", "a", "b"))
    ('a', 'b', 'c')
    """
    first = way.index(min(way))
    return (*way[first:], *way[:first])


def _back_edges(inside: Graph) -> Iterator[tuple[str, str]]:
    """Yield the edges that lead back onto the path of a depth-first walk; without them there were no cycle."""
    seen: set[str] = set()
    on_path: set[str] = set()
    for root in inside:
        if root in seen:
            continue
        path = [(root, iter(inside[root]))]
        seen.add(root)
        on_path.add(root)
        while path:
            node, targets = path[-1]
            for target in targets:
                if target in on_path:
                    yield node, target
                elif target not in seen:
                    seen.add(target)
                    on_path.add(target)
                    path.append((target, iter(inside[target])))
                    break
            else:
                path.pop()
                on_path.discard(node)


def _cheapest_cut(inside: Graph, witness: tuple[str, ...], edges: int) -> Cut:
    """Return the edge of the witness whose cut frees the most members; among equals, the lightest."""
    ends = list(zip(witness, (*witness[1:], witness[0]), strict=True))
    if len(ends) * edges > MAX_TRIED:
        source, target = min(ends, key=lambda end: (inside[end[0]][end[1]].weight, end))
        return Cut(source, target, inside[source][target].weight, None)
    cuts = []
    for source, target in ends:
        others = {
            node: [one for one in targets if (node, one) != (source, target)]
            for node, targets in inside.items()
        }
        leaves = tuple(sorted((len(left) for left in components(others)), reverse=True))
        cuts.append(Cut(source, target, inside[source][target].weight, leaves))
    return min(cuts, key=lambda cut: (sum(cut.leaves or ()), cut.weight, cut.source, cut.target))
