"""Damaged files: noticed in depth every time, never answered with a crash, and mended without loss.

Every file that a generation needs is truncated, emptied, deleted and altered in one byte. A damaged file must be found
by the deep examination; repair must lead back to a whole index, or to an index.db put aside.
"""

import random
import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.small_index import HashingEmbedder, changed, index, numbered, open_writer, require_equal
from triptych_indexer.errors import StoreDamaged
from triptych_indexer.store import publish
from triptych_indexer.store.doctor import Level, examine
from triptych_indexer.store.generation import Generations
from triptych_indexer.store.graph.lookup import Lookup
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_indexer.store.repair import repair
from triptych_indexer.store.sql import open_reader

REPOSITORY = changed(numbered(10), ["src/module_1.py"], seed=3)

SOURCES = str(Path(__file__).parents[2] / "indexer")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def empty(path: Path) -> None:
    path.write_bytes(bytes(path.stat().st_size))


def delete(path: Path) -> None:
    path.unlink()


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[random.Random(path.name).randrange(len(content))] ^= 0x40
    path.write_bytes(content)


INJURIES: list[Callable[[Path], None]] = [truncate, empty, delete, flip]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index after an increment: vectors in two fragments with deletions, text in two segments."""
    root = tmp_path_factory.mktemp("whole") / "i"
    with pytest.MonkeyPatch.context() as patch, open_writer(root) as writer:
        patch.setattr(publish, "SMALL", 0)  # an increment as in a large repository
        index(writer, numbered(10), HashingEmbedder())
        index(writer, REPOSITORY, HashingEmbedder())
    return root


def needed_files(paths: IndexPaths) -> list[Path]:
    connection = open_reader(paths.index_db)
    generations = Generations(connection)
    published = generations.current()
    assert published is not None
    found = [
        paths.root / state.location / file.relative_path
        for name, state in published.stores.items()
        if name in ("lancedb", "tantivy")
        for file in generations.files(published.number, name)  # type: ignore[arg-type]
    ]
    connection.close()
    return found


def injured_copy(whole: Path, place: Path, number: int, injure: Callable[[Path], None]) -> IndexPaths | None:
    """Copy the index and injure its `number`-th file; None when that changes nothing (an empty file, zeroed)."""
    shutil.copytree(whole, place)
    paths = IndexPaths(place)
    path = needed_files(paths)[number]
    before = path.read_bytes()
    if not before and injure is not delete:
        return None
    inode = path.with_name(path.name + ".alone")
    inode.write_bytes(before)  # the copy is one of several links: injure this name alone
    inode.rename(path)
    injure(path)
    return None if path.exists() and path.read_bytes() == before else paths


def read_in_a_child(paths: IndexPaths) -> subprocess.CompletedProcess[str]:
    """Open and search the index as a server would."""
    program = """
import sys
from pathlib import Path
import numpy as np
from triptych_indexer.errors import StoreError
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
try:
    with IndexReader.open(IndexPaths(Path(sys.argv[1]))) as reader, reader.pin() as snapshot:
        snapshot.text.search("body", ["return"], 100, EVERYTHING)
        snapshot.vectors.nearest(np.ones(16, dtype=np.float32) / 4, 100, EVERYTHING)
except StoreError as error:
    print(type(error).__name__)
"""
    return subprocess.run(
        [sys.executable, "-c", program, str(paths.root)],
        env={"PYTHONPATH": SOURCES},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def require_found_and_mended(whole: Path, place: Path, number: int, injure: Callable[[Path], None]) -> None:
    paths = injured_copy(whole, place, number, injure)
    if paths is None:
        return

    examination = examine(paths, deep=True)
    report = repair(paths)

    assert examination.level is Level.BROKEN, needed_files(paths)[number]
    assert report.is_whole
    with IndexReader.open(paths) as reader, reader.pin() as snapshot:
        require_equal(snapshot, REPOSITORY)
    shutil.rmtree(place)


def kinds_of_files(whole: Path) -> list[int]:
    """Return one file of each kind, by its suffix."""
    by_suffix: dict[str, int] = {}
    for number, path in enumerate(needed_files(IndexPaths(whole))):
        by_suffix.setdefault(path.suffix or path.name, number)
    return sorted(by_suffix.values())


def test_one_injury_of_each_kind_is_found_and_mended(whole: Path, tmp_path: Path) -> None:
    kinds = kinds_of_files(whole)
    chosen = random.Random(3).sample(kinds, 4)
    for turn, number in enumerate(chosen):
        require_found_and_mended(whole, tmp_path / str(turn), number, INJURIES[turn])


@pytest.mark.slow
@pytest.mark.parametrize("injure", INJURIES)
def test_every_injury_to_every_file_is_found_and_mended(
    whole: Path, tmp_path: Path, injure: Callable[[Path], None]
) -> None:
    for number in range(len(needed_files(IndexPaths(whole)))):
        require_found_and_mended(whole, tmp_path / str(number), number, injure)


@pytest.mark.parametrize("injure", [truncate, delete])
def test_a_missing_or_short_file_is_an_error_when_serving_never_an_empty_answer(
    whole: Path, tmp_path: Path, injure: Callable[[Path], None]
) -> None:
    for turn, number in enumerate(kinds_of_files(whole)[::3]):
        paths = injured_copy(whole, tmp_path / str(turn), number, injure)
        if paths is None:
            continue
        child = read_in_a_child(paths)

        assert child.returncode == 0, child.stderr
        assert child.stdout.strip() == "StoreDamaged", needed_files(paths)[number]


def test_a_broken_cache_costs_time_and_nothing_else(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "i")
    paths = IndexPaths(tmp_path / "i")
    for path in paths.root.glob("cache.db*"):
        path.write_bytes(b"not a database" * 1000)

    with open_writer(paths.root) as writer:
        index(writer, changed(REPOSITORY, ["src/new.py"], 8), HashingEmbedder())

    with IndexReader.open(paths) as reader, reader.pin() as snapshot:
        require_equal(snapshot, changed(REPOSITORY, ["src/new.py"], 8))


@pytest.mark.parametrize("injure", [truncate, empty])
def test_a_broken_index_db_is_told_apart_from_an_empty_one(
    whole: Path, tmp_path: Path, injure: Callable[[Path], None]
) -> None:
    shutil.copytree(whole, tmp_path / "i")
    paths = IndexPaths(tmp_path / "i")
    injure(paths.index_db)

    child = read_in_a_child(paths)

    assert child.returncode == 0, child.stderr
    assert child.stdout.strip() == "StoreDamaged"
    assert examine(paths).level is Level.BROKEN


def test_a_damaged_page_that_is_met_while_reading_is_told_as_damage(whole: Path, tmp_path: Path) -> None:
    shutil.copytree(whole, tmp_path / "i")
    paths = IndexPaths(tmp_path / "i")
    damage_table(paths, "file_metadata")

    with IndexReader.open(paths) as reader:
        with (
            pytest.raises(StoreDamaged, match=r"is broken .*: run `triptych repair`"),
            reader.pin() as snapshot,
        ):
            list(Lookup(snapshot.connection).paths())
        with pytest.raises(StoreDamaged, match="is broken"), reader.pin() as snapshot:
            snapshot.connection.execute("SELECT count(*) FROM file_metadata NOT INDEXED").fetchall()


def damage_table(paths: IndexPaths, table: str) -> None:
    """Overwrite the page at which a table begins; what comes before it stays readable."""
    with closing(open_reader(paths.index_db)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    content = bytearray(paths.index_db.read_bytes())
    content[(page - 1) * size : page * size] = random.Random(table).randbytes(size)
    paths.index_db.write_bytes(content)
