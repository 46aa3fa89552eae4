"""What the ranker's rules measure on a candidate, each a named number from 0 to 1.

The retrievers say how well a chunk's words and meaning match. These say what they cannot know: whether the file is *about*
the question, whether the whole question is met or one word of it very often, whether several chunks of a file agree, and what sort of
text it is. Only a candidate's row is read; nothing here asks a store.
"""

import math
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final, NamedTuple

from triptych_indexer import tokens
from triptych_indexer.model import KIND_BIT, Content, FileFlag, NodeKind
from triptych_indexer.store.graph.lookup import ChunkDetails, NamedNode
from triptych_indexer.store.graph.structure import ISOLATED, Metrics

from triptych_search.model import Query, Term

TINY_BYTES = 60
"""Two short lines: less than any function that does something."""

_MIN_STEM = 4
"""Letters that must agree before one word counts as the beginning of another (`auth` of `authentication`)."""
_SHARED = 0.8
"""Part of the shorter word that must agree: `verify` and `verification` share five letters of six."""

GLUED: Final = 0.7
"""What a word of a name counts that begins or ends with one asked for: `collectstatic`, `autoreload`, `hashlib`."""

_BARRELS = frozenset({"__init__", "index", "mod", "lib", "main", "package-info", "doc", "docs", "init"})
_EXAMPLES = frozenset(
    [
        "example",
        "examples",
        "sample",
        "samples",
        "demo",
        "demos",
        "benchmark",
        "benchmarks",
        "bench",
        "benches",
        "playground",
    ]
)
_LEGACY = frozenset(["legacy", "compat", "_compat", "compatibility", "deprecated", "old", "vendored_compat"])

_ASKS = {
    "demote.test": re.compile(
        r"\b(?:tests?|testing|tested|spec|specs|fixtures?|mocks?|pytest|unittest)\b", re.IGNORECASE
    ),
    "demote.example": re.compile(r"\b(?:examples?|samples?|demos?|benchmarks?|benches)\b", re.IGNORECASE),
    "demote.legacy": re.compile(r"\b(?:legacy|compat\w*|deprecat\w*|old)\b", re.IGNORECASE),
    "demote.generated": re.compile(r"\bgenerated\b", re.IGNORECASE),
    "demote.vendored": re.compile(r"\bvendor(?:ed)?\b", re.IGNORECASE),
    "demote.docs": re.compile(
        r"\b(?:docs?|documentation|readme|changelog|guide|tutorial)\b|\.(?:md|rst|txt)\b", re.IGNORECASE
    ),
    "demote.config": re.compile(
        r"\.(?:toml|ya?ml|json|cfg|ini)\b|\b(?:dockerfile|makefile|pyproject|package\.json)\b", re.IGNORECASE
    ),
    "demote.barrel": re.compile(r"__init__|\b(?:index\.[jt]sx?|mod\.rs|lib\.rs)\b"),
    "demote.stub": re.compile(r"\.(?:pyi|d\.ts)\b|\bstubs?\b", re.IGNORECASE),
}
"""Demotion → the words by which a question asks for just that."""
_WANTS_TESTS = re.compile(r"\b(?:tests?|specs?) (?:for|of|that|which|cover\w*)\b", re.IGNORECASE)
HALF_SPARED: Final = 0.5
"""Exponent of a demotion that is only perhaps unwanted: of 0.3 it makes 0.55."""


def signals(
    query: Query, chunks: Sequence[ChunkDetails], votes: Mapping[int, float]
) -> dict[int, dict[str, float]]:
    """Return chunk id → rule → 0..1 for every candidate; rules that say nothing are left out.

    Args:
        query: the question.
        chunks: the candidates.
        votes: chunk id → what fusion gave it.
    """
    held = _held(query, chunks)
    coverage = held.coverage()
    of_file = held.by_file(chunks).coverage()
    coherence = _coherence(chunks, votes)
    asked = _Asked(query, held.rareness)
    measured: dict[int, dict[str, float]] = {}
    for chunk in chunks:
        stem, directory = _path_match(asked, chunk.path)
        values = {
            "rule.name": _name_match(asked, chunk),
            "rule.stem": stem,
            "rule.directory": directory,
            "rule.coverage": coverage.get(chunk.chunk_id, 0.0),
            "rule.file": of_file.get(chunk.file_id, 0.0),
            "rule.coherence": coherence.get(chunk.chunk_id, 0.0),
        }
        measured[chunk.chunk_id] = {name: value for name, value in values.items() if value}
    return measured


