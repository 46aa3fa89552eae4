"""What goes wrong outside the code: each time a clear message, the right exit code, and nothing lost."""

import fcntl
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.command import Ran, triptych
from support.repositories import draw

SHOP = """
    shop/lock.py
        class Lock:
            def turn(self): ...
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def assert_readable(ran: Ran, *words: str) -> None:
    """The message is for a person: it names the matter and shows no traceback."""
    assert "Traceback" not in ran.err
    for word in words:
        assert word in ran.err


def test_a_root_that_is_missing_or_a_file_is_refused_by_name(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    assert_readable(triptych("index", tmp_path / "nowhere", expect=2), "nowhere")
    assert_readable(triptych("index", tmp_path / "file", expect=2), "file")


@pytest.mark.parametrize("root", ["/", "~"])
def test_the_home_folder_and_the_whole_disk_are_refused_without_force(root: str, tmp_path: Path) -> None:
    home = {"HOME": str(tmp_path)}
    target = str(tmp_path) if root == "~" else root

    ran = triptych("index", target, environment=home, expect=2)

    assert_readable(ran, "--force")
    assert not (tmp_path / ".triptych").exists()


def test_an_empty_repository_gives_an_empty_index_and_says_so(tmp_path: Path) -> None:
    root = tmp_path / "empty"
    root.mkdir()

    triptych("index", root, "--embedder", "none")
    ran = triptych("search", "anything", "-C", root, expect=1)

    assert "the index is empty" in ran.err


def test_a_language_nobody_knows_is_an_error_with_the_nearest_names(shop: Path) -> None:
    assert_readable(triptych("search", "lock lang:pyhton", "-C", shop, expect=2), "python")
    assert_readable(triptych("search", "lock", "--lang", "pyhton", "-C", shop, expect=2), "python")


@pytest.mark.parametrize("weights", ["vectr=1", "text=much", "text", "text=-1e999"])
def test_a_wrong_weight_is_an_error_that_names_it(shop: Path, weights: str) -> None:
    ran = triptych("search", "lock", "--weights", weights, "-C", shop, expect=2)

    assert_readable(ran, weights.partition("=")[0])


def test_a_profile_nobody_knows_is_an_error_that_lists_them(shop: Path) -> None:
    assert_readable(
        triptych("search", "lock", "--profile", "fast", "-C", shop, expect=2), "quick", "balanced"
    )


def test_a_setting_nobody_knows_is_an_error_that_names_the_file(shop: Path) -> None:
    (shop / "triptych.toml").write_text("[index]\nmodel = 'evil'\n")

    assert_readable(triptych("index", shop, expect=2), "triptych.toml", "model")
    assert triptych("search", "Lock", "-C", shop, "-l").lines == ["shop/lock.py"]
    triptych("index", shop, "--embedder", "none", "--no-repository-file")


def test_indexing_a_language_nobody_knows_lists_those_there_are(shop: Path) -> None:
    assert_readable(triptych("index", shop, "--language", "pyhton", expect=2), "pyhton", "python")


def test_a_model_that_is_not_installed_says_what_to_install(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)

    ran = triptych("index", root, "--embedder", "some/model", expect=None)

    if ran.code == 0:
        pytest.fail("the extra is installed here: this test is for an environment without it")
    assert_readable(ran, "triptych[transformers]")


def test_a_file_that_cannot_be_read_costs_only_itself(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    os.mkfifo(root / "pipe.py")
    (root / "loop.py").symlink_to("loop.py")

    triptych("index", root, "--embedder", "none", "--quiet")
    skipped = json.loads(triptych("status", "-C", root, "--skipped", "--json").out)["unread"]

    assert {one["path"] for one in skipped} == {"pipe.py", "loop.py"}
    assert triptych("search", "Lock", "-C", root, "-l").lines == ["shop/lock.py"]


def test_a_second_writer_is_told_who_writes_and_can_try_later(shop: Path) -> None:
    with (shop / ".triptych/writer.lock").open("r+") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (shop / "new.py").touch()

        ran = triptych("index", shop, "--embedder", "none", expect=75)

    assert_readable(ran)
    assert triptych("search", "Lock", "-C", shop, "-l").lines == ["shop/lock.py"]


@pytest.mark.parametrize("victim", ["index.db", "tantivy"])
def test_a_damaged_store_is_said_found_by_the_doctor_and_mended(shop: Path, victim: str) -> None:
    target = shop / ".triptych" / victim
    if target.is_dir():
        for file in sorted(target.rglob("gen-*/*.idx")):
            file.write_bytes(b"")
    else:
        target.write_bytes(b"this is no database" * 100)

    asked = triptych("search", "Lock", "-C", shop, expect=2)
    looked = triptych("doctor", "-C", shop, "--deep", expect=2)
    triptych("repair", "-C", shop, expect=None)
    triptych("index", shop, "--embedder", "none", "--quiet")

    assert_readable(asked, "triptych")
    assert "broken" in looked.out
    assert triptych("search", "Lock", "-C", shop, "-l").lines == ["shop/lock.py"]


@contextmanager
def small_disk(where: Path, size_mb: int) -> Iterator[Path]:
    """A disk of a few megabytes, where the system lets us mount one."""
    where.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size_mb}m", "tmpfs", str(where)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode != 0:
        pytest.skip("no right to mount a small disk here")
    try:
        yield where
    finally:
        subprocess.run(["umount", "-l", str(where)], check=True)


@pytest.mark.skipif(shutil.which("mount") is None, reason="needs mount")
def test_a_full_disk_keeps_the_old_generation_and_says_so(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    with small_disk(tmp_path / "disk", 12) as disk:
        index = disk / "index"
        first = triptych("index", root, "--embedder", "none", "--index-dir", index, expect=None)
        for number in range(300):
            (root / f"many_{number}.py").write_text(f"def f{number}(): ...\n" * 4000)

        ran = triptych("index", root, "--embedder", "none", "--index-dir", index, expect=2)

        assert_readable(ran, "disk")
        if first.code == 0:
            hits = triptych("search", "Lock", "-C", root, "--index-dir", index, "-l").lines
            assert hits == ["shop/lock.py"]
