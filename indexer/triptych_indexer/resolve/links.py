"""Facts → edges: for each file, where its imports lead, whom its code calls and what its types build on."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any, Final

from triptych_indexer.model import (
    CALLABLE,
    CLASS_LIKE,
    Call,
    Definition,
    Dependency,
    FileLinks,
    Modifier,
    NodeKind,
    Parameter,
    ParameterKind,
    ReferenceFlag,
    ReferenceKind,
    ReferenceSite,
    Relationship,
)
from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.annotations import read
from triptych_indexer.resolve.confidence import (
    AMBIGUOUS,
    ATTRIBUTE,
    EXACT,
    IMPLIED,
    SELF,
    UNIQUE_NAME,
    VIRTUAL,
)
from triptych_indexer.resolve.evaluate import Evaluator
from triptych_indexer.resolve.expressions import root, tree
from triptych_indexer.resolve.names import MODULE_ROOT
from triptych_indexer.resolve.repository import semantics
from triptych_indexer.resolve.scopes import Scope
from triptych_indexer.resolve.values import (
    Answer,
    Class,
    External,
    Function,
    Instance,
    Module,
    Place,
    Super,
)

_CALLS: Final = frozenset({ReferenceKind.CALL, ReferenceKind.INSTANTIATE, ReferenceKind.MACRO})
_RELATIONSHIP: Final[dict[str, str]] = {
    ReferenceKind.INHERIT: "inherits",
    ReferenceKind.IMPLEMENT: "implements",
    ReferenceKind.DECORATE: "decorates",
    ReferenceKind.RAISE: "raises",
    ReferenceKind.TYPE: "uses",
}
# Plain integers: an `&` of two flags makes a new flag object, hundreds of thousands of times.
_OPERATIONS: Final = {"index": ("index",), "with": ("enter", "exit"), "each": ("iterate", "next")}
"""What a place does to a value → what that calls, by the names of `[semantics.protocols]`."""
_RELATING: Final = {"read": "reads", "write": "writes", "delete": "writes"}
"""What a place does with a member → the relationship."""
_LITERALS: Final = "snb"
"""Letters of arguments whose type is known: texts, numbers, truth values."""
_AWAITED: Final = int(ReferenceFlag.AWAITED)
_IN_ERROR: Final = int(ReferenceFlag.IN_ERROR)
_ABSTRACT: Final = int(Modifier.ABSTRACT)
_ASYNC: Final = int(Modifier.ASYNC)

_LINEAGE: Final = frozenset({ReferenceKind.INHERIT, ReferenceKind.IMPLEMENT})
MAX_AMBIGUOUS: Final = 3
"""Methods of one name among which a call whose receiver is unknown may choose."""

_Target = tuple[Definition, float, str]
"""Whom an edge leads to, how surely, and the type of the call: direct, indirect or virtual."""


class Linker:
    """Links the files it is asked for, against all files."""

    def __init__(self, reader: LinkReader) -> None:
        self._reader = reader
        self._evaluator = Evaluator(reader)
        self._languages = {file_id: language for file_id, _, language in reader.files()}
        self._named: dict[tuple[str, str | None, bool], list[Definition]] = {}

    def link(self, file_ids: Iterable[int]) -> Iterator[FileLinks]:
        """Yield all edges that start in each of the files; afterwards what was worked out for them is forgotten."""
        try:
            for file_id in file_ids:
                try:
                    links = self._link_file(file_id)
                except RecursionError:  # a question cuts itself short: this was nested outside of any
                    sources = self._evaluator.seen() - {file_id}
                    links = FileLinks(file_id, [], [], [], 0, sources, given_up=True)
                yield links
        finally:
            self._evaluator.forget()

    def _link_file(self, file_id: int) -> FileLinks:
        self._evaluator.seen()
        scope = self._evaluator.scope(file_id)
        edges = _Edges(scope)
        unresolved = self._link_references(scope, edges)
        self._link_uses(scope, edges)
        for node_id, value, line in scope.arguments:
            for definition, confidence, call_type in self._handed_on(
                Place(scope, node_id, None, line), value
            ):
                edges.add_call(node_id, line, False, definition, min(confidence, IMPLIED), call_type)
                edges.relate(node_id, definition, "references", confidence, line, "handed on")
        for definition in scope.definitions:
            if definition.decorators is not None and definition.parent_id is not None:
                for target in self._decorating(definition):
                    edges.add_call(definition.parent_id, definition.line, False, *target)
            self._relate_definition(scope, definition, edges)
        scope.let_go()
        return FileLinks(
            file_id=file_id,
            dependencies=list(self._dependencies(scope)),
            relationships=list(edges.relationships.values()),
            calls=edges.calls(),
            unresolved=unresolved,
            sources=self._evaluator.seen() - {file_id},
        )

    def _link_references(self, scope: Scope, edges: "_Edges") -> int:
        """Add what the references of a file say; return how many calls stayed without a target."""
        unresolved = 0
        known: dict[tuple[int, str, str, int, str | None], list[_Target] | None] = {}
        for site in self._reader.references_in(scope.file_id):
            given = scope.counts.get(f"{site.line}:{site.name}") if scope.counts else None
            is_told = (
                site.line,
                site.expression,
            ) in scope.callees  # by a tree that holds for this line alone
            where, line = (
                (site.node_id, site.line)
                if is_told
                else self._standing(scope, site.node_id, site.expression, site.line)
            )
            if site.kind in _LINEAGE:
                where = site.node_id
            key = (where, site.expression, site.kind, line, given)
            if key in known:
                found = known[key]
            else:
                found = known[key] = self._targets(scope, site, given)
            if found is None:
                found = self._by_name(scope, site)
                if found and self._is_of_module(scope, site):
                    found = []
            if not found:
                unresolved += site.kind in _CALLS
                continue
            for target in found:
                edges.add_reference(site, *target)
        return unresolved

    def _standing(self, scope: Scope, node_id: int, expression: str, line: int) -> tuple[int, int]:
        """Return (definition, line) that equal expressions have in common when they mean the same; the line is -1
        where nothing is bound anew on the way.
        """
        if node_id in scope.chained:
            return node_id, line
        if _is_path_from_here(scope, expression):
            return node_id, -1
        name = root(expression)
        if scope.passed and (node_id, name) in scope.passed:
            nameless = scope.passing(node_id, name, scope.innermost_of(node_id, line, expression))
            if nameless >= 0:
                return node_id, line if scope.rules.later_shadows else -2 - nameless
        where = scope.alike(node_id, name) if name else node_id
        rebound = scope.rules.later_shadows and where == node_id
        return where, line if rebound else -1

    def _link_uses(self, scope: Scope, edges: "_Edges") -> None:
        """Add what a file does with members and values without a call being written."""
        known: dict[tuple[int, str, str, int], tuple[list[_Target], list[tuple[Definition, float]]]] = {}
        for node_id, kind, value, line in scope.uses:
            place = Place(
                scope,
                node_id,
                None,
                line + 1,
                scope.innermost_of(node_id, line, value) if scope.nameless else -1,
            )
            if kind not in _RELATING:
                for target in self._operated(place, kind, value):
                    edges.add_call(node_id, line, False, *target)
                continue
            where, from_line = self._standing(scope, node_id, value, line)
            key = (where, kind, value, from_line)
            found = known.get(key)
            if found is None:
                receiver, _, name = value.rpartition(".")
                answer = self._evaluator.value(place, receiver)
                members = list(self._evaluator.member_definitions(answer, name))
                found = known[key] = (list(self._computed(answer, name, kind)), members)
            for target in found[0]:
                edges.add_call(node_id, line, False, *target)
            for definition, confidence in found[1]:
                edges.relate(node_id, definition, _use(kind, definition), confidence, line, _RELATING[kind])

    def _dependencies(self, scope: Scope) -> Iterator[Dependency]:
        for site, resolution in scope.resolutions:
            ids = dict.fromkeys(target.file_id for target in resolution.targets)
            for target_id in ids:
                if target_id != scope.file_id:  # Rust's `use super::*` in a module inside of the file
                    yield Dependency(site.id, target_id, external=False, confidence=EXACT)
            if not ids:
                yield Dependency(site.id, None, external=resolution.external, confidence=EXACT)

    def _targets(self, scope: Scope, site: ReferenceSite, given: str | None) -> list[_Target] | None:
        """Return whom a reference means; None when only its name can tell. `given` are its arguments, where they tell
        definitions of one name apart.
        """
        node_id = site.node_id
        if site.kind in _LINEAGE:
            node_id = scope.by_id[node_id].parent_id or node_id
        expression = scope.callees.get((site.line, site.expression)) or _tree(scope, site)
        if site.kind == ReferenceKind.TYPE and isinstance(expression, str) and "." not in expression:
            alias = self._evaluator.type_alias(Place(scope, node_id), expression)
            if alias is not None:
                return [(alias, EXACT, "direct")]
        answer = self._evaluator.value(_place(scope, node_id, site), expression)
        made = self._delegated(scope, site, answer, given)
        if made:
            return made
        found = list(self._callees(answer, called=site.kind in _CALLS))
        if scope.counts and site.kind in _CALLS:
            found = [self._overload(given, *target) for target in found]
        if scope.rules.path_roots and site.kind in _CALLS:
            # `ready!(…)` and `ready(…)` are names of their own.
            is_macro = site.kind == ReferenceKind.MACRO
            found = [one for one in found if _is_macro(one[0]) == is_macro]
            if is_macro and not found and expression == site.name:
                found = list(self._callees(self._evaluator.macro(scope.file_id, site.name), called=True))
        if found or site.kind != ReferenceKind.CALL or site.flags & _IN_ERROR:
            return found
        if answer and all(isinstance(value, External) for value, _ in answer):
            return []
        if isinstance(expression, str) and "." not in expression:
            return []
        if (
            isinstance(expression, str)
            and expression.split(".", 1)[0] in ("self", "this")
            and expression.count(".") == 1
        ):
            return []  # a member of this class that its known bases do not have: it comes from outside
        return None

    def _delegated(
        self, scope: Scope, site: ReferenceSite, answer: Answer, given: str | None
    ) -> list[_Target]:
        """Return which constructor a constructor begins with: `this(1)`, `super(2)`; none where a class has none."""
        caller = scope.by_id[site.node_id]
        if (
            not scope.rules.overloads
            or site.expression not in ("this", "super")
            or caller.kind != NodeKind.CONSTRUCTOR
        ):
            return []
        found = []
        for value, confidence in answer:
            made = [value.type] if isinstance(value, Instance) else []
            if isinstance(value, Super):
                made = self._evaluator.bases(value.type)[:1]
            for owner in made:
                inside = self._evaluator.scope(owner.file_id)
                for one in inside.children.get(owner.id, {}).values():
                    if one.kind == NodeKind.CONSTRUCTOR:
                        target = self._overload(given, one, confidence, "direct")
                        takes = list(inside.parameters.get(target[0].id, {}).values())
                        if given is None or _takes(takes, len(given)):
                            found.append(target)
        return found

    def _overload(self, given: str | None, target: Definition, confidence: float, call_type: str) -> _Target:
        """Return which definition of one name takes the arguments of a call, of which each is a letter."""
        scope = self._evaluator.scope(target.file_id)
        same = scope.overloads.get((target.parent_id, target.name))
        if not same or target.kind not in CALLABLE:
            return target, confidence, call_type
        same = [one for one in same if one.kind != NodeKind.PROPERTY] or same
        taking = [(one, list(scope.parameters.get(one.id, {}).values())) for one in same]
        fitting = [one for one in taking if given is None or _takes(one[1], len(given))]
        if len(fitting) > 1 and given is not None:
            fits = [_fits(taken, given, scope.rules.literals) for _, taken in fitting]
            fitting = [one for one, fit in zip(fitting, fits, strict=True) if fit == max(fits)]
        if len(fitting) == 1:
            return fitting[0][0], confidence, call_type
        return fitting[0][0] if fitting else same[0], min(confidence, ATTRIBUTE), call_type

    def _callees(self, answer: Answer, *, called: bool) -> Iterator[_Target]:
        for value, confidence in answer:
            if isinstance(value, Class):
                yield value.definition, confidence, "direct"
            elif isinstance(value, Function):
                abstract = called and value.definition.modifiers & _ABSTRACT
                if abstract:
                    yield value.definition, min(confidence, VIRTUAL), "virtual"
                else:
                    yield value.definition, confidence, "direct"
                if called:
                    yield from self._around(value)
            elif isinstance(value, Super) and called:
                for base in self._evaluator.bases(value.type)[:1]:
                    yield base, confidence, "direct"
            elif isinstance(value, Instance) and called:
                rules = semantics(self._languages.get(value.type.file_id))
                members = self._evaluator.member_of_class(value.type, rules.protocol("call"), value.type)
                for member, sure in members:
                    if isinstance(member, Function):
                        yield member.definition, min(sure, confidence), "indirect"

    def _around(self, function: Function) -> Iterator[_Target]:
        """Yield what decorators put around a function: that is what runs first when it is called."""
        if function.definition.decorators is None:
            return
        for wrapper in self._evaluator.wrappers(function.definition):
            yield wrapper, IMPLIED, "indirect"

    def _decorating(self, definition: Definition) -> Iterator[_Target]:
        """Yield whom the decorators of a definition call with it, once they are made."""
        for answer, made in self._evaluator.decorators(definition):
            for value, confidence in answer:
                if isinstance(value, (Function, Class)) and value.definition.kind != NodeKind.PROPERTY:
                    yield value.definition, min(confidence, IMPLIED) if made else confidence, "indirect"

    def _relate_definition(self, scope: Scope, definition: Definition, edges: "_Edges") -> None:
        """Add what a definition's own shape says: the types in its signature, and what it overrides."""
        evaluator = self._evaluator
        if definition.kind in CALLABLE:
            place = Place(scope, definition.id)
            if definition.return_type is not None:
                for target, confidence in evaluator.types_in(place, definition.return_type):
                    edges.relate(
                        definition.id, target, "returns_type", confidence, definition.line, "signature"
                    )
            for parameter in scope.parameters.get(definition.id, {}).values():
                if parameter.type is not None:
                    for target, confidence in evaluator.types_in(place, parameter.type):
                        edges.relate(
                            definition.id, target, "accepts_type", confidence, definition.line, "signature"
                        )
            overridden = evaluator.overridden(scope, definition)
            if overridden is not None:
                edges.relate(definition.id, overridden, "overrides", SELF, definition.line, "lineage")

    def _handed_on(self, place: Place, value: Any) -> Iterator[_Target]:
        """Yield the functions that are handed to another one, which will call them."""
        for one, confidence in self._evaluator.value(place, value):
            if isinstance(one, Function) and one.definition.kind != NodeKind.PROPERTY:
                yield one.definition, confidence, "indirect"

    def _computed(self, receivers: Answer, name: str, kind: str) -> Iterator[_Target]:
        """Yield the properties that reading, writing or deleting a member runs."""
        for one, confidence in receivers:
            if isinstance(one, Instance):
                for member, sure in self._evaluator.member_of_class(one.type, name, one.type):
                    if isinstance(member, Function) and member.definition.kind == NodeKind.PROPERTY:
                        accessor = self._accessor(member.definition, kind)
                        if accessor is not None:
                            yield accessor, min(sure, confidence, IMPLIED), "indirect"

    def _accessor(self, found: Definition, kind: str) -> Definition | None:
        """Return which definition of a property a use runs: the one that takes the value, or one that gives it."""
        scope = self._evaluator.scope(found.file_id)
        for one in scope.overloads.get((found.parent_id, found.name)) or (found,):
            takes = any(
                given.kind != ParameterKind.RECEIVER for given in scope.parameters.get(one.id, {}).values()
            )
            deletes = ".deleter" in (one.decorators or "")
            if one.kind == NodeKind.PROPERTY and (takes, deletes) == (kind == "write", kind == "delete"):
                return one
        return None

    def _operated(self, place: Place, kind: str, value: Any) -> Iterator[_Target]:
        """Yield the methods that an operation on a value runs: entering, iterating, subscribing."""
        operations = _OPERATIONS.get(kind)
        if operations is None:
            return
        for one, confidence in self._evaluator.value(place, value):
            if isinstance(one, Instance):
                rules = semantics(self._languages.get(one.type.file_id))
                for operation in operations:
                    members = self._evaluator.member_of_class(one.type, rules.protocol(operation), one.type)
                    for member, sure in members:
                        if isinstance(member, Function):
                            yield member.definition, min(sure, confidence, IMPLIED), "indirect"

    def _by_name(self, scope: Scope, site: ReferenceSite) -> list[_Target]:
        """Return the methods of that name, when there are few and nothing says that the receiver is a stranger."""
        key = (site.name, scope.language, self._evaluator.is_test(scope.file_id))
        candidates = self._named.get(key)
        if candidates is None:
            candidates = self._named[key] = self._methods_named(*key)
        candidates = [definition for definition in candidates if definition.id != site.node_id]
        if len(candidates) == 1:
            return [(candidates[0], UNIQUE_NAME, "direct")]
        return (
            [(one, AMBIGUOUS / len(candidates), "direct") for one in candidates]
            if len(candidates) <= MAX_AMBIGUOUS
            else []
        )

    def _is_of_module(self, scope: Scope, site: ReferenceSite) -> bool:
        """Tell whether what is called is taken from a module: that has functions, and the ones it has are known."""
        expression = scope.callees.get((site.line, site.expression)) or _tree(scope, site)
        receiver: Any = None
        if isinstance(expression, str):
            receiver = expression.rpartition(".")[0] or None
        elif expression is not None and expression[0] == ".":
            receiver = expression[1]
        found = self._evaluator.value(_place(scope, site.node_id, site), receiver)
        return bool(found) and all(
            isinstance(one, Module) or (isinstance(one, Class) and one.definition.kind == NodeKind.NAMESPACE)
            for one, _ in found
        )

    def _methods_named(self, name: str, language: str | None, from_test: bool) -> list[Definition]:
        """Return the methods of a name, as many as can still tell something; non-tests never call tests."""
        if name in semantics(language).common_members:
            return []
        found = (
            definition
            for definition in self._evaluator.named(name)
            if definition.kind in (NodeKind.METHOD, NodeKind.PROPERTY)
            and self._languages.get(definition.file_id) == language
            and (from_test or not self._evaluator.is_test(definition.file_id))
        )
        return list(islice(found, MAX_AMBIGUOUS + 2))  # the caller may be one of them


