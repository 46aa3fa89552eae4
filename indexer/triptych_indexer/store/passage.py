"""How a chunk's text lies in `document_chunks`: header, newline, text, deflated where that is shorter.

Code deflates to two fifths, and a third of the index was text. zlib costs .6 CPU s for Django's 29 MB, and
5 µs to read one chunk. A preset dictionary, even one made of the very texts, saves a tenth more and takes a
fifth longer (benchmarks/record, "disk"). An index that an older program began holds plain text too.
"""

import zlib
from hashlib import blake2b
from typing import Final

from triptych_indexer.errors import StoreDamaged

Stored = bytes | str
"""Deflated, or as it is."""

_LEVEL: Final = 4
"""On Django 1 makes 11.7 MB in .53 CPU s, 4 makes 11.35 in .59, 6 makes 11.26 in .64."""

_WINDOW_BITS: Final = 13
_MEMORY_LEVEL: Final = 6
"""A window of 8 kB, more than a chunk has. With zlib's own 32 kB each chunk's state is so large (268 kB) that the C
library asks the kernel for it and gives it back: 2.1 CPU s instead of 0.5 for the same bytes."""

_MAX_BYTES: Final = 1 << 26
"""More than any file that is read. An index may come with a stranger's repository, and a kilobyte inflates to a megabyte."""


def whole(header: str, text: str) -> bytes:
    """Return what is hashed, embedded and stored of a chunk."""
    return f"{header}\n{text}".encode()


def embedding_hash(passage: bytes) -> bytes:
    return blake2b(passage, digest_size=16).digest()


def packed(passage: bytes) -> Stored:
    """Return what is stored of a passage."""
    deflater = zlib.compressobj(_LEVEL, zlib.DEFLATED, _WINDOW_BITS, _MEMORY_LEVEL)
    short = deflater.compress(passage) + deflater.flush()
    return short if len(short) < len(passage) else passage.decode()


def unpacked(stored: Stored) -> bytes:
    """Return the passage.

    Raises:
        StoreDamaged: it is not what `packed` made.
    """
    if isinstance(stored, str):
        return stored.encode()
    inflater = zlib.decompressobj()
    try:
        passage = inflater.decompress(stored, _MAX_BYTES)
    except zlib.error as error:
        raise StoreDamaged(
            f"a chunk's text does not inflate ({error}): run `triptych doctor --deep`"
        ) from error
    if not inflater.eof:
        raise StoreDamaged("a chunk's text does not end: run `triptych doctor --deep`")
    return passage


def header_and_text(header_bytes: int, stored: Stored) -> tuple[str, str]:
    """Return a chunk's header and text.

    >>> header_and_text(4, packed(whole("a.py", "x = 1")))
    ('a.py', 'x = 1')
    """
    passage = unpacked(stored)
    return passage[:header_bytes].decode(), passage[header_bytes + 1 :].decode()


def text_of(header_bytes: int, stored: Stored) -> str:
    return unpacked(stored)[header_bytes + 1 :].decode()
