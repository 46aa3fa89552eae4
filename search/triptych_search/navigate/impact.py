"""What does a change reach? Changed lines → innermost definitions → who calls or uses them, over any number of calls → tests.

What changed is read from git's objects, by plumbing alone, and compared with the files on the disk; lines are then
carried over to the text as it was indexed, so that an index that is a few edits behind still names the right
definitions.
"""

import hashlib
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple

from triptych_indexer.discover import gitdir
from triptych_indexer.errors import SourceError
from triptych_indexer.graph.impact import carried, changed_lines
from triptych_indexer.model import KnownFile, NodeKind
from triptych_indexer.sources import git
from triptych_indexer.sources.folder import read_regular_file
from triptych_indexer.store.graph.calls import Calls, Step
from triptych_indexer.store.graph.dependencies import Dependencies
from triptych_indexer.store.graph.edges import SURE_ENOUGH
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.graph.overview import Overview
from triptych_indexer.store.reader import Snapshot

from triptych_search.errors import QueryError
from triptych_search.navigate import places
from triptych_search.navigate.places import Place, Verdict

USED_BY: Final = (
    "inherits", "implements", "decorates", "uses", "references", "reads", "writes", "returns_type", "accepts_type",
)  # fmt: skip
"""Relationships by which a change of the target reaches the source."""

PASSED_ON: Final = ("decorates", "references", "reads")
"""Those by which it goes further still: a type that is merely mentioned does not change who mentions the mentioner."""

_HELD: Final = (NodeKind.FIELD, NodeKind.VARIABLE, NodeKind.CONSTANT)
"""What is often defined by a line inside of something that runs."""

_RUNS: Final = (
    NodeKind.FUNCTION,
    NodeKind.METHOD,
    NodeKind.CONSTRUCTOR,
    NodeKind.PROPERTY,
    NodeKind.TEST,
    NodeKind.MACRO,
)

NEAR: Final = 1
"""Calls away from the change within which a method's class is looked at."""

_METHODS: Final = (NodeKind.METHOD, NodeKind.PROPERTY)

MAX_LEVEL: Final = 5_000
"""Edges taken of one level."""

MAX_REACHED: Final = 20_000
"""Definitions after which the walk ends: everything is reached."""

_MAX_FILE_BYTES: Final = 50_000_000


