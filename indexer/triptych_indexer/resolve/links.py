"""Facts → edges: for each file, where its imports lead, whom its code calls and what its types build on.

A file's edges depend on its own facts and on the names other files define, never on other files' edges; that is what
lets a run link again only the files a change can reach (`affected`).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from triptych_indexer.model import (
    Call,
    Definition,
    Dependency,
    FileLinks,
    Modifier,
    NodeKind,
    ReferenceFlag,
    ReferenceKind,
    ReferenceSite,
    Relationship,
)
from triptych_indexer.ports import LinkReader
from triptych_indexer.resolve.confidence import EXACT, RECEIVER, SELF, UNIQUE_NAME
from triptych_indexer.resolve.expressions import segments
from triptych_indexer.resolve.names import (
    CLASS_LIKE,
    SELF_NAMES,
    SUPER_NAMES,
    External,
    Instance,
    Names,
    Scope,
)

_CALLABLE: Final = frozenset(
    {
        NodeKind.FUNCTION,
        NodeKind.METHOD,
        NodeKind.CONSTRUCTOR,
        NodeKind.MACRO,
        NodeKind.TEST,
        NodeKind.PROPERTY,
    }
)
_CALLS: Final = frozenset({ReferenceKind.CALL, ReferenceKind.INSTANTIATE, ReferenceKind.MACRO})
_RELATIONSHIP: Final[dict[str, str]] = {
    ReferenceKind.INHERIT: "inherits",
    ReferenceKind.IMPLEMENT: "implements",
    ReferenceKind.DECORATE: "decorates",
    ReferenceKind.RAISE: "raises",
    ReferenceKind.TYPE: "uses",
    ReferenceKind.INSTANTIATE: "instantiates",
}
# Plain integers: an `&` of two flags makes a new flag object, hundreds of thousands of times.
_AWAITED: Final = int(ReferenceFlag.AWAITED)
_IN_ERROR: Final = int(ReferenceFlag.IN_ERROR)
_ABSTRACT: Final = int(Modifier.ABSTRACT)
_ASYNC: Final = int(Modifier.ASYNC)


class Linker:
    """Links the files it is asked for, against all files."""

    def __init__(self, reader: LinkReader) -> None:
        self._reader = reader
        self._names = Names(reader)
        self._languages = self._names.languages
        self._definitions_named: dict[str, Sequence[Definition]] = {}

    def link(self, file_ids: Iterable[int]) -> Iterator[FileLinks]:
        """Yield all edges that start in each of the files."""
        for file_id in file_ids:
            yield self._link_file(file_id)

    def _link_file(self, file_id: int) -> FileLinks:
        scope = self._names.scope(file_id)
        relationships: dict[tuple[int, int, str], Relationship] = {}
        calls: dict[tuple[int, int], list[tuple[ReferenceSite, float]]] = defaultdict(list)
        targets: dict[int, Definition] = {}
        known: dict[tuple[int, str, str], tuple[Definition, float] | None] = {}
        unresolved = 0
        for site in self._reader.references_in(file_id):
            place = (_standpoint(scope, site), site.expression, site.kind)
            if place not in known:
                known[place] = self._target(scope, site)
            found = known[place]
            if found is None:
                unresolved += site.kind in _CALLS
                continue
            target, confidence = found
            if site.kind in _CALLS and (target.kind in _CALLABLE or target.kind in CLASS_LIKE):
                calls[(site.node_id, target.id)].append((site, confidence))
                targets[target.id] = target
            relationship = self._relationship(scope, site, target, confidence)
            if relationship is not None:
                key = (relationship.source_id, relationship.target_id, relationship.type)
                relationships.setdefault(key, relationship)
        return FileLinks(
            file_id=file_id,
            dependencies=list(self._dependencies(file_id)),
            relationships=list(relationships.values()),
            calls=[_call(caller, targets[callee], sites) for (caller, callee), sites in calls.items()],
            unresolved=unresolved,
        )

    def _dependencies(self, file_id: int) -> Iterator[Dependency]:
        for import_id, resolution in self._names.scope(file_id).resolutions:
            ids = dict.fromkeys(target.file_id for target in resolution.targets)
            for target_id in ids:
                yield Dependency(import_id, target_id, external=False, confidence=EXACT)
            if not ids:
                yield Dependency(import_id, None, external=resolution.external, confidence=EXACT)

    def _target(self, scope: Scope, site: ReferenceSite) -> tuple[Definition, float] | None:
        steps = segments(site.expression)
        if not steps:
            return None
        if len(steps) > 1 and steps[0].name in SUPER_NAMES:
            owner = scope.owner(site.node_id)
            found = (
                self._names.member(owner, steps[-1].name, skip_own=True)
                if owner and len(steps) == 2
                else None
            )
            return (found, SELF) if found is not None else None
        value = self._names.evaluate(scope, site.node_id, site.expression)
        if isinstance(value, Instance):
            value = value.type
        if isinstance(value, Definition):
            through_self = len(steps) > 1 and steps[0].name in SELF_NAMES
            constructed = any(step.called for step in steps[:-1])
            return value, SELF if through_self else RECEIVER if constructed else EXACT
        if isinstance(value, External) or len(steps) == 1 or site.flags & _IN_ERROR:
            return None
        if steps[0].name in SELF_NAMES and len(steps) == 2:
            return None  # a member of this class that its known bases do not have: it comes from outside
        return self._unique(scope, site)

    def _unique(self, scope: Scope, site: ReferenceSite) -> tuple[Definition, float] | None:
        """Return the only method of that name, provided the receiver is not known to come from elsewhere."""
        if site.kind != ReferenceKind.CALL:
            return None
        candidates = [
            definition
            for definition in self._named(site.name)
            if definition.kind in (NodeKind.METHOD, NodeKind.PROPERTY)
            and self._languages.get(definition.file_id) == scope.language
        ]
        return (candidates[0], UNIQUE_NAME) if len(candidates) == 1 else None

    def _named(self, name: str) -> Sequence[Definition]:
        """Return the first definitions of a name, whatever their language."""
        found = self._definitions_named.get(name)
        if found is None:
            found = self._definitions_named[name] = self._reader.definitions_named(name, 4)
        return found

    def _relationship(
        self, scope: Scope, site: ReferenceSite, target: Definition, confidence: float
    ) -> Relationship | None:
        kind = _RELATIONSHIP.get(site.kind)
        if site.kind == ReferenceKind.CALL and target.kind in CLASS_LIKE:
            kind = "instantiates"
        if kind is None or site.node_id == target.id:
            return None
        rule = f"{scope.language}/references.scm:{site.rule_line}"
        return Relationship(site.node_id, target.id, kind, confidence, rule, site.line)


def _call(caller_id: int, callee: Definition, sites: list[tuple[ReferenceSite, float]]) -> Call:
    awaited = any(site.flags & _AWAITED for site, _ in sites)
    abstract = bool(callee.modifiers & _ABSTRACT)
    return Call(
        caller_id=caller_id,
        callee_id=callee.id,
        call_type="virtual" if abstract else "direct",
        asynchronous=awaited or bool(callee.modifiers & _ASYNC),
        lines=tuple(sorted(site.line for site, _ in sites)),
        confidence=max(confidence for _, confidence in sites),
    )


def _standpoint(scope: Scope, site: ReferenceSite) -> int:
    """Return what of the place decides its meaning: equal expressions at equal standpoints mean the same."""
    standpoint = scope.standpoint(site.node_id)
    if standpoint == site.node_id or site.flags & _IN_ERROR:
        return site.node_id
    first = segments(site.expression)
    return standpoint if first and first[0].name not in scope.local_names else site.node_id
