"""What to look at before a parser does: cheap guards on bytes, so that a bomb costs its own file a glance.

What is no text at all never comes here (`discover.classify.binary_reason`). Text that no parser should see is chunked by
lines (`text_only_reason`). The guards are nearly free on a normal file.

A text in UTF-16 or UTF-32 that says so by its byte order mark is brought to UTF-8 first (`to_utf8`); every offset
then refers to the UTF-8 text. Without a mark it looks binary, as it does to git and ripgrep. In what is text, bytes
that are no UTF-8 become the characters that they are in Latin-1 (`strays_to_utf8`), and offsets again refer to the result.
"""

import codecs
import re
from typing import Final

MAX_BRACKET_DEPTH: Final = 2_000
"""People write below 50; grammars keep a stack of parse states for each level, and walks recurse."""

MAX_MEAN_LINE_BYTES: Final = 1_000
"""Longer on average is minified or data; counted only in files of `_MINIFIED_FROM_BYTES`."""

_MINIFIED_FROM_BYTES: Final = 10_000
_HEAD_BYTES: Final = 64 * 1024

# UTF-32's mark begins with UTF-16's, so it is asked first.
_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)

_OPENING: Final = b"([{"
_CLOSING: Final = b")]}"
_TO_ROUND: Final = bytes.maketrans(_OPENING + _CLOSING, b"((()))")
_NOT_BRACKETS: Final = bytes(set(range(256)) - set(_OPENING + _CLOSING))
_STEP: Final = {ord("("): 1, ord(")"): -1}
_PASSES: Final = 40


def to_utf8(source: bytes) -> bytes:
    r"""Return a text that is marked as UTF-16 or UTF-32 as UTF-8; anything else, and broken ones, as they are.

    >>> to_utf8(b"\xff\xfea\x00b\x00"), to_utf8(b"plain")
    (b'ab', b'plain')
    """
    for mark, encoding in _MARKS:
        if source.startswith(mark):
            try:
                return source.decode(encoding).encode()
            except UnicodeError:  # cut short, or a lone surrogate: the guards below will call it binary
                continue
    return source


_STRAY: Final = re.compile("[\udc80-\udcff]+")


def strays_to_utf8(source: bytes) -> bytes:
    r"""Return a text in UTF-8: a byte that is none is the character that it is in Latin-1, as Windows extends it.

    >>> strays_to_utf8(b"caf\xe9").decode(), strays_to_utf8(b"\x93na\xc3\xafve\x94").decode()
    ('café', '“naïve”')
    """
    try:
        source.decode()
    except UnicodeDecodeError:
        return _STRAY.sub(_latin, source.decode("utf-8", "surrogateescape")).encode()
    return source


def _latin(strays: re.Match[str]) -> str:
    written = strays[0].encode("utf-8", "surrogateescape")
    try:
        return written.decode("cp1252")
    except UnicodeDecodeError:  # five of its places are empty
        return written.decode("latin-1")


def text_only_reason(source: bytes, max_line_bytes: int) -> str | None:
    """Return why this text should not be parsed, None if it may be."""
    if len(source) > max_line_bytes:
        start = line_longer_than(source, max_line_bytes)
        if start is not None:
            number = source.count(b"\n", 0, start) + 1
            return f"minified: line {number:,} is longer than {max_line_bytes:,} bytes"
    if len(source) >= _MINIFIED_FROM_BYTES:
        mean = len(source) // (source.count(b"\n") + 1)
        if mean > MAX_MEAN_LINE_BYTES:
            return f"minified: its lines are {mean:,} bytes long on average"
    if is_nested_deeper(source, MAX_BRACKET_DEPTH):
        return f"brackets are nested more than {MAX_BRACKET_DEPTH:,} deep"
    nul = source.find(b"\0", _HEAD_BYTES)
    return None if nul == -1 else f"a NUL byte at {nul:,}"


def line_longer_than(source: bytes, limit: int) -> int | None:
    r"""Return the offset of the first line with more than `limit` bytes, its end not counted.

    Looks at one byte in `limit`, more or less: from each line start it jumps to the last line end in reach.

    >>> line_longer_than(b"ab\nabc\n", 2), line_longer_than(b"ab\nab", 2)
    (3, None)
    """
    start, size = 0, len(source)
    while size - start > limit:
        end = source.rfind(b"\n", start, start + limit + 1)
        if end == -1:
            return start
        start = end + 1
    return None


def is_nested_deeper(source: bytes, depth: int) -> bool:
    """Tell whether brackets nest deeper than `depth`, wherever they stand: strings and comments count too."""
    if sum(map(source.count, (b"(", b"[", b"{"))) <= depth:
        return False
    brackets = source.translate(_TO_ROUND, _NOT_BRACKETS)
    # Each pass takes the innermost pairs away, so normal code is gone in a few; only what is left is walked.
    for peeled in range(_PASSES):
        if brackets.count(b"(") <= depth - peeled:
            return False
        brackets = brackets.replace(b"()", b"")
    level = 0
    for step in map(_STEP.__getitem__, brackets):
        level = max(0, level + step)  # closing brackets too many must not buy room for opening ones
        if level + _PASSES > depth:
            return True
    return False
