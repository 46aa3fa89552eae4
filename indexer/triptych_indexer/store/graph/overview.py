"""Figures over a whole generation, and the source of a place. Borrows a connection and never commits."""

import sqlite3
from typing import Final, NamedTuple

from triptych_indexer.store.passage import unpacked
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("overview")


class Totals(NamedTuple):
    calls: int
    """Pairs of caller and callee."""
    unlinked_imports: int
    """Imports that should lead to a file of the repository, and nobody could tell which."""
    damaged_bytes: int
    """What the grammars could not read, in files that were parsed."""
    hard_links: int
    """Files that share their bytes with another name in the repository; each name is indexed."""


class Overview:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def totals(self) -> Totals:
        return Totals(*self._connection.execute(_QUERIES["totals"]).fetchone())

    def source_between(self, file_id: int, start_byte: int, end_byte: int) -> str:
        """Return what was indexed of a file between two offsets: chunks tile it, so nothing is missing."""
        rows = self._connection.execute(
            _QUERIES["chunks_between"], {"file_id": file_id, "start_byte": start_byte, "end_byte": end_byte}
        ).fetchall()
        if not rows:
            return ""
        whole = b"".join(unpacked(stored)[header_bytes + 1 :] for _, header_bytes, stored in rows)
        first = rows[0][0]
        return whole[max(0, start_byte - first) : end_byte - first].decode("utf-8", "replace")
