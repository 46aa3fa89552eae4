import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.chunk_rows import chunk
from triptych_indexer.errors import SettingsError
from triptych_indexer.model import FileFlag, NodeKind
from triptych_indexer.store.graph.lookup import ChunkDetails
from triptych_indexer.store.graph.structure import Metrics
from triptych_search import explain
from triptych_search.model import Intent, Ranked
from triptych_search.query.syntax import parse
from triptych_search.rerank.features import standing
from triptych_search.rerank.linear import Voted, rank
from triptych_search.rerank.weights import SHIPPED, SIGNALS, in_force, parse_weights
from triptych_search.settings import SearchSettings


def ranked(question: str, *rows: ChunkDetails, vote: float = 0.5) -> list[Ranked]:
    return rank(parse(question), [Voted(row, vote, {"text.body": vote}) for row in rows], SHIPPED)


def first(question: str, *rows: ChunkDetails) -> int:
    return ranked(question, *rows)[0].chunk.chunk_id


@given(
    st.lists(
        st.builds(
            chunk,
            st.integers(1, 30),
            st.sampled_from(
                ["src/load.py", "tests/test_load.py", "docs/load.md", "pkg/__init__.py", "examples/a.pyi"]
            ),
            st.sampled_from(["", "x", "def load(path): return path\n" * 4]),
            file_id=st.integers(1, 4),
            flags=st.integers(0, 7),
            content=st.sampled_from(["code", "docs", "config"]),
        ),
        min_size=1,
        max_size=12,
        unique_by=lambda row: row.chunk_id,
    ),
    st.floats(0, 1),
)
def test_a_score_is_the_sum_of_its_shares(rows: list[ChunkDetails], vote: float) -> None:
    answer = ranked("how is the path loaded", *rows, vote=vote)

    assert len(answer) == len(rows)
    for one in answer:
        assert one.score == explain.total(one.shares)
        assert all(share.amount == share.weight * share.value for share in one.shares)


def test_a_file_named_like_the_question_comes_first() -> None:
    assert first("cookie storage", chunk(1, "src/models.py"), chunk(2, "src/cookies.py")) == 2


def test_a_package_file_is_named_by_its_folder() -> None:
    assert first("session handling", chunk(1, "web/other/index.ts"), chunk(2, "web/session/index.ts")) == 2


def test_the_whole_question_beats_one_of_its_words() -> None:
    half = chunk(1, text="retry retry retry retry retry retry retry retry retry retry retry retry\n")
    whole = chunk(2, "src/b.py", text="when the connection is lost, retry after some backoff, then give up\n")

    assert first("retry connection backoff", half, whole) == 2


def test_a_test_stands_behind_what_it_tests() -> None:
    assert first("load path", chunk(1, "tests/a.py", flags=FileFlag.TEST), chunk(2)) == 2


def test_who_asks_for_tests_gets_them_undemoted() -> None:
    shares = ranked("tests of load", chunk(1, flags=FileFlag.TEST))[0].shares

    assert "demote.test" not in {share.signal for share in shares}


@pytest.mark.parametrize("question", ["tests for load", "kind:test load", "path:tests load test"])
def test_only_who_wants_tests_themselves_gets_them_undemoted(question: str) -> None:
    shares = ranked(question, chunk(1, flags=FileFlag.TEST))[0].shares

    assert "demote.test" not in {share.signal for share in shares}


def test_a_question_that_only_says_test_spares_tests_by_half() -> None:
    (taken,) = (
        share
        for share in ranked("how is the exit code of a test kept", chunk(1, flags=FileFlag.TEST))[0].shares
        if share.signal == "demote.test"
    )

    assert 1 + taken.weight == pytest.approx(SHIPPED.demotions["demote.test"] ** 0.5)


def test_the_parts_of_a_file_answer_together() -> None:
    apart = [
        chunk(
            1,
            "src/a.py",
            "retry the connection as often as allowed, and no more often than that\n",
            file_id=1,
        ),
        chunk(
            2,
            "src/a.py",
            "backoff grows with each of the attempts, up to a limit of a minute\n",
            file_id=1,
            start=90,
        ),
    ]
    shares = {
        one.chunk.chunk_id: {share.signal: share.value for share in one.shares}
        for one in ranked("retry connection backoff", *apart)
    }

    assert shares[1]["rule.file"] == shares[2]["rule.file"] == 1.0
    assert shares[1]["rule.coverage"] < 1.0


