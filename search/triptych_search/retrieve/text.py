"""Candidates by word: one BM25 search for each field, so that each field's score is a signal with a name."""

from typing import Final

from triptych_indexer.store.filters import ChunkFilter

from triptych_search.model import Candidate, Query, Ranking
from triptych_search.ports import Snapshot

FIELDS: Final = ("name", "qualified_name", "path", "signature", "documentation", "body")


def retrieve(query: Query, snapshot: Snapshot, k: int, where: ChunkFilter) -> Ranking:
    """Return the best `k` chunks of each field; the total counts chunks with any of the words in their text."""
    terms = [form for term in query.terms for form in (term.text, *term.variants)]
    if not terms:
        return Ranking("text")
    found: dict[int, dict[str, float]] = {}
    full: set[str] = set()
    for field in FIELDS:
        signal = f"text.{field}"
        hits = snapshot.text.search(field, terms, k, where)
        if len(hits) == k:
            full.add(field)
        for chunk_id, score in hits:
            found.setdefault(chunk_id, {})[signal] = score
    candidates = tuple(Candidate(chunk_id, signals) for chunk_id, signals in found.items())
    in_body = sum("text.body" in signals for signals in found.values())
    cut = "body" in full
    if cut:
        in_body = snapshot.text.count("body", terms, where)
    # Names and paths are not in every chunk's own text, and their matches are counted only as far as they were fetched.
    elsewhere = any("text.body" not in signals for signals in found.values())
    return Ranking(
        "text",
        candidates,
        max(in_body, len(candidates)),
        at_least=elsewhere if cut else bool(full),
        cut=("text.body",) if cut else (),
    )
