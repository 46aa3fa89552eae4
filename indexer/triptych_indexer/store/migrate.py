"""Brings a database to the format this program knows, and back.

Steps are plain SQL in `migrations/HISTORY/NNNN_verb_object.{up,down}.sql`. All pending steps and their records are
one transaction: a failing step leaves the database as it was. A record keeps the digest of its step (an edited file
is refused) and the text of its way back, so that an older program can undo what a newer one did without having the
newer files.
"""

import hashlib
import re
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Final

from triptych_indexer.errors import MigrationError, StoreDamaged

HISTORIES: Final = ("graph", "cache", "ledger")
"""graph → index.db, cache → cache.db, ledger → ledger.db."""

_CHECKOUT: Final = Path(__file__).parents[3] / "migrations"
"""Beside the code in a checkout, so edits count at once."""

_STEP_NAME: Final = re.compile(r"(\d{4})_([a-z0-9_]+)\.up\.sql")

_BOOKKEEPING: Final = """
-- Which steps this database has taken; the way back is kept with each.
CREATE TABLE schema_versions (
    version INTEGER PRIMARY KEY CHECK (version > 0),
    history TEXT NOT NULL CHECK (history IN ('graph', 'cache', 'ledger')),
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,                      -- of the up script, hexadecimal
    down_script TEXT NOT NULL,
    applied_at REAL NOT NULL                   -- seconds since the epoch
) STRICT;

-- Every attempt, failed ones included.
CREATE TABLE migration_operations (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,
    name TEXT NOT NULL,
    direction TEXT NOT NULL CHECK (direction IN ('up', 'down')),
    result TEXT NOT NULL CHECK (result IN ('done', 'failed')),
    error TEXT,
    started_at REAL NOT NULL,                  -- seconds since the epoch
    duration_ms REAL NOT NULL,
    CHECK ((result = 'failed') = (error IS NOT NULL))
) STRICT;

-- Copies made before a database with data was changed.
CREATE TABLE rollback_points (
    id INTEGER PRIMARY KEY,
    version INTEGER NOT NULL,                  -- the last step the copy has
    path TEXT NOT NULL,
    created_at REAL NOT NULL                   -- seconds since the epoch
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Step:
    version: int
    name: str
    up_script: str
    down_script: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.up_script.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class AppliedStep:
    version: int
    name: str
    sha256: str
    down_script: str


def steps(history: str, root: Traversable | None = None) -> list[Step]:
    """Return the steps this program knows, or those under another `root`, first to last.

    Raises:
        MigrationError: a number is missing or given twice, or a step has no way back.
    """
    folder = (root or _root()).joinpath(history)
    found: list[Step] = []
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        match = _STEP_NAME.fullmatch(entry.name)
        if match is None:
            continue
        down = folder.joinpath(entry.name.replace(".up.sql", ".down.sql"))
        if not down.is_file():
            raise MigrationError(f"{history}/{entry.name} has no .down.sql: every step needs a way back")
        found.append(Step(int(match[1]), match[2], entry.read_text("utf-8"), down.read_text("utf-8")))
    if [step.version for step in found] != list(range(1, len(found) + 1)):
        raise MigrationError(f"migrations/{history} must be numbered 0001, 0002, … without gaps or doubles")
    return found


def status(connection: sqlite3.Connection) -> list[AppliedStep]:
    """Return the steps the database has taken, first to last; none for a new one. Never writes."""
    if not _has_bookkeeping(connection):
        return []
    rows = connection.execute("""
        SELECT version, name, sha256, down_script
          FROM schema_versions
         ORDER BY version
    """)
    return [AppliedStep(*row) for row in rows]


def pending(connection: sqlite3.Connection, history: str) -> int:
    """Return how many steps a database is behind this program. Never writes.

    Raises:
        MigrationError: the database is newer than this program, or belongs to another history.
    """
    known, applied = steps(history), status(connection)
    _check(history, known, applied)
    return len(known) - len(applied)


def require_current(connection: sqlite3.Connection, history: str) -> None:
    """Make sure a reader and its database speak the same format. Never writes.

    Raises:
        MigrationError: the database is newer or older than this program, or belongs to another history.
    """
    missing = pending(connection, history)
    if missing:
        raise MigrationError(
            f"the {history} database was made by an older triptych ({missing} steps behind): index again to update it"
        )


def migrate(connection: sqlite3.Connection, history: str, known: Sequence[Step] | None = None) -> int:
    """Take all steps that are missing and return how many; a database with data is copied first.

    The connection must be in autocommit mode (`isolation_level=None`) and outside a transaction.

    Raises:
        MigrationError: the database is newer than this program, an applied file was edited, or a step failed;
            the database is as it was.
    """
    known = steps(history) if known is None else known
    applied = status(connection)
    _check(history, known, applied, connection)
    pending = known[len(applied) :]
    if not pending:
        return 0
    if not _has_bookkeeping(connection):
        with _transaction(connection):
            for statement in statements(_BOOKKEEPING):
                connection.execute(statement)
    if applied:
        _back_up(connection, applied[-1].version)
    with (
        _unchecked_foreign_keys(connection),
        _recorded_failure(connection, "up") as attempt,
        _transaction(connection),
    ):
        for step in pending:
            attempt.begin(step.version, step.name)
            _run(connection, step.up_script)
            connection.execute(
                "INSERT INTO schema_versions (version, history, name, sha256, down_script, applied_at)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (step.version, history, step.name, step.sha256, step.down_script, time.time()),
            )
            attempt.record_done(connection)
        _refuse_broken_references(connection)
    return len(pending)


def rollback(connection: sqlite3.Connection, to: int) -> int:
    """Undo all steps after `to`, last first, with the recorded scripts, and return how many.

    Raises:
        MigrationError: a way back failed; the database is as it was.
    """
    doomed = [step for step in reversed(status(connection)) if step.version > to]
    if not doomed:
        return 0
    _back_up(connection, doomed[0].version)
    with (
        _unchecked_foreign_keys(connection),
        _recorded_failure(connection, "down") as attempt,
        _transaction(connection),
    ):
        for step in doomed:
            attempt.begin(step.version, step.name)
            _run(connection, step.down_script)
            connection.execute("DELETE FROM schema_versions WHERE version = ?", (step.version,))
            attempt.record_done(connection)
        _refuse_broken_references(connection)
    return len(doomed)


def statements(script: str) -> Iterator[str]:
    """Cut a script into its statements.

    >>> list(statements("SELECT ';'; SELECT 2;"))
    ["SELECT ';';", 'SELECT 2;']
    """
    # Not `executescript`: it commits first, which would end our transaction.
    statement = ""
    # A `;` may also stand in a string, a comment or a trigger's body.
    for piece in re.split(r"(?<=;)", script):
        statement += piece
        if sqlite3.complete_statement(statement):
            yield statement.strip()
            statement = ""
    rest = re.sub(r"--[^\n]*", "", statement)
    if rest.strip():
        raise MigrationError(f"the last statement does not end: {rest.strip()[:80]}")


def schema(history: str) -> str:
    """Return what all steps of a history add up to, as SQL for people to read."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    migrate(connection, history)
    shadows = {
        name
        for name, kind in connection.execute("SELECT name, type FROM pragma_table_list")
        if kind == "shadow"
    }
    rows = connection.execute("""
        SELECT name, sql
          FROM sqlite_master
         WHERE sql IS NOT NULL
           AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
         ORDER BY rowid
    """)
    texts = [f"{sql};\n" for name, sql in rows if name not in shadows]
    connection.close()
    return (
        f"-- The sum of migrations/{history}; `just schema` writes it, a test keeps it true.\n\n"
        + "\n".join(texts)
    )


