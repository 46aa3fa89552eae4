"""What makes a good chunk: along the definitions, with what belongs to them."""

from textwrap import dedent

from triptych_indexer.chunk.rows import chunk
from triptych_indexer.extract.facts import extract
from triptych_indexer.languages.registry import card
from triptych_indexer.model import KIND_BIT, ChunkRow, Content, NodeKind, NodeRow
from triptych_indexer.parse.tree import Parsed, parse


def chunks_of(text: str, target: int, language: str = "python") -> tuple[list[ChunkRow], list[NodeRow]]:
    source, one = dedent(text).encode(), card(language)
    parsed = parse(source, one)
    assert isinstance(parsed, Parsed)
    nodes = extract(parsed.tree, source, one, b"shop/stock.py").nodes
    return chunk(source, nodes, one, b"shop/stock.py", Content.CODE, target), nodes


def body(name: str, lines: int, indent: str = "    ") -> str:
    return f"def {name}(item):\n" + "".join(f"{indent}item.value_{n} = {n}\n" for n in range(lines))


def test_a_function_of_reasonable_size_is_a_chunk_with_its_decorators_and_the_comment_above() -> None:
    text = (
        "import os\n\n\n" + body("first", 9) + "\n\n# Why the second exists.\n@traced\n" + body("second", 9)
    )

    rows, nodes = chunks_of(text, 200)

    second = next(row for row in rows if "def second" in row[6])
    assert second[6].startswith("# Why the second exists.\n@traced\ndef second")
    assert nodes[second[0]][3] == "second"
    assert second[5] == "shop/stock.py · def second(item)"


def test_small_siblings_are_gathered_up_to_the_target() -> None:
    text = "".join(f"LIMIT_{n} = {n}\n" for n in range(20))

    rows, _ = chunks_of(text, 1_500)

    assert len(rows) == 1
    assert rows[0][9].split()[:2] == ["limit0", "limit"]
    assert rows[0][8] & KIND_BIT[NodeKind.CONSTANT]


def test_a_large_class_is_opened_and_its_head_stands_alone() -> None:
    methods = "\n".join("    " + body(name, 9, "        ") for name in ("load", "save"))
    text = f'class Stock:\n    """{"What the shop has. " * 5}"""\n\n    size = 3\n\n{methods}'

    rows, nodes = chunks_of(text, 240)

    assert [nodes[row[0]][3] for row in rows] == ["Stock", "load", "save"]
    assert rows[1][5] == "shop/stock.py · class Stock · def load(item)"
    assert rows[1][8] & KIND_BIT[NodeKind.METHOD]


def test_a_short_head_leads_a_small_member_but_not_a_large_one() -> None:
    small = (
        "class Empty:\n    limit_of_what_a_shelf_holds = 100\n    names = ('shelf', 'box', 'pallet')\n\n    "
        + body("load", 20, "        ")
    )
    large = "class Empty:\n\n    " + body("load", 20, "        ")

    with_field, nodes = chunks_of(small, 400)
    without, others = chunks_of(large, 400)

    assert nodes[with_field[0][0]][3] == "Empty"
    assert others[without[0][0]][3] == "load"


def test_a_function_more_than_twice_the_target_is_cut_and_all_its_parts_are_its_own() -> None:
    text = body("long", 100)

    rows, nodes = chunks_of(text, 400)

    assert len(rows) > 3
    assert {nodes[row[0]][3] for row in rows} == {"long"}
    assert {row[5] for row in rows} == {"shop/stock.py · def long(item)"}
    assert [bool(row[9]) for row in rows] == [True] + [False] * (len(rows) - 1)


def test_a_function_up_to_twice_the_target_is_left_whole() -> None:
    rows, _ = chunks_of(body("middling", 25), 400)

    assert len(rows) == 1


def test_functions_inside_a_long_function_are_chunks_of_their_own() -> None:
    inner = "".join(
        f"    def step_{n}(x):\n" + "".join(f"        x.part_{m} = {m}\n" for m in range(12))
        for n in range(3)
    )

    rows, nodes = chunks_of("def build():\n" + inner, 260)

    assert [nodes[row[0]][3] for row in rows] == ["step_0", "step_1", "step_2"]
    assert rows[1][5] == "shop/stock.py · function build · def step_1(x)"


def test_blank_lines_belong_to_what_stands_before_them() -> None:
    rows, _ = chunks_of(body("first", 10) + "\n\n\n" + body("second", 10) + "\n\n", 200)

    assert all(row[6].startswith("def ") for row in rows)
    assert rows[0][6].endswith("\n\n\n")


def test_a_closing_brace_ends_what_it_closes() -> None:
    method = "    m%d() {\n" + "        this.aa = bb;\n" * 12 + "    }\n"
    text = "class Box {\n" + "".join(method % n for n in range(3)) + "}\n"

    rows, _ = chunks_of(text, 260, "javascript")

    assert rows[-1][6].endswith("}\n}\n")


def test_a_header_survives_parents_that_go_in_a_ring() -> None:
    from triptych_indexer.chunk.header import header

    first = _ring(1, 2)
    second = _ring(2, 1)

    assert header("a.py", 1, {1: first, 2: second}).startswith("a.py · ")


def _ring(ordinal: int, parent: int) -> NodeRow:
    return (
        ordinal, parent, "class", f"C{ordinal}", f"C{ordinal}", "", None, None, None, None,
        "public", 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 1, None, b"",
    )  # fmt: skip
