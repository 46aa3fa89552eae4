"""Definitions → spans that tile the file.

A definition of reasonable size is a span of its own, with its decorators and the comments right above it. What is
too large is opened: its head, then what it defines, then what stands between. What is too small joins its
neighbours. All of it counts in whole lines, so a span starts inside a line only where a single line is longer than
any span may be; nothing here asks the parser again.
"""

import itertools
from bisect import bisect_right
from collections.abc import Sequence
from typing import Final, NamedTuple

from triptych_indexer.chunk.lines import cut, line_starts, uncut_bytes
from triptych_indexer.model import NODE_END_BYTE, NODE_KIND, NODE_ORDINAL, NODE_START_BYTE, NodeKind, NodeRow

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


class _Definition:
    """A definition by its lines."""

    __slots__ = ("children", "first", "kind", "last", "ordinal")

    def __init__(self, ordinal: int, kind: str, first: int, last: int) -> None:
        self.ordinal = ordinal
        self.kind = kind
        self.first = first
        """Its first line, comments above included."""
        self.last = last
        """Its last line, inclusive."""
        self.children: list[_Definition] = []


class _Piece:
    """Part of a file on its way to a span; it may grow."""

    __slots__ = ("alone", "end", "node", "owner", "start")

    def __init__(self, start: int, end: int, owner: int, node: int | None, alone: bool) -> None:
        self.start = start
        self.end = end
        self.owner = owner
        """Ordinal of the definition that was opened to find this piece."""
        self.node = node
        """The definition this piece is, None for what stands between definitions."""
        self.alone = alone
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
    top = _Definition(nodes[0][NODE_ORDINAL] if nodes else -1, NodeKind.MODULE, 0, len(starts) - 1)
    stack = [top]
    size = len(source)
    for start, minus_end, ordinal, kind in _ranges(nodes, size):
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
        if comment and first > floor:
            first = _with_comment(source, starts, first, floor, comment)
        node = _Definition(ordinal, kind, first, last)
        parent.children.append(node)
        stack.append(node)
    return top


def _ranges(nodes: Sequence[NodeRow], size: int) -> list[tuple[int, int, int, str]]:
    """Return start, negative end, ordinal and kind of the definitions inside the file, outermost first."""
    ranges = [
        (row[NODE_START_BYTE], -row[NODE_END_BYTE], row[NODE_ORDINAL], row[NODE_KIND]) for row in nodes[1:]
    ]
    if not all(0 <= row[NODE_START_BYTE] < row[NODE_END_BYTE] <= size for row in nodes[1:]):
        clipped = [(max(0, one[0]), max(-size, one[1]), one[2], one[3]) for one in ranges]
        ranges = [one for one in clipped if one[0] < -one[1]]
    ranges.sort()
    return ranges


def _with_comment(
    source: bytes, starts: list[int], first: int, floor: int, comment: tuple[bytes, ...]
) -> int:
    lowest = max(floor, first - _COMMENT_LINES)
    while first > lowest and source[starts[first - 1] : starts[first]].lstrip().startswith(comment):
        first -= 1
    return first


def _pieces(source: bytes, starts: list[int], module: _Definition, target: int) -> list[_Piece]:
    """Part the file along its definitions, opening the ones that are too large. Not recursive: nesting is theirs."""
    pieces: list[_Piece] = []
    offsets = [*starts, len(source)]
    uncut = uncut_bytes(target)

    def between(start: int, end: int, owner: int) -> None:
        """Add what belongs to no child of `owner`."""
        if end - start <= uncut:
            pieces.append(_Piece(start, end, owner, None, False))
            return
        edges = [start, *cut(source, starts, start, end, target, CAP * target), end]
        for a, b in itertools.pairwise(edges):
            pieces.append(_Piece(a, b, owner, None, True))

    # What is left to do of each opened definition: itself, the next child, the next line.
    todo: list[tuple[_Definition, int, int]] = [(module, 0, 0)]
    while todo:
        node, position, line = todo.pop()
        following = node.children[position].first if position < len(node.children) else node.last + 1
        if line < following:
            between(offsets[line], offsets[following], node.ordinal)
        if position == len(node.children):
            continue
        child = node.children[position]
        todo.append((node, position + 1, child.last + 1))
        start, end = offsets[child.first], offsets[child.last + 1]
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
    for piece in _without_scraps(source, pieces, CAP * target):
        if group and (
            piece.alone
            or group[-1].alone
            or piece.owner != group[-1].owner
            or group[-1].end - group[0].start + piece.end - piece.start > target
        ):
            merged.append(Span(group[0].start, group[-1].end, _node_of(group)))
            group = [piece]
        else:
            group.append(piece)
    if group:
        merged.append(Span(group[0].start, group[-1].end, _node_of(group)))
    return merged


def _without_scraps(source: bytes, pieces: list[_Piece], cap: int) -> list[_Piece]:
    """Glue blank pieces and scraps to the piece before them, or to the next where none is before."""
    kept: list[_Piece] = []
    carried: _Piece | None = None
    for piece in pieces:
        if carried is not None:
            if piece.end - carried.start <= cap:
                # A short head (`class A:`) above small things leads all of them, above a large one only that.
                if not piece.alone and not source[carried.start : carried.end].isspace():
                    piece.node = None
                piece.start = carried.start
            else:
                kept.append(carried)
            carried = None
        if not _is_scrap(source, piece):
            kept.append(piece)
        elif kept and piece.end - kept[-1].start <= cap and _ends_what_was(source, piece):
            kept[-1].end = piece.end
        else:
            carried = piece
    if carried is not None:
        if kept and carried.end - kept[-1].start <= cap:
            kept[-1].end = carried.end
        else:
            kept.append(carried)
    return kept


def _is_scrap(source: bytes, piece: _Piece) -> bool:
    return piece.node is None and len(source[piece.start : piece.end].strip()) < _SCRAP_BYTES


def _ends_what_was(source: bytes, scrap: _Piece) -> bool:
    """Blank lines and closing braces end what came before; a line of code (`if DEBUG:`) opens what follows."""
    text = source[scrap.start : scrap.end].strip()
    return not text or text[:1] in b"})];" or text[:3] == b"end"


def _node_of(group: list[_Piece]) -> int:
    alone = group[0].node if len(group) == 1 else None
    return group[0].owner if alone is None else alone
