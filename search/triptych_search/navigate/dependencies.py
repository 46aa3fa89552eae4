"""Which files does a file or a package import, or who imports it, over any number of steps?"""

import re
from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import ImportFlag
from triptych_indexer.store.graph.dependencies import Dependencies
from triptych_indexer.store.graph.lookup import Lookup
from triptych_indexer.store.reader import Snapshot

from triptych_search.navigate.places import Verdict

MAX_FILES: Final = 20_000
"""After which a walk ends."""

_DOTTED: Final = re.compile(r"[\w.]+")


@dataclass(frozen=True, slots=True)
class DependencyRow:
    """A file on the other side, and the statement that leads there."""

    path: str
    """Of the statement: the importing file's."""
    line: int
    """From 1."""
    other: str
    """The file that is imported; with `--reverse` the one that imports."""
    depth: int
    via: str
    """The file at the near end."""
    kind: str
    type_only: bool
    lazy: bool
    import_path: str
    """As written."""
    statements: int
    """How many lead from the one to the other; told is the first that runs at load time, if there is one."""


@dataclass(frozen=True, slots=True)
class OutsideRow:
    """What is imported from elsewhere, by the first part of its name."""

    name: str
    statements: int
    example: str
    """`path:line`."""


@dataclass(frozen=True, slots=True)
class DependencyAnswer:
    verdict: Verdict
    files: list[str]
    """What was asked about; the first ones."""
    total_files: int
    candidates: list[str]
    """Paths that end like what was asked for, when there are several."""
    rows: list[DependencyRow]
    total: int
    """Files on the other side, shown or not."""
    outside: list[OutsideRow]
    """Not with `--reverse`."""
    untold: list[OutsideRow]
    """Statements that should lead to a file here, and nobody could tell which."""
    cut: bool
    """The walk ended before everything was reached."""


def dependencies(snapshot: Snapshot, what: str, *, reverse: bool, depth: int, limit: int) -> DependencyAnswer:
    """Answer `deps` for a file, a folder, or a dotted module name."""
    store = Dependencies(snapshot.connection)
    files, candidates = _files(snapshot, store, what)
    if not files:
        verdict = Verdict.AMBIGUOUS if candidates else Verdict.UNKNOWN
        return DependencyAnswer(verdict, [], 0, candidates, [], 0, [], [], False)
    rows, cut = _walk(store, {file_id for file_id, _ in files}, reverse=reverse, depth=depth)
    outside, untold = ([], []) if reverse else _ways_out(store, {file_id for file_id, _ in files})
    names = [path for _, path in files]
    verdict = Verdict.FOUND if rows else Verdict.UNRESOLVED if untold else Verdict.NONE
    return DependencyAnswer(
        verdict, names[:10], len(names), [], rows[:limit], len(rows), outside, untold, cut
    )


def _files(snapshot: Snapshot, store: Dependencies, what: str) -> tuple[list[tuple[int, str]], list[str]]:
    """Return the files that are meant, or the paths that could be."""
    path = what.removeprefix("./").rstrip("/") or "."
    files = store.files_at(path)
    if files:
        return files, []
    if _DOTTED.fullmatch(path) and "." in path:  # `django.db.models`, which may be a file or a folder
        slashed = path.replace(".", "/")
        ending = [*_ending(snapshot, f"{slashed}.py"), *_folders(store, snapshot, slashed)]
        if ending:
            return (store.files_at(ending[0]), []) if len(ending) == 1 else ([], ending)
    ending = _ending(snapshot, path) or _folders(store, snapshot, path)
    return (store.files_at(ending[0]), []) if len(ending) == 1 else ([], ending)


def _ending(snapshot: Snapshot, path: str) -> list[str]:
    return sorted(
        shown
        for _, raw in Lookup(snapshot.connection).paths()
        if (shown := raw.decode("utf-8", "backslashreplace")) == path or shown.endswith(f"/{path}")
    )


def _folders(store: Dependencies, snapshot: Snapshot, path: str) -> list[str]:
    """Return the folders that end like this."""
    if store.files_at(path):
        return [path]
    found = set()
    for _, raw in Lookup(snapshot.connection).paths():
        shown = f"/{raw.decode('utf-8', 'backslashreplace')}"
        at = shown.find(f"/{path}/")
        if at >= 0:
            found.add(shown[1 : at + len(path) + 1])
    return sorted(found)


def _walk(
    store: Dependencies, seeds: set[int], *, reverse: bool, depth: int
) -> tuple[list[DependencyRow], bool]:
    """Return a row a file, each at its least depth, level by level."""
    seen, frontier, level = set(seeds), set(seeds), 1
    rows: list[DependencyRow] = []
    while frontier and level <= depth:
        found: dict[int, DependencyRow] = {}
        for step in store.importing(frontier) if reverse else store.imported_by(frontier):
            if step.file_id in seen:
                continue
            known = found.get(step.file_id)
            if known is not None:
                found[step.file_id] = _counted(known)
                continue
            near, far = (
                (step.target_path, step.source_path) if reverse else (step.source_path, step.target_path)
            )
            found[step.file_id] = DependencyRow(
                path=step.source_path,
                line=step.line + 1,
                other=far,
                depth=level,
                via=near,
                kind=step.kind,
                type_only=bool(step.flags & ImportFlag.TYPE_ONLY),
                lazy=bool(step.flags & ImportFlag.LAZY),
                import_path=step.import_path,
                statements=1,
            )
        rows += found.values()
        frontier = set(found)
        seen |= frontier
        level += 1
        if len(seen) > MAX_FILES:
            return rows, True
    return rows, False


def _counted(row: DependencyRow) -> DependencyRow:
    return DependencyRow(
        row.path,
        row.line,
        row.other,
        row.depth,
        row.via,
        row.kind,
        row.type_only,
        row.lazy,
        row.import_path,
        row.statements + 1,
    )


def _ways_out(store: Dependencies, seeds: set[int]) -> tuple[list[OutsideRow], list[OutsideRow]]:
    found: dict[tuple[bool, str], OutsideRow] = {}
    for way in store.leading_out(seeds):
        name = _package(way.import_path) if way.external else way.import_path
        known = found.get((way.external, name))
        example = known.example if known else f"{way.source_path}:{way.line + 1}"
        found[way.external, name] = OutsideRow(name, (known.statements if known else 0) + 1, example)
    rows = sorted(found.items(), key=lambda item: (-item[1].statements, item[1].name))
    return [row for (external, _), row in rows if external], [
        row for (external, _), row in rows if not external
    ]


def _package(import_path: str) -> str:
    """Return what has to be installed for an import, as far as its text tells.

    >>> _package("os.path"), _package("@scope/name/deep"), _package("serde::de"), _package("lodash/get")
    ('os', '@scope/name', 'serde', 'lodash')
    """
    if import_path.startswith("@"):
        return "/".join(import_path.split("/")[:2])
    return re.split(r"::|[./]", import_path, maxsplit=1)[0] or import_path
