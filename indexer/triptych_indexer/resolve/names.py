"""Which definition does a name mean at this place?

Lexical scopes first, then what the file imports (through re-exports, at most `MAX_HOPS`), then the members of a class
and its bases. A name that leads out of the repository is *external*, which is an answer: it stops the search for a
method of that name elsewhere.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from triptych_indexer.model import Definition, ImportSite, NodeKind, ReferenceSite
from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.expressions import segments
from triptych_indexer.resolve.imports import Modules, Resolution

MAX_HOPS: Final = 8
"""Re-exports followed before giving up; a longer chain was never seen, a cycle is common."""

MAX_BASES: Final = 32
"""Classes looked at for one method: deep enough for real hierarchies, an end for mutual inheritance."""

CLASS_LIKE: Final = frozenset(
    {NodeKind.CLASS, NodeKind.STRUCT, NodeKind.ENUM, NodeKind.INTERFACE, NodeKind.TRAIT, NodeKind.IMPL}
)
_OUTER: Final = CLASS_LIKE | {NodeKind.MODULE, NodeKind.NAMESPACE}
SELF_NAMES: Final = frozenset({"self", "cls", "this", "Self", "static", "@"})
SUPER_NAMES: Final = frozenset({"super", "base", "parent"})

_MEMBERS_NEED_RECEIVER: Final = frozenset(
    {"python", "javascript", "typescript", "tsx", "rust", "php", "lua", "go"}
)
"""Where a bare `name()` inside a method never means a method of the same class."""

_FOLDER_IS_SCOPE: Final = frozenset({"go", "java", "kotlin", "scala", "csharp", "swift"})
"""Where files of one folder see each other's top-level names without an import."""


@dataclass(frozen=True, slots=True)
class External:
    """A name that comes from outside the repository."""


@dataclass(frozen=True, slots=True)
class Module:
    """A file, named as a module."""

    file_id: int


@dataclass(frozen=True, slots=True)
class Instance:
    """A value of a class of this repository."""

    type: Definition


Value = Definition | Module | Instance | External
EXTERNAL: Final = External()


@dataclass(frozen=True, slots=True)
class Binding:
    """A local name that an import brings in."""

    resolution: Resolution
    name: str | None
    """The name in the module it comes from; None when the local name is the module itself."""


class Scope:
    """One file's names: its definitions by parent, and what its imports bind."""

    def __init__(self, file_id: int, language: str | None, definitions: list[Definition]) -> None:
        self.file_id = file_id
        self.language = language
        self.by_id = {definition.id: definition for definition in definitions}
        self.children: dict[int | None, dict[str, Definition]] = defaultdict(dict)
        for definition in definitions:
            # The last definition of a name wins: it is the one that holds after the file has run.
            self.children[definition.parent_id][definition.name] = definition
        self.module = definitions[0] if definitions else None
        self.bindings: dict[str, Binding] = {}
        self.stars: list[Resolution] = []
        self.resolutions: list[tuple[int, Resolution]] = []
        """Import statement's id → where it leads, in source order."""
        self._owners: dict[int, Definition | None] = {}
        self._standpoints: dict[int, int] = {}

    @cached_property
    def top_level(self) -> dict[str, Definition]:
        """The definitions that other files can import."""
        return self.children.get(self.module.id, {}) if self.module is not None else {}

    @cached_property
    def local_names(self) -> frozenset[str]:
        """The names defined inside functions: what such a name means depends on where it stands."""
        nested = (d for d in self.by_id.values() if d.parent_id in self.by_id)
        inside = (d for d in nested if self.by_id[d.parent_id or 0].kind not in _OUTER)
        return frozenset(d.name for d in inside)

    def owner(self, node_id: int) -> Definition | None:
        """Return the innermost class around a place."""
        if node_id not in self._owners:
            around = (each for each in self.enclosing(node_id) if each.kind in CLASS_LIKE)
            self._owners[node_id] = next(around, None)
        return self._owners[node_id]

    def standpoint(self, node_id: int) -> int:
        """Return one number for all places inside functions of one class, or of none: other places keep their own."""
        found = self._standpoints.get(node_id)
        if found is None:
            node, owner = self.by_id.get(node_id), self.owner(node_id)
            in_function = node is not None and node.kind not in CLASS_LIKE
            found = node_id if not in_function else -owner.id if owner is not None else 0
            self._standpoints[node_id] = found
        return found

    def enclosing(self, node_id: int) -> Iterator[Definition]:
        """Yield the definition at `node_id` and those around it, innermost first."""
        current = self.by_id.get(node_id)
        while current is not None:
            yield current
            current = self.by_id.get(current.parent_id) if current.parent_id is not None else None


