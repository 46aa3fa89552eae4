"""Lines are counted by what stands on them."""

import pytest
from support.fact_listing import facts_of
from triptych_indexer.chunk.lines import line_starts


@pytest.mark.parametrize(
    ("language", "source", "counts"),
    [
        ("python", b"", (0, 0, 0)),
        ("python", b"x = 1\n", (1, 0, 0)),
        ("python", b"x = 1", (1, 0, 0)),
        ("python", b"# one\n\nx = 1  # two\n", (1, 1, 1)),
        ("java", b"/* one\n\n two */\nclass A {}\n", (1, 2, 1)),
    ],
)
def test_code_comments_and_blank_lines(language: str, source: bytes, counts: tuple[int, int, int]) -> None:
    facts = facts_of(language, source, b"x")

    assert (facts.lines_code, facts.lines_comment, facts.lines_blank) == counts


def test_a_licence_is_read_from_the_top_only() -> None:
    header = b"# SPDX-License-Identifier: MIT OR Apache-2.0\n"

    assert facts_of("python", header, b"x").licence == "MIT OR Apache-2.0"
    assert facts_of("python", b"#\n" * 4096 + header, b"x").licence is None


@pytest.mark.parametrize("source", [b"", b"\n", b"x = 1", b"x = 1\n", b"a\r\nb\n\n", b"\xff\n\xc3"])
def test_the_chunker_gets_the_lines_it_would_find_itself(source: bytes) -> None:
    assert facts_of("python", source, b"x").line_starts == line_starts(source)
