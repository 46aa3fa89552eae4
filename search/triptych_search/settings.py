"""What a user may decide about searching, as frozen values; the shipped numbers stand in `rerank/weights.py`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from triptych_search.model import Intent, Profile

MAX_K: Final = 100
"""More results than anyone reads; it bounds every pool and every answer."""


class Fusion(StrEnum):
    """How the retrievers' own scores come to one scale."""

    CONVEX = "convex"
    """Scores scaled to 0..1: keeps how *much* better the best one is. Measured better than RRF in most pairings."""
    RRF = "rrf"
    """Reciprocal ranks: for retrievers whose scores mean nothing to each other."""


@dataclass(frozen=True, slots=True)
class Pools:
    """How many candidates each stage hands on."""

    text: int
    """Per field."""
    vector: int
    graph: int
    fused: int
    """What fusion leaves, of which only the files are looked at."""
    rerank: int
    """What is left for the ranker, whose rules read every candidate's row."""


@dataclass(frozen=True, slots=True)
class RankingConfiguration:
    """A named way of ranking, whole: shipped, the user's own, or learned."""

    name: str
    version: int
    fusion: Fusion
    rrf_constant: int
    """Damps the lead of the very first ranks; only for RRF."""
    saturation: float
    """What each further chunk of one file keeps of its score: 1 = all."""
    weights: Mapping[Intent, Mapping[str, float]]
    """Signal → weight; every signal of `rerank.weights.SIGNALS` has one, for every intent."""
    demotions: Mapping[str, float]
    """Demotion → the part of a score that is left."""
    pools: Mapping[Profile, Pools]


@dataclass(frozen=True, slots=True)
class SearchSettings:
    """What decides an answer besides the question and the index."""

    ranking: str = "default"
    """A ranking configuration's name: the shipped one, or one that `triptych ranking save` keeps for this index."""
    weights: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Over the configuration's: single signals, or `text`, `vector`, `graph`, `rule` as factors of a whole group."""
    fusion: Fusion | None = None
    """Instead of the configuration's."""
    deadline_s: float = 5.0
    """When reached, what has been found is answered, marked as cut short."""
