"""The place of a reference, as its language-neutral text says it: `super().save`, `self.pool[].get`, `a::b::c`.

Names and member access survive in it, arguments are `()`, subscripts `[]`, literals and everything else stand as
`'str'` or `?`. Whatever the separator was (`.`, `::`, `->`, `?.`, Lua's and Ruby's `:`), it means "member of".
"""

import re
from dataclasses import dataclass
from functools import lru_cache

_SEPARATOR = re.compile(r"\?\.|->|::|\.|:|\\")
_PLAIN = re.compile(r"[^\W\d]\w*[?!]?")


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a path."""

    name: str
    called: bool
    """`name()`: the value is what the call gives."""
    known: bool
    """False for a literal, a subscript, a `?`: nothing can be said of what comes after."""


@lru_cache(maxsize=65_536)
def segments(expression: str) -> tuple[Segment, ...]:
    """Return the steps of an expression, first to last.

    >>> [s.name for s in segments("super().save")]
    ['super', 'save']
    >>> segments("rows[].get")[0].known
    False
    """
    return tuple(_segment(piece) for piece in _SEPARATOR.split(expression.removeprefix("new ")) if piece)


def _segment(piece: str) -> Segment:
    called = piece.endswith("()")
    name = piece[:-2] if called else piece
    return Segment(name, called, _PLAIN.fullmatch(name) is not None)
