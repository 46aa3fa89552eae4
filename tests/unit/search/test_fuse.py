from hypothesis import given
from hypothesis import strategies as st
from triptych_search.fuse import BELOW_THE_CUT, Fused, fuse, merged
from triptych_search.model import Candidate, Ranking
from triptych_search.settings import Fusion


def ranking(retriever: str, signal: str, scores: dict[int, float]) -> Ranking:
    return Ranking(retriever, tuple(Candidate(chunk, {signal: score}) for chunk, score in scores.items()))


def order(rankings: list[Ranking], weights: dict[str, float], method: Fusion = Fusion.CONVEX) -> list[int]:
    return [one.chunk_id for one in fuse(rankings, weights, method=method, rrf_constant=60, pool=100)]


def test_agreement_beats_one_first_place() -> None:
    rankings = [
        ranking("text", "text.body", {1: 9.0, 2: 8.0}),
        ranking("vector", "vector.similarity", {3: 0.9, 2: 0.8, 4: 0.3}),
    ]

    for method in Fusion:
        assert order(rankings, {"text.body": 1, "vector.similarity": 1}, method)[0] == 2


def test_a_field_with_only_weak_matches_gets_no_full_marks() -> None:
    text = Ranking("text", (Candidate(1, {"text.body": 12.0}), Candidate(2, {"text.path": 0.3})))

    fused = fuse([text], {"text.body": 1, "text.path": 1}, method=Fusion.CONVEX, rrf_constant=60, pool=9)

    assert {one.chunk_id: one.signals for one in fused}[2]["text.path"] < 0.05


def test_being_the_farthest_of_the_near_ones_is_still_a_vote() -> None:
    fused = fuse(
        [ranking("vector", "vector.similarity", {1: 0.9, 2: 0.5})],
        {"vector.similarity": 1},
        method=Fusion.CONVEX,
        rrf_constant=60,
        pool=9,
    )

    assert fused[1].score > 0


def test_a_match_that_is_already_between_0_and_1_is_taken_as_it_is() -> None:
    fused = fuse(
        [ranking("graph", "graph.symbol", {1: 0.3})],
        {"graph.symbol": 1},
        method=Fusion.CONVEX,
        rrf_constant=60,
        pool=9,
    )

    assert fused[0].score == 0.3


def test_the_pool_keeps_the_best_and_ties_fall_by_id() -> None:
    votes = [ranking("text", "text.body", {7: 1.0, 3: 1.0, 5: 2.0})]

    assert [
        one.chunk_id for one in fuse(votes, {"text.body": 1}, method=Fusion.CONVEX, rrf_constant=60, pool=2)
    ] == [5, 3]


def test_a_part_of_the_question_counts_less_than_the_whole() -> None:
    whole, part = [Fused(1, 0, {"text.body": 0.8})], [Fused(2, 0, {"text.body": 0.9})]

    assert [one.chunk_id for one in merged([whole, part], {"text.body": 1.0}, pool=9)] == [1, 2]


_SCORES = st.dictionaries(st.integers(1, 20), st.floats(0.01, 100), min_size=1)


@given(_SCORES, _SCORES, st.integers(1, 20), st.sampled_from(Fusion))
def test_a_chunk_that_gains_a_vote_never_falls_behind_those_that_do_not(
    text: dict[int, float], vectors: dict[int, float], chunk: int, method: Fusion
) -> None:
    weights = {"text.body": 1.0, "vector.similarity": 0.5}
    vectors.pop(chunk, None)
    before = order(
        [ranking("text", "text.body", text), ranking("vector", "vector.similarity", vectors)], weights, method
    )
    voted = {**vectors, chunk: max(vectors.values(), default=0.5)}
    after = order(
        [ranking("text", "text.body", text), ranking("vector", "vector.similarity", voted)], weights, method
    )

    unvoted = [one for one in before if one not in vectors and one != chunk]
    overtaken = [one for one in unvoted if chunk in before and before.index(chunk) < before.index(one)]
    assert all(after.index(chunk) < after.index(one) for one in overtaken)


def test_what_a_cut_list_does_not_hold_is_a_little_worse_than_its_worst() -> None:
    text = Ranking(
        "text", (Candidate(1, {"text.body": 10.0}), Candidate(2, {"text.body": 5.0})), cut=("text.body",)
    )
    vector = Ranking("vector", (Candidate(3, {"vector.similarity": 0.9}),))

    votes = {
        one.chunk_id: one.signals
        for one in fuse([text, vector], {"text.body": 1}, method=Fusion.CONVEX, rrf_constant=60, pool=9)
    }
    assert votes[3]["text.body"] == BELOW_THE_CUT * votes[2]["text.body"]
    assert votes[1]["text.body"] == 1.0


def test_a_list_that_was_not_cut_says_nothing_of_the_others() -> None:
    text = Ranking("text", (Candidate(1, {"text.body": 10.0}),))
    vector = Ranking("vector", (Candidate(3, {"vector.similarity": 0.9}),))

    (other,) = (
        one
        for one in fuse([text, vector], {"text.body": 1}, method=Fusion.CONVEX, rrf_constant=60, pool=9)
        if one.chunk_id == 3
    )
    assert "text.body" not in other.signals


def test_a_cut_list_of_which_nothing_is_left_adds_nothing() -> None:
    vector = Ranking("vector", (Candidate(3, {"vector.similarity": 0.9}),))

    (only,) = fuse(
        [Ranking("text", cut=("text.body",)), vector],
        {"text.body": 1},
        method=Fusion.CONVEX,
        rrf_constant=60,
        pool=9,
    )
    assert only.score == 0.0
