"""What does a class build on, what builds on it, and who overrides what?"""

from dataclasses import dataclass, field
from typing import Final

from triptych_indexer.store.graph.calls import Calls, Step
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.graph.structure import Structure
from triptych_indexer.store.reader import Snapshot

from triptych_search.navigate import places
from triptych_search.navigate.places import Place, Verdict

TYPES: Final = ("inherits", "implements")

MAX_CLASSES: Final = 20_000
"""Of one level: more than any class has subclasses."""


@dataclass(frozen=True, slots=True)
class Relative:
    """A base or a subclass."""

    path: str | None
    """None: it is not defined here, or nobody could tell where."""
    line: int | None
    """Of its name, from 1."""
    qualified_name: str
    type: str
    """`inherits` or `implements`."""
    depth: int
    via: str
    """The class that names it, or that it names."""
    written: str
    """`path:line` where that stands."""
    confidence: float | None
    overrides: list[str] = field(default_factory=list)
    """Of a subclass: names of the members of the class asked for that it defines anew."""


@dataclass(frozen=True, slots=True)
class Override:
    """A member of the class that stands in place of one of a base."""

    name: str
    line: int
    """From 1."""
    overrides: str
    """`Base.name`."""
    at: str
    """`path:line` of that one."""


@dataclass(frozen=True, slots=True)
class HierarchyAnswer:
    verdict: Verdict
    node: Place | None
    candidates: list[Place]
    bases: list[Relative]
    """The nearest first."""
    deepest: int
    """How many steps up the farthest base stands."""
    subclasses: list[Relative]
    """A tree: each right below the one it builds on."""
    total_subclasses: int
    overrides: list[Override]
    notes: list[str]


def hierarchy(snapshot: Snapshot, what: str, *, confidence: float, limit: int) -> HierarchyAnswer:
    """Answer `hierarchy`."""
    found = places.find(snapshot, what)
    node = found.node
    if node is None:
        return HierarchyAnswer(found.verdict, None, found.candidates, [], 0, [], 0, [], [])
    bases, base_nodes = _bases(snapshot, node, confidence)
    below = _subclasses(snapshot, node, confidence)
    return HierarchyAnswer(
        verdict=Verdict.FOUND,
        node=places.places_of(snapshot, [node])[0],
        candidates=[],
        bases=bases,
        deepest=max((one.depth for one in bases), default=0),
        subclasses=below[:limit],
        total_subclasses=len(below),
        overrides=_overrides(snapshot, node, base_nodes),
        notes=found.notes,
    )


def _bases(snapshot: Snapshot, node: Node, confidence: float) -> tuple[list[Relative], list[int]]:
    """Return the bases level by level, and the ids of those defined here."""
    calls, structure = Calls(snapshot.connection), Structure(snapshot.connection)
    found: list[Relative] = []
    names = {node.id: (node.qualified_name, node.display_path)}
    frontier, depth, order = {node.id}, 1, list[int]()
    while frontier:
        steps = calls.related_from(frontier, TYPES, confidence=confidence, limit=MAX_CLASSES)
        linked = {(step.from_id, step.qualified_name.rpartition(".")[2]) for step in steps}
        for step in steps:
            near = names[step.from_id]
            at = f"{near[1]}:{step.sites[0] + 1}"
            found.append(
                Relative(
                    step.display_path,
                    step.line + 1,
                    step.qualified_name,
                    step.type,
                    depth,
                    near[0],
                    at,
                    step.confidence,
                )
            )
        for base in structure.bases_named(frontier):
            if (base.node_id, base.name) not in linked:
                near = names[base.node_id]
                at = f"{near[1]}:{base.line + 1}"
                found.append(Relative(None, None, base.expression, "inherits", depth, near[0], at, None))
        new = {step.node_id: step for step in steps if step.node_id not in names}
        names |= {node_id: (step.qualified_name, step.display_path) for node_id, step in new.items()}
        order += new
        frontier, depth = set(new), depth + 1
    return found, order


def _subclasses(snapshot: Snapshot, node: Node, confidence: float) -> list[Relative]:
    calls, structure = Calls(snapshot.connection), Structure(snapshot.connection)
    below: dict[int, list[Step]] = {}
    seen, frontier = {node.id}, {node.id}
    while frontier:
        steps = calls.related_to(frontier, TYPES, confidence=confidence, limit=MAX_CLASSES)
        new: set[int] = set()
        for step in sorted(steps, key=lambda step: (step.display_path, step.line)):
            if step.node_id not in seen:
                seen.add(step.node_id)
                new.add(step.node_id)
                below.setdefault(step.from_id, []).append(step)
        frontier = new
    own = {name for _, _, name, _ in structure.members_of([node.id])}
    redefined: dict[int, list[str]] = {}
    for class_id, _, name, _ in structure.members_of(seen - {node.id}):
        if name in own:
            redefined.setdefault(class_id, []).append(name)
    found: list[Relative] = []
    pending = [(step, node.qualified_name, 1) for step in reversed(below.get(node.id, []))]
    while pending:
        step, via, depth = pending.pop()
        at = f"{step.display_path}:{step.sites[0] + 1}"
        overrides = redefined.get(step.node_id, [])
        found.append(
            Relative(
                step.display_path,
                step.line + 1,
                step.qualified_name,
                step.type,
                depth,
                via,
                at,
                step.confidence,
                overrides,
            )
        )
        pending += [(one, step.qualified_name, depth + 1) for one in reversed(below.get(step.node_id, []))]
    return found


def _overrides(snapshot: Snapshot, node: Node, bases: list[int]) -> list[Override]:
    """Return members that stand in place of one of a base, the nearest base that has it."""
    structure = Structure(snapshot.connection)
    place = {base: number for number, base in enumerate(bases)}
    nodes = {one.id: one for one in Nodes(snapshot.connection).by_ids(bases)}
    theirs: dict[str, tuple[int, int, int]] = {}
    for class_id, member, name, line in structure.members_of(bases):
        known = theirs.get(name)
        if known is None or place[class_id] < place[known[0]]:
            theirs[name] = (class_id, member, line)
    found = []
    for _, _, name, line in structure.members_of([node.id]):
        if name in theirs:
            base = nodes[theirs[name][0]]
            at = f"{base.display_path}:{theirs[name][2] + 1}"
            found.append(Override(name, line + 1, f"{base.qualified_name}.{name}", at))
    return found
