"""One file's names: its definitions by what holds them, its parameters, and what its statements bind."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final, NamedTuple, TypeAlias

from triptych_indexer.languages.semantics import Semantics
from triptych_indexer.model import (
    CALLABLE,
    CLASS_LIKE,
    BindingRow,
    Definition,
    ImportSite,
    Modifier,
    NodeKind,
    Parameter,
    ParameterKind,
)
from triptych_indexer.resolve.expressions import written
from triptych_indexer.resolve.imports import Resolution

Memo: TypeAlias = dict[tuple[Any, ...], tuple[Any, frozenset[int]]]
"""Question → answer, and the files that were looked at for it."""
_STATIC: Final = int(Modifier.STATIC)


MAX_NAMELESS: Final = 64
"""Nameless functions that are looked at for the one around a line: those that end before it stand between."""
MAX_LITERALS: Final = 8
"""How deep object literals are looked for in expressions."""
_FAR: Final = 1 << 62


def holds_members(definition: Definition) -> bool:
    """Tell whether a definition is a type, or a module that is written inside a file."""
    if definition.kind in CLASS_LIKE:
        return True
    return definition.kind == NodeKind.MODULE and definition.parent_id is not None


@dataclass(frozen=True, slots=True)
class Imported:
    """A local name that an import brings in."""

    resolution: Resolution
    name: str | None
    """The name in the module it comes from; None when the local name is the module itself."""


class Bound(NamedTuple):
    """One place where a name or member is given a value."""

    node_id: int
    """The definition in which that happens."""
    value: Any  # a tree as extract/values.py makes it
    type: str | None
    line: int


class Nameless(NamedTuple):
    """A nameless function, as the call that it is handed to sees it."""

    node_id: int
    line: int
    end: int
    around: int
    """The number of the nameless function around it; -1 when there is none."""
    callee: Any
    """What is called with it; None when it is not handed to a call."""
    place: int
    """At which place it stands among the arguments; -1 when it stands behind them."""


class Scope:
    """What names mean in one file."""

    def __init__(
        self,
        file_id: int,
        language: str | None,
        rules: Semantics,
        definitions: Sequence[Definition],
        parameters: Iterable[Parameter],
        bindings: Iterable[BindingRow],
    ) -> None:
        self.file_id = file_id
        self.language = language
        self.rules = rules
        self.definitions = definitions
        self.by_id = {definition.id: definition for definition in definitions}
        self.children: dict[int | None, dict[str, Definition]] = defaultdict(dict)
        self.outside: dict[str, dict[str, Definition]] = defaultdict(dict)
        """Type → its members that do not stand in it: Go's methods, Kotlin's extensions, `Store::open`."""
        self.overloads: dict[tuple[int | None, str], list[Definition]] = defaultdict(list)
        """(what holds them, name) → the definitions of one name, where there are several."""
        self.belongs_to: dict[int, str] = {}
        """Such a member → the type's name."""
        for definition in definitions:
            if definition.kind == NodeKind.IMPL:
                continue  # it adds to a type, and its name is that type's
            owner = self._named_owner(definition)
            if owner:
                self.outside[owner][definition.name] = definition
                self.belongs_to[definition.id] = owner
                continue
            siblings = self.children[definition.parent_id]
            if definition.kind in CALLABLE and definition.name in siblings:
                same = self.overloads[definition.parent_id, definition.name]
                if not same:
                    same.append(siblings[definition.name])
                same.append(definition)
            # The last definition of a name wins: it is the one that holds after the file has run.
            self.children[definition.parent_id][definition.name.removeprefix("#")] = definition
        self.module = definitions[0] if definitions else None
        self.imported: dict[str, Imported] = {}
        self.stars: list[Resolution] = []
        self.resolutions: list[tuple[ImportSite, Resolution]] = []
        """Import statements and where they lead, in source order."""
        self.looked_at = frozenset((file_id,))
        """The file, and those whose facts decided where its imports lead, besides those they lead to."""
        self.parameters: dict[int, dict[str, Parameter]] = defaultdict(dict)
        for parameter in parameters:
            self.parameters[parameter.node_id][parameter.name.lstrip("*.")] = parameter
        self.bound: dict[int, dict[str, list[Bound]]] = defaultdict(dict)
        """Definition → name or member chain → what it is given there."""
        self.returns: dict[int, list[Any]] = defaultdict(list)
        self.yields: dict[int, list[Any]] = defaultdict(list)
        self.nameless_returns: dict[int, list[tuple[int, Any]]] = defaultdict(list)
        """Start of a nameless function → (definition around it, what it gives)."""
        self.nameless: dict[int, Nameless] = {}
        """Number of a nameless function → where it stands and who is called with it."""
        self.nameless_in: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
        """Definition → (first line, last line, number) of the nameless functions in it, in their order."""
        self.passed: dict[tuple[int, str], dict[int, Any]] = defaultdict(dict)
        """(definition, name) → nameless functions in it that have such a parameter → its tree."""
        self.uses: list[tuple[int, str, Any, int]] = []
        """(definition, kind, value, line) of what is entered, read, written, indexed."""
        self.arguments: list[tuple[int, Any, int]] = []
        """(definition, what is handed to a function, line)."""
        self.counts: dict[str, str | None] = {}
        """`line:name` of a call → its arguments, a letter each, where they tell functions apart."""
        self.callees: dict[tuple[int, str], Any] = {}
        """(line, expression as text) → its tree, where the tree says more."""
        self.public: frozenset[str] | None = None
        """What importing everything of this file gives, where it says so."""
        self.type_bounds: dict[int, dict[str, str | None]] = defaultdict(dict)
        """Definition → its type parameters, with what they must be."""
        self._sort(bindings)
        self._owners: dict[int, Definition | None] = {}
        self.names: Memo = {}
        """What names were found to mean here: most are only asked for while the file itself is linked."""
        self._homes: dict[tuple[int, str], int] = {}
        self._spines: dict[int, str] = {}

    def _sort(self, bindings: Iterable[BindingRow]) -> None:
        listed: list[list[str] | None] = []
        for ordinal, kind, target, value, annotation, line in bindings:
            node_id = self.definitions[ordinal].id
            if kind == "=":
                target = target.removeprefix("#")
                if isinstance(value, list) and value[0] == "each":
                    self.uses.append((node_id, "each", value[1], line))
                self.bound[node_id].setdefault(target, []).append(Bound(node_id, value, annotation, line))
            elif kind == "return":
                if target is None:
                    self.returns[node_id].append(value)
                else:
                    self.nameless_returns[target].append((node_id, value))
            elif kind == "yield":
                if target is None:
                    self.yields[node_id].append(value)
            elif kind == "parameters":
                end, around, callee, place, names, parts = value
                self.nameless[target] = Nameless(node_id, line, end, around, callee, place)
                self.nameless_in[node_id].append((line, end, target))
                for at, name in enumerate(names):
                    if name is not None:
                        self.passed[node_id, name][target] = ["given", target, at]
                for name, tree in parts:
                    self.passed[node_id, name][target] = tree
            elif kind == "counts":
                self.counts = dict(zip(value[::2], value[1::2], strict=True))
            elif kind == "callee":
                self.callees[line, target] = value
            elif kind == "argument":
                self.arguments.append((node_id, value, line))
            elif kind == "public":
                listed.append(value)
            else:
                self.uses.append((node_id, kind, value, line))
        if listed:
            known = [names for names in listed if names is not None]
            self.public = frozenset().union(*known) if len(known) == len(listed) else None

    def _named_owner(self, definition: Definition) -> str:
        """Return the type that a definition's qualified name says it belongs to, beyond where it stands."""
        qualified, name = definition.qualified_name, definition.name
        parent = self.by_id.get(definition.parent_id or 0)
        if (
            definition.kind not in CALLABLE
            or parent is None
            or parent.kind in CLASS_LIKE
            or qualified == name
        ):
            return ""
        above = f"{parent.qualified_name}." if parent.parent_id is not None else ""
        middle = qualified[len(above) : -len(name)].rstrip(".:")
        return middle.rpartition(".")[2].rpartition(":")[2]

    def let_go(self) -> None:
        """Forget what is only asked while this file itself is linked."""
        self.uses.clear()
        self.arguments.clear()
        self.callees.clear()
        self.counts.clear()
        self.names.clear()
        self._homes.clear()
        self._spines.clear()

    def innermost(self, node_id: int, line: int) -> int:
        """Return the number of the innermost nameless function around a line of a definition; -1 without one."""
        ranges = self.nameless_in.get(node_id)
        if not ranges:
            return -1
        at = bisect_right(ranges, (line, _FAR, _FAR))
        for start in range(at - 1, max(-1, at - 1 - MAX_NAMELESS), -1):
            if ranges[start][1] >= line:
                return ranges[start][2]
        return -1

    def innermost_of(self, node_id: int, line: int, expression: Any) -> int:
        """Return the number of the innermost nameless function around an expression, by its line.

        The call that a function is handed to begins before it: `door.each { door -> … }`.
        """
        nameless = self.innermost(node_id, line)
        while nameless >= 0:
            function = self.nameless[nameless]
            if function.line != line or not isinstance(expression, str):
                break
            spine = self._spine(nameless, function)
            if not spine.startswith(expression) or spine[len(expression) :][:1] not in ("", ".", "(", "["):
                break
            nameless = function.around
        return nameless

    def _spine(self, nth: int, function: Nameless) -> str:
        """Return what is called with a nameless function as uses of it are written: `a.b().c`."""
        found = self._spines.get(nth)
        if found is None:
            found = self._spines[nth] = written(function.callee)
        return found

    def passing(self, node_id: int, name: str, nameless: int) -> int:
        """Return which nameless function, going outwards from one, has a parameter of a name; -1 when none has."""
        holders = self.passed.get((node_id, name))
        if holders:
            while nameless >= 0 and nameless not in holders:
                nameless = self.nameless[nameless].around if nameless in self.nameless else -1
        return nameless if holders else -1

    @cached_property
    def chained(self) -> frozenset[int]:
        """The definitions in which a member of something is given a value."""
        return frozenset(node for node, names in self.bound.items() if any("." in name for name in names))

    @cached_property
    def top_level(self) -> dict[str, Definition]:
        """The definitions that other files can import."""
        return self.children.get(self.module.id, {}) if self.module is not None else {}

    def may_export(self, name: str) -> bool:
        """Tell whether importing a name from this file may give something, what it imports whole left out."""
        if self.module is None:
            return False
        rules = self.rules
        return (
            name in self.top_level
            or name in self.imported
            or name in self.bound.get(self.module.id, ())
            or (rules.namespaces_open and name in self.package_level)
            or rules.exports_members
            or rules.exports_return
        )

    @cached_property
    def package_level(self) -> dict[str, Definition]:
        """The definitions that files of the same package see: those of namespaces, too."""
        found: dict[str, Definition] = {}
        pending = [self.top_level]
        while pending:
            for name, one in pending.pop().items():
                if one.kind in (NodeKind.NAMESPACE, NodeKind.MODULE):
                    found.setdefault(name, one)
                    pending.append(self.children.get(one.id, {}))
                else:
                    found.setdefault(name, one)
        return found

    @cached_property
    def member_bindings(self) -> dict[str, dict[str, list[Bound]]]:
        """Receiver as written → member → what it is given, of all members assigned anywhere in the file.

        Receivers are names and chains other than the object itself: `app`, `Foo.prototype`, `module.exports`.
        """
        found: dict[str, dict[str, list[Bound]]] = defaultdict(dict)
        for names in self.bound.values():
            for chain, places in names.items():
                receiver, dot, member = chain.rpartition(".")
                if dot:
                    found[receiver].setdefault(member, []).extend(places)
        return found

    def names_of(self, node_id: int, literal: Any) -> list[str]:
        """Return the names and chains that are given one object literal in one statement: `a = exports = {}`."""
        bound = self.bound.get(node_id, {})
        lines = {one.line for places in bound.values() for one in places if one.value is literal}
        return [
            chain
            for chain, places in bound.items()
            if any(one.line in lines and one.value == literal for one in places)
        ]

    @cached_property
    def given_to(self) -> dict[int, tuple[int, str]]:
        """Function → where and to which member it is given: `Foo.prototype.bar = function () …`."""
        found = {}
        for node_id, names in self.bound.items():
            for chain, places in names.items():
                for one in places:
                    if "." in chain and isinstance(one.value, list) and one.value[0] == "def":
                        found[self.definitions[one.value[1]].id] = (node_id, chain)
        return found

    @cached_property
    def literals(self) -> dict[int, tuple[int, Any]]:
        """Function → the object literal that it is a method of, and where that stands."""
        found: dict[int, tuple[int, Any]] = {}
        pending = [
            (node_id, one.value, MAX_LITERALS)
            for node_id, names in self.bound.items()
            for places in names.values()
            for one in places
        ]
        pending += [
            (node_id, value, MAX_LITERALS) for node_id, values in self.returns.items() for value in values
        ]
        while pending:
            node_id, value, depth = pending.pop()
            if not isinstance(value, list) or depth == 0:
                continue
            for part in value[1:]:
                inner = part
                if value[0] == "map" and isinstance(part, list):
                    inner = part[1]
                    if isinstance(inner, list) and inner[0] == "def" and len(inner) == 2:
                        found[self.definitions[inner[1]].id] = (node_id, value)
                pending.append((node_id, inner, depth - 1))
        return found

    def owner(self, node_id: int) -> Definition | None:
        """Return the innermost class around a place."""
        if node_id not in self._owners:
            around = (each for each in self.enclosing(node_id) if holds_members(each))
            self._owners[node_id] = next(around, None)
        return self._owners[node_id]

    def enclosing(self, node_id: int) -> Iterator[Definition]:
        """Yield the definition at `node_id` and those around it, innermost first."""
        current = self.by_id.get(node_id)
        while current is not None:
            yield current
            current = self.by_id.get(current.parent_id) if current.parent_id is not None else None

    @cached_property
    def self_bindings(self) -> dict[int, dict[str, list[Bound]]]:
        """Class → member → what `self.member` is given in its methods."""
        found: dict[int, dict[str, list[Bound]]] = defaultdict(dict)
        for node_id, names in self.bound.items():
            for chain, places in names.items():
                receiver, dot, member = chain.partition(".")
                if dot and "." not in member and receiver in self.receivers(node_id):
                    owner = self.owner(node_id)
                    if owner is not None:
                        found[owner.id].setdefault(member, []).extend(places)
        return found

    def home(self, node_id: int, name: str) -> int:
        """Return the definition at which a name means what it means at `node_id`: the class, where a bare name may be
        a member of it, or the file's module, when nothing on the way there says anything of it; else `node_id` itself.

        Half of all names in functions are the module's, and so are worked out once for a file, not for a function.
        """
        key = (node_id, name)
        found = self._homes.get(key)
        if found is None:
            found = self._homes[key] = self._find_home(node_id, name)
        return found

    def _find_home(self, node_id: int, name: str) -> int:
        rules = self.rules
        if rules.dotted_names or name[:1] == "$" or name in rules.of_the_object:
            return node_id
        for around in self.enclosing(node_id):
            here = around.id
            if around.parent_id is None:
                own = self.passed and (here, name) in self.passed
                return node_id if own or (rules.later_shadows and name in self.bound.get(here, ())) else here
            if rules.members_need_receiver and around.kind in CLASS_LIKE:
                if here == node_id:
                    return node_id
                continue
            if (
                here in self.belongs_to
                or (self.passed and (here, name) in self.passed)
                or name in self.bound.get(here, ())
                or name in self.parameters.get(here, ())
                or name in self.type_bounds.get(here, ())
            ):
                return node_id
            if not rules.members_need_receiver and holds_members(around):
                return here
            if name in self.children.get(here, ()):
                return node_id
        return node_id

    def alike(self, node_id: int, name: str) -> int:
        """Return what names that begin with `name` have in common: their home, or the class whose object it is."""
        home = self.home(node_id, name)
        parameter = self.parameters.get(node_id, {}).get(name) if home == node_id else None
        if (
            parameter is None
            or parameter.kind != ParameterKind.RECEIVER
            or name in self.bound.get(node_id, ())
        ):
            return home
        owner = self.owner(node_id)
        static = self.by_id[node_id].modifiers & _STATIC
        return home if owner is None or static else owner.id

    def receivers(self, node_id: int) -> frozenset[str]:
        """Return the names by which a method means its own object."""
        named = (
            name for name, p in self.parameters.get(node_id, {}).items() if p.kind == ParameterKind.RECEIVER
        )
        return frozenset((*named, "this", "self", "$this"))
