"""A model of a repository, and the real stores beside it: write, then compare.

Files are plain words; a chunk is two lines, a definition is a line that starts with `def`. The embedder hashes words,
so texts that share words are near.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from triptych_indexer.model import (
    KIND_BIT,
    ChunkRow,
    Content,
    FileFacts,
    Generation,
    KnownFile,
    NodeKind,
    NodeRow,
    ParseStatus,
    SourceFile,
)
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.passage import text_of
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import Snapshot
from triptych_indexer.store.writer import IndexWriter
from triptych_indexer.tokens import terms

Repository = Mapping[str, str]
"""Path → text."""

LINES_A_CHUNK = 2


class HashingEmbedder:
    """Words hashed into a few dimensions."""

    def __init__(self, name: str = "hashing-1", dimensions: int = 16) -> None:
        self.fingerprint = name
        self.dimensions = dimensions
        self.is_worth_caching = True
        self.seen = 0
        """How many passages it was asked for."""

    def embed(self, passages: Sequence[str]) -> NDArray[np.float32]:
        self.seen += len(passages)
        vectors = np.zeros((len(passages), self.dimensions), dtype=np.float32)
        for row, passage in enumerate(passages):
            for word in terms(passage).split():
                digest = hashlib.blake2b(f"{self.fingerprint} {word}".encode(), digest_size=8).digest()
                vectors[row, digest[0] % self.dimensions] += 1 if digest[1] % 2 else -1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        vectors /= np.where(lengths == 0, 1, lengths)
        return vectors

    def embed_query(self, query: str) -> NDArray[np.float32]:
        first: NDArray[np.float32] = self.embed([query])[0]
        return first


def source_file(path: str, text: str) -> SourceFile:
    size = len(text.encode())
    return SourceFile(path.encode(), size, 1, 1, "python", Content.CODE, 0)


def facts_of(path: str, text: str) -> FileFacts:
    """Return what an extractor would say of such a file."""
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line.encode()))
    nodes = [_node(0, -1, NodeKind.MODULE, path, "", 0, offsets[-1], 0)]
    for number, line in enumerate(lines):
        if line.startswith("def "):
            name = line[4:].split("(")[0].strip()
            nodes.append(
                _node(
                    len(nodes),
                    0,
                    NodeKind.FUNCTION,
                    name,
                    line.strip(),
                    offsets[number],
                    offsets[number + 1],
                    number,
                )
            )
    chunks = [_chunk(path, lines, offsets, first, nodes) for first in range(0, len(lines), LINES_A_CHUNK)]
    return FileFacts(
        sha256=hashlib.sha256(text.encode()).digest(),
        status=ParseStatus.PARSED,
        size_bytes=len(text.encode()),
        lines_code=len(lines),
        nodes=nodes,
        chunks=chunks,
    )


def _node(
    ordinal: int, parent: int, kind: NodeKind, name: str, signature: str, start: int, end: int, line: int
) -> NodeRow:
    content_hash = hashlib.blake2b(signature.encode(), digest_size=8).digest()
    symbol = f"{name}#{ordinal}" if ordinal else ""
    return (
        ordinal, parent, kind.value, name, name, symbol, signature, None, None, None, "public", 0,
        start, end, line, 0, line, 0, start, start, line, 0, 1, None, content_hash,
    )  # fmt: skip


def _chunk(path: str, lines: list[str], offsets: list[int], first: int, nodes: list[NodeRow]) -> ChunkRow:
    last = min(first + LINES_A_CHUNK, len(lines))
    text = "".join(lines[first:last])
    inside = [row for row in nodes[1:] if offsets[first] <= row[12] < offsets[last]]
    names = terms(" ".join(row[3] for row in inside))
    signatures = terms(" ".join(row[6] or "" for row in inside))
    kinds = KIND_BIT[NodeKind.FUNCTION] if inside else 0
    node = inside[0][0] if len(inside) == 1 else 0
    return (
        node, offsets[first], offsets[last], first, last - 1, path, text, len(text) // 4, kinds,
        names, names, signatures, "", terms(text),
    )  # fmt: skip


def index(writer: IndexWriter, repository: Repository, embedder: HashingEmbedder | None = None) -> Generation:
    """Bring the index to hold exactly this repository."""
    known = writer.known_files()
    writer.begin(root="/repository", revision=None, settings_digest="s", tool_version="t")
    for path, text in repository.items():
        before = known.pop(path.encode(), None)
        facts = facts_of(path, text)
        if before is None or before.sha256 != facts.sha256:
            writer.stage(source_file(path, text), facts, before, "facts-1")
    for gone in known.values():
        writer.stage_removed(gone)
    return writer.publish(embedder)


def rename(known: KnownFile, path: str, text: str, writer: IndexWriter) -> None:
    writer.stage(source_file(path, text), facts_of(path, text), known, "facts-1")


def open_writer(root: Path, **options: int) -> IndexWriter:
    """Open a writer that does not mind a small disk."""
    return IndexWriter.open(IndexPaths(root), **({"free_floor_bytes": 0} | options))  # type: ignore[arg-type]


def expected_texts(repository: Repository) -> list[tuple[str, str]]:
    """Return (path, chunk text) of every chunk that an index of the repository holds."""
    return sorted((path, row[6]) for path, text in repository.items() for row in facts_of(path, text).chunks)


def texts_in(snapshot: Snapshot) -> dict[int, tuple[str, str]]:
    """Return chunk id → (path, text), by SQLite."""
    rows = snapshot.connection.execute("""
        SELECT c.id, f.display_path, c.header_bytes, c.passage
          FROM document_chunks AS c
          JOIN file_metadata AS f ON f.id = c.file_id
    """)
    return {chunk_id: (path, text_of(header, stored)) for chunk_id, path, header, stored in rows}


def require_equal(snapshot: Snapshot, repository: Repository, *, vectors: bool = True) -> None:
    """Fail unless all three stores hold exactly this repository: nothing lost, no ghost, no double."""
    texts = texts_in(snapshot)
    assert sorted(texts.values()) == expected_texts(repository)
    in_text = sorted(chunk_id for chunk_id, _ in snapshot.text.rows())
    assert in_text == sorted(texts)
    assert snapshot.generation.chunks == len(texts)
    assert snapshot.generation.files == len(repository)
    if vectors:
        assert snapshot.vectors is not None
        in_vectors = sorted(chunk_id for chunk_id, _ in snapshot.vectors.digest_rows())
        assert in_vectors == sorted(texts)
    for word in sample_words(repository):
        hits = snapshot.text.search("body", [word], 10_000, EVERYTHING)
        wanted = {chunk_id for chunk_id, (_, text) in texts.items() if word in terms(text).split()}
        assert {chunk_id for chunk_id, _ in hits} == wanted


def sample_words(repository: Repository) -> list[str]:
    words = {word for text in repository.values() for word in terms(text).split()}
    return sorted(words)[::7]


def numbered(count: int, *, seed: int = 0, lines: int = 6) -> dict[str, str]:
    """Return a repository of `count` files, different for each seed."""
    return {f"src/module_{number}.py": body(number, seed, lines) for number in range(count)}


def body(number: int, seed: int, lines: int = 6) -> str:
    return "".join(
        f"def work_{number}_{line}(alpha{seed}):\n    return beta{number * 31 + line + seed}\n"
        for line in range(lines // 2)
    )


def changed(repository: Repository, paths: Iterable[str], seed: int) -> dict[str, str]:
    """Return the repository with new content in some files."""
    return {**repository, **{path: body(number, seed) for number, path in enumerate(paths)}}
