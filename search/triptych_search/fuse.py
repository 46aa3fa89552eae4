"""Three rankings with three ideas of a score → one scale, one pool.

Two methods, both a sum of weighted parts, so that a share can be told for each signal:

- *convex* (the default): scores scaled to 0..1, `Σ weight x scaled`. It keeps how far ahead the best one is.
- *RRF*: `Σ weight x (K + 1) / (K + rank)`: ranks only; the factor `K + 1` makes a first place worth 1 as in the other method.

A chunk that a retriever did not propose has 0 there, unless its list was cut: then a little less than the worst in it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from triptych_search.model import Ranking
from triptych_search.settings import Fusion

MEASURED_FROM_POOL = frozenset({"vector"})
"""Groups whose zero means nothing: a cosine of 0.4 may be the worst of all. Their worst candidate counts as 0, nearly."""
FLOOR = 0.1
"""What the worst candidate of such a group keeps: it was found, which is more than those that were not."""
BELOW_THE_CUT = 0.8
"""Part of the worst score in a list that was cut, for what others found: at 0 the hundredth is far better than the next.
Tuned with `benchmarks/record/2026-11-21-ranking-2`."""
READY_MADE = frozenset({"graph", "exact"})
"""Groups that are 0..1 by construction and mean the same in every query: scaling would make a poor match look perfect."""


class Fused(NamedTuple):
    """A chunk with its votes, each 0..1."""

    chunk_id: int
    score: float
    signals: Mapping[str, float]


def fuse(
    rankings: Iterable[Ranking], weights: Mapping[str, float], *, method: Fusion, rrf_constant: int, pool: int
) -> list[Fused]:
    """Return the best `pool` chunks by weighted votes, best first; equal ones by chunk id.

    A signal that has no weight does not count.
    """
    votes = _rrf(rankings, rrf_constant) if method is Fusion.RRF else _convex(tuple(rankings))
    return _best(votes, weights, pool)


def _best(votes: Mapping[int, Mapping[str, float]], weights: Mapping[str, float], pool: int) -> list[Fused]:
    scored = []
    for chunk_id, signals in votes.items():
        score = 0.0
        for name, value in signals.items():
            if weight := weights.get(name):
                score += weight * value
        scored.append((-score, chunk_id))
    scored.sort()
    return [Fused(chunk_id, -score, votes[chunk_id]) for score, chunk_id in scored[:pool]]


def _convex(rankings: Sequence[Ranking]) -> dict[int, dict[str, float]]:
    votes: dict[int, dict[str, float]] = {}
    for ranking in rankings:
        ranges = _ranges(ranking)
        for chunk_id, signals in ranking.candidates:
            vote = votes.setdefault(chunk_id, {})
            for name, value in signals.items():
                low, high = ranges[name]
                vote[name] = (value - low) / (high - low) if high > low else 1.0
    for ranking in rankings:
        for name in ranking.cut:
            _fill_below_the_cut(votes, ranking, name)
    return votes


def _fill_below_the_cut(votes: Mapping[int, dict[str, float]], ranking: Ranking, name: str) -> None:
    """Give the chunks that others proposed what they may have here: of them a list that was cut says only that they are worse."""
    known = [votes[chunk_id][name] for chunk_id, signals in ranking.candidates if name in signals]
    worst = min(known, default=0.0)
    for vote in votes.values():
        vote.setdefault(name, BELOW_THE_CUT * worst)


def _ranges(ranking: Ranking) -> dict[str, tuple[float, float]]:
    """Return signal → the values that become 0 and 1.

    The fields of the text retriever are scaled together, by their common best: BM25 is comparable between them, and a
    field in which only a common word matches must not get full marks for its best.
    """
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for _, signals in ranking.candidates:
        for name, value in signals.items():
            seen[name].append(value)
    best: dict[str, float] = {}
    for name, values in seen.items():
        best[_group(name)] = max(best.get(_group(name), 0.0), max(values))
    ranges: dict[str, tuple[float, float]] = {}
    for name, values in seen.items():
        group = _group(name)
        if group in READY_MADE:
            ranges[name] = (0.0, 1.0)
        elif group in MEASURED_FROM_POOL:
            low, high = min(values), max(values)
            ranges[name] = (low - (high - low) * FLOOR / (1 - FLOOR), high)
        else:
            ranges[name] = (0.0, best[group])
    return ranges


def _rrf(rankings: Iterable[Ranking], constant: int) -> dict[int, dict[str, float]]:
    votes: dict[int, dict[str, float]] = {}
    for ranking in rankings:
        names = {name for candidate in ranking.candidates for name in candidate.signals}
        for name in sorted(names):
            voted = [(one.signals[name], one.chunk_id) for one in ranking.candidates if name in one.signals]
            ordered = sorted(voted, key=lambda pair: (-pair[0], pair[1]))
            rank, previous = 0, None
            for place, (value, chunk_id) in enumerate(ordered, 1):
                rank = rank if value == previous else place  # equal scores share a rank
                previous = value
                votes.setdefault(chunk_id, {})[name] = (constant + 1) / (constant + rank)
    return votes


def _group(signal: str) -> str:
    return signal.partition(".")[0]


PART_WORTH = 0.7
"""What a vote from a part of the question counts beside one from the whole."""


def merged(lists: Iterable[Iterable[Fused]], weights: Mapping[str, float], *, pool: int) -> list[Fused]:
    """Return one list from the whole question's (first) and its parts': each signal at its best."""
    votes: dict[int, dict[str, float]] = {}
    for place, fused in enumerate(lists):
        worth = PART_WORTH if place else 1.0
        for one in fused:
            signals = votes.setdefault(one.chunk_id, {})
            for name, value in one.signals.items():
                signals[name] = max(signals.get(name, 0.0), value * worth)
    return _best(votes, weights, pool)
