"""Which definition holds which, and which one a place belongs to.

Both are answered by sorting, never by walking up the tree: asking a node for its parents starts at the root each
time, which is quadratic in deep files.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from typing import Final

from triptych_indexer.model import CALLABLE, CLASS_LIKE, NodeKind

# Looking a member up in its enumeration takes four times as long as comparing with it.
_FIELD: Final = NodeKind.FIELD
_VARIABLE: Final = NodeKind.VARIABLE

_NOT_SCOPES: Final = frozenset(
    {NodeKind.FIELD, NodeKind.VARIABLE, NodeKind.CONSTANT, NodeKind.ENUM_MEMBER, NodeKind.SECTION}
)
"""What stands in their range belongs to the definition around them: `self.pool = Pool()` is a call by `__init__`."""

_HAVE_FIELDS: Final = CLASS_LIKE | {NodeKind.TYPE_ALIAS, NodeKind.FIELD}


class Found:
    """A definition on its way to becoming a row."""

    __slots__ = (
        "body",
        "decorators",
        "documentation",
        "enclosing",
        "end",
        "head_end",
        "kind",
        "modifiers",
        "name",
        "name_end",
        "name_start",
        "origin",
        "own_start",
        "owner",
        "parent",
        "return_type",
        "rule",
        "start",
        "visibility",
    )  # fmt: skip

    def __init__(self, kind: str, start: int, end: int) -> None:
        self.kind = kind
        self.start = start
        self.end = end
        self.own_start = start
        self.name = ""
        self.name_start = start
        self.name_end = start
        self.body = -1
        self.head_end = -1
        self.owner: str | None = None
        self.return_type: str | None = None
        self.documentation: list[str] = []
        self.decorators: list[str] = []
        self.modifiers = 0
        self.visibility: str | None = None
        self.parent = 0
        self.enclosing = 0


def sort(found: Iterable[Found]) -> list[Found]:
    """Return definitions outermost first."""
    return sorted(found, key=lambda one: (one.start, -one.end, one.name_start))


def join_clauses(ordered: list[Found]) -> list[Found]:
    """Join neighbours of one name and kind, as the clauses of one function, into the first of them."""
    kept: list[Found] = []
    open_ones: list[Found] = []
    for one in ordered:
        before = None
        while open_ones and open_ones[-1].end <= one.start:
            before = open_ones.pop()
        if before is not None and (before.name, before.kind) == (one.name, one.kind) and one.kind in CALLABLE:
            if before.body == -1 and before.head_end == -1:
                before.head_end = before.end  # a signature of its own: what follows is not part of it
            before.end = one.end
            before.body = one.body if before.body == -1 else before.body
            one = before
        else:
            kept.append(one)
        open_ones.append(one)
    return kept


def within(ordered: list[Found], starts: list[int], start: int, end: int) -> list[Found]:
    """Return the outermost definitions of `ordered` inside a range; `starts` are their own starts."""
    outermost = []
    at = bisect_left(starts, start)
    while at < len(ordered) and ordered[at].own_start < end:
        one = ordered[at]
        if one.end > end:
            break
        outermost.append(one)
        following = bisect_left(starts, one.end, at + 1)
        # Definitions of one statement (`a = 1, b = 2`) share its range: they are side by side.
        at += 1
        while at < following and (ordered[at].own_start, ordered[at].end) == (one.own_start, one.end):
            outermost.append(ordered[at])
            at += 1
        at = max(at, following)
    return outermost


_BETWEEN = re.compile(rb"(?:\s++|[a-z]++\b|//[^\n]*+|/\*(?:[^*]|\*(?!/))*+\*/|#(?!\[)[^\n]*+)*+", re.DOTALL)
"""What may stand between a decorator and what it decorates: blanks, comments, keywords (`export default`).

Possessive: with plain repetitions inside a repetition a run of blanks takes exponential time to fail."""


def decorated(
    ordered: list[Found], starts: list[int], decorators: list[tuple[int, int]], source: bytes
) -> list[tuple[Found | None, int, int]]:
    """Return for each decorator's range, in order, the definition it decorates, or None."""
    answers: list[tuple[Found | None, int, int]] = []
    following: tuple[int, Found | None] = (-1, None)
    for start, end in reversed(decorators):
        holder = _holder(ordered, starts, start, end)
        if holder is None:
            at = bisect_left(starts, end)
            target = starts[at] if at < len(starts) else -1
            if following[0] != -1 and (target == -1 or following[0] < target):
                target, holder = following
            elif target != -1:
                holder = ordered[at]
            if holder is not None and (
                target - end > 4096 or _BETWEEN.fullmatch(source, end, target) is None
            ):
                holder = None
        following = (start, holder)
        answers.append((holder, start, end))
    answers.reverse()
    return answers