def best_named(query: Query, nodes: Iterable[NamedNode]) -> dict[int, NamedNode]:
    """Return chunk id → the definition whose name says most of the question; none where no name says anything of it.

    A field only where nothing else does: what is looked for is what has it.
    """
    asked = _Asked(query, [1.0] * len(query.terms))
    best: dict[int, tuple[tuple[bool, float], NamedNode]] = {}
    for node in nodes:
        part = asked.part_named(_name_words(node.qualified_name))
        merit = (node.kind != NodeKind.FIELD, part)
        if part and (node.chunk_id not in best or merit > best[node.chunk_id][0]):
            best[node.chunk_id] = (merit, node)
    return {chunk_id: node for chunk_id, (_, node) in best.items()}


STANDING: Final = frozenset({"graph.centrality", "graph.fan_in", "graph.tests"})
"""Signals that are told even where they count nothing, as shipped: a person may want to know of them, and weigh them."""


def standing(metrics: Metrics) -> dict[str, float]:
    """Return what the whole graph says of a chunk's definition: how much rests on it, who uses it, which tests do.

    Each by its logarithm, for a few definitions are used a thousand times as much as most; 1.0 is a thousandfold.

    >>> standing(Metrics(centrality=1.5, fan_in=9, tests=0))
    {'graph.centrality': 0.3333333333333333, 'graph.fan_in': 0.3333333333333333}
    """
    values = {
        "graph.centrality": math.log10(metrics.centrality / ISOLATED.centrality) / 3,
        "graph.fan_in": math.log10(1 + metrics.fan_in) / 3,
        "graph.tests": math.log10(1 + metrics.tests) / 3,
    }
    return {name: min(1.0, value) for name, value in values.items() if value > 0}


def severity(query: Query) -> dict[str, float]:
    """Return demotion → the exponent of what it leaves, for those that the query asks to be spared of: 0 = wholly.

    "Test" is said of much that is no test (what a test runner does, how a value is tested), so that word alone spares by half.
    """
    spared = {name: 0.0 for name in _ASKS if _asked_for(query, name)}
    if "demote.test" in spared and not _wants_tests(query):
        spared["demote.test"] = HALF_SPARED
    return spared


def demotions(chunk: ChunkDetails, severity: Mapping[str, float]) -> dict[str, float]:
    """Return the demotions that apply to a chunk, each with its exponent, without those the query is wholly spared of."""
    return {name: exponent for name in _sorts(chunk) if (exponent := severity.get(name, 1.0))}


class PathRules:
    """How much of the question the path of a file says, when nothing is known yet of how rare its words are."""

    def __init__(self, query: Query) -> None:
        self._asked = _Asked(query, [1.0] * len(query.terms))

    def of(self, path: bytes) -> dict[str, float]:
        stem, directory = _path_match(self._asked, path)
        return {"rule.stem": stem, "rule.directory": directory}


class _Held(NamedTuple):
    """Which of the question's words the candidates hold."""

    places: Mapping[int, Collection[int]]
    """Chunk id, or file id → the places of the words it holds."""
    rareness: Sequence[float]
    """Of each word, among the candidates, which need no further look at the index."""

    def by_file(self, chunks: Iterable[ChunkDetails]) -> "_Held":
        """Return what all candidates of a file hold together, under the file's id."""
        together: dict[int, set[int]] = {}
        for chunk in chunks:
            together.setdefault(chunk.file_id, set()).update(self.places[chunk.chunk_id])
        return _Held(together, self.rareness)

    def coverage(self) -> dict[int, float]:
        """Return id → how much of the question its text, names and path hold, rarer words counting more.

        BM25 adds up: one word ten times can beat three words once.
        """
        # A word that no candidate holds cannot tell them apart.
        held = frozenset().union(*self.places.values())
        whole = sum(self.rareness[place] for place in held)
        if len(self.rareness) < 2 or not whole:
            return {}
        return {
            held_by: sum(self.rareness[place] for place in found) / whole
            for held_by, found in self.places.items()
        }


def _held(query: Query, chunks: Sequence[ChunkDetails]) -> _Held:
    """Look for the question's words; one is found as a part of another too, or in any of its forms."""
    forms = [term.stems() for term in query.terms]
    places: dict[int, Sequence[int]] = {}
    frequency = [0] * len(forms)
    for chunk in chunks:
        text = tokens.squeezed(f"{chunk.header}\n{chunk.text}")
        found = []
        for place, form in enumerate(forms):
            for one in form:
                if one in text:
                    found.append(place)
                    frequency[place] += 1
                    break
        places[chunk.chunk_id] = found
    return _Held(places, [math.log(1 + len(chunks) / max(1, count)) for count in frequency])


