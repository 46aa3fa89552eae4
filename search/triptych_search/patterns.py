"""Regular expressions that a stranger may write: RE2, which takes time linear in the text whatever the pattern is."""

import re
from typing import Protocol

import re2

from triptych_search.errors import QueryError

_MEMORY_BYTES = 8 << 20
"""What one compiled pattern may take; RE2 refuses a larger one instead of growing."""


class Pattern(Protocol):
    """What a compiled pattern can do; re2 has no types of its own."""

    def search(self, text: bytes) -> object | None: ...

    def fullmatch(self, text: bytes) -> object | None: ...


def escaped(text: str) -> str:
    """Return a pattern that matches just this text."""
    return re.escape(text)  # RE2 knows every escape that this makes


def compiled(pattern: str, position: int | None = None) -> Pattern:
    """Return the pattern ready to search bytes, lines as lines (`^` and `$` match at each).

    Raises:
        QueryError: RE2 does not take it.
    """
    options = re2.Options()
    options.log_errors = False  # it would write to standard error by itself
    options.max_mem = _MEMORY_BYTES
    try:
        result: Pattern = re2.compile(b"(?m)" + pattern.encode(), options)
        return result
    except re2.error as error:
        reason = error.args[0].decode(errors="replace") if isinstance(error.args[0], bytes) else str(error)
        hint = "RE2 syntax: no look-around, no back-references; put the text in quotes to search for it as it stands"
        reason = reason.replace("(?m)", "", 1)
        raise QueryError(f"bad regular expression: {reason}", position, hint) from None
