"""The files of a repository as the evaluator asks for them, and what it has worked out so far.

Each question is worked out once and remembered, with the files that were looked at for it. What was cut short by a
cycle is remembered only where the cycle was entered, so that no answer depends on what was asked before.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any, Final, TypeVar

from triptych_indexer.languages import registry
from triptych_indexer.languages.semantics import Semantics
from triptych_indexer.model import Definition, ImportSite, ReferenceSite
from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.annotations import read
from triptych_indexer.resolve.expressions import tree
from triptych_indexer.resolve.imports import Modules, Resolution
from triptych_indexer.resolve.modules.outcome import Target
from triptych_indexer.resolve.scopes import Imported, Memo, Scope
from triptych_indexer.resolve.values import Answer

T = TypeVar("T")

_SOURCE_ROOT: Final = re.compile(r"(?:^|(?<=/))src/\w+/(?=(?:java|kotlin|scala)(?:/|$))")
_ANY_ROOT: Final = "src/"
_PACKAGE: Final = re.compile(r"[:/]src/(?:java|kotlin|scala)/(.+)$")
"""Build tools lay the sources of one package into several roots: `src/main/java`, `src/test/java`."""

MAX_NAMED: Final = 4096
"""Definitions of one name that are looked at; a name that more definitions share tells nothing."""

MAX_DEPTH: Final = 48
"""Names, members and results on the way to one answer; deeper is a generated maze."""

MAX_ASKED: Final = 1_000
"""Questions that may be worked out for one answer; beyond it they are cut. What a cycle cut short is not remembered, so
functions that all give back what six others do would be asked along every way between them. Of the 77,000 answers about
aiohttp, axios, clap, commons-lang and rich the dearest took 72."""


class Repository:
    """All files, each read when it is first asked for."""

    def __init__(self, reader: LinkReader) -> None:
        self.reader = reader
        files = list(reader.files())
        self.modules = Modules(files, reader)
        self.languages = {file_id: language for file_id, _, language in files}
        self._tests = frozenset(reader.test_files())
        self._named: dict[str, Sequence[Definition]] = {}
        self._inheritance: dict[int, dict[int, list[ReferenceSite]]] = {}
        self._scopes: dict[int, Scope] = {}
        self._memo: Memo = {}
        """Question → answer, and the files that were looked at for it."""
        self._seen: set[frozenset[int]] = set()
        """Sets of files: most questions look at the same few, and adding a set is cheaper than adding its members."""
        self._sets: dict[frozenset[int], frozenset[int]] = {}
        self._asking: dict[tuple[Any, ...], int] = {}
        self._cut = MAX_DEPTH + 1
        """How far out the outermost question stands that was met again while it was being worked out."""
        self._too_deep = False
        """Whether a question was left because it lies too deep, or because there were too many."""
        self._asked = 0
        self._shallow: dict[tuple[tuple[Any, ...], int], tuple[Any, frozenset[int]]] = {}
        """(Question, its depth) → the answer where only the depth cut it short; until the outermost one is answered."""
        self._defining: dict[str, set[int]] = {}
        self._folders: dict[str, list[int]] = {}
        self._folder_keys: dict[int, str] = {}
        for file_id, _, language in files:
            if semantics(language).folder_is_scope:
                for key in self._own_folders(file_id, language):
                    self._folders.setdefault(key, []).append(file_id)

    def folder_key(self, file_id: int, language: str | None) -> str:
        """Return what the files of one folder, and one family of languages, have in common."""
        known = self._folder_keys.get(file_id)
        if known is None:
            folder = self.modules.path_of(file_id).rpartition("/")[0]
            family = semantics(language).family or language
            known = self._folder_keys[file_id] = f"{family}:{_SOURCE_ROOT.sub(_ANY_ROOT, folder)}"
        return known

    def _own_folders(self, file_id: int, language: str | None) -> list[str]:
        """Return a file's folder and, where its path says it, the package that other modules may add to."""
        key = self.folder_key(file_id, language)
        package = _PACKAGE.search(key)
        return [key] if package is None else [key, f"package:{package[1]}"]

    def folders_of(self, file_id: int, language: str | None) -> Iterator[str]:
        """Yield the folders whose names a file sees, its own first."""
        key, *package = self._own_folders(file_id, language)
        yield key
        yield from package
        while semantics(language).folders_above and "/" in key:
            key = key.rpartition("/")[0]
            yield key

    def defining_in(self, folder: str, name: str) -> list[int]:
        """Return the files of a folder that define a name, by the index of names."""
        files = self._folders.get(folder, ())
        if len(files) <= 2:
            return list(files)
        ids = self._defining.get(name)
        if ids is None:
            ids = self._defining[name] = {one.file_id for one in self.named(name)}
        return [file_id for file_id in files if file_id in ids]

    def forget(self) -> None:
        """Let go of all files and answers; whatever is asked next is read anew."""
        for known in (self._scopes, self._memo, self._named, self._defining, self._inheritance, self._sets):
            known.clear()
        self._seen = set()
        tree.cache_clear()
        read.cache_clear()

    def named(self, name: str) -> Sequence[Definition]:
        """Return the definitions of a name, anywhere, by path and place: ids tell in which order files came."""
        found = self._named.get(name)
        if found is None:
            rows = self.reader.definitions_named(name, MAX_NAMED + 1)
            known = [one for one in rows if one.file_id in self.languages] if len(rows) <= MAX_NAMED else []
            known.sort(key=lambda one: (self.modules.path_of(one.file_id), one.start_byte, one.id))
            found = self._named[name] = known
        return found

    def scope(self, file_id: int) -> Scope:
        """Return a file's names, its imports bound."""
        scope = self._scopes.get(file_id)
        if scope is None:
            reader = self.reader
            scope = self._scopes[file_id] = Scope(
                file_id,
                self.languages.get(file_id),
                semantics(self.languages.get(file_id)),
                reader.definitions_in(file_id),
                reader.parameters_in(file_id),
                reader.bindings_in(file_id),
            )
            for node_id, name, bounds in reader.type_parameters_in(file_id):
                scope.type_bounds[node_id][name] = bounds
            for site in reader.imports_in(file_id):
                resolution = self.modules.resolve(site, file_id)
                scope.resolutions.append((site, resolution))
                scope.looked_at = scope.looked_at.union(resolution.looked_at)
                _bind(scope, site, resolution)
        self._seen.add(scope.looked_at)
        return scope

    def once(self, key: tuple[Any, ...], work: Callable[[], Answer], memo: Memo | None = None) -> Answer:
        return self.remembered(key, work, (), memo)

    def remembered(self, key: tuple[Any, ...], work: Callable[[], T], cut: T, memo: Memo | None = None) -> T:
        """Return what `work` gives, worked out once; `cut` while it is being worked out already.

        `memo` holds the answer in place of the memory for the whole run.
        """
        memo = self._memo if memo is None else memo
        known = memo.get(key)
        if known is not None:
            self._seen.add(known[1])
            found: T = known[0]
            return found
        depth = len(self._asking)
        at = self._asking.get(key)
        if at is not None:
            self._cut = min(self._cut, at)
            return cut
        shallow = self._shallow.get((key, depth))
        if shallow is not None:
            self._too_deep = True
            self._seen.add(shallow[1])
            found = shallow[0]
            return found
        if depth > MAX_DEPTH or self._asked > MAX_ASKED:
            self._too_deep = True
            return cut
        self._asked += 1
        self._asking[key] = depth
        outer, self._cut = self._cut, MAX_DEPTH + 1
        was_too_deep, self._too_deep = self._too_deep, False
        seen, self._seen = self._seen, set()
        try:
            answer = work()
        except RecursionError:
            if depth:
                raise
            answer, self._cut = cut, MAX_DEPTH + 1  # expressions nested in each question filled the stack
        finally:
            del self._asking[key]
            inner, self._seen = self._seen, seen
            looked_at = self._together(inner)
            seen.add(looked_at)
        if self._cut < depth:  # something further out was waiting for itself
            self._cut = min(outer, self._cut)
        else:
            self._cut = outer
            if depth and self._too_deep:
                self._shallow[key, depth] = (answer, looked_at)
            else:
                memo[key] = (answer, looked_at)
        self._too_deep |= was_too_deep
        if not depth:
            self._asked, self._too_deep = 0, False
            self._shallow.clear()
        return answer

    def _together(self, sets: set[frozenset[int]]) -> frozenset[int]:
        """Return one set for several, the same object for equal ones: a set of its own for each question would be
        a third of the memory.
        """
        if len(sets) == 1:
            return next(iter(sets))
        joined = frozenset().union(*sets)
        return self._sets.setdefault(joined, joined)

    def seen(self) -> frozenset[int]:
        """Return the files that were looked at since the last call, over any number of steps."""
        seen, self._seen = self._seen, set()
        return frozenset().union(*seen)

    def is_test(self, file_id: int) -> bool:
        """Tell whether a file holds tests."""
        return file_id in self._tests

    def inheritance(self, file_id: int) -> dict[int, list[ReferenceSite]]:
        """Return class → where a file says what it inherits from or implements."""
        found = self._inheritance.get(file_id)
        if found is None:
            found = self._inheritance[file_id] = {}
            for reference in self.reader.inheritance_in(file_id):
                found.setdefault(reference.node_id, []).append(reference)
        return found


