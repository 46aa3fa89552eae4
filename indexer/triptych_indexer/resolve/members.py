"""What is `value.name`, `value[key]`, an element of a value?"""

from triptych_indexer.model import NodeKind
from triptych_indexer.resolve.confidence import ATTRIBUTE, EXACT, RECEIVER
from triptych_indexer.resolve.questions import Questions
from triptych_indexer.resolve.repository import Repository, semantics
from triptych_indexer.resolve.values import (
    IS_EXTERNAL,
    MAX_VALUES,
    Answer,
    Class,
    Container,
    External,
    Function,
    Instance,
    Method,
    Module,
    Object,
    Place,
    Super,
    Value,
    at_most,
    pairs,
    union,
)


class Members:
    """Members and elements of every sort of value."""

    def __init__(self, files: Repository, ask: Questions) -> None:
        self._files = files
        self._ask = ask

    def members_of(self, values: Answer, name: str) -> Answer:
        if len(values) == 1:
            ((value, confidence),) = values
            return union([at_most(self.member(value, name), confidence)])
        return union([at_most(self.member(value, name), confidence) for value, confidence in values])

    def member(self, value: Value, name: str) -> Answer:
        """Return what `value.name` may be."""
        if isinstance(value, Module):
            return self._member_of_module(value, name)
        if isinstance(value, Instance):
            if name in semantics(self._files.languages.get(value.type.file_id)).class_members:
                return ((Class(value.type), RECEIVER),)  # it may be a subclass
            return self._read(self._ask.member_of_class(value.type, name, value.type))
        if isinstance(value, Class):
            if value.definition.kind == NodeKind.NAMESPACE:
                child = (
                    self._files.scope(value.definition.file_id)
                    .children.get(value.definition.id, {})
                    .get(name)
                )
                return self._ask.of_definition(child) if child is not None else self._outwards(value, name)
            if name == "prototype":
                return ((Instance(value.definition), EXACT),)
            if name in semantics(self._files.languages.get(value.definition.file_id)).makers:
                return ((value, EXACT),)
            return self._ask.member_of_class(value.definition, name, value.definition)
        if isinstance(value, Super):
            return self._ask.member_of_class(value.type, name, value.type, skip_own=True)
        if isinstance(value, Object):
            return self._member_of_object(value, name)
        if isinstance(value, Function):
            return self._member_of_function(value, name)
        if isinstance(value, Container):
            return self._member_of_container(value, name)
        return IS_EXTERNAL if isinstance(value, External) else ()

    def _member_of_module(self, module: Module, name: str) -> Answer:
        found = self._ask.exported(module.file_id, name)
        if found:
            return found
        submodule = self._files.modules.submodule(module.file_id, name)
        return ((Module(submodule), EXACT),) if submodule is not None else self._outwards(module, name)

    def _outwards(self, module: Module | Class, name: str) -> Answer:
        """Return what a module has from elsewhere: the module around it (`super::super`), what it imports."""
        file_id = module.file_id if isinstance(module, Module) else module.definition.file_id
        if not semantics(self._files.languages.get(file_id)).path_roots:
            return ()
        if name == "super":
            return self._ask.above(module)
        return self._ask.imported_into(module.definition, name) if isinstance(module, Class) else ()

    def _member_of_object(self, value: Object, name: str) -> Answer:
        # By `id`: trees live as long as their file's scope.
        key = ("key", value.file_id, value.node_id, id(value.pairs), name)
        return self._files.once(key, lambda: self._value_at(value, name))

    def _value_at(self, value: Object, name: str) -> Answer:
        scope = self._files.scope(value.file_id)
        place = Place(scope, value.node_id)
        for pair in reversed(value.pairs[1:]):
            if pair[0] == name:
                return self._ask.value(place, pair[1])
            if pair[0] is None:
                found = self.members_of(self._ask.value(place, pair[1]), name)
                if found:
                    return found
        for chain in scope.names_of(value.node_id, value.pairs):
            given = scope.member_bindings.get(chain, {}).get(name)
            if given:
                return self._ask.bound(place, given)
            outside = scope.outside.get(chain, {}).get(name)
            if outside is not None:
                return self._ask.of_definition(outside)
        return ()

    def _any_of_object(self, value: Object) -> Answer:
        """Return what is under a key that nobody knows: any of what is in there, when that is little."""
        if len(value.pairs) > MAX_VALUES + 1:
            return ()
        place = Place(self._files.scope(value.file_id), value.node_id)
        return union([self._ask.value(place, one) for key, one in value.pairs[1:] if key is not None])

    def _member_of_function(self, value: Function, name: str) -> Answer:
        """Return a member that was given to a function: `wrapper.cache`, `Foo.prototype.bar`."""
        return self._files.once(("given", value.definition.id, name), lambda: self._given(value, name))

    def _given(self, value: Function, name: str) -> Answer:
        definition = value.definition
        scope = self._files.scope(definition.file_id)
        same = scope.overloads.get((definition.parent_id, definition.name), ())
        for one in same:  # Kotlin: what is read is the property, what is called the function of its name
            if one.kind == NodeKind.PROPERTY:
                return self.members_of(self._ask.returned(Function(one, value.receiver)), name)
        if name == "prototype":
            return ((Instance(definition), EXACT),)
        bound = scope.member_bindings.get(definition.name, {}).get(name)
        child = scope.children.get(definition.id, {}).get(name)
        if bound and scope.module is not None:
            return self._ask.bound(Place(scope, definition.parent_id or scope.module.id), bound)
        if child is not None and scope.rules.functions_have_members:
            return self._ask.of_definition(child)
        # What a decorator made of it is a stranger, with members of its own.
        return IS_EXTERNAL if definition.decorators is not None else ()

    def _member_of_container(self, value: Container, name: str) -> Answer:
        return ((Method(value, name), RECEIVER),) if value.elements else IS_EXTERNAL

    def _read(self, members: Answer) -> Answer:
        """Return what members are once they are read from an object: a property is what it gives."""
        found: list[Answer] = []
        for value, confidence in members:
            if isinstance(value, Function) and value.definition.kind == NodeKind.PROPERTY:
                found.append(at_most(self._ask.returned(value), confidence))
            else:
                found.append(((value, confidence),))
        return union(found)

    def elements(self, values: Answer, key: str | int | None) -> Answer:
        answers: list[Answer] = []
        for value, confidence in values:
            if isinstance(value, Container):
                if isinstance(key, int) and key < len(value.parts):
                    answers.append(at_most(value.parts[key], confidence))
                else:
                    answers.append(at_most(value.elements, confidence))
            elif isinstance(value, Object):
                if isinstance(key, str):
                    answers.append(at_most(self._member_of_object(value, key), confidence))
                elif key is None:
                    answers.append(at_most(self._any_of_object(value), min(confidence, ATTRIBUTE)))
            elif isinstance(value, (Class, External)):
                answers.append(((value, confidence),))
            elif isinstance(value, Instance):
                indexed = self._protocol(value, "index")
                if not indexed and key == 0 and self._has_no_index(value):
                    indexed = ((value, confidence),)  # Go: `found, ok := anything.(*Item)`
                answers.append(at_most(indexed, confidence))
        return union(answers)

    def each(self, values: Answer) -> Answer:
        answers: list[Answer] = []
        for value, confidence in values:
            if isinstance(value, Container):
                answers.append(at_most(value.elements, confidence))
            elif isinstance(value, External):
                answers.append(((value, confidence),))
            elif isinstance(value, Instance):
                for one, sure in self._protocol(value, "iterate"):
                    if isinstance(one, Container):
                        answers.append(at_most(one.elements, min(sure, confidence)))
        return union(answers)

    def entered(self, values: Answer) -> Answer:
        answers: list[Answer] = []
        for value, confidence in values:
            if isinstance(value, Container):
                answers.append(at_most(value.elements, confidence))
            elif isinstance(value, External):
                answers.append(((value, confidence),))
            elif isinstance(value, Instance):
                answers.append(at_most(self._protocol(value, "enter"), confidence))
        return union(answers)

    def _has_no_index(self, value: Instance) -> bool:
        return not semantics(self._files.languages.get(value.type.file_id)).protocol("index")

    def _protocol(self, value: Instance, what: str) -> Answer:
        rules = semantics(self._files.languages.get(value.type.file_id))
        name = rules.protocol(what)
        members = self._ask.member_of_class(value.type, name, value.type) if name else ()
        return union([at_most(self._ask.result(member), sure) for member, sure in members])

    def unwrapped(self, values: Answer) -> Answer:
        answers: list[Answer] = []
        for value, confidence in values:
            if isinstance(value, Container):
                answers.append(at_most(value.elements, confidence))
            else:
                answers.append(((value, confidence),))
        return union(answers)

    def taken(self, method: Method, place: Place | None) -> Answer:
        rules = semantics(place.scope.language if place is not None else None)
        elements = method.container.elements
        if method.name in rules.element_methods:
            return elements
        if method.name in rules.pair_methods:
            return pairs(elements)
        return ((Container(elements), EXACT),)
