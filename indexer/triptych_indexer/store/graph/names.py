"""Which definitions go by a name. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Collection
from typing import Final, NamedTuple

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("names")


class Namesake(NamedTuple):
    """A definition of a name that was looked up."""

    node_id: int
    kind: str
    name: str
    qualified_name: str
    display_path: str


class Names:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def named(self, name: str) -> list[Namesake]:
        """Return every definition of a name, letter case ignored, in the order of their places."""
        return [Namesake(*row) for row in self._connection.execute(_QUERIES["named"], {"name": name})]

    def of_files(self, file_ids: Collection[int]) -> list[int]:
        """Return the ids of the modules of some files, in the order of their paths."""
        rows = self._connection.execute(_QUERIES["of_files"], {"ids": json.dumps(sorted(file_ids))})
        return [node_id for (node_id,) in rows]

    def members(self, class_ids: Collection[int], name: str) -> dict[int, list[int]]:
        """Return class → its members of a name; a property and its setter are two."""
        found: dict[int, list[int]] = {}
        values = {"ids": json.dumps(sorted(class_ids)), "name": name}
        for class_id, member in self._connection.execute(_QUERIES["members"], values):
            found.setdefault(class_id, []).append(member)
        return found

    def all(self) -> list[str]:
        """Return each name once."""
        return [name for (name,) in self._connection.execute(_QUERIES["all_names"])]
