"""Matches → definitions, each with its decorators, modifiers and documentation, nested."""

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import Final

from triptych_indexer.extract.matches import Captures, Matches
from triptych_indexer.extract.naming import is_constant, visibility_by_keyword
from triptych_indexer.extract.nesting import Found, Owners, decorated, join_clauses, nest, sort, within
from triptych_indexer.extract.queries import Fact
from triptych_indexer.extract.text import Text
from triptych_indexer.languages.registry import Card
from triptych_indexer.model import Modifier, NodeKind

MAX_TYPE_CHARS: Final = 200

_PLAIN_PARTS: Final = frozenset({"name", "body", "return_type"} | {f"definition.{kind}" for kind in NodeKind})


def definitions(matches: Matches, text: Text, card: Card) -> tuple[list[Found], Owners]:
    """Return a file's definitions, the module first and outermost before inner, and who owns which byte."""
    kept = _Definitions(matches, text, card).nested()
    owners = Owners(kept)
    _attach_keywords(matches, text, card, kept, owners)
    for node in matches.nodes(Fact.DOCUMENTATION):
        kept[owners.at(node.start_byte)].documentation.append(text.of(node))
    return kept, owners


def decorator_name(text: str) -> str:
    """Return a decorator without sigil, brackets and arguments.

    >>> decorator_name("@pytest.fixture(scope='x')"), decorator_name("#[tokio::test]")
    ('pytest.fixture', 'tokio::test')
    """
    return text.strip("@#![] ").partition("(")[0].partition("]")[0].strip()


_QUOTES: Final = re.compile(r"""^(?:["'`]|:(?=\w))+|["'`]+$|(?<=[\w?!]):\s*$""")


def bare(name: str) -> str:
    """Return a name without the quotes and colons that a grammar leaves on it; operators stay as they are.

    >>> bare(":price"), bare("size: "), bare('"sells one"'), bare(":|"), bare("price=")
    ('price', 'size', 'sells one', ':|', 'price=')
    """
    if name[:1] in "\"'`:" or name.rstrip()[-1:] == ":":
        return _QUOTES.sub("", name) or name
    return name


_BRACKETED: Final = re.compile(r"\(\s*([^(),]+?)\s*\)")
"""Brackets around one type say nothing; those of a tuple are part of its name."""


