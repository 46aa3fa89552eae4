"""Matches → bindings: what a name stands for, what a function gives back, what is read and handed on.

A binding is a tuple (node, kind, target, value, type, start):

| kind | target | value |
|---|---|---|
| `=` | a name or a member chain: `pool`, `self.pool` | what it stands for; `type` is the annotation's text |
| `return`, `yield` | the number of the nameless function that gives it, or None for the definition itself | what is given |
| `parameters` | the number of the nameless function | a list: its last line, the number of the nameless function around it or -1, the expression that is called with it or None, at which place it stands among the arguments or -1, its parameters' names in order, and (name, tree) of what patterns take out of them |
| `with` | None | what is entered and left |
| `read`, `write`, `delete` | None | a member that is read, assigned, or taken away; `x.n += 1` reads and writes |
| `index` | None | a container of which an element is read |
| `callee` | the expression of a call, as its row says it | the tree of that expression, where it says more than the text |
| `counts` | None | the arguments of the file's calls, a letter each (`s` for a text, `n` for a number, `b`, `?`), for languages in which they tell functions apart |
| `argument` | None | what is handed to a function, when it may be a function of this repository |
| `public` | None | names that importing everything of the file gives; None when the list is not all texts |

Patterns that take a value apart become one binding for each name in them.
"""

import json
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from triptych_indexer.extract.matches import Captures, Matches
from triptych_indexer.extract.nesting import Found, Owners
from triptych_indexer.extract.queries import Fact, Rule
from triptych_indexer.extract.text import Text
from triptych_indexer.extract.values import Value, Values
from triptych_indexer.languages.registry import Card, ValueRule
from triptych_indexer.model import CALLABLE, BindingRow, ImportRow, NodeKind, ReferenceRow

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_TYPE_CHARS: Final = 200
MAX_WRAPPED: Final = 4
"""Nodes between a function and the call it is handed to: a list of arguments, an argument, a trailing closure."""
_CALLS: Final = frozenset({"()", "new", "send"})
_USES: Final = frozenset({"read", "write", "update", "delete", "index", "argument"})
_WRAPPED: Final = {"element": "each", "context": "enter", "unwrap": "?"}


class _Functions:
    """The nameless functions of a file by their ranges; what is returned inside one is its own."""

    def __init__(self, matches: Matches, kept: list[Found]) -> None:
        self.named = {
            one.body: place
            for place, one in enumerate(kept)
            if one.body != -1 and (one.kind in CALLABLE or one.kind == NodeKind.CLASS)
        }
        ranges = []
        for rule, bucket in matches.of(Fact.BINDING):
            if rule.kind == "function":
                for captures in bucket:
                    node = captures["binding.function"][0]
                    if captures["body"][0].start_byte not in self.named:
                        ranges.append((node.start_byte, node.end_byte))
        self._ranges = sorted(ranges)
        self.numbers = {start: nth for nth, (start, _) in enumerate(self._ranges)}
        """Start → the function's place among the nameless ones."""
        self._bodies = sorted((one.body, one.end) for one in kept if one.kind in CALLABLE and one.body != -1)

    def around(self, byte: int) -> int | None:
        """Return the number of the innermost nameless function at a byte, unless a named one stands between."""
        found = _innermost(self._ranges, byte)
        if found is None:
            return None
        body = _innermost(self._bodies, byte)
        return None if body is not None and body > found else self.numbers[found]


def _innermost(ranges: list[tuple[int, int]], byte: int) -> int | None:
    at = bisect_right(ranges, (byte, 1 << 62)) - 1
    for place in range(at, max(-1, at - 64), -1):
        if ranges[place][1] > byte:
            return ranges[place][0]
    return None


def binding_rows(
    matches: Matches,
    text: Text,
    card: Card,
    kept: list[Found],
    owners: Owners,
    imports: list[ImportRow],
    references: list[ReferenceRow],
) -> list[BindingRow]:
    """Return the bindings of a file, by definition and place."""
    if not matches.of(Fact.BINDING) and not card.values:
        return []
    gathered = _Bindings(matches, text, card, kept, owners, imports)
    for rule, bucket in matches.of(Fact.BINDING):
        gathered.add(rule, bucket)
    rows = gathered.rows
    rows.extend(_callees(matches, gathered.values, owners, references))
    if card.semantics.overloads:
        rows.append((0, "counts", None, _counts(matches, text, card.values), None, 0))
    rows = _later_ones(rows)
    starts = text.line_starts
    return [(*row[:5], bisect_right(starts, row[5]) - 1) for row in rows]


def _later_ones(rows: list[BindingRow]) -> list[BindingRow]:
    """Return bindings in order; of two patterns that saw one assignment the later one counts."""
    places = {(row[2], row[5]) if row[1] == "=" else number: row for number, row in enumerate(rows)}
    return sorted(places.values(), key=lambda row: row[5])


