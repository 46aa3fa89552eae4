"""Headings, tables and keys → sections: what gives a document or a configuration file its shape.

One pass with the regular expressions of the language's card. In the one for headings these groups mean something:
`name`; `level` (a number, or as many characters as levels); `indent` (only those as far right as the first one
count); `fence` (jump to the line that begins with the same text: code in a document has no headings).
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, NamedTuple

from triptych_indexer.chunk.lines import line_starts
from triptych_indexer.model import NODE_ORDINAL, NODE_QUALIFIED_NAME, NodeKind, NodeRow, Visibility

if TYPE_CHECKING:
    from triptych_indexer.languages.registry import Card

MAX_SECTIONS: Final = 5_000
"""A lock file with more tables than this has no shape worth keeping."""

MAX_NAME_CHARS: Final = 200

_DEEPEST: Final = 1_000
"""The level of a heading without one in a language whose titles have levels: below all of them."""


class _Heading(NamedTuple):
    start: int
    """Of its first line, an overline included."""
    level: int
    name_start: int
    name_end: int


def outline(source: bytes, card: "Card | None", path: bytes) -> list[NodeRow]:
    """Return the module and the sections of a file in order; only the module where the card tells of no headings.

    Sections nest by level; each reaches to the next heading of its own or a higher level.
    """
    starts = line_starts(source)
    shown = path.decode("utf-8", "replace")
    separator = card.separator if card else "."
    rows = [_module(source, starts, shown)]
    open_sections: list[tuple[int, NodeRow]] = []
    headings = _headings(source, card) if card and card.outline else []
    ends = _ends(headings, len(source))
    names: dict[str, int] = {}
    for heading, end in zip(headings, ends, strict=True):
        while open_sections and open_sections[-1][0] >= heading.level:
            open_sections.pop()
        parent = open_sections[-1][1] if open_sections else rows[0]
        name = _text(source[heading.name_start : heading.name_end])
        qualified = name if parent is rows[0] else f"{parent[NODE_QUALIFIED_NAME]}{separator}{name}"
        nth = names[qualified] = names.get(qualified, 0) + 1
        symbol = f"{qualified}:" if nth == 1 else f"{qualified}(+{nth - 1}):"
        row = _row(
            len(rows), parent[NODE_ORDINAL], NodeKind.SECTION, name, qualified, symbol,
            source, starts, heading.start, end, heading.name_start, heading.name_end,
        )  # fmt: skip
        rows.append(row)
        open_sections.append((heading.level, row))
    return rows


def _headings(source: bytes, card: "Card") -> list[_Heading]:
    assert card.outline is not None  # asked by the caller
    pattern, underline = _compiled(card.outline.heading, card.outline.underline)
    found: list[_Heading] = []
    fenced: list[tuple[int, int]] = []
    absolute = "level" in pattern.groupindex
    for match in _matches(source, pattern, fenced):
        level = _level(match) if absolute else _DEEPEST if underline else 1
        found.append(_Heading(match.start(), level, *_trimmed(source, *match.span("name"))))
        if len(found) > MAX_SECTIONS:
            return found[:MAX_SECTIONS]
    if underline is not None:
        found += _underlined(source, underline, fenced, absolute)
        found.sort()
    return found[:MAX_SECTIONS]


def _matches(
    source: bytes, pattern: re.Pattern[bytes], fenced: list[tuple[int, int]]
) -> Iterator[re.Match[bytes]]:
    """Yield the headings' matches; the regions that were jumped over are added to `fenced`."""
    has_fence, has_indent = "fence" in pattern.groupindex, "indent" in pattern.groupindex
    indent: bytes | None = None
    position = 0
    while (match := pattern.search(source, position)) is not None:
        position = match.end()
        if has_fence and match["fence"] is not None:
            closing = re.compile(rb"^[ \t]*" + re.escape(match["fence"].strip()) + rb"[^\n]*", re.MULTILINE)
            end = closing.search(source, source.find(b"\n", position) + 1 or len(source))
            position = end.end() if end else len(source)
            fenced.append((match.start(), position))
            continue
        if has_indent:
            indent = match["indent"] if indent is None else indent
            if match["indent"] != indent:
                continue
        yield match


