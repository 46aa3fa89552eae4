"""Watching: an edit is in the index soon after it was saved, and stopping leaves nothing behind."""

import os
import select
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil
from support.command import PROGRAM, triptych
from support.repositories import draw
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.writer import IndexWriter

PATIENCE_S = 60.0
"""For a loaded machine; an idle one needs a second."""


@contextmanager
def watching(root: Path) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(
        [*PROGRAM, "watch", str(root), "--embedder", "none"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def until_found(root: Path, word: str) -> list[str]:
    """Ask until somebody has indexed the word."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        ran = triptych("search", word, "-C", root, "-l", expect=None)
        if ran.code == 0:
            return ran.lines
        time.sleep(0.2)
    raise AssertionError(f"{word} was not indexed in {PATIENCE_S} s")


def until_lost(root: Path, word: str) -> None:
    """Ask until the word is in the index no more."""
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        if triptych("search", word, "-C", root, "-l", expect=None).code == 1:
            return
        time.sleep(0.2)
    raise AssertionError(f"{word} was still indexed after {PATIENCE_S} s")


def until_said(process: "subprocess.Popen[bytes]", word: str) -> str:
    """Read what the watcher says until the word was in it, and to the end of that line."""
    assert process.stderr is not None
    said, deadline = "", time.monotonic() + PATIENCE_S
    while word not in said or not said.endswith("\n"):
        ready, _, _ = select.select([process.stderr], [], [], max(0.0, deadline - time.monotonic()))
        assert ready, f"{word!r} was not said in {PATIENCE_S} s, only {said!r}"
        read = os.read(process.stderr.fileno(), 10_000)
        assert read, f"it ended and said only {said!r}"
        said += read.decode()
    return said


def generation(root: Path) -> int:
    lines = triptych("status", "-C", root).lines
    return int(lines[1].removeprefix("generation ").partition(",")[0])


def test_what_is_saved_while_watching_is_found_and_ctrl_c_ends_it_well(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def walrus(): ...")
    with watching(root) as process:
        until_found(root, "walrus")

        (root / "b.py").write_text("def zebra(): ...\n")
        found = until_found(root, "zebra")
        process.send_signal(signal.SIGINT)
        code = process.wait(PATIENCE_S)

    assert found == ["b.py"]
    assert code == 0
    assert triptych("doctor", "-C", root).code == 0


def test_what_happens_to_folders_and_ignore_files_is_followed(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def walrus(): ...\nold/b.py\n    def zebra(): ...")
    with watching(root):
        until_found(root, "zebra")

        (root / "old").rename(root / "new")
        (root / "new" / "c.py").write_text("def heron(): ...\n")
        assert until_found(root, "heron") == ["new/c.py"]
        until_lost(root, "path:old/**")
        assert until_found(root, "zebra") == ["new/b.py"]

        (root / ".triptychignore").write_text("new/\n")
        until_lost(root, "zebra")

        (root / ".triptychignore").unlink()
        until_found(root, "zebra")
        shutil.rmtree(root / "new")
        until_lost(root, "zebra")

        assert until_found(root, "walrus") == ["a.py"]
        dry = triptych("index", root, "--embedder", "none", "--dry-run")
    assert "would read: nothing" in dry.out


def test_another_writer_may_index_while_a_watcher_rests(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def walrus(): ...")
    with watching(root) as process:
        until_found(root, "walrus")
        (root / "b.py").write_text("def zebra(): ...\n")
        until_found(root, "zebra")
        before = generation(root)

        triptych("index", root, "--embedder", "none", "--force")
        assert generation(root) == before + 1
        (root / "c.py").write_text("def heron(): ...\n")
        assert until_found(root, "heron") == ["c.py"]
        assert until_found(root, "zebra") == ["b.py"]
        assert generation(root) == before + 2

        triptych("clear", root, "--yes")
        (root / "c.py").write_text("def stork(): ...\n")
        assert until_found(root, "stork") == ["c.py"]
        assert until_found(root, "walrus") == ["a.py"]
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE_S) == 0

    assert triptych("doctor", "--deep", "-C", root).code == 0


def test_a_killed_worker_and_a_killed_watcher_cost_nothing(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def walrus(): ...")
    with watching(root) as process:
        until_found(root, "walrus")
        (root / "b.py").write_text("def zebra(): ...\n")
        until_found(root, "zebra")
        (worker,) = psutil.Process(process.pid).children()
        worker.kill()

        (root / "c.py").write_text("def heron(): ...\n")
        assert until_found(root, "heron") == ["c.py"]

        (second,) = psutil.Process(process.pid).children()
        process.kill()
        psutil.wait_procs([second], timeout=PATIENCE_S)
        assert not second.is_running()
    triptych("index", root, "--embedder", "none")
    assert triptych("doctor", "--deep", "-C", root).code == 0


def test_a_change_of_the_repository_s_settings_is_told_of(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def walrus(): ...")
    with watching(root) as process:
        until_found(root, "walrus")
        (root / "b.py").write_text("def zebra(): ...\n")
        until_found(root, "zebra")  # it watches by now
        (root / "triptych.toml").write_text('[index]\nignore = ["b.py"]\n')
        until_found(root, "path:triptych.toml")
        process.send_signal(signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE_S)

    assert b"triptych.toml changed: end this and watch again" in said


def test_a_watcher_waits_for_another_writer_and_says_for_whom(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def walrus(): ...")
    with watching(root) as process:
        until_found(root, "walrus")
        (root / "b.py").write_text("def zebra(): ...\n")
        until_found(root, "zebra")  # it watches by now
        with IndexWriter.open(IndexPaths(root / ".triptych")):
            (root / "c.py").write_text("def heron(): ...\n")
            said = until_said(process, "waiting:")
            assert triptych("search", "heron", "-C", root, expect=1).lines == []
        until_found(root, "heron")

    assert f"is being written by process {os.getpid()}" in said
