"""What the engine adds to the definitions that queries find."""

import pytest
from support.fact_listing import facts_of
from triptych_indexer.model import NODE_COLUMNS, Modifier


def _nodes(source: str, path: bytes = b"shop/door.py") -> list[dict[str, object]]:
    return [
        dict(zip(NODE_COLUMNS, row, strict=True)) for row in facts_of("python", source.encode(), path).nodes
    ]


def test_the_module_is_called_like_its_file_and_a_package_like_its_folder() -> None:
    door, shop = _nodes("")[0], _nodes("", b"shop/__init__.py")[0]

    assert (door["name"], door["qualified_name"]) == ("door", "shop.door")
    assert (shop["name"], shop["qualified_name"]) == ("shop", "shop")


def test_equal_symbols_get_an_ordinal_in_the_order_of_the_text() -> None:
    nodes = _nodes("class A:\n    def f(self, x: int): ...\n    def f(self, x): ...\n")

    assert [node["symbol"] for node in nodes] == ["module:", "A#", "A#f().", "A#f(+1)."]


def test_a_definition_begins_with_its_decorators_but_its_signature_does_not() -> None:
    node = _nodes("@one\n# between\n@two(3)\ndef f(\n    a,\n):\n    pass\n")[1]

    assert (node["start_line"], node["end_line"]) == (0, 6)
    assert node["signature"] == "def f( a, )"
    assert node["decorators"] == '["@one", "@two(3)"]'


@pytest.mark.parametrize(
    ("language", "source", "signature"),
    [
        ("typescript", "function f(): Promise<string> {}\n", "function f(): Promise<string>"),
        ("typescript", "const f = (a: T): Set<T> => {}\n", "f = (a: T): Set<T>"),
        ("rust", "fn f() -> Vec<u8> {}\n", "fn f() -> Vec<u8>"),
        ("rust", "impl Grid<T, 2> {}\n", "impl Grid<T, 2>"),
        ("kotlin", "fun f(): List<Int> = g()\n", "fun f(): List<Int>"),
    ],
)
def test_a_signature_ends_before_its_body_and_keeps_its_last_bracket(
    language: str, source: str, signature: str
) -> None:
    node = dict(zip(NODE_COLUMNS, facts_of(language, source.encode(), b"f").nodes[1], strict=True))

    assert node["signature"] == signature


def test_complexity_counts_own_branches_only() -> None:
    nodes = _nodes("def f(a):\n    if a and a: pass\n    def g():\n        if a: pass\n")

    assert {node["name"]: node["complexity"] for node in nodes} == {"door": 1, "f": 3, "g": 2}


def test_a_field_that_methods_assign_belongs_to_the_class_once() -> None:
    nodes = _nodes("class A:\n    def f(self):\n        self.x = 1\n    def g(self):\n        self.x = 2\n")

    assert [node["qualified_name"] for node in nodes] == ["shop.door", "A", "A.f", "A.x", "A.g"]


def test_an_equal_body_has_an_equal_hash_wherever_it_stands() -> None:
    above, below = _nodes("def f(): pass\n")[1], _nodes("\n\ndef f(): pass\n")[1]

    assert above["content_hash"] == below["content_hash"]


def test_a_test_is_known_by_its_name_in_a_test_file_only() -> None:
    inside, outside = (
        _nodes("def test_it(): pass\n", b"tests/test_a.py")[1],
        _nodes("def test_it(): pass\n")[1],
    )

    assert inside["modifiers"] == Modifier.TEST
    assert outside["modifiers"] == 0
