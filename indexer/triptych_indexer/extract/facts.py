"""Tree and queries → the facts of one file, as rows in the orders that `model` gives.

One pass of the language's query finds everything. Matches are sorted by what they state; definitions are nested by
their ranges; then every other fact finds its definition by bisection. Nothing here raises on content, whatever the
bytes: what a damaged region still shows is kept, and what is used there is marked as a guess.
"""

import json
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from typing import TYPE_CHECKING, Final, Literal

from triptych_indexer.extract import documentation as doc
from triptych_indexer.extract import lines
from triptych_indexer.extract.expressions import PLAIN, describe, last_name
from triptych_indexer.extract.imports import Imports
from triptych_indexer.extract.naming import (
    CLASS_LIKE,
    MODULE_SYMBOL,
    descriptor,
    glob_matches,
    is_constant,
    is_test_path,
    module_name,
    visibility_by_keyword,
    visibility_by_name,
)
from triptych_indexer.extract.nesting import Found, Owners, decorated, nest, sort, within
from triptych_indexer.extract.queries import Compiled, Fact, compile_query
from triptych_indexer.languages.registry import Card
from triptych_indexer.model import (
    ImportRow,
    Modifier,
    NodeKind,
    NodeRow,
    ParameterKind,
    ParameterRow,
    ReferenceFlag,
    ReferenceRow,
    TypeParameterRow,
    Visibility,
)

if TYPE_CHECKING:
    from tree_sitter import Node, Tree

MAX_SIGNATURE_CHARS: Final = 400
MAX_TYPE_CHARS: Final = 200
MAX_EXPRESSION_BYTES: Final = 4096
"""A longer target is generated code or data; only its last name is kept."""

_CACHE_LIMIT: Final = 100_000

