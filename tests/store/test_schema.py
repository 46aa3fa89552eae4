import re
import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum
from pathlib import Path

import pytest
from triptych_indexer.model import (
    Content,
    FileFlag,
    ImportFlag,
    ImportKind,
    Modifier,
    NodeKind,
    ParameterKind,
    ParseStatus,
    ReferenceFlag,
    ReferenceKind,
    Visibility,
)
from triptych_indexer.store.migrate import HISTORIES, migrate
from triptych_indexer.store.sql import open_writer

DOCS = Path(__file__).parents[2] / "docs"


@pytest.fixture(params=HISTORIES)
def history(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    connection = open_writer(tmp_path / "some.db")
    yield connection
    connection.close()


def tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite%'"
    )
    return [name for (name,) in rows]


def definition(connection: sqlite3.Connection, table: str) -> str:
    return str(connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0])


def test_every_table_is_strict(history: str, database: sqlite3.Connection) -> None:
    migrate(database, history)

    rows = database.execute("SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict")

    assert [name for (name,) in rows if not name.startswith("sqlite_")] == []


KEPT_FOR_EVER = {"resolution_rules"}
"""Tables no row of which is deleted while others may point at it."""


def test_every_foreign_key_is_indexed(history: str, database: sqlite3.Connection) -> None:
    """Deleting a row looks for those that point at it: without an index, through their whole table."""
    migrate(database, history)
    bare = []
    for table in tables(database):
        leading = {
            database.execute(f'SELECT name FROM pragma_index_info("{index}") WHERE seqno = 0').fetchone()[0]
            for (index,) in database.execute(f'SELECT name FROM pragma_index_list("{table}")')
        }
        leading |= {  # a table is its own index over an integer key
            column
            for column, kind in database.execute(
                f'SELECT name, type FROM pragma_table_info("{table}") WHERE pk = 1'
            )
            if kind == "INTEGER"
        }
        keys = {
            column
            for column, parent in database.execute(
                f'SELECT "from", "table" FROM pragma_foreign_key_list("{table}")'
            )
            if parent not in KEPT_FOR_EVER
        }
        bare += [f"{table}.{column}" for column in sorted(keys - leading)]

    assert bare == []


CLOSED_SETS: list[tuple[str, str, type[StrEnum]]] = [
    ("file_metadata", "content", Content),
    ("file_metadata", "status", ParseStatus),
    ("semantic_nodes", "kind", NodeKind),
    ("semantic_nodes", "visibility", Visibility),
    ("semantic_node_parameters", "kind", ParameterKind),
    ("file_imports", "kind", ImportKind),
]


@pytest.mark.parametrize(("table", "column", "values"), CLOSED_SETS)
def test_the_schema_allows_what_the_model_knows(
    table: str, column: str, values: Iterable[StrEnum], database: sqlite3.Connection
) -> None:
    migrate(database, "graph")

    allowed = re.findall(rf"\b{column} = '([^']+)'", definition(database, table))

    assert sorted(allowed) == sorted(value.value for value in values)


@pytest.mark.parametrize(
    ("table", "column", "highest"),
    [
        ("file_metadata", "flags", sum(FileFlag)),
        ("semantic_nodes", "modifiers", sum(Modifier)),
        ("semantic_references", "flags", sum(ReferenceFlag)),
        ("semantic_references", "kind", len(ReferenceKind) - 1),
        ("file_imports", "flags", sum(ImportFlag)),
    ],
)
def test_the_schema_allows_every_mask_of_the_model(
    table: str, column: str, highest: int, database: sqlite3.Connection
) -> None:
    migrate(database, "graph")

    assert f"{column} BETWEEN 0 AND {int(highest)})" in definition(database, table)


def test_references_are_read_back_as_the_model_names_them(database: sqlite3.Connection) -> None:
    migrate(database, "graph")

    codes = re.findall(r"WHEN (\d) THEN '(\w+)'", definition(database, "reference_sites"))

    assert codes == [(str(code), kind.value) for code, kind in enumerate(ReferenceKind)]


def test_every_required_table_is_there_and_every_table_is_required(database: sqlite3.Connection) -> None:
    migrate(database, "graph")

    rows = dict(database.execute("SELECT name, present FROM required_tables_check").fetchall())

    assert all(rows.values())
    assert set(tables(database)) <= rows.keys()


def test_every_view_can_be_read_under_the_pragmas_in_force(
    history: str, database: sqlite3.Connection
) -> None:
    migrate(database, history)

    for (view,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall():
        database.execute(f'SELECT * FROM "{view}"').fetchall()


def test_the_page_names_no_table_that_is_gone(tmp_path: Path) -> None:
    names = set()
    for history in HISTORIES:
        connection = open_writer(tmp_path / f"{history}.db")
        migrate(connection, history)
        names |= {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        connection.close()
    page = (DOCS / "schema.md").read_text("utf-8")

    explained = re.findall(r"^\| `(\w+)` \|", page, re.MULTILINE)

    assert set(explained) <= names
    assert len(explained) > 40
