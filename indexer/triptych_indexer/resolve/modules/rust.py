"""Rust: paths through modules, each of which is a file, from the crate, the module itself or another crate."""

import posixpath
from collections.abc import Sequence
from typing import Final

from triptych_indexer.model import ImportKind, ImportSite, NodeKind
from triptych_indexer.resolve.modules.crates import Crates
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, Target
from triptych_indexer.resolve.modules.tree import Tree, join

_MODULES: Final = frozenset({NodeKind.MODULE, NodeKind.NAMESPACE})


class Rust:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._crates = Crates(tree)
        self._inline: dict[str, dict[int, tuple[str, ...]]] = {}
        self._paths: dict[str, frozenset[tuple[str, ...]]] = {}
        self._items: dict[int, frozenset[str]] = {}

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        parts = [part.removeprefix("r#") for part in site.module.split("::") if part]
        if not parts:
            return EXTERNAL
        around = self._modules_around(site, path)
        if site.kind == ImportKind.MOD:
            if site.module.endswith(".rs"):  # `#[path = "…"] mod a;`
                return self._at(site.module, path, around)
            file_id = self._file(join(self._folder(path), *around, *parts))
            return self._by_attribute(site, path, around) if file_id is None else self._whole(file_id)
        names = [name.removeprefix("r#") for name, _ in site.names if name != "*"]
        return self._use(parts, names, path, around)

    def _by_attribute(self, site: ImportSite, path: str, around: tuple[str, ...]) -> Resolution:
        """Return the file of a module whose `#[path]` says where it is: a statement of its own on the same line."""
        for other in self._tree.facts.imports_in(self._tree.ids[path]):
            if other.kind == ImportKind.MOD and other.line == site.line and other.module.endswith(".rs"):
                return self._at(other.module, path, around)
        return NOT_FOUND

    def _at(self, module: str, path: str, around: tuple[str, ...]) -> Resolution:
        return self._whole(self._tree.ids.get(join(posixpath.dirname(path), *around, module)))

    def submodule(self, path: str, name: str) -> int | None:
        """Return the module that a file declares under a name."""
        return self._file(join(self._folder(path), name))

    def crate_file(self, path: str) -> int | None:
        root, _ = self._crates.root_of(path)
        return None if root is None else self._tree.ids.get(root)

    def crate_named(self, path: str, name: str) -> int | None:
        """Return the root of the crate that a path begins with: `tokio::spawn`, without any `use`."""
        root = self._crates.named(name, path)
        return None if root is None else self._tree.ids.get(root)

    def parent_module(self, path: str) -> int | None:
        """Return the module that a file is declared in; None for the root of a crate."""
        if self._crates.is_root(path):
            return None
        return self._module_of(posixpath.dirname(self._folder(path)), path)

    def _use(self, parts: list[str], names: Sequence[str], path: str, around: tuple[str, ...]) -> Resolution:
        folder, head = self._folder(path), parts[0]
        if head == "crate":
            root, looked_at = self._crates.root_of(path)
            if root is None:
                return NOT_FOUND
            found = self._down(posixpath.dirname(root), self._tree.ids[root], parts[1:], names)
            return Resolution(found.targets, external=False, looked_at=(*looked_at, *found.looked_at))
        if head in ("self", "super"):
            inside = list(around)
            while parts and parts[0] in ("self", "super"):
                if parts[0] == "super":
                    if inside:
                        inside.pop()
                    else:
                        folder, path = self._above(folder, path)
                parts = parts[1:]
            start = self._tree.ids.get(path)
            return NOT_FOUND if start is None else self._down(folder, start, [*inside, *parts], names)
        for depth in (len(around), 0):
            if (*around[:depth], head) in self._holding(path):
                return self._down(folder, self._tree.ids[path], [*around[:depth], *parts], names)
        if self._file(join(folder, *around, head)) is not None:
            return self._down(join(folder, *around), self._tree.ids[path], parts, names)
        if self._file(join(folder, head)) is not None and not self._crates.named(head, path):
            return self._down(folder, self._tree.ids[path], parts, names)
        root = self._crates.named(head, path)
        if root is None:
            return EXTERNAL
        return self._down(posixpath.dirname(root), self._tree.ids[root], parts[1:], names)

    def _down(self, folder: str, start: int, parts: Sequence[str], names: Sequence[str]) -> Resolution:
        """Walk as far down the module path as there are files: the rest are items of the last one."""
        file_id = start
        for depth, part in enumerate(parts):
            found = self._file(join(folder, part))
            if found is None:
                return Resolution((Target(file_id, inside=tuple(parts[depth:])),), external=False)
            folder, file_id = join(folder, part), found
        submodules = {name: found for name in names if (found := self._file(join(folder, name))) is not None}
        # `pub use task::spawn` brings in the module `spawn` and what `task` itself calls so, most often a function of it.
        is_item = not submodules.keys().isdisjoint(self._items_of(file_id)) if submodules else False
        targets = [Target(file_id)] if len(submodules) < len(names) or not names or is_item else []
        targets += [Target(found, name) for name, found in submodules.items()]
        return Resolution(tuple(targets), external=False, looked_at=(file_id,) if submodules else ())

    def _items_of(self, file_id: int) -> frozenset[str]:
        """Return what a file defines or takes from elsewhere under a name, the files it declares left out."""
        known = self._items.get(file_id)
        if known is None:
            facts = self._tree.facts
            names = {one.name for one in facts.definitions_in(file_id) if one.kind not in _MODULES}
            for site in facts.imports_in(file_id):
                if site.kind != ImportKind.MOD:
                    names.update(alias or name for name, alias in site.names)
            known = self._items[file_id] = frozenset(names)
        return known

    def _above(self, folder: str, path: str) -> tuple[str, str]:
        """Return the folder and file of the module around a module."""
        above = posixpath.dirname(folder)
        found = self._module_of(above, path)
        return above, self._tree.paths[found] if found is not None else ""

    def _module_of(self, folder: str, path: str) -> int | None:
        """Return the module whose own modules lie in a folder."""
        root, _ = self._crates.root_of(path)
        if root is not None and posixpath.dirname(root) == folder:
            return self._tree.ids.get(root)
        return self._file(folder)

    def _file(self, stem: str) -> int | None:
        return self._tree.first((stem + ".rs", stem + "/mod.rs"))

    def _folder(self, path: str) -> str:
        """Return the folder in which the modules that a file declares lie."""
        folder, name = posixpath.split(path)
        if name == "mod.rs" or self._crates.is_root(path):
            return folder
        return join(folder, name.removesuffix(".rs"))

    def _whole(self, file_id: int | None) -> Resolution:
        return NOT_FOUND if file_id is None else Resolution((Target(file_id),), external=False)

    def _modules_around(self, site: ImportSite, path: str) -> tuple[str, ...]:
        """Return the names of the inline modules that a statement stands in, the outermost first."""
        self._read(path)
        return self._inline[path].get(site.node_id, ())

    def _holding(self, path: str) -> frozenset[tuple[str, ...]]:
        """Return the paths of what a `use` of the same file can go through: inline modules, enums."""
        self._read(path)
        return self._paths[path]

    def _read(self, path: str) -> None:
        if path in self._inline:
            return
        inside = self._inline[path] = {}
        holding: set[tuple[str, ...]] = set()
        for one in self._tree.facts.definitions_in(self._tree.ids[path]):
            outer = inside.get(one.parent_id, ()) if one.parent_id is not None else ()
            is_module = one.parent_id is not None and one.kind in _MODULES
            inside[one.id] = (*outer, one.name) if is_module else outer
            if is_module or one.kind == NodeKind.ENUM:
                holding.add((*outer, one.name))
        self._paths[path] = frozenset(holding)
