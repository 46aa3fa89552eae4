"""Bytes → syntax tree, with what the parser could not read counted.

A deep tree is as dangerous as a deep text: queries answer nothing on it without saying so, and every walk that
recurses dies on it. So depth is measured here, once, and such a file is handed back as `Unparsable`.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from triptych_indexer.parse.grammars import parser

if TYPE_CHECKING:
    from tree_sitter import Node, Tree, TreeCursor

    from triptych_indexer.languages.registry import Card

MAX_DEPTH: Final = 4_000
"""Levels of nesting. Queries were seen to work at 20,000 and to answer nothing at 200,000; people write below 200."""


@dataclass(frozen=True, slots=True)
class Parsed:
    tree: "Tree"
    error_bytes: int
    """Bytes inside ERROR nodes, plus one for each token the parser had to invent: 0 = it read everything."""


@dataclass(frozen=True, slots=True)
class Unparsable:
    reason: str


def parse(source: bytes, card: "Card") -> Parsed | Unparsable:
    """Parse `source`, whatever it holds; the caller stops a parse that does not end by killing the process.

    Raises:
        LanguageError: the language has no grammar, or it cannot be loaded.
    """
    reader = parser(card)
    # Only ever a whole buffer: the callback form leaks, and a progress callback crashes tree-sitter 0.25.
    tree = reader.parse(source)
    if tree is None:
        reader.reset()
        return Unparsable("the parser gave up")
    root = tree.root_node
    if is_deeper_than(root, MAX_DEPTH):
        return Unparsable(f"the syntax tree is more than {MAX_DEPTH:,} levels deep")
    return Parsed(tree, error_bytes(root) if root.has_error else 0)


def is_deeper_than(root: "Node", levels: int) -> bool:
    """Tell whether some node has more than `levels` ancestors, looking only where there is room for so many.

    A subtree of n nodes is at most n levels deep, so almost every file is settled by its root and the large
    definitions below it.
    """
    if root.descendant_count <= levels:
        return False
    cursor, depth = root.walk(), 0
    while True:
        if _room(cursor) > levels - depth and cursor.goto_first_child():
            depth += 1
            if depth > levels:
                return True
            continue
        while not cursor.goto_next_sibling():
            if depth == 0:
                return False
            cursor.goto_parent()
            depth -= 1


def error_bytes(root: "Node") -> int:
    """Return the bytes below outermost ERROR nodes, plus one for each MISSING token."""
    total = 0
    cursor, depth = root.walk(), 0
    while True:
        node = cursor.node
        assert node is not None  # a cursor that stands somewhere has one
        if node.is_error:
            total += max(1, node.end_byte - node.start_byte)
        elif node.is_missing:
            total += 1
        elif node.has_error and cursor.goto_first_child():
            depth += 1
            continue
        while depth and not cursor.goto_next_sibling():
            cursor.goto_parent()
            depth -= 1
        if depth == 0:
            return total


def _room(cursor: "TreeCursor") -> int:
    node = cursor.node
    assert node is not None
    return node.descendant_count
