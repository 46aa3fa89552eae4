"""The doctor tells what is wrong and what to do, quickly, and touches nothing; repair leaves a whole index."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from support.small_index import HashingEmbedder, changed, index, numbered, open_writer, require_equal
from triptych_indexer.errors import MigrationError, StoreError, StoreMissing
from triptych_indexer.store import doctor
from triptych_indexer.store.doctor import Examination, Level, examine
from triptych_indexer.store.migrate import rollback
from triptych_indexer.store.passage import Stored, packed
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_indexer.store.repair import repair
from triptych_indexer.store.sql import open_writer as connect
from triptych_indexer.store.writer import IndexWriter

REPOSITORY = numbered(6)


@pytest.fixture
def paths(tmp_path: Path) -> IndexPaths:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY, HashingEmbedder())
    return IndexPaths(tmp_path / "i")


def state(root: Path) -> dict[str, tuple[int, int, int]]:
    """Return inode, size and time of everything below; SQLite's shared memory is a lock, not content."""
    found = {}
    for folder, names, files in os.walk(root):
        for name in (".", *names, *files):
            stat = os.lstat(os.path.join(folder, name))
            found[os.path.join(folder, name)] = (stat.st_ino, stat.st_size, stat.st_mtime_ns)
    return {name: what for name, what in found.items() if not name.endswith("-shm")}


def sole_finding(examination: Examination, check: str) -> str:
    (found,) = (finding for finding in examination.findings if finding.check == check)
    assert found.advice
    return f"{found.level}: {found.message}"


@pytest.mark.parametrize("deep", [False, True])
def test_a_whole_index_is_well(paths: IndexPaths, deep: bool) -> None:
    examination = examine(paths, deep=deep)

    assert examination.level in (Level.OK, Level.WARNING), examination.findings
    assert [finding for finding in examination.findings if finding.store] == []
    assert examination.generation == 1


PROBE = """
import sys
from pathlib import Path
from triptych_indexer.store.doctor import examine
from triptych_indexer.store.paths import IndexPaths
examine(IndexPaths(Path(sys.argv[1])))
print(*{name.partition(".")[0] for name in sys.modules})
"""


def test_the_quick_examination_imports_no_store(paths: IndexPaths) -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, paths.root], capture_output=True, text=True, check=True, timeout=60
    )

    loaded = set(done.stdout.split())
    assert "sqlite3" in loaded
    assert loaded & {"lancedb", "pyarrow", "tantivy", "numpy"} == set()


@pytest.mark.parametrize("deep", [False, True])
def test_examining_and_reading_change_nothing(paths: IndexPaths, deep: bool) -> None:
    before = state(paths.root)

    examine(paths, deep=deep)
    with IndexReader.open(paths) as reader, reader.pin() as snapshot:
        require_equal(snapshot, REPOSITORY)

    assert state(paths.root) == before


