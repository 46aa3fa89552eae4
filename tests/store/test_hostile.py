"""A repository may bring a `.triptych` of its own along: it must not lead out of its folder."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_index import index, numbered, open_writer
from triptych_indexer.errors import StoreError
from triptych_indexer.store.doctor import Level, examine
from triptych_indexer.store.lock import WriterLock, is_held
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_indexer.store.repair import repair
from triptych_indexer.store.space import keep_reserve


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A folder of the user's that looks like what an index tidies away."""
    place = tmp_path / "home"
    (place / "gen-000001").mkdir(parents=True)
    (place / "gen-000001" / "letter.txt").write_text("dear")
    (place / "letter.txt").write_text("dear")
    return place


def require_untouched(precious: Path) -> None:
    assert (precious / "letter.txt").read_text() == "dear"
    assert (precious / "gen-000001" / "letter.txt").read_text() == "dear"
    assert sorted(os.listdir(precious)) == ["gen-000001", "letter.txt"]


def as_root(root: Path, precious: Path) -> None:
    root.symlink_to(precious)


def as_tables(root: Path, precious: Path) -> None:
    open_writer(root).close()
    (root / "lance").symlink_to(precious)


def as_layout(root: Path, precious: Path) -> None:
    open_writer(root).close()
    (root / "tantivy").mkdir()
    (root / "tantivy" / "s1").symlink_to(precious)


def as_file(root: Path, precious: Path) -> None:
    open_writer(root).close()
    (root / "stage").symlink_to(precious / "letter.txt")


@pytest.mark.parametrize("plant", [as_root, as_tables, as_layout, as_file])
def test_an_index_that_is_a_link_or_holds_one_is_refused(
    tmp_path: Path, precious: Path, plant: Callable[[Path, Path], None]
) -> None:
    plant(tmp_path / "i", precious)

    with pytest.raises(StoreError, match="symbolic link"):
        open_writer(tmp_path / "i")
    require_untouched(precious)


def test_a_location_that_leads_out_of_the_index_is_damage(tmp_path: Path, precious: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, numbered(2))
        writer.connection.execute(
            "UPDATE rag_store_state SET location = '../home/gen-000001' WHERE store = 'tantivy'"
        )

    with pytest.raises(StoreError, match="no place inside an index"):
        open_writer(tmp_path / "i")
    with (
        IndexReader.open(IndexPaths(tmp_path / "i")) as reader,
        pytest.raises(StoreError, match="no place inside an index"),
        reader.pin(),
    ):
        raise AssertionError("a reader must not follow it")
    assert examine(IndexPaths(tmp_path / "i")).level is Level.BROKEN
    require_untouched(precious)


OPENED = [
    "format.json",
    "writer.lock",
    "index.db",
    "index.db-wal",
    "cache.db",
    "reserve",
    "stage",
    ".gitignore",
]


def commands(root: Path) -> list[Callable[[], object]]:
    """Whoever opens an index: to write, to read, to mend it."""
    paths = IndexPaths(root)
    return [lambda: open_writer(root), lambda: IndexReader.open(paths), lambda: repair(paths)]


@pytest.mark.parametrize("name", OPENED)
def test_a_pipe_in_a_files_place_is_refused_and_nobody_waits_at_it(tmp_path: Path, name: str) -> None:
    root = tmp_path / "i"
    open_writer(root).close()
    (root / name).unlink(missing_ok=True)
    os.mkfifo(root / name)

    for command in commands(root):
        with pytest.raises(StoreError):
            command()
    if name != "index.db":
        assert examine(IndexPaths(root)).level is Level.BROKEN
    assert stat.S_ISFIFO((root / name).lstat().st_mode)


@pytest.mark.parametrize("name", ["format.json", "writer.lock", "reserve", "index.db"])
def test_a_folder_in_a_files_place_is_refused_with_what_to_do(tmp_path: Path, name: str) -> None:
    root = tmp_path / "i"
    open_writer(root).close()
    (root / name).unlink(missing_ok=True)
    (root / name).mkdir()

    with pytest.raises(StoreError, match="is a folder where an index has a file: move it away"):
        open_writer(root)


@pytest.mark.parametrize("name", ["lance", "tantivy", "quarantine"])
def test_a_file_in_a_folders_place_is_refused_and_told(tmp_path: Path, name: str) -> None:
    root = tmp_path / "i"
    open_writer(root).close()
    if (root / name).exists():
        (root / name).rmdir()
    (root / name).write_text("")

    for command in (lambda: open_writer(root), lambda: repair(IndexPaths(root))):
        with pytest.raises(StoreError, match="is a file where an index has a folder: move it away"):
            command()
    assert any("move it away" in finding.message for finding in examine(IndexPaths(root)).findings)


def test_a_lock_or_a_reserve_that_became_a_pipe_meanwhile_is_not_waited_for(tmp_path: Path) -> None:
    paths = IndexPaths(tmp_path)
    os.mkfifo(paths.lock)
    os.mkfifo(paths.reserve)

    for command in (
        lambda: WriterLock(paths.lock).acquire("x"),
        lambda: is_held(paths.lock),
        lambda: keep_reserve(paths),
    ):
        with pytest.raises(StoreError, match="move it away"):
            command()


def test_a_folder_that_a_repository_brought_along_is_closed_and_hidden_by_the_first_run(
    tmp_path: Path,
) -> None:
    root = tmp_path / "i"
    root.mkdir()
    root.chmod(0o777)
    (root / ".gitignore").write_text("!*\n")
    (root / "format.json").write_text('{"format": 1, "min_reader": 1}')

    open_writer(root).close()

    assert stat.S_IMODE(root.stat().st_mode) == 0o700
    assert (root / ".gitignore").read_bytes() == b"*\n"


def test_doctor_warns_of_an_index_that_git_would_see(tmp_path: Path) -> None:
    root = tmp_path / "i"
    with open_writer(root) as writer:
        index(writer, numbered(2))
    (root / ".gitignore").write_text("!*\n")

    found = examine(IndexPaths(root))

    assert [finding.level for finding in found.findings if ".gitignore" in finding.message] == [Level.WARNING]
