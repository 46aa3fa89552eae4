"""What is said of how much there is: matches are counted, nearness is told apart, and as many come as were asked for."""

from collections.abc import Iterator

import pytest
from ranking.conftest import Shop
from support.repositories import draw
from triptych_search.model import Hit, Profile

MODULES = 130
PER_FILE = """
    def part_{number}(session):
        \"\"\"Keep session {number} for as long as it takes.\"\"\"
        return session + {number}
"""


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """Index more modules than a page has, each with the same word in it, every tenth also with another."""
    root = draw(tmp_path_factory.mktemp("many") / "repository", "README.md\n    Many.\n")
    for number in range(MODULES):
        text = PER_FILE.format(number=number) + ("    # cookie\n" if number % 10 == 0 else "")
        (root / f"part{number:03}.py").write_text(text)
    opened = Shop(root, tmp_path_factory.mktemp("index"))
    yield opened
    opened.reader.close()


@pytest.mark.parametrize("profile", list(Profile))
@pytest.mark.parametrize("question", ["session", "lang:python", '"session + "'])
def test_a_full_page_comes_when_there_are_enough(many: Shop, question: str, profile: Profile) -> None:
    answer = many.ask(question, profile, k=100)

    assert len(answer.hits) == 100
    assert (answer.total.count, answer.total.at_least) == (MODULES, False)


def test_what_is_excluded_is_not_counted(many: Shop) -> None:
    answer = many.ask('session -"# cookie"', k=100)

    assert (answer.total.count, answer.total.at_least) == (MODULES - MODULES // 10, False)
    assert all(hit.matches for hit in answer.hits)


@pytest.mark.parametrize("profile", [Profile.BALANCED, Profile.DEEP])
def test_what_is_only_near_is_said_to_be_and_not_counted(many: Shop, profile: Profile) -> None:
    answer = many.ask("zyxwvut", profile)

    assert answer.hits
    assert not any(hit.matches for hit in answer.hits)
    assert (answer.total.count, answer.total.at_least) == (0, False)
    assert answer.warnings[-1] == "nothing by word or name: these are nearest in meaning"


def test_beside_matches_each_hit_tells_which_it_is(many: Shop) -> None:
    answer = many.ask("cookie", k=30)

    assert answer.total.count == MODULES // 10
    assert {hit.path_display for hit in answer.hits if hit.matches} == {
        f"part{number:03}.py" for number in range(0, MODULES, 10)
    }
    assert any(not hit.matches for hit in answer.hits)


def test_in_a_list_that_was_cut_what_was_not_fetched_matches_by_its_own_words(many: Shop) -> None:
    """Of 130 chunks with the word, 100 are fetched by word; by meaning come others of them too."""
    hits: tuple[Hit, ...] = many.ask("session zyxwvut", k=10).hits

    assert all(hit.matches for hit in hits)
