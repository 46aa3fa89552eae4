"""What does the index hold, and what is this definition? Answers that need no ranking."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from triptych_indexer.model import Modifier, ParseStatus
from triptych_indexer.store.graph.configuration import Configuration
from triptych_indexer.store.graph.edges import SURE_ENOUGH, CallEdge, Edges, RelatedNode
from triptych_indexer.store.graph.files import FileCount, Files
from triptych_indexer.store.graph.nodes import Node, Nodes, TypeParameter
from triptych_indexer.store.graph.overview import Overview
from triptych_indexer.store.graph.sessions import Sessions
from triptych_indexer.store.graph.stats import Stats
from triptych_indexer.store.graph.structure import ISOLATED, Structure
from triptych_indexer.store.reader import Snapshot
from triptych_indexer.store.sql import Connection

from triptych_search.model import Freshness
from triptych_search.named import displayed, last_part, named
from triptych_search.pack.freshness import freshness

MAX_SHOWN: Final = 20
"""Definitions of one name, callers, callees: what fits on a screen; the true totals are told."""

MIN_IMPORT_CHARACTERS: Final = 3
"""Substrings of import paths are found by their trigrams."""


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """What the index holds of one language."""

    language: str
    files: int
    bytes: int
    lines_code: int
    definitions: dict[str, int]
    """Kind → how many."""


@dataclass(frozen=True, slots=True)
class Unread:
    """A file without definitions, and why."""

    path: str
    status: str
    reason: str


@dataclass(frozen=True, slots=True)
class CallSites:
    """Places that call something."""

    sure: int
    """Linked to a definition, with a confidence that is shown by default."""
    doubtful: int
    unlinked: int
    """They lead out of the repository, or nobody could tell where."""


@dataclass(frozen=True, slots=True)
class SettingThen:
    """A setting with another value than the index was made with."""

    key: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class Status:
    """What `triptych status` tells."""

    root: str
    generation: int
    created_at: float
    revision: str | None
    model: str | None
    """The embedder's fingerprint; None: no vectors."""
    files: int
    """Those that were read; `statuses` counts the skipped ones."""
    definitions: int
    chunks: int
    calls: int
    call_sites: CallSites | None
    """None: the generation was made before such figures were kept."""
    unlinked_imports: int
    languages: list[LanguageCount]
    statuses: dict[str, int]
    """Parse status → files."""
    reasons: dict[str, int]
    """Why files were skipped or failed → how many."""
    damaged_bytes: int
    """Bytes that the grammars could not read, in files that were parsed."""
    hard_links: int
    """Files that are the same file as another one here, under two names; both are indexed."""
    last_run: str
    """How the newest run ended: completed, failed, interrupted, running."""
    last_changes: dict[str, int]
    """What it found: created, modified, renamed, deleted → files."""
    other_settings: list[SettingThen]
    """Settings in force that are not those the index was made with."""
    stage_seconds: dict[str, float]
    bytes_on_disk: int
    unread: list[Unread]
    """Filled when asked for."""
    left_out: dict[str, int]
    """Filled when asked for, from the folder as it stands now: reason → files or folders that are not even listed."""


@dataclass(frozen=True, slots=True)
class Parameter:
    name: str
    type: str | None
    default: str | None
    kind: str
    documentation: str | None


@dataclass(frozen=True, slots=True)
class Call:
    """A caller or a callee of a definition."""

    node_id: int
    qualified_name: str
    path: str
    lines: list[int]
    """From 1, in the caller's file."""
    call_type: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Relation:
    """An edge other than a call, seen from the definition that is shown."""

    direction: Literal["to", "from"]
    """`to` the other definition, or `from` it."""
    type: str
    node_id: int
    qualified_name: str
    path: str
    line: int
    """From 1, in the file in which the edge begins."""
    confidence: float
    rule: str


@dataclass(frozen=True, slots=True)
class Import:
    """A file on the other side of an import."""

    path: str | None
    """None: it leads out of the repository, or nobody could tell where."""
    line: int
    """From 1, of the statement."""
    import_path: str
    """As written."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A place where a name stands that has no definition here."""

    path: str
    line: int
    """From 1."""
    kind: str
    """`import`, or how the name is used: call, read, inherit …"""
    text: str


