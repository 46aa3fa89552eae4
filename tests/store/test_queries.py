"""How SQLite answers every named query: by an index, or by reading a table on purpose."""

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Final

import pytest
from triptych_indexer.store import migrate
from triptych_indexer.store.sql import queries

ROOT: Final = Path(__file__).parents[2]
PACKAGES: Final = {"triptych_indexer.store.graph": "graph", "triptych_search.ledger": "ledger"}
"""Package with `.sql` files → history of the database they are asked of."""


@dataclass(frozen=True, slots=True)
class Query:
    package: str
    stem: str
    name: str
    text: str

    @property
    def history(self) -> str:
        return PACKAGES[self.package]

    @property
    def statement(self) -> str:
        """The text without comments and literals."""
        return re.sub(r"--[^\n]*|'[^']*'", " ", self.text)

    @property
    def gives_a_reason(self) -> bool:
        return re.search(r"^-- scans: \S", self.text, re.MULTILINE) is not None

    def __str__(self) -> str:
        return f"{self.stem}.sql:{self.name}"


def _all() -> Iterator[Query]:
    for package in PACKAGES:
        stems = sorted(entry.name[:-4] for entry in files(package).iterdir() if entry.name.endswith(".sql"))
        for stem in stems:
            for name, text in queries(stem, package).items():
                yield Query(package, stem, name, text)


QUERIES: Final = list(_all())


class Database:
    """A freshly migrated database."""

    def __init__(self, history: str) -> None:
        # Without a cache of statements: a plan that is asked for again has to be made again.
        self.connection = sqlite3.connect(":memory:", isolation_level=None, cached_statements=0)
        migrate.migrate(self.connection, history)
        self.tables = {
            row[0]
            for row in self.connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%'"
            )
        }
        self.views: dict[str, str] = dict(
            self.connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'view'")
        )

    def plan(self, query: Query) -> list[str]:
        explained = self.connection.execute(f"EXPLAIN QUERY PLAN {query.text}", _dummies(query.statement))
        return [row[3] for row in explained]

    def scanned(self, query: Query) -> list[str]:
        """Return the tables that a query reads from end to end; JSON arrays, WITH parts and text indexes are none."""
        named = self._names(query.statement)
        steps = [step.split() for step in self.plan(query)]
        met = [step[1] for step in steps if step[0] == "SCAN" and "VIRTUAL" not in step]
        return sorted({named[name] for name in met if named.get(name) in self.tables})

    def _names(self, statement: str) -> dict[str, str]:
        """Return what the plan may call a table → its name."""
        text = " ".join([statement, *(sql for view, sql in self.views.items() if view in statement)])
        found = re.findall(r"\b(?:FROM|JOIN|UPDATE|INTO)\s+(?:\w+\.)?(\w+)(?:\s+AS\s+(\w+))?", text)
        return {alias or table: table for table, alias in found}

    def indexes(self) -> list[str]:
        """Return the indexes that somebody wrote down."""
        rows = self.connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL"
        )
        return sorted(name for (name,) in rows)

    def serving_references(self) -> set[str]:
        """Return the indexes by which SQLite finds what points at a row."""
        return {
            index
            for table in self.tables
            for _, _, _, column, *_ in self.connection.execute(f"PRAGMA foreign_key_list({table})")
            for _, index, *_ in self.connection.execute(f"PRAGMA index_list({table})")
            if self.connection.execute(f"PRAGMA index_info({index})").fetchone()[2] == column
        }


def _dummies(statement: str) -> dict[str, None] | list[None]:
    named = re.findall(r":(\w+)", statement)
    if named:
        return dict.fromkeys(named)
    numbered = [int(number) for number in re.findall(r"\?(\d+)", statement)]
    return [None] * (max(numbered) if numbered else statement.count("?"))


@pytest.fixture(scope="module")
def databases() -> Iterator[dict[str, Database]]:
    opened = {history: Database(history) for history in PACKAGES.values()}
    yield opened
    for database in opened.values():
        database.connection.close()


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_a_query_reads_a_whole_table_only_with_a_reason(query: Query, databases: dict[str, Database]) -> None:
    scanned = databases[query.history].scanned(query)

    assert not scanned or query.gives_a_reason, f"{query} reads all of {', '.join(scanned)}"


@pytest.mark.parametrize("query", [query for query in QUERIES if query.gives_a_reason], ids=str)
def test_a_reason_to_read_a_whole_table_is_not_given_for_nothing(
    query: Query, databases: dict[str, Database]
) -> None:
    assert databases[query.history].scanned(query)


@pytest.mark.parametrize("history", PACKAGES.values())
def test_every_index_serves_a_query_or_a_reference(history: str, databases: dict[str, Database]) -> None:
    database = databases[history]
    plans = " ".join(step for query in QUERIES if query.history == history for step in database.plan(query))

    serving = set(re.findall(r"USING (?:COVERING )?INDEX (\w+)", plans)) | database.serving_references()

    assert [index for index in database.indexes() if index not in serving] == []


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_every_query_is_asked_by_the_class_beside_it(query: Query) -> None:
    askers = [text for text in _SOURCES if f'queries("{query.stem}"' in text]

    # No name is put together (`delete_` + what): who looks for it finds who asks it.
    assert any(f'"{query.name}"' in text for text in askers), f"nothing asks {query}"


_SOURCES: Final = [
    path.read_text("utf-8")
    for half in ("indexer/triptych_indexer", "search/triptych_search")
    for path in (ROOT / half).rglob("*.py")
    if "corpus" not in path.parts
]


def test_a_query_that_loses_its_index_is_noticed() -> None:
    database = Database("graph")
    query = next(query for query in QUERIES if str(query) == "nodes.sql:children")
    assert database.scanned(query) == []

    database.connection.execute("DROP INDEX semantic_nodes_parent")

    assert database.scanned(query) == ["semantic_nodes"]
    database.connection.close()
