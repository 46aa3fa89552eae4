"""The definitions that most of the code rests on, as signatures, within a token budget."""

from dataclasses import dataclass
from typing import Final

from triptych_indexer.store.graph.structure import CentralNode, Structure
from triptych_indexer.store.reader import Snapshot

from triptych_search.navigate.places import Verdict

LOOKED_AT: Final = 2_000
"""Definitions, the most central first; a budget of 10,000 tokens holds some 500."""

BYTES_PER_TOKEN: Final = 4
"""An upper estimate for code, as chunks are counted."""

MAX_SIGNATURE: Final = 160
"""Characters; what is longer is cut."""


@dataclass(frozen=True, slots=True)
class MapEntry:
    line: int
    """From 1."""
    qualified_name: str
    kind: str
    text: str
    """The signature on one line; the kind and name of what has none."""
    centrality: float
    fan_in: int
    tests: int
    node_id: int


@dataclass(frozen=True, slots=True)
class MapFile:
    path: str
    entries: list[MapEntry]


@dataclass(frozen=True, slots=True)
class MapAnswer:
    verdict: Verdict
    files: list[MapFile]
    """Those with the most central definitions first; in each, in the order of the lines."""
    tokens: int
    """Of the text, estimated."""
    budget: int
    left_out: int
    """Definitions that were looked at and did not fit."""


def repository_map(snapshot: Snapshot, *, budget: int) -> MapAnswer:
    """Answer `map`: take definitions by centrality while there is room."""
    taken: dict[str, list[MapEntry]] = {}
    tokens = left_out = 0
    for node in Structure(snapshot.connection).central(LOOKED_AT):
        text = _text(node)
        cost = tokens_of(f"{node.line + 1:>6}│ {text}\n")
        if node.display_path not in taken:
            cost += tokens_of(f"{node.display_path}\n")
        if tokens + cost > budget:
            left_out += 1
            continue
        tokens += cost
        taken.setdefault(node.display_path, []).append(
            MapEntry(
                node.line + 1,
                node.qualified_name,
                node.kind,
                text,
                node.centrality,
                node.fan_in,
                node.tests,
                node.node_id,
            )
        )
    files = [MapFile(path, sorted(entries, key=lambda entry: entry.line)) for path, entries in taken.items()]
    return MapAnswer(Verdict.FOUND if files else Verdict.NONE, files, tokens, budget, left_out)


def tokens_of(text: str) -> int:
    """Return an upper estimate of the tokens of a text.

    >>> tokens_of("def f(): ...")
    3
    """
    return -(-len(text.encode()) // BYTES_PER_TOKEN)


def _text(node: CentralNode) -> str:
    text = " ".join((node.signature or f"{node.kind} {node.qualified_name}").split())
    owner = node.qualified_name.rpartition(".")[0]
    shown = text if len(text) <= MAX_SIGNATURE else f"{text[: MAX_SIGNATURE - 1]}…"
    return f"{owner}: {shown}" if owner else shown
