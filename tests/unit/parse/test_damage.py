"""What is kept from the parser, and that nothing harmless is."""

import codecs
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.discover.walk import walk
from triptych_indexer.model import CHUNK_COLUMNS, NODE_COLUMNS
from triptych_indexer.parse.damage import (
    MAX_BRACKET_DEPTH,
    is_nested_deeper,
    line_longer_than,
    strays_to_utf8,
    text_only_reason,
    to_utf8,
)
from triptych_indexer.per_file import FileTask, read_facts
from triptych_indexer.settings import IndexSettings

LINE = 20_000
_NAME = NODE_COLUMNS.index("name_start_byte")
_CHUNK = CHUNK_COLUMNS.index("start_byte")


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_a_marked_text_is_brought_to_utf8(encoding: str) -> None:
    mark = getattr(codecs, "BOM_" + encoding.upper().replace("-", "", 1).replace("-", "_"))

    assert to_utf8(mark + "grüße\n".encode(encoding)) == "grüße\n".encode()


def test_a_broken_marked_text_stays_as_it_is() -> None:
    broken = codecs.BOM_UTF16_LE + b"a\x00b"

    assert to_utf8(broken) == broken


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("größe = 'für'\n".encode("latin-1"), "größe = 'für'\n"),
        ("größe = 'für'\n".encode(), "größe = 'für'\n"),
        ("“naïve” – 5 €\n".encode("cp1252"), "“naïve” – 5 €\n"),
        ("größe ".encode() + "für".encode("latin-1"), "größe für"),
        (b"\x81 \xed\xa0\x80", "\x81 í\xa0€"),
    ],
)
def test_what_is_no_utf8_is_read_as_latin_1(source: bytes, text: str) -> None:
    assert strays_to_utf8(source).decode() == text


def test_facts_and_chunks_of_a_latin_1_file_are_of_its_text_in_utf8(tmp_path: Path) -> None:
    text = "# Grüße\ndef größe(länge):\n    return 'für'\n"
    utf8 = text.encode()
    (tmp_path / "a.py").write_bytes(text.encode("latin-1"))
    settings = IndexSettings()

    (file,) = walk(tmp_path, settings)
    facts = read_facts(FileTask(tmp_path, file, settings)).facts

    assert [dict(zip(NODE_COLUMNS, row, strict=True))["name"] for row in facts.nodes] == ["a", "größe"]
    assert facts.nodes[1][_NAME : _NAME + 2] == (utf8.index("größe".encode()), utf8.index(b"("))
    assert facts.chunks[0][_CHUNK : _CHUNK + 2] == (0, len(utf8))


@pytest.mark.parametrize(
    "text", [b"", b"\n\n", codecs.BOM_UTF8 + b"x = 1\n", "grüße — 你好\n".encode() * 100, b"caf\xe9 in latin-1, mostly ASCII\n"]
)  # fmt: skip
def test_short_text_may_be_parsed(text: bytes) -> None:
    assert text_only_reason(text, LINE) is None


def test_a_nul_far_into_a_text_keeps_it_from_the_parser_only() -> None:
    source = b"x = 1\n" * 12_000 + b"\0"

    assert "NUL" in (text_only_reason(source, LINE) or "")


def test_a_line_of_the_limit_is_parsed_and_one_byte_more_is_not() -> None:
    fitting = b"x = 1\n" * 2_000 + b"#" * LINE + b"\n" + b"y = 2\n" * 2_000

    assert text_only_reason(fitting, LINE) is None
    assert "line 2,001 is longer" in (text_only_reason(fitting.replace(b"##", b"###", 1), LINE) or "")


def test_many_long_lines_are_minified_though_none_is_too_long() -> None:
    assert "on average" in (text_only_reason((b"x" * 5_000 + b"\n") * 10, LINE) or "")


@pytest.mark.parametrize(
    ("source", "deep"),
    [
        (b"(" * 2_000 + b")" * 2_000, False),
        (b"(" * 2_001 + b")" * 2_001, True),
        (b"([{" * 1_000, True),
        (b"()" * 500_000, False),
        (b"(()(()))" * 100_000, False),
        (b")" * 9_000 + b"(" * 1_900, False),
        (b")" * 9_000 + b"(" * 2_001, True),
        (b"f(" * 100_000, True),
    ],
)
def test_depth_is_told_from_number(source: bytes, deep: bool) -> None:
    assert is_nested_deeper(source, MAX_BRACKET_DEPTH) is deep


@given(st.text("()[]{}a", max_size=200), st.integers(41, 60))
def test_depth_is_what_counting_says(text: str, limit: int) -> None:
    opening = "(" * 30 + text  # deep enough for the limit to be met now and then
    level = deepest = 0
    for character in opening:
        level = max(0, level + (character in "([{") - (character in ")]}"))
        deepest = max(deepest, level)

    # Brackets that are never closed may be over-counted by the passes that look for closed ones.
    assert is_nested_deeper(opening.encode(), limit) is False or deepest > limit - 40


@given(st.lists(st.integers(0, 30), max_size=20), st.integers(1, 25))
def test_a_long_line_is_found_wherever_it_stands(lengths: list[int], limit: int) -> None:
    source = b"\n".join(b"x" * length for length in lengths)
    first = next((n for n, length in enumerate(lengths) if length > limit), None)
    expected = None if first is None else sum(length + 1 for length in lengths[:first])

    assert line_longer_than(source, limit) == expected


@pytest.mark.parametrize(
    "source", [b"(" * 10_000_000, b"()" * 5_000_000, b"(\n" * 5_000_000, b"a\n" * 5_000_000]
)
def test_the_guards_cost_little_on_ten_megabytes(source: bytes) -> None:
    began = time.process_time()
    text_only_reason(source, 1 << 30)

    assert time.process_time() - began < 3
