"""What holds for imports of every language."""

from hypothesis import given, settings
from hypothesis import strategies as st
from support.import_trees import Program, leads

TREE = {
    "pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["code"]',
    "code/shop/__init__.py": "from .door import open",
    "code/shop/door.py": "import lock\nfrom shop import wall",
    "code/shop/wall.py": "",
    "code/lock.py": "",
    "one/lib/lock.py": "",
    "one/lib/__init__.py": "",
    "two/lib/__init__.py": "",
    "main.py": "import lib, lock, shop.wall",
    "package.json": '{"workspaces": ["js/*"]}',
    "js/a/package.json": '{"name": "a"}',
    "js/a/index.ts": 'import "b";\nimport "./util";',
    "js/a/util.ts": "",
    "js/a/util.js": "",
    "js/b/package.json": '{"name": "b", "main": "dist/b.js"}',
    "js/b/src/b.ts": "",
    "Cargo.toml": '[package]\nname = "shop"',
    "src/lib.rs": "mod door;\nuse crate::door::Door;",
    "src/main.rs": "use shop::Shop;",
    "src/door.rs": "use super::Shop;",
    "go.mod": "module x.y/z",
    "g/a.go": "package g",
    "g/b.go": "package g",
    "g/main.go": 'package g\nimport "x.y/z/g"',
    "j/A.java": "package p;\nclass A {}",
    "k/A.java": "package p;\nclass A {}",
    "k/B.java": "package q;\nimport p.A;\nimport p.*;\nclass B { A a; }",
    "e/a.ex": "defmodule P.A do\nend",
    "e/b.ex": "defmodule P.A do\nend",
    "f/c.ex": "defmodule P.C do\n  alias P.A\nend",
    "n/A.cs": "namespace P { class A {} }",
    "n/B.cs": "namespace P { class B {} class A {} }",
    "o/C.cs": "using P;\nclass C { A a; B b; }",
    "c/x/door.h": "",
    "c/y/door.h": "",
    "c/a.c": '#include "door.h"\n#include "x/door.h"',
}


@settings(max_examples=25, deadline=None)
@given(st.permutations(sorted(TREE)))
def test_the_order_in_which_files_came_decides_nothing(order: list[str]) -> None:
    assert every(Program(TREE, order)) == every(Program(TREE))


def test_a_file_of_a_language_without_imports_leads_nowhere() -> None:
    assert leads({"a.md": "[b](b.md)", "b.md": ""}, "a.md") == {}


def test_files_of_a_name_are_found_in_the_folders_around_nearest_first() -> None:
    program = Program({"conftest.py": "", "a/b/conftest.py": "", "a/b/c/t.py": "", "d/conftest.py": ""})
    found = program.modules.beside_and_above(program.id_of("a/b/c/t.py"), "conftest.py")

    assert [program.path_of(one) for one in found] == ["a/b/conftest.py", "conftest.py"]


def every(program: Program) -> dict[str, list[list[str]]]:
    return {path: program.targets(path) for path in sorted(TREE)}
