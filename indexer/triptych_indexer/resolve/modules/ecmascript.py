"""JavaScript and TypeScript: relative paths with guessed endings, then compiler options, then packages."""

import posixpath
from collections.abc import Iterator, Sequence

from triptych_indexer.model import ImportKind, ImportSite
from triptych_indexer.resolve.modules.compiler_options import CompilerOptions, Options
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, found
from triptych_indexer.resolve.modules.packages import Packages
from triptych_indexer.resolve.modules.script_files import ScriptFiles
from triptych_indexer.resolve.modules.tree import Tree, is_below, join


class EcmaScript:
    def __init__(self, tree: Tree) -> None:
        self._files = ScriptFiles(tree)
        self._packages = Packages(tree, self._files)
        self._options = CompilerOptions(tree)
        self._known: dict[tuple[str, str, str], Resolution] = {}
        """(folder, module as written, how it is loaded) → what it is: neighbours import the same things."""

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        folder = posixpath.dirname(path)
        condition = "require" if site.kind == ImportKind.REQUIRE else "import"
        key = (folder, site.module, condition)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._resolve(site.module.partition("?")[0], folder, condition)
        return known

    def _resolve(self, wanted: str, folder: str, condition: str) -> Resolution:
        if wanted.startswith(("./", "../")) or wanted in (".", ".."):
            file_id = self._relative(wanted, folder)
            return NOT_FOUND if file_id is None else found(file_id)
        if not wanted or ":" in wanted:
            return EXTERNAL  # `node:fs`, `https://…`
        if wanted.startswith("/"):
            file_id = self._files.file_or_folder(wanted.lstrip("/"))
            return EXTERNAL if file_id is None else found(file_id)
        for options in self._options.near(folder):
            file_id = self._by_options(options, wanted)
            if file_id is not None:
                return found(file_id)
        file_id = self._packages.resolve(wanted, folder, condition)
        if file_id is not None:
            return found(file_id)
        return NOT_FOUND if wanted.startswith("#") or self._packages.is_member(wanted, folder) else EXTERNAL

    def _relative(self, wanted: str, folder: str) -> int | None:
        path = join(folder, wanted)
        file_id = self._files.file_or_folder(path, is_folder=wanted.endswith(("/", ".")))
        if file_id is not None:
            return file_id
        for options in self._options.near(folder):
            for other in _in_other_roots(path, options.root_folders):
                file_id = self._files.file_or_folder(other)
                if file_id is not None:
                    return file_id
        return None

    def _by_options(self, options: Options, wanted: str) -> int | None:
        for path in options.mapped(wanted):
            file_id = self._files.file_or_folder(path)
            if file_id is not None:
                return file_id
        return None


def _in_other_roots(path: str, roots: Sequence[str]) -> Iterator[str]:
    """Yield where else a path may lie: `rootDirs` are laid over each other when the program is built."""
    for root in roots:
        if is_below(path, root):
            inside = path[len(root) :].lstrip("/")
            yield from (join(other, inside) for other in roots if other != root)