class _Bindings:
    """The bindings of one file, on their way to becoming rows."""

    def __init__(
        self,
        matches: Matches,
        text: Text,
        card: Card,
        kept: list[Found],
        owners: Owners,
        imports: list[ImportRow],
    ) -> None:
        self._text = text
        self._card = card
        self._owners = owners
        self._functions = _Functions(matches, kept)
        self.values = Values(text.source, card.values, self._functions.named, self._functions.numbers)
        self._called = {
            (captures["target"][0].start_byte, captures["target"][0].end_byte)
            for rule, bucket in matches.of(Fact.REFERENCE)
            if rule.kind == "call"
            for captures in bucket
        }
        self._not_read = self._called | {
            (captures["binding.value"][0].start_byte, captures["binding.value"][0].end_byte)
            for rule, bucket in matches.of(Fact.BINDING)
            if rule.kind in ("write", "delete")
            for captures in bucket
        }
        self._callables = _callables(kept, imports)
        self._seen: set[tuple[int, str, bytes]] = set()
        self.rows: list[BindingRow] = []

    def add(self, rule: Rule, bucket: list[Captures]) -> None:
        """Take all matches of one pattern."""
        kind = rule.kind
        if kind in _USES:
            self._add_uses(kind, bucket)
        elif kind in ("return", "yield"):
            self._add_results(kind, rule.capture, bucket)
        elif kind == "function":
            for captures in bucket:
                node = self._owners.scope_at(captures[rule.capture][0].start_byte)
                self.rows.extend(
                    _function(captures, self.values, node, self._functions, self._card, self._text)
                )
        elif kind == "public":
            for captures in bucket:
                value = captures["binding.value"][0]
                listed = _listed(value, self.values, self._card)
                self.rows.append((0, kind, None, listed, None, value.start_byte))
        else:
            for captures in bucket:
                self._add_assignments(kind, captures, captures[rule.capture][0].start_byte)

    def _add_uses(self, kind: str, bucket: list[Captures]) -> None:
        """Add what is read, written, indexed or handed on: each expression once in a definition."""
        source, seen, scope_at, not_read = (
            self._text.source,
            self._seen,
            self._owners.scope_at,
            self._not_read,
        )
        kind = "write" if kind == "update" else kind
        for captures in bucket:
            one = captures["binding.value"][0]
            start, end = one.start_byte, one.end_byte
            if kind == "read" and (start, end) in not_read:
                continue
            word = source[start:end]
            if kind == "argument" and not self._may_be_called(word):
                continue
            node = scope_at(start)
            key = (node, kind, word)
            if key in seen:
                continue
            seen.add(key)
            value = self.values.of(one)
            if isinstance(value, str) and not value.startswith("'"):
                self.rows.append((node, kind, None, value, None, start))

    def _may_be_called(self, word: bytes) -> bool:
        first, _, last = word.partition(b".")
        return first in self._callables or (first in _RECEIVERS and last in self._callables)

    def _add_results(self, kind: str, capture: str, bucket: list[Captures]) -> None:
        for captures in bucket:
            start = captures[capture][0].start_byte
            value = self.values.of(captures["binding.value"][0])
            node = self._owners.scope_at(start)
            self.rows.append((node, kind, self._functions.around(start), value, None, start))

    def _add_assignments(self, kind: str, captures: Captures, start: int) -> None:
        node = self._owners.scope_at(start)
        for row in _assignments(kind, captures, self.values, self._text, node, start):
            value = row[3]
            if isinstance(value, list) and value[0] == "def" and isinstance(value[1], int):
                # The statement that makes a function is part of its definition, and runs outside of it.
                row = (self._owners.enclosing[value[1]], *row[1:])
            self.rows.append(row)


def _callees(
    matches: Matches, values: Values, owners: Owners, references: list[ReferenceRow]
) -> Iterator[BindingRow]:
    """Yield the trees of call targets of which the text leaves out what decides: arguments, keys, casts."""
    losing = {
        row[6] + len(row[2].encode()): row for row in references if row[1] == "call" and _LOSES.search(row[3])
    }
    if not losing:
        return
    for rule, bucket in matches.of(Fact.REFERENCE):
        if rule.kind != "call":
            continue
        for captures in bucket:
            target = captures["target"][0]
            row = losing.get(target.end_byte)
            if row is None:
                continue
            receiver = captures.get("target.receiver")
            tree = values.of(target if receiver is None else receiver[0])
            if receiver is not None and tree is not None:
                tree = [".", tree, values.text(target)]
            if (isinstance(tree, list) and _tells(tree)) or (isinstance(tree, str) and row[3][:3] == "?::"):
                yield owners.scope_at(target.start_byte), "callee", row[3], tree, None, row[6]


