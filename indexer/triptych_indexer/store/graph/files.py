"""The files of a generation. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import KnownFile
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("files")


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file as indexed."""

    id: int
    path: bytes
    display_path: str
    language: str | None
    content: str
    flags: int
    """A mask of `FileFlag`."""
    size_bytes: int
    mtime_ns: int
    inode: int
    sha256: bytes | None
    """None: it was never read."""
    status: str
    """A `ParseStatus`."""
    reason: str | None
    """Why it was skipped, or parsing went no further."""
    lines_code: int
    lines_comment: int
    lines_blank: int
    licence: str | None


@dataclass(frozen=True, slots=True)
class FileLabel:
    """The little that filters ask of every file."""

    path: bytes
    id: int
    language: str | None
    content: str
    flags: int


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


class Files:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> dict[bytes, KnownFile]:
        """Return every file by its path."""
        return {row[1]: KnownFile(*row) for row in self._connection.execute(_QUERIES["known"])}

    def by_ids(self, ids: Iterable[int]) -> list[FileRow]:
        """Return these files in the order of their ids; one that is gone is left out."""
        rows = self._connection.execute(_QUERIES["by_ids"], {"ids": json.dumps(list(ids))})
        return [FileRow(*row) for row in rows]

    def by_path(self, path: bytes) -> FileRow | None:
        row = self._connection.execute(_QUERIES["by_path"], {"path": path}).fetchone()
        return None if row is None else FileRow(*row)

    def labels(self) -> list[FileLabel]:
        return [FileLabel(*row) for row in self._connection.execute(_QUERIES["labels"])]

    def counts(self) -> list[FileCount]:
        """Return how many files there are of each language, content and status."""
        return [FileCount(*row) for row in self._connection.execute(_QUERIES["counts"])]

    def not_parsed(self) -> list[NotParsed]:
        """Return the files without definitions, each with its reason."""
        return [NotParsed(*row) for row in self._connection.execute(_QUERIES["not_parsed"])]
