"""With `kind:` each hit is called by a definition of that kind, whatever else the chunk holds or is a part of."""

from collections.abc import Iterator

import pytest
from ranking.conftest import Shop
from support.repositories import draw
from triptych_indexer.model import NodeKind

_LONG = "".join(f"        total = total + {number} * self.rate  # ledger\n" for number in range(40))
LEDGER = f'''"""The ledger of a shop."""

LEDGER_LIMIT = 3


class Ledger:
    """What a ledger is."""

    @property
    def rate(self):
        return 1

    def add(self, total):
{_LONG}        return total

    ledger_first = 1
    ledger_second = 2

    def close(self, total):
{_LONG}        return total

    ledger_last = 3
    ledger_very_last = 4


def open_ledger():
    return Ledger()
'''


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    root = draw(tmp_path_factory.mktemp("ledger") / "repository", "README.md\n    Ledger.\n")
    (root / "ledger.py").write_text(LEDGER)
    opened = Shop(root, tmp_path_factory.mktemp("index"))
    yield opened
    opened.reader.close()


@pytest.mark.parametrize(
    ("kind", "names"),
    [
        (NodeKind.CLASS, {"Ledger"}),
        (NodeKind.PROPERTY, {"Ledger.rate"}),
        (NodeKind.METHOD, {"Ledger.add", "Ledger.close"}),
        (NodeKind.FUNCTION, {"open_ledger"}),
        (NodeKind.CONSTANT, {"LEDGER_LIMIT"}),
    ],
)
@pytest.mark.parametrize("words", ["ledger", "what is total", ""])
def test_a_hit_is_called_by_the_kind_that_was_asked_for(
    ledger: Shop, words: str, kind: NodeKind, names: set[str]
) -> None:
    hits = ledger.ask(f"{words} kind:{kind}").hits

    assert {hit.kind for hit in hits} == {kind}
    assert {hit.qualified_name for hit in hits} == names


def test_the_later_parts_of_a_class_are_no_further_classes(ledger: Shop) -> None:
    (hit,) = ledger.ask("ledger last kind:class", k=100).hits

    assert "class Ledger:" in [line.text for line in hit.snippet]


def test_of_several_fields_the_one_asked_for_names_the_hit(ledger: Shop) -> None:
    assert ledger.ask("ledger_second kind:field").hits[0].qualified_name == "Ledger.ledger_second"
    assert ledger.ask("ledger_very_last kind:field").hits[0].qualified_name == "Ledger.ledger_very_last"
