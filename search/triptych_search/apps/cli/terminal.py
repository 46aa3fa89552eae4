"""Text for a terminal: nothing that a repository says may steer it.

File names, symbols and snippets come from whoever wrote the repository; escape sequences, control characters and
characters that reorder text are made visible before they are printed.
"""

import os
import re
import sys
from typing import Final, TextIO

_STEERING: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    r"""Return `text` with every character that steers a terminal written out; tabs and newlines stay.

    >>> visible("a\x1b[31mb")
    'a\\x1b[31mb'
    """
    return _STEERING.sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    r"""Return `text` made visible, with tabs and newlines written out as well: for names and paths.

    >>> one_line("a\nb")
    'a\\nb'
    """
    return visible(text).replace("\t", "\\t").replace("\n", "\\n")


def wants_colour(stream: TextIO) -> bool:
    """Tell whether to colour: a terminal, and nobody said no (`NO_COLOR`)."""
    return stream.isatty() and "NO_COLOR" not in os.environ and os.environ.get("TERM") != "dumb"


class Style:
    """The few styles the answers use; empty strings when nobody can see them."""

    def __init__(self, enabled: bool) -> None:
        self.path = "\x1b[35m" if enabled else ""
        self.dim = "\x1b[2m" if enabled else ""
        self.bold = "\x1b[1m" if enabled else ""
        self.warn = "\x1b[33m" if enabled else ""
        self.bad = "\x1b[31m" if enabled else ""
        self.good = "\x1b[32m" if enabled else ""
        self.off = "\x1b[0m" if enabled else ""


def say(text: str, *, stream: TextIO | None = None) -> None:
    """Print a line; a closed pipe is the reader's way of saying "enough"."""
    out = stream or sys.stdout
    out.write(text + "\n")
