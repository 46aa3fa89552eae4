"""What a line looks like on a narrow terminal."""

import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_search.apps.cli.terminal import MIN_COLUMNS, folded, wants_colour

STYLING = re.compile("\x1b\\[[0-9;]*m")


def test_a_line_that_fits_stays_as_it_is() -> None:
    assert folded("\x1b[1m" + "x" * 40 + "\x1b[0m", 40) == ["\x1b[1m" + "x" * 40 + "\x1b[0m"]


def test_a_table_goes_on_below_its_last_column() -> None:
    assert folded("python    12  one two three four five six", 36) == [
        "python    12  one two three four",
        "              five six",
    ]


def test_a_line_is_cut_between_its_columns_rather_than_within_one() -> None:
    line = "a.py:1  calls Door.open_with_a_key  direct 0.95 → src/b.py:7"

    assert folded(line, 50) == ["a.py:1  calls Door.open_with_a_key", "        direct 0.95 → src/b.py:7"]


def test_what_follows_a_wide_first_column_begins_at_the_left() -> None:
    assert folded("django/core/handlers/base.py:140  inner  direct", 41) == [
        "django/core/handlers/base.py:140  inner",
        "  direct",
    ]


def test_code_keeps_its_gutter_and_every_character() -> None:
    assert folded("    12 │ " + "a" * 21 + "  bcd", 30) == ["    12 │ " + "a" * 21, "       ┊   bcd"]


def test_a_word_is_cut_only_where_it_would_not_fit_below() -> None:
    assert folded("\x1b[35msrc/a.py:1-2\x1b[0m  A.name_of_some_length_that_is_long", 36) == [
        "\x1b[35msrc/a.py:1-2\x1b[0m  A.name_of_some_length_",
        "              that_is_long",
    ]
    assert folded("one two three four five sixteen", 30) == ["one two three four five", "  sixteen"]


@given(
    st.lists(
        st.sampled_from(["word", " ", "  ", "\x1b[1m", "\x1b[0m", "x" * 50, "  7 │ ", "│"]), max_size=40
    ),
    st.integers(MIN_COLUMNS, 120),
)
def test_nothing_is_lost_and_no_line_is_too_long(pieces: list[str], columns: int) -> None:
    line = "".join(pieces)

    rows = folded(line, columns)

    assert all(len(STYLING.sub("", row)) <= columns for row in rows)
    joined = "".join(rows).replace("┊", "").replace(" ", "")
    assert joined == line.replace(" ", "")


def test_an_empty_no_color_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("NO_COLOR", "")
    assert wants_colour(Terminal())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not wants_colour(Terminal())
