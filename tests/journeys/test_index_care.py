"""An index that is damaged, unfinished, moved or of another repository: what is said, and what puts it right."""

import json
import os
import random
import shutil
import sqlite3
import time
from contextlib import closing
from pathlib import Path

import pytest
from support.command import triptych
from support.repositories import draw
from triptych_indexer.discover.changes import RACY_NS

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
    time.sleep(RACY_NS / 1e9)
    triptych("index", shop, "--embedder", "none", "--quiet")
    return shop


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


@pytest.fixture
def apart(tmp_path: Path) -> tuple[Path, Path]:
    """A repository, and its index elsewhere."""
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--index-dir", tmp_path / "indexes" / "one", "--embedder", "none", "--quiet")
    return root, tmp_path / "indexes" / "one"


def require_known_from(folder: Path, index_dir: Path, root: Path) -> None:
    """Fail unless who stands in `folder`, below the repository's root, is answered as if at the root."""
    given = ("-C", folder, "--index-dir", index_dir)
    assert "deleted since" not in triptych("search", "retries repo:shop", *given).out
    assert json.loads(triptych("status", "--json", *given).out)["root"] == str(root)
    assert "door.py: indexed" in triptych("status", "--why", "door.py", *given).out


def test_an_index_elsewhere_knows_its_repository_from_every_folder_of_it(apart: tuple[Path, Path]) -> None:
    root, index_dir = apart

    require_known_from(root / "shop", index_dir, root)

    environment = {"TRIPTYCH_INDEX_DIR": str(index_dir)}
    found = triptych("search", "retries", here=root / "shop", environment=environment).out
    assert "shop/door.py" in found
    assert "deleted since" not in found
    elsewhere = triptych("search", "retries", "--index-dir", index_dir, here=index_dir).out
    assert "deleted since" not in elsewhere


@pytest.mark.parametrize("how", [(), ("--dry-run",)], ids=["index", "dry run"])
def test_another_repository_takes_an_indexs_place_only_by_force(
    apart: tuple[Path, Path], tmp_path: Path, how: tuple[str, ...]
) -> None:
    root, index_dir = apart
    other = draw(tmp_path / "bakery", "bread.py\n    def bake(): ...")

    refused = triptych("index", other, "--index-dir", index_dir, *how, expect=2)

    assert str(root) in refused.err
    assert str(other) in refused.err
    assert "--force" in refused.err
    assert (
        triptych("search", "retries", "-C", root, "--index-dir", index_dir, "-l").lines[0] == "shop/door.py"
    )
    triptych("index", other, "--index-dir", index_dir, "--embedder", "none", "--force", "--quiet")
    assert triptych("search", "bake", "--index-dir", index_dir, "-l", here=other).lines == ["bread.py"]
    assert str(other) in triptych("index", root, "--index-dir", index_dir, *how, expect=2).err


def test_another_spelling_of_the_same_root_is_not_another_repository(
    apart: tuple[Path, Path], tmp_path: Path
) -> None:
    root, index_dir = apart
    (tmp_path / "linked").mkdir()
    link = tmp_path / "linked" / "shop"
    link.symlink_to(root)

    for spelled, here in ((link, tmp_path), (Path("../shop"), root), (Path(), root)):
        given = ("--index-dir", index_dir, "--embedder", "none", "--quiet")
        triptych("index", spelled, *given, here=here)
    require_known_from(link / "shop", index_dir, link)


@pytest.mark.parametrize("name", [".triptych", "own-index"])
def test_an_index_inside_its_repository_moves_and_is_copied_with_it(tmp_path: Path, name: str) -> None:
    root = draw(tmp_path / "first" / "shop", SHOP)
    triptych("index", root, "--index-dir", root / name, "--embedder", "none", "--quiet")
    copy = Path(shutil.copytree(root, tmp_path / "copy" / "shop"))
    moved = Path(shutil.move(root, tmp_path / "moved" / "shop"))

    for place in (copy, moved):
        require_known_from(place / "shop", place / name, place)
        triptych("index", place, "--index-dir", place / name, "--embedder", "none", "--quiet")
    draw(tmp_path / "first" / "shop", SHOP)
    require_known_from(copy / "shop", copy / name, copy)


def test_an_index_that_was_moved_out_of_its_repository_still_knows_it(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    (tmp_path / "disk").mkdir()
    index_dir = Path(shutil.move(root / ".triptych", tmp_path / "disk" / "index"))

    require_known_from(root / "shop", index_dir, root)
    triptych("index", root, "--index-dir", index_dir, "--embedder", "none", "--quiet")


def test_a_repository_that_was_moved_away_from_its_index_is_not_another_one(
    apart: tuple[Path, Path], tmp_path: Path
) -> None:
    root, index_dir = apart
    (tmp_path / "new").mkdir()
    moved = Path(shutil.move(root, tmp_path / "new" / "shop"))

    assert "deleted since" not in triptych("search", "retries", "-C", moved, "--index-dir", index_dir).out
    triptych("index", moved, "--index-dir", index_dir, "--embedder", "none", "--quiet")
    require_known_from(moved / "shop", index_dir, moved)


def test_a_root_whose_name_is_no_utf_8_is_remembered(tmp_path: Path) -> None:
    try:
        root = draw(tmp_path / os.fsdecode(b"sh\xffp"), SHOP)
    except OSError:
        pytest.skip("this file system takes UTF-8 only")
    given = ("--index-dir", tmp_path / "index")
    triptych("index", root, *given, "--embedder", "none", "--quiet")

    assert "deleted since" not in triptych("search", "retries", *given, here=root / "shop").out
    triptych("index", root, *given, "--embedder", "none", "--quiet")
    assert triptych("index", root / "shop", *given, expect=2).err.startswith("triptych: ")


def test_a_repaired_index_still_knows_its_repository(apart: tuple[Path, Path]) -> None:
    root, index_dir = apart
    for frozen in index_dir.glob("tantivy/*/gen-*"):
        shutil.rmtree(frozen)

    triptych("repair", "--index-dir", index_dir)

    require_known_from(root / "shop", index_dir, root)