_Captures = dict[str, list["Node"]]


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file says, without its chunks."""

    nodes: list[NodeRow] = field(default_factory=list)
    parameters: list[ParameterRow] = field(default_factory=list)
    type_parameters: list[TypeParameterRow] = field(default_factory=list)
    imports: list[ImportRow] = field(default_factory=list)
    references: list[ReferenceRow] = field(default_factory=list)
    lines_code: int = 0
    lines_comment: int = 0
    lines_blank: int = 0
    licence: str | None = None


def extract(tree: "Tree", source: bytes, card: Card, path: bytes) -> Extracted:
    """Return the facts of one file.

    Raises:
        LanguageError: the language's queries are broken; no content can cause it.
    """
    from tree_sitter import QueryCursor

    compiled = compile_query(tree.language, card.name)
    root = tree.root_node
    return _File(compiled, source, card, path).facts(QueryCursor(compiled.query).matches(root), root)


class _File:
    """The state of one extraction: matches, sorted by what they state."""

    def __init__(self, compiled: Compiled, source: bytes, card: Card, path: bytes) -> None:
        self._rules = compiled.rules
        self._source = source
        self._card = card
        self._path = path
        self._starts = lines.line_starts(source)
        self._definitions: dict[int, tuple[int, _Captures]] = {}
        self._references: dict[tuple[int, int, bool], tuple[int, _Captures]] = {}
        self._parameters: dict[int, tuple[int, _Captures]] = {}
        self._type_parameters: dict[int, tuple[int, _Captures]] = {}
        self._imports: list[tuple[int, _Captures]] = []
        self._marks: dict[Fact, list[Node]] = {fact: [] for fact in Fact}
        self._wrappers: list[_Captures] = []

    def facts(self, matches: list[tuple[int, _Captures]], root: "Node") -> Extracted:
        self._sort_out(matches)
        self._errors = [(node.start_byte, node.end_byte) for node in self._marks[Fact.ERROR]]
        self._comments = sorted({(node.start_byte, node.end_byte) for node in self._marks[Fact.COMMENT]})
        self._kept = self._nested(self._found_definitions())
        self._owners = Owners(self._kept)
        self._attach_marks()
        parameters = self._parameter_rows()
        type_parameters = self._type_parameter_rows()
        nodes = self._node_rows()
        code, comment, blank = lines.count(self._source, self._starts, self._comments)
        return Extracted(
            nodes=nodes,
            parameters=self._with_documentation(parameters, nodes),
            type_parameters=type_parameters,
            imports=self._import_rows(),
            references=self._reference_rows(),
            lines_code=code,
            lines_comment=comment,
            lines_blank=blank,
            licence=lines.licence(self._source),
        )

    # --- matches, by what they state ---

    def _sort_out(self, matches: list[tuple[int, _Captures]]) -> None:
        """Put every match where it belongs. Of two about the same name or target the later pattern counts."""
        rules = self._rules
        references = self._references
        marks = self._marks
        for index, captures in matches:
            rule = rules[index]
            fact = rule.fact
            if fact is Fact.REFERENCE:
                target = captures["target"][0]
                beside = rule.kind == "decorate" or rule.kind == "raise"  # these stand beside a call
                key = (target.start_byte, target.end_byte, beside)
                known = references.get(key)
                if known is None or known[0] <= index:
                    references[key] = (index, captures)
            elif fact is Fact.PARAMETER:
                _keep_later(self._parameters, captures["parameter.name"][0].start_byte, index, captures)
            elif fact is Fact.DEFINITION:
                named = captures.get("name")
                start = named[0].start_byte if named else -1 - captures[rule.capture][0].start_byte
                _keep_later(self._definitions, start, index, captures)
            elif fact is Fact.IMPORT:
                self._imports.append((index, captures))
            elif fact is Fact.WRAPPER:
                self._wrappers.append(captures)
            elif fact is Fact.TYPE_PARAMETER:
                name = captures["type_parameter.name"][0].start_byte
                _keep_later(self._type_parameters, name, index, captures)
            else:
                marks[fact] += captures[rule.capture]

    # --- definitions ---

    def _found_definitions(self) -> list[Found]:
        found = []
        for index, captures in self._definitions.values():
            rule = self._rules[index]
            node = captures[rule.capture][0]
            one = Found(index, rule.kind, node.start_byte, node.end_byte)
            named = captures.get("name")
            if named:
                one.name_start = named[0].start_byte
                one.name_end = named[0].end_byte
                one.name = self._text(named[0])
            body = captures.get("body")
            if body:
                one.body = body[0].start_byte
            returned = captures.get("return_type")
            if returned:
                one.return_type = self._short(returned[0], MAX_TYPE_CHARS).lstrip(": ")
            if not rule.parts <= _PLAIN_PARTS:
                self._add_parts(one, captures)
            if not one.name:
                one.name = one.owner or (self._card.names.constructors or (one.kind,))[0]
            found.append(one)
        return found

    def _add_parts(self, one: Found, captures: _Captures) -> None:
        """Take what is rarer in a definition's match."""
        for name in ("owner", "receiver"):
            if name in captures:
                one.owner = self._short(captures[name][0], MAX_TYPE_CHARS).lstrip("*&( ").rstrip(") ")
        if "owner" in captures and "name" not in captures:
            one.name_start, one.name_end = captures["owner"][0].start_byte, captures["owner"][0].end_byte
            one.name, one.owner = one.owner or "", None
        for node in captures.get("documentation", ()):
            one.documentation.append(self._text(node))
        for node in captures.get("modifier", ()):
            one.modifiers |= self._modifier(self._text(node))
        for node in captures.get("visibility", ()):
            one.visibility = visibility_by_keyword(self._text(node), self._card) or one.visibility
        for node in captures.get("decorator", ()):
            self._decorate(one, self._short(node, MAX_TYPE_CHARS))

    def _nested(self, found: list[Found]) -> list[Found]:
        ordered = sort(found)
        starts = [one.own_start for one in ordered]
        wrappers = [(captures["wrapper"][0], captures) for captures in self._wrappers]
        for node, captures in sorted(wrappers, key=lambda pair: pair[0].end_byte - pair[0].start_byte):
            self._wrap(within(ordered, starts, node.start_byte, node.end_byte), node, captures)
        ranges = sorted({(node.start_byte, node.end_byte) for node in self._marks[Fact.DECORATOR]})
        for one, start, end in decorated(ordered, starts, ranges, self._source):
            if one is not None:
                one.start = min(one.start, start)
                self._decorate(one, " ".join(self._slice(start, end).split())[:MAX_TYPE_CHARS])
        for one in ordered:
            if one.kind in ("variable", "field") and self._card.names.constants == "upper":
                one.kind = NodeKind.CONSTANT if is_constant(one.name) else one.kind
        module = Found(-1, NodeKind.MODULE, 0, len(self._source))
        return nest(sort(ordered), module)

    def _wrap(self, inside: list[Found], node: "Node", captures: _Captures) -> None:
        if len(inside) == 1:
            inside[0].start = min(inside[0].start, node.start_byte)
            inside[0].end = max(inside[0].end, node.end_byte)
        for one in inside:
            for word in captures.get("modifier", ()):
                one.modifiers |= self._modifier(self._text(word))
            for word in captures.get("visibility", ()):
                one.visibility = visibility_by_keyword(self._text(word), self._card) or one.visibility

    def _decorate(self, one: Found, text: str) -> None:
        one.decorators.append(text)
        one.modifiers |= self._modifier(_decorator_name(text))

    def _modifier(self, text: str) -> Modifier:
        """Return what a keyword or a decorator's name means; `abc.abstractmethod` also by its last part."""
        known = self._card.modifiers
        found = known.get(text)
        if found is None:
            found = known.get(text.rpartition(".")[2])
        return found if found is not None else Modifier(0)

    def _attach_marks(self) -> None:
        """Give modifiers, visibility, and documentation that queries found to the definitions they stand in."""
        for node in self._marks[Fact.MODIFIER]:
            one = self._holder(node)
            one.modifiers |= self._modifier(self._text(node))
        for node in self._marks[Fact.VISIBILITY]:
            one = self._holder(node)
            one.visibility = visibility_by_keyword(self._text(node), self._card) or one.visibility
        for node in self._marks[Fact.DOCUMENTATION]:
            self._kept[self._owners.at(node.start_byte)].documentation.append(self._text(node))

    def _holder(self, node: "Node") -> Found:
        """Return the definition that a keyword belongs to: the innermost around it."""
        return self._kept[self._owners.at(node.start_byte)]

    # --- rows ---

    def _node_rows(self) -> list[NodeRow]:
        source, card, starts, kept = self._source, self._card, self._starts, self._kept
        complexity = [1] * len(kept)
        for node in self._marks[Fact.BRANCH]:
            complexity[self._owners.scope_at(node.start_byte)] += 1
        in_tests = not card.test.paths or is_test_path(self._path.decode("utf-8", "replace"), card.test.paths)
        rows: list[NodeRow] = []
        symbols: set[str] = set()
        shadowed: dict[str, int] = {}
        for ordinal, one in enumerate(kept):
            self._refine(one, ordinal, in_tests)
            if ordinal:
                qualified = self._qualified(one, rows)
                symbol = _unique(one, rows, symbols, shadowed)
            else:
                one.name, qualified = module_name(self._path, card.names.packages)
                symbol = MODULE_SYMBOL
                symbols.add(symbol)
            text = self._documentation(one, ordinal)
            start_line = bisect_right(starts, one.start) - 1
            end_line = bisect_right(starts, one.end) - 1
            name_line = bisect_right(starts, one.name_start) - 1
            rows.append(
                (
                    ordinal,
                    one.parent if ordinal else -1,
                    one.kind,
                    one.name,
                    qualified,
                    symbol,
                    self._signature(one) if ordinal else None,
                    one.return_type,
                    text,
                    doc.summary(text) if text else None,
                    one.visibility or "public",
                    int(one.modifiers),
                    one.start,
                    one.end,
                    start_line,
                    one.start - starts[start_line],
                    end_line,
                    one.end - starts[end_line],
                    one.name_start,
                    one.name_end,
                    name_line,
                    one.name_start - starts[name_line],
                    complexity[ordinal],
                    json.dumps(one.decorators, ensure_ascii=False) if one.decorators else None,
                    blake2b(source[one.start : one.end], digest_size=8).digest(),
                )
            )
        return rows

    def _refine(self, one: Found, ordinal: int, in_tests: bool) -> None:
        """Settle what only the place of a definition tells: methods, constructors, tests, visibility."""
        card = self._card
        parent = self._kept[one.parent]
        member = ordinal > 0 and parent.kind in CLASS_LIKE
        if one.kind == "function" and (member or one.owner is not None):
            one.kind = "method"
        if one.kind == "method" and one.name in card.names.constructors:
            one.kind = "constructor"
        if one.kind in ("function", "method") and self._is_test(one, in_tests):
            one.modifiers |= Modifier.TEST
        if one.visibility is None:
            if member and (one.kind == "enum_member" or parent.kind in ("interface", "trait")):
                one.visibility = parent.visibility
            else:
                rules = card.visibility
                one.visibility = visibility_by_name(one.name, rules.by_name, rules.default, member=member)
                if not ordinal:
                    one.visibility = Visibility.PUBLIC

    def _is_test(self, one: Found, in_tests: bool) -> bool:
        rules = self._card.test
        if in_tests and any(glob_matches(one.name, glob) for glob in rules.functions):
            return True
        return bool(rules.decorators and one.decorators) and any(
            _decorator_name(text) in rules.decorators for text in one.decorators
        )

    def _qualified(self, one: Found, rows: list[NodeRow]) -> str:
        separator = self._card.separator
        prefix = rows[one.parent][4] + separator if one.parent else ""
        return f"{prefix}{one.owner}{separator}{one.name}" if one.owner else prefix + one.name

    def _signature(self, one: Found) -> str:
        stop = one.body if one.body > one.own_start else self._source.find(b"\n", one.name_end, one.end)
        text = self._slice(one.own_start, one.end if stop == -1 else stop, 4 * MAX_SIGNATURE_CHARS)
        text = (
            " ".join(text.split()).rstrip(" {:=>;,") if one.body > one.own_start else " ".join(text.split())
        )
        return text if len(text) <= MAX_SIGNATURE_CHARS else text[: MAX_SIGNATURE_CHARS - 1] + "…"

    def _documentation(self, one: Found, ordinal: int) -> str | None:
        marks = self._card.comments.line
        if one.documentation:
            return "\n".join(doc.clean(text, marks) for text in one.documentation) or None
        wanted = self._card.comments.documentation
        if not ordinal or not self._comments or not wanted:
            return None
        block = doc.comment_block(self._source, self._comments, one.start)
        if not block:
            return None
        text = block.decode("utf-8", "replace")
        if "*" not in wanted and not text.startswith(wanted):
            return None
        return doc.clean(text, marks) or None

    def _parameter_rows(self) -> list[ParameterRow]:
        rows: list[ParameterRow] = []
        counts: dict[int, int] = {}
        last: dict[int, int] = {}
        receivers = self._card.names.receivers
        for start, (index, captures) in sorted(self._parameters.items()):
            whole = captures["parameter"][0]
            ordinal = self._owners.scope_at(start)
            one = self._kept[ordinal]
            # Not of a nameless function in the body or in a default value, nor of a type's own signature.
            if whole.start_byte < one.name_end and one.name_end <= start and ordinal:
                continue
            if (one.body != -1 and start >= one.body) or start < last.get(ordinal, 0) or not ordinal:
                continue
            last[ordinal] = whole.end_byte
            position = counts.get(ordinal, 0)
            counts[ordinal] = position + 1
            name = self._text(captures["parameter.name"][0])
            kind = _parameter_kind(self._rules[index].parts, captures)
            if (
                position == 0
                and name in receivers
                and self._kept[one.parent].kind in CLASS_LIKE
                and one.parent
            ):
                kind = ParameterKind.RECEIVER
            written = captures.get("parameter.type")
            default = captures.get("parameter.default")
            rows.append(
                (
                    ordinal,
                    position,
                    name,
                    self._short(written[0], MAX_TYPE_CHARS).lstrip(": ") if written else None,
                    self._short(default[0], MAX_TYPE_CHARS) if default else None,
                    kind,
                    None,
                )
            )
        rows.sort(key=lambda row: (row[0], row[1]))
        return rows

    def _with_documentation(self, rows: list[ParameterRow], nodes: list[NodeRow]) -> list[ParameterRow]:
        style = self._card.documentation
        if style == "none":
            return rows
        texts: dict[int, dict[str, str]] = {}
        for number, row in enumerate(rows):
            documentation = nodes[row[0]][8]
            if documentation is None:
                continue
            known = texts.get(row[0])
            if known is None:
                known = texts[row[0]] = doc.parameters(documentation, style)
            if known and row[2] in known:
                rows[number] = (*row[:6], known[row[2]])
        return rows

    def _type_parameter_rows(self) -> list[TypeParameterRow]:
        rows: list[TypeParameterRow] = []
        counts: dict[int, int] = {}
        for start, (_, captures) in sorted(self._type_parameters.items()):
            ordinal = self._owners.at(start)
            one = self._kept[ordinal]
            if not ordinal or (one.body != -1 and start >= one.body):
                continue
            position = counts.get(ordinal, 0)
            counts[ordinal] = position + 1
            bound, default, variance = (
                captures.get(f"type_parameter.{part}") for part in ("bound", "default", "variance")
            )
            rows.append(
                (
                    ordinal,
                    position,
                    self._text(captures["type_parameter.name"][0]),
                    self._short(bound[0], MAX_TYPE_CHARS).lstrip(": ") if bound else None,
                    self._short(default[0], MAX_TYPE_CHARS) if default else None,
                    self._text(variance[0]) if variance else None,
                )
            )
        rows.sort(key=lambda row: (row[0], row[1]))
        return rows

    def _import_rows(self) -> list[ImportRow]:
        if not self._imports:
            return []
        regions = [(node.start_byte, node.end_byte) for node in self._marks[Fact.TYPE_CHECKING]]
        gathered = Imports(self._source, self._starts, self._owners, regions, self._card.name)
        for index, captures in self._imports:
            gathered.add(self._rules[index], captures)
        return gathered.rows()

    def _reference_rows(self) -> list[ReferenceRow]:
        source, rules, starts = self._source, self._rules, self._starts
        scope_at = self._owners.scope_at
        awaited = {(node.start_byte, node.end_byte) for node in self._marks[Fact.AWAITED]}
        errors = self._errors
        rows: list[ReferenceRow] = []
        append = rows.append
        for (start, end, _), (index, captures) in self._references.items():
            rule = rules[index]
            receiver = captures.get("target.receiver")
            text = source[start:end]
            plain = _PLAIN_TARGETS.get(text)
            if plain is None:
                plain = _plain_target(text)
            if plain is not False:
                name, expression, length = plain
                at = end - length
            else:
                expression, name, at = self._described(captures["target"][0], start, end)
            if receiver:
                prefix = self._described(receiver[0], receiver[0].start_byte, receiver[0].end_byte)[0]
                expression = f"{prefix}.{expression}"
            flags = 0
            if awaited or "awaited" in captures:
                place = captures[rule.capture][0]
                if "awaited" in captures or (place.start_byte, place.end_byte) in awaited:
                    flags = ReferenceFlag.AWAITED
            if errors and any(begin <= start < stop for begin, stop in errors):
                flags |= ReferenceFlag.IN_ERROR
            line = bisect_right(starts, at) - 1
            append(
                (
                    scope_at(start), rule.kind, name, expression, line, at - starts[line], at,
                    int(flags), rule.origin.line,
                )
            )  # fmt: skip
        return rows

    def _described(self, node: "Node", start: int, end: int) -> tuple[str, str, int]:
        if end - start > MAX_EXPRESSION_BYTES:
            tail = self._source[end - 128 : end].decode("utf-8", "replace")
            name = last_name("".join(tail.split()))
            return f"?.{name}" if name else "?", name, end - len(name.encode())
        return describe(self._source, node)

    # --- text ---

    def _slice(self, start: int, end: int, limit: int = 1 << 30) -> str:
        return self._source[start : min(end, start + limit)].decode("utf-8", "replace")

    def _text(self, node: "Node") -> str:
        return self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")

    def _short(self, node: "Node", limit: int) -> str:
        """Return a node's text on one line, cut to `limit` characters."""
        text = " ".join(self._slice(node.start_byte, node.end_byte, 4 * limit).split())
        return text if len(text) <= limit else text[: limit - 1] + "…"


