"""Where is a definition, or a name, used, and does each place lead to it?"""

from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import ReferenceKind
from triptych_indexer.store.graph.calls import Calls, NamedSite
from triptych_indexer.store.graph.nodes import Nodes
from triptych_indexer.store.reader import Snapshot

from triptych_search.named import last_part
from triptych_search.navigate import places
from triptych_search.navigate.places import Place, Verdict

MAX_SITES: Final = 20_000
"""Places of one name that are looked at: `self.assertEqual` of a large repository stands at tens of thousands."""

_CALLS: Final = frozenset({ReferenceKind.CALL, ReferenceKind.INSTANTIATE, ReferenceKind.MACRO})


@dataclass(frozen=True, slots=True)
class Use:
    """A place where a name stands."""

    path: str
    line: int
    column: int
    kind: str
    """How it is used: call, inherit, decorate … or `import`."""
    text: str
    """The expression, or the import statement."""
    within: str
    """The definition that the place stands in."""
    leads_to: str | None
    """`path:line` of the definition of that name it is linked to; None: nobody could tell, or out of the repository."""
    confidence: float | None


@dataclass(frozen=True, slots=True)
class ReferenceAnswer:
    """Where something is used."""

    verdict: Verdict
    node: Place | None
    """None when a name was asked for that several definitions have, or none."""
    definitions: list[Place]
    """Of that name, when there are several; of near names, when there is none and it is used nowhere."""
    uses: list[Use]
    total: int
    """Of such uses, shown or not."""
    elsewhere: int
    """Places of that name that lead to other definitions of it."""
    unresolved: int
    """Places of that name of which nobody could tell where they lead; shown with `leads_to` null."""
    at_least: bool
    """There are more places of that name than were looked at."""
    notes: list[str]


def references(snapshot: Snapshot, what: str, *, confidence: float, limit: int) -> ReferenceAnswer:
    """Answer `refs`: one definition's uses, or all uses of a name."""
    found = places.find(snapshot, what)
    store = Calls(snapshot.connection)
    node = found.node
    wanted = set(found.same)
    if found.verdict is Verdict.AMBIGUOUS:
        wanted = {one.node_id for one in found.candidates}
    name = node.name if node is not None else last_part(what)
    sites, total = store.sites_named(name, MAX_SITES)
    links = store.links_to_named(name)
    targets = {one.id: f"{one.display_path}:{one.name_line + 1}" for one in Nodes(snapshot.connection).by_ids(
        sorted({target for target, _ in links.values()})
    )}  # fmt: skip
    uses: list[Use] = []
    unresolved: list[Use] = []
    elsewhere = 0
    for site in sites:
        target = _target(site, links)
        if target is not None and target[1] < confidence:
            target = None
        use = _use(site, targets, target)
        if target is None:
            unresolved.append(use)
        elif not wanted or target[0] in wanted:
            uses.append(use)
        else:
            elsewhere += 1
    if node is not None:
        imports = store.imports_of_name(node.file_id, node.name)
        at = f"{node.display_path}:{node.name_line + 1}"
        uses = [Use(p, line + 1, 1, "import", text, "", at, 1.0) for p, line, text in imports] + uses
    known = len(uses)
    shown = [*uses, *unresolved]
    verdict = Verdict.FOUND if known else Verdict.UNRESOLVED if unresolved else Verdict.NONE
    if not shown and found.verdict is Verdict.UNKNOWN:
        verdict = Verdict.UNKNOWN
    return ReferenceAnswer(
        verdict=verdict,
        node=places.places_of(snapshot, [node])[0] if node is not None else None,
        definitions=[] if found.verdict is Verdict.UNKNOWN and shown else found.candidates,
        uses=shown[:limit],
        total=known,
        elsewhere=elsewhere,
        unresolved=len(unresolved),
        at_least=total > len(sites),
        notes=found.notes,
    )


def _target(site: NamedSite, links: dict[tuple[int, int], tuple[int, float]]) -> tuple[int, float] | None:
    if site.kind in _CALLS:
        return links.get((site.node_id, site.line))
    return links.get((site.node_id, -1)) or links.get((site.node_id, site.line))


def _use(site: NamedSite, targets: dict[int, str], target: tuple[int, float] | None) -> Use:
    return Use(
        path=site.display_path,
        line=site.line + 1,
        column=site.column + 1,
        kind=site.kind,
        text=site.expression,
        within=site.qualified_name,
        leads_to=None if target is None else targets[target[0]],
        confidence=None if target is None else target[1],
    )
