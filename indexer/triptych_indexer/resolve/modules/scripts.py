"""Ruby, Lua, Bash and Zig: paths of files along a short list of usual folders."""

import posixpath
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Final

from triptych_indexer.model import ImportFlag, ImportKind, ImportSite
from triptych_indexer.resolve.modules.includes import Includes
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, found
from triptych_indexer.resolve.modules.tree import (
    Tree,
    is_among_tests,
    join,
    only_nearest,
    shared_parts,
    upwards,
)


class LoadPath:
    """Names relative to any of some folders, the nearest of them first."""

    def __init__(self, tree: Tree, folders: Sequence[str], endings: Sequence[str]) -> None:
        self._tree = tree
        self._folders = folders
        self._endings = endings
        self._known: dict[tuple[str, str], int | None] = {}

    def find(self, name: str, folder: str) -> int | None:
        """Return the file that a name means to the files of a folder."""
        key = (folder, name)
        if key not in self._known:
            self._known[key] = self._find(name, folder)
        return self._known[key]

    def _find(self, name: str, folder: str) -> int | None:
        for around in upwards(folder):
            for inside in (*self._folders, ""):
                file_id = self.at(join(around, inside, name))
                if file_id is not None:
                    return file_id
        # Elsewhere: below a folder of one of these names, nearest first.
        tails = [f"/{inside}/{name}" for inside in self._folders]
        fitting = [
            path
            for ending in self._endings
            for path in self._tree.ending(name + ending)
            if any(("/" + path).endswith(tail + ending) for tail in tails)
            and (is_among_tests(folder) or not is_among_tests(posixpath.dirname(path)))
        ]
        best = min(fitting, key=lambda path: (-shared_parts(path, folder + "/"), path), default=None)
        return None if best is None else self._tree.ids[best]

    def at(self, stem: str) -> int | None:
        return self._tree.first(stem + ending for ending in self._endings)


class Ruby:
    def __init__(self, tree: Tree) -> None:
        self._load_path = LoadPath(tree, ("lib", "test", "spec", "app"), (".rb", ""))

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        folder = posixpath.dirname(path)
        if "#{" in site.module:
            return NOT_FOUND
        if site.flags & ImportFlag.RELATIVE:
            file_id = self._load_path.at(join(folder, site.module))
            return NOT_FOUND if file_id is None else found(file_id)
        file_id = self._load_path.find(site.module, folder)
        return EXTERNAL if file_id is None else found(file_id)


class Lua:
    def __init__(self, tree: Tree) -> None:
        self._load_path = LoadPath(tree, ("lua", "src", "lib"), (".lua", "/init.lua", ""))

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        is_path = site.kind == ImportKind.INCLUDE or "/" in site.module
        name = site.module if is_path else site.module.replace(".", "/")
        file_id = self._load_path.find(name, posixpath.dirname(path)) if name.strip("/") else None
        if file_id is not None:
            return found(file_id)
        return NOT_FOUND if site.kind == ImportKind.INCLUDE else EXTERNAL


class Bash:
    """What variables hold is not known: what stands after them names the file, when there is only one such."""

    _VARIABLE: Final = re.compile(r"\$\{[^}]*\}|\$\([^)]*\)|\$\w+|`[^`]*`")

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        known = self._VARIABLE.split(site.module.replace('"', "").replace("'", ""))[-1]
        wanted = join("", known.lstrip("/"))
        if not wanted or wanted.startswith(".."):
            wanted = wanted.lstrip("./")
        if not wanted:
            return EXTERNAL  # nothing but a variable
        if known.startswith("/") and known == site.module:
            return EXTERNAL  # a place of the machine: `/etc/profile`
        folder = posixpath.dirname(path)
        for around in upwards(folder):
            file_id = self._tree.first(
                (join(around, known.lstrip("/")), join(around, known.lstrip("/") + ".sh"))
            )
            if file_id is not None:
                return found(file_id)
        nearest = only_nearest(self._tree.ending(wanted), path)
        return NOT_FOUND if nearest is None else found(self._tree.ids[nearest])


class Zig:
    """Files by path; modules by the name that a build file gives them, else by that of their root file."""

    _MODULE: Final = re.compile(
        r"""(?:addModule\(\s*"(?P<added>[^"]+)"|\.name\s*=\s*"(?P<named>[^"]+)")[^};]{0,400}?"""
        r'''root_source_file\s*=\s*(?:b\.path\(|\.\{\s*\.path\s*=\s*)?\s*"(?P<path>[^"]+\.zig)"'''
    )
    _BUILT_IN: Final = frozenset({"std", "builtin", "root"})

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._includes = Includes(tree)

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        if site.kind == ImportKind.INCLUDE:
            return self._includes.resolve(site, path)
        if "." in posixpath.basename(site.module):
            file_id = self._tree.ids.get(join(posixpath.dirname(path), site.module))
            return NOT_FOUND if file_id is None else found(file_id)
        place = self._modules.get(site.module)
        if place is None and site.module not in self._BUILT_IN:
            place = self._root_file(site.module, path)
        file_id = self._tree.ids.get(place) if place is not None else None
        return EXTERNAL if file_id is None else found(file_id)

    def _root_file(self, module: str, path: str) -> str | None:
        """Return the file called like a module that lies where build files look: above the file, or in its `src`."""
        wanted = (
            join(around, inside, f"{module}.zig")
            for around in upwards(posixpath.dirname(path))
            for inside in ("", "src")
        )
        return next((one for one in wanted if one in self._tree.ids and one != path), None)

    @cached_property
    def _modules(self) -> dict[str, str]:
        """A module's name → its root file, as build files say."""
        return dict(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, str]]:
        for path in reversed(self._tree.named.get("build.zig", [])):
            for one in self._MODULE.finditer(self._tree.text(path) or ""):
                yield one["added"] or one["named"], join(posixpath.dirname(path), one["path"])
