"""One number that tells whether two stores hold the same chunks.

The set-digest is the sum, modulo 2^256, of SHA-256 over (chunk id, chunk mark). A sum does not care about order and
can be carried from one generation to the next: subtract what went, add what came. Each store keeps ids and marks of
its own, so each can be asked for its digest without help of the others.

A chunk's mark is the first 8 bytes of its key, as a signed number: both LanceDB and Tantivy keep it in 8 bytes.
"""

import hashlib
from collections.abc import Iterable
from struct import Struct
from typing import Final

_ROW: Final = Struct("<qq")
_MODULUS: Final = 1 << 256

EMPTY: Final = bytes(32)


def mark_of(chunk_key: bytes) -> int:
    """Return the mark that the derived stores keep of a chunk's key.

    >>> mark_of(bytes([255] * 16)), mark_of(bytes([1]) + bytes(15))
    (-1, 1)
    """
    return int.from_bytes(chunk_key[:8], "little", signed=True)


def set_digest(rows: Iterable[tuple[int, int]]) -> bytes:
    """Return the digest of (chunk id, mark) pairs in any order.

    >>> set_digest([(1, 5), (2, 6)]) == set_digest([(2, 6), (1, 5)])
    True
    """
    return moved(EMPTY, (), rows)


def moved(before: bytes, removed: Iterable[tuple[int, int]], added: Iterable[tuple[int, int]]) -> bytes:
    """Return the digest of a set after some pairs went and others came.

    >>> moved(set_digest([(1, 5), (2, 6)]), [(1, 5)], [(3, 7)]) == set_digest([(2, 6), (3, 7)])
    True
    """
    total = int.from_bytes(before, "little")
    total += _sum(added) - _sum(removed)
    return (total % _MODULUS).to_bytes(32, "little")


def _sum(rows: Iterable[tuple[int, int]]) -> int:
    pack, sha256, number = _ROW.pack, hashlib.sha256, int.from_bytes
    return sum(number(sha256(pack(chunk_id, mark)).digest(), "little") for chunk_id, mark in rows)
