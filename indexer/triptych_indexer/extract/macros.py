"""What is used in the arguments of macros that take expressions: `assert!(door.is_open())`.

A grammar keeps a macro's arguments as loose tokens, because a macro may make anything of them. Of the well-known ones in
the card's `[macros] expression_lists` it is known that they are expressions. Their text is parsed again, with the macro
written as a call (`assert (…)`) or an array (`vec![…]` as `[…]`), at the same offsets: so whatever is found there stands
where it says.
"""

import re
from typing import TYPE_CHECKING

from triptych_indexer.extract.matches import Captures
from triptych_indexer.extract.queries import Compiled, Fact
from triptych_indexer.languages.registry import Card

if TYPE_CHECKING:
    from tree_sitter import Language

_TAKEN = frozenset({Fact.REFERENCE, Fact.AWAITED, Fact.BINDING})


def in_macro_arguments(
    found: list[tuple[int, Captures]], compiled: Compiled, source: bytes, language: "Language", card: Card
) -> list[tuple[int, Captures]]:
    """Return the uses and bindings inside the arguments of well-known macros."""
    from tree_sitter import Parser, QueryCursor

    ranges = _arguments(found, compiled, source, card)
    if not ranges:
        return []
    written = _as_calls(source, ranges, card)
    root = Parser(language).parse(written).root_node
    inside: list[tuple[int, Captures]] = []
    cursor = QueryCursor(compiled.query)
    at = -1
    for start, end in ranges:
        if end <= at:  # of a macro in a macro's arguments
            continue
        at = end
        cursor.set_byte_range(start, end)
        inside.extend(
            (index, captures)
            for index, captures in cursor.matches(root)
            if compiled.rules[index].fact in _TAKEN
            and _lies_in(captures, start, end)
            and not _is_rewritten(compiled.rules[index].kind, captures, source)
        )
    return inside


def _arguments(
    found: list[tuple[int, Captures]], compiled: Compiled, source: bytes, card: Card
) -> list[tuple[int, int]]:
    """Return the ranges of the arguments, brackets included, outermost first."""
    names = {name.encode() for name in card.macros}
    ranges = []
    for index, captures in found:
        if compiled.rules[index].kind == "macro" and compiled.rules[index].fact is Fact.REFERENCE:
            target = captures["target"][0]
            if source[target.start_byte : target.end_byte].rpartition(b"::")[2] in names:
                invocation = target.parent
                last = (
                    invocation.named_child(invocation.named_child_count - 1)
                    if invocation is not None
                    else None
                )
                if last is not None and source[last.start_byte : last.start_byte + 1] in (b"(", b"["):
                    ranges.append((last.start_byte, last.end_byte))
    return sorted(ranges, key=lambda one: (one[0], -one[1]))


def _as_calls(source: bytes, ranges: list[tuple[int, int]], card: Card) -> bytes:
    """Return the text with the macros of these arguments, and those in them, written as calls or arrays."""
    written = bytearray(source)
    names = "|".join(map(re.escape, card.macros)).encode()
    nested = re.compile(rb"(?:\w+::)*\b(?:" + names + rb")(!)\s*([(\[])")
    for start, end in ranges:
        for one in nested.finditer(source, max(0, start - 80), end):
            if one.start(2) < start:
                continue
            if one[2] == b"(":
                written[one.start(1)] = ord(" ")
            else:
                written[one.start() : one.end(1)] = b" " * (one.end(1) - one.start())
    return bytes(written)


def _lies_in(captures: Captures, start: int, end: int) -> bool:
    nodes = [node for group in captures.values() for node in group]
    return all(node.start_byte >= start and node.end_byte <= end for node in nodes)


def _is_rewritten(kind: str, captures: Captures, source: bytes) -> bool:
    """Tell whether a use is a macro that was only written as a call."""
    target = captures.get("target")
    return (
        kind != "macro" and target is not None and source[target[0].end_byte : target[0].end_byte + 1] == b"!"
    )
