"""A path filter that no file answers to is told as such: nothing was searched, so nothing can be said of the rest."""

import pytest
from ranking.conftest import Shop
from triptych_search.model import Verdict


@pytest.mark.parametrize("filters", ["path:nosuch/**", "path:nosuch.py", "path:shop/** -path:./shop/**"])
@pytest.mark.parametrize("words", ["cart", ""])
def test_a_path_that_no_file_answers_to_is_not_indexed(shop: Shop, filters: str, words: str) -> None:
    answer = shop.ask(f"{words} {filters}")

    assert answer.verdict is Verdict.NOT_INDEXED
    assert answer.warnings[0].startswith(f"no indexed file answers to {filters} ")


def test_a_path_as_shells_complete_it_is_the_same_path(shop: Shop) -> None:
    plain, completed = shop.ask("cart path:shop/**"), shop.ask("cart path:./shop/**")

    assert plain.hits
    assert completed.hits == plain.hits


def test_an_empty_answer_from_files_that_are_there_is_nothing_found(shop: Shop) -> None:
    assert shop.ask('"zyxwvut" path:./shop/**').verdict is Verdict.NOTHING
