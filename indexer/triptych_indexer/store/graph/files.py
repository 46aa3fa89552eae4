"""The files of a generation. Borrows a connection and never commits."""

import sqlite3
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


class Files:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def known(self) -> dict[bytes, KnownFile]:
        """Return every file by its path."""
        return {row[1]: KnownFile(*row) for row in self._connection.execute(_QUERIES["known"])}

    def counts(self) -> list[FileCount]:
        """Return how many files there are of each language, content and status."""
        return [FileCount(*row) for row in self._connection.execute(_QUERIES["counts"])]

    def not_parsed(self) -> list[NotParsed]:
        """Return the files without definitions, each with its reason."""
        return [NotParsed(*row) for row in self._connection.execute(_QUERIES["not_parsed"])]
