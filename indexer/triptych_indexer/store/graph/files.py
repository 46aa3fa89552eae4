"""The files of a generation. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import KnownFile
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("files")


@dataclass(frozen=True, slots=True)
class FileCount:
    language: str | None
    content: str
    status: str
    files: int
    bytes: int
    lines_code: int


@dataclass(frozen=True, slots=True)
class NotParsed:
    status: str
    reason: str
    display_path: str


@dataclass(frozen=True, slots=True)
class Standing:
    """What became of one file."""

    status: str
    reason: str
    language: str | None
    definitions: int
    chunks: int


class Files:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> dict[bytes, KnownFile]:
        """Return every file by its path."""
        return {row[1]: KnownFile(*row) for row in self._connection.execute(_QUERIES["known"])}

    def known_at(self, paths: Iterable[bytes]) -> dict[bytes, KnownFile]:
        """Return those of some files that are known, and of the folders above them those listed as left out."""
        ways = {path[:end] for path in paths for end in (None, *_ends_of_folders(path))}
        rows = (
            self._connection.execute(_QUERIES["known_at"], {"path": way}).fetchone() for way in sorted(ways)
        )
        return {row[1]: KnownFile(*row) for row in rows if row is not None}

    def by_ids(self, ids: Iterable[int]) -> dict[int, KnownFile]:
        """Return some files by their id."""
        rows = self._connection.execute(_QUERIES["by_ids"], {"ids": json.dumps(list(ids))})
        return {row[0]: KnownFile(*row) for row in rows}

    def has_below(self, folder: bytes) -> bool:
        """Tell whether a file lies below a folder, given without a closing `/`."""
        bounds = {"first": folder + b"/", "beyond": folder + b"0"}  # `0` follows `/` in ASCII
        return self._connection.execute(_QUERIES["any_between"], bounds).fetchone() is not None

    def tests_among(self, ids: Iterable[int]) -> frozenset[int]:
        """Return which of some files hold tests."""
        rows = self._connection.execute(_QUERIES["tests_among"], {"ids": json.dumps(list(ids))})
        return frozenset(file_id for (file_id,) in rows)

    def standing(self, path: bytes) -> Standing | None:
        """Return what became of a file, None when it is not listed."""
        row = self._connection.execute(_QUERIES["standing"], {"path": path}).fetchone()
        return None if row is None else Standing(*row)

    def read_below(self, folder: bytes) -> int:
        """Return how many files below a folder, given without a closing `/`, were read."""
        bounds = {"first": folder + b"/", "beyond": folder + b"0"}
        (count,) = self._connection.execute(_QUERIES["read_between"], bounds).fetchone()
        return int(count)

    def counts(self) -> list[FileCount]:
        """Return how many files there are of each language, content and status."""
        return [FileCount(*row) for row in self._connection.execute(_QUERIES["counts"])]

    def not_parsed(self) -> list[NotParsed]:
        """Return the files without definitions, each with its reason."""
        return [NotParsed(*row) for row in self._connection.execute(_QUERIES["not_parsed"])]


def _ends_of_folders(path: bytes) -> Iterator[int]:
    """Yield where the names of the folders above a path end, each behind its `/`."""
    return (end for end, byte in enumerate(path, start=1) if byte == _SLASH)


_SLASH: Final = ord("/")
