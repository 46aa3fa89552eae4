"""`show` and `status` beyond names and counts: relations, imports, what the last run did, which settings it had."""

import json
from pathlib import Path
from typing import Any

import pytest
from support.command import triptych
from support.repositories import draw

SHOP = """
    shop/__init__.py
    shop/door.py
        class Door:
            def open(self): ...
    shop/gate.py
        import hinges.steel
        from shop.door import Door

        class Gate[T: str](Door):
            def swing(self):
                self.open()
                hinges.steel.grease(self)
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = draw(tmp_path / "one", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def shown(root: Path, what: str) -> dict[str, Any]:  # Any: JSON
    [definition] = json.loads(triptych("show", what, "-C", root, "--json").out)
    assert isinstance(definition, dict)
    return definition


def status(root: Path, **environment: str) -> dict[str, Any]:  # Any: JSON
    told: dict[str, Any] = json.loads(triptych("status", "-C", root, "--json", environment=environment).out)
    return told


def test_a_class_tells_what_it_builds_on_and_what_builds_on_it(shop: Path) -> None:
    gate, door = shown(shop, "Gate"), shown(shop, "Door")

    assert gate["type_parameters"] == ["T: str"]
    assert ("to", "inherits", "Door", "shop/door.py", 4) in [_edge(one) for one in gate["relations"]]
    assert ("from", "inherits", "Gate", "shop/gate.py", 4) in [_edge(one) for one in door["relations"]]
    assert "← inherits Gate  shop/gate.py" in triptych("show", "Door", "-C", shop).out


def _edge(relation: dict[str, Any]) -> tuple[Any, ...]:  # Any: JSON
    return tuple(relation[key] for key in ("direction", "type", "qualified_name", "path", "line"))


def test_a_module_tells_what_it_imports_and_who_imports_it(shop: Path) -> None:
    gate, door = shown(shop, "shop.gate"), shown(shop, "shop.door")

    assert [(one["path"], one["line"], one["import_path"]) for one in gate["imports"]] == [
        (None, 1, "hinges.steel"),
        ("shop/door.py", 2, "shop.door"),
    ]
    assert [(one["path"], one["line"]) for one in door["imported_by"]] == [("shop/gate.py", 2)]


def test_a_name_from_elsewhere_is_shown_where_it_is_imported_and_used(shop: Path) -> None:
    ran = triptych("show", "hinges.steel", "-C", shop, expect=1)
    used = triptych("show", "grease", "-C", shop, expect=1)

    assert "shop/gate.py:1  import  import hinges.steel" in ran.err
    assert "shop/gate.py:7  call  Gate.swing" in used.err
    assert ran.out == used.out == ""


def test_status_tells_how_many_calls_are_linked(shop: Path) -> None:
    told = status(shop)

    assert told["call_sites"] == {"sure": 1, "doubtful": 0, "unlinked": 1}
    assert "1 call site is linked to a definition; 1 lead out" in triptych("status", "-C", shop).out


def test_status_tells_what_the_last_run_found(shop: Path) -> None:
    assert status(shop)["last_changes"] == {"created": 3}
    (shop / "shop" / "door.py").write_text("class Door: ...\n")
    (shop / "shop" / "__init__.py").unlink()

    triptych("index", shop, "--embedder", "none", "--quiet")

    assert status(shop)["last_changes"] == {"deleted": 1, "modified": 1}


def test_status_tells_which_settings_have_changed_since(shop: Path) -> None:
    same = status(shop, TRIPTYCH_EMBEDDER="none")["other_settings"]
    other = status(shop, TRIPTYCH_EMBEDDER="static")["other_settings"]

    assert same == []
    assert other == [{"key": "embedder", "then": "none", "now": "static"}]
