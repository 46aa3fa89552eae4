"""Cargo's packages and crates: which root file a Rust file belongs to, and what the names of other crates mean there."""

import posixpath
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from triptych_indexer.model import ImportKind
from triptych_indexer.resolve.modules.documents import table, tables, toml
from triptych_indexer.resolve.modules.tree import Tree, is_below, join, not_yet_known

_TARGET_FOLDERS: Final = ("src/bin", "tests", "examples", "benches")
"""Cargo makes a crate of each file here, and of each folder with a `main.rs`."""
_DEPENDENCIES: Final = ("dependencies", "dev-dependencies", "build-dependencies")


@dataclass(slots=True)
class Package:
    """A folder with a `Cargo.toml` that describes a package."""

    folder: str
    name: str
    library: str | None
    """Its root file."""
    library_name: str
    targets: frozenset[str]
    """Root files that its manifest names."""
    dependencies: dict[str, tuple[str | None, str]] = field(default_factory=dict)
    """Name in the code → (folder, if that is told; the package's own name)."""


class Crates:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._of_folder: dict[str, Package | None] = {}
        self._manifests: dict[str, dict[str, Any]] = {}
        self._near: dict[str, Package | None] = {}
        self._roots: dict[str, tuple[str | None, tuple[int, ...]]] = {}
        self._declares: dict[str, frozenset[str]] = {}

    def root_of(self, path: str) -> tuple[str | None, tuple[int, ...]]:
        """Return the root file of the crate that a file belongs to, and whose facts told it."""
        known = self._roots.get(path)
        if known is None:
            known = self._roots[path] = self._root_of(path)
        return known

    def is_root(self, path: str) -> bool:
        return self.root_of(path)[0] == path

    def named(self, name: str, path: str) -> str | None:
        """Return the root file of the crate that a name means in a file."""
        package = self.package_of(path)
        if package is not None:
            dependency = package.dependencies.get(name)
            if dependency is not None:
                folder, real = dependency
                other = (
                    self._package_in(folder) if folder is not None else self._by_name.get(_identifier(real))
                )
                return other.library if other is not None else None
            if package.library_name == name and package.library != path:
                return package.library
        other = self._by_name.get(name)
        return other.library if other is not None else None

    def package_of(self, path: str) -> Package | None:
        return self._package_near(posixpath.dirname(path))

    def _package_near(self, folder: str) -> Package | None:
        """Return the package of a folder: its own, else that of the folder around it."""
        for one in not_yet_known(folder, self._near):
            self._near[one] = self._package_in(one) or self._near.get(posixpath.dirname(one))
        return self._near[folder]

    def _root_of(self, path: str) -> tuple[str | None, tuple[int, ...]]:
        package = self.package_of(path)
        folder = package.folder if package is not None else self._folder_of_roots(path)
        inside = path[len(folder) :].lstrip("/")
        if package is not None and (path in package.targets or path == package.library):
            return path, ()
        if inside in ("src/main.rs", "src/lib.rs", "build.rs", "main.rs", "lib.rs"):
            return path, ()
        for targets in _TARGET_FOLDERS:
            if inside.startswith(targets + "/"):
                return self._root_among(join(folder, targets), path)
        for target in sorted(package.targets, key=len, reverse=True) if package is not None else ():
            start = posixpath.dirname(target)
            if start != join(folder, "src") and start != folder and is_below(path, start):
                return target, ()
        library = package.library if package is not None else self._existing(folder, ("lib.rs", "src/lib.rs"))
        program = self._existing(folder, ("src/main.rs", "main.rs"))
        if library is None or program is None:
            return library or program, ()
        return self._declaring(path, (library, program))

    def _root_among(self, folder: str, path: str) -> tuple[str | None, tuple[int, ...]]:
        first, slash, _ = path[len(folder) + 1 :].partition("/")
        if not slash:
            return path, ()
        main = join(folder, first, "main.rs")
        if main in self._tree.ids:
            return main, ()
        roots = [one for one in self._tree.in_folder.get(folder, ()) if one.endswith(".rs")]
        return self._declaring(path, tuple(roots)) if roots else (None, ())

    def _declaring(self, path: str, roots: tuple[str, ...]) -> tuple[str, tuple[int, ...]]:
        """Return which of several root files declares the module that a file is, or is inside of; else the first."""
        looked_at = tuple(self._tree.ids[root] for root in roots)
        for root in roots:
            start = posixpath.dirname(root)
            first = path[len(start) :].lstrip("/").partition("/")[0].removesuffix(".rs")
            if first in self._modules_of(root):
                return root, looked_at
        return roots[0], looked_at

    def _modules_of(self, root: str) -> frozenset[str]:
        known = self._declares.get(root)
        if known is None:
            sites = self._tree.facts.imports_in(self._tree.ids[root])
            names = (site.module for site in sites if site.kind == ImportKind.MOD)
            known = self._declares[root] = frozenset(names)
        return known

    def _existing(self, folder: str, names: tuple[str, ...]) -> str | None:
        return next((path for name in names if (path := join(folder, name)) in self._tree.ids), None)

    def _folder_of_roots(self, path: str) -> str:
        """Without a manifest: the folder around a file that holds a root file."""
        for root in self._tree.nearest(posixpath.dirname(path), ("lib.rs", "main.rs")):
            folder = posixpath.dirname(root)
            return posixpath.dirname(folder) if posixpath.basename(folder) == "src" else folder
        return posixpath.dirname(path)

    @cached_property
    def _by_name(self) -> dict[str, Package]:
        """Every package with a library, by the name it has in code; of two the one further out."""
        found: dict[str, Package] = {}
        for path in sorted(self._tree.named.get("Cargo.toml", ()), key=lambda one: (one.count("/"), one)):
            package = self._package_in(posixpath.dirname(path))
            if package is not None and package.library is not None:
                found.setdefault(package.library_name, package)
                found.setdefault(_identifier(package.name), package)
        return found

    def _package_in(self, folder: str) -> Package | None:
        if folder not in self._of_folder:
            self._of_folder[folder] = self._package(folder, self._manifest(folder))
        return self._of_folder[folder]

    def _manifest(self, folder: str) -> dict[str, Any]:
        known = self._manifests.get(folder)
        if known is None:
            known = self._manifests[folder] = toml(self._tree.text(join(folder, "Cargo.toml")) or "")
        return known

    def _package(self, folder: str, document: dict[str, Any]) -> Package | None:
        name = table(document, "package").get("name")
        if not isinstance(name, str):
            return None
        library = table(document, "lib")
        path, called = library.get("path"), library.get("name")
        root = join(folder, path if isinstance(path, str) else "src/lib.rs")
        targets = {
            join(folder, one["path"])
            for kind in ("bin", "test", "example", "bench")
            for one in tables(document.get(kind))
            if isinstance(one.get("path"), str)
        }
        return Package(
            folder,
            name,
            root if root in self._tree.ids else None,
            _identifier(called if isinstance(called, str) else name),
            frozenset(target for target in targets if target in self._tree.ids),
            self._dependencies(folder, document),
        )

    def _dependencies(self, folder: str, document: dict[str, Any]) -> dict[str, tuple[str | None, str]]:
        found: dict[str, tuple[str | None, str]] = {}
        tables = [document, *(one for one in table(document, "target").values() if isinstance(one, dict))]
        for one in tables:
            for kind in _DEPENDENCIES:
                for key, value in table(one, kind).items():
                    start, told = folder, value if isinstance(value, dict) else {}
                    if told.get("workspace") is True:
                        start, told = self._from_workspace(folder, key)
                    path, package = told.get("path"), told.get("package")
                    where = join(start, path) if isinstance(path, str) else None
                    found[_identifier(key)] = (where, package if isinstance(package, str) else key)
        return found

    def _from_workspace(self, folder: str, key: str) -> tuple[str, dict[str, Any]]:
        """Return what the workspace around a package says of a dependency, and from which folder on."""
        for manifest in self._tree.nearest(folder, ("Cargo.toml",)):
            start = posixpath.dirname(manifest)
            value = table(self._manifest(start), "workspace", "dependencies").get(key)
            if value is not None:
                return start, value if isinstance(value, dict) else {}
        return folder, {}


def _identifier(name: str) -> str:
    return name.replace("-", "_")