@dataclass(frozen=True, slots=True)
class Definition:
    """What `triptych show` tells of one definition; lines count from 1."""

    node_id: int
    path: str
    start_line: int
    end_line: int
    kind: str
    qualified_name: str
    symbol: str
    signature: str | None
    return_type: str | None
    documentation: str | None
    visibility: str
    modifiers: list[str]
    decorators: list[str]
    complexity: int
    parameters: list[Parameter]
    type_parameters: list[str]
    members: list[str]
    fan_in: int
    """Definitions outside tests that call or use it."""
    tests: int
    """Definitions in tests that do."""
    centrality: float
    """How much of the code rests on it; 0.15 when nothing leads to it."""
    source: str
    """As it was indexed."""
    freshness: Freshness
    """How its file stands to the disk now."""
    relations: list[Relation]
    imports: list[Import]
    """Of the file, for its module only."""
    imported_by: list[Import]
    callers: list[Call]
    callees: list[Call]


def status(
    snapshot: Snapshot,
    root: str,
    bytes_on_disk: int,
    settings: Mapping[str, str],
    *,
    unread: bool,
    left_out: Mapping[str, int],
) -> Status:
    """Describe a generation, made with these or other settings; `unread` also lists files without definitions."""
    connection, generation = snapshot.connection, snapshot.generation
    counts = Files(connection).counts()
    not_parsed = Files(connection).not_parsed()
    reasons: dict[str, int] = {}
    for one in not_parsed:
        if one.status != ParseStatus.TEXT:
            reasons[one.reason] = reasons.get(one.reason, 0) + 1
    statuses = _summed(counts)
    sessions = Sessions(connection)
    run = next(iter(sessions.latest()), None)
    totals = Overview(connection).totals()
    return Status(
        root=root,
        generation=generation.number,
        created_at=generation.created_at,
        revision=generation.source_revision,
        model=generation.model_fingerprint,
        files=generation.files - statuses.get(ParseStatus.SKIPPED, 0),
        definitions=generation.nodes,
        chunks=generation.chunks,
        calls=totals.calls,
        call_sites=_call_sites(Stats(connection).of(generation.number)),
        unlinked_imports=totals.unlinked_imports,
        languages=_languages(counts, connection),
        statuses=statuses,
        reasons=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        damaged_bytes=totals.damaged_bytes,
        hard_links=totals.hard_links,
        last_run=run.status if run else "none",
        last_changes=sessions.changes(run.id) if run else {},
        other_settings=list(_other_settings(Configuration(connection).all(), settings)),
        stage_seconds=dict(run.counts.stage_timings) if run else {},
        bytes_on_disk=bytes_on_disk,
        unread=[Unread(one.display_path, one.status, one.reason) for one in not_parsed] if unread else [],
        left_out=dict(left_out),
    )


def _call_sites(figures: Mapping[str, Mapping[str, float]]) -> CallSites | None:
    if "unresolved_calls" not in figures:
        return None
    linked = {float(level): int(sites) for level, sites in figures.get("calls_by_confidence", {}).items()}
    sure = sum(sites for level, sites in linked.items() if level >= SURE_ENOUGH)
    return CallSites(sure, sum(linked.values()) - sure, int(figures["unresolved_calls"][""]))


def _other_settings(
    kept: Mapping[str, tuple[object, str]], in_force: Mapping[str, str]
) -> Iterator[SettingThen]:
    for key, (then, _) in kept.items():
        if key in in_force and str(then) != in_force[key]:
            yield SettingThen(key, str(then), in_force[key])


def _languages(counts: list[FileCount], connection: Connection) -> list[LanguageCount]:
    definitions: dict[str, dict[str, int]] = {}
    for language, kind, number in Nodes(connection).counts():
        definitions.setdefault(language or "", {})[kind] = number
    found: dict[str, list[FileCount]] = {}
    for count in counts:
        if count.status != ParseStatus.SKIPPED and count.language is not None:
            found.setdefault(count.language, []).append(count)
    rows = [
        LanguageCount(
            language,
            sum(one.files for one in mine),
            sum(one.bytes for one in mine),
            sum(one.lines_code for one in mine),
            definitions.get(language, {}),
        )
        for language, mine in found.items()
    ]
    return sorted(rows, key=lambda row: (-row.bytes, row.language))


def _summed(counts: list[FileCount]) -> dict[str, int]:
    summed: dict[str, int] = {}
    for count in counts:
        summed[count.status] = summed.get(count.status, 0) + count.files
    return summed


