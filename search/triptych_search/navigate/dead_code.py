"""What seems to be used by nobody, why it seems so, and how sure that is.

A definition is a candidate when no sure edge leads to it. Each thing that speaks for a hidden use lowers the confidence: a framework
may call what a decorator registers or what stands in place of a base's member; other repositories may use what is exported; a name that
stands in a string, a template or a setting may be looked up at run time.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from triptych_indexer.model import Modifier, NodeKind, Visibility
from triptych_indexer.store.graph.structure import Structure, UnusedNode
from triptych_indexer.store.reader import Snapshot

from triptych_search.navigate.places import Verdict

MANY: Final = 3
"""So many unused classes of one base are no accident: something finds them through it."""

_CLASS_LIKE: Final = (NodeKind.CLASS, NodeKind.STRUCT, NodeKind.ENUM, NodeKind.INTERFACE, NodeKind.TRAIT)
_RUNS: Final = (NodeKind.FUNCTION, NodeKind.METHOD, NodeKind.CONSTRUCTOR)
_ENTRY_POINTS: Final = frozenset(
    {"main", "init", "new", "default", "setup", "teardown", "configure", "register", "handler"}
)
"""Names under which programs, plug-ins and frameworks are commonly entered."""

_PLAIN_DECORATOR: Final = re.compile(
    r"@?(staticmethod|classmethod|override|final|abstractmethod|deprecated|wraps\b.*)(\(.*)?"
)
"""Decorators that register nothing."""

_SPECIAL: Final = re.compile(r"__\w+__|constructor|toString|valueOf|\[.*\]")
"""Names that a language itself calls."""

_DECLARES: Final = (".d.ts", ".d.cts", ".d.mts", ".pyi")
"""Files that only declare what is defined elsewhere."""


@dataclass(frozen=True, slots=True)
class DeadItem:
    """A definition that seems to be used by nobody."""

    path: str
    line: int
    """From 1."""
    qualified_name: str
    kind: str
    node_id: int
    confidence: float
    reason: str
    members: int
    """Of a class, that go with it."""


@dataclass(frozen=True, slots=True)
class DeadAnswer:
    verdict: Verdict
    items: list[DeadItem]
    """The surest first."""
    total: int
    """At this confidence, shown or not."""
    doubtful: int
    """Less sure ones, hidden."""


def dead_code(snapshot: Snapshot, *, confidence: float, limit: int) -> DeadAnswer:
    """Answer `dead-code`."""
    store = Structure(snapshot.connection)
    candidates = [
        node
        for node in store.unused()
        if not _SPECIAL.fullmatch(node.name) and not node.display_path.endswith(_DECLARES)
    ]
    judge = _Judge(store, candidates)
    items = [item for item in map(judge.judged, candidates) if item is not None]
    items = _folded(items, candidates)
    items.sort(key=lambda item: (-item.confidence, item.path, item.line))
    sure = [item for item in items if item.confidence >= confidence]
    return DeadAnswer(
        Verdict.FOUND if sure else Verdict.NONE, sure[:limit], len(sure), len(items) - len(sure)
    )


class _Judge:
    """Weighs what speaks for a hidden use of each candidate."""

    def __init__(self, store: Structure, candidates: Sequence[UnusedNode]) -> None:
        ids = {node.node_id for node in candidates}
        owners = {node.parent_id for node in candidates if node.parent_id is not None}
        self._defined = Counter(node.name for node in candidates)
        self._overriding = store.overriding(ids)
        self._unknown_bases = _unknown_bases(store, owners | ids)
        self._stands, self._beginnings = store.occurrences(self._defined.keys())
        bases = store.bases_of(ids)
        together = Counter(base for _, base, _ in bases)
        self._plugged = {class_id for class_id, base, _ in bases if together[base] >= MANY}

    def judged(self, node: UnusedNode) -> DeadItem | None:
        """Return the verdict on one; None for what says itself that something else calls it."""
        if node.modifiers & (Modifier.OVERRIDE | Modifier.ABSTRACT) or node.node_id in self._overriding:
            return None
        confidence, reason = self._by_name(node)
        for holds, at_most, why in self._doubts(node):
            if holds and at_most < confidence:
                confidence, reason = at_most, f"{reason}; {why}"
        return DeadItem(
            node.display_path,
            node.line + 1,
            node.qualified_name,
            node.kind,
            node.node_id,
            round(confidence, 2),
            reason,
            0,
        )

    def _by_name(self, node: UnusedNode) -> tuple[float, str]:
        """Judge by where its name stands in the text that was indexed, besides its definitions."""
        code = self._stands["code"][node.name] - self._defined[node.name]
        tests, texts = (
            self._stands["tests"][node.name],
            self._stands["docs"][node.name] + self._stands["config"][node.name],
        )
        if node.guesses:
            return 0.3, "only guesses lead to it"
        if code > 0:
            return 0.3, f"nothing calls it, but its name stands elsewhere in code (places: {code:,})"
        if node.tests:
            return 0.7, f"only tests use it (definitions: {node.tests:,})"
        if texts:
            return 0.5, f"nothing uses it, but documents or settings name it (places: {texts:,})"
        if tests:
            return 0.55, f"nothing uses it, but tests name it (places: {tests:,})"
        return 0.95, "nothing uses it, and its name stands nowhere else"

    def _doubts(self, node: UnusedNode) -> list[tuple[bool, float, str]]:
        decorators = [
            text for text in json.loads(node.decorators or "[]") if not _PLAIN_DECORATOR.fullmatch(text)
        ]
        is_member = node.kind == NodeKind.METHOD
        is_public = node.visibility == Visibility.PUBLIC
        return [
            (is_member and node.parent_kind in _RUNS, 0.4, "it belongs to an object that is handed on"),
            (bool(decorators), 0.3, f"{decorators[0] if decorators else ''} may register it"),
            (
                is_member and node.parent_id in self._unknown_bases,
                0.4,
                "a base of its class is not defined here and may call it",
            ),
            (
                not is_member and node.node_id in self._unknown_bases and node.kind in _CLASS_LIKE,
                0.6,
                "a base that is not defined here may register it",
            ),
            (
                node.node_id in self._plugged,
                0.4,
                "other classes of its base are unused as well: they may be found through it",
            ),
            (
                self._is_put_together(node.name),
                0.4,
                "a text that its name begins with stands somewhere: it may be looked up",
            ),
            (
                is_public and (node.tests > 0 or self._is_documented(node)),
                0.4,
                "it is public, and documented or tested",
            ),
            (bool(node.modifiers & Modifier.EXPORTED), 0.5, "it is exported"),
            (node.name in _ENTRY_POINTS, 0.3, "programs are often entered under that name"),
            (
                is_public and not node.modifiers & Modifier.EXPORTED,
                0.75,
                "it is public: other repositories may use it",
            ),
        ]

    def _is_documented(self, node: UnusedNode) -> bool:
        return self._stands["docs"][node.name] > 0

    def _is_put_together(self, name: str) -> bool:
        ends = [position + 1 for position, char in enumerate(name) if char == "_"]
        return any(name[:end] in self._beginnings for end in ends if end > 2)


def _unknown_bases(store: Structure, classes: Collection[int]) -> set[int]:
    """Return the classes that build, over any number of steps, on something that is not defined here."""
    known: dict[int, list[tuple[int, str]]] = {}
    named: dict[int, set[str]] = {}
    frontier = set(classes)
    while frontier:
        reached: set[int] = set()
        for class_id in frontier:
            known.setdefault(class_id, [])
        for class_id, base, name in store.bases_of(frontier):
            known[class_id].append((base, name))
            reached.add(base)
        for one in store.bases_named(frontier):
            named.setdefault(one.node_id, set()).add(one.name)
        frontier = reached - known.keys()
    unknown = {
        class_id
        for class_id, names in named.items()
        if names - {name for _, name in known[class_id]} - {"object"}
    }
    return _with_subclasses(unknown, known)


def _with_subclasses(unknown: set[int], known: Mapping[int, list[tuple[int, str]]]) -> set[int]:
    below: dict[int, list[int]] = {}
    for class_id, bases in known.items():
        for base, _ in bases:
            below.setdefault(base, []).append(class_id)
    pending = list(unknown)
    while pending:
        for one in below.get(pending.pop(), ()):
            if one not in unknown:
                unknown.add(one)
                pending.append(one)
    return unknown


def _folded(items: Sequence[DeadItem], candidates: Sequence[UnusedNode]) -> list[DeadItem]:
    """Leave out members of what is dead as a whole, and count them there."""
    by_id = {item.node_id: item for item in items}
    parent = {node.node_id: node.parent_id for node in candidates}
    members: Counter[int] = Counter()
    kept = []
    for item in items:
        above = parent[item.node_id]
        owner = by_id.get(above) if above is not None else None
        if owner is not None and owner.confidence >= item.confidence:
            members[owner.node_id] += 1
        else:
            kept.append(item)
    return [replace(item, members=members[item.node_id]) for item in kept]