def test_where_there_is_no_index_the_doctor_says_so_and_makes_none(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        examine(IndexPaths(tmp_path / "i"))

    assert list(tmp_path.iterdir()) == []


def test_an_index_others_may_read_is_worth_a_warning(paths: IndexPaths) -> None:
    paths.root.chmod(0o755)

    assert sole_finding(examine(paths), "privacy").startswith("warning")


def test_only_the_owner_may_look_into_an_index(paths: IndexPaths) -> None:
    assert paths.root.stat().st_mode & 0o777 == 0o700
    assert (paths.root / ".gitignore").read_text() == "*\n"
    for folder, names, files in os.walk(paths.root):
        for name in (*names, *files):
            mode = os.lstat(os.path.join(folder, name)).st_mode
            if name not in (".gitignore",):
                assert mode & 0o077 == 0, os.path.join(folder, name)


def test_a_failed_run_is_told_with_its_reason(paths: IndexPaths) -> None:
    class Broken(HashingEmbedder):
        def embed(self, passages):  # type: ignore[no-untyped-def]
            raise RuntimeError("out of memory")

    with open_writer(paths.root) as writer, pytest.raises(RuntimeError):
        index(writer, changed(REPOSITORY, ["x.py"], 3), Broken())

    assert "out of memory" in sole_finding(examine(paths), "last run")


def test_a_lost_generation_folder_is_broken_until_repaired(paths: IndexPaths) -> None:
    shutil.rmtree(next(paths.tantivy.glob("*/gen-000001")))

    examination = examine(paths)
    report = repair(paths)

    assert examination.level is Level.BROKEN
    assert examination.broken_stores.keys() == {"tantivy"}
    assert report.is_whole
    require_whole(paths)


def test_what_repair_cannot_mend_is_noted_with_the_store(
    paths: IndexPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(next(paths.tantivy.glob("*/gen-000001")))

    def refuse(*_: object, **__: object) -> None:
        raise StoreError("no room")

    monkeypatch.setattr(IndexWriter, "publish", refuse)
    with pytest.raises(StoreError, match="no room"):
        repair(paths, tool_version="1")

    with closing(sqlite3.connect(paths.index_db)) as connection:
        told = connection.execute(
            "SELECT store, health, last_error FROM system_health_diagnostics WHERE health <> 'ok'"
        ).fetchall()
    ((store, health, trouble),) = told
    assert (store, health) == ("tantivy", "broken")
    assert trouble


def test_lost_vectors_come_back_from_the_cache_without_a_model(paths: IndexPaths) -> None:
    for _ in range(3):  # a table made anew numbers its versions from 1 again, as the lost one did
        shutil.rmtree(paths.lance)

        report = repair(paths)

        assert report.is_whole
        require_whole(paths)


def test_without_cache_or_model_the_graph_and_the_text_still_come_back(paths: IndexPaths) -> None:
    shutil.rmtree(paths.lance)
    shutil.rmtree(paths.tantivy)
    for path in paths.root.glob("cache.db*"):
        path.unlink()

    report = repair(paths)

    assert any("run `triptych index`" in step for step in report.steps)
    with IndexReader.open(paths) as reader, reader.pin() as snapshot:
        assert snapshot.vectors is None
        require_equal(snapshot, REPOSITORY, vectors=False)
    with open_writer(paths.root) as writer:
        index(writer, REPOSITORY, HashingEmbedder())
    require_whole(paths)


def test_a_broken_index_db_is_put_aside_and_the_cache_spares_the_embedding(paths: IndexPaths) -> None:
    content = bytearray(paths.index_db.read_bytes())
    content[8192 : 8192 * 3] = bytes(8192 * 2)
    paths.index_db.write_bytes(content)
    embedder = HashingEmbedder()

    report = repair(paths)
    with open_writer(paths.root) as writer:
        index(writer, REPOSITORY, embedder)

    assert not report.is_whole
    assert report.steps[-1] == "run `triptych index`; vectors that cache.db holds are not embedded anew"
    assert list(paths.quarantine.glob("*/index.db"))
    assert embedder.seen == 0
    require_whole(paths)


def test_where_no_vectors_are_kept_repair_promises_none(paths: IndexPaths) -> None:
    for path in paths.root.glob("cache.db*"):
        path.unlink()
    paths.index_db.write_bytes(b"not a database" * 1_000)

    report = repair(paths)

    assert report.steps[-1] == "run `triptych index`"


@pytest.mark.parametrize(
    "stored", ["other", packed(b"other " * 9), b"not deflated", packed(b"other " * 9)[:-5]]
)
def test_an_altered_text_is_noticed_in_depth(paths: IndexPaths, stored: Stored) -> None:
    with open_writer(paths.root) as writer:
        writer.connection.execute("UPDATE document_chunks SET passage = ? WHERE id = 1", (stored,))

    assert "not the text they were made of" in sole_finding(examine(paths, deep=True), "texts")


def test_a_failed_collection_is_told_until_the_next_one_succeeds(paths: IndexPaths) -> None:
    with IndexWriter.open(paths, free_floor_bytes=0) as writer:
        writer.connection.execute(
            "INSERT INTO sync_audit_trail (at, action, result, duration_ms, details)"
            " VALUES (1, 'collect', 'failed', 1, 'the folder is locked')"
        )
    told = sole_finding(examine(paths), "upkeep")

    with IndexWriter.open(paths, free_floor_bytes=0) as writer:
        index(writer, changed(REPOSITORY, list(REPOSITORY)[:1], 9), HashingEmbedder())

    assert told == "warning: collect failed: the folder is locked"
    assert [finding for finding in examine(paths).findings if finding.check == "upkeep"] == []


def test_a_contradiction_in_the_graph_is_noticed_in_depth(paths: IndexPaths) -> None:
    with IndexWriter.open(paths, free_floor_bytes=0) as writer:
        writer.connection.execute(
            "INSERT INTO reference_expressions (id, name, expression) VALUES (999, 'nobody', 'nobody')"
        )

    assert sole_finding(examine(paths, deep=True), "graph") == "warning: 1 texts that nothing uses"


def test_repairing_a_whole_index_leaves_its_generation(paths: IndexPaths) -> None:
    report = repair(paths)

    assert report.steps == ["nothing to mend"]
    assert report.after is not None
    assert report.after.generation == 1


def test_what_a_newer_program_wrote_is_refused_untouched(paths: IndexPaths) -> None:
    paths.format.write_text(json.dumps({"format": 9, "min_reader": 9}))
    before = state(paths.root)

    for refused in (lambda: IndexReader.open(paths), lambda: IndexWriter.open(paths)):
        with pytest.raises(StoreError, match="newer"):
            call(refused)
    assert state(paths.root) == before


def test_a_text_that_is_no_utf_8_is_found_in_depth_and_mended_by_indexing_again(paths: IndexPaths) -> None:
    with open_writer(paths.root) as writer:
        writer.connection.execute("UPDATE semantic_nodes SET signature = CAST(x'ff' AS TEXT) WHERE id = 2")
    told = sole_finding(examine(paths, deep=True), "index.db")

    report = repair(paths)
    with open_writer(paths.root) as writer:
        index(writer, REPOSITORY, HashingEmbedder())

    assert "Could not decode" in told
    assert list(paths.quarantine.glob("*/index.db"))
    assert not report.is_whole
    require_whole(paths)


def test_a_newer_programs_index_is_refused_by_repair_untouched(paths: IndexPaths) -> None:
    paths.format.write_text(json.dumps({"format": 9, "min_reader": 9}))
    before = state(paths.root)

    with pytest.raises(StoreError, match="newer"):
        repair(paths)

    assert state(paths.root) == before
    assert examine(paths).broken_stores == {}


def test_tables_of_a_newer_program_are_refused_by_repair_untouched(paths: IndexPaths) -> None:
    with open_writer(paths.root) as writer:
        writer.connection.execute("""
            INSERT INTO schema_versions (version, history, name, sha256, down_script, applied_at)
            SELECT max(version) + 1, 'graph', 'from_the_future', '', '', 0
              FROM schema_versions
        """)
    paths.format.unlink()
    before = state(paths.root)

    with pytest.raises(MigrationError, match="newer"):
        repair(paths)

    assert state(paths.root) == before
    assert examine(paths, deep=True).broken_stores == {}


def test_tables_that_are_behind_are_brought_up_to_date_by_repair(paths: IndexPaths) -> None:
    with closing(connect(paths.index_db)) as connection:
        rollback(connection, 30)
    told = sole_finding(examine(paths), "index.db")

    report = repair(paths)

    assert "behind" in told
    assert report.is_whole
    assert not paths.quarantine.exists()
    require_whole(paths)


@pytest.mark.parametrize("content", [None, b"", b"\xff garbage", b"[1]"])
def test_a_format_file_that_is_gone_or_unreadable_is_written_anew(
    paths: IndexPaths, content: bytes | None
) -> None:
    paths.format.unlink()
    if content is not None:
        paths.format.write_bytes(content)
    told = sole_finding(examine(paths), "format")

    report = repair(paths)

    assert "format.json" in told
    assert report.is_whole
    assert not list(paths.quarantine.glob("*/index.db"))
    require_whole(paths)


def test_an_unreadable_format_file_beside_a_broken_index_db_is_no_endless_loop(paths: IndexPaths) -> None:
    paths.format.write_bytes(b"garbage")
    paths.index_db.write_bytes(b"garbage" * 9999)

    report = repair(paths)
    with open_writer(paths.root) as writer:
        index(writer, REPOSITORY, HashingEmbedder())

    assert not report.is_whole
    assert list(paths.quarantine.glob("*/index.db"))
    require_whole(paths)


def test_after_index_db_was_put_aside_the_advice_is_to_index(paths: IndexPaths) -> None:
    paths.index_db.write_bytes(b"garbage" * 9999)
    repair(paths)

    for asked in (lambda: examine(paths), lambda: repair(paths)):
        with pytest.raises(StoreMissing, match="run `triptych index`"):
            call(asked)
    assert not paths.exists()


def test_what_repair_has_found_is_told_without_the_advice_to_repair(paths: IndexPaths) -> None:
    paths.index_db.write_bytes(b"garbage" * 9999)

    report = repair(paths)

    assert report.steps[0].startswith("found: ")
    assert "triptych repair" not in " ".join(report.steps)


def test_a_database_that_is_locked_is_not_put_aside(
    paths: IndexPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Path) -> sqlite3.Connection:
        error = sqlite3.OperationalError("database is locked")
        error.sqlite_errorcode = sqlite3.SQLITE_BUSY
        raise error

    monkeypatch.setattr(doctor, "open_reader", locked)

    assert examine(paths).level is Level.BROKEN
    assert examine(paths).broken_stores == {}


def call(refused: Callable[[], object]) -> None:
    refused()


def require_whole(paths: IndexPaths) -> None:
    assert examine(paths, deep=True).level is not Level.BROKEN
    with IndexReader.open(paths) as reader, reader.pin() as snapshot:
        require_equal(snapshot, REPOSITORY)
