"""What does a name mean at a place? Lexical scopes first, then what the file imports, through re-exports.

A name that leads out of the repository is *external*, which is an answer: it stops the search for a method of that
name elsewhere.
"""

from collections.abc import Iterable
from functools import partial
from typing import Final

from triptych_indexer.model import CALLABLE, CLASS_LIKE, Definition, Modifier, NodeKind, ParameterKind
from triptych_indexer.resolve.annotations import read
from triptych_indexer.resolve.confidence import AMBIGUOUS, ATTRIBUTE, EXACT, RECEIVER, SELF
from triptych_indexer.resolve.expressions import tree
from triptych_indexer.resolve.imports import Target
from triptych_indexer.resolve.questions import Questions
from triptych_indexer.resolve.repository import Repository, semantics
from triptych_indexer.resolve.scopes import Bound, Imported, Scope, holds_members
from triptych_indexer.resolve.values import (
    IS_EXTERNAL,
    MAX_VALUES,
    Answer,
    Class,
    Container,
    External,
    Function,
    Instance,
    Module,
    Object,
    Place,
    Super,
    at_most,
    union,
)
from triptych_indexer.resolve.whole import Whole, imported_whole

_SEEN_FROM_ANYWHERE: Final = CLASS_LIKE | {
    NodeKind.FUNCTION,
    NodeKind.MACRO,
    NodeKind.TYPE_ALIAS,
    NodeKind.VARIABLE,
    NodeKind.CONSTANT,
    NodeKind.MODULE,
}
_HOLDS: Final = frozenset({NodeKind.VARIABLE, NodeKind.CONSTANT})
MAX_FILES: Final = 64
"""Files of one package that are looked at for a name of it."""

MODULE_ROOT: Final = "$self"
"""The `self` that a path begins with, under a name that Rust has not: in a method `self` is the object, too."""

_STATIC: Final = int(Modifier.STATIC)


