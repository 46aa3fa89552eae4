"""The graph as rows for other programs, in an order that depends on the source alone. Borrows a connection."""

import sqlite3
from collections.abc import Iterator
from typing import Any, Final

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("export")

COLUMNS: Final = {
    "nodes": ("path", "line", "kind", "qualified_name", "symbol"),
    "calls": ("caller_path", "caller_line", "callee_path", "callee_line", "confidence", "kind"),
    "imports": ("source_path", "target_path", "kind"),
}
"""What can be exported, and the names of its columns; lines count from 1, and 0 is the code of a module itself."""


def rows(connection: sqlite3.Connection, what: str) -> Iterator[tuple[Any, ...]]:  # texts, numbers or None
    """Yield the rows of one of `COLUMNS`."""
    yield from connection.execute(_QUERIES[what])
