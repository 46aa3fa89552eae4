"""Where the imports of Rust and Go lead."""

from support.import_trees import Program, leads

PACKAGE = '[package]\nname = "big-shop"\n'


def test_a_module_is_a_file_or_a_folder_below_the_one_that_declares_it() -> None:
    tree = {
        "Cargo.toml": PACKAGE,
        "src/lib.rs": "mod door;\nmod wall;\nmod none;",
        "src/door.rs": "mod lock;",
        "src/door/lock.rs": "",
        "src/wall/mod.rs": "mod brick;",
        "src/wall/brick.rs": "",
    }

    assert leads(tree, "src/lib.rs") == {"door": "src/door.rs", "wall": "src/wall/mod.rs", "none": "missing"}
    assert leads(tree, "src/door.rs") == {"lock": "src/door/lock.rs"}
    assert leads(tree, "src/wall/mod.rs") == {"brick": "src/wall/brick.rs"}


def test_an_attribute_says_where_a_module_lies() -> None:
    tree = {
        "src/lib.rs": '#[path = "unix/imp.rs"]\n#[cfg(unix)]\nmod imp;\nmod other;',
        "src/unix/imp.rs": "",
        "src/other.rs": "",
    }

    assert leads(tree, "src/lib.rs") == {
        "imp": "src/unix/imp.rs",
        "unix/imp.rs": "src/unix/imp.rs",
        "other": "src/other.rs",
    }


def test_a_module_inside_of_a_file_is_a_folder_for_what_it_declares() -> None:
    tree = {"src/lib.rs": "mod parts { mod lock; }", "src/parts/lock.rs": ""}

    assert leads(tree, "src/lib.rs") == {"lock": "src/parts/lock.rs"}


def test_paths_start_at_the_crate_the_module_itself_or_the_one_around_it() -> None:
    tree = {
        "Cargo.toml": PACKAGE,
        "src/lib.rs": "mod door;",
        "src/door/mod.rs": "mod lock;\nuse self::lock::turn;\nuse lock::Key;",
        "src/door/lock.rs": "use crate::door::open;\nuse super::Door;\nuse super::super::Shop;",
    }

    assert leads(tree, "src/door/lock.rs") == {
        "crate::door": "src/door/mod.rs",
        "super": "src/door/mod.rs",
        "super::super": "src/lib.rs",
    }
    assert leads(tree, "src/door/mod.rs") == {
        "lock": "src/door/lock.rs",
        "self::lock": "src/door/lock.rs",
    }


def test_the_module_around_an_inner_module_is_the_file_itself() -> None:
    tree = {"src/lib.rs": "mod door;", "src/door.rs": "mod tests { use super::*; use super::super::Shop; }"}

    assert leads(tree, "src/door.rs") == {"super": "src/door.rs", "super::super": "src/lib.rs"}


def test_imported_modules_are_targets_of_their_own() -> None:
    program = Program({"src/lib.rs": "use crate::{door, Shop};", "src/door.rs": ""})

    assert program.leads("src/lib.rs") == {"crate": "src/door.rs src/lib.rs"}
    assert program.submodules("src/lib.rs") == ["door"]


def test_other_crates_are_found_by_what_manifests_call_them() -> None:
    tree = {
        "Cargo.toml": '[workspace]\nmembers = ["a", "b"]\n[workspace.dependencies]\nwall = { path = "b" }\n',
        "a/Cargo.toml": PACKAGE
        + '[dependencies]\nwall = { workspace = true }\nouter = { path = "../c", package = "fence" }\nserde = "1"\n',
        "a/src/main.rs": "use big_shop::door::Key;\nuse wall::Brick;\nuse outer::Post;\nuse serde::Serialize;\nuse std::fmt;",
        "a/src/lib.rs": "",
        "a/src/door.rs": "",
        "b/Cargo.toml": '[package]\nname = "wall"\n[lib]\npath = "code/wall.rs"\n',
        "b/code/wall.rs": "",
        "c/Cargo.toml": '[package]\nname = "fence"\n',
        "c/src/lib.rs": "",
    }

    assert leads(tree, "a/src/main.rs") == {
        "big_shop::door": "a/src/door.rs",
        "wall": "b/code/wall.rs",
        "outer": "c/src/lib.rs",
        "serde": "external",
        "std": "external",
    }


