"""Whose edges can a change reach? The files to link again, so that an increment equals a full run.

An edge depends on: the facts of its own file; where imports lead (paths); what names mean in other files, directly or
through re-exports; and the bases of classes. So a file is linked again when
- its own facts are new;
- it uses, or imports, a name whose definitions appeared, vanished or look different (an alias in an import passes the
  change on under the alias);
- an import in it mentions the stem of a path that appeared or vanished;
- it depends, over any number of imports, on a file whose imports or classes changed: re-exports and inherited members
  come that way.
"""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from typing import Final, Protocol

from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.names import CLASS_LIKE

_SHAPES_THE_TREE: Final = frozenset(
    {"__init__.py", "pyproject.toml", "setup.py", "setup.cfg", "lib.rs", "main.rs"}
)
"""Files whose mere existence decides where imports start."""

_STANDS_FOR_FOLDER: Final = frozenset({"index", "mod", "init"})


@dataclass(frozen=True, slots=True)
class Change:
    """What a run changed, as the store noted it."""

    files: frozenset[int]
    """Their facts are new."""
    imports: frozenset[int]
    """Those of them whose import statements changed."""
    names: frozenset[str]
    """Names whose definitions appeared, vanished or look different from outside."""
    paths: frozenset[bytes]
    """Paths that appeared or vanished."""


class ChangeReader(LinkReader, Protocol):
    """What is asked besides the facts themselves."""

    def files_naming(self, names: Collection[str]) -> set[int]: ...

    def imports_mentioning(
        self, words: Collection[str]
    ) -> list[tuple[int, tuple[tuple[str, str | None], ...]]]: ...

    def dependents_of(self, file_ids: Collection[int]) -> set[int]: ...


def affected(reader: ChangeReader, change: Change) -> list[int]:
    """Return the ids of the files to link again, ascending; those whose facts are new among them."""
    everything = {file_id for file_id, _, _ in reader.files()}
    stems = _stems(change.paths)
    if stems is None or change.files >= everything:
        return sorted(everything)
    reached = set(change.files)
    reached |= _by_names(reader, set(change.names))
    if stems:
        reached |= {file_id for file_id, _ in reader.imports_mentioning(stems)}
    reached |= _dependents(reader, _sources_of_closure(reader, change))
    return sorted(reached & everything)


def _stems(paths: Collection[bytes]) -> set[str] | None:
    """Return the words by which imports could mean these paths; None when the whole tree reads differently."""
    stems = set()
    for raw in paths:
        folder, name = posixpath.split(raw.decode("utf-8", "surrogateescape"))
        if name in _SHAPES_THE_TREE:
            return None
        stem = name.partition(".")[0]
        stems.add(posixpath.basename(folder) if stem in _STANDS_FOR_FOLDER else stem)
    return {stem for stem in stems if stem}


def _by_names(reader: ChangeReader, names: set[str]) -> set[int]:
    """Return the files that use or import the names, following aliases until no new one turns up."""
    reached: set[int] = set()
    pending = names
    known: set[str] = set()
    while pending:
        known |= pending
        reached |= reader.files_naming(pending)
        aliases: set[str] = set()
        for file_id, imported in reader.imports_mentioning(pending):
            hit = [(name, alias) for name, alias in imported if name in pending]
            if hit:
                reached.add(file_id)
                aliases |= {alias for _, alias in hit if alias is not None}
        pending = aliases - known
    return reached


def _sources_of_closure(reader: ChangeReader, change: Change) -> set[int]:
    sources = set(change.imports)
    for file_id in change.files - change.imports:
        definitions = reader.definitions_in(file_id)
        if any(d.kind in CLASS_LIKE and d.name in change.names for d in definitions):
            sources.add(file_id)
    return sources


def _dependents(reader: ChangeReader, sources: set[int]) -> set[int]:
    reached = set(sources)
    frontier = sources
    while frontier:
        frontier = reader.dependents_of(frontier) - reached
        reached |= frontier
    return reached