def _listed(node: "Node", values: Values, card: Card) -> list[Value] | None:
    """Return the texts that an expression lists, literally: `["a"] + ["b"]`; None when there is anything else in it."""
    rule = card.values.get(node.type)
    if rule is not None and rule.shape == "literal":
        text = values.text(node)
        return [text.strip("\"'")] if text[:1] in "'\"" else None
    parts = [one for one in node.named_children if "comment" not in one.type]
    if not parts and (rule is None or rule.shape != "seq"):
        return None
    found: list[Value] = []
    for one in parts:
        inner = _listed(one, values, card)
        if inner is None:
            return None
        found += inner
    return found


def _arguments(call: "Node", target: "Node", rules: Mapping[str, ValueRule]) -> str | None:
    """Return a letter for each argument of a call, by the kind of literal it is; None when they are not found."""
    kinds: str | None = None
    for one in call.named_children:
        kind = one.type
        if kind == "call_suffix":  # Swift keeps arguments and the closure behind them together
            for part in one.named_children:
                kinds = (kinds or "") + (_kinds(part, rules) if "argument" in part.type else _ANY)
        elif kind.endswith(("arguments", "argument_list")) and "type" not in kind:
            kinds = (kinds or "") + _kinds(one, rules)
        elif kind.endswith("lambda") and one.id != target.id:  # Kotlin: the last argument stands behind them
            kinds = (kinds or "") + _ANY
    return kinds


def _kinds(arguments: "Node", rules: Mapping[str, ValueRule]) -> str:
    found = []
    for one in arguments.named_children:
        kind = one.type
        if "comment" in kind:
            continue
        if kind.endswith("argument") and one.named_child_count == 1:
            inner = one.named_child(0)
            kind = inner.type if inner is not None else kind
        rule = rules.get(kind)
        found.append(rule.parts[0][0] if rule is not None and rule.shape == "literal" else _ANY)
    return "".join(found)


def _common(kinds: str | None, others: str | None) -> str | None:
    """Return what two calls of one name in one line have in common; None when they differ in number."""
    if kinds is None or others is None or len(kinds) != len(others):
        return None
    return "".join(one if one == other else _ANY for one, other in zip(kinds, others, strict=True))


_ANY: Final = "?"
"""An argument that is no literal: nothing is known of its type."""


def _counts(matches: Matches, text: Text, rules: Mapping[str, ValueRule]) -> list[Value]:
    """Return `line:name` and the kinds of the arguments, in turns, of the calls; None where two in one line differ."""
    found: dict[str, str | None] = {}
    for rule, bucket in matches.of(Fact.REFERENCE):
        if rule.kind == "call":
            for captures in bucket:
                target = captures["target"][0]
                name = _LAST_NAME.search(
                    text.source, max(target.start_byte, target.end_byte - 64), target.end_byte
                )
                if name is not None:
                    line = bisect_right(text.line_starts, name.start()) - 1
                    key = f"{line}:{name[0].decode('utf-8', 'replace')}"
                    call = captures[rule.capture][0]
                    kinds = _arguments(call if call.id != target.id else target.parent or call, target, rules)
                    before = found.get(key, kinds)
                    found[key] = kinds if before == kinds else _common(before, kinds)
    return [one for pair in found.items() for one in pair]


_LAST_NAME: Final = re.compile(rb"\w+$")
_LOSES: Final = re.compile(r"\(\)|\[\]|\?|^new ")


def _tells(tree: list[Value]) -> bool:
    """Tell whether a tree holds what its text does not: arguments, a key, a cast, one of several, a container."""
    shape = tree[0]
    if shape in ("()", "new") and len(tree) > 2:
        return True
    if shape == "[]" and tree[2] is not None:
        return True
    if shape in ("as", "|", "seq", "map", "await", "?", "new"):
        return True
    inner = tree[1] if len(tree) > 1 else None
    return isinstance(inner, list) and _tells(inner)


_RECEIVERS: Final = frozenset({b"self", b"cls", b"this"})


def _callables(kept: list[Found], imports: list[ImportRow]) -> frozenset[bytes]:
    """Return the names in a file that may be functions of this repository: its own, and whatever it imports."""
    names = {one.name for one in kept if one.kind in CALLABLE}
    for row in imports:
        if row[3] == "[]":
            names.add(row[2].rpartition(".")[2])
        else:
            names.update(alias or name for name, alias in json.loads(row[3]))
    return frozenset(name.encode() for name in names)


