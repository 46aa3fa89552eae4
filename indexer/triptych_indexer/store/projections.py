"""What LanceDB and Tantivy are made from: rows of index.db, and vectors by way of the cache.

The same rows serve a publish (the new chunks of a run) and a rebuild (all chunks), so that both give the same stores.
Everything is read in batches by id: memory stays flat, and the connection is free in between.
"""

import json
import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Final

from triptych_indexer.ports import Embedder
from triptych_indexer.store.cache import EmbeddingCache
from triptych_indexer.store.digest import mark_of
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.passage import text_of, unpacked
from triptych_indexer.store.scratch import StagedFile
from triptych_indexer.store.sql import queries
from triptych_indexer.store.text import TextRow
from triptych_indexer.store.vectors import VectorRows, require_unit_vectors
from triptych_indexer.tokens import terms

if TYPE_CHECKING:
    from numpy import float16
    from numpy.typing import NDArray

BATCH: Final = 1_024
"""Chunks at a time: 2 MB of passages, and enough for an embedder to run at full speed."""

_QUERIES: Final = queries("projections")

_VectorSource = tuple[int, bytes, int, str, str, int, bytes]
"""Chunk id, key, file id, language, content, kinds, embedding hash."""


def marks(connection: sqlite3.Connection) -> Iterator[tuple[int, int]]:
    """Yield (chunk id, mark) of every chunk: what SQLite's digest is made of."""
    for chunk_id, key in connection.execute(_QUERIES["keys"]):
        yield chunk_id, mark_of(key)


def marks_after(connection: sqlite3.Connection, last: int) -> Iterator[tuple[int, int]]:
    """Yield (chunk id, mark) of the chunks that came after `last`: a run's new ones, ids are never given twice."""
    for chunk_id, key in connection.execute(_QUERIES["keys_after"], (last,)):
        yield chunk_id, mark_of(key)


def marks_of(connection: sqlite3.Connection, chunk_ids: Sequence[int]) -> list[tuple[int, int]]:
    """Return (chunk id, mark) of those chunks that exist."""
    rows = connection.execute(_QUERIES["keys_of"], {"ids": json.dumps(list(chunk_ids))})
    return [(chunk_id, mark_of(key)) for chunk_id, key in rows]


def counts(connection: sqlite3.Connection) -> tuple[int, int, int]:
    """Return the number of files, definitions and chunks."""
    files, nodes, chunks = connection.execute(_QUERIES["counts"]).fetchone()
    return files, nodes, chunks


def staged_text(files: Iterable[StagedFile]) -> Iterator[TextRow]:
    """Turn a run's new chunks into documents."""
    for file in files:
        path_terms = _path_terms(file.path)
        for chunk in file.chunks:
            yield TextRow(
                chunk_id=chunk.id,
                mark=mark_of(chunk.chunk_key),
                file_id=file.id,
                language=file.language,
                content=file.content,
                kinds=chunk.kinds,
                name=chunk.name_terms,
                qualified_name=chunk.qualified_name_terms,
                path=path_terms,
                signature=chunk.signature_terms,
                documentation=chunk.documentation_terms,
                body=chunk.body_terms,
            )


def all_text(connection: sqlite3.Connection) -> Iterator[TextRow]:
    """Make every chunk's document anew, with the terms that extraction gave it."""
    for rows in _batches(connection, "text_rows"):
        definitions = _Definitions(connection, {row[2] for row in rows})
        for chunk_id, key, file_id, path, language, content, kinds, header, stored, start, end in rows:
            yield TextRow(
                chunk_id,
                mark_of(key),
                file_id,
                language,
                content,
                kinds,
                path=_path_terms(path),
                body=terms(text_of(header, stored)),
                **definitions.terms_in(file_id, start, end),
            )


