"""Of which repository an index is. Kept with it, so that it is asked from anywhere, and no other repository takes its place.

Two ways to the root are kept: the absolute one, and, of an index that lies in its repository, the one from the index itself.
Both may hold: a repository may be moved or copied with its index, and an index may be moved away from its repository.
"""

import json
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from triptych_indexer.errors import StoreError
from triptych_indexer.store.graph.configuration import Configuration
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.sql import open_reader


class Home(NamedTuple):
    """The root of an index's repository, as the last run that ended well saw it."""

    absolute: str
    """Without links; bytes that are no UTF-8 are surrogates."""
    from_index: str | None
    """None when the index lies outside the repository."""

    @classmethod
    def of(cls, root: str, paths: IndexPaths) -> "Home":
        index = paths.root.resolve()
        return cls(root, os.path.relpath(root, index) if index.is_relative_to(root) else None)

    def places(self, paths: IndexPaths) -> Iterator[Path]:
        """Yield where the root may be now."""
        yield Path(self.absolute)
        if self.from_index is not None:
            yield Path(os.path.normpath(paths.root.resolve() / self.from_index))


def keep(connection: sqlite3.Connection, home: Home) -> None:
    Configuration(connection).keep_root(json.dumps(home))


def kept(connection: sqlite3.Connection) -> Home | None:
    """Return what was kept; None when nothing was, or nothing that can be read."""
    text = Configuration(connection).root()
    try:
        return Home(*json.loads(text)) if text is not None else None
    except (ValueError, TypeError):
        return None


def root_from(start: Path, paths: IndexPaths) -> Path:
    """Return the root of an index's repository, by the name that it has for who stands at `start`.

    `start` itself, when the index does not tell or the repository is gone: it was moved, and nobody knows better.
    """
    home = _read(paths)
    places = [place for place in home.places(paths) if place.is_dir()] if home else []
    for folder in (start, *start.parents):
        if any(_is_same(folder, place) for place in places):
            return folder
    return places[0] if places else start


def refuse_another(root: Path, paths: IndexPaths) -> None:
    """Make sure that indexing `root` puts no other repository's index aside.

    Raises:
        StoreError: it would; nothing was touched.
    """
    home = _read(paths)
    if home is None or not Path(home.absolute).is_dir():
        return
    if not any(_is_same(root, place) for place in home.places(paths)):
        raise StoreError(
            f"{paths.root} is the index of {home.absolute}, not of {root}:"
            f" name another --index-dir, or use --force to index {root} in its place"
        )


def _read(paths: IndexPaths) -> Home | None:
    """Return what an index tells of itself, if it can be read: what ails it is told by who opens it."""
    if not paths.exists():
        return None
    try:
        with closing(open_reader(paths.index_db)) as connection:
            return kept(connection)
    except sqlite3.Error:
        return None


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
