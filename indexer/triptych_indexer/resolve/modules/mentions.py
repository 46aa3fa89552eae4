"""Which imports could mean a path that appeared or vanished? The words that would stand in such a statement.

Most name the file or its folder. Where a manifest or a folder stands between the statement and the file, its names
count as well, and what changes where names start at all makes every statement one that could.
"""

import posixpath
from collections.abc import Iterator
from typing import Final

from triptych_indexer.languages.manifests import is_manifest
from triptych_indexer.resolve.modules.documents import json_with_comments, table
from triptych_indexer.resolve.modules.python import is_test_module
from triptych_indexer.resolve.modules.tree import Tree, join, upwards

_SHAPES_THE_TREE: Final = frozenset({"__init__.py", "__init__.pyi", "lib.rs", "main.rs", "conftest.py"})
"""Files whose mere existence decides where names start."""

_STANDS_FOR_FOLDER: Final = frozenset({"index", "mod", "init", "package"})
_SCRIPT_ENDINGS: Final = (
    ".js",
    ".jsx",
    ".mjs",
    ".cjs",
    ".ts",
    ".tsx",
    ".mts",
    ".cts",
    ".json",
    ".vue",
    ".svelte",
)
_CRATE_FOLDERS: Final = frozenset({"tests", "benches", "examples", "bin"})
_NAMED_BY: Final = {".rs": "Cargo.toml", ".zig": "build.zig"}
"""Manifests in which a file may stand under another name than its own."""


def mentions(tree: Tree, path: str) -> set[str] | None:
    """Return the words of which one stands in every import that could mean a path.

    Args:
        tree: the repository as it is now, with the path or without it.
        path: what appeared or vanished.

    Returns:
        None when any import could change its meaning.
    """
    folder, name = posixpath.split(path)
    if name in _SHAPES_THE_TREE or is_manifest(name) or _makes_root(tree, path):
        return None
    stem, _, rest = name.partition(".")
    words = {stem}
    if stem in _STANDS_FOR_FOLDER:
        words.add(posixpath.basename(folder))
    if name.endswith(_SCRIPT_ENDINGS):
        words |= set(_names_in_manifests(tree, folder, stem))
    elif rest == "go":
        words.add(posixpath.basename(folder))  # a package is its folder
    elif rest == "rs" and posixpath.basename(folder) in _CRATE_FOLDERS:
        words.add("crate")  # of several crates the modules beside them may belong to another one now
    return {word for word in words if word}


def inside(path: str) -> str | None:
    """Return the folder whose files may mean a path without naming it: `import ".."`, `use super::Door`."""
    folder, name = posixpath.split(path)
    stem, _, ending = name.partition(".")
    if stem == "index" and name.endswith(_SCRIPT_ENDINGS):
        return folder
    if ending == "rs":
        return folder if stem == "mod" else join(folder, stem)
    return None


def _makes_root(tree: Tree, path: str) -> bool:
    """Say whether a path makes its folder one that names start from, or may be what a manifest calls otherwise."""
    folder, name = posixpath.split(path)
    beside = [one for one in tree.in_folder.get(folder, ()) if one != path]
    ending = posixpath.splitext(name)[1]
    if ending == ".py":
        return is_test_module(path) and not any(map(is_test_module, beside))
    if ending == ".go":
        return join(folder, "go.mod") in tree.ids  # the package that a module's path alone names
    if ending == ".swift":
        return not beside  # the folder itself is new or gone, and it may be a target's
    manifest = _NAMED_BY.get(ending)
    return manifest is not None and any(
        name in (tree.text(one) or "") for one in tree.nearest(folder, (manifest,))
    )


def _names_in_manifests(tree: Tree, folder: str, stem: str) -> Iterator[str]:
    """Yield the names under which packages and compiler options may lead to a script."""
    for around in upwards(folder):
        text = tree.text(join(around, "package.json"))
        if text is not None and (stem == "index" or stem in text):
            document = json_with_comments(text)
            yield str(document.get("name", ""))
            yield posixpath.basename(around)
            if table(document, "imports"):
                yield "#"
        for name in ("tsconfig.json", "jsconfig.json"):
            for path in tree.in_folder.get(around, ()) if join(around, name) in tree.ids else ():
                if posixpath.basename(path).startswith(("tsconfig", "jsconfig")):
                    paths = table(json_with_comments(tree.text(path) or ""), "compilerOptions", "paths")
                    yield from (key for key in paths if "*" not in key)