def _root() -> Traversable:
    return _CHECKOUT if _CHECKOUT.is_dir() else files("triptych_indexer") / "migrations"


def _has_bookkeeping(connection: sqlite3.Connection) -> bool:
    row = connection.execute("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'schema_versions'")
    return row.fetchone() is not None


def _check(
    history: str,
    known: Sequence[Step],
    applied: Sequence[AppliedStep],
    connection: sqlite3.Connection | None = None,
) -> None:
    if connection is not None and connection.in_transaction:
        raise MigrationError("a migration needs a connection outside any transaction")
    if len(applied) > len(known):
        raise MigrationError(
            f"the {history} database was made by a newer triptych (step {applied[-1].version}, this program knows"
            f" {len(known)}): update triptych, or undo the newer steps; nothing was changed"
        )
    for done, step in zip(applied, known, strict=False):
        if (done.version, done.name, done.sha256) != (step.version, step.name, step.sha256):
            raise MigrationError(
                f"{history}/{step.version:04}_{step.name}.up.sql is not what this database was made with:"
                " an applied step is never edited, write a new one"
            )


def _run(connection: sqlite3.Connection, script: str) -> None:
    for statement in statements(script):
        connection.execute(statement)


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # some failures (a full disk) have already rolled back
            connection.execute("ROLLBACK")
        raise


