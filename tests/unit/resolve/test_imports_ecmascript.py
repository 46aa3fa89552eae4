"""Where the imports of JavaScript and TypeScript lead."""

import json

from support.import_trees import leads


def test_endings_may_be_left_out_and_a_folder_means_its_index() -> None:
    tree = {
        "main.ts": 'import a from "./a";\nimport b from "./b";\nimport c from "./parts/";\nimport d from ".";\nimport e from "./e";',
        "a.ts": "",
        "b.jsx": "",
        "parts/index.tsx": "",
        "index.js": "",
    }

    assert leads(tree, "main.ts") == {
        "./a": "a.ts",
        "./b": "b.jsx",
        "./parts/": "parts/index.tsx",
        ".": "index.js",
        "./e": "missing",
    }


def test_a_file_comes_before_the_folder_of_its_name() -> None:
    tree = {"main.js": 'import a from "./a";', "a.js": "", "a/index.js": ""}

    assert leads(tree, "main.js") == {"./a": "a.js"}


def test_typescript_writes_the_ending_that_the_compiler_will_have_made() -> None:
    tree = {
        "main.ts": 'import "./a.js";\nimport "./b.mjs";\nimport "./c.js";',
        "a.ts": "",
        "b.mts": "",
        "c.tsx": "",
    }

    assert leads(tree, "main.ts") == {"./a.js": "a.ts", "./b.mjs": "b.mts", "./c.js": "c.tsx"}


def test_a_declaration_is_only_the_outside_of_the_program_beside_it() -> None:
    tree = {"main.ts": 'import a from "./a";\nimport b from "./b";', "a.d.ts": "", "a.js": "", "b.d.ts": ""}

    assert leads(tree, "main.ts") == {"./a": "a.js", "./b": "b.d.ts"}


def test_every_way_to_load_a_module_counts() -> None:
    tree = {
        "main.js": 'const a = require("./a");\nexport * from "./b";\nfunction f() { return import("./c"); }\n',
        "a.js": "",
        "b.js": "",
        "c.js": "",
    }

    assert leads(tree, "main.js") == {"./a": "a.js", "./b": "b.js", "./c": "c.js"}


def test_a_folder_with_a_manifest_means_its_main_file() -> None:
    tree = {
        "main.js": 'import "./lib";',
        "lib/package.json": '{"main": "start"}',
        "lib/start.js": "",
        "lib/index.js": "",
    }

    assert leads(tree, "main.js") == {"./lib": "lib/start.js"}


def test_a_name_without_a_dot_is_a_library() -> None:
    tree = {"main.js": 'import "react";\nimport "node:fs";\nimport "https://a.b/c.js";', "react.js": ""}

    assert set(leads(tree, "main.js").values()) == {"external"}


# --- compiler options ---


def test_compiler_options_with_comments_and_last_commas_are_read() -> None:
    tree = {
        "tsconfig.json": '{ // ours\n "compilerOptions": { /* "no" */ "paths": { "shop": ["./src/index.ts"], }, }, }',
        "src/index.ts": "",
        "tests/a.ts": 'import "shop";',
    }

    assert leads(tree, "tests/a.ts") == {"shop": "src/index.ts"}


def test_of_several_patterns_the_longest_prefix_counts() -> None:
    options = {
        "compilerOptions": {"baseUrl": "src", "paths": {"@/*": ["app/*"], "@/parts/*": ["parts/*", "more/*"]}}
    }
    tree = {
        "tsconfig.json": json.dumps(options),
        "src/app/a.ts": "",
        "src/app/parts/b.ts": "",
        "src/more/b.ts": "",
        "src/c.ts": "",
        "src/main.ts": 'import "@/a";\nimport "@/parts/b";\nimport "c";',
    }

    assert leads(tree, "src/main.ts") == {
        "@/a": "src/app/a.ts",
        "@/parts/b": "src/more/b.ts",
        "c": "src/c.ts",
    }


def test_options_are_taken_over_from_the_files_they_extend() -> None:
    tree = {
        "config/base.json": '{"compilerOptions": {"paths": {"~/*": ["../src/*"]}}}',
        "app/tsconfig.json": '{"extends": "../config/base"}',
        "config/base/other.json": "",
        "src/a.ts": "",
        "app/main.ts": 'import "~/a";',
    }

    assert leads(tree, "app/main.ts") == {"~/a": "src/a.ts"}


