"""Which member does a class have, and what does it build on?"""

from collections.abc import Iterator
from typing import Final

from triptych_indexer.model import CALLABLE, Definition, NodeKind
from triptych_indexer.resolve.annotations import read
from triptych_indexer.resolve.confidence import EXACT, IMPLIED
from triptych_indexer.resolve.expressions import tree
from triptych_indexer.resolve.questions import Questions
from triptych_indexer.resolve.repository import Repository, semantics
from triptych_indexer.resolve.scopes import Scope
from triptych_indexer.resolve.values import (
    IS_EXTERNAL,
    Answer,
    Class,
    Function,
    Instance,
    Module,
    Place,
    at_most,
    union,
)

MAX_BASES: Final = 32
"""Classes looked at for one method: deep enough for real hierarchies, an end for mutual inheritance."""

ATTRIBUTE_READ: Final = 0.9
"""What a method gave to `self.x` is what other methods find there, as long as it is one thing."""


class Classes:
    """Classes with their bases, and the blocks that add to them."""

    def __init__(self, files: Repository, ask: Questions) -> None:
        self._files = files
        self._ask = ask

    def owner(self, scope: Scope, node_id: int) -> Definition | None:
        """Return the class that a place belongs to; of an `impl` block, the type it is for."""
        owner = scope.owner(node_id)
        if owner is None and scope.belongs_to:
            return self._owner_elsewhere(scope, node_id)
        if owner is not None and owner.kind == NodeKind.IMPL:
            return self._implemented(scope, owner) or owner
        return owner

    def _owner_elsewhere(self, scope: Scope, node_id: int) -> Definition | None:
        """Return the type that a method names in front of its own name."""
        for around in scope.enclosing(node_id):
            name = scope.belongs_to.get(around.id)
            if name is not None:
                place = Place(scope, around.parent_id or around.id)
                types = [one.definition for one, _ in self._ask.name(place, name) if isinstance(one, Class)]
                return types[0] if types else None
        return None

    def outside_member(self, owner: Definition, name: str) -> Definition | None:
        """Return a member of a type that does not stand in it: of its file, of its folder, or the only one."""
        here = self._files.scope(owner.file_id)
        found = here.outside.get(owner.name, {}).get(name)
        rules = here.rules
        if found is not None or not (rules.members_outside or rules.types_reopen):
            return found
        return self._files.remembered(
            ("outside", owner.file_id, owner.name, name), lambda: self._find_outside(owner, name), None
        )

    def _find_outside(self, owner: Definition, name: str) -> Definition | None:
        files = self._files
        language = files.languages.get(owner.file_id)
        folder = files.folder_key(owner.file_id, language)
        if semantics(language).types_reopen:
            return self._find_reopened(owner, name)
        ending = (f"{owner.name}.{name}", f"{owner.name}::{name}")
        found = [
            one
            for one in files.named(name)
            if one.kind in CALLABLE
            and one.qualified_name.endswith(ending)
            and files.languages.get(one.file_id) == language
            and files.scope(one.file_id).belongs_to.get(one.id) == owner.name
        ]
        near = [one for one in found if files.folder_key(one.file_id, language) == folder]
        if near or semantics(language).folder_is_scope:
            return near[0] if near else None
        return found[0] if len(found) == 1 else None

    def _find_reopened(self, owner: Definition, name: str) -> Definition | None:
        """Return a member of a type that stands in another definition of the same type."""
        files = self._files
        whole = (f"{owner.qualified_name}.{name}", f"{owner.qualified_name}::{name}")
        found = [
            one
            for one in files.named(name)
            if one.qualified_name in whole
            and files.languages.get(one.file_id) == files.languages.get(owner.file_id)
        ]
        near = [one for one in found if one.file_id == owner.file_id]
        for one in (near or found)[:1]:
            files.scope(one.file_id)
            return one
        return None

    def _implemented(self, scope: Scope, impl: Definition) -> Definition | None:
        for value, _ in self._ask.type_values(Place(scope, impl.parent_id or impl.id), read(impl.name)):
            if isinstance(value, Instance):
                return value.type
        return None

    def member_of_class(
        self, owner: Definition, name: str, receiver: Definition, *, skip_own: bool = False
    ) -> Answer:
        """Return the member `name` of a class as it stands, properties unread; external when a base is."""
        key = ("member", owner.id, name, receiver.id, skip_own)
        return self._files.once(key, lambda: self._member_of_class(owner, name, receiver, skip_own=skip_own))

    def _member_of_class(
        self, owner: Definition, name: str, receiver: Definition, *, skip_own: bool
    ) -> Answer:
        lineage, complete = self.lineage(owner)
        for one in lineage[1:] if skip_own else lineage:
            found = self._own_member(one, name, receiver)
            if found:
                return found
        if not complete:
            return IS_EXTERNAL
        return ()

    def _own_member(self, owner: Definition, name: str, receiver: Definition) -> Answer:
        answers = []
        for part in self.parts(owner):
            scope = self._files.scope(part.file_id)
            if part.kind in CALLABLE:
                child, given = None, scope.bound.get(part.id, {}).get(f"this.{name}")
            else:
                child = scope.children.get(part.id, {}).get(name)
                given = scope.self_bindings.get(part.id, {}).get(name)
            if child is None or (child.kind in CALLABLE and scope.rules.bodies_outside):
                child = self.outside_member(part, name) or child
            if child is not None and child.kind in CALLABLE:
                return ((Function(child, receiver), EXACT),)
            if child is not None and child.kind not in (NodeKind.FIELD, NodeKind.VARIABLE):
                return self._ask.of_definition(child)
            if child is not None:
                # A class that is kept in an attribute is there to be replaced by a subclass.
                answers.append(
                    tuple(
                        (value, min(sure, IMPLIED) if isinstance(value, Class) else sure)
                        for value, sure in self._ask.of_definition(child)
                    )
                )
            if given:
                answers.append(at_most(self._ask.bound(Place(scope, part.id), given), ATTRIBUTE_READ))
            bound = scope.member_bindings.get(part.name, {}).get(name) or scope.member_bindings.get(
                f"{part.name}.prototype", {}
            ).get(name)
            if bound:
                answers.append(self._ask.bound(Place(scope, part.parent_id or part.id), bound))
        return union(answers)

    def member_definitions(self, receivers: Answer, name: str) -> Iterator[tuple[Definition, float]]:
        """Yield the definitions that a member may be: a field, a property, a method that is not called."""
        for value, confidence in receivers:
            if isinstance(value, (Instance, Class)):
                owner = value.type if isinstance(value, Instance) else value.definition
                if owner.kind in CALLABLE:
                    continue
                found = self._member_definition(owner, name)
                if found is not None:
                    yield found, confidence
            elif isinstance(value, Module):
                child = self._files.scope(value.file_id).top_level.get(name)
                if child is not None:
                    yield child, confidence

    def _member_definition(self, owner: Definition, name: str) -> Definition | None:
        for one in self.lineage(owner)[0]:
            for part in self.parts(one):
                child = self._files.scope(part.file_id).children.get(part.id, {}).get(name)
                if child is not None:
                    return child
        return None

    def overridden(self, scope: Scope, method: Definition) -> Definition | None:
        """Return the method of a base that a method takes the place of."""
        owner = self.owner(scope, method.id)
        if owner is None or owner.id == method.id or owner.kind in CALLABLE:
            return None
        for one in self.bases(owner):
            for part in self.parts(one):
                child = self._files.scope(part.file_id).children.get(part.id, {}).get(method.name)
                if child is not None and child.kind in CALLABLE and child.id != method.id:
                    return child
        return None

    def parts(self, owner: Definition) -> list[Definition]:
        """Return a type and its `impl` blocks: together they hold its members."""
        scope = self._files.scope(owner.file_id)
        if not scope.rules.has_impls or owner.kind == NodeKind.IMPL:
            return [owner]
        return self._files.remembered(("parts", owner.id), lambda: self._find_parts(scope, owner), [owner])

    def _find_parts(self, scope: Scope, owner: Definition) -> list[Definition]:
        found = [owner]
        for impl in self._files.named(owner.name):
            if impl.kind == NodeKind.IMPL and self._files.languages.get(impl.file_id) == scope.language:
                target = self._implemented(self._files.scope(impl.file_id), impl)
                if target is not None and target.id == owner.id:
                    found.append(impl)
        return found

    def lineage(self, owner: Definition) -> tuple[list[Definition], bool]:
        """Return a class and its bases in the order in which members are looked up; False when one is external."""
        return self._files.remembered(
            ("lineage", owner.id), lambda: self._find_lineage(owner), ([owner], True)
        )

    def _find_lineage(self, owner: Definition) -> tuple[list[Definition], bool]:
        complete = True
        lists: list[list[Definition]] = []
        direct: list[Definition] = []
        for answer in self._base_answers(owner):
            known = [v.definition for v, _ in answer if isinstance(v, Class) and v.definition.id != owner.id]
            known += [v.definition for v, _ in answer if isinstance(v, Function)]
            if not known:
                complete = False
            for one in known:
                inherited, whole = self.lineage(one)
                complete = complete and whole
                lists.append(list(inherited))
                direct.append(one)
        merged = _c3([*lists, direct]) if direct else []
        if merged is None:
            merged = list({one.id: one for each in lists for one in each}.values())
        return [owner, *(one for one in merged if one.id != owner.id)][:MAX_BASES], complete

    def _base_answers(self, owner: Definition) -> Iterator[Answer]:
        for part in self.parts(owner):
            scope = self._files.scope(part.file_id)
            for reference in self._files.inheritance(part.file_id).get(part.id, ()):
                if reference.name in scope.rules.no_bases:
                    continue
                yield self._ask.value(Place(scope, part.parent_id or part.id), tree(reference.expression))

    def bases(self, owner: Definition) -> list[Definition]:
        """Return the classes of this repository that a class builds on, itself left out."""
        return self.lineage(owner)[0][1:]


def _c3(lists: list[list[Definition]]) -> list[Definition] | None:
    """Return the C3 linearisation (Barrett and others, OOPSLA 1996); None when there is none."""
    pending = [list(one) for one in lists if one]
    merged: list[Definition] = []
    while pending:
        for candidates in pending:
            head = candidates[0]
            if not any(head.id == other.id for each in pending for other in each[1:]):
                break
        else:
            return None
        merged.append(head)
        pending = [rest for each in pending if (rest := [one for one in each if one.id != head.id])]
    return merged
