"""Imports that name a package, a namespace or a type by what files declare, not by where they lie.

Looked up by name in the index of definitions, each name once: no list of all declarations is ever made.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from triptych_indexer.model import Definition, NodeKind
from triptych_indexer.resolve.modules.tree import MAX_DECLARING, TYPES, Tree

_DECLARES: Final = frozenset({NodeKind.NAMESPACE, NodeKind.MODULE})
_IMPORTABLE: Final = TYPES | {
    *(NodeKind.FUNCTION, NodeKind.CONSTANT, NodeKind.VARIABLE, NodeKind.PROPERTY, NodeKind.MACRO),
}
"""What can stand outside of a type."""
_MAX_PARTS: Final = 24
"""Of a dotted name; nobody writes a longer one by hand."""


class Declared:
    """Which files of some languages declare a package, and which define a name."""

    def __init__(self, tree: Tree, languages: Iterable[str], separator: str = ".") -> None:
        self._tree = tree
        self._languages = frozenset(languages)
        self._separator = separator
        self._declaring: dict[str, frozenset[int]] = {}
        self._defining: dict[str, list[Definition]] = {}
        self._files: dict[tuple[str, bool], frozenset[int]] = {}
        self._inside: dict[int, dict[int, Definition]] = {}
        self._names_in: tuple[int, frozenset[str]] = (0, frozenset())
        """The file last asked about, and the names that it uses: its statements come one after the other."""

    def declaring(self, package: str) -> frozenset[int]:
        """Return the files that declare a package, namespace or module of this full name."""
        known = self._declaring.get(package)
        if known is None:
            parts = package.split(self._separator)[:_MAX_PARTS]
            ids: set[int] = set()
            for start in range(len(parts)):
                name = self._separator.join(parts[start:])
                for definition in self._definitions(name):
                    is_file = definition.parent_id is None  # every file is a module by its own name
                    if definition.kind in _DECLARES and not is_file and self._is_called(definition, package):
                        ids.add(definition.file_id)
            known = self._declaring[package] = frozenset(ids)
        return known

    def defining(self, name: str, among: frozenset[int], *, types: bool = False) -> list[int]:
        """Return the files among these that define something called `name`, or a type of that name.

        When none does, the file that is called so: what it defines was not understood.
        """
        known = self._defining.get(name)
        if known is None:
            known = self._defining[name] = self._definitions(name)
        kinds = TYPES if types else _IMPORTABLE
        here = [one for one in known if one.file_id in among]
        files = {one.file_id for one in here if one.kind in kinds and one.parent_id is not None}
        if not files and not types:
            # An extension function is a method of another type, and stands on its own.
            files = {one.file_id for one in here if one.kind == NodeKind.METHOD and self._is_outermost(one)}
        return self._ordered(files or {one.file_id for one in here if one.parent_id is None})

    def used_by(self, file_id: int, among: frozenset[int], *, types: bool = True) -> list[int]:
        """Return the files among these that define something of a name that a file uses.

        A whole package is imported, and what the file takes from it are a few names.
        """
        if not among:
            return []
        if self._names_in[0] != file_id:
            self._names_in = (
                file_id,
                frozenset(site.name for site in self._tree.facts.references_in(file_id)),
            )
        used: set[int] = set()
        for name in self._names_in[1]:
            used |= self._files_of(name, types) & among
        used.discard(file_id)
        if not used and len(among) == 1:
            return list(among)  # what it gives may have no name here: an implicit value, an extension
        return self._ordered(used)

    def _ordered(self, files: Iterable[int]) -> list[int]:
        """Return files by path: what their numbers are depends on when they came."""
        return sorted(files, key=self._tree.paths.__getitem__)

    def _files_of(self, name: str, types: bool) -> frozenset[int]:
        """Return the files that define a type of this name, or anything that may stand outside of one."""
        known = self._files.get((name, types))
        if known is None:
            kinds = TYPES if types else _IMPORTABLE
            rows = self._definitions(name)
            files = (one.file_id for one in rows if one.kind in kinds and one.parent_id is not None)
            known = self._files[name, types] = frozenset(files)
        return known

    def _definitions(self, name: str) -> list[Definition]:
        tree = self._tree
        return [
            definition
            for definition in tree.facts.definitions_named(name, MAX_DECLARING)
            if tree.languages.get(tree.paths.get(definition.file_id, "")) in self._languages
        ]

    def _is_called(self, definition: Definition, package: str) -> bool:
        """Say whether a declaration's name, with those around it, is this one."""
        name, around = definition.name, self._around(definition)
        while name != package and around is not None:
            if around.kind in _DECLARES and around.parent_id is not None:
                name = around.name + self._separator + name
            around = self._around(around)
        return name == package

    def _is_outermost(self, definition: Definition) -> bool:
        around = self._around(definition)
        return around is None or around.kind in _DECLARES

    def _around(self, definition: Definition) -> Definition | None:
        """Return what a definition stands in.

        Of a package clause, what stands right before it: `package shop` and below it `package object doors`.
        """
        if definition.parent_id is None:
            return None
        rows = self._inside.get(definition.file_id)
        if rows is None:
            found = self._tree.facts.definitions_in(definition.file_id)
            rows = self._inside[definition.file_id] = {one.id: one for one in found}
        if definition.kind == NodeKind.NAMESPACE:
            before = [
                one
                for one in rows.values()
                if one.kind == NodeKind.NAMESPACE
                and one.parent_id == definition.parent_id
                and one.start_byte < definition.start_byte
            ]
            if before:
                return before[-1]
        return rows.get(definition.parent_id)


def longest_first(parts: Sequence[str], separator: str) -> Iterable[tuple[str, Sequence[str]]]:
    """Yield each way to cut a dotted name into a package and what is in it, the longest package first.

    >>> [(package, list(rest)) for package, rest in longest_first(["a", "b", "C"], ".")]
    [('a.b.C', []), ('a.b', ['C']), ('a', ['b', 'C'])]
    """
    for length in range(min(len(parts), _MAX_PARTS), 0, -1):
        yield separator.join(parts[:length]), parts[length:]