class _Change(NamedTuple):
    """The lines of a file, as indexed, that a change touches; None: all of them."""

    file: KnownFile
    lines: set[int] | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A definition that a change reaches."""

    path: str
    line: int
    """Of the call site or the use by which it is reached, from 1."""
    qualified_name: str
    kind: str
    node_id: int
    depth: int
    via: str
    """What it calls or uses that is reached before it."""
    how: str
    """`direct`, `indirect`, `virtual`, or the type of the relationship."""
    confidence: float
    """Of the weakest edge on the way."""


@dataclass(frozen=True, slots=True)
class TestToRun:
    """A test that may tell whether the change is right."""

    path: str
    line: int | None
    """Of its name, from 1; None for a whole file."""
    qualified_name: str | None
    depth: int
    """Calls between it and what changed; 0: it changed itself."""
    why: str
    """`changed`, `calls`, `uses its class` (of a method that is reached), or `imports` a file that changed."""


@dataclass(frozen=True, slots=True)
class ImpactAnswer:
    verdict: Verdict
    since: str
    """What was compared, in words."""
    changed: list[Place]
    """Innermost definitions in which a line changed."""
    reached: list[Reached]
    """Outside tests, the nearest first."""
    total_reached: int
    tests: list[TestToRun]
    """The nearest first; files that only import what changed at the end."""
    total_tests: int
    not_indexed: list[str]
    """Changed paths that the index does not hold."""
    deleted: list[str]
    cut: bool
    """The walk ended before everything was reached."""
    unresolved: dict[str, int] = field(default_factory=dict)
    """Name of a changed definition → call sites of that name of which nobody could tell where they lead."""


def impact(
    snapshot: Snapshot,
    root: Path,
    what: Sequence[str],
    *,
    staged: bool,
    confidence: float,
    depth: int,
    limit: int,
) -> ImpactAnswer:
    """Answer `impact`: of files, or of what changed since a revision (by default `HEAD`), or of what is staged.

    Raises:
        QueryError: there is no such file or revision, or no repository to ask.
    """
    known = Files(snapshot.connection).known()
    changes, missing, deleted, since = _changes(snapshot, root, known, what, staged=staged)
    nodes = _changed_nodes(snapshot, changes)
    walk = _Walk(snapshot, nodes, confidence, depth)
    walk.run()
    shown = places.places_of(snapshot, nodes)
    tests = _tests(snapshot, shown, walk, {change.file.id for change in changes})
    reached = [_reached(walk, edge, level) for edge, level in walk.edges if not edge.is_test]
    store = Calls(snapshot.connection)
    unresolved = {
        node.name: store.unresolved_named(node.name, 1)[1] for node in nodes if node.parent_id is not None
    }
    return ImpactAnswer(
        verdict=Verdict.FOUND if nodes else Verdict.NONE,
        since=since,
        changed=shown,
        reached=reached[:limit],
        total_reached=len(reached),
        tests=tests[:limit],
        total_tests=len(tests),
        not_indexed=missing,
        deleted=deleted,
        cut=walk.cut,
        unresolved={name: count for name, count in sorted(unresolved.items()) if count},
    )


# --- what changed ---


def _changes(
    snapshot: Snapshot, root: Path, known: dict[bytes, KnownFile], what: Sequence[str], *, staged: bool
) -> tuple[list[_Change], list[str], list[str], str]:
    named = [_relative(root, one) for one in what]
    if what and not staged and all(path in known for path in named):
        files = sorted({known[path] for path in named}, key=lambda file: file.path)
        return [_Change(file, None) for file in files], [], [], "these files, as a whole"
    if len(what) > 1 or (what and staged):
        unknown = next((one for one, path in zip(what, named, strict=True) if path not in known), what[0])
        raise QueryError(f"{unknown!r} is no indexed file", hint="name files, or one revision, or --staged")
    top = gitdir.top_of(root)
    if top is None or gitdir.find(top) is None:
        raise QueryError("there is no git repository to ask what changed", hint="name the files")
    return _compared(snapshot, root, top, known, what[0] if what else "HEAD", staged=staged)


def _compared(
    snapshot: Snapshot, root: Path, top: Path, known: dict[bytes, KnownFile], revision: str, *, staged: bool
) -> tuple[list[_Change], list[str], list[str], str]:
    """Compare the tree of a revision with the disk, or with what is staged."""
    tree = git.tree_of(top, revision)
    if tree is None:
        raise QueryError(f"{revision!r} is neither an indexed file nor a revision that git knows")
    inside = os.fsencode(os.path.relpath(os.path.realpath(root), os.path.realpath(top)))
    prefix = b"" if inside == b"." else inside + b"/"
    before = _below(prefix, git.blobs_of(top, tree))
    now = _below(prefix, git.staged_blobs(top)) if staged else None
    found: list[_Change] = []
    missing: list[str] = []
    paths = before.keys() | (now.keys() if now is not None else known.keys())
    deleted = []
    for path in sorted(paths):
        old_id = before.get(path)
        if now is not None:
            new_id = now.get(path)
            content = None if new_id is None or new_id == old_id else git.blob(top, new_id)
            gone, same = new_id is None, new_id == old_id
        else:
            content = _on_disk(root, path)
            gone, same = content is None, content is not None and old_id == _id(content, old_id or tree)
        if same or (gone and (old_id is None or not _is_missing(root, path, staged=staged))):
            continue
        if gone:
            deleted.append(_shown(path))
        elif path not in known or known[path].sha256 is None:
            if old_id is not None or now is not None:
                missing.append(_shown(path))
        else:
            old = b"" if old_id is None else git.blob(top, old_id) or b""
            lines = changed_lines(old, content or b"")
            if lines:
                found.append(_Change(known[path], _as_indexed(snapshot, known[path], lines, content or b"")))
    compared = "what is staged" if staged else "the files on the disk"
    return found, missing, deleted, f"{compared}, compared with {revision}"


def _as_indexed(snapshot: Snapshot, file: KnownFile, lines: set[int], content: bytes) -> set[int]:
    """Carry lines of a content over to the text that was indexed, when that is another one."""
    if file.sha256 == hashlib.sha256(content).digest():
        return lines
    indexed = (
        Overview(snapshot.connection).source_between(file.id, 0, _MAX_FILE_BYTES).encode("utf-8", "replace")
    )
    return carried(lines, content, indexed)


def _below(prefix: bytes, blobs: dict[bytes, str]) -> dict[bytes, str]:
    return {path[len(prefix) :]: blob for path, blob in blobs.items() if path.startswith(prefix)}


def _id(content: bytes, like: str) -> str:
    return git.id_of(content, like)


def _on_disk(root: Path, path: bytes) -> bytes | None:
    try:
        return read_regular_file(root, path, _MAX_FILE_BYTES)
    except SourceError:
        return None


def _is_missing(root: Path, path: bytes, *, staged: bool) -> bool:
    return staged or not os.path.lexists(os.path.join(os.fsencode(root), path))


def _relative(root: Path, named: str) -> bytes:
    path = Path(os.path.normpath(named))
    return os.fsencode(os.path.relpath(path, root) if path.is_absolute() else path)


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")


def _changed_nodes(snapshot: Snapshot, changes: Iterable[_Change]) -> list[Node]:
    """Return the innermost definitions that the lines stand in, in the order of their places."""
    nodes = Nodes(snapshot.connection)
    found: dict[int, Node] = {}
    for change in changes:
        definitions = [node for node in nodes.in_file(change.file.id) if node.kind != NodeKind.SECTION]
        if change.lines is None:
            found |= {node.id: node for node in definitions}
            continue
        for line in sorted(change.lines):
            inside = [node for node in definitions if node.start_line <= line <= node.end_line]
            if inside:
                inside.sort(key=lambda node: (node.start_byte, -node.end_byte))
                found[inside[-1].id] = inside[-1]
                if inside[-1].kind in _HELD:  # `self.lock = lock`: a field, and what its constructor does
                    found |= {node.id: node for node in [one for one in inside if one.kind in _RUNS][-1:]}
    return sorted(found.values(), key=lambda node: (node.display_path, node.start_byte, node.id))


# --- what that reaches ---


class _Walk:
    """From what changed to whoever calls or uses it, a level at a time; each definition is entered once."""

    def __init__(self, snapshot: Snapshot, changed: Sequence[Node], confidence: float, depth: int) -> None:
        self._store = Calls(snapshot.connection)
        self._depth = depth
        self._confidence = confidence
        self.names = {node.id: node.qualified_name for node in changed}
        self.sure = dict.fromkeys(self.names, 1.0)
        self.depths = dict.fromkeys(self.names, 0)
        self.edges: list[tuple[Step, int]] = []
        """The edge by which each definition was reached first, and how far that is from what changed."""
        self.cut = False

    def run(self) -> None:
        frontier = set(self.names)
        # Who calls what a changed member overrides may run the member: the walk starts there, too.
        for one in self._store.related_from(
            frontier, ("overrides",), confidence=self._confidence, limit=MAX_LEVEL
        ):
            self._note(one.node_id, one.from_id, one.confidence)
            frontier.add(one.node_id)
        level = 1
        while frontier and level <= self._depth:
            called = set(frontier)
            for constructor, class_id in self._store.classes_of(frontier):
                self._note(class_id, constructor, 1.0)
                called.add(class_id)
            types = USED_BY if level == 1 else PASSED_ON
            step = self._store.step("callers", called, confidence=self._confidence, limit=MAX_LEVEL)
            step += self._store.related_to(frontier, types, confidence=self._confidence, limit=MAX_LEVEL)
            self.cut |= len(step) >= MAX_LEVEL
            frontier = set()
            for edge in step:
                if edge.node_id not in self.names:
                    self._note(edge.node_id, edge.from_id, edge.confidence, edge.qualified_name)
                    self.edges.append((edge, level))
                    self.depths[edge.node_id] = level
                    frontier.add(edge.node_id)
            level += 1
            if len(self.names) > MAX_REACHED:
                self.cut = True
                return
        self.cut |= bool(frontier)

    def _note(self, node_id: int, from_id: int, confidence: float, name: str | None = None) -> None:
        self.names.setdefault(node_id, name or self.names[from_id])
        self.sure.setdefault(node_id, min(confidence, self.sure[from_id]))


def _reached(walk: _Walk, edge: Step, depth: int) -> Reached:
    return Reached(
        path=edge.display_path,
        line=(edge.sites[0] if edge.sites else edge.line) + 1,
        qualified_name=edge.qualified_name,
        kind=edge.kind,
        node_id=edge.node_id,
        depth=depth,
        via=walk.names[edge.from_id],
        how=edge.type,
        confidence=walk.sure[edge.node_id],
    )


def _tests_of_classes(snapshot: Snapshot, walk: _Walk, known: set[tuple[str, str | None]]) -> list[TestToRun]:
    """Return tests that make an object whose method is reached soon: it may be called through a base, which no edge tells."""
    near = {node_id for node_id, depth in walk.depths.items() if depth <= NEAR}
    methods = [node for node in Nodes(snapshot.connection).by_ids(sorted(near)) if node.kind in _METHODS]
    owners = {node.parent_id for node in methods if node.parent_id is not None}
    depths = {
        node.parent_id: walk.depths[node.id]
        for node in sorted(methods, key=lambda node: -walk.depths[node.id])
    }
    users = Calls(snapshot.connection).step(
        "callers", owners, confidence=SURE_ENOUGH, limit=MAX_LEVEL, tests=True
    )
    found = {
        (edge.display_path, edge.qualified_name): TestToRun(
            edge.display_path, edge.line + 1, edge.qualified_name, depths[edge.from_id] + 1, "uses its class"
        )
        for edge in reversed(users)
        if edge.kind != NodeKind.MODULE and (edge.display_path, edge.qualified_name) not in known
    }
    return sorted(found.values(), key=lambda test: (test.depth, test.path, test.line or 0))


def _tests(snapshot: Snapshot, changed: Sequence[Place], walk: _Walk, files: set[int]) -> list[TestToRun]:
    """Return tests that changed, tests that reach what changed, and test files that merely import it."""
    found = [
        TestToRun(place.path, place.line, place.qualified_name, 0, "changed")
        for place in changed
        if place.is_test
    ]
    found += [
        TestToRun(edge.display_path, edge.line + 1, edge.qualified_name, depth, "calls")
        for edge, depth in walk.edges
        if edge.is_test and edge.kind != NodeKind.MODULE
    ]
    found.sort(key=lambda test: (test.depth, test.path, test.line or 0))
    found += _tests_of_classes(snapshot, walk, {(test.path, test.qualified_name) for test in found})
    named = {test.path for test in found}
    importing = dict.fromkeys(
        path for path, _ in Dependencies(snapshot.connection).test_files_importing(files)
    )
    found += [TestToRun(path, None, None, 1, "imports") for path in importing if path not in named]
    return found
