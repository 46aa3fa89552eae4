"""What names stand for is told without resolving anything; what others can see of it is one digest."""

from typing import Any

import pytest
from triptych_indexer.extract.facts import Extracted, extract
from triptych_indexer.extract.surface import surface
from triptych_indexer.languages import registry
from triptych_indexer.parse.tree import Unparsable, parse


def facts(source: str, language: str = "python") -> Extracted:
    card = registry.card(language)
    outcome = parse(source.encode(), card)
    assert not isinstance(outcome, Unparsable)
    return extract(outcome.tree, source.encode(), card, b"shop.py")


def bound(source: str, language: str = "python") -> dict[Any, Any]:
    return {row[2]: row[3] for row in facts(source, language).bindings if row[1] == "="}


def seen(source: str, language: str = "python") -> bytes:
    found = facts(source, language)
    return surface(found.nodes, found.parameters, found.imports, found.references, found.bindings)


def test_a_name_stands_for_the_expression_it_is_given() -> None:
    assert bound("a = b.c\nd = f(g, k=h)\nwith open(p) as q: pass\nfor r in s: pass\n") == {
        "a": "b.c",
        "d": ["()", "f", "g", ["=", "k", "h"]],
        "q": ["enter", ["()", "open", "p"]],
        "r": ["each", "s"],
    }


def test_a_pattern_is_taken_apart_into_its_names() -> None:
    assert bound("a, (b, c) = f()\n") == {
        "a": ["[]", ["()", "f"], 0],
        "b": ["[]", ["[]", ["()", "f"], 1], 0],
        "c": ["[]", ["[]", ["()", "f"], 1], 1],
    }
    assert bound("const { a, b: c, ...d } = f();", "javascript")["c"] == [".", ["()", "f"], "b"]


def test_a_condition_stands_for_either_side_and_a_literal_for_nothing_of_ours() -> None:
    assert bound("a = b if c else d\ne = f or 'x'\ng = 1\n") == {"a": ["|", "b", "d"], "e": "f", "g": "'num'"}


def test_what_a_nameless_function_gives_is_not_given_by_the_one_around_it() -> None:
    rows = facts("def f():\n    return g(lambda x: x.y)\n").bindings
    assert [(row[2], row[3]) for row in rows if row[1] == "return"] == [
        (None, ["()", "g", ["fn", 0]]),
        (0, "x.y"),
    ]
    rows = facts("function f() { return h(() => { return 1; }); }", "javascript").bindings
    assert [row[2] for row in rows if row[1] == "return"] == [None, 0]


def test_an_export_without_a_name_is_the_default() -> None:
    assert bound("export default make(a);", "javascript") == {"default": ["()", "make", "a"]}
    assert bound("export default function f() {}", "javascript") == {"default": "f"}
    assert bound("function f() {} export { f as g };", "javascript") == {"g": "f"}


def test_a_function_given_to_a_member_is_told_by_its_definition() -> None:
    found = facts("Foo.prototype.bar = function () {};", "javascript")
    row = next(row for row in found.bindings if row[2] == "Foo.prototype.bar")
    assert row[0] == 0, "the assignment stands outside of the function"
    assert found.nodes[row[3][1]][3] == "bar"


def test_a_rust_pattern_binds_what_is_inside() -> None:
    source = "fn f() { if let Some(x) = g() {} let Point { a, b: c } = p; }"
    assert bound(source, "rust") == {"x": ["?", ["()", "g"]], "a": [".", "p", "a"], "c": [".", "p", "b"]}


BODY = "import os\nclass A(B):\n    def f(self, x: C) -> D:\n        y = x.g()\n        os.remove(y)\n        return self.z\n"


@pytest.mark.parametrize(
    "edited",
    [
        BODY.replace("os.remove(y)", "os.remove(x)\n        print(1)"),
        BODY.replace("y = x.g()", "y = x.h()"),
        "\n\n# moved\n" + BODY,
    ],
)
def test_an_edit_inside_a_body_is_not_seen_from_outside(edited: str) -> None:
    assert seen(edited) == seen(BODY)


@pytest.mark.parametrize(
    "edited",
    [
        BODY.replace("x: C", "x: E"),
        BODY.replace("-> D", "-> E"),
        BODY.replace("self.z", "y"),
        BODY.replace("A(B)", "A(C)"),
        BODY.replace("import os", "import os, re"),
        BODY.replace("def f", "def g"),
        BODY + "k = A()\n",
        BODY.replace("        return", "        self.w = x\n        return"),
    ],
)
def test_an_edit_that_another_file_can_depend_on_is_seen(edited: str) -> None:
    assert seen(edited) != seen(BODY)


def test_what_is_returned_is_seen_through_local_names() -> None:
    source = "def f():\n    a = g()\n    b = a.c\n    return b\n"
    assert seen(source) != seen(source.replace("g()", "h()"))
    assert seen(source + "\n") == seen(source)
