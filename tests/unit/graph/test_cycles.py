"""Cycles of drawn graphs, and laws that hold for every graph."""

from collections.abc import Mapping

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.graph import cycles
from triptych_indexer.graph.cycles import Edge, components, core, find_cycles, packages
from triptych_indexer.model import Cycle, CycleLevel, Nature

Drawn = dict[str, dict[str, Edge]]


def graph(*arrows: str, nature: Nature = Nature.LOAD) -> Drawn:
    """Draw a graph: `a>b` weighs 1, `a>b*3` weighs 3, `a>b?` is a lazy import and `a>b:` a type-only one."""
    drawn: Drawn = {}
    for arrow in arrows:
        ends, _, weight = arrow.partition("*")
        marks = {"?": Nature.LAZY, ":": Nature.TYPE, "!": Nature.MODULE}
        edge_nature = marks.get(ends[-1], nature)
        source, target = ends.rstrip("?:!").split(">")
        cycles.join(drawn, source, target, Edge(int(weight or 1), edge_nature))
    return drawn


def of_files(*arrows: str) -> list[Cycle]:
    return find_cycles(CycleLevel.FILE, graph(*arrows))


@st.composite
def graphs(draw: st.DrawFn) -> Drawn:
    names = [f"n{number}" for number in range(draw(st.integers(2, 9)))]
    drawn: Drawn = {}
    for source, target in draw(
        st.sets(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=30)
    ):
        nature = draw(st.sampled_from([Nature.LOAD, Nature.LAZY, Nature.TYPE, Nature.MODULE]))
        cycles.join(drawn, source, target, Edge(draw(st.integers(1, 5)), nature))
    return drawn


def is_way_round(way: tuple[str, ...], drawn: Mapping[str, Mapping[str, Edge]]) -> bool:
    return len(set(way)) == len(way) and all(
        target in drawn.get(source, {}) for source, target in zip(way, (*way[1:], way[0]), strict=True)
    )


def test_a_graph_without_a_way_back_has_no_cycle_and_loads_no_networkx(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "networkx", None)  # importing it now would fail

    assert of_files("a>b", "b>c", "a>c", "a>a") == []


def test_the_shortest_way_round_is_told_from_its_first_name() -> None:
    (found,) = of_files("c>d", "d>a", "a>b", "b>c", "b>a", "c>a")

    assert found.members == ("a", "b", "c", "d")
    assert found.witness == ("a", "b")
    assert found.edges == 6


def test_the_edge_to_cut_frees_the_most_and_weighs_the_least() -> None:
    (ring,) = of_files("a>b*3", "b>c*2", "c>a*3")
    assert (ring.cut.source, ring.cut.target, ring.cut.weight, ring.cut.leaves) == ("b", "c", 2, ())

    (eight,) = of_files("a>b*1", "b>a*9", "b>c", "c>b*9")
    assert eight.cut.leaves == (2,)


def test_a_cycle_is_reported_at_the_strongest_nature_at_which_its_members_are_just_these() -> None:
    found = of_files("a>b", "b>a", "b>c", "c>a?", "x>y:", "y>x", "p>q!", "q>p")

    assert {(one.nature, one.members) for one in found} == {
        (Nature.LOAD, ("a", "b")),
        (Nature.LAZY, ("a", "b", "c")),
        (Nature.TYPE, ("x", "y")),
        (Nature.MODULE, ("p", "q")),
    }
    lazy = next(one for one in found if one.nature is Nature.LAZY)
    assert lazy.witness == ("a", "b", "c"), "a way round without a lazy import would be the other cycle"


def test_what_runs_at_load_time_and_is_large_is_worse_than_what_is_small_and_lazy() -> None:
    (small,) = of_files("a>b", "b>a?")
    (large,) = of_files(*(f"n{number}>n{(number + 1) % 12}*9" for number in range(12)))

    assert (small.severity, large.severity) == ("low", "high")


def test_packages_are_folders_and_an_edge_of_a_package_is_all_of_its_files_edges() -> None:
    drawn = graph("a/x>b/y*2", "a/z>b/y", "b/y>c", "a/x>a/z")

    assert packages(drawn) == {"a": {"b": Edge(3, Nature.LOAD)}, "b": {".": Edge(1, Nature.LOAD)}}


def test_a_complete_graph_is_looked_at_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at = 0

    class Counting(dict[str, Edge]):
        def __contains__(self, key: object) -> bool:
            nonlocal looked_at
            looked_at += 1
            return super().__contains__(key)

    names = [f"n{number:04}" for number in range(150)]
    edge = Edge(1, Nature.LOAD)
    complete = {source: Counting({target: edge for target in names if target != source}) for source in names}
    monkeypatch.setattr(cycles, "MAX_TRIED", 1_000)

    (found,) = find_cycles(CycleLevel.FILE, complete)

    assert len(found.members) == 150
    assert found.witness == ("n0000", "n0001")
    assert found.back_edges == 150 * 149 // 2
    assert len(found.witnesses) <= cycles.MAX_WITNESSES
    assert found.cut.leaves is None, "there are too many edges to try a cut"
    assert looked_at <= 4 * 150 * 150


@given(graphs())
def test_every_reported_cycle_is_one_and_no_cycle_is_missed(drawn: Drawn) -> None:
    found = find_cycles(CycleLevel.FILE, drawn)

    for one in found:
        assert is_way_round(one.witness, drawn)
        assert all(is_way_round(way, drawn) for way in one.witnesses)
        assert set(one.witness) <= set(one.members)
        assert all(len(way) >= len(one.witness) for way in one.witnesses if one.nature is Nature.LOAD)
    whole = networkx.DiGraph((source, target) for source, targets in drawn.items() for target in targets)
    expected = {frozenset(one) for one in networkx.strongly_connected_components(whole) if len(one) > 1}
    assert expected <= {frozenset(one.members) for one in found}


@given(graphs())
def test_cutting_the_suggested_edge_ends_the_witness_and_leaves_what_was_said(drawn: Drawn) -> None:
    for one in find_cycles(CycleLevel.FILE, drawn):
        allowed = [Nature.LOAD, Nature.LAZY, Nature.TYPE, Nature.MODULE]
        strong = set(allowed[: allowed.index(one.nature) + 1])
        without = {
            source: [
                target
                for target, edge in targets.items()
                if (source, target) != (one.cut.source, one.cut.target)
                and target in one.members
                and edge.nature in strong
            ]
            for source, targets in drawn.items()
            if source in one.members
        }

        left = sorted((len(members) for members in components(without)), reverse=True)

        assert tuple(left) == one.cut.leaves
        steps = list(zip(one.witness, (*one.witness[1:], one.witness[0]), strict=True))
        assert (one.cut.source, one.cut.target) in steps


@given(graphs())
def test_the_core_holds_every_cycle_and_nothing_that_leads_nowhere(drawn: Drawn) -> None:
    inner = core(drawn)

    assert {name for one in find_cycles(CycleLevel.FILE, drawn) for name in one.members} <= inner
    for name in inner:
        assert any(target in inner and target != name for target in drawn[name])
