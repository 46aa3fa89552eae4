"""Which definition does a person mean, and how is one told? Lines count from 1, paths are relative to the repository."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from triptych_indexer.model import NodeKind
from triptych_indexer.store.graph.calls import Calls, Site
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.reader import Snapshot

from triptych_search.named import in_tests, named, near

SITES_SHOWN: Final = 20
"""Unresolved call sites that are listed; how many there are is told."""


class Verdict(StrEnum):
    """What an answer means."""

    FOUND = "found"
    NONE = "none"
    """There is none: every place that could be one is linked to something else."""
    UNRESOLVED = "unresolved"
    """None is known, but there are places of that name of which nobody could tell where they lead."""
    HIDDEN = "hidden"
    """None is as sure as asked for, but less sure ones are known."""
    CUT_SHORT = "cut_short"
    """None was found before the walk was ended."""
    AMBIGUOUS = "ambiguous"
    """Several definitions are meant: the candidates are listed."""
    UNKNOWN = "unknown"
    """Nothing here has that name or stands at that place."""


@dataclass(frozen=True, slots=True)
class Place:
    """A definition."""

    path: str
    line: int
    """Of its name, from 1."""
    qualified_name: str
    kind: str
    node_id: int
    is_test: bool


@dataclass(frozen=True, slots=True)
class CallSite:
    """A place that calls something."""

    path: str
    line: int
    column: int
    expression: str
    within: str
    """The definition it stands in."""


@dataclass(frozen=True, slots=True)
class Unresolved:
    """Call sites that no edge leads from: out of the repository, or nobody could tell where."""

    count: int
    sites: list[CallSite]
    """The first ones."""


@dataclass(frozen=True, slots=True)
class Meant:
    """What a person meant: one definition, or the candidates."""

    node: Node | None
    same: list[int]
    """Ids of that definition: more than one when it is written several times in one file, as overloads are."""
    candidates: list[Place]
    """Those that may be meant; when nothing answers, those of a near name."""
    verdict: Verdict
    notes: list[str]
    """What was done to take one: a person should know."""


def find(snapshot: Snapshot, what: str) -> Meant:
    """Find the one definition that is meant (`named` tells what may be typed).

    Of several, the only one outside tests is meant, and those of one qualified name in one file are one.
    """
    found = named(snapshot, what)
    nodes = [node for node in found.nodes if node.kind != NodeKind.SECTION]
    if not nodes:
        return Meant(None, [], places_of(snapshot, near(snapshot, what)), Verdict.UNKNOWN, [])
    notes = []
    if len(nodes) > 1:
        tests = in_tests(snapshot, nodes)
        outside = [node for node in nodes if node.id not in tests]
        if outside and len({_identity(node) for node in outside}) == 1 < len(
            {_identity(node) for node in nodes}
        ):
            notes.append(f"{len(nodes) - len(outside):,} more of that name, in tests, left out")
            nodes = outside
        if len({_identity(node) for node in nodes}) > 1:
            return Meant(None, [], places_of(snapshot, nodes), Verdict.AMBIGUOUS, [])
    node = nodes[0]
    if found.inherited:
        notes.append(f"inherited: this is {node.qualified_name}, {node.display_path}:{node.name_line + 1}")
    if len(nodes) > 1:
        lines = ", ".join(str(one.name_line + 1) for one in nodes)
        notes.append(f"written {len(nodes)} times in {node.display_path}, lines {lines}: taken together")
    return Meant(node, [one.id for one in nodes], [], Verdict.FOUND, notes)


def _identity(node: Node) -> tuple[int, str]:
    return node.file_id, node.qualified_name


def places_of(snapshot: Snapshot, nodes: Sequence[Node]) -> list[Place]:
    """Return the places of definitions, in order."""
    tests = in_tests(snapshot, nodes)
    return [
        Place(
            node.display_path,
            (node.start_line if node.parent_id is None else node.name_line) + 1,
            node.qualified_name,
            node.kind,
            node.id,
            node.id in tests,
        )
        for node in nodes
    ]


def sites(found: Iterable[Site]) -> list[CallSite]:
    return [
        CallSite(one.display_path, one.line + 1, one.column + 1, one.expression, one.qualified_name)
        for one in found
    ]


def unresolved_calls_of(snapshot: Snapshot, node: Node) -> Unresolved:
    """Return the call sites that may lead to a definition, by its name; a constructor is called by its class's."""
    name = node.name
    if node.kind == NodeKind.CONSTRUCTOR and node.parent_id is not None:
        name = next((owner.name for owner in Nodes(snapshot.connection).by_ids([node.parent_id])), name)
    found, count = Calls(snapshot.connection).unresolved_named(name, SITES_SHOWN)
    return Unresolved(count, sites(found))


def verdict_of(rows: Sequence[object], hidden: int, unresolved: Unresolved) -> Verdict:
    if rows:
        return Verdict.FOUND
    if hidden:
        return Verdict.HIDDEN
    return Verdict.UNRESOLVED if unresolved.count else Verdict.NONE
