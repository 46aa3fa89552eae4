"""Every language's cases of resolution: programs whose comments say what the names in them lead to.

`languages/NAME/corpus/resolution/` holds a case a folder, or a file; `corpus/gaps/resolution/` those that do not hold yet.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.resolution import Case, assertions
from triptych_indexer.languages.registry import FOLDER

CASES = sorted(FOLDER.glob("*/corpus/resolution/*"))
GAPS = sorted(FOLDER.glob("*/corpus/gaps/resolution/*"))

_COMMENTS = ("# ", "// ", "-- ", "/* ", "<?php // ", "<?php\n// ")


def _title(path: Path) -> str:
    return f"{path.relative_to(FOLDER).parts[0]}/{path.name}"


@contextmanager
def _case(where: Path, scratch: Path) -> Iterator[Case]:
    case = Case(where, scratch)
    try:
        yield case
    finally:
        case.close()


@pytest.mark.parametrize("where", CASES, ids=_title)
def test_names_lead_where_the_comments_say(where: Path, tmp_path: Path) -> None:
    with _case(where, tmp_path) as case:
        assert case.assertions, "a case that asserts nothing"
        assert case.complaints() == []


@pytest.mark.parametrize("where", GAPS, ids=_title)
def test_a_known_gap_of_resolution_is_still_one(where: Path, tmp_path: Path) -> None:
    with _case(where, tmp_path) as case:
        assert case.complaints(), "it holds now: move it out of corpus/gaps"


@pytest.mark.parametrize("where", [*CASES, *GAPS], ids=_title)
def test_a_case_says_first_which_rule_it_shows(where: Path) -> None:
    texts = [path.read_text("utf-8") for path in ([where] if where.is_file() else where.rglob("*.*"))]
    stating = [text for text in texts if any(assertions("", text))]

    assert any(text.startswith(_COMMENTS) for text in stating)
