"""A phrase that stands in more chunks than are read hides nothing that is found by name."""

import pytest
from ranking.conftest import Shop
from triptych_search.model import Profile
from triptych_search.retrieve import exact


@pytest.mark.parametrize("question", ['PaymentDeclined "self"', "Cart /self/", 'checkout "def "'])
@pytest.mark.parametrize("profile", list(Profile))
def test_what_is_named_comes_first_although_the_scan_was_cut(
    shop: Shop, monkeypatch: pytest.MonkeyPatch, question: str, profile: Profile
) -> None:
    whole = shop.ask(question, profile)
    monkeypatch.setattr(exact, "MAX_MATCHES", 1)

    cut = shop.ask(question, profile)

    assert cut.total.at_least
    assert cut.hits[0].chunk_id == whole.hits[0].chunk_id
