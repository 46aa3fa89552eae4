"""Which ranking holds for a question, and how one is kept."""

from contextlib import closing
from pathlib import Path

import pytest
from triptych_indexer.errors import SettingsError, StoreBusy, StoreDamaged
from triptych_indexer.store.sql import open_writer
from triptych_search import rankings
from triptych_search.model import Intent
from triptych_search.rerank.weights import SHIPPED
from triptych_search.settings import Fusion


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "ledger.db"


def user_file(folder: Path, text: str) -> dict[str, str]:
    """Return an environment whose settings file holds a text."""
    (folder / "triptych").mkdir()
    (folder / "triptych" / "config.toml").write_text(text)
    return {"XDG_CONFIG_HOME": str(folder)}


def test_the_command_line_wins_over_the_environment_and_that_over_the_users_file(tmp_path: Path) -> None:
    environment = user_file(
        tmp_path, '[search]\nranking = "filed"\nweights = {vector = 0.1, "text.body" = 2, rule = 3}\n'
    )
    environment |= {"TRIPTYCH_RANKING": "environs", "TRIPTYCH_WEIGHTS": "vector=0.2,rule=4"}

    loaded = rankings.load(ranking="typed", weights="rule=5", environment=environment)

    assert loaded.settings.ranking == "typed"
    assert loaded.settings.weights == {"vector": 0.2, "text.body": 2.0, "rule": 5.0}
    assert loaded.origins == {"ranking": "the command line", "weights": "the command line"}


def test_without_a_word_from_anybody_the_shipped_ranking_holds() -> None:
    loaded = rankings.load(environment={})

    assert rankings.named(Path("nowhere"), loaded.settings.ranking) is SHIPPED
    assert set(loaded.origins.values()) == {"default"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[search]\nrankin = 'mine'\n", "did you mean 'ranking'"),
        ("[search]\nranking = 3\n", "has to be the name"),
        ("[search]\nweights = 'vector=1'\n", "has to be a table"),
        ("[search]\nweights = {vectr = 1}\n", "unknown weight vectr"),
        ("[search]\nweights = {vector = true}\n", "vector=True: must be a number"),
        ("[search]\nweights = {vector = -1}\n", "must be a number from 0 to 100"),
    ],
)
def test_a_wrong_setting_is_refused_with_the_file_and_what_to_write(
    tmp_path: Path, text: str, complaint: str
) -> None:
    with pytest.raises(SettingsError, match=complaint) as refused:
        rankings.load(environment=user_file(tmp_path, text))

    assert "config.toml" in str(refused.value)


def test_a_kept_configuration_is_its_base_with_some_numbers_replaced(ledger: Path) -> None:
    rankings.save(ledger, "mine", weights={"vector": 0.5, "demote.test": 1.0})
    saved = rankings.save(
        ledger, "mine", base="mine", weights={"text.body": 7.0}, intents=[Intent.PROSE], fusion=Fusion.RRF
    )

    assert rankings.named(ledger, "mine") == saved
    assert (saved.version, saved.fusion, saved.demotions["demote.test"]) == (2, Fusion.RRF, 1.0)
    assert saved.weights[Intent.PROSE]["text.body"] == 7.0
    assert saved.weights[Intent.SYMBOL]["text.body"] == SHIPPED.weights[Intent.SYMBOL]["text.body"]
    for intent in Intent:  # from the first version
        shipped = SHIPPED.weights[intent]["vector.similarity"]
        assert saved.weights[intent]["vector.similarity"] == 0.5 * shipped


def test_a_removed_configuration_is_gone_with_all_its_versions(ledger: Path) -> None:
    for number in (1.0, 2.0):
        rankings.save(ledger, "mine", weights={"text": number})

    assert rankings.remove(ledger, "mine") == 2
    assert [one.name for one in rankings.listed(ledger)] == ["default"]
    with pytest.raises(SettingsError, match="no ranking configuration 'mine'"):
        rankings.named(ledger, "mine")


@pytest.mark.parametrize("name", ["default", "", "a b", "x" * 65, "../up"])
def test_a_name_that_is_taken_or_no_name_is_refused_and_nothing_is_made(ledger: Path, name: str) -> None:
    with pytest.raises(SettingsError, match="cannot be a name"):
        rankings.save(ledger, name, weights={})

    assert not ledger.exists()


def test_asking_for_a_ranking_never_makes_a_ledger(ledger: Path) -> None:
    assert [one.origin for one in rankings.listed(ledger)] == ["shipped"]
    with pytest.raises(SettingsError, match="there is only default"):
        rankings.named(ledger, "mine")

    assert not ledger.exists()


def test_while_somebody_else_writes_nothing_is_kept(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rankings.save(ledger, "mine", weights={})
    monkeypatch.setattr("triptych_indexer.store.sql.BUSY_MS", 10)
    with closing(open_writer(ledger)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy, match="another process"):
            rankings.save(ledger, "mine", weights={"text": 2.0})
        other.execute("ROLLBACK")

    assert rankings.named(ledger, "mine").version == 1


def test_a_broken_ledger_is_an_error_and_not_an_empty_list(ledger: Path) -> None:
    ledger.write_bytes(b"no database" * 1_000)

    with pytest.raises(StoreDamaged, match=r"ledger\.db is broken"):
        rankings.listed(ledger)
