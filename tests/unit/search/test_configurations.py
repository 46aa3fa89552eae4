import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest
from triptych_indexer.errors import SettingsError
from triptych_indexer.store.migrate import migrate
from triptych_search.ledger.configurations import RankingConfigurations
from triptych_search.model import Intent, Profile
from triptych_search.rerank.weights import SHIPPED
from triptych_search.settings import Fusion


@pytest.fixture
def kept() -> Iterator[RankingConfigurations]:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, "ledger")
    yield RankingConfigurations(connection)
    connection.close()


MINE = replace(SHIPPED, name="mine", fusion=Fusion.RRF, saturation=0.9)


def test_what_was_saved_comes_back_whole(kept: RankingConfigurations) -> None:
    saved = kept.save(MINE, "user")

    found = kept.named("mine", SHIPPED)
    assert found == saved
    assert found.fusion is Fusion.RRF
    assert found.pools[Profile.QUICK] == SHIPPED.pools[Profile.QUICK]


def test_saving_again_makes_the_next_version(kept: RankingConfigurations) -> None:
    kept.save(MINE, "user")
    kept.save(replace(MINE, saturation=0.1), "learned")

    assert kept.names() == [("mine", 2, "learned")]
    assert kept.named("mine", SHIPPED).saturation == 0.1


def test_a_signal_that_is_newer_than_a_configuration_keeps_its_shipped_weight(
    kept: RankingConfigurations,
) -> None:
    old = {intent: {"text.body": 9.0} for intent in Intent}
    kept.save(replace(MINE, weights=old), "user")

    found = kept.named("mine", SHIPPED).weights[Intent.PROSE]
    assert found == {**SHIPPED.weights[Intent.PROSE], "text.body": 9.0}


def test_the_shipped_one_needs_no_row(kept: RankingConfigurations) -> None:
    assert kept.named("default", SHIPPED) is SHIPPED


def test_an_unknown_name_lists_the_known_ones(kept: RankingConfigurations) -> None:
    kept.save(MINE, "user")

    with pytest.raises(SettingsError, match="default, mine"):
        kept.named("yours", SHIPPED)
