"""Questions to the graph from the terminal, on a shop whose answers a person can see in the drawing."""

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.command import Ran, triptych
from support.repositories import committed, draw, git
from triptych_search.navigate.cycles import new_edges

SHOP = """
    shop/__init__.py
    shop/base.py
        class Lock:
            def turn(self):
                raise NotImplementedError

            def name(self):
                return "lock"
    shop/lock.py
        import socketserver

        from shop.base import Lock


        class Bolt(Lock):
            def turn(self):
                return oiled(3)


        class Chain(Bolt, socketserver.BaseServer):
            pass


        def oiled(drops):
            return drops > 1
    shop/door.py
        from shop.lock import Bolt, oiled


        class Door:
            def __init__(self):
                self.lock = Bolt()

            def open(self):
                return self.lock.turn()

            def slam(self):
                return unknown_thing.turn()


        def build():
            return Door()


        def _forgotten():
            return 1


        def _visit_garden():
            return 2


        def dispatch(what):
            return globals()["_visit_%s" % what]()
    shop/house.py
        from shop.door import Door, build


        def live():
            door = build()
            return Door().open()


        def paint():
            from shop import street
            return street.walk()
    shop/street.py
        from shop.house import live


        def walk():
            return live()
    tests/test_door.py
        from shop.door import Door
        from shop.house import live


        def test_open():
            assert Door().open()


        def test_live():
            assert live()
    tests/test_oil.py
        from shop.lock import oiled


        def test_oil():
            assert oiled(2)
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = draw(tmp_path_factory.mktemp("graph") / "shop", SHOP)
    committed(root)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def asked(shop: Path, *arguments: str, expect: int = 0) -> Any:  # a JSON document
    return json.loads(triptych(*arguments, "-C", shop, "--json", expect=expect).out)


def said(shop: Path, *arguments: str, expect: int = 0) -> Ran:
    return triptych(*arguments, "-C", shop, expect=expect)


# --- callers and callees ---


def test_callers_are_told_place_first_with_how_sure_each_is(shop: Path) -> None:
    ran = said(shop, "callers", "oiled")

    assert ran.lines == [
        "shop/lock.py:8  Bolt.turn  direct 1.00",
        "tests/test_oil.py:5  test_oil  direct 1.00",
    ]


@pytest.mark.parametrize(("flag", "names"), [("--tests", ["test_oil"]), ("--no-tests", ["Bolt.turn"])])
def test_callers_in_tests_can_be_asked_for_or_left_out(shop: Path, flag: str, names: list[str]) -> None:
    assert [row["qualified_name"] for row in asked(shop, "callers", "oiled", flag)["rows"]] == names


def test_a_definition_is_named_by_its_place_its_qualified_name_or_its_name(shop: Path) -> None:
    answers = [
        asked(shop, "callers", name)["rows"]
        for name in ("shop/lock.py:16", "oiled", f"{shop}/shop/lock.py:15")
    ]

    assert answers[0] == answers[1] == answers[2]


def test_a_name_of_several_definitions_lists_them(shop: Path) -> None:
    ran = said(shop, "callers", "turn")

    assert ran.lines == ["shop/base.py:2  Lock.turn  method", "shop/lock.py:7  Bolt.turn  method"]
    assert "say which one" in ran.err
    assert asked(shop, "callers", "turn")["verdict"] == "ambiguous"


def test_callers_over_several_calls_pass_from_a_constructor_to_its_class(shop: Path) -> None:
    rows = asked(shop, "callers", "Door.__init__", "--depth", "2")["rows"]

    assert {(row["depth"], row["qualified_name"]) for row in rows} == {
        (1, "build"), (1, "live"), (1, "test_open"), (2, "live"), (2, "walk"), (2, "test_live"),
    }  # fmt: skip


def test_callees_over_several_calls_pass_from_a_class_to_its_constructor(shop: Path) -> None:
    rows = asked(shop, "callees", "build", "--depth", "2")["rows"]

    assert [(row["depth"], row["qualified_name"]) for row in rows] == [(1, "Door"), (2, "Bolt")]


def test_none_is_certain_only_when_every_call_site_of_the_name_is_linked(shop: Path) -> None:
    certain = said(shop, "callers", "_forgotten", expect=1)
    assert "every call site of its name is linked" in certain.err
    assert asked(shop, "callers", "_forgotten", expect=1)["verdict"] == "none"

    doubtful = asked(shop, "callers", "Lock.turn", expect=1)
    assert doubtful["verdict"] == "unresolved"
    assert [(site["path"], site["line"]) for site in doubtful["unresolved"]["sites"]] == [
        ("shop/door.py", 12)
    ]


def test_a_name_that_is_not_defined_here_is_no_definition(shop: Path) -> None:
    assert "no definition" in said(shop, "callers", "zyzzyva", expect=1).err
    assert asked(shop, "callees", "zyzzyva", expect=1)["verdict"] == "unknown"


def test_a_hub_is_capped_and_its_true_number_told(shop: Path) -> None:
    answer = asked(shop, "callers", "Door", "--limit", "1")

    assert (len(answer["rows"]), answer["total"], answer["cut"]) == (1, 3, True)
    assert "1 of 3 callers shown" in said(shop, "callers", "Door", "--limit", "1").err


def test_the_total_of_a_walk_is_that_of_the_whole_list(shop: Path) -> None:
    whole = asked(shop, "callers", "oiled", "--depth", "4", "--limit", "0")
    short = asked(shop, "callers", "oiled", "--depth", "4", "--limit", "2")

    assert short["total"] == whole["total"] == len(whole["rows"]) > 2
    assert (len(short["rows"]), short["cut"], whole["cut"]) == (2, True, False)
    told = said(shop, "callers", "oiled", "--depth", "4", "--limit", "2").err
    assert f"2 of {whole['total']} callers shown" in told


# --- path, refs, hierarchy ---


def test_the_shortest_chain_of_calls_is_told_call_by_call(shop: Path) -> None:
    answer = asked(shop, "path", "walk", "oiled")

    assert [(link["path"], link["caller"], link["callee"]) for link in answer["links"]] == [
        ("shop/street.py", "walk", "live"),
        ("shop/house.py", "live", "Door.open"),
        ("shop/door.py", "Door.open", "Bolt.turn"),
        ("shop/lock.py", "Bolt.turn", "oiled"),
    ]


def test_where_no_chain_leads_that_is_said(shop: Path) -> None:
    ran = said(shop, "path", "oiled", "walk", expect=1)

    assert "no chain of calls from oiled to walk" in ran.err
    assert ran.out == ""


def test_references_of_a_definition_are_its_imports_and_its_uses(shop: Path) -> None:
    answer = asked(shop, "refs", "oiled")

    assert [(use["path"], use["line"], use["kind"]) for use in answer["uses"]] == [
        ("shop/door.py", 1, "import"),
        ("tests/test_oil.py", 1, "import"),
        ("shop/lock.py", 8, "call"),
        ("tests/test_oil.py", 5, "call"),
    ]
    assert (answer["unresolved"], answer["elsewhere"]) == (0, 0)


def test_references_of_a_name_tell_which_lead_nowhere(shop: Path) -> None:
    answer = asked(shop, "refs", "turn")

    assert {(use["path"], use["line"]): use["leads_to"] for use in answer["uses"]} == {
        ("shop/door.py", 9): "shop/lock.py:7",
        ("shop/door.py", 12): None,
    }


def test_references_of_a_name_from_outside_are_told_too(shop: Path) -> None:
    assert [use["text"] for use in asked(shop, "refs", "BaseServer")["uses"]] == ["socketserver.BaseServer"]


def test_a_hierarchy_goes_up_and_down_and_names_what_is_overridden(shop: Path) -> None:
    up = asked(shop, "hierarchy", "Chain")
    assert [(base["qualified_name"], base["path"]) for base in up["bases"]] == [
        ("Bolt", "shop/lock.py"), ("socketserver.BaseServer", None), ("Lock", "shop/base.py"),
    ]  # fmt: skip

    down = asked(shop, "hierarchy", "Lock")
    assert [(one["qualified_name"], one["depth"], one["overrides"]) for one in down["subclasses"]] == [
        ("Bolt", 1, ["turn"]),
        ("Chain", 2, []),
    ]
    assert asked(shop, "hierarchy", "Bolt")["overrides"] == [
        {"name": "turn", "line": 7, "overrides": "Lock.turn", "at": "shop/base.py:2"}
    ]
    assert said(shop, "hierarchy", "Bolt").lines[0].startswith("shop/base.py:1")


# --- deps and cycles ---


def test_dependencies_go_both_ways_and_tell_what_comes_from_outside(shop: Path) -> None:
    there = asked(shop, "deps", "shop/lock.py")
    assert [row["other"] for row in there["rows"]] == ["shop/base.py"]
    assert [one["name"] for one in there["outside"]] == ["socketserver"]

    back = asked(shop, "deps", "shop.lock", "--reverse", "--depth", "2")
    assert {(row["other"], row["depth"]) for row in back["rows"]} == {
        ("shop/door.py", 1), ("tests/test_oil.py", 1), ("shop/house.py", 2), ("tests/test_door.py", 2),
    }  # fmt: skip


def test_dependencies_of_a_package_are_those_that_lead_out_of_it(shop: Path) -> None:
    rows = asked(shop, "deps", "tests")["rows"]

    assert {row["other"] for row in rows} == {"shop/door.py", "shop/house.py", "shop/lock.py"}


def test_a_package_that_imports_nothing_else_here_is_told_so_with_exit_code_1(shop: Path) -> None:
    ran = said(shop, "deps", "shop", expect=1)

    assert (ran.out, asked(shop, "deps", "shop", expect=1)["verdict"]) == ("", "none")
    assert "files import no other files here" in ran.err
    assert "from outside: socketserver 1" in ran.err


def test_the_end_of_a_path_will_do_and_nothing_else(shop: Path) -> None:
    assert asked(shop, "deps", "door.py")["files"] == ["shop/door.py"]
    assert "no file, folder or module" in said(shop, "deps", "garage.py", expect=1).err


def test_a_lazy_cycle_is_told_when_all_are_asked_for_with_the_edge_to_cut(shop: Path) -> None:
    ran = said(shop, "cycles", expect=1)
    assert "1 lazy more with --all" in ran.err

    (row,) = asked(shop, "cycles", "--all")["rows"]
    assert (row["nature"], row["members"]) == ("lazy", ["shop/house.py", "shop/street.py"])
    assert [(step["path"], step["line"]) for step in row["witness"]] == [
        ("shop/house.py", 10),
        ("shop/street.py", 1),
    ]
    assert row["cut_leaves"] == []


def test_a_build_fails_on_an_edge_that_the_baseline_lacks(tmp_path: Path) -> None:
    root = draw(tmp_path / "two", "a.py\n    import b\nb.py\n    import a\nc.py\n    x = 1")
    triptych("index", root, "--embedder", "none", "--quiet")
    baseline = tmp_path / "cycles.json"
    said(root, "cycles", "--write-baseline", str(baseline))

    said(root, "cycles", "--baseline", str(baseline), "--fail-on-new")

    (root / "c.py").write_text("import b\n")
    (root / "b.py").write_text("import a\nimport c\n")
    triptych("index", root, "--embedder", "none", "--quiet")
    failed = said(root, "cycles", "--baseline", str(baseline), "--fail-on-new", expect=3)
    assert [line for line in failed.lines if line.startswith("new")] == [
        "new  b.py → c.py",
        "new  c.py → b.py",
    ]

    (root / "b.py").write_text("x = 1\n")
    triptych("index", root, "--embedder", "none", "--quiet")
    said(root, "cycles", "--baseline", str(baseline), "--fail-on-new")
    assert [row["gone_since"] for row in asked(root, "cycles", "--all")["rows"]] == [3]


def test_a_file_that_is_no_baseline_is_refused(shop: Path, tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_text("[]")

    assert "is no baseline" in said(shop, "cycles", "--baseline", str(tmp_path / "odd.json"), expect=2).err
    assert "new since when" in said(shop, "cycles", "--fail-on-new", expect=2).err


edges = st.sets(st.tuples(st.sampled_from("abcd"), st.sampled_from("abcd")))


@given(edges, edges)
def test_new_is_what_is_there_and_was_not(now: set[tuple[str, str]], before: set[tuple[str, str]]) -> None:
    assert set(new_edges(now, before)) == now - before
    assert new_edges(now, now) == []


# --- impact ---


@pytest.fixture
def own_shop(tmp_path: Path) -> Path:
    root = draw(tmp_path / "shop", SHOP)
    (root / ".gitignore").write_text(".triptych\n")
    committed(root)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def names(places: list[dict[str, Any]]) -> list[str]:
    return [place["qualified_name"] for place in places]


def replace(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text()
    assert old in text
    (root / path).write_text(text.replace(old, new))


def test_the_impact_of_a_changed_line_is_its_definition_its_callers_and_their_tests(own_shop: Path) -> None:
    replace(own_shop, "shop/lock.py", "drops > 1", "drops > 2")

    answer = asked(own_shop, "impact")

    assert [place["qualified_name"] for place in answer["changed"]] == ["oiled"]
    assert [(one["qualified_name"], one["depth"]) for one in answer["reached"]] == [
        ("Bolt.turn", 1), ("Door.open", 2), ("live", 3), ("walk", 4), ("paint", 5),
    ]  # fmt: skip
    assert [(test["qualified_name"], test["depth"]) for test in answer["tests"]] == [
        ("test_oil", 1), ("test_open", 3), ("test_live", 4),
    ]  # fmt: skip


def test_the_impact_of_what_is_staged_of_a_revision_and_of_a_file(own_shop: Path) -> None:
    replace(own_shop, "shop/house.py", "door = build()", "door = None")
    git(own_shop, "add", "shop/house.py")
    replace(own_shop, "shop/lock.py", "drops > 1", "drops > 2")

    staged = asked(own_shop, "impact", "--staged")
    assert [place["qualified_name"] for place in staged["changed"]] == ["live"]

    committed(own_shop)
    since = asked(own_shop, "impact", "HEAD~1")
    assert [place["qualified_name"] for place in since["changed"]] == ["live", "oiled"]
    assert said(own_shop, "impact", expect=1).lines == ["changed: 0 definitions"]

    of_file = asked(own_shop, "impact", "shop/street.py")
    assert [place["qualified_name"] for place in of_file["changed"]] == ["shop.street", "walk"]


def test_a_function_inside_another_is_part_of_what_that_one_does(tmp_path: Path) -> None:
    root = draw(
        tmp_path / "shop",
        """
        .gitignore
            .triptych
        bell.py
            import house

            def fit():
                def ring():
                    return 1

                house.bell = ring
        test_bell.py
            import bell

            def test_fit():
                def helper():
                    return 2

                assert bell.fit() is None
        """,
    )
    committed(root)
    triptych("index", root, "--embedder", "none", "--quiet")
    replace(root, "bell.py", "return 1", "return 11")

    assert names(asked(root, "impact")["changed"]) == ["fit", "fit.ring"]
    assert names(asked(root, "impact")["tests"]) == ["test_fit"]

    replace(root, "test_bell.py", "return 2", "return 22")
    assert "test_fit" in names(asked(root, "impact")["changed"])


def test_an_index_that_is_behind_still_names_the_definition(own_shop: Path) -> None:
    replace(
        own_shop, "shop/lock.py", "import socketserver\n", "import socketserver\n\n# one\n# two\n# three\n"
    )
    replace(own_shop, "shop/lock.py", "drops > 1", "drops > 2")

    answer = asked(own_shop, "impact")

    assert "oiled" in [place["qualified_name"] for place in answer["changed"]]
    assert "Chain" not in [place["qualified_name"] for place in answer["changed"]]


def test_only_the_paths_of_the_tests_can_be_asked_for(own_shop: Path) -> None:
    replace(own_shop, "shop/door.py", "return self.lock.turn()", "return not self.lock.turn()")

    assert said(own_shop, "impact", "--tests-only").lines == ["tests/test_door.py"]


def test_the_impact_of_a_deleted_file_is_that_of_all_its_definitions(own_shop: Path) -> None:
    (own_shop / "shop/lock.py").unlink()

    answer = asked(own_shop, "impact")

    assert answer["deleted"] == ["shop/lock.py"]
    assert {"oiled", "Bolt", "Bolt.turn"} <= set(names(answer["changed"]))
    assert {"Door.open", "live", "walk"} <= set(names(answer["reached"]))
    assert names(answer["tests"]) == ["test_oil", "test_open", "test_live"]


@pytest.mark.parametrize("how", [(), ("--staged",)], ids=["on disk", "staged"])
def test_a_renamed_file_reaches_who_used_it_by_its_old_name(own_shop: Path, how: tuple[str, ...]) -> None:
    git(own_shop, "mv", "shop/lock.py", "shop/bolt.py")

    answer = asked(own_shop, "impact", *how)

    assert answer["deleted"] == ["shop/lock.py"]
    assert names(answer["tests"]) == ["test_oil", "test_open", "test_live"]


def test_the_impact_of_a_deleted_definition_is_its_callers_and_their_tests(own_shop: Path) -> None:
    replace(own_shop, "shop/lock.py", "def oiled(drops):\n    return drops > 1\n", "")

    answer = asked(own_shop, "impact")

    assert "oiled" in names(answer["changed"])
    assert names(answer["reached"])[:2] == ["Bolt.turn", "Door.open"]
    assert names(answer["tests"]) == ["test_oil", "test_open", "test_live"]


def test_a_method_taken_away_from_between_others_is_found_in_an_index_that_is_behind(own_shop: Path) -> None:
    replace(own_shop, "shop/door.py", "class Door:", "# one\n# two\n\nclass Door:")
    git(own_shop, "add", "shop/door.py")
    committed(own_shop)
    replace(own_shop, "shop/door.py", "    def open(self):\n        return self.lock.turn()\n\n", "")

    answer = asked(own_shop, "impact")

    assert {"Door.open"} <= set(names(answer["changed"])) <= {"Door.open", "Door"}
    assert {"test_open", "test_live"} <= set(names(answer["tests"]))


def test_who_imports_a_deleted_file_cannot_be_loaded_and_their_tests_are_to_run(tmp_path: Path) -> None:
    root = draw(
        tmp_path / "plug",
        """
        .gitignore
            .triptych
        plug/__init__.py
        plug/effect.py
            print("loaded")
        plug/near.py
            import plug.effect
        plug/far.py
            import plug.near
            def f():
                return 1
        plug/later.py
            def g():
                import plug.effect
        tests/test_far.py
            import plug.far
        tests/test_later.py
            import plug.later
        """,
    )
    committed(root)
    triptych("index", root, "--embedder", "none", "--quiet")
    (root / "plug/effect.py").unlink()

    assert said(root, "impact", "--tests-only").lines == ["tests/test_far.py"]

    (root / "plug/near.py").write_text("")
    assert said(root, "impact", "--tests-only", expect=1).lines == [], "who imported it was mended"


def test_deleted_tests_are_told_and_not_to_be_run(own_shop: Path) -> None:
    (own_shop / "tests/test_oil.py").unlink()

    answer = asked(own_shop, "impact")

    assert answer["deleted"] == ["tests/test_oil.py"]
    assert answer["tests"] == []


def test_a_deleted_file_that_the_index_does_not_hold_is_told_as_such(own_shop: Path) -> None:
    (own_shop / "shop/lock.py").unlink()
    triptych("index", own_shop, "--embedder", "none", "--quiet")

    answer = asked(own_shop, "impact")

    assert answer["deleted"] == answer["not_indexed"] == ["shop/lock.py"]


def test_a_deletion_is_a_change_for_both_exit_codes(own_shop: Path) -> None:
    (own_shop / ".gitignore").unlink()

    assert said(own_shop, "impact", expect=0).lines == ["changed: 0 definitions"]
    assert asked(own_shop, "impact", expect=0)["verdict"] == "found"


def test_paths_are_taken_from_where_one_stands_and_may_be_folders(own_shop: Path) -> None:
    def changed(*what: str) -> list[str]:
        answer = json.loads(triptych("impact", *what, "--json", here=own_shop / "shop").out)
        return sorted({place["path"] for place in answer["changed"]})

    assert changed("street.py") == changed("shop/street.py") == ["shop/street.py"]
    assert changed("../tests") == changed("tests/") == ["tests/test_door.py", "tests/test_oil.py"]
    assert {"shop/lock.py", "shop/street.py"} <= set(changed("."))
    assert changed("../tests", "street.py")[0] == "shop/street.py"
    assert changed(str(own_shop / "tests" / "test_oil.py")) == ["tests/test_oil.py"]

    (own_shop / "shop/street.py").unlink()
    assert changed("street.py") == ["shop/street.py"], "deleted, and still indexed"


def test_a_branch_called_like_a_folder_is_the_branch(own_shop: Path) -> None:
    git(own_shop, "branch", "shop")

    assert said(own_shop, "impact", "shop", expect=1).err == (
        "what changed: the files on the disk, compared with shop\n"
    )
    assert asked(own_shop, "impact", "shop/")["since"] == "these files, as a whole"


def test_lists_are_cut_at_the_limit_and_the_totals_are_true(own_shop: Path) -> None:
    answer = asked(own_shop, "impact", "shop", "--limit", "2")

    assert len(answer["changed"]) == 2 < answer["total_changed"]
    assert said(own_shop, "impact", "shop", "--limit", "2").lines[0] == (
        f"changed: {answer['total_changed']} definitions"
    )


def test_without_git_files_can_still_be_named(tmp_path: Path) -> None:
    root = draw(tmp_path / "plain", "a.py\n    def f(): ...")
    triptych("index", root, "--embedder", "none", "--quiet")

    assert "no git repository" in said(root, "impact", expect=2).err
    assert (
        "'b.py' is neither an indexed file nor a folder of such" in said(root, "impact", "b.py", expect=2).err
    )
    assert [place["qualified_name"] for place in asked(root, "impact", "a.py")["changed"]] == ["a", "f"]


def test_a_revision_that_looks_like_an_option_is_none(own_shop: Path) -> None:
    ran = triptych("impact", "-C", own_shop, "--", "--output=marker", expect=2)

    assert "neither an indexed file nor a folder of such, nor a revision" in ran.err
    assert not (own_shop / "marker").exists()


# --- map, dead-code, export graph ---


def test_a_map_holds_the_most_central_signatures_and_keeps_to_its_budget(shop: Path) -> None:
    answer = asked(shop, "map", "--budget", "60")

    assert answer["tokens"] <= 60
    assert len(triptych("map", "--budget", "60", "-C", shop).out.encode()) <= 4 * 60
    shown = [entry["qualified_name"] for file in answer["files"] for entry in file["entries"]]
    assert "oiled" in shown
    assert "test_oil" not in shown


def test_dead_code_has_a_reason_and_a_confidence(shop: Path) -> None:
    items = {
        item["qualified_name"]: item for item in asked(shop, "dead-code", "--min-confidence", "0")["items"]
    }

    assert items["_forgotten"]["confidence"] == 0.95
    assert "stands nowhere else" in items["_forgotten"]["reason"]
    assert items["_visit_garden"]["confidence"] <= 0.4, "a text begins like its name"
    assert items["paint"]["confidence"] == 0.75, "another repository may use it"
    assert not {"oiled", "live", "Bolt.turn", "test_oil", "Door.__init__"} & items.keys()
    assert [item.split()[1] for item in said(shop, "dead-code", "--min-confidence", "0.9").lines] == [
        "_forgotten"
    ]


def test_what_is_only_declared_is_not_dead(tmp_path: Path) -> None:
    root = draw(tmp_path / "typed", "a.pyi\n    def f() -> int: ...\na.py\n    def g():\n        return 1")
    triptych("index", root, "--embedder", "none", "--quiet")

    assert [item["qualified_name"] for item in asked(root, "dead-code")["items"]] == ["g"]


def test_a_definition_is_shown_with_how_much_uses_it(shop: Path) -> None:
    (shown,) = asked(shop, "show", "oiled")

    assert (shown["fan_in"], shown["tests"]) == (1, 1)
    assert "used by 1 definition and 1 in tests" in said(shop, "show", "oiled").out


@pytest.mark.parametrize("level", ["file", "package", "call"])
def test_the_graph_is_exported_in_each_format(shop: Path, level: str) -> None:
    document = json.loads(said(shop, "export", "graph", "--level", level).out)
    xml = ElementTree.fromstring(said(shop, "export", "graph", "--level", level, "--format", "graphml").out)
    dot = said(shop, "export", "graph", "--level", level, "--format", "dot").out
    mermaid = said(shop, "export", "graph", "--level", level, "--format", "mermaid").out

    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert len(list(xml.iter(f"{space}edge"))) == len(document["edges"]) > 0
    assert dot.count("->") == len(document["edges"])
    assert mermaid.count("--> ") + mermaid.count("-.-> ") == len(document["edges"])
    names = {node["id"] for node in document["nodes"]}
    assert {edge[end] for edge in document["edges"] for end in ("source", "target")} <= names


def test_names_from_the_repository_break_no_format(tmp_path: Path) -> None:
    root = draw(tmp_path / "odd", "shop/__init__.py\nshop/x.py\n    import shop")
    (root / "shop").rename(root / 'shop "<&>\x1b[31m#')
    (root / 'shop "<&>\x1b[31m#' / "x.py").write_text("from . import y\n")
    (root / 'shop "<&>\x1b[31m#' / "y.py").write_text("")
    triptych("index", root, "--embedder", "none", "--quiet")

    for form in ("graphml", "dot", "mermaid", "json"):
        out = said(root, "export", "graph", "--format", form).out
        assert "\x1b" not in out
        assert out.count("y.py") == (1 if form != "json" else 2)
        if form == "graphml":
            ElementTree.fromstring(out)
        if form == "json":
            json.loads(out)


QUESTIONS = [
    ("callers", "oiled", "--depth", "3"), ("callees", "live", "--depth", "3"), ("path", "walk", "oiled"), ("refs", "turn"),
    ("hierarchy", "Lock"), ("deps", "tests", "--depth", "3"), ("cycles", "--all"), ("map",), ("dead-code", "--min-confidence", "0"),
    ("impact", "shop/lock.py"),
]  # fmt: skip


@pytest.fixture(scope="module")
def twin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same files in another place, indexed in another order over two runs."""
    root = draw(tmp_path_factory.mktemp("twin") / "shop", "shop/zzz.py\n    def later(): ...")
    triptych("index", root, "--embedder", "none", "--quiet")
    (root / "shop/zzz.py").unlink()
    draw(root, SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_an_answer_depends_on_the_source_alone(shop: Path, twin: Path, question: tuple[str, ...]) -> None:
    lines = [line.replace("generation 2", "generation 1") for line in said(twin, *question).lines]

    assert lines == said(shop, *question).lines


def test_what_rests_on_a_definition_is_told_of_a_hit_and_counts_when_it_is_weighed(shop: Path) -> None:
    def share(*more: str) -> tuple[float, float]:
        (hit, *_) = asked(shop, "search", "oiled", "--profile", "quick", "--explain", *more)["results"]
        assert hit["qualified_name"] == "oiled"
        (found,) = [one for one in hit["shares"] if one["signal"] == "graph.fan_in"]
        assert 0 < found["value"] < 1
        return found["weight"], found["amount"] / found["value"]

    assert share() == (0.0, 0.0)
    assert share("--weights", "graph.fan_in=0.5") == (0.5, 0.5)
