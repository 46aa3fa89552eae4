"""Manifests come with a stranger's repository: none makes a run slow or ends it."""

import time

import pytest
from support.import_trees import Program

LONG = 300_000

HOSTILE = {
    "comments that never end": ("tsconfig.json", "/*" * LONG, "a.ts", 'import "b";'),
    "strings that never end": ("tsconfig.json", '"' + '\\"' * LONG, "a.ts", 'import "b";'),
    "commas and blanks": ("package.json", "{" + ", " * LONG, "a.ts", 'import "b";'),
    "brackets in brackets": ("package.json", "[" * LONG, "a.ts", 'import "b";'),
    "tables in tables": ("pyproject.toml", "a = " + "[" * LONG, "a.py", "import b"),
    "stars": (
        "package.json",
        '{"workspaces": ["' + "**/" * 20_000 + 'x"], "name": "a"}',
        "a.ts",
        'import "b";',
    ),
    "stars of options": ("tsconfig.json", '{"compilerOptions": {"paths": {"*": ["' + "*" * LONG + '"]}}}', "a.ts", 'import "b";'),
    "blank lines": ("go.mod", "\n" * LONG + "module", "a.go", 'package a\nimport "b/c"'),
    "names without an end": ("build.zig", '.name = "a" ' * (LONG // 10), "a.zig", '_ = @import("b");'),
    "targets without an end": ("Package.swift", '.target(name: "a" ' * (LONG // 10), "a.swift", "import b"),
    "folders without an end": ("setup.py", "package_dir={" * (LONG // 10), "a.py", "import b"),
    "options without an end": ("compile_commands.json", '[{"command": "' + "-I'" * LONG + '"}]', "a.c", '#include "b.h"'),
    "a name of many parts": ("pom.xml", "", "a.java", "import " + "a." * 20_000 + "B;\nclass A {}"),
    "variables that never end": ("x.sh", "", "a.sh", "source " + "${" * 20_000),
    "text that is no manifest": ("Cargo.toml", "\x00\ufffd" * 1_000, "src/lib.rs", "use a::b;"),
    "values of other types": (
        "package.json",
        '{"name": 1, "workspaces": {"packages": 2}, "exports": 3, "imports": [], "dependencies": []}',
        "a.js",
        'import "b";\nimport "#c";',
    ),
    "tables of other types": ("pyproject.toml", "tool = 1\nproject = []", "a.py", "import b"),
    "crates of other types": ("Cargo.toml", 'package = 1\nlib = []\ndependencies = "x"\nbin = {}', "src/lib.rs", "use a::b;"),
    "options of other types": (
        "tsconfig.json",
        '{"extends": 1, "references": {}, "compilerOptions": {"baseUrl": 2, "paths": [], "rootDirs": {}}}',
        "a.ts",
        'import "b";',
    ),
    "calls of other types": ("compile_commands.json", '[1, {"command": 2}, {"arguments": [3]}]', "a.c", '#include "b.h"'),
    "namespaces of other types": ("composer.json", '{"autoload": {"psr-4": {"A": 1, "B": [2]}}}', "a.php", "<?php\nuse A\\B;"),
}  # fmt: skip


@pytest.mark.parametrize("case", HOSTILE)
def test_no_manifest_costs_more_than_its_length(case: str) -> None:
    manifest, text, path, program = HOSTILE[case]
    tree = Program({"x/" * 200 + "package.json": "{}", manifest: text, path: program})
    started = time.process_time()
    resolved = tree.targets(path)
    took_s = time.process_time() - started

    assert not any(resolved)
    assert took_s < 3


ABSOLUTE = {
    "a.go": 'package a\nimport "{}"',
    "a.py": "import {}",
    "a.ts": 'import "{}";',
    "a.rb": 'require "{}"',
    "a.c": '#include "{}"',
    "a.sh": "source {}",
    "a.zig": '_ = @import("{}");',
    "a.lua": 'require("{}")',
    "a.php": "<?php\ninclude '{}';",
    "a.rs": '#[path = "{}"] mod a;',
}


@pytest.mark.parametrize("wanted", ["/", "//", "/abs/x"])
@pytest.mark.parametrize("path", ABSOLUTE)
def test_an_import_by_an_absolute_path_leads_nowhere_and_ends(path: str, wanted: str) -> None:
    tree = Program({"go.mod": "module shop", path: ABSOLUTE[path].format(wanted)})

    assert not any(tree.targets(path))


MANIFESTS = {
    "rs": ("Cargo.toml", '[package]\nname = "door"', "use door::open;", "src/lib.rs"),
    "ts": (
        "tsconfig.json",
        '{"compilerOptions": {"paths": {"~/*": ["./src/*"]}}}',
        'import "~/door";',
        "src/door.ts",
    ),
    "js": ("package.json", '{"workspaces": ["src"]}', 'import "door";', "src/index.js"),
}


@pytest.mark.parametrize("ending", MANIFESTS)
def test_a_file_fifteen_hundred_folders_down_takes_over_what_holds_at_the_root(ending: str) -> None:
    manifest, says, program, target = MANIFESTS[ending]
    deep = "x/" * 1_500 + f"a.{ending}"
    tree = Program({manifest: says, "src/package.json": '{"name": "door"}', target: "", deep: program})

    assert tree.targets(deep) == [[target]]
