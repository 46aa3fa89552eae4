"""Scores against NetworkX's own, whose PageRank is the same up to a factor."""

import random

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.graph.centrality import BASE, DAMPING, centrality

edges = st.dictionaries(
    st.integers(0, 12), st.sets(st.integers(0, 12), min_size=1, max_size=6), min_size=1, max_size=12
)


def without_loops(drawn: dict[int, set[int]]) -> dict[int, set[int]]:
    return {source: targets - {source} for source, targets in drawn.items() if targets - {source}}


def test_what_is_called_by_what_is_called_rises() -> None:
    scores = centrality({1: [2], 2: [3], 4: [3]})

    assert scores[3] > scores[2] > scores[1] == BASE


def test_of_two_equals_the_one_that_a_busy_caller_shares_gets_less() -> None:
    scores = centrality({1: [2, 3, 4], 5: [6]})

    assert scores[6] > scores[2] == scores[3]


@given(edges)
def test_the_scores_solve_the_equations(drawn: dict[int, set[int]]) -> None:
    out = without_loops(drawn)
    scores = centrality(out)

    for node, score in scores.items():
        incoming = sum(scores[source] / len(targets) for source, targets in out.items() if node in targets)
        assert score == pytest.approx(BASE + DAMPING * incoming, abs=5e-4)


@given(edges)
def test_the_order_is_that_of_pagerank(drawn: dict[int, set[int]]) -> None:
    out = without_loops(drawn)
    whole = networkx.DiGraph((source, target) for source, targets in out.items() for target in targets)
    if not whole:
        return
    scores = centrality(out)
    # Rank that ends in a node without calls is spread over all: that scales every score alike.
    reference = _pagerank(whole)

    total = sum(scores.values())
    assert {node: score / total for node, score in scores.items()} == pytest.approx(reference, abs=2e-4)


def _pagerank(whole: "networkx.DiGraph") -> dict[int, float]:
    """Iterate the textbook's form; NetworkX's own needs SciPy."""
    count = len(whole)
    score = dict.fromkeys(whole, 1 / count)
    for _ in range(200):
        ended = sum(score[node] for node in whole if not whole.out_degree(node))
        score = {
            node: (BASE + DAMPING * ended) / count
            + DAMPING * sum(score[source] / whole.out_degree(source) for source in whole.predecessors(node))
            for node in whole
        }
    return score


def test_the_order_in_which_edges_come_changes_nothing() -> None:
    out = {1: [2, 3], 2: [3, 1], 3: [1], 4: [1]}

    assert centrality(out) == centrality(dict(reversed(out.items())))


@given(edges, st.randoms(use_true_random=False))
def test_how_the_definitions_are_numbered_changes_nothing(
    drawn: dict[int, set[int]], chance: random.Random
) -> None:
    """An index that was kept up to date has other numbers than one made from scratch."""
    out = {node: sorted(targets) for node, targets in without_loops(drawn).items()}
    nodes = sorted({*out, *(target for targets in out.values() for target in targets)})
    numbers = dict(zip(nodes, chance.sample(nodes, len(nodes)), strict=True))
    renumbered = {numbers[node]: sorted(numbers[one] for one in targets) for node, targets in out.items()}

    scores = centrality(renumbered)

    assert {node: scores[numbers[node]] for node in nodes} == centrality(out)
