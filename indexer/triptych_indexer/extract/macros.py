"""What stands inside of macros: expressions that are handed over, and definitions that are wrapped.

A grammar keeps a macro's arguments as loose tokens, because a macro may make anything of them. Of the well-known ones in
the card's `[macros] expression_lists` it is known that they are expressions. Their text is parsed again, with the macro
written as a call (`assert (…)`) or an array (`vec![…]` as `[…]`), at the same offsets: so whatever is found there stands
where it says.

A macro in braces may as well hold definitions that it passes on: `cfg_unix! { pub fn fork() {} }`. Which macros do is not
known by name. Outside of functions its text is parsed again without the macro's name and braces; what reads without
an error and defines something is what it looks like.

Where a macro is one word more than a grammar expects (`class EXPORT Door {`), the language's query points at it with `@blank`, and
the file is read again without it.
"""

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from triptych_indexer.extract.matches import Captures
from triptych_indexer.extract.queries import Compiled, Fact
from triptych_indexer.languages.registry import Card
from triptych_indexer.model import CALLABLE

if TYPE_CHECKING:
    from tree_sitter import Language, Node

_TAKEN = frozenset({Fact.REFERENCE, Fact.AWAITED, Fact.BINDING})
_NESTED = 3
"""How deep macros with definitions in them may stand in each other."""
_WRAPPED = frozenset({Fact.DEFINITION, Fact.IMPORT})
_BLANKS = bytes(10 if byte == 10 else 32 for byte in range(256))
"""Everything becomes a blank, so that bytes and lines stay where they are."""


def blanks(found: list[tuple[int, Captures]], compiled: Compiled) -> list["Node"]:
    """Return the words without which the file has to be read again."""
    places = compiled.blanks
    return [captures["blank"][0] for index, captures in found if index in places] if places else []


def without_blanks(source: bytes, found: list[tuple[int, Captures]], compiled: Compiled) -> bytes:
    written = bytearray(source)
    for node in blanks(found, compiled):
        written[node.start_byte : node.end_byte] = b" " * (node.end_byte - node.start_byte)
    return bytes(written)


def in_macro_items(
    found: list[tuple[int, Captures]], compiled: Compiled, source: bytes, language: "Language"
) -> tuple[bytes, list[tuple[int, Captures]]]:
    """Return the text without the macros that only wrap definitions, and all that is found in it besides `found`."""
    from tree_sitter import Parser, QueryCursor

    inside: list[tuple[int, Captures]] = []
    latest = found
    for _ in range(_NESTED):
        ranges = _braces(latest, compiled, source)
        if not ranges:
            break
        root = Parser(language).parse(_only_inside(source, ranges)).root_node
        cursor = QueryCursor(compiled.query)
        latest = []
        for start, opening, end in ranges:
            cursor.set_byte_range(opening, end)
            matches = [
                (index, captures)
                for index, captures in cursor.matches(root)
                if _lies_in(captures, opening, end)
            ]
            facts = {compiled.rules[index].fact for index, _ in matches}
            if Fact.ERROR not in facts and not facts.isdisjoint(_WRAPPED):
                source = _without_wrapping(source, [(start, opening, end)])
                latest += [match for match in matches if compiled.rules[match[0]].fact is not Fact.COMMENT]
        inside += latest
    return source, inside


def _braces(
    found: list[tuple[int, Captures]], compiled: Compiled, source: bytes
) -> list[tuple[int, int, int]]:
    """Return where macros in braces start, open and end, outermost first and not inside of functions."""
    functions: list[tuple[int, int]] = []
    macros: list[tuple[int, int, int]] = []
    for index, captures in found:
        rule = compiled.rules[index]
        if rule.fact is Fact.DEFINITION and rule.kind in CALLABLE:
            place = rule.place(captures)
            functions.append((place.start_byte, place.end_byte))
        elif rule.fact is Fact.REFERENCE and rule.kind == "macro":
            invocation = captures["target"][0].parent
            last = (
                invocation.named_child(invocation.named_child_count - 1) if invocation is not None else None
            )
            if (
                invocation is not None
                and last is not None
                and source[last.start_byte : last.start_byte + 1] == b"{"
            ):
                macros.append((invocation.start_byte, last.start_byte, last.end_byte))
    if not macros:
        return []
    functions.sort()
    starts = [start for start, _ in functions]
    kept: list[tuple[int, int, int]] = []
    for start, opening, end in sorted(macros):
        at = bisect_right(starts, start) - 1
        in_function = at >= 0 and any(stop >= end for _, stop in functions[max(0, at - _NESTED) : at + 1])
        if not in_function and (not kept or start >= kept[-1][2]):
            kept.append((start, opening, end))
    return kept


def _only_inside(source: bytes, ranges: list[tuple[int, int, int]]) -> bytes:
    """Return blanks, and at its own offset what stands between the braces."""
    written = bytearray(source.translate(_BLANKS))
    for _, opening, end in ranges:
        written[opening + 1 : end - 1] = source[opening + 1 : end - 1]
    return bytes(written)


def _without_wrapping(source: bytes, ranges: list[tuple[int, int, int]]) -> bytes:
    written = bytearray(source)
    for start, opening, end in ranges:
        written[start : opening + 1] = source[start : opening + 1].translate(_BLANKS)
        written[end - 1 : end] = b" "
    return bytes(written)


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
