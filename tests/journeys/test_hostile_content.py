"""Files that have broken indexers, indexed for real: worker processes, the pipeline, the stores.

Expected of each: the run ends well, the file is in the index with the status it deserves and a reason, and the
harmless files around it are found. The parsers may use 1 GB and the time any file may take, so a status other than
memory or timeout is also proof of that.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from support.hostile_files import HOSTILE
from support.indexing import Nobody
from triptych_indexer.parse.pool import Pool
from triptych_indexer.per_file import FileResult, FileTask, read_facts
from triptych_indexer.pipeline import IndexReport, index
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.writer import IndexWriter

HARMLESS = 20
SETTINGS = IndexSettings(worker_memory_bytes=1_000_000_000, workers=2)


class Indexed:
    """What a run over a hostile repository left behind."""

    def __init__(self, root: Path, where: Path) -> None:
        with IndexWriter.open(IndexPaths(where), free_floor_bytes=0) as writer:
            self.report: IndexReport = index(
                FolderSource(root, SETTINGS),
                settings=SETTINGS,
                writer=writer,
                embedder=None,
                progress=Nobody(),
                tool_version="test",
            )
        with closing(sqlite3.connect(IndexPaths(where).index_db)) as store:
            self.files: dict[str, tuple[str, str | None]] = {
                bytes(path).decode(): (status, reason)
                for path, status, reason in store.execute("SELECT path, status, reason FROM file_metadata")
            }
            self.names = {name for (name,) in store.execute("SELECT name FROM semantic_nodes")}


def write(root: Path, scale: float) -> None:
    for name, (make, _) in HOSTILE.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make(scale))
    for n in range(HARMLESS):
        (root / f"harmless_{n}.py").write_text(f"def harmless_{n}():\n    return {n}\n")


@pytest.fixture(scope="module")
def indexed(tmp_path_factory: pytest.TempPathFactory) -> Indexed:
    root = tmp_path_factory.mktemp("hostile")
    write(root, 0.05)
    return Indexed(root, tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_recorded_with_its_status_and_a_reason(indexed: Indexed, name: str) -> None:
    _, expected = HOSTILE[name]

    status, reason = indexed.files[name]

    assert (
        status in expected | {"parsed", "text"} if "skipped" in expected and len(expected) > 1 else expected
    )
    assert status == "parsed" or reason


def test_the_harmless_files_among_them_are_all_there(indexed: Indexed) -> None:
    assert {f"harmless_{n}" for n in range(HARMLESS)} <= indexed.names
    assert all(indexed.files[f"harmless_{n}.py"] == ("parsed", None) for n in range(HARMLESS))
    assert indexed.report.failed == 0


def test_a_file_cut_off_anywhere_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    """P12: every prefix of a file, as an editor or a full disk leaves it."""
    whole = Path(__file__).read_bytes()
    places = range(0, len(whole), max(1, len(whole) // 120))

    with readers() as pool:
        outcomes = dict(pool.map([task(tmp_path, f"cut_{at}.py", whole[:at]) for at in places], size))

    assert len(outcomes) == len(places)
    assert all(isinstance(one, FileResult) and one.facts.status == "parsed" for one in outcomes.values())


def test_ten_thousand_times_the_same_file_is_ten_thousand_files(tmp_path: Path) -> None:
    """P11, at a tenth of it: nothing is dropped because another file says the same."""
    for n in range(1_000):
        (tmp_path / f"same_{n}.py").write_bytes(b"def same():\n    return 1\n")

    done = Indexed(tmp_path, tmp_path.parent / "index_of_the_same")

    assert len(done.files) == 1_000


def test_what_a_file_says_of_itself_in_a_bomb_is_cut_into_chunks_that_are_the_file(tmp_path: Path) -> None:
    names = [name for name in HOSTILE if not name.startswith("p06")]

    with readers() as pool:
        for one, outcome in pool.map([task(tmp_path, n, HOSTILE[n][0](0.02)) for n in names], size):
            assert isinstance(outcome, FileResult), one.file.path
            ends = [0, *(row[2] for row in outcome.facts.chunks)]
            assert all(row[1] == end for row, end in zip(outcome.facts.chunks, ends, strict=False))


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_of_full_size_costs_itself_alone(tmp_path: Path, name: str) -> None:
    make, expected = HOSTILE[name]
    harmless = task(tmp_path, "harmless.py", b"def harmless(): pass\n")
    hostile = task(tmp_path, name, make(1))

    with readers() as pool:
        outcomes = {one.file.path: outcome for one, outcome in pool.map([hostile, harmless], size)}

    result, other = outcomes[hostile.file.path], outcomes[harmless.file.path]
    assert isinstance(other, FileResult)
    assert other.facts.status == "parsed"
    assert isinstance(result, FileResult)
    assert result.facts.status in expected
    assert result.facts.status == "parsed" or result.facts.reason


def readers() -> Pool[FileTask, FileResult]:
    return Pool(
        read_facts,
        workers=2,
        timeout_s=SETTINGS.file_timeout_s,
        memory_bytes=SETTINGS.worker_memory_bytes,
    )


def size(one: FileTask) -> int:
    return one.file.size_bytes


def task(root: Path, name: str, source: bytes) -> FileTask:
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(source)
    (found,) = [file for file in FolderSource(root, SETTINGS).files() if file.path == name.encode()]
    return FileTask(root, found, SETTINGS)