@pytest.mark.parametrize(
    ("path", "content", "question", "demotion"),
    [
        ("docs/a.md", "docs", "load path", "demote.docs"),
        ("a.toml", "config", "load path", "demote.config"),
        ("examples/a.py", "code", "load path", "demote.example"),
        ("legacy/a.py", "code", "load path", "demote.legacy"),
        ("src/a.d.ts", "code", "load path", "demote.stub"),
    ],
)
def test_what_is_no_first_answer_is_demoted_by_name(
    path: str, content: str, question: str, demotion: str
) -> None:
    shares = ranked(question, chunk(1, path, content=content))[0].shares

    assert demotion in {share.signal for share in shares}


def test_a_list_of_names_is_demoted_and_a_module_with_a_class_is_not() -> None:
    bare = chunk(
        1, "pkg/__init__.py", "from pkg.a import A, B, C, D, E, F, G, H, I, J, K\n", kind=NodeKind.MODULE
    )
    real = chunk(2, "pkg2/__init__.py", kind=NodeKind.CLASS)

    names = {one.chunk.chunk_id: {share.signal for share in one.shares} for one in ranked("load", bare, real)}
    assert "demote.barrel" in names[1]
    assert "demote.barrel" not in names[2]


def test_one_file_does_not_fill_the_page() -> None:
    rows = [
        chunk(n, "src/a.py", f"def load{n}(path): return path  # {'x' * 60}\n", file_id=1, start=n * 100)
        for n in (1, 2, 3)
    ]
    page = ranked("load path", *rows, chunk(9, "src/b.py", file_id=2))

    assert 9 in [one.chunk.chunk_id for one in page[:2]]


def test_several_answers_in_one_file_lift_its_best_one() -> None:
    rows = [chunk(n, "src/a.py", file_id=1, start=n * 100) for n in (1, 2, 3)]

    assert first("load path", chunk(9, "src/0.py", file_id=2), *rows) == 1


def test_equal_scores_fall_by_path_and_place() -> None:
    rows = [chunk(3, "src/b.py"), chunk(2, "src/a.py", file_id=2)]

    assert [one.chunk.chunk_id for one in ranked("zzz yyy", *rows)] == [
        one.chunk.chunk_id for one in ranked("zzz yyy", *rows[::-1])
    ]


def test_every_signal_has_a_weight_for_every_intent() -> None:
    assert set(SHIPPED.weights) == set(Intent)
    assert all(set(row) == SIGNALS for row in SHIPPED.weights.values())


def test_a_group_is_a_factor_and_a_signal_replaces() -> None:
    overrides = parse_weights("text=2, text.body=0.1, vector=0")
    weights = in_force(SHIPPED, SearchSettings(weights=overrides)).weights[Intent.PROSE]

    assert weights["text.name"] == 2 * SHIPPED.weights[Intent.PROSE]["text.name"]
    assert weights["text.body"] == 0.1
    assert weights["vector.similarity"] == 0


@pytest.mark.parametrize(
    "text", ["vectr=1", "text", "text=", "text=nan", "text=-1", "text=inf", "text=x", "=1"]
)
def test_a_wrong_weight_is_refused(text: str) -> None:
    with pytest.raises(SettingsError):
        parse_weights(text)


def test_an_unknown_weight_lists_the_known_ones() -> None:
    with pytest.raises(SettingsError, match=r"vectr; known: .*vector\.similarity"):
        parse_weights("vectr=1")


def test_what_rests_on_a_definition_counts_when_it_is_weighed() -> None:
    hub = standing(Metrics(centrality=150.0, fan_in=99, tests=0))
    assert {name: round(value, 3) for name, value in hub.items()} == {
        "graph.centrality": 1.0,
        "graph.fan_in": 0.667,
    }

    voted = [Voted(chunk(1), 0.5, {}), Voted(chunk(2, "src/b.py"), 0.5, hub)]
    settings = SearchSettings(weights=parse_weights("graph.centrality=0.5"))
    scores = {
        one.chunk.chunk_id: one.score
        for one in rank(parse("how is the path loaded"), voted, in_force(SHIPPED, settings))
    }

    assert scores[2] == pytest.approx(scores[1] + 0.5)
