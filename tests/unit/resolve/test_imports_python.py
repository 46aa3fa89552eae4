"""Where Python's imports lead."""

from support.import_trees import Program, leads


def test_dots_count_from_the_package_of_the_file() -> None:
    tree = {
        "shop/__init__.py": "",
        "shop/door.py": "",
        "shop/parts/__init__.py": "from . import lock\nfrom ..door import open",
        "shop/parts/lock.py": "from .. import door\nfrom .... import nothing",
    }

    assert leads(tree, "shop/parts/__init__.py") == {".": "shop/parts/lock.py", "..door": "shop/door.py"}
    assert leads(tree, "shop/parts/lock.py") == {"..": "shop/door.py", "....": "missing"}


def test_a_module_below_src_is_found_without_src_in_its_name() -> None:
    tree = {
        "src/shop/__init__.py": "",
        "src/shop/door.py": "",
        "tests/test_door.py": "from shop.door import open",
    }

    assert leads(tree, "tests/test_door.py") == {"shop.door": "src/shop/door.py"}


def test_a_folder_without_init_is_a_package() -> None:
    tree = {"shop/door.py": "", "main.py": "import shop.door\nfrom shop import door as d"}

    assert leads(tree, "main.py") == {"shop.door": "shop/door.py", "shop": "shop/door.py"}


def test_a_package_comes_before_nothing_and_a_module_before_its_stub() -> None:
    tree = {
        "door.py": "",
        "door.pyi": "",
        "lock.pyi": "",
        "main.py": "import door\nimport lock\nimport numpy",
    }

    assert leads(tree, "main.py") == {"door": "door.py", "lock": "lock.pyi", "numpy": "external"}


def test_of_two_roots_with_the_same_module_the_nearer_one_counts() -> None:
    tree = {
        "one/pyproject.toml": "",
        "one/shop/__init__.py": "",
        "one/main.py": "import shop",
        "two/pyproject.toml": "",
        "two/shop/__init__.py": "",
        "two/main.py": "import shop",
    }

    assert leads(tree, "one/main.py") == {"shop": "one/shop/__init__.py"}
    assert leads(tree, "two/main.py") == {"shop": "two/shop/__init__.py"}


def test_what_a_package_defines_itself_is_not_the_module_of_that_name() -> None:
    tree = {
        "shop/__init__.py": "from .doors import open\ndef close(): ...",
        "shop/doors.py": "",
        "shop/open.py": "",
        "shop/close.py": "",
        "shop/walls.py": "",
        "main.py": "from shop import open, close",
        "other.py": "from shop import walls",
    }

    assert leads(tree, "main.py") == {"shop": "shop/__init__.py"}
    assert leads(tree, "other.py") == {"shop": "shop/walls.py"}


def test_a_name_that_a_package_takes_from_its_module_of_that_name_leads_there() -> None:
    tree = {
        "shop/__init__.py": "from .door import door",
        "shop/door.py": "",
        "main.py": "from shop import door",
    }

    assert leads(tree, "main.py") == {"shop": "shop/door.py"}
    assert Program(tree).submodules("main.py") == []  # it is the name in that module, not the module


def test_importing_a_dotted_name_gives_the_first_package_a_name() -> None:
    tree = {"a/__init__.py": "", "a/b/__init__.py": "", "a/b/c.py": "", "main.py": "import a.b.c"}
    program = Program(tree)
    site = program.imports_in(program.id_of("main.py"))[0]
    resolution = program.modules.resolve(site, program.id_of("main.py"))

    assert [program.path_of(target.file_id) for target in resolution.packages] == ["a/__init__.py"]
    assert [program.path_of(target.file_id) for target in resolution.targets] == ["a/b/c.py"]


def test_a_script_imports_its_neighbour_and_a_module_of_a_package_does_not() -> None:
    tree = {
        "tools/run.py": "import words",
        "tools/words.py": "",
        "shop/__init__.py": "",
        "shop/run.py": "import words2",
        "shop/words2.py": "",
    }

    assert leads(tree, "tools/run.py") == {"words": "tools/words.py"}
    assert leads(tree, "shop/run.py") == {"words2": "external"}