_PLAIN_PARTS: Final = frozenset({"name", "body", "return_type"} | {f"definition.{kind}" for kind in NodeKind})

_PLAIN_TARGETS: dict[bytes, tuple[str, str, int]] = {}
"""Target → its last name, expression and the name's length in bytes; code repeats its targets."""


def _plain_target(text: bytes) -> "tuple[str, str, int] | Literal[False]":
    """Return what a target without calls and subscripts says, remembered; False when it needs taking apart."""
    if PLAIN.fullmatch(text) is None:
        return False
    expression = text.decode("utf-8", "replace")
    name = last_name(expression)
    if len(_PLAIN_TARGETS) >= _CACHE_LIMIT:
        _PLAIN_TARGETS.clear()  # a repository of random words must not eat the worker's memory
    answer = _PLAIN_TARGETS[text] = (name, expression, len(name.encode()))
    return answer


def _keep_later(kept: dict[int, tuple[int, _Captures]], key: int, index: int, captures: _Captures) -> None:
    known = kept.get(key)
    if known is None or known[0] < index or (known[0] == index and len(known[1]) <= len(captures)):
        kept[key] = (index, captures)


def _parameter_kind(parts: frozenset[str], captures: _Captures) -> ParameterKind:
    for mark, kind in _PARAMETER_MARKS:
        if mark in parts and mark in captures:
            return kind
    return ParameterKind.POSITIONAL


