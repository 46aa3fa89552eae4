"""What does a change reach? Changed lines → innermost definitions → who calls or uses them, over any number of calls → tests.

What changed is read from git's objects, by plumbing alone, and compared with the files on the disk, or with what is staged;
lines are then carried over to the text as it was indexed, so that an index that is a few edits behind still names the right
definitions. What was taken away is found as long as the index holds it.
"""

import hashlib
import os
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, NamedTuple, Protocol

from triptych_indexer.discover import gitdir
from triptych_indexer.errors import SourceError
from triptych_indexer.graph.impact import touched
from triptych_indexer.model import ImportFlag, KnownFile, NodeKind
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

_RUNS: Final = (
    NodeKind.FUNCTION,
    NodeKind.METHOD,
    NodeKind.CONSTRUCTOR,
    NodeKind.PROPERTY,
    NodeKind.TEST,
    NodeKind.MACRO,
)

_NOT_AT_LOAD_TIME: Final = ImportFlag.TYPE_ONLY | ImportFlag.LAZY

NEAR: Final = 1
"""Calls away from the change within which a method's class is looked at."""

_METHODS: Final = (NodeKind.METHOD, NodeKind.PROPERTY)

MAX_LEVEL: Final = 5_000
"""Edges taken of one level."""

MAX_REACHED: Final = 20_000
"""Definitions after which the walk ends: everything is reached."""

_MAX_FILE_BYTES: Final = 50_000_000


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
    """`changed`, `calls`, `uses its class` (of a method that is reached), or `imports` a file that changed or cannot be loaded."""


@dataclass(frozen=True, slots=True)
class ImpactAnswer:
    verdict: Verdict
    since: str
    """What was compared, in words."""
    changed: list[Place]
    """Innermost definitions in which a line changed, and all those of files that were deleted."""
    total_changed: int
    reached: list[Reached]
    """Outside tests, the nearest first."""
    total_reached: int
    tests: list[TestToRun]
    """The nearest first; files that only import what changed at the end."""
    total_tests: int
    not_indexed: list[str]
    """Changed paths, deleted ones among them, that the index does not hold."""
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
    standing: Path,
    staged: bool,
    confidence: float,
    depth: int,
    limit: int,
) -> ImpactAnswer:
    """Answer `impact`: of files, or of what changed since a revision (by default `HEAD`), or of what is staged.

    A path is taken from where one stands, or else from the root.

    Raises:
        QueryError: there is no such file or revision, or no repository to ask.
    """
    found = _changes(snapshot, root, what, standing, staged=staged)
    nodes = _changed_nodes(snapshot, found.changes)
    walk = _Walk(snapshot, nodes, confidence, depth)
    walk.run()
    shown = places.places_of(snapshot, nodes)
    tests = [
        test
        for test in _tests(snapshot, shown, walk, _not_as_they_were(snapshot, found.changes))
        if test.path not in found.deleted
    ]
    reached = [_reached(walk, edge, level) for edge, level in walk.edges if not edge.is_test]
    store = Calls(snapshot.connection)
    unresolved = {
        node.name: store.unresolved_named(node.name, 1)[1] for node in nodes if node.parent_id is not None
    }
    return ImpactAnswer(
        verdict=Verdict.FOUND if nodes or found.deleted else Verdict.NONE,
        since=found.since,
        changed=shown[:limit],
        total_changed=len(shown),
        reached=reached[:limit],
        total_reached=len(reached),
        tests=tests[:limit],
        total_tests=len(tests),
        not_indexed=found.not_indexed,
        deleted=found.deleted,
        cut=walk.cut,
        unresolved={name: count for name, count in sorted(unresolved.items()) if count},
    )


# --- what changed ---


class _Change(NamedTuple):
    """What a change touches of a file."""

    file: KnownFile
    lines: set[int] | None = None
    """As indexed; None: all of them."""
    is_gone: bool = False


