"""What do the edges of a whole generation say: its cycles, and how much rests on each definition?"""

from collections import Counter
from collections.abc import Iterable
from typing import Final

from triptych_indexer.graph.centrality import BASE, centrality
from triptych_indexer.graph.cycles import Edge, Graph, components, core, find_cycles, join, packages
from triptych_indexer.model import (
    CycleLevel,
    GraphFacts,
    GraphFindings,
    ImportFlag,
    ImportKind,
    Nature,
    NodeMetrics,
)

# Plain integers: an `&` of two flags makes a new flag object.
_TYPE_ONLY: Final = int(ImportFlag.TYPE_ONLY)
_LAZY: Final = int(ImportFlag.LAZY)


def examine(facts: GraphFacts) -> GraphFindings:
    """Return the cycles on all three levels and the figures of each definition that something leads to."""
    files = _files(facts)
    calls, members = _recursive_calls(facts)
    cycles = [
        *find_cycles(CycleLevel.FILE, files),
        *find_cycles(CycleLevel.PACKAGE, packages(files)),
        *find_cycles(CycleLevel.CALL, calls),
    ]
    place = {
        name: number
        for number, cycle in enumerate(cycles)
        if cycle.level is CycleLevel.CALL
        for name in cycle.members
    }
    in_cycle = {node_id: place[name] for node_id, name in members.items() if name in place}
    return GraphFindings(cycles, list(_metrics(facts, in_cycle)))


def nature_of(kind: str, flags: int) -> Nature:
    """Return what an import statement is there for."""
    if kind == ImportKind.MOD:
        return Nature.MODULE
    if flags & _TYPE_ONLY:
        return Nature.TYPE
    return Nature.LAZY if flags & _LAZY else Nature.LOAD


def _files(facts: GraphFacts) -> Graph:
    found: dict[str, dict[str, Edge]] = {}
    for source, target, kind, flags, names in facts.imports:
        if source != target:
            join(found, facts.paths[source], facts.paths[target], Edge(names, nature_of(kind, flags)))
    return found


def _recursive_calls(facts: GraphFacts) -> tuple[Graph, dict[int, str]]:
    """Return the calls among definitions that may reach themselves through others, and the names of these."""
    # Most callers are called by nobody, tests above all: they are out before anything is built of them.
    between = {call[0] for call in facts.calls} & {call[1] for call in facts.calls}
    out: dict[int, list[int]] = {}
    for caller, callee, _ in facts.calls:
        if callee in between and caller in between:
            out.setdefault(caller, []).append(callee)
    near = core(out)
    names = facts.names_of(near) if near else {}
    found: dict[str, dict[str, Edge]] = {}
    for caller, callee, sites in facts.calls:
        if caller in near and callee in near and caller != callee:
            join(found, names[caller], names[callee], Edge(sites, Nature.CALL))
    recursive = {name for members in components(found) for name in members}
    return found, {node_id: name for node_id, name in names.items() if name in recursive}


def _metrics(facts: GraphFacts, in_cycle: dict[int, int]) -> Iterable[NodeMetrics]:
    """Yield a row for each definition that something else leads to, by id."""
    tests = facts.test_nodes
    out: dict[int, set[int]] = {}
    for edges in (facts.calls, facts.relations):
        for edge in edges:
            out.setdefault(edge[0], set()).add(edge[1])
    fan_in: Counter[int] = Counter()
    tested: Counter[int] = Counter()
    for source, targets in out.items():
        targets.discard(source)
        (tested if source in tests else fan_in).update(targets)
    # Who is used by tests alone is no centre of anything: their edges count, but carry no score.
    scores = centrality(
        {source: targets for source, targets in out.items() if targets and source not in tests}
    )
    for node_id in sorted({*fan_in, *tested}):
        score = scores.get(node_id, BASE)
        yield NodeMetrics(node_id, score, fan_in[node_id], tested[node_id], in_cycle.get(node_id))