def test_every_program_test_and_example_is_a_crate_of_its_own() -> None:
    tree = {
        "Cargo.toml": PACKAGE + '[[bin]]\nname = "tool"\npath = "tool/start.rs"\n',
        "src/lib.rs": "",
        "src/bin/one.rs": "mod parts;\nuse crate::parts::a;",
        "src/bin/parts.rs": "",
        "tests/all/main.rs": "mod door;",
        "tests/all/door.rs": "use crate::helper;\nuse big_shop::Shop;",
        "tool/start.rs": "mod inner;",
        "tool/inner.rs": "use crate::Tool;",
    }

    assert leads(tree, "src/bin/one.rs") == {"parts": "src/bin/parts.rs", "crate::parts": "src/bin/parts.rs"}
    assert leads(tree, "tests/all/door.rs") == {"crate": "tests/all/main.rs", "big_shop": "src/lib.rs"}
    assert leads(tree, "tool/start.rs") == {"inner": "tool/inner.rs"}
    assert leads(tree, "tool/inner.rs") == {"crate": "tool/start.rs"}


def test_of_library_and_program_the_one_that_declares_a_module_is_its_crate() -> None:
    tree = {
        "Cargo.toml": PACKAGE,
        "src/lib.rs": "mod door;",
        "src/main.rs": "mod screen;",
        "src/door.rs": "use crate::Shop;",
        "src/screen.rs": "use crate::Options;",
    }
    program = Program(tree)
    site = program.imports_in(program.id_of("src/screen.rs"))[0]
    resolution = program.modules.resolve(site, program.id_of("src/screen.rs"))

    assert program.leads("src/door.rs") == {"crate": "src/lib.rs"}
    assert program.leads("src/screen.rs") == {"crate": "src/main.rs"}
    assert {program.path_of(one) for one in resolution.looked_at} == {"src/lib.rs", "src/main.rs"}


def test_a_file_knows_its_crate_and_the_module_around_it() -> None:
    program = Program({"src/lib.rs": "", "src/door/mod.rs": "", "src/door/lock.rs": ""})
    modules = program.modules
    lock, door, shop = (program.id_of(path) for path in ("src/door/lock.rs", "src/door/mod.rs", "src/lib.rs"))

    assert (modules.crate_file(lock), modules.parent_module(lock)) == (shop, door)
    assert (modules.crate_file(shop), modules.parent_module(shop)) == (shop, None)
    assert modules.submodule(door, "lock") == lock


# --- Go ---


def test_a_package_is_every_file_of_its_folder_but_the_tests() -> None:
    tree = {
        "go.mod": "module example.com/shop\n\ngo 1.22\n",
        "door/door.go": "package door",
        "door/lock.go": "package door",
        "door/door_test.go": "package door",
        "main.go": 'package main\nimport (\n  "fmt"\n  d "example.com/shop/door"\n  "example.com/shop/none"\n)',
    }

    assert leads(tree, "main.go") == {
        "fmt": "external",
        "example.com/shop/door": "door/door.go door/lock.go",
        "example.com/shop/none": "missing",
    }


def test_of_nested_modules_the_longest_path_counts() -> None:
    tree = {
        "go.mod": "module example.com/shop",
        "api/go.mod": "module example.com/shop/v2/api",
        "api/door/door.go": "package door",
        "door/door.go": "package door",
        "main.go": 'package main\nimport "example.com/shop/v2/api/door"\nimport "example.com/shop/door"',
    }

    assert leads(tree, "main.go") == {
        "example.com/shop/v2/api/door": "api/door/door.go",
        "example.com/shop/door": "door/door.go",
    }


def test_a_module_may_be_replaced_by_a_folder() -> None:
    tree = {
        "app/go.mod": "module example.com/app\nreplace example.com/door v1.0.0 => ../fork\n",
        "fork/door.go": "package door",
        "app/main.go": 'package main\nimport "example.com/door"',
    }

    assert leads(tree, "app/main.go") == {"example.com/door": "fork/door.go"}
