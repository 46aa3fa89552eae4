"""What gives documents and configuration files their shape."""

import time
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.chunk.outline import MAX_SECTIONS, outline
from triptych_indexer.languages.registry import card, cards

OUTLINES = sorted(name for name, one in cards().items() if one.outline is not None)


def sections(language: str, text: str) -> list[str]:
    return [row[4] for row in outline(dedent(text).encode(), card(language), b"docs/page")[1:]]


def test_markdown_headings_nest_by_level() -> None:
    text = "# Shop\n\n## Prices\ntext\n### Tax ###\n\n## Stock\n"

    assert sections("markdown", text) == ["Shop", "Shop.Prices", "Shop.Prices.Tax", "Shop.Stock"]


def test_markdown_knows_underlined_titles_beside_the_others() -> None:
    assert sections("markdown", "Shop\n====\n\nPrices\n------\n\n### Tax\n") == [
        "Shop",
        "Shop.Prices",
        "Shop.Prices.Tax",
    ]


@pytest.mark.parametrize(
    "hidden",
    [
        "```sh\n# no heading\n```\n",
        "~~~\n# no heading\n~~~\n",
        "  ```\n  # no\n# no\n  ```\n",
        "```\n# never closed\n",
    ],
)
def test_markdown_code_has_no_headings(hidden: str) -> None:
    assert sections("markdown", f"# Shop\n{hidden}") == ["Shop"]


def test_markdown_front_matter_is_no_title() -> None:
    assert sections("markdown", "---\ntitle: Shop\n---\n# Shop\n") == ["Shop"]


def test_rst_levels_come_in_the_order_in_which_their_marks_appear() -> None:
    text = """\
    ====
    Shop
    ====

    Prices
    ------

    ``TAX``
    ~~~~~~~

    Stock
    -----
    """

    assert sections("rst", text) == ["Shop", "Shop.Prices", "Shop.Prices.TAX", "Shop.Stock"]


def test_a_section_starts_at_its_overline() -> None:
    rows = outline(b"before\n\n====\nShop\n====\n", card("rst"), b"a.rst")

    assert [row[12] for row in rows[1:]] == [8]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("toml", "[project]\nname = 1\n[[tool.x]]\n", ["project", "tool.x"]),
        ("ini", "[tox]\nenvlist = a\n[testenv:b]\n", ["tox", "testenv:b"]),
        ("yaml", "# c\nname: x\njobs:\n  build:\n    a: 1\non: push\n", ["name", "jobs", "on"]),
        ("json", '{\n  "name": "x",\n  "scripts": {\n    "test": "y"\n  },\n  "z": 1\n}\n', ["name", "scripts", "z"]),
        ("json", '{\n    "name": "x",\n    "z": {\n        "y": 1\n    }\n}\n', ["name", "z"]),
        ("sql", "CREATE TABLE IF NOT EXISTS shop.item (\n id int);\ncreate or replace view v as select 1;\n", ["shop.item", "v"]),
        ("sql", "-- name: all_items\nSELECT 1;\n", ["all_items"]),
        ("dockerfile", "FROM --platform=linux python:3.11 AS build\nRUN x\nFROM scratch\n", ["build", "scratch"]),
        ("html", "<h1>Shop</h1>\n<p>x</p>\n<h2 class='a'>Prices</h2>\n", ["Shop", "Shop.Prices"]),
        ("css", "a:hover {\n  color: red;\n}\n@media print {\n}\n", ["a:hover", "@media print"]),
        ("xml", "<project>\n  <name>x</name>\n  <build>\n    <plugins/>\n  </build>\n</project>\n", ["name", "build"]),
        ("makefile", "CC := gcc\nall: build\n\tcc\nbuild:\n\ttrue\n", ["all", "build"]),
    ],
)  # fmt: skip
def test_a_file_is_shaped_by_its_outermost_names(language: str, text: str, expected: list[str]) -> None:
    assert sections(language, text) == expected


def test_a_section_reaches_to_the_next_of_its_level() -> None:
    source = b"# A\na\n## B\nb\n# C\nc\n"

    rows = outline(source, card("markdown"), b"a.md")

    assert [source[row[12] : row[13]] for row in rows[1:]] == [
        b"# A\na\n## B\nb\n",
        b"## B\nb\n",
        b"# C\nc\n",
    ]
    assert [row[1] for row in rows] == [-1, 0, 1, 0]


def test_equal_headings_have_symbols_of_their_own() -> None:
    rows = outline(b"# A\n# A\n# A\n", card("markdown"), b"a.md")

    assert len({row[5] for row in rows}) == 4


def test_a_lock_file_of_a_million_tables_has_a_bounded_outline() -> None:
    rows = outline(b"[[package]]\n" * 100_000, card("toml"), b"a.lock")

    assert len(rows) == MAX_SECTIONS + 1


@pytest.mark.parametrize("language", OUTLINES)
@pytest.mark.parametrize(
    "line", [b" ", b"\t", b"#", b"[", b"a", b"=", b"-", b"`", b"<h1 ", b"a ", b".. a::", b'"', b"CREATE "]
)
def test_no_line_makes_a_pattern_of_a_card_slow(language: str, line: bytes) -> None:
    source = line * (20_000 // len(line)) + b"\n" + line

    began = time.process_time()
    outline(source, card(language), b"x")

    assert time.process_time() - began < 0.5


@given(st.sampled_from(OUTLINES), st.binary(max_size=300))
def test_any_bytes_have_an_outline_inside_the_file(language: str, source: bytes) -> None:
    rows = outline(source, card(language), b"x")

    assert all(0 <= row[12] <= row[13] <= len(source) for row in rows)
    assert [row[0] for row in rows] == list(range(len(rows)))
    assert all(row[1] < row[0] for row in rows)