def test_a_script_called_like_a_library_does_not_import_itself() -> None:
    assert leads({"tools/numpy.py": "import numpy"}, "tools/numpy.py") == {"numpy": "external"}


def test_a_package_may_import_its_own_modules_by_its_full_name() -> None:
    tree = {"shop/__init__.py": "from shop import door", "shop/door.py": ""}

    assert leads(tree, "shop/__init__.py") == {"shop": "shop/door.py"}


def test_what_a_package_of_ours_lacks_is_missing_and_not_a_library() -> None:
    tree = {"shop/__init__.py": "", "main.py": "import shop.generated\nimport numpy.linalg"}

    assert leads(tree, "main.py") == {"shop.generated": "missing", "numpy.linalg": "external"}


def test_the_standard_library_is_not_looked_for_in_other_roots() -> None:
    tree = {"lib/json/__init__.py": "", "app/main.py": "import json"}

    assert leads(tree, "app/main.py") == {"json": "external"}


def test_a_package_among_tests_is_a_root_for_nobody() -> None:
    tree = {
        "tests/apps/hello/__init__.py": "import hello.parts",
        "tests/apps/hello/parts.py": "",
        "tests/test_hello.py": "import hello",
    }

    assert leads(tree, "tests/test_hello.py") == {"hello": "external"}
    assert leads(tree, "tests/apps/hello/__init__.py") == {"hello.parts": "external"}


def test_tests_import_from_the_folder_that_pytest_puts_on_the_path() -> None:
    tree = {
        "tests/door/__init__.py": "",
        "tests/door/test_open.py": "from door.keys import key\nimport helpers",
        "tests/door/keys.py": "",
        "tests/helpers.py": "",
        "tests/conftest.py": "",
        "shop.py": "import helpers",
    }

    assert leads(tree, "tests/door/test_open.py") == {
        "door.keys": "tests/door/keys.py",
        "helpers": "tests/helpers.py",
    }
    assert leads(tree, "shop.py") == {"helpers": "external"}


def test_manifests_say_where_packages_lie() -> None:
    for manifest, text in {
        "pyproject.toml": '[tool.setuptools.packages.find]\nwhere = ["code"]',
        "a/pyproject.toml": '[tool.poetry]\npackages = [{include = "shop", from = "../code"}]',
        "b/pyproject.toml": '[tool.maturin]\npython-source = "../code"',
        "setup.cfg": "[options]\npackage_dir =\n    = code\n",
        "c/setup.cfg": "[options.packages.find]\nwhere = ../code\n",
        "setup.py": 'setup(package_dir={"": "code"})',
        "pytest.ini": "[pytest]\npythonpath = code\n",
    }.items():
        tree = {manifest: text, "code/shop.py": "", "main.py": "import shop"}
        assert leads(tree, "main.py") == {"shop": "code/shop.py"}, manifest

    assert leads({"code/shop.py": "", "main.py": "import shop"}, "main.py") == {"shop": "external"}


def test_a_package_may_lie_in_a_folder_of_another_name() -> None:
    tree = {
        "pyproject.toml": '[tool.setuptools.package-dir]\nshop = "source/shop_core"',
        "source/shop_core/__init__.py": "",
        "source/shop_core/door.py": "",
        "main.py": "import shop.door",
    }

    assert leads(tree, "main.py") == {"shop.door": "source/shop_core/door.py"}


def test_a_manifest_that_cannot_be_read_says_nothing() -> None:
    for name, text in {"pyproject.toml": "[tool", "setup.cfg": "no section", "setup.py": "def ("}.items():
        assert leads({name: text, "shop.py": "", "main.py": "import shop"}, "main.py") == {"shop": "shop.py"}


def test_a_module_inside_a_package_is_found_by_name() -> None:
    program = Program({"shop/__init__.py": "", "shop/door.py": "", "main.py": ""})
    submodule = program.modules.submodule

    assert program.path_of(submodule(program.id_of("shop/__init__.py"), "door")) == "shop/door.py"
    assert submodule(program.id_of("main.py"), "door") is None
