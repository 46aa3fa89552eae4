"""What does the index hold, and what is this definition? Answers that need no ranking."""

import json
import re
from dataclasses import dataclass
from typing import Final

from triptych_indexer.model import Modifier, ParseStatus
from triptych_indexer.store.graph.edges import CallEdge, Edges
from triptych_indexer.store.graph.files import FileCount, Files
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.graph.overview import Overview
from triptych_indexer.store.graph.sessions import Sessions
from triptych_indexer.store.reader import Snapshot
from triptych_indexer.store.sql import Connection

MAX_SHOWN: Final = 20
"""Definitions of one name, callers, callees: what fits on a screen; the true totals are told."""

_PLACE: Final = re.compile(r"(?P<path>.+):(?P<line>\d+)(?:-\d+)?")


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
class Status:
    """What `triptych status` tells."""

    root: str
    generation: int
    created_at: float
    revision: str | None
    model: str | None
    """The embedder's fingerprint; None: no vectors."""
    files: int
    definitions: int
    chunks: int
    calls: int
    unlinked_imports: int
    languages: list[LanguageCount]
    statuses: dict[str, int]
    """Parse status → files."""
    reasons: dict[str, int]
    """Why files were skipped or failed → how many."""
    damaged_bytes: int
    """Bytes that the grammars could not read, in files that were parsed."""
    last_run: str
    """How the newest run ended: completed, failed, interrupted, running."""
    stage_seconds: dict[str, float]
    bytes_on_disk: int
    unread: list[Unread]
    """Filled when asked for."""


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
    members: list[str]
    source: str
    callers: list[Call]
    callees: list[Call]


def status(snapshot: Snapshot, root: str, bytes_on_disk: int, *, unread: bool) -> Status:
    """Describe a generation; `unread` also lists every file that has no definitions."""
    connection, generation = snapshot.connection, snapshot.generation
    counts = Files(connection).counts()
    left_out = Files(connection).not_parsed()
    reasons: dict[str, int] = {}
    for one in left_out:
        if one.status != ParseStatus.TEXT:
            reasons[one.reason] = reasons.get(one.reason, 0) + 1
    run = next(iter(Sessions(connection).latest()), None)
    totals = Overview(connection).totals()
    return Status(
        root=root,
        generation=generation.number,
        created_at=generation.created_at,
        revision=generation.source_revision,
        model=generation.model_fingerprint,
        files=generation.files,
        definitions=generation.nodes,
        chunks=generation.chunks,
        calls=totals.calls,
        unlinked_imports=totals.unlinked_imports,
        languages=_languages(counts, connection),
        statuses=_summed(counts),
        reasons=dict(sorted(reasons.items(), key=lambda item: (-item[1], item[0]))),
        damaged_bytes=totals.damaged_bytes,
        last_run=run.status if run else "none",
        stage_seconds=dict(run.counts.stage_timings) if run else {},
        bytes_on_disk=bytes_on_disk,
        unread=[Unread(one.display_path, one.status, one.reason) for one in left_out] if unread else [],
    )


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


def definitions(snapshot: Snapshot, what: str) -> list[Definition]:
    """Find what a person means: a node id, `path:line`, `path symbol`, a qualified name or a name.

    At most `MAX_SHOWN`; a place gives its innermost definition only.
    """
    connection = snapshot.connection
    return [_whole(node, connection) for node in _meant(Nodes(connection), what.strip())[:MAX_SHOWN]]


def _meant(nodes: Nodes, what: str) -> list[Node]:
    if what.isdecimal():
        return nodes.by_ids([int(what)])
    place = _PLACE.fullmatch(what)
    if place is not None:
        path = place["path"].removeprefix("./").encode("utf-8", "surrogateescape")
        return nodes.at_line(path, max(0, int(place["line"]) - 1))[:1]
    path_text, _, symbol = what.rpartition(" ")
    if path_text:
        exact = nodes.by_symbol(path_text.encode("utf-8", "surrogateescape"), symbol)
        if exact is not None:
            return [exact]
    last = re.split(r"\.|::|#", what)[-1].rstrip("().")
    named = nodes.named(last or what, 200)
    qualified = [
        node for node in named if node.qualified_name == what or node.qualified_name.endswith("." + what)
    ]
    return qualified or ([node for node in named if node.name == what] or named if last == what else [])


def _whole(node: Node, connection: Connection) -> Definition:
    nodes, edges = Nodes(connection), Edges(connection)
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
        members=[f"{child.kind} {child.name}" for child in nodes.children(node.id)],
        source=Overview(connection).source_between(node.file_id, node.start_byte, node.end_byte),
        callers=[_call(edge) for edge in edges.callers(node.id, MAX_SHOWN)],
        callees=[_call(edge) for edge in edges.callees(node.id, MAX_SHOWN)],
    )


def _call(edge: CallEdge) -> Call:
    return Call(
        edge.node_id,
        edge.qualified_name,
        edge.display_path,
        [line + 1 for line in edge.lines],
        edge.call_type,
        edge.confidence,
    )
