"""Rows of `FileFacts` → tables of index.db, inside the one transaction that publishes them.

Nothing is stored twice on the way: rows get their final ids here and go straight into the tables, unseen by readers
until the caller commits; abandoning a run is a rollback (docs/decisions/0002-rows-go-straight-into-the-publish-transaction.md).
Only what the text index wants of new chunks, its terms, waits in a file beside the index (`scratch`).

Ids: a file keeps its id while it lives, also when renamed; a node keeps its id while its (file, symbol) lives; a chunk
while its key lives. Ids are never given twice.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych_indexer.errors import StoreError
from triptych_indexer.model import (
    CHUNK_HEADER,
    CHUNK_KINDS,
    CHUNK_NAME_TERMS,
    CHUNK_NODE,
    CHUNK_START_BYTE,
    CHUNK_TEXT,
    CHUNK_TOKEN_COUNT,
    IMPORT_MODULE,
    NODE_CONTENT_HASH,
    NODE_DECORATORS,
    NODE_DOCUMENTATION,
    NODE_KIND,
    NODE_MODIFIERS,
    NODE_NAME,
    NODE_ORDINAL,
    NODE_PARENT,
    NODE_QUALIFIED_NAME,
    NODE_RETURN_TYPE,
    NODE_SIGNATURE,
    NODE_SUMMARY,
    NODE_SYMBOL,
    NODE_VISIBILITY,
    ChunkRow,
    FileFacts,
    KnownFile,
    NodeRow,
    ReferenceKind,
    SourceFile,
)
from triptych_indexer.store.expressions import Expressions
from triptych_indexer.store.keys import chunk_keys
from triptych_indexer.store.passage import embedding_hash, packed, whole
from triptych_indexer.store.scratch import Scratch, StagedChunk, StagedFile
from triptych_indexer.store.sql import queries, set_aside_indexes

REFERENCE_CODES: Final = {kind.value: code for code, kind in enumerate(ReferenceKind)}
"""How `semantic_references.kind` is written; the view reference_sites reads it back."""

BULK_TABLES: Final = (
    "file_metadata",
    "semantic_nodes",
    "semantic_references",
    "reference_expressions",
    "file_imports",
    "document_chunks",
)
"""Their indexes are set aside while an empty index is filled."""

_QUERIES: Final = queries("staging")

_DELETE_WITH_NODES: Final = (
    "delete_parameters",
    "delete_type_parameters",
    "delete_references",
    "delete_imports",
    "delete_relationships",
    "delete_calls",
)
"""What is written anew with a file's definitions."""


@dataclass(frozen=True, slots=True)
class _OldNode:
    id: int
    content_hash: bytes
    texts: tuple[str, str, str | None]
    """Name, qualified name, signature: what the index of substrings knows of it."""
    others: tuple[object, ...]
    """Kind, return type, modifiers, decorators."""


