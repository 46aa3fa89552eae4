"""Matches → rows of parameters and type parameters."""

from typing import Final

from triptych_indexer.extract import documentation as doc
from triptych_indexer.extract.definitions import MAX_TYPE_CHARS
from triptych_indexer.extract.matches import Captures, Matches
from triptych_indexer.extract.nesting import Found, Owners
from triptych_indexer.extract.queries import Fact, Rule
from triptych_indexer.extract.text import Text
from triptych_indexer.languages.registry import Card
from triptych_indexer.model import (
    CLASS_LIKE,
    NODE_DOCUMENTATION,
    TYPE_PARAMETER_BOUNDS,
    TYPE_PARAMETER_DEFAULT_VALUE,
    TYPE_PARAMETER_NAME,
    NodeRow,
    ParameterKind,
    ParameterRow,
    TypeParameterRow,
)

_MARKS: Final = (
    "parameter.receiver",
    "parameter.variadic",
    "parameter.keyword_variadic",
    "parameter.keyword",
)


def parameter_rows(
    matches: Matches, text: Text, card: Card, kept: list[Found], owners: Owners, nodes: list[NodeRow]
) -> list[ParameterRow]:
    """Return the parameters of every definition, by definition and position.

    A parameter counts when it stands between its definition's name and body, and not inside another parameter:
    what a nameless function in the body, in a default value or in a type takes is nobody's parameter.
    """
    found: dict[int, tuple[Captures, Rule]] = {}
    for rule, bucket in matches.of(Fact.PARAMETER):
        for captures in bucket:
            found[captures["parameter.name"][0].start_byte] = (captures, rule)
    documented = card.documentation != "none"
    receivers = card.names.receivers
    rows: list[ParameterRow] = []
    counts: dict[int, int] = {}
    last_end: dict[int, int] = {}
    headed: set[int] = set()
    texts: dict[int, dict[str, str]] = {}
    for start in sorted(found):
        captures, rule = found[start]
        ordinal = owners.scope_at(start)
        one = kept[ordinal]
        if not ordinal or (one.body != -1 and start >= one.body) or start < last_end.get(ordinal, 0):
            continue
        if one.head_end != -1:
            if start < one.head_end:
                headed.add(ordinal)
            elif ordinal in headed:
                continue  # of a further clause of the same function
        last_end[ordinal] = rule.place(captures).end_byte
        position = counts.get(ordinal, 0)
        counts[ordinal] = position + 1
        name = text.of(captures["parameter.name"][0])
        kind = _kind(rule, captures)
        if position == 0 and name in receivers and one.parent and kept[one.parent].kind in CLASS_LIKE:
            kind = ParameterKind.RECEIVER.value
        written = default = documentation = None
        if "parameter.type" in captures:
            written = text.short(captures["parameter.type"][0], MAX_TYPE_CHARS).lstrip(": ")
        if "parameter.default" in captures:
            default = text.short(captures["parameter.default"][0], MAX_TYPE_CHARS)
        if documented and nodes[ordinal][NODE_DOCUMENTATION] is not None:
            if ordinal not in texts:
                texts[ordinal] = doc.parameters(nodes[ordinal][NODE_DOCUMENTATION] or "", card.documentation)
            documentation = texts[ordinal].get(name)
        rows.append((ordinal, position, name, written, default, kind, documentation))
    rows.sort()
    return rows


def type_parameter_rows(
    matches: Matches, text: Text, kept: list[Found], owners: Owners
) -> list[TypeParameterRow]:
    """Return the type parameters of every definition, by definition and position."""
    found = {
        # One name may have several bounds in a `where`.
        captures.get("type_parameter.where", captures["type_parameter.name"])[0].start_byte: captures
        for _, bucket in matches.of(Fact.TYPE_PARAMETER)
        for captures in bucket
    }
    rows: list[TypeParameterRow] = []
    counts: dict[int, int] = {}
    places: dict[tuple[int, str], int] = {}
    default_end = 0
    for start in sorted(found):
        captures = found[start]
        if start < default_end:
            continue  # a grammar may take the default of one parameter for another parameter
        if "type_parameter.default" in captures:
            default_end = captures["type_parameter.default"][0].end_byte
        ordinal = owners.at(start)
        one = kept[ordinal]
        if not ordinal or (one.body != -1 and start >= one.body):
            continue
        bound, default, variance = (
            " ".join(text.short(node, MAX_TYPE_CHARS) for node in captures[part])
            .lstrip(":= ")
            .removeprefix("extends ")
            if part in captures
            else None
            for part in ("type_parameter.bound", "type_parameter.default", "type_parameter.variance")
        )
        name = text.of(captures["type_parameter.name"][0])
        if "type_parameter.where" in captures:
            at = places.get((ordinal, name))
            if at is not None and bound is not None:
                row = rows[at]
                known = row[TYPE_PARAMETER_BOUNDS]
                bounds = f"{known} + {bound}" if known else bound
                rows[at] = (*row[:TYPE_PARAMETER_BOUNDS], bounds, *row[TYPE_PARAMETER_DEFAULT_VALUE:])
            continue
        position = counts.get(ordinal, 0)
        counts[ordinal] = position + 1
        places[ordinal, name] = len(rows)
        rows.append((ordinal, position, name, bound, default, variance))
    rows.sort(key=lambda row: row[:TYPE_PARAMETER_NAME])
    return rows


def _kind(rule: Rule, captures: Captures) -> str:
    for mark in _MARKS:
        if mark in rule.parts and mark in captures:
            return mark.rpartition(".")[2]
    return ParameterKind.POSITIONAL.value
