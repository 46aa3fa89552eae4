"""Which definition does a person mean, and how is one told? Lines count from 1, paths are relative to the repository."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from triptych_indexer.model import Modifier, NodeKind
from triptych_indexer.store.graph.calls import Calls, Site
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.graph.nodes import Node
from triptych_indexer.store.reader import Snapshot

from triptych_search.describe import meant

SITES_SHOWN: Final = 20
"""Unresolved call sites that are listed; how many there are is told."""


class Verdict(StrEnum):
    """What an answer means."""

    FOUND = "found"
    NONE = "none"
    """There is none: every place that could be one is linked to something else."""
    UNRESOLVED = "unresolved"
    """None is known, but there are places of that name of which nobody could tell where they lead."""
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
    candidates: list[Place]

    @property
    def verdict(self) -> Verdict:
        if self.node is not None:
            return Verdict.FOUND
        return Verdict.AMBIGUOUS if self.candidates else Verdict.UNKNOWN


def find(snapshot: Snapshot, what: str) -> Meant:
    """Find the one definition that is meant by a node id, `path:line`, a qualified name or a name.

    Of several, the only one outside tests is meant.
    """
    nodes = [node for node in meant(snapshot.connection, what) if node.kind != NodeKind.SECTION]
    if len(nodes) > 1:
        places = places_of(snapshot, nodes)
        outside = [node for node, place in zip(nodes, places, strict=True) if not place.is_test]
        if len(outside) != 1:
            return Meant(None, sorted(places, key=lambda place: (place.is_test, place.path, place.line)))
        nodes = outside
    return Meant(nodes[0], []) if nodes else Meant(None, [])


def places_of(snapshot: Snapshot, nodes: Sequence[Node]) -> list[Place]:
    """Return the places of definitions, in order."""
    tests = Files(snapshot.connection).tests_among({node.file_id for node in nodes})
    return [
        Place(
            node.display_path,
            (node.start_line if node.parent_id is None else node.name_line) + 1,
            node.qualified_name,
            node.kind,
            node.id,
            node.file_id in tests or bool(node.modifiers & Modifier.TEST),
        )
        for node in nodes
    ]


def sites(found: Iterable[Site]) -> list[CallSite]:
    return [
        CallSite(one.display_path, one.line + 1, one.column + 1, one.expression, one.qualified_name)
        for one in found
    ]


def unresolved_calls_of(calls: Calls, node: Node, owner: str | None) -> Unresolved:
    """Return the call sites that may lead to a definition, by its name; a constructor is called by its class's."""
    name = owner if node.kind == NodeKind.CONSTRUCTOR and owner else node.name
    found, count = calls.unresolved_named(name, SITES_SHOWN)
    return Unresolved(count, sites(found))


def verdict_of(rows: Sequence[object], unresolved: Unresolved) -> Verdict:
    if rows:
        return Verdict.FOUND
    return Verdict.UNRESOLVED if unresolved.count else Verdict.NONE
