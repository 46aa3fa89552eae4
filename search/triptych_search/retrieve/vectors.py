"""Candidates by meaning: the nearest vectors to the question's own."""

from dataclasses import dataclass

from triptych_indexer.store.filters import ChunkFilter

from triptych_search.model import Candidate, Query, Ranking
from triptych_search.ports import QueryEmbedder, Snapshot


@dataclass(frozen=True, slots=True)
class VectorRetriever:
    """A retriever that holds the model which made the vectors."""

    embedder: QueryEmbedder | None
    """None when the model cannot be had here."""

    def __call__(self, query: Query, snapshot: Snapshot, k: int, where: ChunkFilter) -> Ranking:
        """Return the `k` nearest chunks; every chunk is near to a degree, so the total is a floor."""
        if not query.prose.strip() or k <= 0:
            return Ranking("vector")
        made_by = snapshot.generation.model_fingerprint
        if made_by is None:
            return Ranking("vector", notes=("this index has no vectors: found by word and by name only",))
        if self.embedder is None or self.embedder.fingerprint != made_by:
            have = "no model" if self.embedder is None else self.embedder.fingerprint
            return Ranking(
                "vector",
                notes=(
                    f"the vectors were made by {made_by}, but {have} is at hand: not searched by meaning",
                ),
            )
        vector = self.embedder.embed_query(query.prose)
        if not vector.any():
            return Ranking("vector", notes=("the model knows none of these words: not searched by meaning",))
        index = snapshot.vectors
        found = index.nearest(vector, k, where) if index is not None else []
        candidates = tuple(
            Candidate(chunk_id, {"vector.similarity": nearness}) for chunk_id, nearness in found
        )
        return Ranking("vector", candidates, len(found), at_least=len(found) == k)
