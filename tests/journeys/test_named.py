"""What a person may type for a definition, in two languages, and what they are told when nothing, or too much, answers."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.command import triptych
from support.repositories import draw

STREET = """
    street/Cargo.toml
        [package]
        name = "street-lib"
    street/src/lib.rs
        pub mod house;
    street/src/house/mod.rs
        pub struct House { doors: u8 }

        impl House {
            pub fn enter(&self) -> u8 {
                self.doors
            }
        }

        impl Default for House {
            fn default() -> Self {
                House { doors: 1 }
            }
        }

        pub fn visit(house: House) -> u8 {
            house.enter()
        }
    shop/__init__.py
    shop/door.py
        class Handle:
            def turn(self):
                return push()


        class Door(Handle):
            def open(self):
                return self.turn()

            @property
            def colour(self):
                return 1

            @colour.setter
            def colour(self, value):
                pass


        def push():
            return 1
    shop/gate.py
        class Gate:
            def open(self):
                return 2
    tests/test_gate.py
        class Gate:
            def shut(self):
                return 3
"""


@pytest.fixture(scope="module")
def street(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = draw(tmp_path_factory.mktemp("named") / "street", STREET)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def asked(street: Path, what: str, *, expect: int | None = None) -> Any:  # a JSON document
    return json.loads(triptych("callees", what, "-C", street, "--json", expect=expect).out)


@pytest.mark.parametrize(
    "what",
    [
        "House::enter",
        "House.enter",
        "House#enter",
        "House::enter()",
        "house::House::enter",
        "street::house::House::enter",
        "crate::house::House::enter",
        "src/house/mod.rs::House.enter",
        "house/mod.rs:4",
        "street/src/house/mod.rs:4:12",
        "house.enter",
    ],
)
def test_a_method_is_named_with_any_separator_and_as_much_of_what_holds_it(street: Path, what: str) -> None:
    node = asked(street, what)["node"]

    assert (node["qualified_name"], node["line"]) == ("House::enter", 4)


@pytest.mark.parametrize(
    "what", ["Door.open", "Door::open", "shop.door.Door.open", "shop/door.py::Door.open", "door.open"]
)
def test_a_module_may_stand_before_the_name(street: Path, what: str) -> None:
    node = asked(street, what)["node"]

    assert (node["path"], node["qualified_name"]) == ("shop/door.py", "Door.open")


def test_what_is_left_out_is_folders_rather_than_what_holds_it(street: Path) -> None:
    assert asked(street, "shop.push")["node"]["qualified_name"] == "push"
    assert asked(street, "street::enter")["node"]["qualified_name"] == "House::enter"


def test_a_type_is_meant_and_not_the_blocks_that_implement_it(street: Path) -> None:
    assert asked(street, "House")["node"]["kind"] == "struct"


def test_a_file_is_named_by_its_path_or_the_end_of_it(street: Path) -> None:
    for what in ("shop/door.py", "door.py", "shop.door"):
        assert asked(street, what)["node"]["kind"] == "module", what


def test_a_file_is_named_from_where_one_stands(street: Path) -> None:
    for here in (street / "shop", street / "tests"):
        ran = triptych("callees", "../shop/door.py:12", "--json", here=here, expect=None)
        assert json.loads(ran.out)["node"]["qualified_name"] == "Door.colour", here
    inside = triptych("callees", "gate.py:2", "--json", here=street / "shop", expect=None)
    assert json.loads(inside.out)["node"]["path"] == "shop/gate.py"


def test_a_member_of_a_base_is_found_by_the_name_of_the_class_and_that_is_told(street: Path) -> None:
    answer = asked(street, "Door.turn")

    assert answer["node"]["qualified_name"] == "Handle.turn"
    assert answer["notes"] == ["inherited: this is Handle.turn, shop/door.py:2"]


def test_a_definition_written_several_times_in_one_file_is_one(street: Path) -> None:
    answer = asked(street, "Door.colour")

    assert answer["verdict"] != "ambiguous"
    assert answer["notes"] == ["written 2 times in shop/door.py, lines 11, 15: taken together"]


def test_what_stands_outside_tests_is_meant_and_the_rest_is_counted(street: Path) -> None:
    answer = asked(street, "Gate")

    assert answer["node"]["path"] == "shop/gate.py"
    assert answer["notes"] == ["1 more of that name, in tests, left out"]


def test_several_definitions_are_listed_with_how_to_be_exact(street: Path) -> None:
    ran = triptych("callees", "open", "-C", street)

    assert ran.lines == ["shop/door.py:7  Door.open  method", "shop/gate.py:2  Gate.open  method"]
    assert "say which one, by its place (shop/door.py:7) or with more of what holds it" in ran.err


def test_names_nearby_are_suggested_when_none_is_found(street: Path) -> None:
    answer = asked(street, "Door.opem", expect=1)

    assert answer["verdict"] == "unknown"
    assert [one["qualified_name"] for one in answer["candidates"]] == ["Door.open", "Gate.open"]
    ran = triptych("show", "Door.opem", "-C", street, expect=1)
    assert "did you mean" in ran.err
    assert "shop/door.py:7  Door.open" in ran.err


def test_a_line_that_a_file_does_not_have_is_no_definition(street: Path) -> None:
    assert asked(street, "shop/gate.py:400", expect=1)["verdict"] == "unknown"
