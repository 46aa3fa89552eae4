"""What may an expression be? Demand-driven evaluation over all files, language-neutral.

The parts (names, types, classes, members) answer for themselves and ask each other through this class.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any, Final

from triptych_indexer.languages.semantics import Semantics
from triptych_indexer.model import CALLABLE, CLASS_LIKE, Definition, NodeKind
from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.annotations import Type, read
from triptych_indexer.resolve.callbacks import Callbacks
from triptych_indexer.resolve.classes import Classes
from triptych_indexer.resolve.confidence import EXACT, RECEIVER, SELF
from triptych_indexer.resolve.expressions import tree
from triptych_indexer.resolve.inline import InlineModules
from triptych_indexer.resolve.members import Members
from triptych_indexer.resolve.names import Names
from triptych_indexer.resolve.repository import Repository, semantics
from triptych_indexer.resolve.scopes import Bound, Scope
from triptych_indexer.resolve.types import Types
from triptych_indexer.resolve.values import (
    IS_EXTERNAL,
    Answer,
    Class,
    Container,
    External,
    Function,
    Instance,
    Method,
    Module,
    Nameless,
    Object,
    Place,
    Super,
    Value,
    at_most,
    from_here,
    pairs,
    union,
)

MAX_RETURNS: Final = 6
"""Return statements looked at in a function without annotation."""

GUESSED: Final = 0.6
"""A class handed to a library's function is most often what the function makes or finds an object of."""


