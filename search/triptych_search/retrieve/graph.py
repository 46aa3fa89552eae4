"""Candidates by structure: definitions of the names in the question, places it names, and who calls them.

A name is looked up exactly, then in the other spellings of the same words (`get_user` for `getUser`), and, when that finds little,
as a beginning or a part of longer names; when nothing bears it, as a name with a slip of the keyboard in it. Callers and callees
of what was surely meant come along as weak candidates.
"""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from triptych_indexer import tokens
from triptych_indexer.model import NodeKind
from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.graph.lookup import Lookup, NamedNode
from triptych_indexer.store.reader import FilePaths

from triptych_search.model import Candidate, Intent, Query, Ranking
from triptych_search.ports import Snapshot

_SEPARATOR: Final = re.compile(r"\.|::|#|->|/")

EXACT: Final = 1.0
OTHER_CASE: Final = 0.8
OTHER_SPELLING: Final = 0.7
LAST_PART_ONLY: Final = 0.5
"""`Session.send` was asked for and some other `send` was found."""
BEGINNING: Final = 0.5
"""Times the part of the longer name that was asked for."""
PART: Final = 0.3
"""The same, for a part from the middle."""

NEAR: Final = 0.6
"""One slip of the keyboard away, where nothing bears the very name."""

SURE: Final = 0.8
"""From here on a match is good enough to look at its callers."""

_MAX_NAMES: Final = 24
_MAX_JOINED_WORDS: Final = 4
"""A definition is rarely named by more words than this."""
_ENOUGH: Final = 5
"""Exact matches that make looking for longer names needless."""
_MIN_SLIPPED: Final = 4
"""Letters of a name that a slip leaves recognisable."""
_MAX_SLIPPED: Final = 3
"""Names in which slips are looked for."""
_NEAR_SHOWN: Final = 5
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz0123456789_"
_MAX_HUB: Final = 8
"""Definitions whose callers are looked at; a name with more definitions says little about any of them."""

_MAX_NAMESAKES: Final = 5_000
"""Definitions of one last name that are looked through for a qualified one; Django has 924 of `__init__`."""

_MAX_FILES: Final = 64
"""Files that the places may be in; a longer list says nothing, such as `__init__.py` alone."""

_DEFINING: Final = frozenset(
    {
        NodeKind.CLASS, NodeKind.STRUCT, NodeKind.ENUM, NodeKind.INTERFACE, NodeKind.TRAIT, NodeKind.FUNCTION,
        NodeKind.METHOD, NodeKind.CONSTRUCTOR, NodeKind.PROPERTY, NodeKind.TYPE_ALIAS, NodeKind.MACRO, NodeKind.MODULE, NodeKind.NAMESPACE,
    }
)  # fmt: skip
"""What one means by "where is X defined"; a field or a variable of that name is a use of it more often than not."""


