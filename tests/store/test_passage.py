"""A chunk's text, packed and read back."""

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.errors import StoreDamaged
from triptych_indexer.store.passage import (
    Stored,
    header_and_text,
    packed,
    text_of,
    unpacked,
    whole,
)

_TEXTS = st.text(st.characters(exclude_categories=["Cs"]))


@given(header=_TEXTS, text=_TEXTS)
def test_header_and_text_come_back_as_they_were(header: str, text: str) -> None:
    stored, header_bytes = packed(whole(header, text)), len(header.encode())

    assert header_and_text(header_bytes, stored) == (header, text)
    assert text_of(header_bytes, stored) == text


@given(_TEXTS)
def test_packing_never_makes_a_text_longer(text: str) -> None:
    passage = text.encode()

    stored = packed(passage)

    assert len(stored if isinstance(stored, bytes) else stored.encode()) <= len(passage)


def test_what_an_older_program_stored_is_read_as_it_is() -> None:
    long = "def load(path):\n" * 50

    assert header_and_text(4, f"a.py\n{long}") == ("a.py", long)


@pytest.mark.parametrize(
    "stored",
    [b"", b"not deflated", packed(b"x" * 900)[:-3]],
    ids=["empty", "other", "cut"],
)
def test_what_does_not_inflate_is_damage_and_never_a_text(stored: Stored) -> None:
    with pytest.raises(StoreDamaged, match="does not"):
        unpacked(stored)


def test_a_text_that_would_fill_the_memory_is_damage() -> None:
    with pytest.raises(StoreDamaged, match="does not end"):
        unpacked(zlib.compress(bytes((1 << 26) + 1), 1))
