"""The place of a reference, as its language-neutral text says it: `super().save`, `self.pool[].get`, `a::b::c`.

Names and member access survive in it, arguments are `()`, subscripts `[]`, literals and everything else stand as
`'str'` or `?`. Whatever the separator was (`.`, `::`, `->`, `?.`, Lua's and Ruby's `:`), it means "member of".
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_SEPARATOR = re.compile(r"\?\.|->|::|\.|:|\\")
_PLAIN = re.compile(r"[$]?[^\W\d]\w*[?!]?")


@dataclass(frozen=True, slots=True)
class Segment:
    """One step of a path."""

    name: str
    called: bool
    """`name()`: the value is what the call gives."""
    known: bool
    """False for a literal, a subscript, a `?`: nothing can be said of what comes after."""


@lru_cache(maxsize=8_192)
def segments(expression: str) -> tuple[Segment, ...]:
    """Return the steps of an expression, first to last.

    >>> [s.name for s in segments("super().save")]
    ['super', 'save']
    >>> segments("rows[].get")[0].known
    False
    """
    return tuple(_segment(piece) for piece in _SEPARATOR.split(expression.removeprefix("new ")) if piece)


@lru_cache(maxsize=8_192)
def tree(expression: str) -> Any:
    """Return an expression as the tree that `extract/values.py` describes; None where it cannot be told.

    >>> tree("super().save"), tree("self.pool[].get"), tree("a::b()")
    (['.', ['()', 'super'], 'save'], ['.', ['[]', 'self.pool', None], 'get'], ['()', 'a.b'])
    """
    text = expression.removeprefix("new ")
    made = "new" if text is not expression else "()"
    found: Any = None
    for place, piece in enumerate(_SEPARATOR.split(text)):
        name = piece.rstrip("()[]!")
        if place == 0 and name[:1] == "@":  # Ruby: a variable of the object
            found = "self." + name.lstrip("@")
        elif place == 0:
            found = name if _PLAIN.fullmatch(name) or name.startswith("'") else None
        elif found is None or not _PLAIN.fullmatch(name.lstrip("#")):
            return None
        else:
            name = name.lstrip("#")
            found = f"{found}.{name}" if isinstance(found, str) and found[0] != "'" else [".", found, name]
        for suffix in _SUFFIX.findall(piece[len(name) :]):
            if found is None:
                return None
            if suffix == "[]":
                found = ["[]", found, None]
            else:
                found, made = [made, found], "()"
    return found


_SUFFIX = re.compile(r"\(\)|\[\]")


def _segment(piece: str) -> Segment:
    called = piece.endswith("()")
    name = piece[:-2] if called else piece
    return Segment(name, called, _PLAIN.fullmatch(name) is not None)
