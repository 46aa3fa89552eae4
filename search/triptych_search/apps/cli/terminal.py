"""Text for a terminal: nothing that a repository says may steer it.

File names, symbols and snippets come from whoever wrote the repository; escape sequences, control characters and
characters that reorder text are made visible before they are printed.
"""

import io
import os
import re
import shutil
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


def counted(count: int, noun: str) -> str:
    """Return a number with its noun.

    >>> counted(1, "file"), counted(2300, "file")
    ('1 file', '2,300 files')
    """
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def prepare_streams() -> None:
    """Make the standard streams safe to use: what was closed leads nowhere, what a locale cannot write is written out."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:  # closed: `>&-`
            # The lowest free descriptor, so the one that is missing: no database will be opened there and written to.
            nowhere = os.open(os.devnull, os.O_RDWR)
            os.set_inheritable(nowhere, True)
            setattr(sys, name, os.fdopen(nowhere, mode, encoding="utf-8"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def in_utf8(wanted: bool = True) -> bool:
    """Write stdout in UTF-8 from here on, whatever the locale is: rows and documents are for programs. Return `wanted`."""
    if wanted and isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")
    return wanted


def wants_colour(stream: TextIO) -> bool:
    """Tell whether to colour: a terminal, and nobody said no (`NO_COLOR`, which says nothing when it is empty)."""
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


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
    """Print a line, folded to the width of a terminal; a pipe or a file gets it whole."""
    out = stream or sys.stdout
    if out.isatty():
        text = "\n".join(folded(text, shutil.get_terminal_size().columns))
    try:
        out.write(text + "\n")
    except BrokenPipeError as error:
        raise ReaderLeft from error


class ReaderLeft(Exception):
    """Whoever reads our output has seen enough (`| head`). No `OSError`: typer would end the process with a 1."""


def flush() -> None:
    """Bring out what was said."""
    try:
        sys.stdout.flush()
    except BrokenPipeError as error:
        raise ReaderLeft from error


MIN_COLUMNS: Final = 30
"""On anything narrower a terminal's own folding is as good."""

HANG: Final = 0.4
"""Part of a terminal's width that what follows a long line may be indented by."""

_STYLING: Final = re.compile("\x1b\\[[0-9;]*m")
_PIECE: Final = re.compile("(?:\x1b\\[[0-9;]*m)+|[^\x1b]")
_CODE: Final = re.compile(" *[0-9]+ │ ?")
_GAP: Final = re.compile("(?<=[^ ]) {2,}")


def folded(line: str, columns: int) -> list[str]:
    """Cut a line to lines of at most so many columns: between the columns of a table, or between words where there are any.

    What follows is indented to the last column that leaves it enough room, or a little; code keeps its gutter. Each
    character counts for one column, so a line of wide ones is left to the terminal.

    >>> folded("a.py:1  calls Door.open  direct 0.95 → b.py:7", 40)
    ['a.py:1  calls Door.open', '        direct 0.95 → b.py:7']
    """
    plain = _STYLING.sub("", line)
    if columns < MIN_COLUMNS or len(plain) <= columns:
        return [line]
    gutter = _CODE.match(plain)
    lead = " " * (len(gutter[0]) - 2) + "┊ " if gutter else " " * _hang(plain, columns)
    rows: list[str] = []
    row: list[str] = []
    used = space = gap = start = 0
    for piece in _PIECE.findall(line):
        is_seen = not piece.startswith("\x1b")
        if is_seen and used == columns:
            keep = len(row) if gutter else _end(len(row), gap, space, columns - len(lead))
            rows.append("".join(row[:keep]).rstrip(" "))
            row = [*lead, *row[keep:]]
            used = sum(not one.startswith("\x1b") for one in row)
            space, gap, start = 0, 0, len(lead)
        row.append(piece)
        used += is_seen
        if piece == " " and used > start + 1:
            space = len(row)
            gap = space if len(row) > 1 and row[-2] == " " else gap
    rows.append("".join(row))
    return rows


def _end(length: int, gap: int, space: int, room: int) -> int:
    """Return where a full row is cut: between columns if that leaves it half full, else behind its last space.

    What follows must fit into the room below; if it does not, the row is cut where it ends.
    """
    ends = (gap if gap * 2 > length else 0, space)
    return next((end for end in ends if end and length - end < room), length)


def _hang(plain: str, columns: int) -> int:
    """Return how far the lines that follow are indented."""
    starts = [gap.end() for gap in _GAP.finditer(plain) if gap.end() <= columns * HANG]
    return starts[-1] if starts else len(plain) - len(plain.lstrip(" ")) + 2
