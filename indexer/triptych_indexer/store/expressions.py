"""Texts of uses (`self.assertEqual`), each kept once: which number has this one, and which are used no more?"""

import sqlite3
from typing import Final

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("staging")


class Expressions(dict[tuple[str, str], int]):
    """(Name, expression) → id, for one run; a text that has none yet gets one. Borrows the writer's connection."""

    def __init__(self, connection: sqlite3.Connection, *, none_yet: bool) -> None:
        """Begin a run; with `none_yet` the table is empty and nothing is looked up in it."""
        super().__init__()
        self._connection = connection
        self._none_yet = none_yet
        self._next: int = connection.execute(_QUERIES["next_expression"]).fetchone()[0]
        self._loose: set[int] = set()

    def __missing__(self, key: tuple[str, str]) -> int:
        row = (
            None if self._none_yet else self._connection.execute(_QUERIES["find_expression"], key).fetchone()
        )
        if row is None:
            number = self._next
            self._next += 1
            self._connection.execute(_QUERIES["insert_expression"], (number, *key))
        else:
            number = int(row[0])
        self[key] = number
        return number

    def loosen(self, file_id: int) -> None:
        """Note that a file's uses are about to go: their texts may have been the last."""
        self._loose.update(
            row[0] for row in self._connection.execute(_QUERIES["old_expressions"], (file_id,))
        )

    def drop_unused(self) -> None:
        """Delete the loosened texts that nothing uses now, and forget the run's: the next one looks them up."""
        self._connection.executemany(_QUERIES["delete_expression"], [(number,) for number in self._loose])
        self._loose.clear()
        self.clear()
        self._none_yet = False
