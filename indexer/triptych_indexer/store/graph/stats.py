"""Figures per generation. Borrows a connection and never commits."""

import sqlite3
from collections import defaultdict
from collections.abc import Mapping
from typing import Final

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("stats")


class Stats:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def record(self, generation: int, measured: Mapping[str, Mapping[str, float]] | None = None) -> None:
        """Count what the tables hold; `measured` adds what only the run knows (sizes, timings), by metric and key."""
        self._connection.execute(_QUERIES["record"], {"generation": generation})
        self._connection.executemany(
            _QUERIES["record_value"],
            [
                {"generation": generation, "metric": metric, "key": key, "value": value}
                for metric, figures in (measured or {}).items()
                for key, value in figures.items()
            ],
        )

    def of(self, generation: int) -> dict[str, dict[str, float]]:
        """Return metric → key → value; a single figure has the key ''."""
        found: dict[str, dict[str, float]] = defaultdict(dict)
        for metric, key, value in self._connection.execute(
            _QUERIES["of_generation"], {"generation": generation}
        ):
            found[metric][key] = value
        return dict(found)
