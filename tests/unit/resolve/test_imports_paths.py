"""Where imports lead that name paths: C, C++, Ruby, Lua, Bash and Zig."""

import json

from support.import_trees import leads


def test_a_quoted_include_starts_beside_the_file() -> None:
    tree = {"src/a.c": '#include "b.h"\n#include "../c.h"', "src/b.h": "", "b.h": "", "c.h": ""}

    assert leads(tree, "src/a.c") == {"b.h": "src/b.h", "../c.h": "c.h"}


def test_an_include_folder_around_the_file_is_looked_in() -> None:
    tree = {
        "lib/src/a.c": '#include <shop/door.h>\n#include "util.h"',
        "lib/include/shop/door.h": "",
        "lib/src/util.h": "",
    }

    assert leads(tree, "lib/src/a.c") == {
        "shop/door.h": "lib/include/shop/door.h",
        "util.h": "lib/src/util.h",
    }


def test_the_recorded_calls_of_the_compiler_say_where_headers_lie() -> None:
    calls = [{"directory": "/home/me/shop/build", "command": "cc -I../deep/down -c ../a.c", "file": "../a.c"}]
    tree = {
        "compile_commands.json": json.dumps(calls),
        "a.c": "#include <door.h>",
        "deep/down/door.h": "",
        "other/door.h": "",
    }

    assert leads(tree, "a.c") == {"door.h": "deep/down/door.h"}


def test_a_header_that_only_one_path_ends_with_is_found_anywhere() -> None:
    tree = {"app/a.cpp": '#include "shop/door.h"\n#include <vector>', "x/y/shop/door.h": ""}

    assert leads(tree, "app/a.cpp") == {"shop/door.h": "x/y/shop/door.h", "vector": "external"}


def test_of_several_equally_near_headers_none_is_guessed() -> None:
    tree = {"app/a.c": '#include "door.h"', "x/door.h": "", "y/door.h": ""}

    assert leads(tree, "app/a.c") == {"door.h": "missing"}


def test_a_header_of_the_language_is_its_own() -> None:
    tree = {"a.c": '#include <string.h>\n#include "string.h"\n', "string.h": ""}

    assert leads({**tree, "b.c": "#include <string.h>"}, "b.c") == {"string.h": "external"}


def test_ruby_requires_from_the_load_path_or_from_beside_the_file() -> None:
    tree = {
        "lib/shop/door.rb": 'require "shop/lock"\nrequire_relative "wall"\nrequire "json"\nrequire_relative "none"',
        "lib/shop/lock.rb": "",
        "lib/shop/wall.rb": "",
        "test/t.rb": 'require "shop/door"\nrequire "helper"',
        "test/helper.rb": "",
    }

    assert leads(tree, "lib/shop/door.rb") == {
        "shop/lock": "lib/shop/lock.rb",
        "wall": "lib/shop/wall.rb",
        "json": "external",
        "none": "missing",
    }
    assert leads(tree, "test/t.rb") == {"shop/door": "lib/shop/door.rb", "helper": "test/helper.rb"}


def test_lua_names_are_paths_with_dots() -> None:
    tree = {
        "lua/shop/init.lua": 'local d = require("shop.door")\nlocal x = require("lpeg")',
        "lua/shop/door.lua": "",
        "main.lua": 'require("shop")',
    }

    assert leads(tree, "lua/shop/init.lua") == {"shop.door": "lua/shop/door.lua", "lpeg": "external"}
    assert leads(tree, "main.lua") == {"shop": "lua/shop/init.lua"}


def test_what_stands_after_a_variable_names_the_script() -> None:
    tree = {
        "bin/run.sh": 'source "$(dirname "$0")/words.sh"\n. "$ROOT/lib/doors.sh"\nsource "$1"\n. /etc/profile',
        "bin/words.sh": "",
        "lib/doors.sh": "",
    }

    assert leads(tree, "bin/run.sh") == {
        '$(dirname"$0")/words.sh': "bin/words.sh",
        "$ROOT/lib/doors.sh": "lib/doors.sh",
        "$1": "external",
        "/etc/profile": "external",
    }


def test_a_program_loads_nothing_that_lies_among_tests() -> None:
    tree = {
        "lua/shop.lua": 'require("door")',
        "tests/mocks/lua/door.lua": "",
        "tests/t.lua": 'require("door")',
    }

    assert leads(tree, "lua/shop.lua") == {"door": "external"}
    assert leads(tree, "tests/t.lua") == {"door": "tests/mocks/lua/door.lua"}


def test_a_zig_module_that_no_build_file_names_is_the_root_file_called_so() -> None:
    tree = {
        "build.zig": 'const x = .{ .name = "door", .module = door };\nconst t = .{ .root_source_file = b.path("t.zig") };',
        "src/door.zig": "",
        "tests/t.zig": 'const d = @import("door");\nconst s = @import("std");',
        "t.zig": "",
    }

    assert leads(tree, "tests/t.zig") == {"door": "src/door.zig", "std": "external"}


def test_zig_imports_files_by_path_and_modules_as_the_build_names_them() -> None:
    tree = {
        "build.zig": 'const m = b.addModule("door", .{ .root_source_file = b.path("src/door.zig") });',
        "src/door.zig": "",
        "src/main.zig": 'const std = @import("std");\nconst d = @import("door");\nconst w = @import("parts/wall.zig");',
        "src/parts/wall.zig": "",
    }

    assert leads(tree, "src/main.zig") == {
        "std": "external",
        "door": "src/door.zig",
        "parts/wall.zig": "src/parts/wall.zig",
    }
