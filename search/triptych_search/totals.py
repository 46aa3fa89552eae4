"""How many chunks match a question, and which of those shown do not: they are only near, by meaning, by calls or by name.

Something matches by a word, by a name, by a place that the question names, or by what must stand there exactly. Every vector is
near to a degree, every definition is called from somewhere, and a name may be like any other: nearness is never counted.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence

from triptych_indexer import tokens
from triptych_indexer.store.graph.lookup import Lookup

from triptych_search.model import Query, Ranked, Ranking, Total
from triptych_search.ports import Snapshot
from triptych_search.retrieve.exact import Matcher

_DECIDE_ALONE = ("exact", "filter")
_NEAR = frozenset({"vector.similarity", "graph.neighbour"})


def matching(rankings: Iterable[Ranking]) -> set[int]:
    """Return the candidates that match by more than nearness."""
    return {
        one.chunk_id
        for ranking in rankings
        for one in ranking.candidates
        if ranking.retriever in _DECIDE_ALONE
        or not (_NEAR.issuperset(one.signals) or one.chunk_id in ranking.near)
    }


def overall(query: Query, rankings: Sequence[Ranking], snapshot: Snapshot) -> Total:
    """Return how many different chunks match; at least so many where a list was cut.

    What the question excludes is not counted. That is seen in the chunks' own texts, so a cut list tells of the rest nothing.
    """
    deciding = [one for one in rankings if one.retriever in _DECIDE_ALONE] or [
        one for one in rankings if one.retriever != "vector"
    ]
    ids = matching(deciding)
    cut = any(one.at_least for one in deciding)
    counted = max((one.total for one in deciding if one.retriever != "graph"), default=0)
    if query.excludes and not query.exact:  # what was looked for exactly is without it already
        matcher = Matcher(query)
        texts = Lookup(snapshot.connection).texts(ids)
        return Total(sum(not matcher.refuses(text) for _, text in texts), cut or counted > len(ids))
    return Total(max(len(ids), counted), cut)


def only_near(
    query: Query, rankings: Sequence[Ranking], shown: Collection[int], ranked: Iterable[Ranked]
) -> set[int]:
    """Return those of the chunks shown that hold no word of the question, and no name or place that it has."""
    left = set(shown) - matching(rankings)
    if not any(one.retriever == "text" and one.total > len(one.candidates) for one in rankings):
        return left
    # Of a list that was cut not all are known: the words are looked for in the text itself.
    words = {form for term in query.terms for form in (term.text, *term.variants)}
    texts: Mapping[int, str] = {one.chunk.chunk_id: one.chunk.text for one in ranked}
    return {chunk_id for chunk_id in left if words.isdisjoint(tokens.terms(texts[chunk_id]).split())}
