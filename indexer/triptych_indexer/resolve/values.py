"""What an expression may be: the values that evaluation gives, and how answers are put together.

A value is a definition of this repository in some role (a function, a class, an object of a class, a module), a
container of values, an object literal, a nameless function, or *external*: something that is known to come from
elsewhere, which is an answer. An empty answer means that nobody can tell. Each value carries how sure it is.
"""

from collections.abc import Iterable
from typing import Any, Final, NamedTuple, TypeAlias

from triptych_indexer.model import Definition
from triptych_indexer.resolve.confidence import ATTRIBUTE, EXACT
from triptych_indexer.resolve.scopes import Scope

MAX_VALUES: Final = 8
"""A place that may hold more different things than this is as good as unknown."""


class Function(NamedTuple):
    definition: Definition
    receiver: Definition | None = None
    """The class of the object it was taken from."""


class Class(NamedTuple):
    definition: Definition


class Instance(NamedTuple):
    type: Definition
    arguments: "tuple[tuple[Found, ...], ...]" = ()
    """What its type's arguments may be: `Foo<Bar>`."""


class Module(NamedTuple):
    file_id: int


class Container(NamedTuple):
    """Something that holds values of one sort: a list, a mapping's values, a promise, a generator."""

    elements: "Answer"
    parts: "tuple[Answer, ...]" = ()
    """What stands at each place, when that is known: a tuple."""


class Method(NamedTuple):
    """A method of a container: what it gives is an element, the container again, or pairs with the elements."""

    container: Container
    name: str


class Object(NamedTuple):
    """An object literal at its place."""

    file_id: int
    node_id: int
    pairs: Any  # the tree's pairs


class Nameless(NamedTuple):
    """A function without a name."""

    file_id: int
    node_id: int
    start: int


class Super(NamedTuple):
    type: Definition


class External(NamedTuple):
    """Something that comes from outside the repository."""

    name: str = ""


Value: TypeAlias = (
    Function | Class | Instance | Module | Container | Method | Object | Nameless | Super | External
)
Found: TypeAlias = tuple[Value, float]
Answer: TypeAlias = tuple[Found, ...]
EXTERNAL: Final = External()
IS_EXTERNAL: Final[Answer] = ((EXTERNAL, EXACT),)


class Place(NamedTuple):
    """Where an expression stands."""

    scope: Scope
    node_id: int
    receiver: Definition | None = None
    """The class of the object whose method it is, when that is known better than by where the method stands."""
    line: int | None = None
    """The line at which it is worked out, when it is a value given there: what is given later does not count."""
    nameless: int = -1
    """The innermost nameless function around it, by its number in the file; -1 when there is none, or none is known."""


def from_here(answer: Answer) -> Answer:
    """Return what of an answer is, or holds, something of this repository."""
    return tuple(
        (value, sure)
        for value, sure in answer
        if not isinstance(value, External) and (not isinstance(value, Container) or from_here(value.elements))
    )


def at_most(answer: Answer, confidence: float) -> Answer:
    if confidence >= EXACT:
        return answer
    return tuple([(value, min(sure, confidence)) for value, sure in answer])


def union(answers: Iterable[Answer]) -> Answer:
    """Return all values, each once, the surest way; several different ones are less sure than one."""
    answers = [answer for answer in answers if answer]
    if len(answers) == 1 and len(answers[0]) == 1:
        return answers[0]
    best: dict[Any, Found] = {}
    for answer in answers:
        for value, confidence in answer:
            key = _identity(value)
            if key not in best or best[key][1] < confidence:
                best[key] = (value, confidence)
    if len(best) <= 1:
        return tuple(best.values())
    known = [(v, c) for v, c in best.values() if not isinstance(v, External)]
    if len(known) > MAX_VALUES:
        return ()
    # A module beside a function of its name (Rust) is no other thing that may be called.
    if len(known) == 1 or (len(known) == 2 and sum(isinstance(v, Module) for v, _ in known) == 1):
        return tuple(known)
    return at_most(tuple(known), ATTRIBUTE) if known else IS_EXTERNAL


def pairs(elements: Answer) -> Answer:
    """Return a container of pairs whose second part is an element."""
    pair = Container(elements, ((), elements))
    return ((Container(((pair, EXACT),)), EXACT),)


def _identity(value: Value) -> Any:
    if isinstance(value, Function):
        return ("f", value.definition.id, value.receiver.id if value.receiver is not None else 0)
    if isinstance(value, Class):
        return ("c", value.definition.id)
    if isinstance(value, Instance):
        return ("i", value.type.id)
    if isinstance(value, Module):
        return ("m", value.file_id)
    if isinstance(value, Nameless):
        return ("n", value.file_id, value.start)
    if isinstance(value, Object):
        return ("o", value.file_id, id(value.pairs))
    if isinstance(value, Container):
        return ("k", tuple(_identity(one) for one, _ in value.elements), len(value.parts))
    if isinstance(value, Super):
        return ("s", value.type.id)
    if isinstance(value, Method):
        return ("d", value.name, _identity(value.container))
    return ("e",)
