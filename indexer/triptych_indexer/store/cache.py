"""Vectors by the text they were made from, so that no text is embedded twice, on any branch.

Disposable and never asked for truth: a cache that is broken is put aside and begun anew. It is also what repair makes
the vector store from, without a model.
"""

import json
import sqlite3
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triptych_indexer.errors import MigrationError, StoreError
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.migrate import migrate
from triptych_indexer.store.space import is_corrupt
from triptych_indexer.store.sql import open_writer

if TYPE_CHECKING:
    from numpy import float16
    from numpy.typing import NDArray

_USE_NOTED_EVERY_S: Final = 86_400.0
"""Noting every use would write as much as embedding anew."""

# CROSS JOIN: SQLite would rather read the whole cache for each text asked for.
_FIND: Final = """
SELECT cached.text_hash, cached.vector
  FROM json_each(:hashes) AS asked
 CROSS JOIN embedding_cache AS cached
    ON cached.model_id = :model
   AND cached.text_hash = unhex16(asked.value)
"""


class EmbeddingCache:
    """One model's part of cache.db."""

    def __init__(self, path: Path, fingerprint: str, dimensions: int) -> None:
        self._path = path
        self._fingerprint = fingerprint
        self.dimensions = dimensions
        try:
            self._open()
        except MigrationError:
            self._begin_anew()
        except sqlite3.DatabaseError as error:
            if not is_corrupt(error):
                raise  # a full disk is no reason to throw the cache away
            self._begin_anew()

    def _begin_anew(self) -> None:
        for name in (self._path.name, self._path.name + "-wal", self._path.name + "-shm"):
            self._path.with_name(name).unlink(missing_ok=True)
        self._open()

    def _open(self) -> None:
        connection = open_writer(self._path)
        try:
            self._take(connection)
        except BaseException:
            connection.close()
            raise
        self._connection = connection

    def _take(self, connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA synchronous = NORMAL")  # losing the last batch costs its embedding
        connection.create_function("unhex16", 1, bytes.fromhex, deterministic=True)
        migrate(connection, "cache")
        connection.execute(
            "INSERT INTO embedding_models (fingerprint, dimensions) VALUES (?, ?)"
            " ON CONFLICT (fingerprint) DO NOTHING",
            (self._fingerprint, self.dimensions),
        )
        self._model, kept = connection.execute(
            "SELECT id, dimensions FROM embedding_models WHERE fingerprint = ?", (self._fingerprint,)
        ).fetchone()
        if kept != self.dimensions:
            raise StoreError(f"{self._fingerprint} gave {kept} dimensions before, {self.dimensions} now")

    def find(self, hashes: Sequence[bytes]) -> "dict[bytes, NDArray[float16]]":
        """Return the vectors that are known among those asked for; a broken cache knows none."""
        import numpy as np

        asked = json.dumps([text_hash.hex() for text_hash in hashes])
        try:
            rows = self._connection.execute(_FIND, {"hashes": asked, "model": self._model}).fetchall()
        except sqlite3.DatabaseError as error:
            if not is_corrupt(error):
                raise
            self.close()
            self._begin_anew()
            return {}
        size = 2 * self.dimensions
        return {key: np.frombuffer(vector, "<f2") for key, vector in rows if len(vector) == size}

    def add(self, vectors: "Mapping[bytes, NDArray[float16]]", used: Iterable[bytes]) -> None:
        """Keep new vectors and note which old ones were used.

        In a transaction of its own: a run that fails later does not lose them.
        """
        now = time.time()
        rows = [
            (self._model, key, vector.astype("<f2").tobytes(), now, now) for key, vector in vectors.items()
        ]
        noted = [(now, self._model, key, now - _USE_NOTED_EVERY_S) for key in used]
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "INSERT INTO embedding_cache (model_id, text_hash, vector, created_at, last_used_at)"
            " VALUES (?, ?, ?, ?, ?) ON CONFLICT (model_id, text_hash) DO UPDATE SET vector = excluded.vector",
            rows,
        )
        self._connection.executemany(
            "UPDATE embedding_cache SET last_used_at = ?"
            " WHERE model_id = ? AND text_hash = ? AND last_used_at < ?",
            noted,
        )
        self._connection.execute("COMMIT")
        fault_point("vectors.cached")

    def trim(self, keep: int) -> int:
        """Drop the longest unused beyond `keep`, of all models, and return how many went."""
        cursor = self._connection.execute(
            "DELETE FROM embedding_cache WHERE id IN"
            " (SELECT id FROM embedding_cache ORDER BY last_used_at DESC LIMIT -1 OFFSET ?)",
            (keep,),
        )
        return cursor.rowcount

    def close(self) -> None:
        self._connection.close()
