"""Where the imports of small programs lead: files as texts, read by the real extractor, held in memory."""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from support.fact_listing import facts_of
from triptych_indexer.extract.facts import Extracted
from triptych_indexer.languages import registry
from triptych_indexer.model import Definition, ImportSite, ReferenceSite
from triptych_indexer.resolve.imports import Modules

_FACTOR = 100_000
"""Node ids are those of their file and their place in it."""


class Program:
    """A repository of a few files; answers what a `LinkReader` is asked about imports."""

    def __init__(self, files: Mapping[str, str], order: Sequence[str] | None = None) -> None:
        self._texts = dict(files)
        self._order = list(order or sorted(files))
        self._ids = {path: number for number, path in enumerate(self._order, 1)}
        self._paths = {number: path for path, number in self._ids.items()}
        self._facts: dict[int, Extracted] = {}

    @cached_property
    def modules(self) -> Modules:
        files = [(self._ids[path], path.encode(), self._language(path)) for path in self._order]
        return Modules(files, self)

    def leads(self, path: str) -> dict[str, str]:
        """Return where each module that a file names leads to: paths, `external` or `missing`."""
        return {site.module: self.outcome(site, path) for site in self.imports_in(self._ids[path])}

    def targets(self, path: str) -> list[list[str]]:
        """Return the files that each statement leads to, in the order they are looked in."""
        resolutions = [
            self.modules.resolve(site, self._ids[path]) for site in self.imports_in(self._ids[path])
        ]
        return [[self._paths[target.file_id] for target in one.targets] for one in resolutions]

    def submodules(self, path: str) -> list[str]:
        """Return the imported names that are files themselves."""
        resolutions = [
            self.modules.resolve(site, self._ids[path]) for site in self.imports_in(self._ids[path])
        ]
        return [
            target.submodule for one in resolutions for target in one.targets if target.submodule is not None
        ]

    def id_of(self, path: str) -> int:
        return self._ids[path]

    def path_of(self, file_id: int | None) -> str | None:
        return None if file_id is None else self._paths[file_id]

    def outcome(self, site: ImportSite, path: str) -> str:
        """Return where one statement leads: paths, `external` or `missing`."""
        resolution = self.modules.resolve(site, self._ids[path])
        if not resolution.targets:
            return "external" if resolution.external else "missing"
        return " ".join(sorted({self._paths[target.file_id] for target in resolution.targets}))

    # --- what a reader is asked ---

    def text_of(self, file_id: int) -> str | None:
        return self._texts[self._paths[file_id]]

    def definitions_in(self, file_id: int) -> Sequence[Definition]:
        return [
            Definition(
                id=file_id * _FACTOR + row[0],
                file_id=file_id,
                parent_id=None if row[1] < 0 else file_id * _FACTOR + row[1],
                kind=row[2],
                name=row[3],
                modifiers=row[11],
                start_byte=row[12],
            )
            for row in self._extracted(file_id).nodes
        ]

    def definitions_named(self, name: str, limit: int) -> Sequence[Definition]:
        every = (one for file_id in sorted(self._paths) for one in self.definitions_in(file_id))
        return [one for one in every if one.name == name][:limit]

    def references_in(self, file_id: int) -> Sequence[ReferenceSite]:
        return [
            ReferenceSite(file_id * _FACTOR + row[0], row[1], row[2], row[3], row[4], row[7], row[8])
            for row in self._extracted(file_id).references
        ]

    def imports_in(self, file_id: int) -> Sequence[ImportSite]:
        return [
            ImportSite(number, file_id * _FACTOR + row[0], row[1], row[2], _names(row[3]), row[5], row[6])
            for number, row in enumerate(self._extracted(file_id).imports)
        ]

    def _extracted(self, file_id: int) -> Extracted:
        known = self._facts.get(file_id)
        if known is None:
            path = self._paths[file_id]
            language = self._language(path)
            has_grammar = language is not None and registry.card(language).grammar is not None
            known = Extracted()
            if language is not None and has_grammar:
                known = facts_of(language, self._texts[path].encode(), path.encode())
            self._facts[file_id] = known
        return known

    def _language(self, path: str) -> str | None:
        return registry.language_of(path.encode())


def leads(files: Mapping[str, str], path: str, order: Iterable[str] | None = None) -> dict[str, str]:
    """Return where the modules that a file names lead to, in a repository of just these files."""
    return Program(files, list(order) if order is not None else None).leads(path)


def _names(encoded: str) -> tuple[tuple[str, str | None], ...]:

    return tuple((name, alias) for name, alias in json.loads(encoded))
