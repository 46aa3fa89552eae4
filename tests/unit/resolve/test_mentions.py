"""A path that appears or vanishes changes only imports in which one of its words stands."""

import posixpath

import pytest
from support.import_trees import Program
from triptych_indexer.resolve.modules.mentions import inside, mentions
from triptych_indexer.resolve.modules.tree import Tree, is_below

TREE = {
    "pyproject.toml": "",
    "shop/__init__.py": "from .door import open\nfrom . import wall",
    "shop/door.py": "import shop.wall",
    "shop/wall.py": "",
    "space/roof.py": "",
    "main.py": "from space import roof\nimport shop.door as d\nimport space.roof",
    "tests/test_a.py": "import helper",
    "tests/helper.py": "",
    "tests/deep/use.py": "import helper",
    "package.json": '{"name": "top", "workspaces": ["js/*"], "imports": {"#key": "./js/b/src/key.ts"}}',
    "tsconfig.json": '{"compilerOptions": {"paths": {"@/*": ["js/a/*"], "exactly": ["js/a/start.ts"]}}}',
    "js/a/package.json": '{"name": "a"}',
    "js/a/src/index.ts": 'import "b";\nimport "./parts";\nimport "#key";',
    "js/a/src/parts/index.ts": 'import "..";\nimport "../util.js";',
    "js/a/src/util.ts": 'import "@/start";\nimport "exactly";\nimport ".";',
    "js/a/start.ts": 'import "a";\nimport "b/door";',
    "js/b/package.json": '{"name": "b", "exports": {".": "./dist/begin.js", "./door": "./dist/d.js"}}',
    "js/b/src/begin.ts": "",
    "js/b/src/d.ts": "",
    "js/b/src/key.ts": "",
    "rust/Cargo.toml": '[package]\nname = "house"\n[lib]\npath = "code/house.rs"\n',
    "rust/code/house.rs": "mod door;\nmod wall;",
    "rust/code/door.rs": "mod lock;\nuse crate::wall::Brick;",
    "rust/code/door/lock.rs": "use super::Door;\nuse super::super::House;",
    "rust/code/wall/mod.rs": "use super::door::Door;",
    "rust/tests/first.rs": "mod common;\nuse house::wall;",
    "rust/tests/second.rs": "mod common;",
    "rust/tests/common/mod.rs": "use crate::Thing;",
    "go.mod": "module x.y/z",
    "root.go": "package z",
    "g/a.go": "package g",
    "g/b.go": "package g",
    "h/main.go": 'package h\nimport "x.y/z/g"\nimport "x.y/z"',
    "c/include/door.h": "",
    "c/a.c": '#include "door.h"\n#include "x/door.h"',
    "c/x/door.h": "",
    "lua/shop/init.lua": 'require("shop.door")',
    "lua/shop/door.lua": 'require("shop")',
    "lib/house.rb": 'require "house/door"',
    "lib/house/door.rb": "",
    "build.zig": 'b.addModule("door", .{ .root_source_file = b.path("zig/d.zig") });',
    "zig/d.zig": "",
    "zig/main.zig": '@import("door");',
    "Package.swift": 'let p = Package(targets: [.target(name: "Doors", path: "Code")])',
    "Code/Gate.swift": "public class Gate {}",
    "App/main.swift": "import Doors\nlet d = Gate()",
}


@pytest.mark.parametrize("path", [path for path in TREE if not path.startswith(("package.json", "tsconfig"))])
def test_an_import_that_means_something_else_without_a_path_mentions_it(path: str) -> None:
    before, after = Program(TREE), Program({one: text for one, text in TREE.items() if one != path})
    files = [(after.id_of(one), one.encode(), None) for one in TREE if one != path]
    words = mentions(Tree(files, after), path)
    around = inside(path)
    if words is None:
        return
    for other in TREE:
        if other == path or (around is not None and is_below(other, around)):
            continue
        for before_site, after_site in zip(
            before.imports_in(before.id_of(other)), after.imports_in(after.id_of(other)), strict=True
        ):
            if before.outcome(before_site, other) != after.outcome(after_site, other):
                said = before_site.module + " ".join(name for name, _ in before_site.names)
                assert any(word in said for word in words), (other, before_site.module, words)


def test_what_decides_for_all_is_told_as_such() -> None:
    tree = Tree([], Program({}))

    for path in ("a/__init__.py", "Cargo.toml", "js/tsconfig.base.json", "src/lib.rs", "tests/test_first.py"):
        assert mentions(tree, path) is None


def test_most_files_are_mentioned_by_their_stem() -> None:
    tree = Tree([], Program({}))

    for path in ("shop/door.py", "shop/door.test.ts", "door.rs", "a/b/door.rb", "include/door.h"):
        assert mentions(tree, path) == {"door"}
        assert posixpath.basename(path).startswith("door")
