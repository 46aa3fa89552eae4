"""Go: a module's path and a folder below it name a package, which is every file of that folder."""

import posixpath
import re
from functools import cached_property
from typing import Final

from triptych_indexer.model import ImportSite
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, found
from triptych_indexer.resolve.modules.tree import Tree, join, upwards

_MODULE: Final = re.compile(r"^[ \t]*module[ \t]+\"?([^\s\"]+)\"?", re.MULTILINE)
_REPLACE: Final = re.compile(
    r"^[ \t]*(?:replace[ \t]+)?(\S+)(?:[ \t]+v\S+)?[ \t]+=>[ \t]+(\.{1,2}/\S*)", re.MULTILINE
)


class Go:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[str, Resolution] = {}

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        if site.module.startswith("."):
            return self._package(join(posixpath.dirname(path), site.module))
        known = self._known.get(site.module)
        if known is None:
            known = self._known[site.module] = self._resolve(site.module)
        return known

    def _resolve(self, name: str) -> Resolution:
        if name.startswith("/"):  # no module's path begins so: the compiler refuses it
            return EXTERNAL
        for around in upwards(name):
            folder = self._modules.get(around)
            if folder is not None:
                return self._package(join(folder, name[len(around) :].lstrip("/")))
        return EXTERNAL

    def _package(self, folder: str) -> Resolution:
        files = [path for path in self._tree.in_folder.get(folder, ()) if path.endswith(".go")]
        ids = [self._tree.ids[path] for path in files if not path.endswith("_test.go")]
        return found(*ids) if ids else NOT_FOUND

    @cached_property
    def _modules(self) -> dict[str, str]:
        """A module's path → its folder; what a manifest puts in its place counts after the module's own name."""
        modules: dict[str, str] = {}
        replaced: dict[str, str] = {}
        for path in self._tree.named.get("go.mod", ()):
            folder, text = posixpath.dirname(path), self._tree.text(path) or ""
            named = _MODULE.search(text)
            if named is not None:
                modules.setdefault(named[1], folder)
            for name, where in _REPLACE.findall(text):
                replaced.setdefault(name, join(folder, where))
        return {**replaced, **modules}