def _is_macro(definition: Definition) -> bool:
    return definition.kind == NodeKind.MACRO or "proc_macro" in (definition.decorators or "")


class _Edges:
    """The edges of one file, gathered by their ends."""

    def __init__(self, scope: Scope) -> None:
        self._language = scope.language
        self._kinds = scope.by_id
        self.relationships: dict[tuple[int, int, str], Relationship] = {}
        self._sites: dict[tuple[int, int], list[tuple[int, float, str, bool]]] = defaultdict(list)
        self._targets: dict[int, Definition] = {}

    def add_reference(
        self, site: ReferenceSite, target: Definition, confidence: float, call_type: str
    ) -> None:
        """Add what one place says."""
        callable_ = target.kind in CALLABLE or target.kind in CLASS_LIKE
        if site.kind in _CALLS and callable_:
            self.add_call(site.node_id, site.line, bool(site.flags & _AWAITED), target, confidence, call_type)
        kind = _RELATIONSHIP.get(site.kind)
        if kind is not None and site.node_id != target.id and call_type == "direct":
            rule = f"{self._language}/references.scm:{site.rule_line}"
            edge = Relationship(site.node_id, target.id, kind, confidence, rule, site.line)
            self.relationships.setdefault((site.node_id, target.id, kind), edge)

    def relate(
        self, source_id: int, target: Definition, kind: str, confidence: float, line: int, rule: str
    ) -> None:
        """Add an edge that no pattern of a query saw: `rule` says how it was inferred."""
        if source_id != target.id:
            edge = Relationship(source_id, target.id, kind, confidence, f"inferred: {rule}", line)
            self.relationships.setdefault((source_id, target.id, kind), edge)

    def add_call(
        self, caller_id: int, line: int, awaited: bool, target: Definition, confidence: float, call_type: str
    ) -> None:
        self._sites[caller_id, target.id].append((line, confidence, call_type, awaited))
        self._targets[target.id] = target

    def calls(self) -> list[Call]:
        """Return the calls, one for each pair of ends."""
        return [
            _call(caller_id, self._targets[callee_id], sites)
            for (caller_id, callee_id), sites in self._sites.items()
        ]


