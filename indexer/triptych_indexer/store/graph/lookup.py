"""What a search asks of the graph: definitions by name, chunks with everything a ranker may know of them, paths.

Filters are applied inside each query, before its limit.
"""

import json
import sqlite3
from collections.abc import Collection, Iterator
from typing import Final, NamedTuple

from triptych_indexer.store.filters import ChunkFilter, kinds_in
from triptych_indexer.store.passage import header_and_text, text_of
from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("lookup")

MAX_EDGES: Final = 5_000
"""Looked at for neighbours: a few milliseconds, and more than any definition but a hub has."""


class NamedNode(NamedTuple):
    """A definition and the chunk that it starts in."""

    node_id: int
    name: str
    qualified_name: str
    kind: str
    symbol: str
    chunk_id: int


class Neighbour(NamedTuple):
    """A definition one call away, and the chunk that it starts in."""

    node_id: int
    chunk_id: int
    confidence: float


class ChunkDetails(NamedTuple):
    """A chunk with its file and its innermost definition."""

    chunk_id: int
    file_id: int
    path: bytes
    display_path: str
    language: str | None
    content: str
    file_flags: int
    size_bytes: int
    mtime_ns: int
    inode: int
    sha256: bytes | None
    start_byte: int
    end_byte: int
    start_line: int
    end_line: int
    header: str
    text: str
    kinds: int
    node_id: int | None
    node_qualified_name: str | None
    node_kind: str | None
    node_symbol: str | None


class ChunkOrigin(NamedTuple):
    """What sort of file a chunk is from."""

    chunk_id: int
    file_id: int
    path: bytes
    content: str
    file_flags: int
    kinds: int


class ChunkPlace(NamedTuple):
    file_id: int
    chunk_id: int
    start_line: int
    end_line: int
    kinds: int


class Lookup:
    """Borrows a connection; reads only."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def named(self, names: Collection[str], where: ChunkFilter, limit: int) -> list[NamedNode]:
        """Return the definitions of these names, letter case ignored, in the order of their ids."""
        rows = self._rows("nodes_named", where, names=json.dumps(list(names)), limit=limit)
        return [NamedNode(*row) for row in rows]

    def prefixed(self, prefix: str, where: ChunkFilter, limit: int) -> list[NamedNode]:
        """Return definitions whose name begins so, letter case ignored; the shortest are kept."""
        rows = self._rows("nodes_prefixed", where, prefix=prefix, beyond=prefix + "\U0010ffff", limit=limit)
        return [NamedNode(*row) for row in rows]

    def containing(self, text: str, where: ChunkFilter, limit: int) -> list[NamedNode]:
        """Return definitions whose name holds a text of at least 3 characters; the shortest are kept."""
        # No ESCAPE: with one, FTS5 does not use its index. `_` is then any character, so the answer is checked here.
        rows = self._rows("nodes_containing", where, pattern=f"%{text}%", limit=limit)
        return [NamedNode(*row) for row in rows if text.lower() in str(row[1]).lower()]

    def neighbours(self, node_ids: Collection[int], where: ChunkFilter, limit: int) -> list[Neighbour]:
        """Return direct callers and callees, the surest first."""
        ids = json.dumps(list(node_ids))
        rows = self._rows("call_neighbours", where, ids=ids, limit=limit, reach=MAX_EDGES)
        return [Neighbour(*row) for row in rows]

    def chunks(self, chunk_ids: Collection[int]) -> list[ChunkDetails]:
        """Return what is known of these chunks, in the order of their ids; one that is gone is left out."""
        rows = self._connection.execute(_QUERIES["chunk_rows"], {"ids": json.dumps(list(chunk_ids))})
        return [
            ChunkDetails._make((*row[:15], *header_and_text(row[15], row[16]), *row[17:])) for row in rows
        ]

    def origins(self, chunk_ids: Collection[int]) -> Iterator[ChunkOrigin]:
        """Yield where these chunks are from, in no order; no text is read, so that hundreds may be asked about."""
        rows = self._connection.execute(_QUERIES["chunk_origins"], {"ids": json.dumps(list(chunk_ids))})
        return map(ChunkOrigin._make, rows)

    def starting(self, chunk_ids: Collection[int]) -> list[NamedNode]:
        """Return the definitions that start in these chunks, modules left out, by chunk and place."""
        rows = self._connection.execute(_QUERIES["nodes_starting"], {"ids": json.dumps(list(chunk_ids))})
        return [NamedNode(*row) for row in rows]

    def texts(self, chunk_ids: Collection[int]) -> Iterator[tuple[int, str]]:
        """Yield (chunk id, text) in the order of the ids."""
        rows = self._connection.execute(_QUERIES["chunk_texts"], {"ids": json.dumps(list(chunk_ids))})
        return ((chunk_id, text_of(header_bytes, stored)) for chunk_id, header_bytes, stored in rows)

    def all_texts(self, where: ChunkFilter) -> Iterator[tuple[int, str]]:
        """Yield (chunk id, text) of every chunk that passes; the caller stops when it has enough."""
        rows = self._rows("all_chunk_texts", where)
        return ((chunk_id, text_of(header_bytes, stored)) for chunk_id, header_bytes, stored in rows)

    def places(self, file_ids: Collection[int]) -> list[ChunkPlace]:
        """Return the chunks of these files with their lines, file by file and in order."""
        rows = self._connection.execute(_QUERIES["chunk_places"], {"file_ids": json.dumps(list(file_ids))})
        return [ChunkPlace(*row) for row in rows]

    def paths(self) -> Iterator[tuple[int, bytes]]:
        """Yield (file id, path) of every file."""
        return self._connection.execute(_QUERIES["file_paths"])

    def files_passing(self, file_ids: Collection[int], where: ChunkFilter, limit: int) -> list[int]:
        """Return those of some files that the filter leaves, the shortest paths first."""
        rows = self._rows("files_passing", where, ids=json.dumps(list(file_ids)), limit=limit)
        return [file_id for (file_id,) in rows]

    def coverage(self) -> list[tuple[str, str | None, str, int]]:
        """Return (status, language, reason, number of files); the reason of a parsed file is empty."""
        return list(self._connection.execute(_QUERIES["coverage"]))

    def _rows(self, query: str, where: ChunkFilter, **parameters: object) -> sqlite3.Cursor:
        return self._connection.execute(_QUERIES[query], {**_filter(where), **parameters})


def _filter(where: ChunkFilter) -> dict[str, object]:
    allowed = None if where.file_ids is None else where.file_ids - where.not_file_ids
    return {
        "languages": _array(where.languages),
        "not_languages": _array(where.not_languages),
        "contents": _array(where.contents),
        "file_ids": None if allowed is None else json.dumps(sorted(allowed)),
        "not_file_ids": _array(where.not_file_ids) if allowed is None else None,
        "kinds": _array(kind.value for kind in kinds_in(where.kinds)),
        "not_kinds": _array(kind.value for kind in kinds_in(where.not_kinds)),
        "kind_mask": where.kinds,
        "not_kind_mask": where.not_kinds,
    }


def _array(values: Collection[str] | Collection[int] | Iterator[str]) -> str | None:
    listed = sorted(values)
    return json.dumps(listed) if listed else None