class Evaluator:
    """The names and expressions of the whole repository, read file by file as they are asked for."""

    def __init__(self, reader: LinkReader) -> None:
        self._files = Repository(reader)
        self._names = Names(self._files, self)
        self._inline = InlineModules(self._files, self._names)
        self._types = Types(self._files, self)
        self._classes = Classes(self._files, self)
        self._members = Members(self._files, self)
        self._callbacks = Callbacks(self._files, self)

    def scope(self, file_id: int) -> Scope:
        """Return a file's names, its imports bound."""
        return self._files.scope(file_id)

    def forget(self) -> None:
        """Let go of all that was read and worked out.

        The parts know each other, so reference counts alone would keep it until the end of the run, and vectors and
        text would be made beside it: 220 MB on Django.
        """
        self._files.forget()

    def named(self, name: str) -> Sequence[Definition]:
        """Return the definitions of a name, anywhere, by path and place."""
        return self._files.named(name)

    def is_test(self, file_id: int) -> bool:
        """Tell whether a file holds tests."""
        return self._files.is_test(file_id)

    def seen(self) -> frozenset[int]:
        """Return the files that were looked at since the last call, over any number of steps."""
        return self._files.seen()

    def of_definition(self, definition: Definition, receiver: Definition | None = None) -> Answer:
        """Return what the name of a definition stands for."""
        kind = definition.kind
        if kind in CLASS_LIKE:
            return ((Class(definition), EXACT),)
        if kind in CALLABLE:
            return ((Function(definition, receiver), EXACT),)
        if kind == NodeKind.MODULE and definition.parent_id is not None:
            return ((Class(definition), EXACT),)
        if kind == NodeKind.MODULE:
            return ((Module(definition.file_id), EXACT),)
        if kind == NodeKind.NAMESPACE:
            return ((Class(definition), EXACT),)
        key = ("definition", definition.id, receiver.id if receiver is not None else None)
        return self._files.once(key, lambda: self._variable(definition))

    def _variable(self, definition: Definition) -> Answer:
        """Return what a variable, constant, field or type alias holds."""
        scope = self._files.scope(definition.file_id)
        around = scope.by_id.get(definition.parent_id or 0)
        if around is None:
            return ()
        if definition.kind == NodeKind.ENUM_MEMBER:
            owner = self._classes.owner(scope, definition.id)
            return ((Instance(owner), EXACT),) if owner is not None else ()
        place = Place(scope, around.id)
        if definition.kind == NodeKind.TYPE_ALIAS:
            if definition.return_type is None:
                return ()
            if scope.rules.methods_are_types and definition.name in scope.outside:
                return ((Class(definition), EXACT),)
            typed = self._types.type_values(place, read(definition.return_type))
            return tuple((Class(v.type) if isinstance(v, Instance) else v, c) for v, c in typed)
        if definition.return_type is not None:
            typed = self._types.type_values(place, read(definition.return_type))
            if typed:
                return at_most(typed, RECEIVER)
        bound = scope.bound.get(around.id, {}).get(definition.name)
        return self._names.bound(place, bound) if bound else ()

    def value(self, place: Place, expression: Any) -> Answer:
        """Return what an expression, given as a tree, may be."""
        if expression is None:
            return ()
        if isinstance(expression, str):
            return self._dotted(place, expression)
        shape = expression[0]
        if shape == ".":
            return self._members.members_of(self.value(place, expression[1]), expression[2])
        if shape in ("()", "new"):
            return self._called(place, expression)
        if shape == "fn":
            return ((Nameless(place.scope.file_id, place.node_id, expression[1]), EXACT),)
        if shape == "def":
            return self.of_definition(place.scope.definitions[expression[1]])
        if shape == "given":
            return self._callbacks.given(place.scope, expression[1], expression[2])
        if shape == "|":
            return union([self.value(place, one) for one in expression[1:]])
        if shape == "seq":
            parts = tuple(self.value(place, one) for one in expression[1:])
            return ((Container(union(parts), parts), EXACT),)
        if shape == "map":
            return ((Object(place.scope.file_id, place.node_id, expression), EXACT),)
        if shape == "as":
            typed = self._types.type_values(place, read(expression[2])) if expression[2] else ()
            return at_most(typed, RECEIVER) if from_here(typed) else self.value(place, expression[1])
        inner = self.value(place, expression[1])
        if shape == "[]":
            return self._members.elements(inner, expression[2])
        if shape == "slice":  # what stands where in it is not known
            return tuple((Container(v.elements) if isinstance(v, Container) else v, c) for v, c in inner)
        if shape == "each":
            return self._members.each(inner)
        if shape == "enter":
            return self._members.entered(inner)
        return self._members.unwrapped(inner)

    def _dotted(self, place: Place, expression: str) -> Answer:
        if expression[:1] == "'":
            return IS_EXTERNAL if expression != "'none'" else ()
        first, *rest = expression.split(".")
        if not rest and not place.scope.rules.dotted_names:
            return self._names.name(place, first)
        # A member that is given a value in this very function: `response.history = []; response.history`.
        chained = rest and place.node_id in place.scope.chained
        for cut in range(len(rest) if chained else 0, 0, -1):
            chain = ".".join((first, *rest[:cut]))
            bound = place.scope.bound.get(place.node_id, {}).get(chain)
            if bound and place.line is not None:
                bound = [one for one in bound if one.line < place.line]
            if bound and any(one.value is not None for one in bound):
                receiver = place.receiver.id if place.receiver is not None else None
                key = ("chain", place.scope.file_id, place.node_id, chain, receiver, len(bound))
                found = self._files.once(key, partial(self._names.bound, place, bound))
                if found and not all(isinstance(value, External) for value, _ in found):
                    rest = rest[cut:]
                    break
        else:
            if rest and place.scope.rules.dotted_names:
                return self._by_whole_name(place, first, rest)
            found = self._names.name(place, first)
        for member in rest:
            if not found:
                return ()
            found = self._members.members_of(found, member)
        return found

    def _by_whole_name(self, place: Place, first: str, rest: list[str]) -> Answer:
        """Return what follows the longest beginning of a chain that is the name of a module."""
        for cut in range(len(rest), -1, -1):
            found = self._names.name(place, ".".join((first, *rest[:cut])))
            if from_here(found) or cut == 0:
                for member in rest[cut:]:
                    found = self._members.members_of(found, member)
                return found
        return ()

    def _called(self, place: Place, expression: Any) -> Answer:
        function = expression[1]
        if isinstance(function, str):
            rules = place.scope.rules
            if function in rules.super_calls:
                owner = place.receiver or self._classes.owner(place.scope, place.node_id)
                return ((Super(owner), SELF),) if owner is not None else ()
            if function in rules.class_types and len(expression) == 3:
                given = self.value(place, expression[2])
                return tuple((Class(v.type), c) for v, c in given if isinstance(v, Instance))
            if function in rules.same_as_argument and len(expression) > 2:
                return self.value(place, expression[2])
            if function in rules.casts and len(expression) > 3:
                return self._types.cast(place, expression)
            taken = self._taken_by_function(place, expression, rules)
            if taken:
                return taken
        answers = []
        for value, confidence in self.value(place, function):
            if isinstance(value, External) and len(expression) > 2:
                answers.append(self._made_of(place, expression[2:]))
            answers.append(at_most(self.result(value, expression, place), min(confidence, RECEIVER)))
        return union(answers)

    def _taken_by_function(self, place: Place, expression: Any, rules: Semantics) -> Answer:
        """Return what a function of the library takes out of containers: `next`, `enumerate`, `zip`."""
        function, given = expression[1], expression[2:]
        if function in rules.made_from_type and given and isinstance(given[0], str):
            return self._types.type_values(place, read(given[0]))
        if given and function in rules.mapping_functions:
            return self._callbacks.mapped(place, given[0])
        if given and function in rules.result_functions:
            return union([self.result(value, None, place) for value, _ in self.value(place, given[-1])])
        if given and function in rules.element_functions:
            return self._members.each(self.value(place, given[0]))
        if given and function in rules.pair_functions:
            return pairs(self._members.each(self.value(place, given[0])))
        if given and function in rules.zip_functions:
            parts = tuple(self._members.each(self.value(place, one)) for one in given)
            return ((Container(((Container(union(parts), parts), EXACT),)), EXACT),)
        return ()

    def _made_of(self, place: Place, arguments: Sequence[Any]) -> Answer:
        """Return an object of the class that a library function is handed: `context.ensure_object(Info)`."""
        for one in arguments[:2]:
            given = self.value(place, one) if isinstance(one, str) and not one.startswith("'") else ()
            made = tuple((Instance(v.definition), GUESSED) for v, _ in given if isinstance(v, Class))
            if made:
                return made
        return ()

    def result(self, value: Value, expression: Any = None, place: Place | None = None) -> Answer:
        """Return what calling a value gives."""
        if isinstance(value, Class):
            return ((Instance(value.definition), EXACT),)
        if isinstance(value, Function):
            found = self.returned(value)
            if not found and expression is not None and expression[0] == "new":
                return ((Instance(value.definition), EXACT),)
            return found
        if isinstance(value, Nameless):
            return self._files.once(("nameless", value.file_id, value.start), lambda: self._given_by(value))
        if isinstance(value, Instance):
            rules = semantics(self._files.languages.get(value.type.file_id))
            return union(
                [
                    self.result(member)
                    for member, _ in self._classes.member_of_class(
                        value.type, rules.protocol("call"), value.type
                    )
                    if isinstance(member, Function)
                ]
            )
        if isinstance(value, Method):
            given = expression[2] if expression is not None and len(expression) > 2 else None
            if place is not None and value.name in place.scope.rules.mapping_methods:
                return self._callbacks.mapped(place, given)
            return self._members.taken(value, place)
        return ((value, EXACT),) if isinstance(value, External) else ()

    def _given_by(self, value: Nameless) -> Answer:
        scope = self._files.scope(value.file_id)
        returns = scope.nameless_returns.get(value.start, ())[:MAX_RETURNS]
        return union(
            [self.value(Place(scope, node_id, None, None, value.start), given) for node_id, given in returns]
        )

    def returned(self, function: Function) -> Answer:
        """Return what a function gives back."""
        receiver = function.receiver.id if function.receiver is not None else None
        return self._files.once(
            ("returned", function.definition.id, receiver), lambda: self._returned(function)
        )

    def _returned(self, function: Function) -> Answer:
        definition = function.definition
        scope = self._files.scope(definition.file_id)
        place = Place(scope, definition.id, function.receiver)
        if definition.return_type is not None:
            typed = self._types.type_values(place, read(definition.return_type))
            if from_here(typed) or _is_nothing(definition.return_type):
                return typed
            # `Callable[…]` and other types of a library: what is really given may be from here.
            return self._inferred(place, definition) or typed
        return self._inferred(place, definition)

    def _inferred(self, place: Place, definition: Definition) -> Answer:
        scope = place.scope
        yields = scope.yields.get(definition.id)
        if yields:
            given = union([self.value(place, one) for one in yields[:MAX_RETURNS]])
            return ((Container(given), EXACT),)
        returns = scope.returns.get(definition.id, ())
        return union([self.value(place, one) for one in returns[:MAX_RETURNS]])

    def decorators(self, definition: Definition) -> Iterator[tuple[Answer, bool]]:
        """Yield what each decorator of a definition is, and whether a call made it: `@route("/")`."""
        scope = self._files.scope(definition.file_id)
        place = Place(scope, definition.parent_id or definition.id)
        for text in json.loads(definition.decorators or "[]"):
            path, called, _ = text.lstrip("@").partition("(")
            found = self.value(place, tree(path.strip()))
            if called:
                found = union([self.result(value, None, place) for value, _ in found])
            yield found, bool(called)

    def wrappers(self, definition: Definition) -> list[Definition]:
        """Return the functions that the decorators of a definition put around it."""
        return self._files.remembered(
            ("wrappers", definition.id), lambda: self._find_wrappers(definition), []
        )

    def _find_wrappers(self, definition: Definition) -> list[Definition]:
        return [
            one.definition
            for decorator, _ in self.decorators(definition)
            for value, _ in decorator
            for one, _ in self.result(value)
            if isinstance(one, Function) and one.definition.id != definition.id
        ]

    # The parts' answers, for each other.

    def exported(self, file_id: int, name: str) -> Answer:
        return self._names.exported(file_id, name)

    def above(self, module: Value) -> Answer:
        return self._inline.above(module)

    def module_path(self, place: Place, word: str) -> Answer:
        return self._inline.module_path(place, word)

    def imported_into(self, module: Definition, name: str) -> Answer:
        return self._inline.imported_into(module, name)

    def name(self, place: Place, name: str) -> Answer:
        return self._names.name(place, name)

    def bound(self, place: Place, places: Iterable[Bound]) -> Answer:
        return self._names.bound(place, places)

    def type_values(self, place: Place, written: Type, depth: int = 6) -> Answer:
        return self._types.type_values(place, written, depth)

    def types_in(self, place: Place, written: str) -> Iterator[tuple[Definition, float]]:
        return self._types.types_in(place, written)

    def cast(self, place: Place, expression: Any) -> Answer:
        return self._types.cast(place, expression)

    def owner(self, scope: Scope, node_id: int) -> Definition | None:
        return self._classes.owner(scope, node_id)

    def member_of_class(
        self, owner: Definition, name: str, receiver: Definition, *, skip_own: bool = False
    ) -> Answer:
        return self._classes.member_of_class(owner, name, receiver, skip_own=skip_own)

    def member_definitions(self, receivers: Answer, name: str) -> Iterator[tuple[Definition, float]]:
        return self._classes.member_definitions(receivers, name)

    def macro(self, file_id: int, name: str) -> Answer:
        return self._names.macro(file_id, name)

    def type_alias(self, place: Place, name: str) -> Definition | None:
        """Return the alias that a name in a type is: the alias itself, not what it stands for."""
        return self._names.type_alias(place, name)

    def bases(self, owner: Definition) -> list[Definition]:
        """Return the classes of this repository that a class builds on, itself left out."""
        return self._classes.bases(owner)

    def overridden(self, scope: Scope, method: Definition) -> Definition | None:
        return self._classes.overridden(scope, method)

    def members_of(self, values: Answer, name: str) -> Answer:
        return self._members.members_of(values, name)

    def elements(self, values: Answer, key: str | int | None) -> Answer:
        return self._members.elements(values, key)

    def each(self, values: Answer) -> Answer:
        return self._members.each(values)

    def entered(self, values: Answer) -> Answer:
        return self._members.entered(values)

    def unwrapped(self, values: Answer) -> Answer:
        return self._members.unwrapped(values)

    def taken(self, method: Method, place: Place | None) -> Answer:
        return self._members.taken(method, place)


def _is_nothing(written: str) -> bool:
    return read(written).name in ("None", "void", "NoReturn", "never", "Never")