def test_a_circle_of_extended_files_ends() -> None:
    tree = {
        "tsconfig.json": '{"extends": "./tsconfig.other.json"}',
        "tsconfig.other.json": '{"extends": "./tsconfig.json", "compilerOptions": {"baseUrl": "."}}',
        "a.ts": "",
        "main.ts": 'import "a";',
    }

    assert leads(tree, "main.ts") == {"a": "a.ts"}


def test_what_a_solution_refers_to_beside_it_counts_too() -> None:
    tree = {
        "tsconfig.json": '{"files": [], "references": [{"path": "./tsconfig.app.json"}]}',
        "tsconfig.app.json": '{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
        "src/a.ts": "",
        "src/main.ts": 'import "@/a";',
    }

    assert leads(tree, "src/main.ts") == {"@/a": "src/a.ts"}


def test_root_folders_lie_over_each_other() -> None:
    tree = {
        "tsconfig.json": '{"compilerOptions": {"rootDirs": ["src", "generated"]}}',
        "src/main.ts": 'import "./parts/a";',
        "generated/parts/a.ts": "",
    }

    assert leads(tree, "src/main.ts") == {"./parts/a": "generated/parts/a.ts"}


# --- packages ---


def monorepo(manifest: dict[str, object], **files: str) -> dict[str, str]:
    return {
        "package.json": '{"workspaces": ["packages/*", "!packages/old"]}',
        "packages/door/package.json": json.dumps({"name": "@shop/door", **manifest}),
        "packages/old/package.json": '{"name": "old"}',
        "packages/old/index.js": "",
        **{
            f"packages/door/{path.replace('__', '/').replace('_', '.')}": text for path, text in files.items()
        },
    }


def test_a_member_of_the_workspace_is_found_by_name() -> None:
    tree = monorepo({"main": "start.js"}, start_js="", more_js="")
    tree["packages/shop/main.js"] = (
        'import "@shop/door";\nimport "@shop/door/more";\nimport "old";\nimport "@shop/wall";'
    )

    assert leads(tree, "packages/shop/main.js") == {
        "@shop/door": "packages/door/start.js",
        "@shop/door/more": "packages/door/more.js",
        "old": "external",
        "@shop/wall": "external",
    }


def test_workspaces_of_pnpm_count() -> None:
    tree = monorepo({}, index_js="")
    tree["package.json"] = "{}"
    tree["pnpm-workspace.yaml"] = "packages:\n  # ours\n  - 'packages/**'\n"
    tree["main.js"] = 'import "@shop/door";'

    assert leads(tree, "main.js") == {"@shop/door": "packages/door/index.js"}


def test_exports_choose_by_how_the_module_is_loaded() -> None:
    exports = {".": {"import": "./a.mjs", "require": "./a.cjs"}, "./parts/*": "./lib/*.js", "./hidden": None}
    tree = monorepo({"exports": exports}, a_mjs="", a_cjs="", lib__one_js="")
    tree["main.mjs"] = 'import "@shop/door";\nimport "@shop/door/parts/one";'
    tree["main.cjs"] = 'require("@shop/door");'

    assert leads(tree, "main.mjs") == {
        "@shop/door": "packages/door/a.mjs",
        "@shop/door/parts/one": "packages/door/lib/one.js",
    }
    assert leads(tree, "main.cjs") == {"@shop/door": "packages/door/a.cjs"}


def test_a_file_that_is_yet_to_be_built_means_its_source() -> None:
    exports = {".": {"types": "./dist/index.d.ts", "import": "./dist/index.mjs"}, "./x": "./dist/esm/x/y.js"}
    tree = monorepo({"exports": exports}, src__index_ts="", src__x__y_tsx="")
    tree["main.ts"] = 'import "@shop/door";\nimport "@shop/door/x";'

    assert leads(tree, "main.ts") == {
        "@shop/door": "packages/door/src/index.ts",
        "@shop/door/x": "packages/door/src/x/y.tsx",
    }


def test_a_package_may_use_its_own_name_and_names_of_its_own() -> None:
    manifest = {"name": "door", "exports": {".": "./start.js"}, "imports": {"#parts/*": "./lib/*.js"}}
    tree = {
        "package.json": json.dumps(manifest),
        "start.js": "",
        "lib/key.js": "",
        "tests/a.js": 'import "door";\nimport "#parts/key";\nimport "#none";',
    }

    assert leads(tree, "tests/a.js") == {"door": "start.js", "#parts/key": "lib/key.js", "#none": "missing"}
