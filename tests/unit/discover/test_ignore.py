"""Ignore files, held against git itself."""

import os
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from support.repositories import draw, git, left_out, refused, taken
from triptych_indexer.discover.ignore import Rules, parse, verdict
from triptych_indexer.discover.walk import walk
from triptych_indexer.settings import IndexSettings

TREE = (
    *("a", "b", "foo", "ab", "#x", "!y", "x y", "a.py", "b.py", "a.log", "a[b", "-z", "*", "A", "foo.py~"),
    *("d/a", "d/foo.x", "d/a.py", "d/b.log", "d/foo/a", "d/foo/b.py", "d/e/a", "d/e/foo/a.py", "d/e/f/g/a"),
    *("foo.d/a", "foo.d/foo/b", "xdir/xa", "xdir/b", "xdir/xdir/xb", "logs/a.log", "logs/keep/a.log"),
)


@pytest.fixture(scope="module")
def tree() -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for path in TREE:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(path)
        git(root, "init", "--quiet")
        yield root


segment = st.sampled_from(
    [
        *(
            "a",
            "b",
            "foo",
            "d",
            "e",
            "xdir",
            "logs",
            "keep",
            "a.py",
            "*",
            "**",
            "***",
            "x*",
            "*.py",
            "*.log",
            "f*",
        ),
        *(
            "?",
            "??",
            "[ab]",
            "[!a]*",
            "[^a]*",
            "[a-f]",
            "[[:alpha:]]",
            "[]a]",
            "[a",
            "[[:nope:]]",
            "a\\*",
            "\\a",
        ),
        *(
            "fo[o]",
            "*o*",
            "\\#x",
            "\\!y",
            "x\\ y",
            "x y",
            "a\\",
            "*a*b*",
            "**a",
            "a**",
            "[a\\]b]",
            "[--z]*",
            "*~",
        ),
    ]
)
pattern = st.builds(
    lambda negated, front, parts, back, space: negated + front + "/".join(parts) + back + space,
    st.sampled_from(["", "", "", "!"]),
    st.sampled_from(["", "", "/", "**/"]),
    st.lists(segment, min_size=1, max_size=3),
    st.sampled_from(["", "", "", "/", "/**", "/*"]),
    st.sampled_from(["", "", "", " ", "\r", "\t"]),
)
ignore_file = st.lists(pattern | st.sampled_from(["", "# note", "/", "!", "#x"]), max_size=6).map("\n".join)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(top=ignore_file, inner=ignore_file, exclude=ignore_file)
@example(top="x*\n!xdir", inner="", exclude="")
@example(top="d/\n!d/foo", inner="", exclude="")
@example(top="/*\n!/d\n/d/*\n!/d/foo/", inner="", exclude="")
@example(top="fo**/a", inner="", exclude="")
@example(top="/foo/", inner="", exclude="")
@example(top="*.log", inner="!b.log", exclude="a.py")
@example(top="\ufeff*.py\n", inner="", exclude="")
def test_what_is_left_out_is_what_git_leaves_out(tree: Path, top: str, inner: str, exclude: str) -> None:
    (tree / ".gitignore").write_text(top, encoding="utf-8", newline="")
    (tree / "d" / ".gitignore").write_text(inner, encoding="utf-8", newline="")
    (tree / ".git" / "info").mkdir(exist_ok=True)
    (tree / ".git" / "info" / "exclude").write_text(exclude, encoding="utf-8", newline="")

    listed = git(tree, "ls-files", "--others", "--exclude-standard", "-z").split(b"\0")

    assert taken(tree) == sorted(os.fsdecode(path) for path in listed if path)


def test_a_deeper_file_overrules_a_shallower_one_and_the_last_pattern_its_file(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore
            *.log
            !important.log
            important.log
        logs/.gitignore
            !*.log
        a.log
        important.log
        logs/a.log
        """,
    )

    assert taken(tmp_path) == [".gitignore", "logs/.gitignore", "logs/a.log"]


def test_the_reason_names_the_file_and_the_line_that_decided(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore
            # what the build makes
            build/
        build/out.txt
        """,
    )

    assert refused(tmp_path) == {"build/": "ignored by .gitignore:2"}


def test_an_ignored_folder_is_listed_once_and_ignored_files_are_counted(tmp_path: Path) -> None:
    draw(tmp_path, ".gitignore\n    out/\n    *.log\nout/a.txt\nout/b.txt\na.log\nb.log\nc.txt")

    assert refused(tmp_path) == {"out/": "ignored by .gitignore:1"}
    assert left_out(walk(tmp_path, IndexSettings())) == {"ignored by .gitignore:2: *.log": 2}


