"""Which lines did a change touch? Lines count from 0; texts are compared without their line ends.

What was indexed may be the text before the change, the one after it, or another one. A line that is gone can only stand in a
text from before; where it does not stand any more, the change touches the line before it, which is in the same definition more
often than the one after it is.
"""

from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from typing import Final

MAX_COMPARED: Final = 20_000
"""Lines that differ in the middle; comparing more takes seconds, so all of them count as changed."""


def touched(old: bytes, new: bytes, indexed: bytes) -> set[int]:
    r"""Return the lines of `indexed` that a change from `old` to `new` took away, put in or wrote anew.

    >>> touched(b"a\nb\nc\n", b"a\nc\n", indexed=b"a\nb\nc\n")
    {1}
    >>> touched(b"a\nb\nc\n", b"a\nc\n", indexed=b"a\nc\n")
    {0}
    """
    old_lines, new_lines = old.splitlines(), new.splitlines()
    still = _unchanged(old_lines, indexed.splitlines())
    found: set[int] = set()
    now: set[int] = set()
    for old_start, old_end, start, end in _differing(old_lines, new_lines):
        standing = {still[line] for line in range(old_start, old_end) if line in still}
        found |= standing
        if start < end:
            now.update(range(start, end))
        elif not standing:
            now.add(max(0, start - 1))
    return found | carried(now, new, indexed)


def carried(lines: Collection[int], old: bytes, new: bytes) -> set[int]:
    r"""Return where lines of `old` stand in `new`; one that is not there any more, where it would.

    >>> carried({1}, b"a\nb\n", b"x\na\nb\n")
    {2}
    """
    if old == new or not lines:
        return set(lines)
    shift = 0
    spans = _differing(old.splitlines(), new.splitlines())
    found: set[int] = set()
    for line in sorted(lines):
        while spans and spans[0][1] <= line:
            shift = spans[0][3] - spans[0][1]
            spans.pop(0)
        if spans and spans[0][0] <= line:
            found.update(range(spans[0][2], max(spans[0][3], spans[0][2] + 1)))
        else:
            found.add(line + shift)
    return found


def _unchanged(old: Sequence[bytes], new: Sequence[bytes]) -> dict[int, int]:
    """Return line of `old` → line of `new`, of those that stand in both."""
    found: dict[int, int] = {}
    old_at = new_at = 0
    ends = (len(old), len(old), len(new), len(new))
    for old_start, old_end, new_start, new_end in [*_differing(old, new), ends]:
        found.update(zip(range(old_at, old_start), range(new_at, new_start), strict=True))
        old_at, new_at = old_end, new_end
    return found


def _differing(old: Sequence[bytes], new: Sequence[bytes]) -> list[tuple[int, int, int, int]]:
    """Return (start, end) in both texts of each stretch that differs, in order."""
    head = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    middle_old, middle_new = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(middle_old) + len(middle_new) > MAX_COMPARED or not middle_old or not middle_new:
        whole = (head, len(old) - tail, head, len(new) - tail)
        return [whole] if middle_old or middle_new else []
    matcher = SequenceMatcher(None, middle_old, middle_new, autojunk=False)
    return [
        (head + a, head + b, head + c, head + d)
        for tag, a, b, c, d in matcher.get_opcodes()
        if tag != "equal"
    ]