@contextmanager
def _unchecked_foreign_keys(connection: sqlite3.Connection) -> Iterator[None]:
    # The pragma does nothing inside a transaction, and rebuilding a table needs it off.
    (enforced,) = connection.execute("PRAGMA foreign_keys").fetchone()
    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        connection.execute(f"PRAGMA foreign_keys = {enforced}")


def _refuse_broken_references(connection: sqlite3.Connection) -> None:
    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
    if broken is not None:
        raise MigrationError(
            f"row {broken[1]} of {broken[0]} would point at nothing in {broken[2]}; nothing was changed"
        )


class _Attempt:
    def __init__(self, direction: str) -> None:
        self.direction = direction
        self.begin(0, "")

    def begin(self, version: int, name: str) -> None:
        self.version = version
        self.name = name
        self.started_at = time.time()
        self._started = time.perf_counter()

    def record_done(self, connection: sqlite3.Connection) -> None:
        self._record(connection, "done", None)

    def record_failed(self, connection: sqlite3.Connection, error: BaseException) -> None:
        self._record(connection, "failed", str(error) or type(error).__name__)

    def _record(self, connection: sqlite3.Connection, result: str, error: str | None) -> None:
        connection.execute(
            "INSERT INTO migration_operations (version, name, direction, result, error, started_at, duration_ms)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                self.version,
                self.name,
                self.direction,
                result,
                error,
                self.started_at,
                (time.perf_counter() - self._started) * 1000,
            ),
        )


@contextmanager
def _recorded_failure(connection: sqlite3.Connection, direction: str) -> Iterator[_Attempt]:
    attempt = _Attempt(direction)
    try:
        yield attempt
    except (sqlite3.Error, MigrationError) as error:
        # The step's own error is the one to tell, whatever keeps us from noting it.
        with suppress(sqlite3.Error):
            attempt.record_failed(connection, error)
        if isinstance(error, MigrationError):
            raise
        message = (
            f"step {attempt.version:04}_{attempt.name} ({direction}) failed, nothing was changed: {error}"
        )
        if isinstance(error, sqlite3.DatabaseError) and "malformed" in str(error):
            raise StoreDamaged(message) from error
        raise MigrationError(message) from error


def _back_up(connection: sqlite3.Connection, version: int) -> None:
    """Copy the database beside itself; only the newest copy is kept, the index is large and can be made again."""
    database = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    if not database:  # in memory: there is nothing to come back to
        return
    created_at = time.time()
    target = Path(f"{database}.{version:04}-{int(created_at)}.backup")
    scratch = Path(f"{target}.tmp")
    scratch.unlink(missing_ok=True)
    connection.execute("VACUUM INTO ?", (str(scratch),))
    scratch.replace(target)
    former = [Path(row[0]) for row in connection.execute("SELECT path FROM rollback_points ORDER BY id")]
    with _transaction(connection):
        connection.execute("DELETE FROM rollback_points")
        connection.execute(
            "INSERT INTO rollback_points (version, path, created_at) VALUES (?, ?, ?)",
            (version, str(target), created_at),
        )
    for path in former:
        if path != target:
            path.unlink(missing_ok=True)


def remove_stray_copies(connection: sqlite3.Connection) -> None:
    """Remove the copies beside a database that no record names: whoever made one was killed before it was written down.

    Only for whoever holds the writer's lock: another one's copy may be on its way.
    """
    database = next(row[2] for row in connection.execute("PRAGMA database_list") if row[1] == "main")
    if not database or not _has_bookkeeping(connection):
        return
    named = {Path(row[0]).name for row in connection.execute("SELECT path FROM rollback_points")}
    copy = re.compile(re.escape(Path(database).name) + r"\.\d{4,}-\d+\.backup(\.tmp)?")
    for entry in Path(database).parent.iterdir():
        if copy.fullmatch(entry.name) and entry.name not in named:
            entry.unlink(missing_ok=True)


def _write_schemas() -> None:
    for history in HISTORIES:
        (_CHECKOUT / history / "schema.sql").write_text(schema(history), "utf-8")


if __name__ == "__main__":
    _write_schemas()
