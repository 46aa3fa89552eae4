"""Definitions → spans that tile the file.

A definition of reasonable size is a span of its own, with its decorators and the comments right above it. What is
too large is opened: its head, then what it defines, then what stands between. What is too small joins its
neighbours. All of it counts in whole lines, so a span starts inside a line only where a single line is longer than
any span may be; nothing here asks the parser again.
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from triptych_indexer.chunk.lines import cut, line_starts
from triptych_indexer.model import NodeKind, NodeRow

CAP: Final = 2
"""No span is longer than this many times the target."""

_SMALL: Final = 3
"""What is shorter than the target divided by this may be joined to its neighbours."""

_SCRAP_BYTES: Final = 64
"""Code between two definitions that is shorter (a closing brace, `else:`) says nothing alone: it goes to a neighbour."""

_COMMENT_LINES: Final = 60
"""How far above a definition its comment may begin."""

_CONTAINERS: Final = frozenset(
    {
        NodeKind.MODULE,
        NodeKind.CLASS,
        NodeKind.STRUCT,
        NodeKind.INTERFACE,
        NodeKind.TRAIT,
        NodeKind.IMPL,
        NodeKind.NAMESPACE,
        NodeKind.SECTION,
    }
)
"""Opened as soon as they are longer than the target; anything else only when it is longer than a span may be."""


class Span(NamedTuple):
    """One future chunk."""

    start: int
    end: int
    node: int
    """Ordinal of the definition it belongs to; -1 when there is none at all."""


@dataclass(slots=True)
class _Definition:
    ordinal: int
    kind: str
    first: int
    """Its first line, comments above included."""
    last: int
    """Its last line, inclusive."""
    children: list["_Definition"] = field(default_factory=list)


class _Piece(NamedTuple):
    start: int
    end: int
    owner: int
    """Ordinal of the definition that was opened to find this piece."""
    node: int | None
    """The definition this piece is, None for what stands between definitions."""
    alone: bool
    """Never joined with others: part of something that was cut, or large enough."""


def spans(
    source: bytes,
    nodes: Sequence[NodeRow],
    target: int,
    *,
    comment: tuple[bytes, ...] = (),
    starts: list[int] | None = None,
) -> list[Span]:
    """Return the spans of `source`: sorted, touching, from its first byte to its last; none for an empty file.

    Args:
        source: the file; any bytes.
        nodes: its definitions; any ranges, the ones that cannot be are put right.
        target: the size a span aims at, in bytes.
        comment: how a line of comment, decorator or attribute begins.
        starts: the offsets of the lines, when the caller has them.
    """
    if not source:
        return []
    starts = line_starts(source) if starts is None else starts
    module = _outline(source, nodes, starts, comment)
    pieces = _pieces(source, starts, module, target)
    return _merge(source, pieces, target)


def _outline(
    source: bytes, nodes: Sequence[NodeRow], starts: list[int], comment: tuple[bytes, ...]
) -> _Definition:
    """Nest the definitions by their lines; two that share a line are parted at that line's end."""
    top = _Definition(nodes[0][0] if nodes else -1, NodeKind.MODULE, 0, len(starts) - 1)
    stack = [top]
    size = len(source)
    ranges = sorted(
        (max(0, row[12]), -min(size, row[13]), row[0], row[2])
        for row in nodes[1:]
        if max(0, row[12]) < min(size, row[13])
    )
    for start, minus_end, ordinal, kind in ranges:
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, -minus_end - 1) - 1
        while len(stack) > 1 and stack[-1].last < last:
            first = max(first, stack.pop().last + 1)
        parent = stack[-1]
        first = max(first, parent.first)  # the parent may have lost its first line to a neighbour
        floor = parent.first + 1 if parent is not top else 0
        if parent.children:
            floor = parent.children[-1].last + 1
            first = max(first, floor)
        if first > last:
            continue
        first = _with_comment(source, starts, first, floor, comment)
        node = _Definition(ordinal, kind, first, last)
        parent.children.append(node)
        stack.append(node)
    return top


def _with_comment(
    source: bytes, starts: list[int], first: int, floor: int, comment: tuple[bytes, ...]
) -> int:
    if not comment:
        return first
    lowest = max(floor, first - _COMMENT_LINES)
    while first > lowest and source[starts[first - 1] : starts[first]].lstrip().startswith(comment):
        first -= 1
    return first


