"""Lines of a file: where each starts, how many hold code, and the licence a header states."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import Final

LICENCE_WITHIN_BYTES: Final = 4096
"""A licence is stated at the top or not at all."""

_LICENCE = re.compile(rb"SPDX-License-Identifier:[ \t]*([A-Za-z0-9.+() \t-]+)")


def line_starts(lines: list[bytes]) -> list[int]:
    """Return the byte where each line starts; a line ends with its newline."""
    starts = list(accumulate(map((1).__add__, map(len, lines)), initial=0))
    starts.pop()  # where a line after the last one would start
    return starts


def count(
    source: bytes, lines: list[bytes], starts: list[int], comments: Iterable[tuple[int, int]]
) -> tuple[int, int, int]:
    """Return how many lines hold code, nothing but comments, and nothing at all.

    `comments` are the byte ranges of the comments, in order.
    """
    total = len(lines) - (lines[-1] == b"")  # a file that ends with a newline has no line after it
    blank = total - len(list(filter(None, map(bytes.strip, lines))))
    commented = 0
    last = -1
    for start, end in comments:
        line = bisect_right(starts, start) - 1
        if line == last or source[starts[line] : start].strip():
            continue  # the line was counted, or code stands before the comment
        if b"\n" in source[start:end].rstrip():
            commented += sum(1 for one in source[start:end].split(b"\n") if one.strip())
            last = bisect_right(starts, max(start, end - 1)) - 1
        else:
            commented += 1
            last = line
    return max(0, total - blank - commented), commented, blank


def licence(source: bytes) -> str | None:
    """Return the SPDX expression a header states, as written.

    >>> licence(b"// SPDX-License-Identifier: MIT OR Apache-2.0")
    'MIT OR Apache-2.0'
    """
    found = _LICENCE.search(source, 0, LICENCE_WITHIN_BYTES)
    return found[1].decode("ascii").strip() or None if found else None