@dataclass(frozen=True, slots=True)
class _Changes:
    since: str
    changes: list[_Change]
    not_indexed: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)


class _Now(Protocol):
    """What a revision is compared with."""

    called: str

    def paths(self) -> Collection[bytes]:
        """Return those that may be new."""

    def has(self, path: bytes, blob: str) -> bool:
        """Tell whether a file is as it was, by the id of its content then."""

    def is_gone(self, path: bytes) -> bool: ...

    def content(self, path: bytes) -> bytes | None:
        """Return None when it is no file (any more), or one that cannot be read."""


class _Staged:
    """What the next commit would hold."""

    called = "what is staged"

    def __init__(self, top: Path, blobs: dict[bytes, str]) -> None:
        self._top = top
        self._blobs = blobs

    def paths(self) -> Collection[bytes]:
        return self._blobs.keys()

    def has(self, path: bytes, blob: str) -> bool:
        return self._blobs.get(path) == blob

    def is_gone(self, path: bytes) -> bool:
        return path not in self._blobs

    def content(self, path: bytes) -> bytes | None:
        return None if path not in self._blobs else git.blob(self._top, self._blobs[path]) or b""


class _OnDisk:
    """The files as they are, of which those that are neither committed nor indexed are not known."""

    called = "the files on the disk"

    def __init__(self, root: Path, known: dict[bytes, KnownFile]) -> None:
        self._root = root
        self._known = known

    def paths(self) -> Collection[bytes]:
        return [path for path, file in self._known.items() if file.sha256 is not None]

    def has(self, path: bytes, blob: str) -> bool:
        content = self.content(path)
        return content is not None and git.id_of(content, like=blob) == blob

    def is_gone(self, path: bytes) -> bool:
        return not os.path.lexists(os.path.join(os.fsencode(self._root), path))

    def content(self, path: bytes) -> bytes | None:
        try:
            return read_regular_file(self._root, path, _MAX_FILE_BYTES)
        except SourceError:
            return None


def _changes(
    snapshot: Snapshot, root: Path, what: Sequence[str], standing: Path, *, staged: bool
) -> _Changes:
    if staged and what:
        raise QueryError("--staged compares what is staged with HEAD", hint="name nothing beside it")
    known = Files(snapshot.connection).known()
    named = {one: _ways(root, standing, one) for one in what}
    top = gitdir.top_of(root)
    if top is not None and gitdir.find(top) is None:
        top = None
    if len(what) < 2 and not any(path in known for ways in named.values() for path in ways):
        revision = what[0] if what else "HEAD"
        tree = None if top is None else git.tree_of(top, revision)
        if top is not None and tree is not None:
            return _compared(snapshot, root, top, known, tree, revision, staged=staged)
    if not what:
        missing = "git repository to ask what changed" if top is None else "commit to compare with"
        raise QueryError(f"there is no {missing}", hint="name the files")
    files: set[KnownFile] = set()
    for one, ways in named.items():
        meant = _files_at(known, ways)
        if not meant:
            nor = "" if top is None or len(what) > 1 else ", nor a revision that git knows"
            raise QueryError(f"{one!r} is neither an indexed file nor a folder of such{nor}")
        files.update(meant)
    changes = [_Change(file) for file in sorted(files, key=lambda file: file.path)]
    return _Changes("these files, as a whole", changes)


def _ways(root: Path, standing: Path, named: str) -> list[bytes]:
    """Return the paths below the root that a name may mean, the likeliest first; none for no name at all."""
    bases = (standing, root) if named else ()
    return [os.fsencode(os.path.relpath(base / named, root)) for base in bases]


def _files_at(known: dict[bytes, KnownFile], ways: Iterable[bytes]) -> list[KnownFile]:
    """Return the file that is meant, or all those of a folder that were read."""
    for path in ways:
        if path in known:
            return [known[path]]
        folder = b"" if path == b"." else path + b"/"
        below = [file for file in known.values() if file.path.startswith(folder) and file.sha256 is not None]
        if below:
            return below
    return []