def _underlined(
    source: bytes, underline: re.Pattern[bytes], fenced: list[tuple[int, int]], absolute: bool
) -> Iterator[_Heading]:
    """Yield titles by the line below them; levels come in the order in which the marks first appear."""
    levels: dict[bytes, int] = {b"=": 1, b"-": 2} if absolute else {}
    regions = iter([*fenced, (len(source) + 1, len(source) + 1)])
    region = next(regions)
    for match in underline.finditer(source):
        while region[1] <= match.start():
            region = next(regions)
        end = match.start() - 1
        start = source.rfind(b"\n", 0, max(end, 0)) + 1
        title = source[start : max(end, 0)].rstrip()
        # A mark without a title above it is a rule, the edge of a table, or the overline of the title below.
        if region[0] <= match.start() or not title or title[:1] in b" \t|+>#" or underline.match(title):
            continue
        mark = match[0][:1]
        if not absolute and len(match[0].rstrip()) < min(
            len(title.decode("utf-8", "replace")), MAX_NAME_CHARS
        ):
            continue
        level = levels.setdefault(mark, len(levels) + 1)
        above = source.rfind(b"\n", 0, max(start - 1, 0)) + 1
        over = not absolute and start > 0 and source[above : start - 1].rstrip() == match[0].rstrip()
        yield _Heading(above if over else start, level, *_trimmed(source, start, end))


def _ends(headings: list[_Heading], size: int) -> list[int]:
    """Return where each heading's section ends: at the next one that is not below it."""
    ends = [size] * len(headings)
    pending: list[int] = []
    for index, heading in enumerate(headings):
        while pending and headings[pending[-1]].level >= heading.level:
            ends[pending.pop()] = heading.start
        pending.append(index)
    return ends


def _level(match: re.Match[bytes]) -> int:
    text = match["level"] or b""
    return int(text) if text.isdigit() else len(text)


def _trimmed(source: bytes, start: int, end: int) -> tuple[int, int]:
    text = source[start:end]
    return start + len(text) - len(text.lstrip()), end - (len(text) - len(text.rstrip()))


def _text(name: bytes) -> str:
    return " ".join(name.decode("utf-8", "replace").strip("#`* ").split())[:MAX_NAME_CHARS] or "?"


def _module(source: bytes, starts: list[int], path: str) -> NodeRow:
    name = path.rpartition("/")[2]
    return _row(0, -1, NodeKind.MODULE, name, path, "", source, starts, 0, len(source), 0, 0)


def _row(
    ordinal: int,
    parent: int,
    kind: NodeKind,
    name: str,
    qualified: str,
    symbol: str,
    source: bytes,
    starts: list[int],
    start: int,
    end: int,
    name_start: int,
    name_end: int,
) -> NodeRow:
    first, last, named = (_line(starts, at) for at in (start, end, name_start))
    return (
        ordinal, parent, kind.value, name, qualified, symbol,
        None if kind is NodeKind.MODULE else name,
        None, None, None, Visibility.PUBLIC.value, 0,
        start, end, first, start - starts[first] if starts else 0, last, end - starts[last] if starts else 0,
        name_start, name_end, named, name_start - starts[named] if starts else 0,
        1, None, blake2b(source[start:end], digest_size=8).digest(),
    )  # fmt: skip


def _line(starts: list[int], offset: int) -> int:
    return max(0, bisect_right(starts, offset) - 1)


@cache
def _compiled(heading: str, underline: str | None) -> tuple[re.Pattern[bytes], re.Pattern[bytes] | None]:
    return (
        re.compile(heading.encode(), re.MULTILINE),
        re.compile(underline.encode(), re.MULTILINE) if underline else None,
    )