@lru_cache(maxsize=64)
def semantics(language: str | None) -> Semantics:
    """Return how a language's names and types work."""
    if language is None or language not in registry.cards():
        return Semantics()
    return registry.card(language).semantics


def _bind(scope: Scope, site: ImportSite, resolution: Resolution) -> None:
    if site.kind == "re-export":
        _re_export(scope, site, resolution)
        return
    if not site.names:
        separator = "::" if "::" in site.module else "/" if "/" in site.module else "."
        parts = site.module.split(separator)
        local = parts[0] if scope.language == "python" else parts[-1]
        if len(parts) == 1 or scope.language != "python":
            scope.imported.setdefault(local, Imported(resolution, None))
        else:
            scope.imported.setdefault(
                local,
                Imported(Resolution(resolution.packages or resolution.targets, resolution.external), None),
            )
        return
    for name, alias in site.names:
        if name == "*":
            if alias is None:
                scope.stars.append(resolution)
            else:
                scope.imported[alias] = Imported(resolution, None)
        else:
            scope.imported[alias or name] = Imported(resolution, name)


def _re_export(scope: Scope, site: ImportSite, resolution: Resolution) -> None:
    for name, alias in site.names:
        if name == "*":
            if alias is None:
                scope.stars.append(resolution)
            else:
                scope.imported[alias] = Imported(resolution, None)
        else:
            local = alias or name
            known = scope.imported.get(local)
            if known is None:
                scope.imported[local] = Imported(resolution, name)
            elif known.name is None and scope.rules.path_roots:
                # `mod spawn; pub use spawn::spawn;`: both are meant.
                modules = [Target(one.file_id, local) for one in known.resolution.targets]
                both = replace(resolution, targets=(*resolution.targets, *modules))
                scope.imported[local] = Imported(both, name)
