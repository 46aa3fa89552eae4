"""C#, PHP, Elixir, Haskell and Swift: names that files declare, wherever they lie."""

import posixpath
import re
from functools import cached_property
from typing import Final

from triptych_indexer.model import ImportKind, ImportSite
from triptych_indexer.resolve.modules.declared import Declared, longest_first
from triptych_indexer.resolve.modules.documents import json_with_comments, strings, table
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, Target, found
from triptych_indexer.resolve.modules.tree import Tree, is_below, join, only_nearest

_SWIFT_TARGET: Final = re.compile(
    r"""\.(?:executable|test|macro)?[tT]arget\(\s*name:\s*"(?P<name>[^"]+)"(?P<rest>(?:(?!\.\w*[tT]arget\().)*)""",
    re.DOTALL,
)
_SWIFT_PATH: Final = re.compile(r"""\bpath:\s*"([^"]+)\"""")


class CSharp:
    """A namespace is no file: a `using` leads to those of its files whose types are used."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._declared = Declared(tree, ("csharp",))

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        parts = [part for part in site.module.replace("global::", "").replace("::", ".").split(".") if part]
        file_id = self._tree.ids[path]
        for namespace, rest in longest_first([part.partition("<")[0] for part in parts], "."):
            files = self._declared.declaring(namespace)
            if files and rest:
                defining = self._declared.defining(rest[0], files, types=True)
                return found(*defining) if defining else EXTERNAL
            if files:
                return found(*self._declared.used_by(file_id, files))
        return EXTERNAL


class Php:
    """Composer's autoloader finds a class by its namespace (PSR-4); what it does not map, by who declares it."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._declared = Declared(tree, ("php",), "\\")

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        if site.kind in (ImportKind.REQUIRE, ImportKind.INCLUDE):
            return self._file(site.module, path)
        namespace = site.module.strip("\\")
        targets: list[Target] = []
        is_ours = False
        for name, _ in site.names or ((None, None),):
            full = namespace if name is None else f"{namespace}\\{name}"
            file_id = self._loaded(full)
            if file_id is None:
                file_id = self._declaring(full, path)
            if file_id is not None:
                targets.append(Target(file_id))
            elif self._declared.declaring(namespace):
                is_ours = True
        return Resolution(tuple(dict.fromkeys(targets)), external=not targets and not is_ours)

    def _file(self, name: str, path: str) -> Resolution:
        name = name.lstrip("/")
        file_id = self._tree.first((join(posixpath.dirname(path), name), join("", name)))
        if file_id is None and "$" not in name:
            nearest = (
                only_nearest(self._tree.ending(join("", name)), path)
                if name and not name.startswith(".")
                else None
            )
            file_id = self._tree.ids[nearest] if nearest is not None else None
        return NOT_FOUND if file_id is None else found(file_id)

    def _loaded(self, full: str) -> int | None:
        for prefix, folder in self._prefixes:
            if full.startswith(prefix):
                file_id = self._tree.ids.get(join(folder, full[len(prefix) :].replace("\\", "/") + ".php"))
                if file_id is not None:
                    return file_id
        return None

    def _declaring(self, full: str, path: str) -> int | None:
        namespace, _, name = full.rpartition("\\")
        if not namespace:
            return None
        files = self._declared.defining(name, self._declared.declaring(namespace))
        nearest = only_nearest([self._tree.paths[one] for one in files], path)
        return None if nearest is None else self._tree.ids[nearest]

    @cached_property
    def _prefixes(self) -> list[tuple[str, str]]:
        """(namespace prefix, folder) of every manifest, the longest prefix first."""
        found: list[tuple[str, str]] = []
        for path in self._tree.named.get("composer.json", ()):
            document = json_with_comments(self._tree.text(path) or "")
            for key in ("autoload", "autoload-dev"):
                for prefix, folders in table(document, key, "psr-4").items():
                    found += [(prefix, join(posixpath.dirname(path), folder)) for folder in strings(folders)]
        return sorted(found, key=lambda one: (-len(one[0]), one))


class Elixir:
    """`defmodule Shop.Cart` may stand in any file."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._declared = Declared(tree, ("elixir",))

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        module = site.module.removeprefix("Elixir.")
        names = [name for name, _ in site.names if name != "*" and name[:1].isupper()]
        if not names:
            file_id = self._nearest(module, path)
            return EXTERNAL if file_id is None else found(file_id)
        targets = [
            Target(file_id, name)
            for name in names
            if (file_id := self._nearest(f"{module}.{name}", path)) is not None
        ]
        return Resolution(tuple(targets), external=not targets)

    def _nearest(self, module: str, path: str) -> int | None:
        files = sorted(self._tree.paths[one] for one in self._declared.declaring(module))
        nearest = only_nearest(files, path) or next(iter(files), None)
        return None if nearest is None else self._tree.ids[nearest]


class Haskell:
    """A file's header names the module; without one it is `Main`, which nobody imports."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._declared = Declared(tree, ("haskell",))

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        files = sorted(self._tree.paths[one] for one in self._declared.declaring(site.module))
        nearest = only_nearest(files, path)
        targets = files if nearest is None else [nearest]
        return found(*(self._tree.ids[one] for one in targets)) if targets else EXTERNAL


class Swift:
    """A module is a target: every file of its folder, of which one statement imports all."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._declared = Declared(tree, ("swift",))
        self._files: dict[str, frozenset[int]] = {}

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        folder = self._targets.get(site.module.partition(".")[0])
        if folder is None or is_below(path, folder):
            return EXTERNAL
        files = self._files_in(folder)
        names = [name for name, _ in site.names if name != "*"]
        if names:
            return found(*(one for name in names for one in self._declared.defining(name, files)))
        return found(*self._declared.used_by(self._tree.ids[path], files))

    def _files_in(self, folder: str) -> frozenset[int]:
        known = self._files.get(folder)
        if known is None:
            swift = (one for one, language in self._tree.languages.items() if language == "swift")
            known = frozenset(self._tree.ids[one] for one in swift if is_below(one, folder))
            self._files[folder] = known
        return known

    @cached_property
    def _targets(self) -> dict[str, str]:
        """A target's name → its folder, which is `Sources/NAME` unless the manifest says another."""
        targets: dict[str, str] = {}
        for path in self._tree.named.get("Package.swift", ()):
            folder = posixpath.dirname(path)
            for found_target in _SWIFT_TARGET.finditer(self._tree.text(path) or ""):
                name, told = found_target["name"], _SWIFT_PATH.search(found_target["rest"])
                usual = (f"Sources/{name}", f"Source/{name}", f"src/{name}", f"Tests/{name}")
                for inside in (told[1],) if told is not None else usual:
                    if join(folder, inside) in self._tree.folders:
                        targets.setdefault(name, join(folder, inside))
                        break
        return targets
