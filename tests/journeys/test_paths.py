"""By which calls one definition leads to another, and what is told when none is known."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.command import triptych
from support.repositories import draw

SHOP = """
    shop/__init__.py
    shop/base.py
        class Tool:
            def work(self):
                return self.turn()

            def turn(self):
                raise NotImplementedError

            @property
            def weight(self):
                return heavy()


        def heavy():
            return 3
    shop/tools.py
        from shop.base import Tool


        class Saw(Tool):
            def turn(self):
                return cut()


        class Drill(Tool):
            def turn(self):
                return bore()


        class File(Tool):
            def turn(self):
                return 2


        class Awl(Tool):
            def turn(self):
                return 2


        def cut():
            return 1


        def bore():
            return 2
    shop/bench.py
        from shop.base import Tool
        from shop.registry import pick


        def use(tool: Tool):
            return tool.work()


        def weigh(tool: Tool):
            return tool.weight


        def grab():
            return pick("saw").turn()


        def idle():
            return 0
    shop/counter.py
        from shop.base import heavy


        class Counter:
            def __call__(self, request):
                return heavy()


        def build():
            return Counter()
    shop/registry.py
        import importlib


        def pick(name):
            return getattr(importlib.import_module("shop.tools"), name)()
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = draw(tmp_path_factory.mktemp("paths") / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def asked(shop: Path, source: str, target: str, *more: str, expect: int = 0) -> Any:  # a JSON document
    return json.loads(triptych("path", source, target, *more, "-C", shop, "--json", expect=expect).out)


def steps(links: list[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(link["call_type"], link["callee"]) for link in links]


def test_a_chain_goes_on_in_what_overrides_a_method_when_calls_alone_do_not_lead_there(shop: Path) -> None:
    answer = asked(shop, "use", "cut")

    assert answer["verdict"] == "found"
    assert steps(answer["links"]) == [
        ("direct", "Tool.work"), ("direct", "Tool.turn"), ("override", "Saw.turn"), ("direct", "cut"),
    ]  # fmt: skip
    out = triptych("path", "use", "cut", "-C", shop).lines
    assert out[3] == "shop/tools.py:5  may run Saw.turn  overrides Tool.turn"


def test_calls_alone_are_preferred_however_long_the_chain_is(shop: Path) -> None:
    assert steps(asked(shop, "Tool.work", "Tool.turn")["links"]) == [("direct", "Tool.turn")]


def test_a_chain_that_is_less_sure_is_told_with_how_to_ask_for_it(shop: Path) -> None:
    answer = asked(shop, "weigh", "heavy", expect=1)
    assert (answer["verdict"], answer["links"]) == ("hidden", [])

    ran = triptych("path", "weigh", "heavy", "-C", shop, expect=1)
    assert "one of 2 calls is, down to 0.45: --min-confidence 0.45 shows it" in ran.err
    assert ran.out == ""

    shown = asked(shop, "weigh", "heavy", "--min-confidence", "0.45")
    assert steps(shown["links"]) == [("indirect", "Tool.weight"), ("direct", "heavy")]


def test_a_call_that_nobody_could_resolve_is_told_as_the_gap_of_a_likely_chain(shop: Path) -> None:
    answer = asked(shop, "grab", "bore", expect=1)

    assert (answer["verdict"], answer["links"]) == ("unresolved", [])
    assert steps(answer["likely"]) == [("guess", "Drill.turn"), ("direct", "bore")]
    assert (answer["likely"][0]["line"], answer["likely"][0]["confidence"]) == (14, None)
    ran = triptych("path", "grab", "bore", "-C", shop, expect=1)
    assert "no chain of calls from grab to bore is known" in ran.err
    assert ran.lines[1].startswith("shop/bench.py:14  calls ? Drill.turn")


def test_what_is_done_with_an_object_may_run_what_no_call_names(shop: Path) -> None:
    answer = asked(shop, "build", "heavy", expect=1)

    assert answer["verdict"] == "unresolved"
    assert steps(answer["likely"]) == [
        ("direct", "Counter"), ("object", "Counter.__call__"), ("direct", "heavy"),
    ]  # fmt: skip
    ran = triptych("path", "build", "heavy", "-C", shop, expect=1)
    assert "may run ? Counter.__call__  by what is done with an object of Counter" in ran.out


def test_where_nothing_is_left_open_there_is_none(shop: Path) -> None:
    answer = asked(shop, "idle", "bore", expect=1)

    assert (answer["verdict"], answer["likely"]) == ("none", [])


def test_of_an_end_that_several_definitions_are_called_any_will_do(shop: Path) -> None:
    answer = asked(shop, "turn", "bore")

    assert answer["source"]["qualified_name"] == "Drill.turn"
    assert steps(answer["links"]) == [("direct", "bore")]
    assert answer["notes"] == [
        "turn is the name of 5 definitions: from or to any of them; PATH:LINE means one"
    ]


def test_an_end_that_is_not_defined_here_is_told_with_near_names(shop: Path) -> None:
    answer = asked(shop, "use", "bored", expect=1)

    assert (answer["verdict"], answer["source"]["qualified_name"]) == ("unknown", "use")
    assert [one["qualified_name"] for one in answer["candidates"]] == ["bore"]


def test_who_calls_an_overridden_method_may_run_what_overrides_it(shop: Path) -> None:
    answer = json.loads(triptych("callers", "Saw.turn", "-C", shop, "--json", expect=1).out)

    assert (answer["verdict"], answer["rows"]) == ("hidden", [])
    assert [(one["method"]["qualified_name"], one["callers"]) for one in answer["through"]] == [
        ("Tool.turn", 1)
    ]
    ran = triptych("callers", "Saw.turn", "-C", shop, expect=1)
    assert "1 caller of Tool.turn (shop/base.py:5), which it overrides, may run it" in ran.err


def test_what_only_holds_definitions_calls_nothing_by_itself(shop: Path) -> None:
    assert "what it holds may" in triptych("callees", "shop.registry", "-C", shop, expect=1).err
    assert triptych("callees", "idle", "-C", shop, expect=1).err == "idle calls nothing\n"
