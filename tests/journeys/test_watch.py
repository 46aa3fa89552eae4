"""Watching: an edit is in the index soon after it was saved, and stopping leaves nothing behind."""

import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from support.command import PROGRAM, triptych
from support.repositories import draw

PATIENCE_S = 60.0
"""For a loaded machine; an idle one needs a second."""


@contextmanager
def watching(root: Path) -> "Iterator[subprocess.Popen[bytes]]":
    process = subprocess.Popen(
        [*PROGRAM, "watch", str(root), "--embedder", "none"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
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