class Staging:
    """One run's changes, on their way into index.db.

    The connection is the writer's, in autocommit mode. Making a `Staging` begins its transaction (`BEGIN IMMEDIATE`);
    the caller ends it, by `COMMIT` after `apply` or by `ROLLBACK` at any time, and then calls `close`.
    `scratch` names the disposable file; it is replaced when there is one.
    """

    def __init__(self, connection: sqlite3.Connection, scratch: Path, session_id: int) -> None:
        self._connection = connection
        self._session_id = session_id
        self._scratch = Scratch(scratch)
        connection.execute("BEGIN IMMEDIATE")
        self._counters = dict(connection.execute(_QUERIES["identity_counters"]).fetchall())
        self.last_old_chunk: int = self._counters["chunk"]
        """Chunks with higher ids are this run's."""
        self._changes: list[tuple[object, ...]] = []
        self._changed_files: set[int] = set()
        self._changed_surfaces: set[int] = set()
        self._changed_paths: set[bytes] = set()
        self._changed_names: set[str] = set()
        self._removed_chunks: list[int] = []
        self._bulk = connection.execute(_QUERIES["is_empty"]).fetchone()[0] == 1
        self._set_aside = set_aside_indexes(connection, BULK_TABLES) if self._bulk else []
        self._expressions = Expressions(connection, none_yet=self._bulk)

    def add(self, file: SourceFile, facts: FileFacts, known: KnownFile | None, facts_digest: str) -> int:
        """Put a new, changed or renamed file's rows in place of its old ones and return its id.

        Raises:
            StoreError: two definitions have one symbol; the run cannot go on, their ids would be mixed up later.
        """
        if len({row[NODE_SYMBOL] for row in facts.nodes}) != len(facts.nodes):
            raise StoreError(f"two definitions in {display(file.path)} have the same symbol")
        file_id = self._next("file") if known is None else known.id
        self._write_file(file_id, file, facts, facts_digest)
        if known is None:
            node_ids: Sequence[int] = self._take("node", len(facts.nodes))
            if not self._bulk:
                self._connection.executemany(
                    _QUERIES["index_node"],
                    [(node_ids[row[NODE_ORDINAL]], *_texts(row)) for row in facts.nodes],
                )
            self._changed_names.update(row[NODE_NAME] for row in facts.nodes)
            affected: list[int] = []
            self._insert_nodes(file_id, facts.nodes, node_ids)
        else:
            node_ids, affected = self._replace_nodes(file_id, facts)
        self._insert_details(file_id, facts, node_ids)
        self._write_bindings(file_id, facts, fresh=known is None)
        self._write_chunks(file_id, file, facts.chunks, node_ids, fresh=known is None)
        self._changed_files.add(file_id)
        self._note_change(file_id, file, facts, known, affected)
        return file_id

    def _write_bindings(self, file_id: int, facts: FileFacts, *, fresh: bool) -> None:
        before = None
        if not fresh:
            row = self._connection.execute(_QUERIES["old_surface"], (file_id,)).fetchone()
            before = row[0] if row is not None else None
            self._connection.execute(_QUERIES["delete_bindings"], (file_id,))
        if before != facts.surface:
            self._changed_surfaces.add(file_id)
        if facts.bindings is not None:
            self._connection.execute(_QUERIES["insert_bindings"], (file_id, facts.surface, facts.bindings))

    def remove(self, known: KnownFile) -> None:
        """Take a file away with everything that hangs on it, edges of other files to it included."""
        arguments = (known.id,)
        old = self._old_nodes(known.id).values()
        self._changed_names.update(node.texts[0] for node in old)
        self._unindex(old, self._old_imports(known.id))
        self._removed_chunks.extend(
            row[1] for row in self._connection.execute(_QUERIES["old_chunks"], arguments)
        )
        self._expressions.loosen(known.id)
        self._connection.execute(_QUERIES["delete_file"], arguments)
        self._changed_files.discard(known.id)
        self._changed_surfaces.add(known.id)
        self._changed_paths.add(known.path)
        self._changes.append(
            (
                self._session_id,
                known.id,
                known.path,
                display(known.path),
                "deleted",
                None,
                known.sha256,
                None,
                json.dumps([node.id for node in old]),
            )
        )

    def touch(self, known: KnownFile, file: SourceFile) -> None:
        """Note a file's new time and inode; its content is the same."""
        self._connection.execute(
            _QUERIES["touch_file"], (file.size_bytes, file.mtime_ns, file.inode, known.id)
        )

    def apply(self) -> None:
        """Finish: indexes, text search and the record of changes; afterwards the tables answer queries again.

        Raises:
            StoreError: a path was given to two files.
        """
        connection = self._connection
        if connection.execute(_QUERIES["displaced_files"]).fetchone()[0]:
            raise StoreError("a path was taken over from a file that was then neither removed nor renamed")
        connection.executemany(
            _QUERIES["save_counter"], [(last, name) for name, last in self._counters.items()]
        )
        connection.executemany(_QUERIES["insert_change"], self._changes)
        self._changes.clear()
        if self._set_aside:
            for statement in self._set_aside:
                connection.execute(statement)
            connection.execute(_QUERIES["rebuild_nodes_fts"])
            connection.execute(_QUERIES["rebuild_dependencies_fts"])
            self._set_aside.clear()
        self._expressions.drop_unused()
        self._bulk = False

    def new_chunks(self) -> Iterator[StagedFile]:
        """Yield the chunks that the projections lack, file by file."""
        return self._scratch.files(frozenset(self._removed_chunks))

    def new_chunk_count(self) -> int:
        count: int = self._connection.execute(
            _QUERIES["count_new_chunks"], (self.last_old_chunk,)
        ).fetchone()[0]
        return count

    def removed_chunk_ids(self) -> Sequence[int]:
        """Return the chunks that the projections hold and must lose."""
        return self._removed_chunks

    def changed_files(self) -> frozenset[int]:
        """Return the files whose facts are new: their own edges are gone and have to be made again."""
        return frozenset(self._changed_files)

    def changed_surfaces(self) -> frozenset[int]:
        """Return the files of which other files see something else than before, vanished ones among them."""
        return frozenset(self._changed_surfaces)

    def changed_paths(self) -> frozenset[bytes]:
        """Return the paths that appeared or vanished: imports anywhere may now lead elsewhere."""
        return frozenset(self._changed_paths)

    def changed_names(self) -> frozenset[str]:
        """Return the names whose definitions appeared, vanished or look different from outside.

        References to these names, in whatever file, have to be linked again; no others.
        """
        return frozenset(self._changed_names)

    def close(self) -> None:
        """Forget what waited for the text index."""
        self._scratch.close()

    def _next(self, counter: str) -> int:
        return self._take(counter, 1)[0]

    def _take(self, counter: str, count: int) -> range:
        first = self._counters[counter] + 1
        self._counters[counter] += count
        return range(first, first + count)

    def _write_file(self, file_id: int, file: SourceFile, facts: FileFacts, facts_digest: str) -> None:
        if not self._bulk:
            # Two files may swap names: the former owner of the path is dealt with later in this run.
            self._connection.execute(_QUERIES["displace_file"], (file.path, file_id))
        self._connection.execute(
            _QUERIES["save_file"],
            {
                "id": file_id,
                "path": file.path,
                "display_path": display(file.path),
                "language": file.language,
                "content": file.content,
                "size_bytes": file.size_bytes,
                "mtime_ns": file.mtime_ns,
                "inode": file.inode,
                "sha256": facts.sha256,
                "flags": file.flags,
                "skip_reason": file.skip_reason,
                "status": facts.status,
                "reason": facts.reason,
                "lines_code": facts.lines_code,
                "lines_comment": facts.lines_comment,
                "lines_blank": facts.lines_blank,
                "parse_error_bytes": facts.parse_error_bytes,
                "redactions": facts.redactions,
                "licence": facts.licence,
                "facts_digest": facts_digest,
                "session_id": self._session_id,
            },
        )

    def _replace_nodes(self, file_id: int, facts: FileFacts) -> tuple[Sequence[int], list[int]]:
        """Return the nodes' ids by ordinal, and the ids of those that appeared, changed or vanished."""
        connection = self._connection
        old = self._old_nodes(file_id)
        old_imports = self._old_imports(file_id)
        self._expressions.loosen(file_id)
        for query in _DELETE_WITH_NODES:
            connection.execute(_QUERIES[query], (file_id,))

        ids = [0] * len(facts.nodes)
        affected: list[int] = []
        added: list[NodeRow] = []
        kept: list[NodeRow] = []
        stale: list[_OldNode] = []
        unindexed: list[NodeRow] = []
        for row in facts.nodes:
            before = old.pop(row[NODE_SYMBOL], None)
            if before is None:
                ids[row[NODE_ORDINAL]] = self._next("node")
                self._changed_names.add(row[NODE_NAME])
                affected.append(ids[row[NODE_ORDINAL]])
                added.append(row)
                continue
            ids[row[NODE_ORDINAL]] = before.id
            kept.append(row)
            if before.content_hash != row[NODE_CONTENT_HASH]:
                affected.append(before.id)
            if before.texts != _texts(row):
                stale.append(before)
                unindexed.append(row)
            if before.texts[0::2] != (row[NODE_NAME], row[NODE_SIGNATURE]) or before.others != _others(row):
                self._changed_names.update((before.texts[0], row[NODE_NAME]))
        self._changed_names.update(node.texts[0] for node in old.values())
        affected.extend(node.id for node in old.values())
        # The vanished ones last: a node whose parent vanishes must have let go of it, or it is deleted with it.
        self._insert_nodes(file_id, added, ids)
        connection.executemany(
            _QUERIES["update_node"], [(*_node_values(row, ids)[1:], ids[row[NODE_ORDINAL]]) for row in kept]
        )
        connection.executemany(_QUERIES["delete_node"], [(node.id,) for node in old.values()])
        self._unindex([*stale, *old.values()], old_imports)
        connection.executemany(
            _QUERIES["index_node"], [(ids[row[NODE_ORDINAL]], *_texts(row)) for row in (*added, *unindexed)]
        )
        return ids, affected

    def _old_nodes(self, file_id: int) -> dict[str, _OldNode]:
        rows = self._connection.execute(_QUERIES["old_nodes"], (file_id,))
        return {row[1]: _OldNode(row[0], row[2], row[3:6], row[6:]) for row in rows}

    def _old_imports(self, file_id: int) -> list[tuple[int, str, str, str, int]]:
        return self._connection.execute(_QUERIES["old_imports"], (file_id,)).fetchall()

    def _unindex(self, nodes: Iterable[_OldNode], imports: Iterable[tuple[int, str, str, str, int]]) -> None:
        self._connection.executemany(_QUERIES["unindex_node"], [(node.id, *node.texts) for node in nodes])
        self._connection.executemany(_QUERIES["unindex_import"], [(row[0], row[2]) for row in imports])

    def _insert_nodes(self, file_id: int, nodes: Iterable[NodeRow], ids: Sequence[int]) -> None:
        self._connection.executemany(
            _QUERIES["insert_node"], [(file_id, *_node_values(row, ids)) for row in nodes]
        )

    def _insert_details(self, file_id: int, facts: FileFacts, ids: Sequence[int]) -> None:
        connection = self._connection
        if facts.parameters:
            connection.executemany(
                _QUERIES["insert_parameter"], [(ids[row[0]], *row[1:]) for row in facts.parameters]
            )
        if facts.type_parameters:
            connection.executemany(
                _QUERIES["insert_type_parameter"], [(ids[row[0]], *row[1:]) for row in facts.type_parameters]
            )
        if facts.imports:
            import_ids = self._take("import", len(facts.imports))
            connection.executemany(
                _QUERIES["insert_import"],
                [
                    (number, file_id, ids[row[0]], *row[1:])
                    for number, row in zip(import_ids, facts.imports, strict=True)
                ],
            )
            if not self._bulk:
                paths = [
                    (number, row[IMPORT_MODULE])
                    for number, row in zip(import_ids, facts.imports, strict=True)
                ]
                connection.executemany(_QUERIES["index_import"], paths)
        if facts.references:
            codes, expressions = REFERENCE_CODES, self._expressions
            connection.executemany(
                _QUERIES["insert_reference"],
                [
                    (
                        ids[node],
                        start_byte,
                        codes[kind],
                        expressions[name, text],
                        line,
                        column,
                        flags,
                        rule_line,
                    )
                    for node, kind, name, text, line, column, start_byte, flags, rule_line in facts.references
                ],
            )

    def _write_chunks(
        self,
        file_id: int,
        file: SourceFile,
        chunks: Sequence[ChunkRow],
        node_ids: Sequence[int],
        *,
        fresh: bool,
    ) -> None:
        connection = self._connection
        keys = chunk_keys(file.path, file.language, file.content, chunks)
        old: dict[bytes, int] = (
            {} if fresh else dict(connection.execute(_QUERIES["old_chunks"], (file_id,)).fetchall())
        )
        kept: list[tuple[object, ...]] = []
        added: list[tuple[object, ...]] = []
        staged: list[StagedChunk] = []
        for key, row in zip(keys, chunks, strict=True):
            ordinal = row[CHUNK_NODE]
            node_id = node_ids[ordinal] if 0 <= ordinal < len(node_ids) else None
            chunk_id = old.pop(key, None)
            if chunk_id is not None:
                kept.append((node_id, *row[CHUNK_START_BYTE:CHUNK_HEADER], chunk_id))
                continue
            chunk_id = self._next("chunk")
            added.append((chunk_id, file_id, node_id, key, *_chunk_values(row)))
            staged.append(StagedChunk(chunk_id, key, *row[CHUNK_KINDS:]))
        # The old ones first: an equal text may have moved to another place in the file.
        connection.executemany(_QUERIES["delete_chunk"], [(number,) for number in old.values()])
        connection.executemany(_QUERIES["move_chunk"], kept)
        connection.executemany(_QUERIES["insert_chunk"], added)
        if staged:
            self._scratch.put(StagedFile(file_id, file.path, file.language or "", file.content.value, staged))
        self._removed_chunks.extend(old.values())

    def _note_change(
        self, file_id: int, file: SourceFile, facts: FileFacts, known: KnownFile | None, affected: list[int]
    ) -> None:
        if known is None:
            change, former, old_sha256 = "created", None, None
        elif known.path != file.path:
            change, former, old_sha256 = "renamed", display(known.path), known.sha256
        else:
            change, former, old_sha256 = "modified", None, known.sha256
        if known is None or known.path != file.path:
            self._changed_paths.add(file.path)
            if known is not None:
                self._changed_paths.add(known.path)
        self._changes.append(
            (
                self._session_id,
                file_id,
                file.path,
                display(file.path),
                change,
                former,
                old_sha256,
                facts.sha256,
                json.dumps(sorted(affected)),
            )
        )


