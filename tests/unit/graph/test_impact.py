"""Which lines a change touches, as laws over texts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.graph import impact
from triptych_indexer.graph.impact import carried, touched

texts = st.lists(st.sampled_from([b"a", b"b", b"c", b""]), max_size=12).map(
    lambda lines: b"".join(line + b"\n" for line in lines)
)


def test_line_ends_are_no_change() -> None:
    assert touched(b"a\r\nb\r\n", b"a\nb\n", indexed=b"a\nb\n") == set()


def test_a_line_put_in_is_the_only_one_that_changed() -> None:
    now = b"a\nnew\nb\n"

    assert touched(b"a\nb\n", now, indexed=now) == {1}


def test_a_line_taken_away_is_touched_where_it_stood_as_long_as_it_stands_in_what_was_indexed() -> None:
    old, now = b"a\nb\ngone\nc\n", b"a\nb\nc\n"

    assert touched(old, now, indexed=old) == {2}
    assert touched(old, now, indexed=b"new\n" + old) == {3}
    assert touched(old, now, indexed=now) == {1}, "the line before it: it is not there any more"


def test_a_line_of_what_is_new_in_the_other_text_stands_where_it_would() -> None:
    assert carried({0, 2}, b"a\nb\nc\n", b"a\nc\n") == {0, 1}


def test_more_than_can_be_compared_has_changed_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(impact, "MAX_COMPARED", 3)

    now = b"y\na\nb\nz\n"

    assert touched(b"x\na\nb\nc\n", now, indexed=now) == {0, 1, 2, 3}


@given(texts, texts)
def test_nothing_changed_between_equal_texts(text: bytes, indexed: bytes) -> None:
    assert touched(text, text, indexed) == set()
    everything = set(range(text.count(b"\n")))
    assert carried(everything, text, text) == everything


@given(texts, texts)
def test_lines_that_did_not_change_stand_in_the_old_text(old: bytes, new: bytes) -> None:
    changed = touched(old, new, indexed=new)
    kept = [line for number, line in enumerate(new.splitlines()) if number not in changed]

    rest = iter(old.splitlines())
    assert all(any(line == other for other in rest) for line in kept)


@given(texts, texts)
def test_lines_that_were_not_touched_stand_in_the_new_text(old: bytes, new: bytes) -> None:
    gone = touched(old, new, indexed=old)
    kept = [line for number, line in enumerate(old.splitlines()) if number not in gone]

    rest = iter(new.splitlines())
    assert all(any(line == other for other in rest) for line in kept)


@given(texts, texts)
def test_lines_carried_over_stay_in_the_text(old: bytes, new: bytes) -> None:
    there = carried(set(range(old.count(b"\n"))), old, new)

    assert all(0 <= line <= max(new.count(b"\n"), 0) for line in there)
