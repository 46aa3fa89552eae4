"""What a function does with a member: it reads it, writes it, or both; a property is called once for each."""

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.resolution import Case

Uses = Callable[[str, str], set[tuple[str, str, str]]]


@pytest.fixture
def uses(tmp_path: Path) -> Uses:
    def found(name: str, source: str) -> set[tuple[str, str, str]]:
        (tmp_path / name).write_text(source)
        with closing(Case(tmp_path / name, tmp_path)) as case:
            return case.uses()

    return found


_PYTHON = "class A:\n    def __init__(self):\n        self.x = None\n    def f(self, y):\n        "


@pytest.mark.parametrize(
    ("statement", "relationships"),
    [
        ("self.x = y", ["writes"]),
        ("z, (y, *self.x) = y", ["writes"]),
        ("for self.x in y: pass", ["writes"]),
        ("with y as self.x: pass", ["writes"]),
        ("self.x: int = y", ["writes"]),
        ("del self.x", ["writes"]),
        ("self.x += y", ["reads", "writes"]),
        ("y = self.x", ["reads"]),
        ("self.x[y] = y", ["reads"]),
        ("self.x.z = y", ["reads"]),
    ],
)
def test_python_writes_what_it_gives_a_value(uses: Uses, statement: str, relationships: list[str]) -> None:
    found = uses("a.py", _PYTHON + statement + "\n")

    assert {one for one in found if one[0] == "A.f"} == {("A.f", type_, "A.x") for type_ in relationships}


_TYPESCRIPT = "class A {\n  x = {};\n  f(y) { %s }\n}\n"


@pytest.mark.parametrize(
    ("statement", "relationships"),
    [
        ("this.x = y;", ["writes"]),
        ("[this.x] = y;", ["writes"]),
        ("({ a: this.x } = y);", ["writes"]),
        ("for (this.x of y) {}", ["writes"]),
        ("delete this.x;", ["writes"]),
        ("this.x += y;", ["reads", "writes"]),
        ("this.x ||= y;", ["reads", "writes"]),
        ("this.x++;", ["reads", "writes"]),
        ("return this.x;", ["reads"]),
        ("this.x[y] = y;", ["reads"]),
    ],
)
@pytest.mark.parametrize("name", ["a.js", "a.ts"])
def test_javascript_writes_what_it_gives_a_value(
    uses: Uses, name: str, statement: str, relationships: list[str]
) -> None:
    found = uses(name, _TYPESCRIPT % statement)

    assert {one for one in found if one[0] == "A.f"} == {("A.f", type_, "A.x") for type_ in relationships}
