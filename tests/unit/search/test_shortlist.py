"""What is left for the ranker when there are more candidates than it reads."""

from triptych_indexer.model import KIND_BIT, FileFlag, NodeKind
from triptych_indexer.store.graph.lookup import ChunkOrigin
from triptych_search.query.syntax import parse
from triptych_search.rerank.shortlist import shortlist
from triptych_search.rerank.weights import SHIPPED

FUNCTION = KIND_BIT[NodeKind.FUNCTION]


def origin(
    chunk_id: int, path: str, content: str = "code", flags: int = 0, kinds: int = FUNCTION
) -> ChunkOrigin:
    return ChunkOrigin(chunk_id, chunk_id, path.encode(), content, flags, kinds)


def kept(question: str, votes: dict[int, float], *origins: ChunkOrigin, pool: int = 1) -> list[int]:
    return shortlist(parse(question), votes, origins, SHIPPED, pool)


def test_documents_do_not_take_the_places_of_code() -> None:
    docs, code = origin(1, "docs/urls.txt", "docs"), origin(2, "django/core.py")

    assert kept("view of a path", {1: 1.0, 2: 0.5}, docs, code) == [2]


def test_who_asks_for_documents_keeps_them() -> None:
    docs, code = origin(1, "docs/topics.txt", "docs"), origin(2, "django/core.py")

    assert kept("guide to views", {1: 1.0, 2: 0.5}, docs, code) == [1]


def test_a_test_in_a_file_of_code_is_a_test() -> None:
    inside = origin(1, "src/lib.rs", kinds=KIND_BIT[NodeKind.TEST])

    assert kept("load path", {1: 1.0, 2: 0.5}, inside, origin(2, "src/load.rs")) == [2]
    assert kept("load path", {1: 1.0, 2: 0.5}, origin(1, "a.py", flags=FileFlag.TEST), origin(2, "b.py")) == [
        2
    ]


def test_a_file_named_like_the_question_is_read_though_few_votes_were_for_it() -> None:
    assert kept("cookie storage", {1: 0.6, 2: 0.3}, origin(1, "src/a.py"), origin(2, "src/cookies.py")) == [2]


def test_without_a_difference_between_files_votes_and_then_ids_decide() -> None:
    votes = {3: 0.5, 1: 0.5, 2: 0.9}

    assert kept("zzz yyy", votes, *(origin(n, f"src/{n}.py") for n in votes), pool=2) == [2, 1]


def test_a_chunk_that_is_gone_is_left_out() -> None:
    assert kept("load", {1: 0.9, 2: 0.1}, origin(2, "src/a.py"), pool=5) == [2]
