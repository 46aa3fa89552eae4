"""Whose edges can a change reach? The files to link again, so that an increment equals a full run.

An edge depends on the facts of its own file, on what was looked at in other files (the linker keeps which ones these
were), on where imports lead (paths and manifests), and, where nothing tells the receiver of a method, on which methods
of that name there are. So a file is linked again when
- its own facts are new;
- it looked at a file of which others now see something else, or that is gone;
- an import in it mentions the stem of a path that appeared or vanished, or it looked at such a file;
- it uses a name whose definitions appeared, vanished or look different.
"""

import posixpath
from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from triptych_indexer.languages.manifests import is_manifest
from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.modules.mentions import inside, mentions
from triptych_indexer.resolve.modules.tree import Tree, is_below
from triptych_indexer.resolve.repository import semantics


@dataclass(frozen=True, slots=True)
class Change:
    """What a run changed, as the store noted it."""

    files: frozenset[int]
    """Their facts are new."""
    surfaces: frozenset[int]
    """Those of them of which other files see something else than before; and files that are gone."""
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

    def files_of_types(self, names: Collection[str]) -> set[int]: ...


def affected(reader: ChangeReader, change: Change) -> list[int]:
    """Return the ids of the files to link again, ascending; those whose facts are new among them."""
    files = list(reader.files())
    names = {file_id: posixpath.basename(path).decode("utf-8", "replace") for file_id, path, _ in files}
    everything = names.keys()
    if change.files >= everything or any(is_manifest(names.get(one, "")) for one in change.files):
        return sorted(everything)
    tree = Tree(files if change.paths else (), reader)
    stems = _stems(tree, change.paths)
    if stems is None:
        return sorted(everything)
    # A name that is new may be what an import means: `from shop import door`, `using Shop.Doors`.
    words = stems | change.names
    redirected = {file_id for file_id, _ in reader.imports_mentioning(words)} if words else set()
    redirected |= _inside(tree, change.paths)
    naming = reader.files_naming(change.names)
    seen_anew = change.surfaces | redirected | reader.files_of_types(change.names)
    # In a language whose names need no import, what a file means by a name is seen by those who look at the file.
    seen_anew |= {file_id for file_id, _, language in files if file_id in naming and _is_open(language)}
    reached = change.files | redirected | naming | reader.dependents_of(seen_anew)
    return sorted(reached & everything)


def _is_open(language: str | None) -> bool:
    """Tell whether a name of this language may be defined in a file that nothing in it mentions."""
    rules = semantics(language)
    return rules.names_are_global or rules.types_reopen or rules.folder_is_scope


def _stems(tree: Tree, paths: Collection[bytes]) -> set[str] | None:
    """Return the words by which imports could mean these paths; None when the whole tree reads differently."""
    stems: set[str] = set()
    for raw in paths:
        words = mentions(tree, raw.decode("utf-8", "surrogateescape"))
        if words is None:
            return None
        stems |= words
    return stems


def _inside(tree: Tree, paths: Collection[bytes]) -> set[int]:
    """Return the files in folders that these paths stand for: they mean them by where they lie."""
    folders = {inside(raw.decode("utf-8", "surrogateescape")) for raw in paths}
    return {
        file_id
        for folder in folders
        if folder is not None
        for path, file_id in tree.ids.items()
        if is_below(path, folder)
    }