class Names:
    """The names of the whole repository, read file by file as they are asked for."""

    def __init__(self, reader: LinkReader) -> None:
        self._reader = reader
        files = list(reader.files())
        self.modules = Modules(files)
        self.languages = {file_id: language for file_id, _, language in files}
        self._scopes: dict[int, Scope] = {}
        self._bases: dict[int, list[Definition]] = {}
        self._members: dict[tuple[int, str, bool], Definition | None] = {}
        self._inheritances: dict[int, dict[int, list[ReferenceSite]]] = {}
        self._folders: dict[str, list[int]] = defaultdict(list)
        for file_id, _, language in files:
            if language in _FOLDER_IS_SCOPE:
                self._folders[self._folder_key(file_id, language)].append(file_id)

    def _folder_key(self, file_id: int, language: str | None) -> str:
        return f"{language}:{self.modules.path_of(file_id).rpartition('/')[0]}"

    def scope(self, file_id: int) -> Scope:
        """Return a file's names, its imports bound."""
        scope = self._scopes.get(file_id)
        if scope is None:
            scope = Scope(file_id, self.languages.get(file_id), list(self._reader.definitions_in(file_id)))
            self._scopes[file_id] = scope
            for site in self._reader.imports_in(file_id):
                resolution = self.modules.resolve(site, file_id)
                scope.resolutions.append((site.id, resolution))
                _bind(scope, site, resolution)
        return scope

    def exported(self, file_id: int, name: str, hops: int = MAX_HOPS) -> Value | None:
        """Return what `name` means when imported from a file, following re-exports."""
        scope = self.scope(file_id)
        found = scope.top_level.get(name)
        if found is not None:
            return found
        if hops == 0:
            return None
        return self._imported(scope, name, hops - 1)

    def _imported(self, scope: Scope, name: str, hops: int = MAX_HOPS) -> Value | None:
        binding = scope.bindings.get(name)
        if binding is not None:
            return self._bound(binding, hops)
        for star in scope.stars:
            for target in star.targets:
                value = self.exported(target.file_id, name, hops - 1) if hops > 0 else None
                if value is not None:
                    return value
        return None

    def _bound(self, binding: Binding, hops: int) -> Value | None:
        resolution = binding.resolution
        if resolution.external:
            return EXTERNAL
        if binding.name is None:
            return Module(resolution.targets[0].file_id) if resolution.targets else None
        for target in resolution.targets:
            if target.submodule is None and hops > 0:
                value = self.exported(target.file_id, binding.name, hops - 1)
                if value is not None:
                    return value
        for target in resolution.targets:
            if target.submodule == binding.name:
                return Module(target.file_id)
        return None

    def lexical(self, scope: Scope, node_id: int, name: str) -> Value | None:
        """Return what a bare name means inside a definition of a file."""
        for depth, around in enumerate(scope.enclosing(node_id)):
            hidden = around.kind in CLASS_LIKE and depth > 0 and scope.language in _MEMBERS_NEED_RECEIVER
            if not hidden:
                found = scope.children.get(around.id, {}).get(name)
                if found is not None:
                    return found
                if around.kind in CLASS_LIKE:
                    found = self.member(around, name)
                    if found is not None:
                        return found
        return self._imported(scope, name) or self._in_folder(scope, name)

    def _in_folder(self, scope: Scope, name: str) -> Definition | None:
        if scope.language not in _FOLDER_IS_SCOPE:
            return None
        for file_id in self._folders[self._folder_key(scope.file_id, scope.language)]:
            found = self.scope(file_id).top_level.get(name)
            if found is not None:
                return found
        return None

    def member(self, owner: Definition, name: str, *, skip_own: bool = False) -> Definition | None:
        """Return the member `name` of a class, looking through its bases in order (depth first, each once)."""
        key = (owner.id, name, skip_own)
        if key not in self._members:
            self._members[key] = self._find_member(owner, name, skip_own=skip_own)
        return self._members[key]

    def _find_member(self, owner: Definition, name: str, *, skip_own: bool) -> Definition | None:
        seen: set[int] = set()
        pending = [owner]
        while pending and len(seen) < MAX_BASES:
            current = pending.pop(0)
            if current.id in seen:
                continue
            seen.add(current.id)
            if not (skip_own and current.id == owner.id):
                for part in self._parts(current):
                    found = self.scope(part.file_id).children.get(part.id, {}).get(name)
                    if found is not None:
                        return found
            pending = [*self.bases(current), *pending]
        return None

    def _parts(self, owner: Definition) -> list[Definition]:
        """Return a type and its `impl` blocks in the same file: together they hold its members."""
        scope = self.scope(owner.file_id)
        if scope.language != "rust":
            return [owner]
        siblings = (d for d in scope.by_id.values() if d.kind == NodeKind.IMPL and d.name == owner.name)
        return [owner, *(d for d in siblings if d.id != owner.id)]

    def bases(self, owner: Definition) -> list[Definition]:
        """Return the classes of this repository that a class inherits from or implements, as written."""
        known = self._bases.get(owner.id)
        if known is None:
            self._bases[owner.id] = []  # an end for a class that inherits from itself
            known = self._bases[owner.id] = list(self._find_bases(owner))
        return known

    def _find_bases(self, owner: Definition) -> Iterator[Definition]:
        scope = self.scope(owner.file_id)
        for reference in self._inheritance(owner.file_id).get(owner.id, ()):
            value = self.evaluate(scope, owner.parent_id or owner.id, reference.expression)
            if isinstance(value, Definition) and value.kind in CLASS_LIKE and value.id != owner.id:
                yield value

    def _inheritance(self, file_id: int) -> dict[int, list[ReferenceSite]]:
        cached = self._inheritances.get(file_id)
        if cached is None:
            cached = defaultdict(list)
            for reference in self._reader.inheritance_in(file_id):
                cached[reference.node_id].append(reference)
            self._inheritances[file_id] = cached
        return cached

    def evaluate(self, scope: Scope, node_id: int, expression: str) -> Value | None:
        """Return what an expression means at a place; None when nobody can tell."""
        steps = segments(expression)
        if not steps:
            return None
        value = self._first(scope, node_id, steps[0].name, called=steps[0].called, known=steps[0].known)
        for step in steps[1:]:
            if value is None or isinstance(value, External):
                return value
            value = self._step(value, step.name) if step.known else None
            if step.called:
                value = _result(value)
        return value

    def _first(self, scope: Scope, node_id: int, name: str, *, called: bool, known: bool) -> Value | None:
        if name in SELF_NAMES:
            owner = scope.owner(node_id)
            return Instance(owner) if owner is not None else None
        if not known:
            return None
        value = self.lexical(scope, node_id, name)
        return _result(value) if called else value

    def _step(self, value: Value, name: str) -> Value | None:
        if isinstance(value, Module):
            return self.exported(value.file_id, name)
        if isinstance(value, Instance):
            return self.member(value.type, name)
        if isinstance(value, Definition):
            if value.kind in CLASS_LIKE:
                return self.member(value, name)
            if value.kind in (NodeKind.NAMESPACE, NodeKind.MODULE):
                return self.scope(value.file_id).children.get(value.id, {}).get(name)
        return None


def _result(value: Value | None) -> Value | None:
    """Return what calling a value gives: an instance of a class; of anything else nothing is known here."""
    if isinstance(value, Definition) and value.kind in CLASS_LIKE:
        return Instance(value)
    return value if isinstance(value, External) else None


def _bind(scope: Scope, site: ImportSite, resolution: Resolution) -> None:
    if not site.names:
        local = (
            site.module.rpartition(".")[2] if scope.language != "python" else site.module.partition(".")[0]
        )
        # `import a.b` binds `a`; the path `a.b.f` is looked up from the module that the statement names.
        if "." not in site.module:
            scope.bindings.setdefault(local, Binding(resolution, None))
        return
    for name, alias in site.names:
        if name == "*":
            if alias is None:
                scope.stars.append(resolution)
            else:
                scope.bindings[alias] = Binding(resolution, None)
        else:
            scope.bindings[alias or name] = Binding(resolution, name)
