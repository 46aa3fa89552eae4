"""From what a script's import names to the file: endings left out, endings of the built file, index files."""

import posixpath
import re
from collections.abc import Iterator
from typing import Final

from triptych_indexer.resolve.modules.documents import json_with_comments
from triptych_indexer.resolve.modules.tree import Tree, join

# A declaration is only the outside of the program beside it, so `.js` comes before `.d.ts`.
_ENDINGS: Final = (
    ".ts",
    ".tsx",
    ".mts",
    ".cts",
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".d.ts",
    ".d.mts",
    ".json",
    ".vue",
    ".svelte",
)
# TypeScript's own rule for ECMAScript modules: one writes the name the compiler will have made.
_WRITTEN_FOR: Final = {
    ".js": (".ts", ".tsx", ".d.ts"),
    ".jsx": (".tsx", ".d.ts"),
    ".mjs": (".mts", ".d.mts"),
    ".cjs": (".cts", ".d.cts"),
}
_BUILT_FOLDERS: Final = frozenset(
    [
        "dist",
        "lib",
        "build",
        "out",
        "output",
        "es",
        "esm",
        "cjs",
        "umd",
        "mjs",
        "bundle",
        "bundles",
        "types",
        "typings",
        "dts",
        "module",
        "commonjs",
        "dist-types",
        "dist-esm",
        "dist-cjs",
        "esm2015",
        "esm5",
        "node",
        "browser",
        "development",
        "production",
    ]
)
_BUILT_ENDING: Final = re.compile(r"(?:\.(?:min|prod|dev|development|production))?(?:\.d)?\.[cm]?[jt]sx?$")
_MAIN_FIELDS: Final = ("source", "module", "main", "types", "typings")
_MAX_NESTED: Final = 4
"""A folder's `main` may be a folder."""


class ScriptFiles:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._manifests: dict[str, dict[str, object]] = {}

    def file_or_folder(self, path: str, *, is_folder: bool = False, nested: int = 0) -> int | None:
        """Return the file that a path without its ending means: the file, else the folder's main one."""
        if path.startswith(".."):
            return None
        file_id = None if is_folder else self._tree.first(_candidates(path))
        if file_id is not None or path not in self._tree.folders or nested == _MAX_NESTED:
            return file_id
        manifest = self.manifest(path)
        for field in _MAIN_FIELDS:
            main = manifest.get(field)
            if isinstance(main, str) and join(path, main) != path:
                file_id = self.file_or_folder(join(path, main), nested=nested + 1) or self.source_of(
                    path, main
                )
                if file_id is not None:
                    return file_id
        return self._tree.first(f"{path}/index{ending}" if path else f"index{ending}" for ending in _ENDINGS)

    def manifest(self, folder: str) -> dict[str, object]:
        """Return the `package.json` of a folder; an empty one when there is none."""
        known = self._manifests.get(folder)
        if known is None:
            text = self._tree.text(join(folder, "package.json"))
            known = self._manifests[folder] = json_with_comments(text) if text is not None else {}
        return known

    def exact(self, path: str) -> int | None:
        """Return the file of exactly this path, unless it only declares what another file holds."""
        if path.endswith((".d.ts", ".d.mts", ".d.cts")):
            return None
        return self._tree.ids.get(path)

    def source_of(self, folder: str, built: str) -> int | None:
        """Return the file that a build of a package makes another one from: `dist/esm/a.js` from `src/a.ts`."""
        parts = join("", built).split("/")
        while len(parts) > 1 and parts[0] in _BUILT_FOLDERS:
            parts = parts[1:]
        inside = _BUILT_ENDING.sub("", "/".join(parts))
        for source in (join(folder, "src", inside), join(folder, inside)):
            file_id = self._tree.first(_candidates(source))
            file_id = file_id or self._tree.first(f"{source}/index{ending}" for ending in _ENDINGS)
            if file_id is not None:
                return file_id
        return None


def _candidates(path: str) -> Iterator[str]:
    """Yield the files that a path may mean, the likeliest first."""
    yield path
    stem, ending = posixpath.splitext(path)
    for written in _WRITTEN_FOR.get(ending, ()):
        yield stem + written
    for ending in _ENDINGS:
        yield path + ending
