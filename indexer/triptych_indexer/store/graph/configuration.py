"""The settings an index was made with, and where each came from. Borrows a connection and never commits."""

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

    def all(self) -> dict[str, tuple[Any, str]]:  # whatever JSON holds
        """Return name → (value, origin)."""
        rows = self._connection.execute(_QUERIES["all"])
        return {name: (json.loads(value), origin) for name, value, origin in rows}
