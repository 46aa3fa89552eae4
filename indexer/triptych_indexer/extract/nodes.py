"""Definitions → node rows: qualified names, symbols, signatures, documentation, visibility, complexity."""

import re
from bisect import bisect_right
from functools import lru_cache
from hashlib import blake2b
from typing import Final

from triptych_indexer.extract import documentation as doc
from triptych_indexer.extract.definitions import decorator_name
from triptych_indexer.extract.matches import Matches
from triptych_indexer.extract.naming import (
    MODULE_SYMBOL,
    descriptor,
    is_test_path,
    module_name,
    visibility_by_name,
)
from triptych_indexer.extract.nesting import Found, Owners
from triptych_indexer.extract.queries import Fact
from triptych_indexer.extract.text import Text, to_json
from triptych_indexer.languages.registry import Card
from triptych_indexer.model import CLASS_LIKE, NODE_QUALIFIED_NAME, NODE_SYMBOL, Modifier, NodeRow

MAX_SIGNATURE_CHARS: Final = 400

_TEST: Final = int(Modifier.TEST)
_ABSTRACT: Final = int(Modifier.ABSTRACT)
_DEPRECATED: Final = int(Modifier.DEPRECATED)
_DECLARE: Final = frozenset({"interface", "trait"})
"""In these a method without a body is a declaration, whatever keyword is or is not written."""


def node_rows(
    kept: list[Found],
    owners: Owners,
    matches: Matches,
    text: Text,
    card: Card,
    path: bytes,
    comments: list[tuple[int, int]],
) -> list[NodeRow]:
    """Return the rows of `kept`, in its order."""
    complexity = [1] * len(kept)
    for node in matches.nodes(Fact.BRANCH):
        complexity[owners.scope_at(node.start_byte)] += 1
    rules = _Rules(card, path)
    source, starts = text.source, text.line_starts
    separator = card.separator
    documented = comments if _may_document(source, card.comments.documentation) else []
    marks = card.comments.line
    rows: list[NodeRow] = []
    symbols: dict[str, int] = {}
    for ordinal, one in enumerate(kept):
        if ordinal:
            parent = rows[one.parent]
            rules.refine(one, kept[one.parent] if one.parent else None)
            within = parent[NODE_QUALIFIED_NAME] + separator if one.parent else ""
            qualified = f"{within}{one.owner}{separator}{one.name}" if one.owner else within + one.name
            symbol = _symbol(one, parent[NODE_SYMBOL] if one.parent else "", symbols)
            signature = _signature(one, text)
        else:
            one.name, qualified = module_name(path, card.names.packages)
            symbol, signature = MODULE_SYMBOL, None
            symbols[symbol] = 0
        documentation = None
        if one.documentation:
            documentation = "\n".join([doc.clean(part, marks) for part in one.documentation]) or None
        elif documented and ordinal:
            documentation = _comment_above(one, source, documented, card)
        if documentation and doc.is_deprecated(documentation, card.documentation):
            one.modifiers |= _DEPRECATED
        start, end, name_start = one.start, one.end, one.name_start
        start_line = bisect_right(starts, start) - 1
        end_line = bisect_right(starts, end, start_line) - 1
        name_line = bisect_right(starts, name_start, start_line) - 1
        rows.append(
            (
                ordinal,
                one.parent if ordinal else -1,
                one.kind,
                one.name,
                qualified,
                symbol,
                signature,
                one.return_type,
                documentation,
                doc.summary(documentation) if documentation else None,
                one.visibility or "public",
                one.modifiers,
                start,
                end,
                start_line,
                start - starts[start_line],
                end_line,
                end - starts[end_line],
                name_start,
                one.name_end,
                name_line,
                name_start - starts[name_line],
                complexity[ordinal],
                to_json(one.decorators) if one.decorators else None,
                blake2b(source[start:end], digest_size=8).digest(),
            )
        )
    return rows


def _may_document(source: bytes, wanted: tuple[str, ...]) -> bool:
    """Tell whether a comment can be documentation at all: most Python files hold no `#:`."""
    return any(mark == "*" or mark.encode() in source for mark in wanted)