def test_our_own_file_goes_before_gits_and_may_bring_back(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        .gitignore
            build/
            *.tmp
        .triptychignore
            !build/
            docs/
        build/made.py
        build/x.tmp
        docs/a.md
        """,
    )

    assert taken(tmp_path) == [".gitignore", ".triptychignore", "build/made.py"]
    assert refused(tmp_path) == {"docs/": "ignored by .triptychignore:2"}


def test_with_include_ignored_only_our_own_file_holds(tmp_path: Path) -> None:
    draw(tmp_path, ".gitignore\n    *.log\n.triptychignore\n    b.*\na.log\nb.log")

    assert taken(tmp_path, IndexSettings(include_ignored=True)) == [".gitignore", ".triptychignore", "a.log"]


def test_patterns_from_the_settings_go_before_all_files(tmp_path: Path) -> None:
    draw(tmp_path, ".triptychignore\n    docs/\na.txt\nb.txt\ndocs/c.txt")

    assert taken(tmp_path, IndexSettings(ignore=("a.txt",))) == [".triptychignore", "b.txt"]


def test_the_ignore_files_above_the_root_hold_below_it(tmp_path: Path) -> None:
    top = draw(
        tmp_path / "repository",
        """
        .gitignore
            *.log
            /packages/shop/out/
            shop/*.tmp
        packages/.gitignore
            !keep.log
            /shop/gone.txt
        packages/shop/a.log
        packages/shop/keep.log
        packages/shop/gone.txt
        packages/shop/x.tmp
        packages/shop/deep/x.tmp
        packages/shop/out/a.txt
        """,
    )
    git(top, "init", "--quiet")

    shop = top / "packages" / "shop"
    expected = git(shop, "ls-files", "--others", "--exclude-standard", "-z").decode().split("\0")
    assert taken(shop) == sorted(filter(None, expected))


def test_a_root_that_is_itself_ignored_is_walked_all_the_same(tmp_path: Path) -> None:
    top = draw(tmp_path / "dotfiles", ".gitignore\n    *\nwork/shop/a.py")
    git(top, "init", "--quiet")

    assert taken(top / "work" / "shop") == ["a.py"]


def test_a_link_in_the_place_of_an_ignore_file_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").write_text("*\n")
    root = draw(tmp_path / "root", "a.py\n.gitignore -> ../elsewhere")

    assert taken(root) == ["a.py"]
    assert refused(root) == {".gitignore": "a symbolic link: never followed"}


@pytest.mark.parametrize("length", [50, 4_000])
def test_a_pattern_made_to_backtrack_takes_no_longer_than_another(length: int) -> None:
    made_so = b"*a" * 60 + b"*b\n" + b"**/a*/" * 12 + b"z\n" + b"[a-z]*" * 40 + b"!\n"
    another = b"?a" * 60 + b"?b\n" + b"**/aa/" * 12 + b"z\n" + b"[a-z]a" * 40 + b"!\n"

    # Ten times is the clock's noise: what backtracks takes a power of the length.
    assert _cost_s(made_so, length) < 10 * _cost_s(another, length)


def _cost_s(source: bytes, length: int) -> float:
    """Return what a path of so many letters costs at least, which none of the patterns matches."""
    rules = Rules.read(source, name=".gitignore")
    costs = []
    for _ in range(5):
        start = time.process_time()
        for _ in range(100):
            assert rules.verdict(b"a" * length, b"a" * length, is_directory=False) is None
        costs.append(time.process_time() - start)
    return min(costs)


def test_a_pattern_too_large_for_the_matcher_matches_nothing() -> None:
    rules = Rules.read(b"?[a-z]*" * 60_000, name=".gitignore")

    assert verdict((rules,), b"abc", b"abc", is_directory=False) is None


def test_a_pattern_is_read_as_git_reads_it() -> None:
    source = b"\xef\xbb\xbfa \r\n# no\n\\#b\nc\\ \n!/d/\n\n/\n!\ne\0f\n"

    assert [(p.text, p.negated, p.directories_only, p.anchored) for p in parse(source)] == [
        (b"a", False, False, False),
        (b"\\#b", False, False, False),
        (b"c\\ ", False, False, False),
        (b"d", True, True, True),
        (b"e", False, False, False),
    ]


@pytest.mark.parametrize(
    "line", ["?b{0:05}*z", "*{0:05}*", "[a-f]*{0:05}?*", "*.x{0:05}", "n{0:05}", "a/n{0:05}"]
)
def test_a_megabyte_of_patterns_costs_little_for_each_entry(line: str) -> None:
    rules = Rules.read("\n".join(line.format(number) for number in range(100_000)).encode(), name="x")
    rules.verdict(b"a/door.py", b"door.py", is_directory=False)

    started = time.process_time()
    for number in range(100):
        rules.verdict(b"a/%d_door.py" % number, b"%d_door.py" % number, is_directory=False)

    assert (time.process_time() - started) / 100 < 0.02  # asked one by one: 0.2 s


def test_patterns_beyond_the_limit_are_told_and_the_others_hold(tmp_path: Path) -> None:
    root = draw(tmp_path, "a00000z.py\n    x\na01200z.py\n    x\nlast.log\n    x\nkept.py\n    x")
    lines = [f"?{number:05}*z*" for number in range(1_500)]
    (root / ".gitignore").write_text("\n".join([*lines, "*.log", "!a00000z.py"]))

    found = walk(root, IndexSettings())

    assert {file.path for file in found if file.skip_reason is None} >= {
        b"a00000z.py",
        b"a01200z.py",
        b"kept.py",
    }
    assert found.left_out["ignore patterns not applied (more than 1,000 with wildcards): .gitignore"] == 500
    assert found.left_out["ignored by .gitignore:1501: *.log"] == 1


def test_of_many_patterns_the_last_one_that_matches_decides() -> None:
    lines = [f"{'!' if number % 2 else ''}*{number % 7}*x" for number in range(950)]
    rules = Rules.read("\n".join(lines).encode(), name="x")

    for digit in range(7):
        found = rules.verdict(b"%dx" % digit, b"%dx" % digit, is_directory=False)
        last = max(number for number in range(950) if number % 7 == digit)
        assert found is not None
        assert (found.origin, found.ignored) == (f"x:{last + 1}", last % 2 == 0)