def _is_path_from_here(scope: Scope, expression: str) -> bool:
    return scope.rules.path_roots and expression.startswith("self::")


def _tree(scope: Scope, site: ReferenceSite) -> Any:
    """Return the tree of what a place names; a path that begins with `self` begins at a module, not at the object."""
    if _is_path_from_here(scope, site.expression):
        return tree(MODULE_ROOT + site.expression.removeprefix("self"))
    return tree(site.expression)


def _takes(parameters: list[Parameter], count: int) -> bool:
    """Tell whether a function with these parameters can be called with that many arguments."""
    given = [one for one in parameters if one.kind != ParameterKind.RECEIVER]
    if any(one.kind in (ParameterKind.VARIADIC, ParameterKind.KEYWORD_VARIADIC) for one in given):
        return count >= len(given) - 1
    return sum(one.default is None for one in given) <= count <= len(given)


def _fits(parameters: list[Parameter], given: str, literals: Mapping[str, Sequence[str]]) -> int:
    """Return how many literals of a call are of the type of their parameter, less those that are of another one."""
    fit = 0
    for kind, parameter in zip(given, parameters, strict=False):
        name = read(parameter.type).name.rpartition(".")[2] if parameter.type is not None else ""
        for known, types in literals.items():
            if kind in _LITERALS and name in types:
                fit += 1 if known[0] == kind else -1
    return fit


def _place(scope: Scope, node_id: int, site: ReferenceSite) -> Place:
    nameless = scope.innermost_of(node_id, site.line, site.expression) if scope.nameless else -1
    return Place(scope, node_id, None, site.line, nameless)


def _use(kind: str, definition: Definition) -> str:
    """Return what a member that is named without being called is to the place."""
    if definition.kind in CALLABLE - {NodeKind.PROPERTY} or definition.kind in CLASS_LIKE:
        return "references"
    return _RELATING[kind]


def _call(caller_id: int, callee: Definition, sites: list[tuple[int, float, str, bool]]) -> Call:
    best = max(sites, key=lambda site: site[1])
    return Call(
        caller_id=caller_id,
        callee_id=callee.id,
        call_type=best[2],
        asynchronous=any(site[3] for site in sites) or bool(callee.modifiers & _ASYNC),
        lines=tuple(sorted(site[0] for site in sites)),
        confidence=best[1],
    )