class _Rules:
    """What a card says of names, made ready for one file."""

    def __init__(self, card: Card, path: bytes) -> None:
        tests = card.test
        here = not tests.paths or is_test_path(path.decode("utf-8", "replace"), tests.paths)
        self._test_name = _globs(tests.functions) if tests.functions and here else None
        self._test_decorators = tests.decorators
        self._constructors = card.names.constructors
        self._by_name = card.visibility.by_name
        self._default = card.visibility.default.value
        self._of_interfaces = card.visibility.of_interfaces

    def refine(self, one: Found, parent: Found | None) -> None:
        """Settle what only the place of a definition tells: methods, constructors, members, tests, visibility."""
        kind = one.kind
        member = parent is not None and parent.kind in CLASS_LIKE
        if kind == "function" and (member or one.owner is not None):
            kind = one.kind = "method"
        if kind == "method" and one.name in self._constructors:
            one.kind = "constructor"
        elif (kind == "function" or kind == "method") and self._is_test(one):
            one.modifiers |= _TEST
        if member and parent is not None and kind == "method" and parent.kind in _DECLARE and one.body == -1:
            one.modifiers |= _ABSTRACT
        if member and parent is not None and parent.kind == "enum" and _is_enum_member(one):
            one.kind = "enum_member"
        if one.visibility is not None:
            return
        if (
            member
            and parent is not None
            and (one.kind == "enum_member" or parent.kind in ("interface", "trait"))
            and self._by_name != "capital"
        ):
            one.visibility = parent.visibility
            if one.kind != "enum_member" and self._of_interfaces is not None:
                one.visibility = self._of_interfaces.value
        elif kind == "namespace":
            one.visibility = "public"
        elif self._by_name == "none":
            one.visibility = self._default
        else:
            one.visibility = visibility_by_name(one.name, self._by_name, self._default, member=member)

    def _is_test(self, one: Found) -> bool:
        if self._test_name is not None and self._test_name.fullmatch(one.name):
            return True
        return bool(one.decorators and self._test_decorators) and any(
            decorator_name(text) in self._test_decorators for text in one.decorators
        )


def _is_enum_member(one: Found) -> bool:
    """Tell whether what stands in an enumeration is one of its values: a name that gets one and has no type."""
    return one.kind in ("field", "constant") and one.return_type is None and one.enclosing == one.parent


@lru_cache(maxsize=64)
def _globs(globs: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(".*".join(map(re.escape, glob.split("*"))) for glob in globs), re.DOTALL)


_OPENS_BODY: Final = re.compile(r"(?:=>|[ {:=;,])++$")
"""What leads from a signature to its body. A bare `>` is none: it closes a type, `-> Vec<u8>`."""


def _signature(one: Found, text: Text) -> str:
    """Return what stands in front of the body, or on the first line of what has none."""
    if one.head_end != -1:
        return text.one_line(one.own_start, one.head_end, MAX_SIGNATURE_CHARS)
    if one.body > one.own_start:
        return _OPENS_BODY.sub("", text.one_line(one.own_start, one.body, MAX_SIGNATURE_CHARS))
    stop = text.source.find(b"\n", one.name_end, one.end)
    return text.one_line(one.own_start, one.end if stop == -1 else stop, MAX_SIGNATURE_CHARS)


def _comment_above(one: Found, source: bytes, comments: list[tuple[int, int]], card: Card) -> str | None:
    block = doc.comment_block(source, comments, one.start)
    if not block:
        return None
    text = block.decode("utf-8", "replace")
    wanted = card.comments.documentation
    if "*" not in wanted and not text.startswith(wanted):
        return None
    return doc.clean(text, card.comments.line) or None


def _symbol(one: Found, prefix: str, symbols: dict[str, int]) -> str:
    """Return a definition's symbol; equal ones are told apart by an ordinal, in the order of the text."""
    if one.owner:
        prefix += descriptor("class", one.owner, 0)
    first = symbol = prefix + descriptor(one.kind, one.name, 0)
    while symbol in symbols:
        symbols[first] += 1
        symbol = prefix + descriptor(one.kind, one.name, symbols[first])
    symbols[symbol] = 0
    return symbol