def _coherence(chunks: Iterable[ChunkDetails], votes: Mapping[int, float]) -> dict[int, float]:
    """Return the best chunk of each file → how much all of the file's chunks got together, of the most any file got.

    Only the best one: a file that answers in five places is likely the right one, and its best place the one to show.
    """
    together: dict[int, float] = {}
    best: dict[int, ChunkDetails] = {}
    for chunk in chunks:
        vote = votes.get(chunk.chunk_id, 0.0)
        together[chunk.file_id] = together.get(chunk.file_id, 0.0) + vote
        leader = best.get(chunk.file_id)
        if leader is None or (vote, -chunk.start_byte) > (
            votes.get(leader.chunk_id, 0.0),
            -leader.start_byte,
        ):
            best[chunk.file_id] = chunk
    most = max(together.values(), default=0.0)
    return {chunk.chunk_id: together[file_id] / most for file_id, chunk in best.items()} if most else {}


class _Words:
    """The question's words, compared with words of names; names repeat their words, so each is compared once."""

    def __init__(self, terms: Sequence[Term]) -> None:
        forms = [(form, place) for place, term in enumerate(terms) for form in (term.text, *term.variants)]
        self._long = [(form, place) for form, place in forms if len(form) >= _MIN_STEM]
        self._by_beginning: dict[str, list[tuple[str, int]]] = {}
        """First letters of a form → the forms that begin so, each with its word's place: few are worth comparing."""
        for form, place in forms:
            self._by_beginning.setdefault(form[:_MIN_STEM], []).append((form, place))
        self._meant: dict[str, dict[int, float]] = {}

    def meant(self, name: str) -> dict[int, float]:
        """Return the places of the question's words that `name` is, or is glued from, each with how surely."""
        found = self._meant.get(name)
        if found is None:
            near = self._by_beginning.get(name[:_MIN_STEM], ())
            found = {place: 1.0 for form, place in near if _same(name, form)}
            if not found and len(name) >= 2 * _MIN_STEM:
                glued = (place for form, place in self._long if name.startswith(form) or name.endswith(form))
                found = dict.fromkeys(glued, GLUED)
            self._meant[name] = found
        return found


@lru_cache(maxsize=1)
def _words_of(terms: tuple[Term, ...]) -> _Words:
    """Return the words of a question; the shortlist and the ranker ask of the same paths, one after the other."""
    return _Words(terms)


class _Asked:
    """The question's words with how much each is worth, asked of many names."""

    def __init__(self, query: Query, rareness: Sequence[float]) -> None:
        self._words = _words_of(query.terms)
        self._rareness = rareness
        self._whole = sum(rareness)
        self._parts: dict[tuple[str, ...], float] = {}

    def part_named(self, names: tuple[str, ...]) -> float:
        """Return the geometric mean of two parts: of the question that is named, and of the name that is asked for.

        `cookies.py` has one word and a question of five says it: the file is about it, whatever else was said. Rarer
        words are more of the question: half of the files may be called `views.py`.
        """
        part = self._parts.get(names)
        if part is None:
            part = self._parts[names] = self._part(names) if names and self._rareness else 0.0
        return part

    def _part(self, names: tuple[str, ...]) -> float:
        named: dict[int, float] = {}
        of_name = 0.0
        for name in names:
            meant = self._words.meant(name)
            if not meant:
                continue
            of_name += max(meant.values())
            for place, surely in meant.items():
                named[place] = max(named.get(place, 0.0), surely)
        if not named:
            return 0.0
        of_question = sum(self._rareness[place] * surely for place, surely in named.items())
        return math.sqrt(of_question / self._whole * of_name / len(names))


def _name_match(asked: _Asked, chunk: ChunkDetails) -> float:
    """Return how much of the question the name of the chunk's own definition says, with its container's.

    The text store matches whole words; here `cert_verify` answers to "certificate verification".
    """
    if chunk.node_qualified_name is None or chunk.node_kind == NodeKind.MODULE:
        return 0.0
    return asked.part_named(_name_words(chunk.node_qualified_name))


@lru_cache(maxsize=8192)
def _name_words(qualified_name: str) -> tuple[str, ...]:
    return tuple(tokens.words(" ".join(qualified_name.replace("::", ".").rsplit(".", 2)[-2:])))


def _path_match(asked: _Asked, path: bytes) -> tuple[float, float]:
    """Return how much of the question the file's own name says, and how much its folders do."""
    stem, directories = path_words(path)
    return asked.part_named(stem), asked.part_named(directories)