class Names:
    """Bare names: local, of enclosing definitions, imported, of the folder, of the language."""

    def __init__(self, files: Repository, ask: Questions) -> None:
        self._files = files
        self._ask = ask

    def exported(self, file_id: int, name: str) -> Answer:
        """Return what `name` means when imported from a file, following re-exports."""
        return self._files.once(("exported", file_id, name), lambda: self._exported(file_id, name))

    def _exported(self, file_id: int, name: str) -> Answer:
        found = self._own(file_id, name)
        scope = self._files.scope(file_id)
        if found or scope.rules.folder_is_scope or name in scope.imported:
            return found  # what a file of a package imports is for that file alone
        found = self._starred(scope, name)
        if not found and scope.rules.path_roots and self._files.modules.crate_file(file_id) == file_id:
            found = self._macro(file_id, name)
        return found

    def _own(self, file_id: int, name: str) -> Answer:
        """Return the same without what the file imports whole."""
        return self._files.once(("own", file_id, name), lambda: self._defined(file_id, name))

    def _defined(self, file_id: int, name: str) -> Answer:
        scope = self._files.scope(file_id)
        if scope.module is None:
            return ()
        rules = scope.rules
        definition = scope.top_level.get(name)
        if definition is None and rules.namespaces_open:
            definition = scope.package_level.get(name)
        if definition is not None:
            return self._ask.of_definition(definition)
        found = self.bound(Place(scope, scope.module.id), scope.bound[scope.module.id].get(name, ()))
        if not found and rules.exports_members:
            found = self._commonjs(scope, name)
        if not found and rules.exports_return:
            found = self._ask.members_of(self._given_back(scope), name)
        binding = scope.imported.get(name)
        if found or binding is None or rules.folder_is_scope:
            return found
        return self.through(binding)

    def _given_back(self, scope: Scope) -> Answer:
        """Return what a file gives back: the value of an import of it."""
        assert scope.module is not None
        place = Place(scope, scope.module.id)
        return union([self._ask.value(place, one) for one in scope.returns.get(scope.module.id, ())[-2:]])

    def _commonjs(self, scope: Scope, name: str) -> Answer:
        """Return what `exports.name` or a member of `module.exports` is; `default` is what is exported whole."""
        assert scope.module is not None
        place = Place(scope, scope.module.id)
        members = scope.member_bindings
        whole = members.get("module", {}).get("exports", [])
        if name == "default":
            return self.bound(place, whole)
        direct = members.get("exports", {}).get(name) or members.get("module.exports", {}).get(name)
        if direct:
            return self.bound(place, direct)
        return self._ask.members_of(self.bound(place, whole), name)

    def _imported(self, scope: Scope, name: str) -> Answer:
        binding = scope.imported.get(name)
        return self.through(binding) if binding is not None else self._starred(scope, name)

    def _starred(self, scope: Scope, name: str) -> Answer:
        for target, public in self._whole(scope):
            if public is not None and name not in public:
                continue
            if target.inside:
                value = self.taken_from(target, name)
            elif self._files.scope(target.file_id).may_export(name):
                value = self._own(target.file_id, name)
            else:
                continue
            if value:
                return value
        return ()

    def _whole(self, scope: Scope) -> tuple[Whole, ...]:
        """Return what is imported whole, over any number of steps, in the order in which names are looked for.

        All at once and not step by step with each name: files that import each other whole would be walked along every way between them.
        """
        return self._files.remembered(
            ("whole", scope.file_id), lambda: imported_whole(self._files, scope), ()
        )

    def taken_from(self, target: Target, *names: str) -> Answer:
        """Return what a name means in what an import leads to: in a file, or in a definition of it."""
        first, *rest = (*target.inside, *names)
        value = self.exported(target.file_id, first)
        for name in rest:
            value = self._ask.members_of(value, name)
        return value

    def through(self, binding: Imported) -> Answer:
        """Return what a name stands for that an import brings in."""
        resolution = binding.resolution
        if resolution.external:
            return IS_EXTERNAL
        if binding.name is None:
            if resolution.targets and resolution.targets[0].inside:
                return self.taken_from(resolution.targets[0])
            whole = self._exported_whole(binding)
            if whole:
                return whole
            # A package is all of its files; a module is one, the first.
            is_package = (
                semantics(self._files.languages.get(resolution.targets[0].file_id)).folder_is_scope
                if resolution.targets
                else False
            )
            targets = resolution.targets[: MAX_FILES if is_package else 1]
            return tuple((Module(target.file_id), EXACT) for target in targets)
        modules = [target for target in resolution.targets if target.submodule == binding.name]
        module: Answer = ((Module(modules[0].file_id), EXACT),) if modules else ()
        for target in resolution.targets:
            if target.submodule is None:
                value = self.taken_from(target, binding.name)
                if value:
                    # In Rust a module and a function of one name are both brought in: what is called tells them apart.
                    both = self._files.scope(target.file_id).rules.path_roots and value != module
                    return (*value, *module) if both else value
        return module

    def _exported_whole(self, binding: Imported) -> Answer:
        """Return what a module gives in place of itself: `module.exports = function …`."""
        for target in binding.resolution.targets[:1]:
            scope = self._files.scope(target.file_id)
            if scope.rules.exports_members and "exports" in scope.member_bindings.get("module", ()):
                return self.exported(target.file_id, "default")
            if scope.rules.exports_return and scope.module is not None:
                return self._given_back(scope)
        return ()

    def name(self, place: Place, name: str) -> Answer:
        """Return what a bare name means inside a definition of a file."""
        scope = place.scope
        home = scope.home(place.node_id, name)
        if home != place.node_id:
            is_class = scope.by_id[home].parent_id is not None
            place = Place(scope, home, place.receiver if is_class else None)
        receiver = place.receiver.id if place.receiver is not None else None
        line = place.line if scope.rules.later_shadows else None
        nameless = scope.passing(place.node_id, name, place.nameless) if scope.passed else -1
        key = ("name", scope.file_id, place.node_id, name, receiver, line, nameless)
        return self._files.once(key, lambda: self._name(place, name), scope.names)

    def _name(self, place: Place, name: str) -> Answer:
        scope = place.scope
        rules = scope.rules
        if name in rules.receivers and name not in scope.bound[place.node_id]:
            found = self._receiver(place)
            if found:
                return found
        if name in rules.supers:
            owner = place.receiver or self._ask.owner(scope, place.node_id)
            return ((Super(owner), SELF),) if owner is not None else ()
        if rules.path_roots and name in ("crate", "super", MODULE_ROOT):
            return self._ask.module_path(place, name)
        if name in rules.self_types or (name in rules.makers and name not in scope.bound[place.node_id]):
            owner = place.receiver or self._ask.owner(scope, place.node_id)
            if owner is not None:
                return ((Class(owner), SELF),)
        inside, passed = scope.by_id[place.node_id], scope.passed
        for depth, around in enumerate(scope.enclosing(place.node_id)):
            if around.kind in CLASS_LIKE and depth > 0 and rules.members_need_receiver:
                inside = around
                continue
            if passed and (around.id, name) in passed:
                nameless = place.nameless if depth == 0 else scope.innermost(around.id, inside.line)
                given = self._passed(place, around, name, scope.passing(around.id, name, nameless))
                if given is not None:
                    return given
            inside = around
            local = self._local(place, around, name, depth)
            if local is not None:
                return local
        if scope.belongs_to and not rules.members_need_receiver:
            owner = self._ask.owner(scope, place.node_id)
            if owner is not None and name == owner.name:
                return self._ask.of_definition(owner)
            member = self._ask.member_of_class(owner, name, owner) if owner is not None else ()
            if member and member != IS_EXTERNAL:
                return member
        found = self._imported(scope, name) or self._in_folder(scope, name) or self._anywhere(scope, name)
        if not found and rules.path_roots:
            found = self.macro(scope.file_id, name) or self._other_crate(scope.file_id, name)
        if not found and rules.path_roots and name == "self":  # no method: the module itself
            return self._ask.module_path(place, name)
        if found or not rules.unknown_is_builtin or any(not star.external for star in scope.stars):
            return found
        return IS_EXTERNAL

    def _passed(self, place: Place, around: Definition, name: str, nameless: int) -> Answer | None:
        """Return what the parameter of a nameless function is; None where it was bound anew, or none is."""
        if nameless < 0:
            return None
        scope = place.scope
        function = scope.nameless[nameless]
        bound = [
            one
            for one in scope.bound.get(around.id, {}).get(name, ())
            if function.line <= one.line <= function.end
        ]
        typed = [one for one in bound if one.type is not None]
        if typed:
            return self.bound(place, typed)
        if bound and place.line is not None and scope.rules.later_shadows:
            later = [one for one in bound if function.line < one.line < place.line]
            if later:
                return self.bound(place, later[-1:])
        given = self._ask.value(Place(scope, around.id), scope.passed[around.id, name][nameless])
        # A parameter that is called like an import is most often handed just that.
        return None if name in scope.imported and _only_outside(given) else given

    def _local(self, place: Place, around: Definition, name: str, depth: int) -> Answer | None:
        """Return what a definition around a place makes of a name; None when it says nothing of it."""
        scope = place.scope
        here = place if depth == 0 else Place(scope, around.id)
        if name == around.name and around.kind in CLASS_LIKE and around.kind != NodeKind.IMPL:
            return self._ask.of_definition(around)  # not the constructor that is called like it
        child = scope.children.get(around.id, {}).get(name)
        if child is not None and child.kind == NodeKind.PROPERTY and holds_members(around):
            return self._ask.returned(Function(child, place.receiver))
        if child is not None and child.kind not in (NodeKind.FIELD, NodeKind.IMPL):
            bound = scope.bound.get(around.id, {}).get(name)
            if bound and child.kind in CALLABLE and around.kind in CALLABLE:
                return union([self._ask.of_definition(child), self.bound(here, bound)])
            held = self._ask.of_definition(child, place.receiver)
            return (
                held
                if child.kind not in _HOLDS or not _only_outside(held) or name not in scope.imported
                else None
            )
        if name in scope.type_bounds.get(around.id, ()):
            bounds = scope.type_bounds[around.id][name]
            return self._ask.type_values(here, read(bounds)) if bounds else ()
        if around.kind in CALLABLE or around.kind == NodeKind.MODULE or depth == 0:
            parameters = scope.parameters.get(around.id, {})
            # PHP writes `$door`, and means `door`.
            called = name if name in parameters else name.removeprefix("$")
            parameter = parameters.get(called)
            bound = scope.bound.get(around.id, {}).get(name)
            if bound and place.line is not None and scope.rules.later_shadows:
                bound = [one for one in bound if one.line < place.line][-1:]
                if bound:
                    return self.bound(here, bound)
            if parameter is not None:
                given = self._parameter(here, around, called)
                return union([given, self.bound(here, bound)]) if bound else given
            if bound and not (around.kind == NodeKind.MODULE and name in scope.imported):
                held = self.bound(here, bound)
                return held if not _only_outside(held) or name not in scope.imported else None
        if around.kind in CLASS_LIKE and name in scope.parameters.get(around.id, ()):
            return self._parameter(Place(scope, around.id), around, name)
        if holds_members(around) and not scope.rules.members_need_receiver:
            found = self._ask.members_of(((Instance(place.receiver or around), EXACT),), name)
            return found if not _only_outside(found) else None
        return None

    def type_alias(self, place: Place, name: str) -> Definition | None:
        """Return the alias that a name in a type is, here or where it is imported from."""
        scope = place.scope
        for around in scope.enclosing(place.node_id):
            child = scope.children.get(around.id, {}).get(name)
            if child is not None:
                return child if child.kind == NodeKind.TYPE_ALIAS else None
        binding = scope.imported.get(name)
        for target in binding.resolution.targets if binding is not None else ():
            found = self._files.scope(target.file_id).top_level.get(binding.name or name if binding else name)
            if found is not None and found.kind == NodeKind.TYPE_ALIAS:
                return found
        return None

    def _other_crate(self, file_id: int, name: str) -> Answer:
        """Return the crate that a path begins with; manifests and roots of crates link everything anew."""
        root = self._files.modules.crate_named(file_id, name)
        return ((Module(root), EXACT),) if root is not None else ()

    def macro(self, file_id: int, name: str) -> Answer:
        """Return the macro of that name that a file sees without an import."""
        return self._macro(self._files.modules.crate_file(file_id), name)

    def _macro(self, root: int | None, name: str) -> Answer:
        """Return the macro of a crate: an exported one belongs to the crate wherever it stands, others are seen where
        the text is below them, which is taken for granted.
        """
        files = self._files
        found = [
            one
            for one in files.named(name)
            if one.kind == NodeKind.MACRO and files.modules.crate_file(one.file_id) == root
        ]
        exported = [one for one in found if "macro_export" in (one.decorators or "")]
        return at_most(self._ask.of_definition((exported or found)[0]), RECEIVER) if found else ()

    def _in_folder(self, scope: Scope, name: str) -> Answer:
        if not scope.rules.folder_is_scope:
            return ()
        for folder in self._files.folders_of(scope.file_id, scope.language):
            files = self._files.defining_in(folder, name)
            if len(files) > 1 and folder.startswith("package:"):
                path_of = self._files.modules.path_of
                path = path_of(scope.file_id)
                files.sort(key=lambda one: -_shared(path, path_of(one)))
            for file_id in files:
                found = self._files.scope(file_id).package_level.get(name)
                if found is not None:
                    return self._ask.of_definition(found)
        return ()

    def _anywhere(self, scope: Scope, name: str) -> Answer:
        """Return the definition of a name that is seen from everywhere; the nearest, when there are several."""
        rules = scope.rules
        if not rules.names_are_global:
            return ()
        files = self._files
        found = [
            one
            for one in files.named(name)
            if one.kind in _SEEN_FROM_ANYWHERE
            and semantics(files.languages.get(one.file_id)).family == rules.family
            and (rules.family or files.languages.get(one.file_id) == scope.language)
            and (files.is_test(scope.file_id) or not files.is_test(one.file_id))
            and files.scope(one.file_id).package_level.get(name) == one
        ]
        if rules.headers and len(found) > 1:
            bodies = [one for one in found if not files.modules.path_of(one.file_id).endswith(rules.headers)]
            found = bodies or found
        if len(found) <= 1:
            return self._ask.of_definition(found[0]) if found else ()
        path = files.modules.path_of(scope.file_id)
        near = max(_shared(path, files.modules.path_of(one.file_id)) for one in found)
        nearest = [one for one in found if _shared(path, files.modules.path_of(one.file_id)) == near]
        sure = RECEIVER if len(nearest) == 1 else AMBIGUOUS
        return at_most(self._ask.of_definition(nearest[0]), sure)

    def _receiver(self, place: Place) -> Answer:
        owner = place.receiver or self._ask.owner(place.scope, place.node_id)
        if owner is None:
            return self._given_receiver(place)
        function = next((d for d in place.scope.enclosing(place.node_id) if d.kind in CALLABLE), None)
        if function is not None and function.modifiers & _STATIC and place.scope.language != "python":
            return ((Class(owner), SELF),)
        return ((Instance(owner), SELF),)

    def _given_receiver(self, place: Place) -> Answer:
        """Return the object that a function was made a member of."""
        for around in place.scope.enclosing(place.node_id):
            given = place.scope.given_to.get(around.id)
            if given is not None:
                node_id, chain = given
                here = Place(place.scope, node_id)
                key = ("this", place.scope.file_id, around.id)
                return self._files.once(key, partial(self._ask.value, here, chain.rpartition(".")[0]))
            literal = place.scope.literals.get(around.id)
            if literal is not None and "this" not in place.scope.parameters.get(around.id, ()):
                return ((Object(place.scope.file_id, *literal), SELF),)
            named = place.scope.belongs_to.get(around.id)
            if named is not None:  # Lua: `function Door:open()`, where `Door` is a table
                return self.name(Place(place.scope, around.parent_id or around.id), named)
        return ()

    def bound(self, place: Place, places: Iterable[Bound]) -> Answer:
        """Return what a name is given at several places; each says it in its own surroundings."""
        answers = []
        scope = place.scope
        for one in list(places)[:MAX_VALUES]:
            receiver = place.receiver if one.node_id == place.node_id else None
            nameless = scope.innermost(one.node_id, one.line) if scope.nameless else -1
            here = Place(scope, one.node_id, receiver, one.line, nameless)
            if one.type is not None:
                typed = self._ask.type_values(here, read(one.type))
                if typed:
                    answers.append(at_most(typed, RECEIVER))
                    continue
            answers.append(self._ask.value(here, one.value))
        return union(answers)

    def _parameter(self, place: Place, function: Definition, name: str) -> Answer:
        scope = place.scope
        parameter = scope.parameters[function.id][name]
        rules = scope.rules
        if parameter.kind == ParameterKind.RECEIVER:
            owner = place.receiver or self._ask.owner(scope, function.id)
            if owner is None:
                return ()
            if name in rules.class_receivers:
                return ((Class(owner), SELF),)
            return ((Instance(owner), SELF),)
        if parameter.type is not None:
            typed = at_most(self._ask.type_values(place, read(parameter.type)), RECEIVER)
            if typed:
                if parameter.kind in (ParameterKind.VARIADIC, ParameterKind.KEYWORD_VARIADIC):
                    return ((Container(typed), RECEIVER),)
                return typed
        if parameter.default is not None and parameter.default[:1].isalpha():
            given = self._ask.value(Place(scope, function.parent_id or function.id), tree(parameter.default))
            if given and not all(isinstance(value, External) for value, _ in given):
                return at_most(given, ATTRIBUTE)
        return self._fixture(scope, function, name) if rules.fixtures else ()

    def _fixture(self, scope: Scope, function: Definition, name: str) -> Answer:
        """Return what a test framework hands to a parameter: what the fixture of its name gives, the nearest one."""
        if not (
            self._files.is_test(scope.file_id)
            or self._files.modules.path_of(scope.file_id).endswith("conftest.py")
        ):
            return ()
        for file_id in (scope.file_id, *self._files.modules.beside_and_above(scope.file_id, "conftest.py")):
            found = self._files.scope(file_id).top_level.get(name)
            if found is None or found.id == function.id or found.decorators is None:
                continue
            if any(word in found.decorators for word in scope.rules.fixtures):
                given = self._ask.returned(Function(found))
                if self._files.scope(file_id).yields.get(found.id):
                    given = self._ask.each(given)
                return at_most(given, RECEIVER)
        return ()


def _shared(path: str, other: str) -> int:
    """Return how many folders two paths have in common, from the root."""
    count = 0
    for mine, theirs in zip(path.split("/")[:-1], other.split("/")[:-1], strict=False):
        if mine != theirs:
            break
        count += 1
    return count


def _only_outside(answer: Answer) -> bool:
    """Tell whether all that is known is that something comes from outside: what `require()` gives."""
    return all(isinstance(value, External) for value, _ in answer)
