"""What a generation is made of, as it is written down in index.db.

A generation is one published state of the three stores. Its row and those of its stores and files are written in the
transaction that moves the pointer, so whoever reads the pointer finds all of it.
"""

import json
import re
import sqlite3
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Literal

from triptych_indexer.errors import StoreDamaged
from triptych_indexer.model import Generation
from triptych_indexer.store.sql import queries

StoreName = Literal["sqlite", "lancedb", "tantivy"]

_LOCATION: Final = re.compile(
    r"index\.db|lance/[A-Za-z0-9_-][\w.-]*|tantivy/[A-Za-z0-9_-][\w.-]*/gen-\d+", re.ASCII
)
"""Folders are renamed and removed by their location, and a repository may bring an index.db of its own along."""

NO_GENERATION: Final = 0
"""The number before the first."""


@dataclass(frozen=True, slots=True)
class StoreState:
    """What one store holds of a generation, and where."""

    store: str
    location: str
    """Relative to the index folder."""
    version: int | None
    """LanceDB's version, Tantivy's opstamp."""
    tag: str | None
    rows: int
    set_digest: bytes
    bytes: int
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class StoreFile:
    """A file that a generation needs."""

    relative_path: str
    """From the store's location."""
    size_bytes: int
    sha256: bytes


@dataclass(frozen=True, slots=True)
class Published:
    """A generation and its stores."""

    generation: Generation
    stores: Mapping[str, StoreState]

    @property
    def number(self) -> int:
        return self.generation.number

    @property
    def text(self) -> StoreState:
        return self.stores["tantivy"]

    @property
    def vectors(self) -> StoreState | None:
        """None when the generation was made without an embedder."""
        return self.stores.get("lancedb")


class Generations:
    """The generations of one index; borrows a connection and never commits."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._sql = queries("generations")

    def current(self) -> Published | None:
        """Return what is served, or None before the first publish."""
        row = self._connection.execute(self._sql["current"]).fetchone()
        return None if row is None else self._whole(Generation(*row))

    def numbered(self, number: int) -> Published | None:
        row = self._connection.execute(self._sql["numbered"], {"number": number}).fetchone()
        return None if row is None else self._whole(Generation(*row))

    def _whole(self, generation: Generation) -> Published:
        rows = self._connection.execute(self._sql["states"], {"number": generation.number})
        states = [_state(row) for row in rows]
        return Published(generation, {state.store: state for state in states})

    def numbers(self) -> list[int]:
        return [number for (number,) in self._connection.execute(self._sql["numbers"])]

    def locations(self, store: StoreName) -> set[str]:
        """Return every place that some kept generation needs."""
        rows = self._connection.execute(self._sql["locations"])
        return {location for owner, location in rows if owner == store}

    def files(self, number: int, store: StoreName) -> list[StoreFile]:
        rows = self._connection.execute(self._sql["files"], {"number": number, "store": store})
        return [StoreFile(*row) for row in rows]

    def add(self, generation: Generation, parent: int | None, session: int) -> None:
        values = {
            "number": generation.number,
            "parent": parent,
            "session": session,
            "created_at": generation.created_at,
            "files": generation.files,
            "nodes": generation.nodes,
            "chunks": generation.chunks,
            "set_digest": generation.set_digest,
            "model_fingerprint": generation.model_fingerprint,
            "source_revision": generation.source_revision,
        }
        self._connection.execute(self._sql["add"], values)

    def add_state(self, number: int, state: StoreState) -> None:
        values = {
            "generation": number,
            "store": state.store,
            "location": state.location,
            "version": state.version,
            "tag": state.tag,
            "rows": state.rows,
            "set_digest": state.set_digest,
            "bytes": state.bytes,
            "details": json.dumps(dict(state.details)),
        }
        self._connection.execute(self._sql["add_state"], values)

    def note_broken(self, number: int, store: StoreName, trouble: str) -> None:
        """Note what was found broken in a store of a generation, until another one takes its place."""
        self._connection.execute(
            self._sql["note_broken"], {"generation": number, "store": store, "trouble": trouble}
        )

    def add_files(self, number: int, store: StoreName, files: Iterable[StoreFile]) -> None:
        rows = ((number, store, file.relative_path, file.size_bytes, file.sha256) for file in files)
        self._connection.executemany(self._sql["add_file"], rows)

    def move_pointer(self, number: int) -> None:
        self._connection.execute(self._sql["move_pointer"], {"number": number})

    def remove(self, number: int) -> None:
        """Forget a generation that is not served, with its stores' rows."""
        self._connection.execute(self._sql["remove"], {"number": number})

    def audit(
        self,
        action: Literal["publish", "recover", "repair", "collect"],
        before: int | None,
        after: int | None,
        *,
        started: float,
        details: str = "",
        failed: bool = False,
    ) -> None:
        """Note something that moved or mended the stores; `started` is of `time.perf_counter`."""
        values = {
            "at": time.time(),
            "action": action,
            "from_generation": before,
            "to_generation": after,
            "result": "failed" if failed else "done",
            "duration_ms": (time.perf_counter() - started) * 1000,
            "details": details,
        }
        self._connection.execute(self._sql["audit"], values)


def _state(row: tuple[Any, ...]) -> StoreState:  # as the query `states` gives it
    state = replace(StoreState(*row), details=json.loads(row[-1]))
    if not _LOCATION.fullmatch(state.location):
        raise StoreDamaged(f"{state.location!r} is no place inside an index: run `triptych repair`")
    return state
