"""Expressions as small trees, so that what a name stands for can be asked later, across files.

Which node types mean what is data: the `[values]` table of a language's card. A tree is a text or a list that starts
with its shape, so that it goes through JSON as it is:

| tree | meaning |
|---|---|
| `"a.b.c"` | a name, or members of a name |
| `"'str'"` | a literal; nothing of this repository |
| `None` | anything else |
| `[".", e, name]` | a member of an expression |
| `["()", e, argument…]` | a call; an argument may be `["=", name, e]` |
| `["new", e, argument…]` | an object that is made |
| `["[]", e, key]` | an element: key is a text, a number or None |
| `["slice", e]` | some of the elements |
| `["each", e]` | what iterating over `e` gives |
| `["enter", e]` | what `with e as …` gives |
| `["await", e]`, `["?", e]` | what is inside a promise, an option, a result |
| `["|", e…]` | one of them |
| `["as", e, "T"]` | an object of the type `T`, as it is written |
| `["seq", e…]`, `["map", [key, e]…]` | a container with these elements; a key of `None` spreads `e` |
| `["fn", nth]` | the nth nameless function of the file |
| `["given", nth, place]` | what the nth nameless function is called with |
| `["def", node]` | a function written here that is a definition, by its ordinal; a third part says that it has no object of its own |
"""

import re
from typing import TYPE_CHECKING, Final, TypeAlias

from triptych_indexer.languages.registry import ValueRule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tree_sitter import Node

Value: TypeAlias = "str | int | list[Value] | None"

MAX_DEPTH: Final = 16
"""Deeper expressions are generated; what lies deeper is not known."""

MAX_ARGUMENTS: Final = 4
"""Arguments of a call that are kept: resolution looks at the first ones (`cast(type, value)`, `zip(a, b)`), and
reading them all was a fifth of the cost of an expression."""

MAX_PARTS: Final = 64
"""Elements of one literal, arguments of one call: tables of data are longer, and nobody calls into them."""

MAX_TYPE_CHARS: Final = 200
"""Longer types are generated."""

_DOTTED: Final = re.compile(rb"[^\W\d][\w$]*(?:(?:\?\.|\.|::)#?[^\W\d][\w$]*)*|[@$#]?[A-Za-z_$][\w$]*")
_SEPARATOR: Final = re.compile(r"\?\.|::")


