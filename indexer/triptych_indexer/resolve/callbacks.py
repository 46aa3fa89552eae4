"""What is a nameless function called with? What the call that it is handed to says of its parameters."""

from typing import Any

from triptych_indexer.model import Definition, Modifier, NodeKind, ParameterKind
from triptych_indexer.resolve.annotations import Type, parameters_of, read
from triptych_indexer.resolve.confidence import EXACT, RECEIVER
from triptych_indexer.resolve.questions import Questions
from triptych_indexer.resolve.repository import Repository
from triptych_indexer.resolve.scopes import Nameless, Scope
from triptych_indexer.resolve.values import (
    Answer,
    Class,
    Container,
    Function,
    Instance,
    Method,
    Place,
    Value,
    at_most,
    union,
)

_ABSTRACT = int(Modifier.ABSTRACT)


class Callbacks:
    """Nameless functions and the calls that they are handed to."""

    def __init__(self, files: Repository, ask: Questions) -> None:
        self._files = files
        self._ask = ask

    def given(self, scope: Scope, nth: int, at: int) -> Answer:
        """Return what the nth nameless function of a file is called with, at a place."""
        function = scope.nameless.get(nth)
        if function is None or function.callee is None:
            return ()
        key = ("given", scope.file_id, nth, at)
        return self._files.once(key, lambda: self._given(scope, function, at))

    def _given(self, scope: Scope, function: Nameless, at: int) -> Answer:
        place = Place(scope, function.node_id, None, function.line, function.around)
        name, receiver = _taken_apart(function.callee)
        if name in scope.rules.own_callbacks and at == 0 and receiver is not None:
            return at_most(self._ask.value(place, receiver), RECEIVER)
        return union(
            [
                at_most(self._handed(scope, value, function.place, at), min(sure, RECEIVER))
                for value, sure in self._ask.value(place, function.callee)
            ]
        )

    def _handed(self, scope: Scope, called: Value, place: int, at: int) -> Answer:
        """Return what something hands to the function that it is given."""
        rules = scope.rules
        if isinstance(called, Method):
            name = called.name
            is_element = (
                (name in rules.element_callbacks and at == 0)
                or (name in rules.pair_callbacks and at < 2)
                or (name in rules.fold_callbacks and at == 1)
            )
            return called.container.elements if is_element else ()
        if isinstance(called, Function):
            return self._by_type(called, place, at)
        if isinstance(called, Class):  # `Interceptor { chain -> … }`: the only method of an interface
            return self._by_interface(called.definition, at)
        return ()

    def _by_type(self, called: Function, place: int, at: int) -> Answer:
        """Return what the type of a parameter says that the function is called with which is given to it."""
        definition = called.definition
        scope = self._files.scope(definition.file_id)
        taken = [
            one
            for one in scope.parameters.get(definition.id, {}).values()
            if one.kind != ParameterKind.RECEIVER
        ]
        if not taken or place >= len(taken):
            return ()
        written = taken[place].type
        if written is None:
            return ()
        here = Place(scope, definition.id, called.receiver)
        bounds = scope.type_bounds.get(definition.id, {}).get(written)
        types = parameters_of(bounds or written)
        if types is None:
            return self._by_name_of_type(here, read(written), at)
        return self._ask.type_values(here, types[at]) if at < len(types) else ()

    def _by_name_of_type(self, place: Place, written: Type, at: int) -> Answer:
        """Return what a type that has a name says: an alias of a function's type, an interface, `Consumer<Door>`."""
        alias = self._ask.type_alias(place, written.name)
        if alias is not None and alias.return_type is not None:
            types = parameters_of(alias.return_type)
            there = Place(self._files.scope(alias.file_id), alias.parent_id or alias.id)
            return self._ask.type_values(there, types[at]) if types is not None and at < len(types) else ()
        for value, _ in self._ask.type_values(place, Type(written.name)):
            if isinstance(value, Instance):
                return self._by_interface(value.type, at)
        return self._ask.type_values(place, written.arguments[at]) if at < len(written.arguments) else ()

    def _by_interface(self, owner: Definition, at: int) -> Answer:
        """Return what the only method of an interface takes."""
        scope = self._files.scope(owner.file_id)
        methods = [
            one
            for one in scope.children.get(owner.id, {}).values()
            if one.kind == NodeKind.METHOD and one.modifiers & _ABSTRACT
        ]
        if owner.kind != NodeKind.INTERFACE or len(methods) != 1:
            return ()
        taken = [
            one
            for one in scope.parameters.get(methods[0].id, {}).values()
            if one.kind != ParameterKind.RECEIVER
        ]
        if at >= len(taken) or taken[at].type is None:
            return ()
        return self._ask.type_values(Place(scope, methods[0].id), read(taken[at].type or ""))

    def mapped(self, place: Place, given: Any) -> Answer:
        """Return a container of what a function gives; what is in it is unknown where the function is."""
        answers = [self._ask.result(value, None, place) for value, _ in self._ask.value(place, given)]
        inside = self._ask.unwrapped(union(answers))
        return ((Container(inside), EXACT),)


def _taken_apart(callee: Any) -> tuple[str, Any]:
    """Return the last name of what is called, and the tree of what it is taken from."""
    if isinstance(callee, str):
        receiver, _, name = callee.rpartition(".")
        return name, receiver or None
    return (callee[2], callee[1]) if callee[0] == "." else ("", None)