def definitions(snapshot: Snapshot, what: str, root: Path | None = None) -> list[Definition]:
    """Find what a person means: a node id, `path:line`, `path symbol`, a qualified name or a name.

    At most `MAX_SHOWN`; a place gives its innermost definition only. `root` is where the files lie, if on this disk.
    """
    connection = snapshot.connection
    nodes = named(snapshot, what).nodes[:MAX_SHOWN]
    files = Files(connection).by_ids({node.file_id for node in nodes})
    fresh = {file_id: freshness(root, file) for file_id, file in files.items()}
    return [_whole(node, fresh[node.file_id], connection) for node in nodes]


def _whole(node: Node, fresh: Freshness, connection: Connection) -> Definition:
    nodes, edges = Nodes(connection), Edges(connection)
    figures = Structure(connection).metrics_of([node.id]).get(node.id, ISOLATED)
    return Definition(
        node_id=node.id,
        path=node.display_path,
        start_line=node.start_line + 1,
        end_line=node.end_line + 1,
        kind=node.kind,
        qualified_name=node.qualified_name,
        symbol=node.symbol,
        signature=node.signature,
        return_type=node.return_type,
        documentation=node.documentation,
        visibility=node.visibility,
        modifiers=[(flag.name or "").lower() for flag in Modifier if node.modifiers & flag],
        decorators=json.loads(node.decorators) if node.decorators else [],
        complexity=node.complexity,
        parameters=[
            Parameter(p.name, p.type, p.default_value, p.kind, p.documentation)
            for p in nodes.parameters(node.id)
        ],
        type_parameters=[_type_parameter(one) for one in nodes.type_parameters(node.id)],
        members=[f"{child.kind} {child.name}" for child in nodes.children(node.id)],
        fan_in=figures.fan_in,
        tests=figures.tests,
        centrality=figures.centrality,
        source=Overview(connection).source_between(node.file_id, node.start_byte, node.end_byte),
        freshness=fresh,
        relations=[
            *(_relation("to", edge) for edge in edges.related_from(node.id, MAX_SHOWN)),
            *(_relation("from", edge) for edge in edges.related_to(node.id, MAX_SHOWN)),
        ],
        imports=_imports(edges, node),
        imported_by=_imported_by(edges, node),
        callers=[_call(edge) for edge in edges.callers(node.id, MAX_SHOWN)],
        callees=[_call(edge) for edge in edges.callees(node.id, MAX_SHOWN)],
    )


def _type_parameter(one: TypeParameter) -> str:
    bounds = f": {one.bounds}" if one.bounds else ""
    default = f" = {one.default_value}" if one.default_value else ""
    return f"{one.variance or ''} {one.name}{bounds}{default}".strip()


def _relation(direction: Literal["to", "from"], edge: RelatedNode) -> Relation:
    return Relation(
        direction,
        edge.type,
        edge.node_id,
        edge.qualified_name,
        edge.display_path,
        edge.line + 1,
        edge.confidence,
        edge.rule,
    )


def _imports(edges: Edges, node: Node) -> list[Import]:
    if node.parent_id is not None:
        return []
    found = edges.dependencies(node.file_id)
    return [Import(one.target_path, one.line + 1, one.import_path) for one in found]


def _imported_by(edges: Edges, node: Node) -> list[Import]:
    if node.parent_id is not None:
        return []
    found = edges.dependents(node.file_id)
    return [Import(one.display_path, one.line + 1, one.import_path) for one in found]


def mentions(snapshot: Snapshot, name: str) -> list[Mention]:
    """Return where a name that has no definition here is imported and used: `show requests` in a client of it."""
    edges, name = Edges(snapshot.connection), displayed(name)
    last = last_part(name)
    imports = edges.imports_containing(name, MAX_SHOWN) if len(name) >= MIN_IMPORT_CHARACTERS else []
    return [
        *(Mention(one.display_path, one.line + 1, "import", one.statement) for one in imports),
        *(
            Mention(one.display_path, one.line + 1, one.kind, one.qualified_name)
            for one in edges.references_named(last, MAX_SHOWN)
        ),
    ]


def _call(edge: CallEdge) -> Call:
    return Call(
        edge.node_id,
        edge.qualified_name,
        edge.display_path,
        [line + 1 for line in edge.lines],
        edge.call_type,
        edge.confidence,
    )
