"""Matches → reference rows: which name is used where, and for what."""

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from triptych_indexer.extract.expressions import PLAIN, describe, last_name
from triptych_indexer.extract.matches import Matches
from triptych_indexer.extract.nesting import Owners
from triptych_indexer.extract.queries import NO_REFERENCE, Fact
from triptych_indexer.extract.text import Text
from triptych_indexer.model import ReferenceFlag, ReferenceRow

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_EXPRESSION_BYTES: Final = 4096
"""A longer target is generated code or data; only its last name is kept."""

_BESIDE: Final = frozenset({"decorate", "raise"})
"""These stand beside a call of the same name (`raise Missing()`); of any others the later pattern counts."""

_POSITION: Final = itemgetter(6)

_IN_ERROR: Final = int(ReferenceFlag.IN_ERROR)
_AWAITED: Final = int(ReferenceFlag.AWAITED)


class _PlainTargets(dict[bytes, tuple[str, str, int]]):
    """Target → its last name, expression, and the name's length in bytes (-1 when it needs taking apart).

    Code repeats its targets so often that remembering them is half the cost of reading them.
    """

    _LIMIT = 100_000

    def __missing__(self, target: bytes) -> tuple[str, str, int]:
        if PLAIN.fullmatch(target) is None:
            return _COMPLEX  # long and rarely repeated: not remembered
        expression = target.decode("utf-8", "replace")
        name = last_name(expression)
        answer = (name, expression, len(name.encode()))
        if len(self) >= self._LIMIT:  # a repository of random words must not eat the worker's memory
            self.clear()
        self[target] = answer
        return answer


_COMPLEX: Final = ("", "", -1)
_plain_targets = _PlainTargets()


def reference_rows(
    matches: Matches, text: Text, owners: Owners, errors: list[tuple[int, int]]
) -> list[ReferenceRow]:
    """Return the references of a file in the order of the text.

    A row's position is that of the name, the last part of the expression: in a chain over many lines that is the
    line of the call, not the line where the chain starts.
    """
    source, starts = text.source, text.line_starts
    bounds, scopes, heads = owners.starts, owners.scopes, owners.heads
    plain_targets = _plain_targets
    awaited = set(matches.ranges(Fact.AWAITED))
    rows: dict[tuple[int, int, bool], ReferenceRow] = {}
    taken_back = False
    for rule, bucket in matches.of(Fact.REFERENCE):
        kind, rule_line = rule.kind, rule.origin.line
        beside = kind in _BESIDE
        taken_back |= kind == NO_REFERENCE
        simple = not awaited and not errors and not rule.parts & {"awaited", "target.receiver"}
        flags = 0
        for captures in bucket:
            node = captures["target"][0]
            start = node.start_byte
            end = node.end_byte
            name, expression, length = plain_targets[source[start:end]]
            if length >= 0:
                at = end - length
            else:
                expression, name, at = _described(source, node)
            if not simple:
                if "target.receiver" in captures:
                    expression = f"{_described(source, captures['target.receiver'][0])[0]}.{expression}"
                place = rule.place(captures)
                is_awaited = "awaited" in captures or (place.start_byte, place.end_byte) in awaited
                flags = _AWAITED if is_awaited else 0
                if errors and _inside(errors, start):
                    flags |= _IN_ERROR
            line = bisect_right(starts, at) - 1
            scope = scopes[bisect_right(bounds, start) - 1]
            if scope in heads and kind != "decorate" and start < heads[scope][0]:
                scope = heads[scope][1]
            rows[start, end, beside] = (
                scope, kind, name, expression,
                line, at - starts[line], at, flags, rule_line,
            )  # fmt: skip
    found = [row for row in rows.values() if row[1] != NO_REFERENCE] if taken_back else list(rows.values())
    found.sort(key=_POSITION)
    return found


def _described(source: bytes, node: "Node") -> tuple[str, str, int]:
    end = node.end_byte
    if end - node.start_byte <= MAX_EXPRESSION_BYTES:
        return describe(source, node)
    name = last_name("".join(source[end - 128 : end].decode("utf-8", "replace").split()))
    return f"?.{name}" if name else "?", name, end - len(name.encode())


def _inside(ranges: list[tuple[int, int]], byte: int) -> bool:
    """Tell whether one of the ranges, sorted by their starts, holds a byte; they may nest."""
    at = bisect_right(ranges, (byte, 1 << 62))
    return any(end > byte for _, end in ranges[max(0, at - 64) : at])
