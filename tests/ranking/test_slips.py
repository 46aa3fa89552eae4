"""A name with a slip of the keyboard in it finds the definition that was meant, and the answer says so."""

import pytest
from ranking.conftest import Shop
from triptych_search.model import Profile
from triptych_search.retrieve.graph import slips


@pytest.mark.parametrize("typed", ["chekcout", "checkou", "cheeckout", "chockout", "CHEKOUT"])
@pytest.mark.parametrize("profile", list(Profile))
def test_a_name_with_one_slip_finds_what_was_meant(shop: Shop, typed: str, profile: Profile) -> None:
    right, answer = shop.ask("checkout", profile), shop.ask(typed, profile)

    assert answer.hits[0].node_id == right.hits[0].node_id
    assert f"no definition is called {typed}; near: checkout" in answer.warnings
    assert not any(hit.matches for hit in answer.hits if hit.qualified_name == "checkout")


def test_what_holds_a_name_counts_for_a_slip_too(shop: Shop) -> None:
    for holder, other in (("SlowGateway", "PaymentGateway"), ("PaymentGateway", "SlowGateway")):
        named = {
            hit.qualified_name: share.value
            for hit in shop.ask(f"{holder}.chrage").hits
            for share in hit.shares
            if share.signal == "graph.symbol"
        }
        assert named[f"{holder}.charge"] > named[f"{other}.charge"]


@pytest.mark.parametrize(
    "question", ["checkout", "how is the chekcout done", "zyxwvut", "kind:class chekcout"]
)
def test_nothing_is_near_where_a_definition_bears_the_name_or_prose_is_asked(
    shop: Shop, question: str
) -> None:
    assert not any("near:" in warning for warning in shop.ask(question).warnings)


def test_under_filters_only_what_passes_them_is_spoken_of(shop: Shop) -> None:
    warning = shop.ask("chekcout lang:python").warnings[0]

    assert warning == "no definition that passes the filters is called chekcout; near: checkout"


def test_a_slip_changes_one_letter_or_changes_two_over() -> None:
    assert {"end", "sand", "sends", "sedn"} <= set(slips("send"))
    assert not {"send", "dens", "sendin"} & set(slips("send"))