class Values:
    """Reads expressions of one file."""

    __slots__ = ("_named", "_nameless", "_rules", "_source")

    def __init__(
        self,
        source: bytes,
        rules: "Mapping[str, ValueRule]",
        named: "Mapping[int, int]",
        nameless: "Mapping[int, int]",
    ) -> None:
        """Read from `source`.

        Args:
            source: the file.
            rules: what node types mean.
            named: start of a function's body → the definition it is.
            nameless: start of any other function → its number.
        """
        self._source = source
        self._rules = rules
        self._named = named
        self._nameless = nameless

    def of(self, node: "Node", depth: int = MAX_DEPTH) -> Value:
        """Return the tree of an expression; None for what its language has no rule for."""
        start, end = node.start_byte, node.end_byte
        rule = self._rules.get(node.type)
        if end - start <= 128 and (rule is None or rule.shape == "member"):
            text = self._source[start:end]
            if _DOTTED.fullmatch(text):
                word = dotted(text.decode("utf-8", "replace"))
                return "self." + word.lstrip("@") if word[0] == "@" else word
        if rule is None or depth == 0:
            return None
        return self._shaped(node, rule, depth - 1)

    def _shaped(self, node: "Node", rule: ValueRule, depth: int) -> Value:
        shape, parts = rule.shape, rule.parts
        if shape == "literal":
            return f"'{parts[0]}'"
        if shape == "function":
            return self._function(node, *parts)
        if shape in ("same", "await", "?", "each"):
            inner = self.of(one, depth) if (one := _part(node, parts[0])) is not None else None
            return inner if shape == "same" or inner is None else [shape, inner]
        if shape == "member":
            return self._member(node, parts, depth)
        if shape in ("()", "new"):
            return self._call(node, shape, parts, depth)
        if shape == "send":
            return self._sent(node, parts, depth)
        if shape == "row":
            children = node.named_children
            if len(children) == 1:
                return self.of(children[0], depth)
            return ["seq", *(self.of(one, depth) for one in children[:MAX_PARTS])]
        if shape == "[]":
            return self._element(node, parts, depth)
        if shape == "|":
            return _either([self._part_value(node, part, depth) for part in parts])
        if shape == "seq":
            return ["seq", *(self.of(one, depth) for one in node.named_children[:MAX_PARTS])]
        if shape in ("pattern", "fields"):
            kind = self._part_value(node, parts[0], depth)
            return [shape, kind]
        if shape == "cast":
            written = _part(node, parts[1])
            kind = self.text(written)[:MAX_TYPE_CHARS] if written is not None else ""
            return ["as", self._part_value(node, parts[0], depth), kind]
        if shape == "elements":
            return ["seq", self._part_value(node, parts[0], depth)]
        return self._mapping(node, depth)

    def _function(self, node: "Node", *marks: str) -> Value:
        body = node.child_by_field_name("body")
        ordinal = self._named.get(body.start_byte) if body is not None else None
        if ordinal is not None:
            return ["def", ordinal, *marks]
        nth = self._nameless.get(node.start_byte)
        return ["fn", nth] if nth is not None else None

    def _part_value(self, node: "Node", part: str, depth: int) -> Value:
        one = _part(node, part)
        return self.of(one, depth) if one is not None else None

    def _member(self, node: "Node", parts: tuple[str, ...], depth: int) -> Value:
        name = _part(node, parts[1])
        if name is None:
            return None
        word = self.text(name).lstrip("#.?!")
        inner = self._part_value(node, parts[0], depth)
        if isinstance(inner, str) and not inner.startswith("'"):
            return f"{inner}.{word}"
        return [".", inner, word] if inner is not None else None

    def _call(self, node: "Node", shape: str, parts: tuple[str, ...], depth: int) -> Value:
        function = self._part_value(node, parts[0], depth)
        if function is None:
            return None
        arguments = _part(node, parts[1]) if len(parts) > 1 else None
        return [shape, function, *(self._arguments(arguments, depth) if arguments is not None else ())]

    def callee(self, call: "Node", rule: ValueRule) -> Value:
        """Return what a call calls, without its arguments."""
        if rule.shape != "send":
            return self._part_value(call, rule.parts[0], MAX_DEPTH)
        found = self._sent(call, rule.parts[:2], MAX_DEPTH)
        return found[1] if isinstance(found, list) else None

    def _sent(self, node: "Node", parts: tuple[str, ...], depth: int) -> Value:
        name = _part(node, parts[1])
        if name is None:
            return None
        function: Value = self.text(name)
        if (owner := _part(node, parts[0])) is not None:
            inner = self.of(owner, depth)
            if inner is None:
                return None
            is_name = isinstance(inner, str) and not inner.startswith("'")
            function = f"{inner}.{function}" if is_name else [".", inner, function]
        arguments = _part(node, parts[2]) if len(parts) > 2 else None
        return ["()", function, *(self._arguments(arguments, depth) if arguments is not None else ())]

    def _arguments(self, node: "Node", depth: int) -> list[Value]:
        found: list[Value] = []
        for place in range(min(node.named_child_count, MAX_ARGUMENTS)):
            one = node.named_child(place)
            if one is None:
                break
            rule = self._rules.get(one.type)
            if rule is not None and rule.shape == "keyword":
                name = _part(one, rule.parts[0])
                value = self._part_value(one, rule.parts[1], depth)
                found.append(["=", self.text(name) if name is not None else "", value])
            elif "comment" not in one.type:
                found.append(self.of(one, depth))
        while found and (found[-1] is None or (isinstance(found[-1], str) and found[-1].startswith("'"))):
            found.pop()
        return found

    def _element(self, node: "Node", parts: tuple[str, ...], depth: int) -> Value:
        inner = self._part_value(node, parts[0], depth)
        key = _part(node, parts[1]) if len(parts) > 1 else None
        rule = self._rules.get(key.type) if key is not None else None
        if rule is not None and rule.parts == ("slice",):
            return ["slice", inner] if inner is not None else None
        return ["[]", inner, self._key(key)] if inner is not None else None

    def _key(self, node: "Node | None") -> str | int | None:
        if node is None or node.end_byte - node.start_byte > 64:
            return None
        text = self.text(node)
        if text.isdigit() and len(text) < 6:
            return int(text)
        if text[:1] in "'\"`" and text[-1:] == text[:1] and len(text) > 1:
            return text[1:-1]
        return None

    def _mapping(self, node: "Node", depth: int) -> Value:
        pairs: list[Value] = ["map"]
        for one in node.named_children[:MAX_PARTS]:
            rule = self._rules.get(one.type)
            if rule is None:
                if _DOTTED.fullmatch(self._source, one.start_byte, one.end_byte):  # shorthand: `{a}`
                    word = self.text(one)
                    pairs.append([word, word])
            elif rule.shape == "pair":
                key = _part(one, rule.parts[0])
                text = self.text(key) if key is not None and key.end_byte - key.start_byte <= 64 else ""
                if text.isidentifier() or text[:1] in "'\"":
                    pairs.append([text.strip("'\""), self._part_value(one, rule.parts[1], depth)])
            elif rule.shape == "method":
                name = _part(one, rule.parts[0])
                pairs.append([self.text(name) if name is not None else "", self._function(one)])
            elif rule.shape == "spread":
                pairs.append([None, self._part_value(one, rule.parts[0], depth)])
        return pairs

    def text(self, node: "Node") -> str:
        """Return a node's text."""
        return self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")


def dotted(text: str) -> str:
    """Return members of a name joined by dots, whatever joined them.

    >>> dotted("a::b?.c")
    'a.b.c'
    """
    return _SEPARATOR.sub(".", text) if ":" in text or "?" in text else text


def _either(found: list[Value]) -> Value:
    known = [one for one in found if one is not None and not (isinstance(one, str) and one.startswith("'"))]
    if len(known) <= 1:
        return known[0] if known else None
    return ["|", *known]


def _part(node: "Node", part: str) -> "Node | None":
    """Return a child by its field, or by its place among the named children when the part is a number."""
    if part.lstrip("-").isdigit():
        at = int(part)
        count = node.named_child_count
        at = at + count if at < 0 else at
        return node.named_child(at) if 0 <= at < count else None
    return node.child_by_field_name(part)
