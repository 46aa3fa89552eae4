"""The repository as imports see it: paths, folders, and the facts that a path alone does not tell."""

import posixpath
from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import takewhile
from typing import Final, Protocol

from triptych_indexer.model import Definition, ImportSite, NodeKind, ReferenceSite

MAX_DECLARING: Final = 5_000
"""Files of one package or namespace; a larger one is cut, by id."""

TYPES: Final = frozenset(
    {
        *(NodeKind.CLASS, NodeKind.STRUCT, NodeKind.ENUM, NodeKind.INTERFACE, NodeKind.TRAIT),
        *(NodeKind.TYPE_ALIAS, NodeKind.MODULE, NodeKind.NAMESPACE),
    }
)

_TEST_FOLDERS: Final = frozenset({"tests", "test", "testing", "__tests__", "spec"})


class Facts(Protocol):
    """What is asked of a `LinkReader` here."""

    def text_of(self, file_id: int) -> str | None: ...

    def definitions_in(self, file_id: int) -> Sequence[Definition]: ...

    def definitions_named(self, name: str, limit: int) -> Sequence[Definition]: ...

    def references_in(self, file_id: int) -> Sequence[ReferenceSite]: ...

    def imports_in(self, file_id: int) -> Sequence[ImportSite]: ...


class Tree:
    """Every file that was read, by path."""

    def __init__(self, files: Iterable[tuple[int, bytes, str | None]], facts: Facts) -> None:
        self.facts = facts
        self.ids: dict[str, int] = {}
        self.paths: dict[int, str] = {}
        self.languages: dict[str, str] = {}
        for file_id, raw, language in sorted(files, key=lambda file: file[1]):
            path = raw.decode("utf-8", "surrogateescape")
            self.ids[path] = file_id
            self.paths[file_id] = path
            if language is not None:
                self.languages[path] = language

    @cached_property
    def named(self) -> dict[str, list[str]]:
        """File name → paths, in order."""
        named: dict[str, list[str]] = defaultdict(list)
        for path in self.ids:
            named[path[path.rfind("/") + 1 :]].append(path)
        return dict(named)

    @cached_property
    def in_folder(self) -> dict[str, list[str]]:
        """Folder → paths of the files right in it, in order."""
        inside: dict[str, list[str]] = defaultdict(list)
        for path in self.ids:
            inside[path[: max(path.rfind("/"), 0)]].append(path)
        return dict(inside)

    @cached_property
    def folders(self) -> frozenset[str]:
        """Every folder, those that hold nothing but folders too."""
        every = {""}
        for folder in self.in_folder:
            while folder not in every:
                every.add(folder)
                folder = posixpath.dirname(folder)
        return frozenset(every)

    @cached_property
    def folders_named(self) -> dict[str, list[str]]:
        """Last part → folders, in order."""
        named: dict[str, list[str]] = defaultdict(list)
        for folder in sorted(self.folders):
            named[posixpath.basename(folder)].append(folder)
        return dict(named)

    def text(self, path: str) -> str | None:
        """Return the text of a file as it was read; None when there is none."""
        file_id = self.ids.get(path)
        return None if file_id is None else self.facts.text_of(file_id)

    def first(self, candidates: Iterable[str]) -> int | None:
        """Return the first of these paths that there is."""
        for candidate in candidates:
            file_id = self.ids.get(candidate)
            if file_id is not None:
                return file_id
        return None

    def nearest(self, folder: str, names: Sequence[str]) -> Iterator[str]:
        """Yield the files of one of these names in a folder and those around it, innermost first."""
        for around in upwards(folder):
            for name in names:
                path = join(around, name)
                if path in self.ids:
                    yield path

    def ending(self, tail: str) -> list[str]:
        """Return the paths that end with these whole parts, in order."""
        ends = "/" + tail
        same_name = self.named.get(tail[tail.rfind("/") + 1 :], ())
        return [path for path in same_name if ("/" + path).endswith(ends)]


def join(folder: str, *parts: str) -> str:
    """Return the path without `.` and `..`; one that leaves the repository starts with `..`.

    >>> join("", "a", "./b.js"), join("a/b", "../c"), join("a", "../..")
    ('a/b.js', 'a/c', '..')
    """
    path = posixpath.normpath(posixpath.join(folder, *parts))
    return "" if path == "." else path


def upwards(folder: str) -> Iterator[str]:
    """Yield a folder and those around it; of an absolute one, which no repository has, the root too.

    >>> list(upwards("a/b")), list(upwards("/a"))
    (['a/b', 'a', ''], ['/a', '/', ''])
    """
    while folder:
        yield folder
        around = posixpath.dirname(folder)
        folder = around if around != folder else ""
    yield ""


def not_yet_known(folder: str, known: Container[str]) -> list[str]:
    """Return those of a folder and the folders around it of which nothing is known, the outermost first.

    For what a folder takes over from the one around it: asking upwards from each would take a frame of Python's stack
    for every level, and folders can lie a thousand deep.

    >>> not_yet_known("a/b/c", {"", "a"})
    ['a/b', 'a/b/c']
    """
    return list(takewhile(lambda around: around not in known, upwards(folder)))[::-1]


def is_below(path: str, folder: str) -> bool:
    """Say whether a path lies in a folder; everything lies in the root."""
    return not folder or path == folder or path.startswith(folder + "/")


def is_among_tests(folder: str) -> bool:
    """Say whether a folder lies in one of tests: what is there, the program itself never loads.

    >>> is_among_tests("shop/tests/mocks"), is_among_tests("shop/testing.d")
    (True, False)
    """
    return not _TEST_FOLDERS.isdisjoint(folder.split("/"))


def shared_parts(one: str, other: str) -> int:
    """Return how many folders two paths have in common.

    >>> shared_parts("a/b/c.h", "a/b/d/e.c"), shared_parts("a.h", "b/c.h")
    (2, 0)
    """
    count = 0
    for left, right in zip(one.split("/")[:-1], other.split("/")[:-1], strict=False):
        if left != right:
            break
        count += 1
    return count


def only_nearest(candidates: Sequence[str], path: str) -> str | None:
    """Return the one candidate that shares more folders with `path` than any other; None when that is not one."""
    if len(candidates) < 2:
        return candidates[0] if candidates else None
    ranked = sorted(((shared_parts(one, path), one) for one in candidates), reverse=True)
    return ranked[0][1] if ranked[0][0] > ranked[1][0] else None
