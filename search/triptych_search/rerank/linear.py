"""The ranker: a weighted sum, then demotions, then one file's share of the page. Every step leaves a named share.

A demotion takes a part of what was earned, so its size depends on the score it finds; told as a share it is `-(1 - kept) x score so far`.
The sum stays a sum, and what `--explain` prints is what was added.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from triptych_indexer.store.graph.lookup import ChunkDetails

from triptych_search.explain import total
from triptych_search.model import Query, Ranked, Share
from triptych_search.rerank.features import demotions, severity, signals
from triptych_search.settings import RankingConfiguration


class Voted(NamedTuple):
    """A candidate as fusion leaves it, with its row."""

    chunk: ChunkDetails
    vote: float
    signals: Mapping[str, float]


def rank(query: Query, candidates: Sequence[Voted], configuration: RankingConfiguration) -> list[Ranked]:
    """Return every candidate with its score, best first; equal scores in the order of path and place."""
    weights = configuration.weights[query.intent]
    rules = signals(
        query, [one.chunk for one in candidates], {one.chunk.chunk_id: one.vote for one in candidates}
    )
    severities = severity(query)
    scored = []
    for one in candidates:
        shares = _earned({**one.signals, **rules[one.chunk.chunk_id]}, weights)
        for name, exponent in demotions(one.chunk, severities).items():
            shares.append(_taken(name, configuration.demotions[name] ** exponent, shares))
        scored.append(Ranked(one.chunk, total(shares), tuple(shares)))
    return _saturated(sorted(scored, key=_order), configuration.saturation)


def _earned(values: Mapping[str, float], weights: Mapping[str, float]) -> list[Share]:
    return [
        Share(name, value, weight, weight * value)
        for name, value in values.items()
        if (weight := weights.get(name))
    ]


def with_unweighed(shares: tuple[Share, ...], values: Mapping[str, float]) -> tuple[Share, ...]:
    """Return shares with those that count nothing, so that they can be told."""
    known = {share.signal for share in shares}
    return (*shares, *(Share(name, value, 0.0, 0.0) for name, value in values.items() if name not in known))


def _taken(name: str, kept: float, shares: Sequence[Share]) -> Share:
    score = total(shares)
    return Share(name, score, kept - 1.0, (kept - 1.0) * score)


def _saturated(ranked: Sequence[Ranked], kept: float) -> list[Ranked]:
    """Let each further chunk of a file keep a part only, so that one file does not fill the page."""
    seen: dict[int, int] = {}
    spread = []
    for one in ranked:
        earlier = seen.get(one.chunk.file_id, 0)
        seen[one.chunk.file_id] = earlier + 1
        if earlier and kept != 1.0:
            shares = (*one.shares, _taken("saturation.file", kept**earlier, one.shares))
            one = Ranked(one.chunk, total(shares), shares)
        spread.append(one)
    return sorted(spread, key=_order)


def _order(one: Ranked) -> tuple[float, bytes, int]:
    return (-one.score, one.chunk.path, one.chunk.start_byte)