_PARAMETER_MARKS: Final = (
    ("parameter.receiver", ParameterKind.RECEIVER),
    ("parameter.variadic", ParameterKind.VARIADIC),
    ("parameter.keyword_variadic", ParameterKind.KEYWORD_VARIADIC),
    ("parameter.keyword", ParameterKind.KEYWORD),
)


def _decorator_name(text: str) -> str:
    """Return a decorator without sigil, brackets and arguments.

    >>> _decorator_name("@pytest.fixture(scope='x')"), _decorator_name("#[tokio::test]")
    ('pytest.fixture', 'tokio::test')
    """
    return text.strip("@#![] ").partition("(")[0].partition("]")[0].strip()


def _unique(one: Found, rows: Sequence[NodeRow], symbols: set[str], shadowed: dict[str, int]) -> str:
    """Return the definition's symbol; equal ones are told apart by an ordinal, in the order of the text."""
    prefix = rows[one.parent][5] if one.parent else ""
    if one.owner:
        prefix += descriptor("class", one.owner, 0)
    first = prefix + descriptor(one.kind, one.name, 0)
    symbol = first
    while symbol in symbols:
        shadowed[first] = shadowed.get(first, 0) + 1
        symbol = prefix + descriptor(one.kind, one.name, shadowed[first])
    symbols.add(symbol)
    return symbol
