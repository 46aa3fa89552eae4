"""Every language's corpus: a program, and beside it the facts that it states.

`languages/NAME/corpus/shop.EXT` is a program anyone who knows the language can read; `shop.facts` lists what it
says, in the form of `fact_listing`. A change of a query shows as a difference there, and is right or wrong by the
program, not by the query. `corpus/gaps/*.facts` lists what is true of its program and not yet found: its first line
says why, and when such a line is found the test asks for it to be moved.
"""

from pathlib import Path

import pytest
from support.fact_listing import facts_of, listing
from triptych_indexer.extract.queries import compile_query
from triptych_indexer.languages.registry import FOLDER, cards
from triptych_indexer.parse.grammars import grammar

LISTS = sorted(FOLDER.glob("*/corpus/*.facts"))
GAPS = sorted(FOLDER.glob("*/corpus/gaps/*.facts"))


def _title(path: Path) -> str:
    return str(path.relative_to(FOLDER)).replace("/corpus", "").removesuffix(".facts")


def _program_of(facts: Path) -> Path:
    (program,) = (path for path in facts.parent.glob(f"{facts.stem}.*") if path.suffix != ".facts")
    return program


def _language_of(facts: Path) -> str:
    return facts.relative_to(FOLDER).parts[0]


def _said(facts: Path) -> list[str]:
    program = _program_of(facts)
    return list(listing(facts_of(_language_of(facts), program.read_bytes(), program.name.encode())))


@pytest.mark.parametrize("name", [name for name, one in cards().items() if one.grammar])
def test_every_query_compiles_and_speaks_the_vocabulary(name: str) -> None:
    compiled = compile_query(grammar(cards()[name]), name)

    assert compiled.rules


@pytest.mark.parametrize("facts", LISTS, ids=_title)
def test_a_program_says_what_its_list_says(facts: Path) -> None:
    expected = facts.read_text("utf-8").splitlines()

    assert _said(facts) == [line for line in expected if not line.startswith("#")]


@pytest.mark.parametrize("facts", GAPS, ids=_title)
def test_a_known_gap_is_still_one(facts: Path) -> None:
    reason, *missing = facts.read_text("utf-8").splitlines()

    found = [line for line in missing if line in _said(facts)]

    assert reason.startswith("# "), "a gap says first why it is one"
    assert missing
    assert not found, f"found now: move it out of corpus/gaps ({found})"
