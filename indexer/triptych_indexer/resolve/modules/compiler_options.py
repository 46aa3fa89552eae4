"""`tsconfig.json` and `jsconfig.json`: what names that are no paths mean to the compiler, and to bundlers after it."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from triptych_indexer.resolve.modules.documents import json_with_comments, strings, table
from triptych_indexer.resolve.modules.tree import Tree, join, not_yet_known

_NAMES: Final = ("tsconfig.json", "jsconfig.json")
_MAX_PATTERNS: Final = 1_000
"""Each is tried on every name."""
_MAX_EXTENDED: Final = 16
"""Longer chains of `extends` go in circles."""


@dataclass(frozen=True, slots=True)
class Options:
    """What one file says of names, with what it takes over from those it extends."""

    paths: tuple[tuple[str, str, tuple[str, ...]], ...] = ()
    """(before the star, after it, where that may lie); a pattern without a star has None of it: see `mapped`."""
    exact: tuple[tuple[str, tuple[str, ...]], ...] = ()
    base: str | None = None
    root_folders: tuple[str, ...] = ()

    def mapped(self, wanted: str) -> Iterator[str]:
        """Yield the paths that a name may stand for: an exact pattern, else the longest prefix, then the base folder."""
        for name, places in self.exact:
            if name == wanted:
                yield from places
        fitting = [
            (len(before), before, after, places)
            for before, after, places in self.paths
            if wanted.startswith(before)
            and wanted.endswith(after)
            and len(wanted) >= len(before) + len(after)
        ]
        if fitting:
            _, before, after, places = max(fitting, key=lambda one: one[0])
            middle = wanted[len(before) : len(wanted) - len(after)]
            yield from (place.replace("*", middle, 1) for place in places)
        if self.base is not None:
            yield join(self.base, wanted)


class CompilerOptions:
    """The options that hold for a folder."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._near: dict[str, tuple[Options, ...]] = {}
        self._read: dict[str, Options] = {}

    def near(self, folder: str) -> tuple[Options, ...]:
        """Return the options of a folder and those around it, innermost first.

        The compiler looks at the innermost file alone, but tests and tools often lie where none of their own is.
        """
        for one in not_yet_known(folder, self._near):
            paths = (path for name in _NAMES for path in self._with_references(join(one, name)))
            useful = [options for path in paths if (options := self._options(path)) != Options()]
            around = self._near.get(posixpath.dirname(one), ())
            self._near[one] = (*useful, *around) if useful else around
        return self._near[folder]

    def _with_references(self, path: str) -> Iterator[str]:
        """Yield an options file and those that it refers to: one of these may be what holds for the folder."""
        if path not in self._tree.ids:
            return
        yield path
        document = json_with_comments(self._tree.text(path) or "")
        references = document.get("references")
        for one in references if isinstance(references, list) else ():
            where = one.get("path") if isinstance(one, dict) else None
            if isinstance(where, str):
                referred = join(posixpath.dirname(path), where)
                if not referred.endswith(".json"):
                    referred = join(referred, "tsconfig.json")
                # A project in a folder of its own says nothing of the files outside of it.
                if posixpath.dirname(referred) == posixpath.dirname(path) and referred in self._tree.ids:
                    yield referred

    def _options(self, path: str) -> Options:
        known = self._read.get(path)
        if known is None:
            known = self._read[path] = self._merged(path)
        return known

    def _merged(self, path: str) -> Options:
        """Return what a file says; what it leaves out, the files it extends say, the last of them first."""
        folder = posixpath.dirname(path)
        options: dict[str, tuple[str, Any]] = {}
        for source, document in self._chain(path, 0):
            for key, value in table(document, "compilerOptions").items():
                options.setdefault(key, (posixpath.dirname(source), value))
        base_from, base = options.get("baseUrl", (folder, None))
        base_folder = _place(base_from, base, folder) if isinstance(base, str) else None
        paths_from, paths = options.get("paths", (folder, None))
        start = base_folder if base_folder is not None else paths_from
        starred, exact = [], []
        for pattern, places in islice(paths.items(), _MAX_PATTERNS) if isinstance(paths, dict) else ():
            where = tuple(_place(start, place, folder) for place in strings(places))
            before, star, after = pattern.partition("*")
            if star:
                starred.append((before, after, where))
            else:
                exact.append((pattern, where))
        roots_from, roots = options.get("rootDirs", (folder, None))
        return Options(
            tuple(starred),
            tuple(exact),
            base_folder,
            tuple(_place(roots_from, root, folder) for root in strings(roots)),
        )

    def _chain(self, path: str, depth: int) -> Iterator[tuple[str, dict[str, Any]]]:
        text = self._tree.text(path)
        if text is None or depth > _MAX_EXTENDED:
            return
        document = json_with_comments(text)
        yield path, document
        for extended in reversed(strings(document.get("extends"))):
            found = self._extended(extended, posixpath.dirname(path))
            if found is not None:
                yield from self._chain(found, depth + 1)

    def _extended(self, name: str, folder: str) -> str | None:
        if name.startswith("."):
            starts = [join(folder, name)]
        else:  # a package of this repository, by the name of its folder
            package, _, rest = (
                name.removeprefix("@").partition("/") if not name.startswith("@") else _scoped(name)
            )
            starts = [join(found, rest) for found in self._tree.folders_named.get(package, ())]
        for start in starts:
            for path in (start, start + ".json", join(start, "tsconfig.json")):
                if path in self._tree.ids:
                    return path
        return None


def _scoped(name: str) -> tuple[str, str, str]:
    scope, _, rest = name.partition("/")
    package, slash, inside = rest.partition("/")
    return package or scope, slash, inside


def _place(start: str, place: str, folder: str) -> str:
    """Return a path of an options file; `folder` is that of the file which took it over."""
    if place.startswith("${configDir}"):
        return join(folder, place.removeprefix("${configDir}").lstrip("/"))
    return join(start, place)
