"""Spans → chunk rows: text, lines, header, and the terms each chunk is found by."""

from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from triptych_indexer.chunk.header import header
from triptych_indexer.chunk.lines import line_starts
from triptych_indexer.chunk.syntax import Span, spans
from triptych_indexer.model import (
    KIND_BIT,
    NODE_DOCUMENTATION,
    NODE_KIND,
    NODE_NAME,
    NODE_ORDINAL,
    NODE_QUALIFIED_NAME,
    NODE_SIGNATURE,
    NODE_START_BYTE,
    ChunkRow,
    NodeKind,
    NodeRow,
)
from triptych_indexer.tokens import terms

if TYPE_CHECKING:
    from triptych_indexer.languages.registry import Card
    from triptych_indexer.model import Content

_BITS: dict[str, int] = {kind.value: bit for kind, bit in KIND_BIT.items()}

_ABOVE = (b"@", b"#[", b"/*", b"*/", b"* ", b"*\n")
"""How a line above a definition begins, beside line comments: decorators, attributes, the lines of a block comment."""


def chunk(
    source: bytes,
    nodes: Sequence[NodeRow],
    card: "Card | None",
    path: bytes,
    content: "Content",
    target_bytes: int,
    starts: list[int] | None = None,
) -> list[ChunkRow]:
    """Return the chunks of a file in order: their texts' bytes, one after the other, are the file.

    Args:
        source: the masked file.
        nodes: its definitions or sections, the module first; may be empty.
        card: its language; None for text of no known language.
        path: the file's path, for the header.
        content: what the file is for; prose is cut along paragraphs, so its marks are no comments.
        target_bytes: what a chunk aims at; none is longer than twice this.
        starts: the offsets of the lines, when the caller has them: see `lines.line_starts`.
    """
    starts = line_starts(source) if starts is None else starts
    comment = _comment_marks(card) if content == "code" else ()
    parts = spans(source, nodes, target_bytes, comment=comment, starts=starts)
    rows = {row[NODE_ORDINAL]: row for row in nodes}
    defined = _definitions_by_span(parts, nodes)
    shown = path.decode("utf-8", "replace")
    headers: dict[int, str] = {}
    chunks: list[ChunkRow] = []
    for part, definitions in zip(parts, defined, strict=True):
        start, end, node = part
        if node not in headers:
            headers[node] = header(shown, node, rows)
        text = source[start:end].decode("utf-8", "replace")
        if "\0" in text:  # a NUL ends a text in too many places that the chunk will be read from
            text = text.replace("\0", "\ufffd")
        chunks.append(
            (
                node,
                start,
                end,
                bisect_right(starts, start) - 1,
                bisect_right(starts, end - 1) - 1,
                headers[node],
                text,
                (end - start + 3) // 4,
                _kinds(definitions, rows.get(node)),
                *_terms(definitions),
                terms(text),
            )
        )
    return chunks


def _comment_marks(card: "Card | None") -> tuple[bytes, ...]:
    if card is None:
        return ()
    return tuple(mark.encode() for mark in card.comments.line) + _ABOVE


def _definitions_by_span(parts: Sequence[Span], nodes: Sequence[NodeRow]) -> list[list[NodeRow]]:
    """Return for each span the definitions that start in it, in order."""
    found: list[list[NodeRow]] = [[] for _ in parts]
    if not parts:
        return found
    starts = [part.start for part in parts]
    size = parts[-1].end
    for row in nodes:
        start = row[NODE_START_BYTE]
        if 0 <= start < size and row[NODE_KIND] != NodeKind.MODULE:
            found[bisect_right(starts, start) - 1].append(row)
    return found


def _kinds(definitions: list[NodeRow], node: NodeRow | None) -> int:
    mask = _BITS.get(node[NODE_KIND], 0) if node else 0
    for row in definitions:
        mask |= _BITS.get(row[NODE_KIND], 0)
    return mask


def _terms(definitions: list[NodeRow]) -> tuple[str, str, str, str]:
    """Return the terms of names, qualified names, signatures and documentation."""
    if not definitions:
        return "", "", "", ""
    return (
        terms(" ".join([row[NODE_NAME] for row in definitions])),
        terms(" ".join([row[NODE_QUALIFIED_NAME] for row in definitions])),
        terms(" ".join([row[NODE_SIGNATURE] for row in definitions if row[NODE_SIGNATURE]])),
        terms(" ".join([row[NODE_DOCUMENTATION] for row in definitions if row[NODE_DOCUMENTATION]])),
    )
