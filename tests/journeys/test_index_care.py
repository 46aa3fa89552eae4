"""An index that is damaged, unfinished, moved or of another repository: what is said, and what puts it right."""

import random
import shutil
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
