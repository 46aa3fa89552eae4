"""Golden rankings: what is printed now, reviewed as a diff (`just golden`); the targets are what is true, edited by people."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

import pytest
from triptych_search import explain
from triptych_search.model import Answer, Hit, Profile

HERE = Path(__file__).parent
SHOWN = 4


@dataclass(frozen=True)
class Case:
    name: str
    text: str
    target: str


CASES = [Case(**entry) for entry in tomllib.loads((HERE / "queries.toml").read_text("utf-8"))["query"]]


def rank_of(target: str, answer: Answer) -> int | None:
    path, _, name = target.partition("#")
    for hit in answer.hits:
        if hit.path_display == path and (not name or hit.qualified_name == name):
            return hit.rank
    return None


def page(case: Case, answer: Answer) -> str:
    lines = [
        f"{answer.query.intent}: {answer.query.intent_reason}",
        f"target {case.target} at {rank_of(case.target, answer)}",
    ]
    for hit in answer.hits[:SHOWN]:
        lines += [
            "",
            f"{hit.rank}. {hit.path_display}:{hit.start_line}-{hit.end_line} {hit.qualified_name or ''}".rstrip(),
        ]
        lines += [f"   {hit.score:.2f}", *(f"   {share}" for share in shares(hit))]
    return "\n".join(lines) + "\n"


def shares(hit: Hit) -> list[str]:
    """Two digits: the third moves with the order in which a processor adds."""
    return [
        f"{share.amount:+.2f} {share.signal}"
        for share in explain.by_weight(hit.shares)
        if abs(share.amount) >= 0.01
    ]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_target_is_found_and_the_page_is_as_reviewed(case: Case, shop, update_golden: bool) -> None:  # type: ignore[no-untyped-def]  # conftest cannot be imported
    answer = shop.ask(case.text)
    golden = HERE / "golden" / f"{case.name}.txt"
    printed = page(case, answer)
    if update_golden:
        golden.write_text(printed, "utf-8")

    assert rank_of(case.target, answer) == 1
    assert printed == golden.read_text("utf-8")


@pytest.mark.parametrize("profile", Profile)
def test_every_profile_finds_nearly_all_targets_first(profile: Profile, shop) -> None:  # type: ignore[no-untyped-def]
    ranks = {case.name: rank_of(case.target, shop.ask(case.text, profile)) for case in CASES}

    assert sum(1 / rank for rank in ranks.values() if rank) / len(ranks) > 0.9, ranks
