"""The place of a reference, as its language-neutral text says it: `super().save`, `self.pool[].get`, `a::b::c`.

Names and member access survive in it, arguments are `()`, subscripts `[]`, literals and everything else stand as
`'str'` or `?`. Whatever the separator was (`.`, `::`, `->`, `?.`, Lua's and Ruby's `:`), it means "member of".
"""

import re
from functools import lru_cache
from typing import Any

_SEPARATOR = re.compile(r"\?\.|->|::|\.|:|\\")
_SUFFIX = re.compile(r"\(\)|\[\]")
_PLAIN = re.compile(r"[$]?[^\W\d]\w*[?!]?")
_ROOT = re.compile(r"(?:new )?([$]?[^\W\d]\w*)")


@lru_cache(maxsize=8_192)
def root(expression: str) -> str:
    """Return the name that an expression begins with: all else in it is a member of what that means.

    >>> root("super().save"), root("new a::b()"), root("'str'.join")
    ('super', 'a', '')
    """
    found = _ROOT.match(expression)
    return found[1] if found is not None else ""


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


def written(found: Any) -> str:
    """Return a tree as a use of it is written, arguments and keys left out; empty where it has no such text.

    >>> written([".", ["()", "a.b", "x"], "c"]), written(["[]", "a", 0])
    ('a.b().c', 'a[]')
    """
    if found is None or isinstance(found, str):
        return found or ""
    shape = found[0]
    if shape == ".":
        return f"{written(found[1])}.{found[2]}"
    if shape in ("()", "new", "[]"):
        return f"{written(found[1])}{'[]' if shape == '[]' else '()'}"
    return written(found[1]) if shape in ("?", "await", "as") else ""