class _Definitions:
    """Names, signatures and documentation of some files' definitions, by place."""

    def __init__(self, connection: sqlite3.Connection, file_ids: set[int]) -> None:
        self._by_file: dict[int, list[tuple[int, str, str, str | None, str | None]]] = {}
        asked = {"file_ids": json.dumps(sorted(file_ids))}
        for file_id, *rest in connection.execute(_QUERIES["definitions_of_files"], asked):
            start, name, qualified_name, signature, documentation = rest
            row = (start, name, qualified_name, signature, documentation)
            self._by_file.setdefault(file_id, []).append(row)

    def terms_in(self, file_id: int, start: int, end: int) -> dict[str, str]:
        """Return the text fields that come from the definitions which start between two offsets."""
        rows = self._by_file.get(file_id, [])
        first = bisect_left(rows, start, key=lambda row: row[0])
        last = bisect_left(rows, end, key=lambda row: row[0])
        columns = zip(*(row[1:] for row in rows[first:last]), strict=True)
        fields = ("name", "qualified_name", "signature", "documentation")
        named = dict(zip(fields, columns, strict=False))
        return {field: terms(" ".join(filter(None, named.get(field, ())))) for field in fields}


def _path_terms(path: bytes) -> str:
    return terms(path.decode("utf-8", "replace"))


class VectorFeed:
    """Chunks with their vectors, batch by batch; a vector comes from the cache, else from the embedder."""

    def __init__(
        self,
        connection: sqlite3.Connection,
        cache: EmbeddingCache | None,
        embedder: Embedder,
    ) -> None:
        """Feed from `cache` first, if there is one."""
        self._connection = connection
        self._cache = cache
        self._embedder = embedder
        self.embedded = 0
        """How many passages the embedder was given."""
        self.from_cache = 0

    def after(self, last: int) -> Iterator[VectorRows]:
        """Yield the chunks that came after `last`: a run's new ones; 0 for all."""
        yield from map(self._with_vectors, _batches(self._connection, "vector_rows", last))

    def _with_vectors(self, rows: Sequence[_VectorSource]) -> VectorRows:
        import numpy as np

        vectors = self._vectors(rows)
        return VectorRows(
            chunk_ids=[row[0] for row in rows],
            marks=[mark_of(row[1]) for row in rows],
            file_ids=[row[2] for row in rows],
            languages=[row[3] for row in rows],
            contents=[row[4] for row in rows],
            kinds=[row[5] for row in rows],
            vectors=np.stack([vectors[row[6]] for row in rows]),
        )

    def _vectors(self, rows: Sequence[_VectorSource]) -> "dict[bytes, NDArray[float16]]":
        import numpy as np

        wanted = {row[6]: row[0] for row in rows}  # one chunk stands for all of the same text
        known = self._cache.find(list(wanted)) if self._cache is not None else {}
        self.from_cache += len(known)
        missing = {text_hash: chunk_id for text_hash, chunk_id in wanted.items() if text_hash not in known}
        if not missing:
            return known
        passages = self._passages(missing.values())
        made = self._embedder.embed([passages[chunk_id] for chunk_id in missing.values()])
        require_unit_vectors(made, len(missing), self._embedder.dimensions)
        self.embedded += len(missing)
        fault_point("vectors.embedded")
        fresh = dict(zip(missing, made.astype(np.float16), strict=True))
        if self._cache is not None:
            self._cache.add(fresh, used=known)
        return known | fresh

    def _passages(self, chunk_ids: Iterable[int]) -> dict[int, str]:
        rows = self._connection.execute(_QUERIES["passages"], {"ids": json.dumps(list(chunk_ids))})
        return {chunk_id: unpacked(stored).decode() for chunk_id, stored in rows}


def _batches(connection: sqlite3.Connection, query: str, last: int = 0) -> Iterator[list[tuple]]:  # type: ignore[type-arg]
    """Yield a query's rows after an id by batches; their shape is in the query."""
    while rows := connection.execute(_QUERIES[query], {"after": last, "batch": BATCH}).fetchall():
        yield rows
        last = rows[-1][0]