class _Definitions:
    def __init__(self, matches: Matches, text: Text, card: Card) -> None:
        self._matches = matches
        self._text = text
        self._card = card

    def nested(self) -> list[Found]:
        ordered = sort(self._found())
        if self._card.names.clauses:
            ordered = join_clauses(ordered)
        starts = [one.own_start for one in ordered]
        self._wrap(ordered, starts)
        ranges = self._matches.ranges(Fact.DECORATOR)
        for one, start, end in decorated(ordered, starts, ranges, self._text.source):
            if one is not None:
                one.start = min(one.start, start)
                self._decorate(one, self._text.one_line(start, end, MAX_TYPE_CHARS))
        module = Found("module", 0, len(self._text.source))
        return nest(sort(ordered), module, self._text.source)

    def _found(self) -> Iterable[Found]:
        """Return a definition for each name; of two patterns that match the same name the later one counts."""
        found: dict[int, Found] = {}
        source = self._text.source
        upper = self._card.names.constants == "upper"
        for rule, bucket in self._matches.of(Fact.DEFINITION):
            capture, kind = rule.capture, rule.kind
            may_be_constant = upper and kind in ("variable", "field")
            plain = rule.parts <= _PLAIN_PARTS
            for captures in bucket:
                node = captures[capture][0]
                one = Found(kind, node.start_byte, node.end_byte)
                key = -1 - one.start
                if "name" in captures:
                    name = captures["name"][0]
                    key = one.name_start = name.start_byte
                    one.name_end = name.end_byte
                    written = source[key : one.name_end].decode("utf-8", "replace")
                    one.name = written if written.isidentifier() else bare(written)
                if "body" in captures:
                    one.body = captures["body"][0].start_byte
                if "return_type" in captures:
                    one.return_type = self._text.short(captures["return_type"][0], MAX_TYPE_CHARS).lstrip(
                        ": "
                    )
                if may_be_constant and is_constant(one.name):
                    one.kind = "constant"
                if not plain:
                    self._add_parts(one, captures)
                if not one.name:
                    one.name = one.owner or (self._card.names.constructors or (kind,))[0]
                found[key] = one
        return found.values()

    def _add_parts(self, one: Found, captures: Captures) -> None:
        """Take what is rarer in a definition's match."""
        for name in ("owner", "receiver"):
            if name in captures:
                written = self._text.short(captures[name][0], MAX_TYPE_CHARS)
                one.owner = _BRACKETED.sub(r"\1", written) if written[0] == "(" else written
        if "owner" in captures and "name" not in captures:
            one.name_start, one.name_end = captures["owner"][0].start_byte, captures["owner"][0].end_byte
            one.name, one.owner = one.owner or "", None
        for node in captures.get("documentation", ()):
            one.documentation.append(self._text.of(node))
        for node in captures.get("decorator", ()):
            self._decorate(one, self._text.short(node, MAX_TYPE_CHARS))
        self._add_keywords(one, captures)

    def _add_keywords(self, one: Found, captures: Captures) -> None:
        for node in captures.get("modifier", ()):
            one.modifiers |= modifier(self._text.of(node), self._card)
        for node in captures.get("visibility", ()):
            one.visibility = visibility_by_keyword(self._text.of(node), self._card) or one.visibility

    def _wrap(self, ordered: list[Found], starts: list[int]) -> None:
        """Grow each wrapped definition to its wrapper, inner wrappers first.

        More than a `;` behind a definition tells that it is not what is wrapped but a part of it: the one method of an
        object that is exported.
        """
        source = self._text.source
        wrappers = [
            (captures["wrapper"][0], captures)
            for _, bucket in self._matches.of(Fact.WRAPPER)
            for captures in bucket
        ]
        wrappers.sort(key=lambda pair: pair[0].end_byte - pair[0].start_byte)
        for node, captures in wrappers:
            inside = within(ordered, starts, node.start_byte, node.end_byte)
            if len(inside) == 1 and not source[inside[0].end : node.end_byte].strip(b"; \t\r\n"):
                inside[0].start = min(inside[0].start, node.start_byte)
                inside[0].end = max(inside[0].end, node.end_byte)
            if len(captures) > 1:
                for one in inside:
                    self._add_keywords(one, captures)

    def _decorate(self, one: Found, text: str) -> None:
        one.decorators.append(text)
        one.modifiers |= modifier(decorator_name(text), self._card)


def modifier(text: str, card: Card) -> int:
    """Return what a keyword or a decorator's name means as a mask; `abc.abstractmethod` also by its last part."""
    known = card.modifiers
    return int(known.get(text) or known.get(text.rpartition(".")[2]) or Modifier(0))


def _attach_keywords(matches: Matches, text: Text, card: Card, kept: list[Found], owners: Owners) -> None:
    """Give keywords that stand alone in a match to the innermost definition around them."""
    for node in matches.nodes(Fact.MODIFIER):
        kept[owners.at(node.start_byte)].modifiers |= modifier(text.of(node), card)
    for node in matches.nodes(Fact.VISIBILITY):
        one = kept[owners.at(node.start_byte)]
        one.visibility = visibility_by_keyword(text.of(node), card) or one.visibility
    _attach_sections(matches, text, card, kept, owners)


def _attach_sections(matches: Matches, text: Text, card: Card, kept: list[Found], owners: Owners) -> None:
    """Give what follows a keyword that stands for the rest of its type (`private:`) that visibility."""
    sections: dict[int, list[tuple[int, str]]] = {}
    for node in sorted(matches.nodes(Fact.SECTION), key=lambda node: node.start_byte):
        visibility = visibility_by_keyword(text.of(node), card)
        if visibility is not None:
            sections.setdefault(owners.at(node.start_byte), []).append((node.start_byte, visibility))
    if not sections:
        return
    for one in kept[1:]:
        marks = sections.get(one.enclosing)
        if marks and one.visibility is None:
            at = bisect_right(marks, one.start, key=lambda mark: mark[0])
            one.visibility = marks[at - 1][1] if at else None
