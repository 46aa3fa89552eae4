r"""Where a long stretch of text may be cut.

Everything here counts in lines as tree-sitter does: a line ends after `\\n`, and nowhere else.
"""

import math
from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Final

_LEAD_BYTE: Final = 0xC0


def line_starts(source: bytes) -> list[int]:
    r"""Return the offset of every line's first byte; a text that ends in `\n` has no empty last line.

    >>> line_starts(b"ab\ncd\n"), line_starts(b"")
    ([0, 3], [])
    """
    if not source:
        return []
    # `splitlines` of bytes knows `\r` too: only where there is none does it cut as we do, and it is the faster one.
    lengths = map(len, source.splitlines(keepends=True) if b"\r" not in source else _split(source))
    starts = [0, *accumulate(lengths)]
    del starts[-1]  # the end
    return starts


def _split(source: bytes) -> list[bytes]:
    lines = source.split(b"\n")
    last = lines.pop()
    return [line + b"\n" for line in lines] + ([last] if last else [])


def cut(source: bytes, starts: list[int], start: int, end: int, target: int, cap: int) -> list[int]:
    """Return ascending offsets inside `(start, end)` that part it into pieces of about `target` bytes.

    No piece is longer than `cap`. The cut prefers a line start after a blank line and at little indentation, near
    the place that would make the pieces equal; a line longer than `cap` is cut between two characters.
    """
    cuts: list[int] = []
    position = start
    while end - position > uncut_bytes(target):
        pieces = max(2, round((end - position) / target))
        ideal = position + (end - position) // pieces
        position = _best(source, starts, position, ideal, min(position + cap, end - 1))
        cuts.append(position)
    return cuts


def uncut_bytes(target: int) -> int:
    """Return the size up to which a stretch stays whole."""
    return target + target // 2


def _best(source: bytes, starts: list[int], position: int, ideal: int, limit: int) -> int:
    half = (ideal - position) // 2
    low = bisect_left(starts, ideal - half)
    high = bisect_right(starts, min(ideal + half, limit))
    if low < high:
        return _cheapest(source, starts, low, high, ideal, half)
    before = bisect_right(starts, limit) - 1
    if before >= 0 and starts[before] > position:
        return starts[before]
    after = min(ideal + half, limit)
    return max(position + 1, character_start(source, after))


def _cheapest(source: bytes, starts: list[int], low: int, high: int, ideal: int, half: int) -> int:
    """Return where to cut, of the lines `low` ≤ line < `high`; of equally good ones the first.

    Asked from the ideal place outwards: as soon as the way alone costs more than a blank line can make up for,
    nothing further off is better. That spares nine lines in ten.
    """
    best, lowest = starts[low], math.inf
    right = bisect_left(starts, ideal, low, high)
    left = right - 1
    while left >= low or right < high:
        if right >= high or (left >= low and ideal - starts[left] <= starts[right] - ideal):
            at = starts[left]
            left -= 1
        else:
            at = starts[right]
            right += 1
        # Half a piece off the ideal costs as much as 16 columns of indentation, or as lacking a blank line.
        cost = 16 * abs(at - ideal) / (half + 1)
        if cost - 16 > lowest:
            break
        cost += _indentation(source, at)
        cost -= 16 * _after_blank(source, at)
        if (cost, at) < (lowest, best):
            best, lowest = at, cost
    return best


def _indentation(source: bytes, at: int) -> int:
    line = source[at : at + 40]
    return len(line) - len(line.lstrip(b" \t"))


def _after_blank(source: bytes, at: int) -> bool:
    previous = source.rfind(b"\n", 0, max(at - 1, 0)) + 1
    return at - previous < 40 and source[previous:at].isspace()


def character_start(source: bytes, at: int) -> int:
    r"""Return `at`, or the start of the UTF-8 character it stands inside; broken sequences are not characters.

    >>> character_start("aé".encode(), 2), character_start(b"\\x80\\x80\\x80", 2)
    (1, 2)
    """
    for back in range(1, 4):
        if at < back or at >= len(source) or source[at] & 0xC0 != 0x80:
            break
        byte = source[at - back]
        if byte >= _LEAD_BYTE:
            length = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return at - back if length > back else at
        if byte < 0x80:
            break
    return at
