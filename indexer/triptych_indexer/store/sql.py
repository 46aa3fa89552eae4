"""Named queries from `.sql` files, and how a database is opened.

A file beside its class holds blocks that start with `-- name: x`; comment lines right below say why the query is as
it is, and `-- scans: reason` that it reads a whole table on purpose (a test refuses it otherwise).
"""

import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

Connection = sqlite3.Connection
"""For those who pass a connection on and must not know what is behind it."""

PAGE_BYTES: Final = 8192
"""A chunk's text is 1–3 kB: in the default page of 4096 a third of the space stays empty."""

CACHE_KIB: Final = 65_536

BUSY_MS: Final = 5_000
"""How long a statement waits for another connection's lock."""

_NAME: Final = re.compile(r"^-- name: (\w+)$", re.MULTILINE)


@cache
def queries(stem: str, package: str = "triptych_indexer.store.graph") -> Mapping[str, str]:
    """Return name → text of the queries in `STEM.sql` of a package, comments kept.

    Raises:
        ValueError: two queries have one name, or text stands before the first.
    """
    text = (files(package) / f"{stem}.sql").read_text("utf-8")
    head, *parts = _NAME.split(text)
    if head.strip() and not head.lstrip().startswith("--"):
        raise ValueError(f"{stem}.sql: text before the first name")
    names = parts[::2]
    if len(set(names)) != len(names):
        raise ValueError(f"{stem}.sql: a name is given twice")
    return {name: body.strip() for name, body in zip(names, parts[1::2], strict=True)}


def open_writer(path: Path) -> sqlite3.Connection:
    """Open or create a database for its one writer, in autocommit mode: every transaction is begun by name."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")  # does nothing to a database that has pages
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    _set_common(connection)
    return connection


def open_reader(path: Path) -> sqlite3.Connection:
    """Open a database that exists, so that nothing can be written through the connection.

    Raises:
        sqlite3.OperationalError: there is no such file.
    """
    connection = sqlite3.connect(
        f"{path.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None, check_same_thread=False
    )
    connection.execute("PRAGMA query_only = ON")
    _set_common(connection)
    return connection


def set_aside_indexes(connection: sqlite3.Connection, tables: Iterable[str]) -> list[str]:
    """Drop the secondary indexes of some tables and return the statements that make them again.

    Filling an empty table first and indexing it afterwards costs a third less.
    """
    rows = connection.execute(
        """
        SELECT name, sql
          FROM sqlite_master
         WHERE tbl_name IN (SELECT value FROM json_each(?))
           AND type = 'index'
           AND sql IS NOT NULL
         ORDER BY rowid
        """,
        (json.dumps(list(tables)),),
    ).fetchall()
    for name, _ in rows:
        connection.execute(f'DROP INDEX "{name}"')
    return [statement for _, statement in rows]


def fold_log(connection: sqlite3.Connection) -> None:
    """Bring the write-ahead log into the database and empty it; with a reader in the way, the next time does it."""
    connection.execute("PRAGMA busy_timeout = 0")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")


def close_keeping_log(connection: sqlite3.Connection, index_db: Path, *, fold: bool = True) -> None:
    """Close the writer's connection but leave `-wal` and `-shm` in place; `fold` only under the lock.

    SQLite deletes them with the last connection, and the first reader after that would have to make them again:
    reading must not change the folder, nor need the right to.
    """
    keeper: sqlite3.Connection | None = None
    try:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        if fold:
            fold_log(connection)
        keeper = open_reader(index_db)
        keeper.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchall()
    except sqlite3.Error:
        pass  # a broken or full disk has had its error told by what failed before, or tells it at the next use
    finally:
        connection.close()
        if keeper is not None:
            keeper.close()


def _set_common(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    connection.execute("PRAGMA mmap_size = 0")  # a damaged page shall be an error, not a SIGBUS
    connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
    connection.execute("PRAGMA temp_store = MEMORY")
