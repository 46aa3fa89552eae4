"""The profile `deep` follows calls: what neither words nor vectors bring comes along with its caller."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from support.indexing import index_folder
from support.repositories import draw
from support.small_index import HashingEmbedder
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_search.coverage import coverage_of
from triptych_search.model import Hit, Profile, Request
from triptych_search.pipeline import Context, search
from triptych_search.rerank.weights import SHIPPED

EMBEDDER = HashingEmbedder(dimensions=256)

FEW = replace(SHIPPED, pools={profile: replace(pools, vector=2) for profile, pools in SHIPPED.pools.items()})
"""As shipped, but for the vectors: in a small repository every chunk would be among the nearest."""

QUESTION = "how long does a customer wait between two attempts"

SHOP = """
    pause.py
        def pause(attempt):
            \"\"\"How long a customer has to wait between two attempts.\"\"\"
            from clock import hold

            return hold(2**attempt)
    clock.py
        def hold(x):
            y = x * 3
            return y
    other.py
        def customer(attempts):
            \"\"\"Two customers wait long.\"\"\"
            return attempts
"""


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[IndexReader]:
    where = tmp_path_factory.mktemp("deep")
    index_folder(draw(where / "shop", SHOP), where / "index", EMBEDDER)
    with IndexReader.open(IndexPaths(where / "index")) as opened:
        yield opened


def found(reader: IndexReader, profile: Profile) -> dict[str, set[str]]:
    """Return qualified name → what of the retrievers' counts for it."""
    with reader.pin() as snapshot:
        context = Context(coverage_of(snapshot), FEW, embedder=EMBEDDER)
        answer = search(Request(QUESTION, profile=profile), snapshot, context)
    return {hit.qualified_name or "": _brought_by(hit) for hit in answer.hits}


def _brought_by(hit: Hit) -> set[str]:
    retrieved = ("text.", "vector.", "graph.")
    return {share.signal for share in hit.shares if share.amount and share.signal.startswith(retrieved)}


def test_deep_finds_a_callee_that_neither_words_nor_vectors_bring(reader: IndexReader) -> None:
    assert found(reader, Profile.BALANCED).keys() == {"pause", "customer"}
    assert found(reader, Profile.DEEP)["hold"] == {"graph.neighbour"}