def _compared(
    snapshot: Snapshot,
    root: Path,
    top: Path,
    known: dict[bytes, KnownFile],
    tree: str,
    revision: str,
    *,
    staged: bool,
) -> _Changes:
    """Compare the tree of a revision with the disk, or with what is staged."""
    inside = os.fsencode(os.path.relpath(os.path.realpath(root), os.path.realpath(top)))
    prefix = b"" if inside == b"." else inside + b"/"
    before = _below(prefix, git.blobs_of(top, tree))
    now: _Now = _Staged(top, _below(prefix, git.staged_blobs(top))) if staged else _OnDisk(root, known)
    found = _Changes(f"{now.called}, compared with {revision}", [])
    for path in sorted({*before, *now.paths()}):
        old_id, file = before.get(path), known.get(path)
        if old_id is not None and now.has(path, old_id):
            continue
        content = now.content(path)
        is_gone = content is None and old_id is not None and now.is_gone(path)
        if content is None and not is_gone:
            continue  # it was never committed, or became a link, a folder, or unreadable
        if is_gone:
            found.deleted.append(_shown(path))
        if file is None or file.sha256 is None:
            found.not_indexed.append(_shown(path))
        elif content is None:
            found.changes.append(_Change(file, is_gone=True))
        else:
            old = b"" if old_id is None else git.blob(top, old_id) or b""
            lines = touched(old, content, _as_indexed(snapshot, file, content, old))
            if lines:
                found.changes.append(_Change(file, lines))
    return found


def _as_indexed(snapshot: Snapshot, file: KnownFile, *likely: bytes) -> bytes:
    """Return the text that was indexed; what the store holds of it is masked where it looked like a secret."""
    for content in likely:
        if file.sha256 == hashlib.sha256(content).digest():
            return content
    stored = Overview(snapshot.connection).source_between(file.id, 0, _MAX_FILE_BYTES)
    return stored.encode("utf-8", "replace")


def _below(prefix: bytes, blobs: dict[bytes, str]) -> dict[bytes, str]:
    return {path[len(prefix) :]: blob for path, blob in blobs.items() if path.startswith(prefix)}


def _shown(path: bytes) -> str:
    return path.decode("utf-8", "backslashreplace")


def _changed_nodes(snapshot: Snapshot, changes: Iterable[_Change]) -> list[Node]:
    """Return the innermost definitions that the lines stand in, and what they are a part of, in the order of their places."""
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
                found |= {node.id: node for node in _with_what_runs_it(inside)}
    return sorted(found.values(), key=lambda node: (node.display_path, node.start_byte, node.id))


def _with_what_runs_it(inside: Sequence[Node]) -> list[Node]:
    """Return the innermost of definitions that hold one another, and the functions around it, up to the nearest test.

    `self.lock = lock` is a field, and what its constructor does; a function inside another one is often handed on by it in a way
    that no edge tells. Tests hold tests (`describe`, `it`), which is no reason to run more of them.
    """
    *outer, innermost = inside
    found = [innermost]
    for node in reversed(outer):
        if found[-1].kind == NodeKind.TEST:
            break
        if node.kind in _RUNS:
            found.append(node)
    return found


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


def _not_as_they_were(snapshot: Snapshot, changes: Sequence[_Change]) -> set[int]:
    """Return the files that changed, and those that cannot be loaded any more, as they still import one that is gone.

    A file that changed, too, is taken to be mended.
    """
    store = Dependencies(snapshot.connection)
    found = {change.file.id for change in changes}
    beyond = {change.file.id for change in changes if change.is_gone}
    while beyond:
        importing = store.importing(beyond)
        beyond = {step.file_id for step in importing if not step.flags & _NOT_AT_LOAD_TIME} - found
        found |= beyond
    return found


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
