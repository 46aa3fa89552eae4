r"""What must stand in the text exactly: phrases and patterns, checked on the chunks' own text.

The word index narrows where it can: a word inside a phrase, with something other than a word on both sides, must be a word of the
chunk too. Where no such word exists the texts themselves are read. Both are bounded by a deadline and by a number of matches, and
the ranking says when it was cut. A match that would span two chunks is not seen.
"""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from triptych_indexer import tokens
from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.graph.lookup import Lookup

from triptych_search.model import Candidate, Query, Ranking
from triptych_search.patterns import compiled
from triptych_search.ports import Snapshot

MAX_MATCHES: Final = 1_000
"""More exact matches than any ranking tells apart."""
_MAX_PREFILTERED: Final = 20_000
_INNER_WORD: Final = re.compile(r"(?<=\W)\w+(?=\W)")
_PLAIN_PIECE: Final = re.compile(
    r"(?<=[ ,;=<>\"'@!%&~`])[A-Za-z_]\w+(?=[ ,;=<>\"'@!%&~`])|(?<=\\b)[A-Za-z_]\w+(?=\\b)"
)


class Matcher:
    """Phrases, patterns and exclusions of one query, ready to test texts."""

    def __init__(self, query: Query) -> None:
        """Compile.

        Raises:
            QueryError: RE2 does not take a pattern.
        """
        self._phrases = query.phrases
        self._patterns = [compiled(pattern) for pattern in query.patterns]
        self._not_phrases = query.not_phrases
        self._not_patterns = [compiled(pattern) for pattern in query.not_patterns]
        words = "|".join(re.escape(word) for word in query.not_words)
        self._not_words = re.compile(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) if words else None

    def matches(self, text: str) -> int:
        """Return how often the rarest of what must be there is there; 0 when anything is missing."""
        counts = [text.count(phrase) for phrase in self._phrases]
        if 0 in counts:
            return 0
        if self._patterns:
            raw = text.encode("utf-8", "replace")
            for pattern in self._patterns:
                if not pattern.search(raw):
                    return 0
                counts.append(1)
        return min(counts, default=0)

    def refuses(self, text: str) -> bool:
        """Whether something stands in `text` that must not."""
        if any(phrase in text for phrase in self._not_phrases):
            return True
        if self._not_words and self._not_words.search(text):
            return True
        raw = text.encode("utf-8", "replace") if self._not_patterns else b""
        return any(pattern.search(raw) for pattern in self._not_patterns)


def retrieve(query: Query, snapshot: Snapshot, k: int, where: ChunkFilter, *, deadline: float) -> Ranking:
    """Return the chunks in which everything exact is found, in the order of their ids.

    Args:
        query: has phrases or patterns.
        snapshot: one open generation.
        k: at most so many.
        where: applied before.
        deadline: in seconds of `time.monotonic`; what was found until then is returned.
    """
    matcher = Matcher(query)
    lookup = Lookup(snapshot.connection)
    found: list[Candidate] = []
    for chunk_id, text in _texts(query, snapshot, lookup, where):
        if (count := matcher.matches(text)) and not matcher.refuses(text):
            found.append(_candidate(chunk_id, count))
        if len(found) == k:
            return Ranking("exact", tuple(found), k, at_least=True)
        if time.monotonic() > deadline:
            note = "out of time: not every text was read"
            return Ranking("exact", tuple(found), len(found), at_least=True, notes=(note,))
    return Ranking("exact", tuple(found), len(found))


def joined_by(query: Query, snapshot: Snapshot, found: Ranking, chunk_ids: Iterable[int]) -> Ranking:
    """Return a ranking that was cut, with those of some other chunks in which everything exact is found as well.

    Chunks are read in the order of their ids, so what is cut says nothing about what was found by word or by name: a name beside a
    phrase that stands in every other chunk would be lost.
    """
    matcher = Matcher(query)
    known = {one.chunk_id for one in found.candidates}
    more = []
    for chunk_id, text in Lookup(snapshot.connection).texts(sorted(set(chunk_ids) - known)):
        if (count := matcher.matches(text)) and not matcher.refuses(text):
            more.append(_candidate(chunk_id, count))
    return replace(found, candidates=(*found.candidates, *more), total=found.total + len(more))


def _candidate(chunk_id: int, count: int) -> Candidate:
    return Candidate(chunk_id, {"exact.matches": 1 - 1 / (1 + count)})


def _texts(query: Query, snapshot: Snapshot, lookup: Lookup, where: ChunkFilter) -> Iterator[tuple[int, str]]:
    words = required_words(query)
    if words:
        hits = snapshot.text.search_all("body", words, _MAX_PREFILTERED, where)
        if len(hits) < _MAX_PREFILTERED:
            return lookup.texts([chunk_id for chunk_id, _ in hits])
    return lookup.all_texts(where)


def required_words(query: Query) -> list[str]:
    """Return terms that every chunk with a match must hold.

    >>> required_words(Query("", "", phrases=("x = load(path)",))), required_words(Query("", "", phrases=("partial",)))
    (['load', 'path'], [])
    """
    pieces = [word for phrase in query.phrases for word in _INNER_WORD.findall(phrase)]
    for pattern in query.patterns:
        if not set("|[](){}?*\\") & set(pattern.replace("\\b", "")):
            pieces += _PLAIN_PIECE.findall(pattern)
    return tokens.join(pieces).split()
