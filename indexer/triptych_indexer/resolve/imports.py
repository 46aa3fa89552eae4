"""Which file does an import lead to? String work over paths, manifests and the names that files declare.

Each family of languages has its way of naming files, in a module of its own in `modules`; here is what they share.
"""

import posixpath
from collections.abc import Callable, Iterable
from typing import Final, Protocol

from triptych_indexer.model import ImportSite
from triptych_indexer.resolve.modules.ecmascript import EcmaScript
from triptych_indexer.resolve.modules.go import Go
from triptych_indexer.resolve.modules.includes import Includes
from triptych_indexer.resolve.modules.jvm import Jvm
from triptych_indexer.resolve.modules.namespaces import CSharp, Elixir, Haskell, Php, Swift
from triptych_indexer.resolve.modules.outcome import EXTERNAL, Resolution, Target
from triptych_indexer.resolve.modules.python import Python
from triptych_indexer.resolve.modules.rust import Rust
from triptych_indexer.resolve.modules.scripts import Bash, Lua, Ruby, Zig
from triptych_indexer.resolve.modules.tree import Facts, Tree, upwards

__all__ = ["Modules", "Resolution", "Target"]


class Family(Protocol):
    """How a family of languages names files."""

    def resolve(self, site: ImportSite, path: str) -> Resolution: ...


_FAMILIES: Final[dict[str, Callable[[Tree], Family]]] = {
    "python": Python,
    **dict.fromkeys(("javascript", "typescript", "tsx"), EcmaScript),
    "rust": Rust,
    "go": Go,
    **dict.fromkeys(("java", "kotlin", "scala"), Jvm),
    "csharp": CSharp,
    "php": Php,
    "elixir": Elixir,
    "haskell": Haskell,
    "swift": Swift,
    **dict.fromkeys(("c", "cpp"), Includes),
    "ruby": Ruby,
    "lua": Lua,
    "bash": Bash,
    "zig": Zig,
}

_MAX_CHARS: Final = 1_000
"""Of what an import names: no path is longer, and what is made up shall cost nothing."""


class Modules:
    """The repository's files as the things that imports name."""

    def __init__(self, files: Iterable[tuple[int, bytes, str | None]], facts: Facts) -> None:
        """Take `files` (id, path, language), in any order, and whom to ask for what is in them."""
        self._tree = Tree(files, facts)
        self._families: dict[Callable[[Tree], Family], Family] = {}

    def path_of(self, file_id: int) -> str:
        """Return the path of a file."""
        return self._tree.paths[file_id]

    def resolve(self, site: ImportSite, file_id: int) -> Resolution:
        """Return the files that an import statement of `file_id` leads to."""
        path = self._tree.paths[file_id]
        family = self._family(path)
        if family is None or len(site.module) > _MAX_CHARS:
            return EXTERNAL
        return family.resolve(site, path)

    def submodule(self, file_id: int, name: str) -> int | None:
        """Return the module `name` inside the package or module that a file stands for."""
        path = self._tree.paths[file_id]
        family = self._family(path)
        return family.submodule(path, name) if isinstance(family, (Python, Rust)) else None

    def beside_and_above(self, file_id: int, name: str) -> list[int]:
        """Return the files called `name` in the folder of a file and those around it, nearest first."""
        folder = posixpath.dirname(self._tree.paths[file_id])
        return [
            self._tree.ids[path]
            for around in upwards(folder)
            if (path := posixpath.join(around, name)) in self._tree.ids
        ]

    def crate_file(self, file_id: int) -> int | None:
        """Return the root module of the crate that a Rust file belongs to."""
        path = self._tree.paths[file_id]
        family = self._family(path)
        return family.crate_file(path) if isinstance(family, Rust) else None

    def crate_named(self, file_id: int, name: str) -> int | None:
        """Return the root module of another crate of this repository, by the name it has in a Rust file."""
        path = self._tree.paths[file_id]
        family = self._family(path)
        return family.crate_named(path, name) if isinstance(family, Rust) else None

    def parent_module(self, file_id: int) -> int | None:
        """Return the module that a Rust file is declared in."""
        path = self._tree.paths[file_id]
        family = self._family(path)
        return family.parent_module(path) if isinstance(family, Rust) else None

    def _family(self, path: str) -> Family | None:
        make = _FAMILIES.get(self._tree.languages.get(path, ""))
        if make is None:
            return None
        family = self._families.get(make)
        if family is None:
            family = self._families[make] = make(self._tree)
        return family
