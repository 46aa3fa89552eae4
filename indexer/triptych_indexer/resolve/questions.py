"""What the parts of the evaluator ask each other; `Evaluator` answers by asking the part that knows."""

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from triptych_indexer.model import Definition
from triptych_indexer.resolve.annotations import Type
from triptych_indexer.resolve.scopes import Bound, Scope
from triptych_indexer.resolve.values import Answer, Function, Method, Place, Value


class Questions(Protocol):
    """See the parts: names, types, classes, members, and the evaluator itself."""

    def exported(self, file_id: int, name: str) -> Answer:
        """Return what `name` means when imported from a file, following re-exports."""

    def module_path(self, place: Place, word: str) -> Answer:
        """Return the module that the first word of a path means: `crate`, `self` or `super`."""

    def above(self, module: Value) -> Answer:
        """Return the module around a module."""

    def imported_into(self, module: Definition, name: str) -> Answer:
        """Return what a name means that a module inside of a file takes from elsewhere."""

    def name(self, place: Place, name: str) -> Answer:
        """Return what a bare name means inside a definition of a file."""

    def bound(self, place: Place, places: Iterable[Bound]) -> Answer:
        """Return what a name is given at several places; each says it in its own surroundings."""

    def type_values(self, place: Place, written: Type, depth: int = 6) -> Answer:
        """Return what a value of a written type may be."""

    def types_in(self, place: Place, written: str) -> Iterator[tuple[Definition, float]]:
        """Yield the types of this repository that stand in a written type, however deep."""

    def type_alias(self, place: Place, name: str) -> Definition | None:
        """Return the alias that a name in a type is: the alias itself, not what it stands for."""

    def cast(self, place: Place, expression: Any) -> Answer:
        """See the part."""

    def owner(self, scope: Scope, node_id: int) -> Definition | None:
        """Return the class that a place belongs to; of an `impl` block, the type it is for."""

    def member_of_class(
        self, owner: Definition, name: str, receiver: Definition, *, skip_own: bool = False
    ) -> Answer:
        """Return the member `name` of a class as it stands, properties unread; external when a base is."""

    def member_definitions(self, receivers: Answer, name: str) -> Iterator[tuple[Definition, float]]:
        """Yield the definitions that a member may be: a field, a property, a method that is not called."""

    def overridden(self, scope: Scope, method: Definition) -> Definition | None:
        """Return the method of a base that a method takes the place of."""

    def members_of(self, values: Answer, name: str) -> Answer:
        """See the part."""

    def elements(self, values: Answer, key: str | int | None) -> Answer:
        """See the part."""

    def each(self, values: Answer) -> Answer:
        """See the part."""

    def entered(self, values: Answer) -> Answer:
        """See the part."""

    def unwrapped(self, values: Answer) -> Answer:
        """See the part."""

    def taken(self, method: Method, place: Place | None) -> Answer:
        """See the part."""

    def of_definition(self, definition: Definition, receiver: Definition | None = None) -> Answer:
        """Return what the name of a definition stands for."""

    def value(self, place: Place, expression: Any) -> Answer:
        """Return what an expression, given as a tree, may be."""

    def result(self, value: Value, expression: Any = None, place: Place | None = None) -> Answer:
        """Return what calling a value gives."""

    def returned(self, function: Function) -> Answer:
        """Return what a function gives back."""
