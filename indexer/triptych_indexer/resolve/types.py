"""What may a value of a written type be?"""

from collections.abc import Iterator, Sequence
from typing import Any

from triptych_indexer.model import Definition
from triptych_indexer.resolve.annotations import Type, read
from triptych_indexer.resolve.confidence import EXACT, RECEIVER
from triptych_indexer.resolve.questions import Questions
from triptych_indexer.resolve.repository import Repository
from triptych_indexer.resolve.values import (
    Answer,
    Class,
    Container,
    External,
    Found,
    Instance,
    Place,
    at_most,
    from_here,
    union,
)


class Types:
    """Annotations as values."""

    def __init__(self, files: Repository, ask: Questions) -> None:
        self._files = files
        self._ask = ask

    def type_values(self, place: Place, written: Type, depth: int = 6) -> Answer:
        """Return what a value of a written type may be."""
        name, arguments = written
        if not name or depth == 0:
            return ()
        rules = place.scope.rules
        last = name.rpartition(".")[2]
        if name == "|":
            return union([self.type_values(place, one, depth - 1) for one in arguments])
        if name == "()":
            parts = tuple(self.type_values(place, one, depth - 1) for one in arguments)
            return ((Container(union(parts), parts), EXACT),)
        if last in rules.tuples and not any(one.name in ("", "...") for one in arguments):
            return self.type_values(place, Type("()", arguments), depth)
        if name == "[]" or last in rules.sequences or last in rules.tuples:
            return ((Container(self._argument(place, arguments, 0, depth)), EXACT),)
        if last in rules.mappings:
            return ((Container(self._argument(place, arguments, -1, depth)), EXACT),)
        if last in rules.transparent:
            chosen = arguments[: 1 if last not in rules.unions else len(arguments)]
            return union([self.type_values(place, one, depth - 1) for one in chosen])
        if last in rules.class_types:
            inner = self._argument(place, arguments, 0, depth)
            return tuple((Class(v.type), c) for v, c in inner if isinstance(v, Instance))
        if last in rules.self_types:
            owner = place.receiver or self._ask.owner(place.scope, place.node_id)
            return ((Instance(owner), EXACT),) if owner is not None else ()
        found: list[Found] = []
        for value, confidence in self._ask.value(place, name):
            if isinstance(value, Class):
                given = tuple(self.type_values(place, one, depth - 1) for one in arguments)
                found.append((Instance(value.definition, given), confidence))
            elif isinstance(value, External) and arguments:
                # A library's type over types of this repository: something that holds them.
                held = union([self.type_values(place, one, depth - 1) for one in arguments])
                known = from_here(held)
                found.append((Container(known) if known else value, min(confidence, RECEIVER)))
            elif isinstance(value, (External, Container, Instance)):
                found.append((value, confidence))
        return tuple(found)

    def _argument(self, place: Place, arguments: Sequence[Type], at: int, depth: int) -> Answer:
        return self.type_values(place, arguments[at], depth - 1) if arguments else ()

    def types_in(self, place: Place, written: str) -> Iterator[tuple[Definition, float]]:
        """Yield the types of this repository that stand in a written type, however deep."""
        pending = [read(written)]
        while pending:
            name, arguments = pending.pop()
            pending.extend(arguments)
            if name and name[0] not in "|([":
                for value, confidence in self._ask.value(place, name):
                    if isinstance(value, Class):
                        yield value.definition, confidence

    def cast(self, place: Place, expression: Any) -> Answer:
        written = expression[2]
        typed = self.type_values(place, read(written.strip("'"))) if isinstance(written, str) else ()
        if from_here(typed):
            return at_most(typed, RECEIVER)
        return self._ask.value(place, expression[3])
