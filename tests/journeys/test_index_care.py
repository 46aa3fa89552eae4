"""An index that is damaged, unfinished, moved or of another repository: what is said, and what puts it right."""

import random
import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.command import triptych
from support.repositories import draw

SHOP = """
    shop/door.py
        class Door:
            def open_with_retries(self, attempts: int = 3) -> bool:
                return any(turn() for _ in range(attempts))


        def turn() -> bool:
            return True
    shop/__init__.py
    README.md
        # Shop

        Sells doors.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = draw(tmp_path_factory.mktemp("care") / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


@pytest.fixture
def shop(made: Path, tmp_path: Path) -> Path:
    """A copy of an indexed repository, times and all."""
    return Path(shutil.copytree(made, tmp_path / "shop"))


QUESTIONS = [
    ("status",),
    ("search", "retries"),
    ("show", "Door"),
    ("callers", "turn"),
    ("map",),
    ("export", "nodes"),
    ("db", "status"),
]


@pytest.mark.parametrize("question", QUESTIONS, ids=lambda question: question[0])
def test_a_damaged_index_is_told_with_what_to_do_and_never_as_a_traceback(
    shop: Path, question: tuple[str, ...]
) -> None:
    index_db = shop / ".triptych" / "index.db"
    content = index_db.read_bytes()
    noise = random.Random(1).randbytes(len(content) - 8192)
    index_db.write_bytes(content[:8192] + noise)

    ran = triptych(*question, "-C", shop, expect=2)

    assert "is broken" in ran.err
    assert "run `triptych repair`" in ran.err
    assert "Traceback" not in ran.err


def test_what_a_plain_clear_leaves_goes_with_everything(shop: Path) -> None:
    folder = shop / ".triptych"
    (folder / "ledger.db").touch()
    triptych("clear", shop, "--yes")

    left = sorted(entry.name for entry in folder.iterdir())
    triptych("clear", shop, "--yes", "--everything")

    assert left == [".gitignore", "ledger.db"]
    assert not folder.exists()
    assert "nothing to remove" in triptych("clear", shop, "--yes", "--everything", expect=1).err


@pytest.fixture
def settled(shop: Path) -> Path:
    """A copy whose files are so old that times settle what has changed: the next run has nothing to note."""
    for _ in range(9):
        before = runs_on_record(shop)
        triptych("index", shop, "--embedder", "none", "--quiet")
        if runs_on_record(shop) == before:
            return shop
    raise AssertionError("every run leaves a note")


def test_a_run_that_finds_nothing_to_do_closes_one_that_was_broken_off(settled: Path) -> None:
    shop = settled
    with closing(sqlite3.connect(shop / ".triptych" / "index.db")) as connection, connection:
        connection.execute("""
            INSERT INTO ast_parsing_sessions (root, settings_digest, tool_version, status, started_at, finished_at)
            VALUES ('', '', '', 'interrupted', 1, 2)
        """)
    told = triptych("doctor", "-C", shop).out

    again = triptych("index", shop, "--embedder", "none").err

    assert "it was interrupted" in told
    assert "up to date" in again
    assert "interrupted" not in triptych("doctor", "-C", shop).out
    assert "last run completed" in triptych("status", "-C", shop).out


def test_a_run_that_finds_nothing_to_do_or_to_mend_writes_nothing(settled: Path) -> None:
    before = runs_on_record(settled)

    triptych("index", settled, "--embedder", "none", "--quiet")

    assert runs_on_record(settled) == before


def runs_on_record(root: Path) -> int:
    with closing(sqlite3.connect(root / ".triptych" / "index.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM ast_parsing_sessions").fetchone()[0])
