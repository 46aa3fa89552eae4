"""C and C++: `#include` by path, along the folders that the compiler was given."""

import json
import posixpath
import re
from collections.abc import Iterator
from functools import cached_property
from typing import Final

from triptych_indexer.model import ImportFlag, ImportKind, ImportSite
from triptych_indexer.resolve.modules.documents import strings
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, found
from triptych_indexer.resolve.modules.tree import Tree, join, only_nearest, upwards

_STANDARD: Final = frozenset(
    [
        "assert",
        "complex",
        "ctype",
        "errno",
        "fenv",
        "float",
        "inttypes",
        "iso646",
        "limits",
        "locale",
        "math",
        "setjmp",
        "signal",
        "stdalign",
        "stdarg",
        "stdatomic",
        "stdbool",
        "stddef",
        "stdint",
        "stdio",
        "stdlib",
        "stdnoreturn",
        "string",
        "strings",
        "tgmath",
        "threads",
        "time",
        "uchar",
        "unistd",
        "wchar",
        "wctype",
    ]
)
"""`<string.h>` is the compiler's own, whatever lies in the repository."""
_INCLUDE_OPTION: Final = re.compile(r"""(?:^|\s)-(?:I|isystem|iquote)\s*("[^"\n]*"|'[^'\n]*'|\S+)""")


class Includes:
    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._known: dict[tuple[str, str, bool], Resolution] = {}

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        if site.kind == ImportKind.USE:
            return EXTERNAL  # names of a namespace: the headers that declare it are included anyway
        is_quoted = bool(site.flags & ImportFlag.RELATIVE)
        key = (posixpath.dirname(path), site.module, is_quoted)
        known = self._known.get(key)
        if known is None:
            known = self._known[key] = self._resolve(site.module.replace("\\", "/"), path, is_quoted)
        return known

    def _resolve(self, wanted: str, path: str, is_quoted: bool) -> Resolution:
        if not is_quoted and ("." not in wanted or wanted.removesuffix(".h") in _STANDARD):
            return EXTERNAL
        folder = posixpath.dirname(path)
        file_id = self._tree.first(join(start, wanted) for start in self._starts(folder, is_quoted))
        if file_id is not None:
            return found(file_id)
        tail = join("", wanted)
        while tail.startswith("../"):
            tail = tail[3:]
        nearest = only_nearest(self._tree.ending(tail), path)
        if nearest is not None and nearest != path:
            return found(self._tree.ids[nearest])
        return NOT_FOUND if is_quoted and self._tree.ending(tail) else EXTERNAL

    def _starts(self, folder: str, is_quoted: bool) -> Iterator[str]:
        """Yield the folders to look in: the file's own, those of the build, those around it and their `include`."""
        if is_quoted:
            yield folder
        yield from self._build_folders
        for around in upwards(folder):
            for inside in ("include", "inc", "src", ""):
                yield join(around, inside)

    @cached_property
    def _build_folders(self) -> tuple[str, ...]:
        """The folders that the recorded compiler calls name, in order; their paths may be of another machine."""
        folders: dict[str, None] = {}
        for path in self._tree.named.get("compile_commands.json", ()):
            try:
                calls = json.loads(self._tree.text(path) or "[]")
            except (ValueError, RecursionError):
                continue
            for call in calls if isinstance(calls, list) else ():
                for folder in _include_folders(call) if isinstance(call, dict) else ():
                    here = self._here(folder)
                    if here is not None:
                        folders[here] = None
        return tuple(folders)

    def _here(self, folder: str) -> str | None:
        """Return the folder of the repository that a path of the machine of the build ends with."""
        parts = folder.strip("/").split("/")
        for start in range(len(parts)):
            candidate = "/".join(parts[start:])
            if candidate in self._tree.folders:
                return candidate
        return None


def _include_folders(call: dict[str, object]) -> Iterator[str]:
    arguments, command, directory = call.get("arguments"), call.get("command"), call.get("directory")
    start = directory if isinstance(directory, str) else ""
    words = command if isinstance(command, str) else "\n".join(strings(arguments))
    for option in _INCLUDE_OPTION.finditer(words):
        yield posixpath.normpath(posixpath.join(start, option[1].strip("\"'")))
