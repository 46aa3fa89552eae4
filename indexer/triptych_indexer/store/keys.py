"""What makes a chunk the same chunk in the next generation: its key, over everything the other stores know of it."""

from collections.abc import Iterable, Sequence
from hashlib import blake2b
from struct import pack

from triptych_indexer.model import (
    CHUNK_DOCUMENTATION_TERMS,
    CHUNK_HEADER,
    CHUNK_KINDS,
    CHUNK_NAME_TERMS,
    CHUNK_QUALIFIED_NAME_TERMS,
    CHUNK_SIGNATURE_TERMS,
    CHUNK_TEXT,
    ChunkRow,
)


def chunk_keys(path: bytes, language: str | None, content: str, chunks: Iterable[ChunkRow]) -> list[bytes]:
    """Return a key for each chunk of a file, over everything that LanceDB and Tantivy know of it.

    Equal chunks of one file get different keys: the n-th equal one is told apart by n.
    """
    seen: dict[bytes, int] = {}
    keys = []
    file = blake2b(_framed((path, (language or "").encode(), content.encode())), digest_size=16)
    for row in chunks:
        # The terms of names, signatures and documentation may come from text beyond the chunk's end.
        texts = (
            row[CHUNK_HEADER],
            row[CHUNK_TEXT],
            str(row[CHUNK_KINDS]),
            row[CHUNK_NAME_TERMS],
            row[CHUNK_QUALIFIED_NAME_TERMS],
            row[CHUNK_SIGNATURE_TERMS],
            row[CHUNK_DOCUMENTATION_TERMS],
        )
        plain = file.copy()
        plain.update(_framed([text.encode() for text in texts]))
        digest = plain.digest()
        nth = seen[digest] = seen.get(digest, -1) + 1
        if nth:
            plain.update(nth.to_bytes(4, "little"))
            digest = plain.digest()
        keys.append(digest)
    return keys


def _framed(parts: Sequence[bytes]) -> bytes:
    return pack(f"<{len(parts)}I", *map(len, parts)) + b"".join(parts)