def _same(name: str, asked: str) -> bool:
    """Whether two words are one, but for their ending or an abbreviation: `auth` and `authentication`.

    The beginning they share must be nearly all of the shorter one: `redi` of `redis` and `redirect` is not.
    """
    if name == asked:
        return True
    shared = 0
    for one, other in zip(name, asked, strict=False):
        if one != other:
            break
        shared += 1
    return shared >= _MIN_STEM and shared > _SHARED * min(len(name), len(asked))


@lru_cache(maxsize=8192)
def path_words(path: bytes) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words of a file's stem and those of its last three folders.

    A file that stands for its folder (`__init__`, `index`) is named by it.

    >>> path_words(b"src/http/cookieJar.py"), path_words(b"web/session/index.ts")
    ((('cookie', 'jar'), ('src', 'http')), (('session',), ('web',)))
    """
    parts = PurePosixPath(path.decode("utf-8", "replace")).parts
    stem = parts[-1].partition(".")[0] or parts[-1]
    folders = list(parts[:-1])[-3:]
    if stem in _BARRELS and folders:
        stem = folders.pop()
    return tuple(tokens.words(stem)), tuple(tokens.words(" ".join(folders)))


def _sorts(chunk: ChunkDetails) -> list[str]:
    """Return what sort of text a chunk is, as demotions."""
    found = [*sorts_of_file(chunk.path, chunk.content, chunk.file_flags, chunk.kinds)]
    if _sorts_of_place(chunk.path)[0] and not chunk.kinds & _SUBSTANCE:
        found.append("demote.barrel")
    if len(chunk.text.strip()) < TINY_BYTES:
        found.append("demote.tiny")
    return found


def sorts_of_file(path: bytes, content: str, flags: int, kinds: int) -> tuple[str, ...]:
    """Return the part of a chunk's demotions that its file decides, and whether it holds a test."""
    of_flags = _sorts_of_flags(flags | _TEST_FLAG if kinds & TEST_KIND else flags)
    return of_flags + _sorts_of_place(path)[1] + _OF_CONTENT.get(content, ())


_TEST_FLAG = int(FileFlag.TEST)
TEST_KIND = KIND_BIT[NodeKind.TEST]
_OF_CONTENT: dict[str, tuple[str, ...]] = {
    Content.DOCS.value: ("demote.docs",),
    Content.CONFIG.value: ("demote.config",),
}


@lru_cache(maxsize=64)
def _sorts_of_flags(flags: int) -> tuple[str, ...]:
    names = {FileFlag.TEST: "test", FileFlag.GENERATED: "generated", FileFlag.VENDORED: "vendored"}
    return tuple(f"demote.{name}" for flag, name in names.items() if flags & flag)


_SUBSTANCE = (
    KIND_BIT[NodeKind.CLASS]
    | KIND_BIT[NodeKind.STRUCT]
    | KIND_BIT[NodeKind.FUNCTION]
    | KIND_BIT[NodeKind.METHOD]
    | KIND_BIT[NodeKind.TRAIT]
    | KIND_BIT[NodeKind.INTERFACE]
)
"""An `index.js` that defines a class is no mere list of names."""


@lru_cache(maxsize=8192)
def _sorts_of_place(path: bytes) -> tuple[bool, tuple[str, ...]]:
    """Return whether a file's name is one that gathers others, and what its place says."""
    parts = path.decode("utf-8", "replace").lower().split("/")
    stem, _, extensions = parts[-1].partition(".")
    folders = frozenset(parts[:-1])
    found = []
    if folders & _EXAMPLES:
        found.append("demote.example")
    if folders & _LEGACY or stem in _LEGACY:
        found.append("demote.legacy")
    if extensions in ("pyi", "d.ts"):
        found.append("demote.stub")
    return stem in _BARRELS and bool(folders), tuple(found)


def _wants_tests(query: Query) -> bool:
    """Whether tests themselves are asked for: by a filter, or as "tests for …"."""
    return (
        NodeKind.TEST in query.filters.kinds
        or bool(query.filters.paths)
        or bool(_WANTS_TESTS.search(query.prose))
    )


def _asked_for(query: Query, demotion: str) -> bool:
    wanted = query.filters
    if demotion == "demote.docs" and Content.DOCS in wanted.contents:
        return True
    if demotion == "demote.config" and Content.CONFIG in wanted.contents:
        return True
    if demotion == "demote.test" and NodeKind.TEST in wanted.kinds:
        return True
    asks = _ASKS.get(demotion)
    return asks is not None and any(asks.search(text) for text in (query.prose, *wanted.paths))