def display(path: bytes) -> str:
    r"""Return a path as text for people; bytes that are no UTF-8 are shown as `\xNN`.

    >>> print(display(b"caf\xe9.py"))
    caf\xe9.py
    """
    return path.decode("utf-8", "backslashreplace")


def _node_values(row: NodeRow, ids: Sequence[int]) -> tuple[object, ...]:
    parent = ids[row[NODE_PARENT]] if row[NODE_PARENT] >= 0 else None
    summary = row[NODE_SUMMARY]
    if summary == row[NODE_DOCUMENTATION]:
        summary = None  # "all of it is the summary" is not written twice
    return (ids[row[NODE_ORDINAL]], parent, *row[NODE_KIND:NODE_SUMMARY], summary, *row[NODE_VISIBILITY:])


def _chunk_values(row: ChunkRow) -> tuple[object, ...]:
    passage = whole(row[CHUNK_HEADER], row[CHUNK_TEXT])
    header_bytes = len(row[CHUNK_HEADER].encode())
    return (
        embedding_hash(passage),
        *row[CHUNK_START_BYTE:CHUNK_HEADER],
        *row[CHUNK_TOKEN_COUNT:CHUNK_NAME_TERMS],
        header_bytes,
        packed(passage),
    )


def _texts(row: NodeRow) -> tuple[str, str, str | None]:
    return (row[NODE_NAME], row[NODE_QUALIFIED_NAME], row[NODE_SIGNATURE])


def _others(row: NodeRow) -> tuple[str, str | None, int, str | None]:
    return (row[NODE_KIND], row[NODE_RETURN_TYPE], row[NODE_MODIFIERS], row[NODE_DECORATORS])
