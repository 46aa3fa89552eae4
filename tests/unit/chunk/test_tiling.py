"""The law of chunks: they tile the file, whatever the file and whatever its definitions are said to be."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from triptych_indexer.chunk.lines import cut, line_starts
from triptych_indexer.chunk.rows import chunk
from triptych_indexer.chunk.syntax import CAP, spans
from triptych_indexer.model import Content, NodeKind, NodeRow

TARGETS = st.integers(16, 200)

LIKE_CODE = st.lists(
    st.sampled_from(
        [b"\n", b"\n\n", b"    ", b"\t", b"def f(x):\n", b"}\n", b"# note\n", b"x = 1\n", b"\r\n", "é€😀".encode(), b"\xff", b"\x80\x80",
         b"a" * 90, b" " * 70]
    ),
    max_size=60,
).map(b"".join)  # fmt: skip

SOURCES = st.one_of(st.binary(max_size=400), LIKE_CODE)


def node(ordinal: int, kind: NodeKind, start: int, end: int, parent: int = 0) -> NodeRow:
    return (
        ordinal, parent, kind.value, f"n{ordinal}", f"n{ordinal}", f"n{ordinal}.", None, None, None, None,
        "public", 0, start, end, 0, 0, 0, 0, start, start, 0, 0, 1, None, b"",
    )  # fmt: skip


@st.composite
def files(draw: st.DrawFn) -> tuple[bytes, list[NodeRow]]:
    """Any bytes with any definitions: overlapping, reversed, outside the file, in no order."""
    source = draw(SOURCES)
    places = st.integers(-5, len(source) + 5)
    ranges = draw(st.lists(st.tuples(st.sampled_from(list(NodeKind)), places, places), max_size=12))
    module = node(0, NodeKind.MODULE, 0, len(source), -1)
    rows = [node(n, kind, start, end) for n, (kind, start, end) in enumerate(ranges, 1)]
    return source, draw(st.sampled_from([[], [module, *rows]]))


@settings(max_examples=600)
@given(files(), TARGETS)
def test_chunks_tile_the_file_and_none_is_longer_than_the_cap(
    file: tuple[bytes, list[NodeRow]], target: int
) -> None:
    source, nodes = file

    parts = spans(source, nodes, target, comment=(b"#", b"//"))

    assert b"".join(source[part.start : part.end] for part in parts) == source
    assert all(before.end == after.start for before, after in pairwise(parts))
    assert all(0 < part.end - part.start <= CAP * target for part in parts)
    assert {part.node for part in parts} <= {row[0] for row in nodes} | ({-1} if not nodes else set())


@settings(max_examples=400)
@given(files(), TARGETS)
def test_a_chunk_starts_at_a_line_start_unless_a_line_is_longer_than_half_a_chunk(
    file: tuple[bytes, list[NodeRow]], target: int
) -> None:
    source, nodes = file
    starts = {*line_starts(source)}
    longest = max(map(len, source.split(b"\n")), default=0) + 1

    parts = spans(source, nodes, target)

    assert longest > target // 2 or all(part.start in starts for part in parts)


@settings(max_examples=400)
@given(st.text(alphabet="aé€😀\n ", max_size=300), TARGETS)
def test_no_chunk_begins_inside_a_character(text: str, target: int) -> None:
    source = text.encode()

    parts = spans(source, [], target)

    assert "".join(source[part.start : part.end].decode("utf-8") for part in parts) == text


@settings(max_examples=300)
@given(files(), TARGETS)
def test_rows_say_where_their_text_stands(file: tuple[bytes, list[NodeRow]], target: int) -> None:
    source, nodes = file

    rows = chunk(source, nodes, None, b"a/b.txt", Content.DOCS, target)

    for _, start, end, start_line, end_line, _, text, tokens, *_ in rows:
        assert start_line == source.count(b"\n", 0, start)
        assert end_line == source.count(b"\n", 0, end - 1)
        assert text == source[start:end].decode("utf-8", "replace").replace("\0", "\ufffd")
        assert 4 * tokens >= end - start


def test_definitions_that_share_a_line_with_a_neighbour_lose_it_with_all_they_hold() -> None:
    source = b"\0\n" + b"\0" * 17
    nodes = [
        node(0, NodeKind.MODULE, 0, 19, -1),
        node(1, NodeKind.CLASS, 0, 1),
        node(2, NodeKind.CLASS, 1, 19),
        node(3, NodeKind.FUNCTION, 1, 2),
    ]

    parts = spans(source, nodes, 16)

    assert b"".join(source[part.start : part.end] for part in parts) == source


def test_an_empty_file_has_no_chunks() -> None:
    assert chunk(b"", [node(0, NodeKind.MODULE, 0, 0, -1)], None, b"a.txt", Content.DOCS, 1_500) == []


def test_one_monstrous_line_is_cut_into_pieces_below_the_cap() -> None:
    source = b"x" * 100_000

    parts = spans(source, [], 1_500)

    assert max(part.end - part.start for part in parts) <= 3_000
    assert len(parts) < 100


def test_a_cut_prefers_a_blank_line_to_the_exact_middle() -> None:
    source = b"    x = 1\n" * 8 + b"\n" + b"y = 2\n" * 13

    (at,) = cut(source, line_starts(source), 0, len(source), 100, 200)

    assert source[at:].startswith(b"y = 2")
    assert source[:at].endswith(b"\n\n")


@settings(max_examples=400)
@given(LIKE_CODE, st.integers(16, 100))
def test_no_line_near_the_ideal_place_is_a_better_one_to_cut(source: bytes, target: int) -> None:
    size, starts = len(source), line_starts(source)
    ideal = size // max(2, round(size / target))
    reach = ideal // 2

    cuts = cut(source, starts, 0, size, target, 2 * target)

    near = [at for at in starts if ideal - reach <= at <= min(ideal + reach, 2 * target, size - 1)]
    if cuts and near:
        assert cuts[0] == min(near, key=lambda at: _cost(source, at, ideal, reach))


def _cost(source: bytes, at: int, ideal: int, reach: int) -> float:
    line = source[at : at + 40]
    above = source[:at].removesuffix(b"\n").rpartition(b"\n")[2] + b"\n"
    is_blank = len(above) < 40 and above.isspace() and at > 0
    return 16 * abs(at - ideal) / (reach + 1) + len(line) - len(line.lstrip(b" \t")) - 16 * is_blank


def test_a_line_of_a_million_bytes_costs_no_more_than_its_length() -> None:
    source = ("é" * 500_000).encode()

    parts = spans(source, [], 1_500)

    assert all(source[part.start] & 0xC0 != 0x80 for part in parts)
