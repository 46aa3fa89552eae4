"""A file's bytes as text: slices, lines and columns."""

from bisect import bisect_right
from json import JSONEncoder
from typing import TYPE_CHECKING

from triptych_indexer.extract.lines import line_starts

if TYPE_CHECKING:
    from tree_sitter import Node


to_json = JSONEncoder(ensure_ascii=False).encode
"""As `json.dumps` with that argument, which makes an encoder at every call."""


class Text:
    """The source of one file. Slices of it are cheaper than a node's own `text`, which copies through the parser."""

    __slots__ = ("line_starts", "lines", "source")

    def __init__(self, source: bytes) -> None:
        self.source = source
        self.lines = source.split(b"\n")
        self.line_starts = line_starts(self.lines)

    def of(self, node: "Node") -> str:
        """Return a node's text; bytes that are no UTF-8 are replaced."""
        return self.source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def short(self, node: "Node", limit: int) -> str:
        """Return a node's text on one line, at most `limit` characters."""
        return self.one_line(node.start_byte, node.end_byte, limit)

    def one_line(self, start: int, end: int, limit: int) -> str:
        """Return a range's text on one line, at most `limit` characters."""
        # A character has up to 4 bytes; blanks that collapse may make it shorter than it had to be.
        text = self.source[start : min(end, start + 4 * limit)].decode("utf-8", "replace")
        text = " ".join(text.split())
        return text if len(text) <= limit else text[: limit - 1] + "…"

    def line(self, byte: int) -> int:
        return bisect_right(self.line_starts, byte) - 1
