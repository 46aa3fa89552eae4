"""The settings an index was made with, where each came from, and its repository's root. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Mapping
from typing import Any, Final

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("configuration")


class Configuration:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def replace(self, settings: Mapping[str, tuple[object, str]]) -> None:
        """Keep name → (value, origin) instead of what was kept; values must be such as JSON knows."""
        self._connection.execute(_QUERIES["clear"])
        self._connection.executemany(
            _QUERIES["save"],
            [
                {"name": name, "value": json.dumps(value), "origin": origin}
                for name, (value, origin) in settings.items()
            ],
        )

    def root(self) -> str | None:
        """Return, as JSON, what was kept of the repository's root."""
        row = self._connection.execute(_QUERIES["root"]).fetchone()
        return row[0] if row is not None else None

    def keep_root(self, value: str) -> None:
        self._connection.execute(_QUERIES["keep_root"], {"value": value})

    def all(self) -> dict[str, tuple[Any, str]]:  # whatever JSON holds
        """Return name → (value, origin)."""
        rows = self._connection.execute(_QUERIES["all"])
        return {name: (json.loads(value), origin) for name, value, origin in rows}