def _holder(ordered: list[Found], starts: list[int], start: int, end: int) -> Found | None:
    """Return the definition in whose own range, in front of its name, the decorator stands."""
    at = bisect_right(starts, start) - 1
    if at < 0:
        return None
    one = ordered[at]
    return one if end <= one.name_start and one.end >= end else None


def nest(ordered: list[Found], module: Found, source: bytes) -> list[Found]:
    """Return the definitions that count, the module first, each with its `parent` and `enclosing` ordinals.

    `enclosing` is the definition around it; `parent` is the one it is a member of. They differ for a field that a
    method assigns: it belongs to the class, once, however often it is assigned.
    """
    kept = [module]
    stack = [0]
    members: set[tuple[int, str]] = set()
    for one in ordered:
        top = kept[stack[-1]]
        while len(stack) > 1 and (
            top.end <= one.start or top.end < one.end or (top.start == one.start and top.end == one.end)
        ):
            stack.pop()
            top = kept[stack[-1]]
        if one.kind == _VARIABLE:
            if top.kind in CALLABLE:
                continue  # a function's own variables are nobody else's business
            if top.kind in CLASS_LIKE:
                one.kind = _FIELD  # it stands in a branch of the class's body
        one.enclosing = parent = stack[-1]
        if one.kind == _FIELD:
            # `this.count = 1`, which may stand in a block of the class itself: `static { … }`
            behind_dot = source.endswith(b".", 0, one.name_start)
            assigned = top.kind in CALLABLE or (top.kind in CLASS_LIKE and behind_dot)
            while parent and kept[parent].kind not in _HAVE_FIELDS:
                parent = kept[parent].parent
            if assigned and (not parent or (parent, one.name) in members):
                continue
        if parent and kept[parent].kind in CLASS_LIKE:
            members.add((parent, one.name))
        one.parent = parent
        stack.append(len(kept))
        kept.append(one)
    return kept


class Owners:
    """Byte → ordinal of the innermost definition that holds it."""

    __slots__ = ("_nodes", "enclosing", "heads", "in_callable", "scopes", "starts")

    def __init__(self, kept: list[Found]) -> None:
        scope_of = list(range(len(kept)))
        self.in_callable = [False] * len(kept)
        for ordinal, one in enumerate(kept):
            if ordinal:
                if one.kind in _NOT_SCOPES:
                    scope_of[ordinal] = scope_of[one.enclosing]
                self.in_callable[ordinal] = self.in_callable[one.enclosing] or one.kind in CALLABLE
        starts, nodes = [0], [0]
        stack = [0]
        for ordinal in range(1, len(kept)):
            one = kept[ordinal]
            while len(stack) > 1 and kept[stack[-1]].end <= one.start:
                starts.append(kept[stack.pop()].end)
                nodes.append(stack[-1])
            while len(stack) > 1 and stack[-1] != one.enclosing:
                stack.pop()
            starts.append(one.start)
            nodes.append(ordinal)
            stack.append(ordinal)
        while len(stack) > 1:
            starts.append(kept[stack.pop()].end)
            nodes.append(stack[-1])
        self.enclosing = [scope_of[one.enclosing] for one in kept]
        """Parallel to the definitions: the one around each that can hold code."""
        self.heads = {
            ordinal: (one.own_start, scope_of[one.enclosing])
            for ordinal, one in enumerate(kept)
            if one.own_start > one.start and ordinal and one.kind not in _NOT_SCOPES
        }
        """Decorated definitions: where they start themselves, and the one around them, which runs their decorators."""
        self.starts = starts
        """Where the owner changes."""
        self._nodes = nodes
        self.scopes = [scope_of[node] for node in nodes]
        """Parallel to `starts`: the innermost definition from there on that can hold code."""

    def at(self, byte: int) -> int:
        """Return the innermost definition at a byte."""
        return self._nodes[bisect_right(self.starts, byte) - 1]

    def scope_at(self, byte: int) -> int:
        """Return the innermost definition at a byte that can hold code."""
        return self.scopes[bisect_right(self.starts, byte) - 1]