def retrieve(query: Query, snapshot: Snapshot, k: int, where: ChunkFilter) -> Ranking:
    """Return chunks in which named definitions start or that the question names by file and line, and their neighbours."""
    lookup = Lookup(snapshot.connection)
    found: dict[int, dict[str, float]] = {}
    sure: dict[int, float] = {}
    definitions: dict[int, NamedNode] = {}
    count, cut = _symbols(query, lookup, k, where, found, sure, definitions)
    near = _near(query, lookup, k, where, found, definitions)
    for chunk_id, value in _places(query, snapshot.file_paths, lookup, k, where) if query.locations else ():
        _raise(found, chunk_id, "graph.place", value)
    hubs = sorted(sure, key=lambda node_id: (-sure[node_id], node_id))[:_MAX_HUB]
    if hubs and len(sure) <= _MAX_HUB:
        for neighbour in lookup.neighbours(hubs, where, max(4, k // 4)):
            _raise(found, neighbour.chunk_id, "graph.neighbour", neighbour.confidence)
    candidates = tuple(Candidate(chunk_id, signals) for chunk_id, signals in found.items())
    return Ranking(
        "graph",
        candidates,
        len(candidates) - len(near),
        cut or count >= k,
        definitions,
        notes=_said(query, [definitions[chunk_id].name for chunk_id in near]),
        near=frozenset(near),
    )


def hops(snapshot: Snapshot, node_ids: Iterable[int], k: int, where: ChunkFilter) -> Ranking:
    """Return the direct callers and callees of definitions that were found by other means."""
    found: dict[int, dict[str, float]] = {}
    for neighbour in Lookup(snapshot.connection).neighbours(list(node_ids), where, k):
        _raise(found, neighbour.chunk_id, "graph.neighbour", neighbour.confidence)
    candidates = tuple(Candidate(chunk_id, signals) for chunk_id, signals in found.items())
    return Ranking("graph", candidates, len(candidates), len(candidates) == k)


def _symbols(
    query: Query,
    lookup: Lookup,
    k: int,
    where: ChunkFilter,
    found: dict[int, dict[str, float]],
    sure: dict[int, float],
    definitions: dict[int, NamedNode],
) -> tuple[int, bool]:
    """Return how many definitions were found and whether some were cut.

    Fills `found` with chunks and their signals, `sure` with definitions that were surely meant, and `definitions` with the best one of
    each chunk.
    """
    asked = asked_names(query)
    if not asked:
        return 0, False
    spellings = {spelling for name in asked for spelling in _spellings(_parts(name)[-1])}
    nodes, cut = _named(asked, sorted(spellings), lookup, where, k)
    if len(nodes) < _ENOUGH and query.intent is Intent.SYMBOL:
        for name in asked:
            last = _parts(name)[-1]
            if len(last) >= 3:
                nodes += lookup.prefixed(last, where, k) + lookup.containing(last, where, k)
    for node in nodes:
        quality = max(match_quality(name, node) for name in asked)
        if not quality:
            continue
        if quality > found.get(node.chunk_id, {}).get("graph.symbol", 0.0):
            definitions[node.chunk_id] = node
        _raise(found, node.chunk_id, "graph.symbol", quality)
        if node.kind in _DEFINING:
            _raise(found, node.chunk_id, "graph.definition", quality)
            if quality >= SURE:
                sure[node.node_id] = quality
    return len({node.node_id for node in nodes}), cut


def _named(
    asked: Sequence[str], spellings: Sequence[str], lookup: Lookup, where: ChunkFilter, k: int
) -> tuple[list[NamedNode], bool]:
    """Return k definitions by name and whether there are more; of many namesakes those that what holds them tells apart.

    A thousand classes have an `__init__`, and `FileCache.__init__` is one of them.
    """
    is_qualified = any(len(_parts(name)) > 1 for name in asked)
    nodes = lookup.named(spellings, where, _MAX_NAMESAKES if is_qualified else k)
    if is_qualified and len(nodes) > k:
        nodes.sort(key=lambda node: -max(match_quality(name, node) for name in asked))
        return nodes[:k], True
    return nodes, len(nodes) == k


def _near(
    query: Query,
    lookup: Lookup,
    k: int,
    where: ChunkFilter,
    found: dict[int, dict[str, float]],
    definitions: dict[int, NamedNode],
) -> list[int]:
    """Add definitions whose names are one slip of the keyboard from a name that nothing bears; return their chunks, nearest first."""
    best = max((signals.get("graph.symbol", 0.0) for signals in found.values()), default=0.0)
    if query.intent is not Intent.SYMBOL or best >= LAST_PART_ONLY:
        return []
    added: dict[int, float] = {}
    for name in query.identifiers[:_MAX_SLIPPED]:
        *holding, last = _parts(name)
        if len(last) < _MIN_SLIPPED:
            continue
        for node in lookup.named(slips(last), where, k):
            quality = NEAR * match_quality(".".join([*holding, node.name]), node)
            if not node.chunk_id or node.kind == NodeKind.SECTION:
                continue  # its file was too large to be cut, or it is a heading
            if quality <= found.get(node.chunk_id, {}).get("graph.symbol", 0.0):
                continue
            added[node.chunk_id] = quality
            definitions[node.chunk_id] = node
            _raise(found, node.chunk_id, "graph.symbol", quality)
            if node.kind in _DEFINING:
                _raise(found, node.chunk_id, "graph.definition", quality)
    return sorted(added, key=lambda chunk_id: (-added[chunk_id], chunk_id))


def _said(query: Query, near: Sequence[str]) -> tuple[str, ...]:
    """Return what is to be said of names that nothing bears."""
    if not near:
        return ()
    shown = ", ".join(list(dict.fromkeys(near))[:_NEAR_SHOWN])
    missed = " or ".join(query.identifiers[:_MAX_SLIPPED])
    among = "definition that passes the filters" if query.filters else "definition"
    return (f"no {among} is called {missed}; near: {shown}",)


def slips(name: str) -> list[str]:
    """Return what was perhaps meant: the name with two letters changed over, with one left out, put in or replaced.

    A thousand names or so, looked up in an index; to compare all names there are would cost twenty times as much.

    >>> {"send", "end", "sended", "sand"} & set(slips("sned")), "sand" in slips("send")
    ({'send'}, True)
    """
    name = name.lower()
    letters = sorted({*_LETTERS, *name})
    cuts = [(name[:place], name[place:]) for place in range(len(name) + 1)]
    found = {head + tail[1:] for head, tail in cuts if tail}
    found |= {head + tail[1] + tail[0] + tail[2:] for head, tail in cuts if len(tail) > 1}
    found |= {head + letter + tail for head, tail in cuts for letter in letters}
    found |= {head + letter + tail[1:] for head, tail in cuts if tail for letter in letters}
    return sorted(found - {name})


def asked_names(query: Query) -> list[str]:
    """Return the names to look up: what is written like a name, and a few plain words that may make one.

    "event hooks" may be `EventHooks` or `event_hooks`.
    """
    names = list(query.identifiers[:_MAX_NAMES])
    plain = [term.text for term in query.terms]
    if not names and query.intent is Intent.PROSE and 0 < len(plain) <= _MAX_JOINED_WORDS:
        names.append("_".join(plain))
    return names


def match_quality(asked: str, node: NamedNode) -> float:
    """Return how well a definition answers to a name as typed, 0..1."""
    parts = _parts(asked)
    last = parts[-1]
    quality = _name_quality(last, node.name)
    if quality < OTHER_SPELLING or len(parts) == 1:
        return quality
    have = _parts(node.qualified_name)
    wanted = [part.lower() for part in parts]
    if [part.lower() for part in have[-len(parts) :]] == wanted:
        return quality
    # The outermost parts may be a package, which is a path and in no qualified name: `requests.Session`.
    inner = [part.lower() for part in have]
    if len(have) < len(parts) and wanted[-len(inner) :] == inner:
        return quality * OTHER_CASE
    return quality * LAST_PART_ONLY


def _name_quality(asked: str, name: str) -> float:
    if asked == name:
        return EXACT
    asked_low, low = asked.lower(), name.lower()
    if asked_low == low:
        return OTHER_CASE
    if asked_low.replace("_", "") == low.replace("_", ""):
        return OTHER_SPELLING
    if low.startswith(asked_low):
        return BEGINNING * len(asked) / len(name)
    if asked_low in low:
        return PART * len(asked) / len(name)
    return 0.0


def _parts(name: str) -> list[str]:
    return [part for part in _SEPARATOR.split(name) if part] or [name]


def _spellings(name: str) -> Sequence[str]:
    words = tokens.words(name)
    return (name, "_".join(words), "".join(words)) if len(words) > 1 else (name,)


def _places(
    query: Query, paths: FilePaths, lookup: Lookup, k: int, where: ChunkFilter
) -> list[tuple[int, float]]:
    """Return chunk id → 1 for a chunk that holds a named line, less for the rest of a named file.

    In a trace the frames that stand later in Python, earlier elsewhere, are the inner ones; which end is which cannot be known from
    one frame, so all named lines count alike.
    """
    endings = tuple(place.path.rpartition("/")[2] for place in query.locations)
    wanted: dict[int, list[int]] = {}
    for file_id, path in zip(paths.ids, paths.texts, strict=True):
        if path.endswith(endings):
            for place in query.locations:
                if place.names(path):
                    wanted.setdefault(file_id, []).append(-1 if place.line is None else place.line - 1)
    if not wanted:
        return []
    marked: list[tuple[int, float]] = []
    for chunk in lookup.places(lookup.files_passing(wanted, where, _MAX_FILES)):
        inside = any(chunk.start_line <= line <= chunk.end_line for line in wanted[chunk.file_id])
        marked.append((chunk.chunk_id, 1.0 if inside else 0.4))
    return sorted(marked, key=lambda pair: -pair[1])[: max(k, 1)]


def _raise(found: dict[int, dict[str, float]], chunk_id: int | None, signal: str, value: float) -> None:
    if chunk_id is not None:
        signals = found.setdefault(chunk_id, {})
        signals[signal] = max(signals.get(signal, 0.0), value)
