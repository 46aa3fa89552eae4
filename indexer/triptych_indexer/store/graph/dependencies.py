"""Steps through the imports between files. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Collection
from typing import Final, NamedTuple

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("dependencies")


class ImportStep(NamedTuple):
    """A statement that leads from a file to another; lines from 0."""

    from_id: int
    """Which of the files asked for."""
    file_id: int
    source_path: str
    target_path: str
    line: int
    """In the source."""
    kind: str
    flags: int
    """A mask of `ImportFlag`."""
    import_path: str


class WayOut(NamedTuple):
    """A statement that leads to no file of the repository."""

    source_path: str
    line: int
    import_path: str
    external: bool
    """False: nobody could tell where it leads."""


class Dependencies:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def files_at(self, path: str) -> list[tuple[int, str]]:
        """Return (id, path) of a file, or of all files below a folder; `.` is the root."""
        raw = path.encode("utf-8", "surrogateescape")
        found = self._connection.execute(_QUERIES["file_at"], {"path": raw}).fetchall()
        bounds = (
            {"first": b"", "beyond": b"\xff"} if path == "." else {"first": raw + b"/", "beyond": raw + b"0"}
        )
        return found or self._connection.execute(_QUERIES["files_below"], bounds).fetchall()

    def imported_by(self, ids: Collection[int]) -> list[ImportStep]:
        """Return the statements by which these files import others, those that run at load time first."""
        return self._steps("imported_by_step", ids)

    def importing(self, ids: Collection[int]) -> list[ImportStep]:
        """Return the statements by which others import these files."""
        return self._steps("importing_step", ids)

    def leading_out(self, ids: Collection[int]) -> list[WayOut]:
        rows = self._connection.execute(_QUERIES["leading_out"], {"ids": json.dumps(sorted(ids))})
        return [WayOut(a, b, c, bool(external)) for a, b, c, external in rows]

    def test_files_importing(self, ids: Collection[int]) -> list[tuple[str, int]]:
        """Return (path, which of the files it imports) of files that hold tests."""
        return self._connection.execute(
            _QUERIES["test_files_importing"], {"ids": json.dumps(sorted(ids))}
        ).fetchall()

    def _steps(self, query: str, ids: Collection[int]) -> list[ImportStep]:
        rows = self._connection.execute(_QUERIES[query], {"ids": json.dumps(sorted(ids))})
        return [ImportStep(*row) for row in rows]
