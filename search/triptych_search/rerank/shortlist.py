"""Which of the fused candidates are worth ranking, told from their files alone: no text is read.

Prose about code and tests repeat a question's words, and more often than the code does. Cut by votes only, they leave no place for it.
So the ranker's own demotions and its look at paths come before the cut; what needs a text comes after.
"""

from collections.abc import Iterable, Mapping

from triptych_indexer.store.graph.lookup import ChunkOrigin

from triptych_search.model import Query
from triptych_search.rerank.features import TEST_KIND, PathRules, severity, sorts_of_file
from triptych_search.settings import RankingConfiguration


def shortlist(
    query: Query,
    votes: Mapping[int, float],
    origins: Iterable[ChunkOrigin],
    configuration: RankingConfiguration,
    pool: int,
) -> list[int]:
    """Return the ids of the `pool` candidates that promise most, best first.

    Args:
        query: the question.
        votes: chunk id → what fusion gave it.
        origins: where the candidates are from; one without an origin is gone.
        configuration: whose weights and demotions are used.
        pool: at most so many.
    """
    weights = configuration.weights[query.intent]
    severities = severity(query)
    rules = PathRules(query)
    # (file, test or not) → what is added, what is kept.
    promises: dict[tuple[int, int], tuple[float, float]] = {}
    promised = []
    for chunk_id, file_id, path, content, flags, kinds in origins:
        key = (file_id, kinds & TEST_KIND)
        promise = promises.get(key)
        if promise is None:
            earned = sum(weights[name] * value for name, value in rules.of(path).items())
            kept = 1.0
            for name in sorts_of_file(path, content, flags, kinds):
                kept *= configuration.demotions[name] ** severities.get(name, 1.0)
            promise = promises[key] = (earned, kept)
        earned, kept = promise
        promised.append((-(votes[chunk_id] + earned) * kept, chunk_id))
    promised.sort()
    return [chunk_id for _, chunk_id in promised[:pool]]
