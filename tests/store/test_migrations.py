"""Every step of every history, there and back."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from triptych_indexer.errors import MigrationError
from triptych_indexer.store import migrate
from triptych_indexer.store.graph.lookup import Lookup
from triptych_indexer.store.migrate import HISTORIES, Step
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.sql import open_writer
from triptych_indexer.store.writer import IndexWriter

MIGRATIONS = Path(__file__).parents[2] / "migrations"

KEPT = Step(
    1, "create_note", "CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT) STRICT;", "DROP TABLE note;"
)
NEWER = Step(
    2, "add_note_author", "ALTER TABLE note ADD COLUMN author TEXT;", "ALTER TABLE note DROP COLUMN author;"
)
BROKEN = Step(
    2, "break_note", "CREATE TABLE half (id INTEGER); INSERT INTO nowhere VALUES (1);", "DROP TABLE half;"
)

every_history = pytest.mark.parametrize("history", HISTORIES)


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    with closing(open_writer(tmp_path / "one.db")) as opened:
        yield opened


def schema_of(connection: sqlite3.Connection) -> list[tuple[str, str, str | None]]:
    rows = connection.execute("SELECT type, name, sql FROM sqlite_master ORDER BY type, name")
    return rows.fetchall()


def content_of(connection: sqlite3.Connection) -> list[str]:
    """Everything in the database but the times of its bookkeeping."""
    return [line for line in connection.iterdump() if "migration_operations" not in line]


@every_history
def test_every_step_can_be_undone_exactly(history: str, connection: sqlite3.Connection) -> None:
    known = migrate.steps(history)
    migrate.migrate(connection, history, [])
    before = []
    for count in range(1, len(known) + 1):
        before.append(schema_of(connection))
        assert migrate.migrate(connection, history, known[:count]) == 1
        assert schema_of(connection) != before[-1], f"step {count} changes nothing"

    for version in reversed(range(1, len(known))):
        assert migrate.rollback(connection, version) == 1
        assert schema_of(connection) == before[version], f"step {version + 1} is not undone exactly"


@every_history
def test_a_whole_history_goes_back_to_nothing_and_up_again(
    history: str, connection: sqlite3.Connection
) -> None:
    migrate.migrate(connection, history)
    full = schema_of(connection)

    migrate.rollback(connection, 0)
    left = {name for kind, name, _ in schema_of(connection) if kind == "table"}
    migrate.migrate(connection, history)

    assert left == {"schema_versions", "migration_operations", "rollback_points"}
    assert schema_of(connection) == full


@every_history
def test_what_lies_beside_the_steps_is_their_sum(history: str) -> None:
    written = (MIGRATIONS / history / "schema.sql").read_text("utf-8")

    assert written == migrate.schema(history), "`just schema` writes it anew"


@every_history
def test_the_same_steps_are_taken_once(history: str, connection: sqlite3.Connection) -> None:
    assert migrate.migrate(connection, history) == len(migrate.steps(history))
    assert migrate.migrate(connection, history) == 0
    migrate.require_current(connection, history)


def test_an_older_program_can_undo_a_newer_step(connection: sqlite3.Connection) -> None:
    migrate.migrate(connection, "graph", [KEPT])
    connection.execute("INSERT INTO note (text) VALUES ('kept')")
    before = schema_of(connection)
    migrate.migrate(connection, "graph", [KEPT, NEWER])

    migrate.rollback(connection, 1)  # nothing of NEWER is given: its way back stands in the database

    assert schema_of(connection) == before
    assert migrate.migrate(connection, "graph", [KEPT]) == 0
    assert connection.execute("SELECT text FROM note").fetchall() == [("kept",)]


def test_a_failing_step_leaves_nothing_but_a_note_of_it(connection: sqlite3.Connection) -> None:
    migrate.migrate(connection, "graph", [KEPT])
    before = schema_of(connection)

    with pytest.raises(MigrationError, match=r"0002_break_note \(up\) failed, nothing was changed"):
        migrate.migrate(connection, "graph", [KEPT, BROKEN])

    assert schema_of(connection) == before
    assert [step.version for step in migrate.status(connection)] == [1]
    noted = connection.execute("SELECT version, result FROM migration_operations ORDER BY id").fetchall()
    assert noted == [(1, "done"), (2, "failed")]


def test_a_failing_step_takes_the_steps_before_it_along(connection: sqlite3.Connection) -> None:
    with pytest.raises(MigrationError):
        migrate.migrate(connection, "graph", [KEPT, BROKEN])

    assert migrate.status(connection) == []
    assert "note" not in {name for _, name, _ in schema_of(connection)}


def test_a_failing_way_back_leaves_the_database_as_it_was(connection: sqlite3.Connection) -> None:
    migrate.migrate(
        connection, "graph", [KEPT, replace(NEWER, down_script="DROP TABLE note; DROP TABLE nowhere;")]
    )
    before = schema_of(connection)

    with pytest.raises(MigrationError, match=r"\(down\) failed"):
        migrate.rollback(connection, 0)

    assert schema_of(connection) == before
    assert [step.version for step in migrate.status(connection)] == [1, 2]


def test_a_step_that_leaves_a_dangling_reference_is_refused(connection: sqlite3.Connection) -> None:
    dangling = Step(
        2,
        "dangle",
        "CREATE TABLE tag (note_id INTEGER REFERENCES note (id)); INSERT INTO tag VALUES (7);",
        "DROP TABLE tag;",
    )
    migrate.migrate(connection, "graph", [KEPT])

    with pytest.raises(MigrationError, match="would point at nothing in note"):
        migrate.migrate(connection, "graph", [KEPT, dangling])

    assert "tag" not in {name for _, name, _ in schema_of(connection)}
    assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


def test_an_applied_file_that_was_edited_is_refused(connection: sqlite3.Connection) -> None:
    migrate.migrate(connection, "graph", [KEPT])
    before = content_of(connection)
    edited = replace(KEPT, up_script=KEPT.up_script + " -- a second thought")

    with pytest.raises(MigrationError, match="an applied step is never edited"):
        migrate.migrate(connection, "graph", [edited, NEWER])

    assert content_of(connection) == before


def test_a_newer_database_is_refused_untouched(connection: sqlite3.Connection) -> None:
    known = migrate.steps("cache")
    unknown = Step(len(known) + 1, "create_future", "CREATE TABLE future (id INTEGER);", "DROP TABLE future;")
    migrate.migrate(connection, "cache", [*known, unknown])
    before = list(connection.iterdump())

    with pytest.raises(MigrationError, match="made by a newer triptych"):
        migrate.migrate(connection, "cache")
    with pytest.raises(MigrationError, match="made by a newer triptych"):
        migrate.require_current(connection, "cache")

    assert list(connection.iterdump()) == before


def test_a_reader_refuses_an_older_database_and_leaves_it(connection: sqlite3.Connection) -> None:
    migrate.migrate(connection, "graph", migrate.steps("graph")[:-1])
    before = list(connection.iterdump())

    with pytest.raises(MigrationError, match="1 steps behind"):
        migrate.require_current(connection, "graph")

    assert list(connection.iterdump()) == before


def test_a_migration_inside_a_transaction_is_refused(connection: sqlite3.Connection) -> None:
    connection.execute("BEGIN")

    with pytest.raises(MigrationError, match="outside any transaction"):
        migrate.migrate(connection, "graph", [KEPT])


@pytest.mark.parametrize(
    ("files", "complaint"),
    [
        (["0001_create_note.up.sql"], "every step needs a way back"),
        (["0002_create_note.up.sql", "0002_create_note.down.sql"], "without gaps or doubles"),
        (
            ["0001_a.up.sql", "0001_a.down.sql", "0001_b.up.sql", "0001_b.down.sql"],
            "without gaps or doubles",
        ),
    ],
)
def test_an_incomplete_history_is_refused(tmp_path: Path, files: list[str], complaint: str) -> None:
    for name in files:
        (tmp_path / "graph").mkdir(exist_ok=True)
        (tmp_path / "graph" / name).write_text("SELECT 1;")

    with pytest.raises(MigrationError, match=complaint):
        migrate.steps("graph", tmp_path)


def test_a_script_without_an_end_is_refused(connection: sqlite3.Connection) -> None:
    with pytest.raises(MigrationError, match="does not end"):
        migrate.migrate(connection, "graph", [replace(KEPT, up_script="CREATE TABLE note (id INTEGER)")])

    assert migrate.status(connection) == []


def test_a_new_database_needs_no_copy(connection: sqlite3.Connection, tmp_path: Path) -> None:
    migrate.migrate(connection, "graph")

    assert list(tmp_path.glob("*.backup")) == []
    assert connection.execute("SELECT count(*) FROM rollback_points").fetchone() == (0,)


def test_a_copy_is_made_before_a_database_with_data_is_changed(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    migrate.migrate(connection, "graph", [KEPT])
    connection.execute("INSERT INTO note (text) VALUES ('precious')")
    migrate.migrate(connection, "graph", [KEPT, NEWER])

    [(version, path)] = connection.execute("SELECT version, path FROM rollback_points").fetchall()
    assert version == 1
    assert list(tmp_path.glob("*.backup")) == [Path(path)]
    with closing(sqlite3.connect(path)) as copy:
        assert copy.execute("SELECT * FROM note").fetchall() == [(1, "precious")]
        assert [step.version for step in migrate.status(copy)] == [1]


def test_only_the_newest_copy_is_kept(connection: sqlite3.Connection, tmp_path: Path) -> None:
    migrate.migrate(connection, "graph", [KEPT])
    migrate.migrate(connection, "graph", [KEPT, NEWER])
    migrate.rollback(connection, 1)

    [(version, path)] = connection.execute("SELECT version, path FROM rollback_points").fetchall()
    assert version == 2
    assert list(tmp_path.glob("*.backup")) == [Path(path)]


def _older_index(connection: sqlite3.Connection) -> None:
    """What a program of step 23 leaves: one file with one chunk, published."""
    migrate.migrate(connection, "graph", migrate.steps("graph")[:23])
    connection.executescript("""
        INSERT INTO ast_parsing_sessions (root, settings_digest, tool_version, status, started_at, finished_at)
        VALUES ('/r', 's', '0.1', 'completed', 1, 2);
        INSERT INTO file_metadata (
            id, path, display_path, content, size_bytes, mtime_ns, inode, flags, status, lines_code, lines_comment,
            lines_blank, parse_error_bytes, redactions, facts_digest)
        VALUES (7, x'612e7079', 'a.py', 'code', 6, 1, 1, 0, 'text', 1, 0, 0, 0, 0, 'd');
        INSERT INTO document_chunks (
            id, file_id, chunk_key, embedding_hash, start_byte, end_byte, start_line, end_line, token_count, kinds,
            header, text)
        VALUES (3, 7, zeroblob(16), zeroblob(16), 0, 6, 0, 0, 1, 0, 'café.py', 'x = 1');
        INSERT INTO generation (number, session_id, created_at, files, nodes, chunks, set_digest)
        VALUES (1, 1, 1, 1, 0, 1, zeroblob(32));
        INSERT INTO generation_pointer (one, generation) VALUES (1, 1);
    """)


def test_texts_that_an_older_program_wrote_are_read_after_the_update(connection: sqlite3.Connection) -> None:
    _older_index(connection)

    migrate.migrate(connection, "graph")

    assert list(Lookup(connection).texts([3])) == [(3, "x = 1")]
    assert connection.execute("SELECT header_bytes FROM document_chunks").fetchone() == (8,)
    assert connection.execute("SELECT generation FROM generation_pointer").fetchone() == (1,)


def test_an_older_program_finds_an_index_to_be_made_anew_not_texts_it_cannot_read(
    connection: sqlite3.Connection,
) -> None:
    _older_index(connection)
    migrate.migrate(connection, "graph")

    migrate.rollback(connection, 23)

    for table in ("generation_pointer", "file_metadata", "document_chunks"):
        assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_copies_that_no_record_names_are_removed_and_the_named_one_stays(
    connection: sqlite3.Connection, tmp_path: Path
) -> None:
    known = migrate.steps("graph")
    migrate.migrate(connection, "graph", known)
    migrate.migrate(
        connection,
        "graph",
        [*known, replace(known[-1], version=len(known) + 1, up_script="SELECT 1;", down_script="SELECT 1;")],
    )
    (database,) = (row[2] for row in connection.execute("PRAGMA database_list"))
    (named,) = tmp_path.glob("*.backup")
    strays = [Path(f"{database}.0007-1700000000.backup"), Path(f"{database}.0007-1700000001.backup.tmp")]
    others = [Path(f"{database}.mine.backup"), tmp_path / "letter.0007-1.backup"]
    for path in (*strays, *others):
        path.write_text("x")

    migrate.remove_stray_copies(connection)

    assert [path.exists() for path in (named, *strays, *others)] == [True, False, False, True, True]


def test_a_writer_removes_what_an_interrupted_migration_left(tmp_path: Path) -> None:
    (tmp_path / "i").mkdir()
    stray = tmp_path / "i" / "index.db.0007-1700000000.backup.tmp"
    stray.write_text("x")

    IndexWriter.open(IndexPaths(tmp_path / "i"), free_floor_bytes=0).close()

    assert not stray.exists()
