"""Which lines a change touches, as laws over texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.graph import impact
from triptych_indexer.graph.impact import carried, changed_lines

texts = st.lists(st.sampled_from([b"a", b"b", b"c", b""]), max_size=12).map(
    lambda lines: b"".join(line + b"\n" for line in lines)
)


def test_line_ends_are_no_change() -> None:
    assert changed_lines(b"a\r\nb\r\n", b"a\nb\n") == set()


def test_a_line_put_in_is_the_only_one_that_changed() -> None:
    assert changed_lines(b"a\nb\n", b"a\nnew\nb\n") == {1}


def test_a_line_of_what_is_new_in_the_other_text_stands_where_it_would() -> None:
    assert carried({0, 2}, b"a\nb\nc\n", b"a\nc\n") == {0, 1}


def test_more_than_can_be_compared_has_changed_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impact, "MAX_COMPARED", 3)

    assert changed_lines(b"x\na\nb\nc\n", b"y\na\nb\nz\n") == {0, 1, 2, 3}


@given(texts)
def test_nothing_changed_between_equal_texts(text: bytes) -> None:
    assert changed_lines(text, text) == set()
    everything = set(range(text.count(b"\n")))
    assert carried(everything, text, text) == everything


@given(texts, texts)
def test_lines_that_did_not_change_stand_in_the_old_text(old: bytes, new: bytes) -> None:
    kept = [line for number, line in enumerate(new.splitlines()) if number not in changed_lines(old, new)]

    rest = iter(old.splitlines())
    assert all(any(line == other for other in rest) for line in kept)


@given(texts, texts)
def test_lines_carried_over_stay_in_the_text(old: bytes, new: bytes) -> None:
    there = carried(set(range(old.count(b"\n"))), old, new)

    assert all(0 <= line <= max(new.count(b"\n"), 0) for line in there)