def _function(
    captures: Captures, values: Values, node: int, functions: _Functions, card: Card, text: Text
) -> Iterator[BindingRow]:
    whole, body = captures["binding.function"][0], captures["body"][0]
    start = whole.start_byte
    nth = functions.numbers.get(start)
    if nth is not None:
        names: list[Value] = []
        parts: list[Value] = []
        if "binding.target" in captures:
            names, parts = _parameter_names(captures["binding.target"][0], values, nth)
        elif card.semantics.implicit_parameter:
            names = [card.semantics.implicit_parameter]
        around = functions.around(start - 1)
        callee, place = _handed_to(whole, values, card) if names else (None, -1)
        end = text.line(whole.end_byte)
        value: Value = [end, -1 if around is None else around, callee, place, names, parts]
        yield node, "parameters", nth, value, None, start
    if body.type not in card.blocks:
        yield node, "return", nth, values.of(body), None, body.start_byte


def _handed_to(function: "Node", values: Values, card: Card) -> tuple[Value, int]:
    """Return what is called with a nameless function, and at which place it stands; -1 behind the arguments."""
    place = -1
    below = function
    for _ in range(MAX_WRAPPED):
        around = below.parent
        if around is None:
            break
        rule = card.values.get(around.type)
        if rule is not None and rule.shape in _CALLS:
            callee = values.callee(around, rule)
            first = around.named_child(0)
            # Kotlin: what stands behind the arguments is one of them.
            if place == -1 and isinstance(callee, list) and first is not None and first.type == around.type:
                callee = callee[1]
            return callee, place
        if around.type.endswith(("arguments", "argument_list")):
            place = sum(one.end_byte <= below.start_byte for one in around.named_children)
        below = around
    return None, -1


def _parameter_names(node: "Node", values: Values, nth: int) -> tuple[list[Value], list[Value]]:
    """Return the names of parameters, in order, and (name, tree) of those inside of patterns."""
    if node.named_child_count == 0:
        return [values.of(node)], []
    names: list[Value] = []
    parts: list[Value] = []
    for at, one in enumerate(node.named_children):
        inner = (
            one.child_by_field_name("pattern")
            or one.child_by_field_name("left")
            or one.child_by_field_name("name")
        )
        target = inner if inner is not None else one
        name = values.of(target)
        names.append(name if isinstance(name, str) else None)
        if isinstance(name, list):
            parts.extend([part, tree] for part, tree in _names(target, values, ["given", nth, at], 4))
    return names, parts


def _assignments(
    kind: str, captures: Captures, values: Values, text: Text, node: int, start: int
) -> Iterator[BindingRow]:
    written = captures.get("binding.type")
    annotation = text.short(written[0], MAX_TYPE_CHARS).lstrip(": ") if written else None
    value = values.of(captures["binding.value"][0]) if "binding.value" in captures else None
    if kind == "context":
        yield node, "with", None, value, None, start
    if "binding.target" not in captures:
        if kind == "assign":
            yield 0, "=", "default", value, annotation, start  # `export default`
        return
    if kind == "exception":
        value = ["new", value] if isinstance(value, str) else None
    elif kind in _WRAPPED and value is not None:
        value = [_WRAPPED[kind], value]
    target = captures["binding.target"][0]
    for name, part in _names(target, values, value, 4):
        yield node, "=", name, part, annotation, start


def _names(target: "Node", values: Values, value: Value, depth: int) -> Iterator[tuple[str, Value]]:
    """Yield (name, what it stands for) of a target, patterns taken apart."""
    shape = values.of(target)
    if isinstance(shape, str):
        if not shape.startswith("'"):
            yield shape, value
        return
    if depth == 0 or not isinstance(shape, list) or shape[0] not in ("seq", "map", "pattern", "fields"):
        return
    if shape[0] == "pattern":
        # `Some(x)`: what is inside the value; of a type of this repository nobody knows.
        for one in target.named_children[1:]:
            yield from _names(one, values, value, depth - 1)
        return
    if shape[0] == "fields":
        for one in target.named_children[1:]:
            name = one.child_by_field_name("name")
            inner = one.child_by_field_name("pattern") or name
            if name is not None and inner is not None:
                field = values.text(name)
                whole = value[1] if isinstance(value, list) and value[0] == "?" else value
                given: Value = [".", whole, field] if whole is not None else None
                if inner is name:
                    yield field, given
                else:
                    yield from _names(inner, values, given, depth - 1)
        return
    if shape[0] == "seq":
        for place, one in enumerate(target.named_children):
            yield from _names(one, values, ["[]", value, place] if value is not None else None, depth - 1)
    elif shape[0] == "map":
        yield from _keys(shape, value)


def _keys(shape: list[Value], value: Value) -> Iterator[tuple[str, Value]]:
    """Yield (name, what it stands for) of a pattern that takes members: `{a, b: {c}}`."""
    for pair in shape[1:]:
        if isinstance(pair, list):
            given: Value = [".", value, pair[0]] if value is not None and pair[0] else None
            if isinstance(pair[1], str):
                yield pair[1], given
            elif isinstance(pair[1], list) and pair[1][0] == "map":
                yield from _keys(pair[1], given)