def _pieces(source: bytes, starts: list[int], module: _Definition, target: int) -> list[_Piece]:
    """Part the file along its definitions, opening the ones that are too large. Not recursive: nesting is theirs."""
    size, pieces = len(source), list[_Piece]()

    def offset(line: int) -> int:
        return starts[line] if line < len(starts) else size

    def between(first: int, last: int, owner: _Definition) -> None:
        """Add the lines `first` ≤ line < `last`, which belong to no child of `owner`."""
        start, end = offset(first), offset(last)
        if start >= end:
            return
        edges = [start, *cut(source, starts, start, end, target, CAP * target), end]
        cut_up = len(edges) > 2
        for a, b in itertools.pairwise(edges):
            pieces.append(_Piece(a, b, owner.ordinal, None, cut_up))

    # What is left to do of each opened definition: itself, the next child, the next line.
    todo: list[tuple[_Definition, int, int]] = [(module, 0, 0)]
    while todo:
        node, position, line = todo.pop()
        if position == len(node.children):
            between(line, node.last + 1, node)
            continue
        child = node.children[position]
        between(line, child.first, node)
        todo.append((node, position + 1, child.last + 1))
        start, end = offset(child.first), offset(child.last + 1)
        if _is_opened(child, end - start, target):
            todo.append((child, 0, child.first))
        else:
            pieces.append(_Piece(start, end, node.ordinal, child.ordinal, end - start > target // _SMALL))
    return pieces


def _is_opened(node: _Definition, size: int, target: int) -> bool:
    if node.kind in _CONTAINERS and node.children:
        return size > target
    return size > CAP * target


def _merge(source: bytes, pieces: list[_Piece], target: int) -> list[Span]:
    """Join what is too small to be found by itself with its neighbours of the same owner."""
    merged: list[Span] = []
    group: list[_Piece] = []

    def close() -> None:
        if group:
            merged.append(Span(group[0].start, group[-1].end, _node_of(group)))
            group.clear()

    for piece in _without_scraps(source, pieces, CAP * target):
        joined = group[-1].end - group[0].start + piece.end - piece.start if group else 0
        if group and (piece.alone or group[-1].alone or piece.owner != group[-1].owner or joined > target):
            close()
        group.append(piece)
    close()
    return merged


def _without_scraps(source: bytes, pieces: list[_Piece], cap: int) -> list[_Piece]:
    """Glue blank pieces and scraps to the piece before them, or to the next where none is before."""
    kept: list[_Piece] = []
    carried: _Piece | None = None
    for piece in pieces:
        if carried is not None:
            if piece.end - carried.start <= cap:
                # A short head (`class A:`) above small things leads all of them, above a large one only that.
                leads = not piece.alone and not source[carried.start : carried.end].isspace()
                piece = piece._replace(start=carried.start, node=None if leads else piece.node)
            else:
                kept.append(carried)
            carried = None
        if not _is_scrap(source, piece):
            kept.append(piece)
        elif kept and piece.end - kept[-1].start <= cap and _ends_what_was(source, piece):
            kept[-1] = kept[-1]._replace(end=piece.end)
        else:
            carried = piece
    if carried is not None:
        if kept and carried.end - kept[-1].start <= cap:
            kept[-1] = kept[-1]._replace(end=carried.end)
        else:
            kept.append(carried)
    return kept


def _is_scrap(source: bytes, piece: _Piece) -> bool:
    if piece.node is not None:
        return False
    text = source[piece.start : piece.end]
    return text.isspace() or len(text.strip()) < _SCRAP_BYTES


def _ends_what_was(source: bytes, scrap: _Piece) -> bool:
    """Blank lines and closing braces end what came before; a line of code (`if DEBUG:`) opens what follows."""
    text = source[scrap.start : scrap.end].strip()
    return not text or text[:1] in b"})];" or text[:3] == b"end"


def _node_of(group: list[_Piece]) -> int:
    defined = [piece.node for piece in group if piece.node is not None]
    if len(defined) == 1 and all(piece.node is not None for piece in group):
        return defined[0]
    return group[0].owner
