"""What the named queries answer, through the classes beside them, and the recipes of docs/queries.md."""

import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from triptych_indexer.model import (
    Call,
    Content,
    Dependency,
    FileFacts,
    FileLinks,
    ImportRow,
    NodeRow,
    ParameterRow,
    ParseStatus,
    ReferenceRow,
    Relationship,
    SourceFile,
)
from triptych_indexer.store.graph.calls import Calls
from triptych_indexer.store.graph.configuration import Configuration
from triptych_indexer.store.graph.edges import Edges
from triptych_indexer.store.graph.export import COLUMNS, rows
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.graph.linking import Linking
from triptych_indexer.store.graph.names import Names
from triptych_indexer.store.graph.nodes import Nodes
from triptych_indexer.store.graph.sessions import Sessions
from triptych_indexer.store.graph.stats import Stats
from triptych_indexer.store.migrate import migrate
from triptych_indexer.store.sql import open_writer
from triptych_indexer.store.staging import Staging

COOKBOOK = Path(__file__).parents[2] / "docs" / "queries.md"


def _node(
    ordinal: int, parent: int, kind: str, name: str, line: int, end_line: int, owner: str = ""
) -> NodeRow:
    qualified_name = owner + name
    return (
        ordinal, parent, kind, name, qualified_name, f"{qualified_name}.", f"def {name}()", None, "Does it.", "Does it.",
        "public", 0, line * 10, end_line * 10 + 9, line, 0, end_line, 9, line * 10, line * 10 + 3, line, 0, 1, None,
        b"12345678",
    )  # fmt: skip


def _facts(name: str) -> FileFacts:
    parameters: list[ParameterRow] = [
        (2, 0, "self", None, None, "receiver", None),
        (2, 1, "size", "int", "1", "positional", "How much."),
    ]
    references: list[ReferenceRow] = [(2, "call", "send", "self.send", 2, 4, 24, 0, 9)]
    imports: list[ImportRow] = [
        (0, "import", "shop.door", '[["open",null]]', "from shop.door import open", 0, 0, 0)
    ]
    return FileFacts(
        sha256=bytes(32),
        status=ParseStatus.PARSED,
        nodes=[
            _node(0, -1, "module", name, 0, 9),
            _node(1, 0, "class", "Shop", 1, 5),
            _node(2, 1, "method", "send", 2, 3, "Shop."),
        ],
        parameters=parameters,
        type_parameters=[(1, 0, "T", "Thing", None, None)],
        references=references,
        imports=imports,
        chunks=[(1, 0, 100, 0, 9, name, "class Shop\n", 3, 2, "shop", "shop", "", "", "class shop")],
    )


@pytest.fixture
def graph(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """Return the graph of a.py and b.py, each with `class Shop: def send`; b's builds on a's and calls it twice."""
    connection = open_writer(tmp_path / "index.db")
    migrate(connection, "graph")
    connection.execute(
        "INSERT INTO ast_parsing_sessions (root, settings_digest, tool_version, status, started_at, finished_at)"
        " VALUES ('/shop', '', '1', 'completed', 1, 2)"
    )
    staging = Staging(connection, tmp_path / "stage", 1)
    for path in (b"a.py", b"b.py"):
        file = SourceFile(path, 100, 1, 1, "python", Content.CODE, 0)
        staging.add(file, _facts(path.decode()[0]), None, "d")
    picture = SourceFile(b"logo.png", 9, 1, 1, None, Content.DOCS, 0, "binary")
    staging.add(picture, FileFacts(sha256=None, status=ParseStatus.SKIPPED, reason="binary"), None, "d")
    staging.apply()
    linking = Linking(connection)
    (site,) = linking.imports_in(2)
    linking.replace(
        [
            FileLinks(
                file_id=2,
                dependencies=[Dependency(site.id, 1, external=False, confidence=1.0)],
                relationships=[Relationship(5, 2, "inherits", 0.9, "python/references.scm:3", 1)],
                calls=[Call(6, 3, "direct", False, (2, 2), 0.95)],
                unresolved=1,
            )
        ]
    )
    connection.execute("COMMIT")
    staging.close()
    yield connection
    connection.close()


def test_definitions_are_found_by_id_symbol_name_and_place(graph: sqlite3.Connection) -> None:
    nodes = Nodes(graph)

    by_symbol = nodes.by_symbol(b"a.py", "Shop.send.")

    assert by_symbol is not None
    assert (by_symbol.id, by_symbol.display_path, by_symbol.summary) == (3, "a.py", "Does it.")
    assert nodes.by_ids([3, 99]) == [by_symbol]
    assert [one.node_id for one in Names(graph).named("shop")] == [2, 5]
    assert [node.name for node in nodes.at_line(b"a.py", 2)] == ["send", "Shop", "a"]
    assert [node.id for node in nodes.children(2)] == [3]


def test_a_definition_tells_its_parameters(graph: sqlite3.Connection) -> None:
    nodes = Nodes(graph)

    assert [(p.name, p.kind, p.documentation) for p in nodes.parameters(3)] == [
        ("self", "receiver", None),
        ("size", "positional", "How much."),
    ]
    assert [(p.name, p.bounds) for p in nodes.type_parameters(2)] == [("T", "Thing")]


def test_calls_are_seen_from_both_ends(graph: sqlite3.Connection) -> None:
    edges = Edges(graph)

    (caller,) = edges.callers(3, 10)
    (callee,) = edges.callees(6, 10)

    assert (caller.node_id, caller.lines, caller.confidence) == (6, (2, 2), 0.95)
    assert callee.node_id == 3
    assert edges.callers(3, 10, confidence=0.96) == []


def test_every_edge_has_a_place_wherever_it_is_kept(graph: sqlite3.Connection) -> None:
    edges = graph.execute("SELECT type, line FROM node_relationships WHERE source_node_id >= 4 ORDER BY type")

    assert dict(edges) == {"calls": 2, "contains": 2, "imports": 0, "inherits": 1}


def test_of_a_hub_the_surest_edges_are_given_and_all_are_counted(graph: sqlite3.Connection) -> None:
    linking, calls = Linking(graph), Calls(graph)
    guesses = [Call(caller, 3, "direct", False, (0,), 0.6) for caller in (1, 2, 4, 5)]
    linking.replace(
        [
            FileLinks(1, [], [], guesses[:2], 0),
            FileLinks(2, [], [], [*guesses[2:], Call(6, 3, "direct", False, (2,), 0.95)], 0),
        ]
    )

    (first,) = calls.step("callers", {3}, confidence=0.5, limit=1)

    assert (first.node_id, first.confidence) == (6, 0.95)
    assert calls.count("callers", {3}, confidence=0.5) == (5, 0)
    assert calls.count("callers", {3}, confidence=0.9) == (1, 4)
    assert calls.count("callers", {3}, confidence=0.9, tests=True) == (0, 0)


def test_relationships_and_dependencies_are_seen_from_both_ends(graph: sqlite3.Connection) -> None:
    edges = Edges(graph)

    (derived,) = edges.related_to(2, 10)

    assert (derived.node_id, derived.type, derived.rule) == (5, "inherits", "python/references.scm:3")
    assert [edge.node_id for edge in edges.related_from(5, 10)] == [2]
    assert [(d.target_path, d.external) for d in edges.dependencies(2)] == [("a.py", False)]
    assert [(d.target_path, d.external) for d in edges.dependencies(1)] == [(None, None)]
    assert [d.display_path for d in edges.dependents(1)] == ["b.py"]


def test_places_of_a_name_are_found_whatever_it_means(graph: sqlite3.Connection) -> None:
    edges = Edges(graph)

    uses = edges.references_named("send", 10)

    assert [(use.display_path, use.line, use.kind, use.expression) for use in uses] == [
        ("a.py", 2, "call", "self.send"),
        ("b.py", 2, "call", "self.send"),
    ]
    assert [found.display_path for found in edges.imports_containing("op.do", 10)] == ["a.py", "b.py"]


def test_files_tell_what_is_not_indexed_and_why(graph: sqlite3.Connection) -> None:
    found = Files(graph)

    assert set(found.known()) == {b"a.py", b"b.py", b"logo.png"}
    assert [(f.status, f.reason, f.display_path) for f in found.not_parsed()] == [
        ("skipped", "binary", "logo.png")
    ]
    assert [(c.language, c.status, c.files) for c in found.counts()] == [
        (None, "skipped", 1),
        ("python", "parsed", 2),
    ]


@pytest.mark.parametrize("what", COLUMNS)
def test_an_export_has_a_name_for_every_column(what: str, graph: sqlite3.Connection) -> None:
    found = list(rows(graph, what))

    assert {len(row) for row in found} == {len(COLUMNS[what])}


def test_figures_are_kept_by_generation(graph: sqlite3.Connection) -> None:
    stats = Stats(graph)

    stats.record(1, {"seconds_by_step": {"link": 0.5}})
    stats.record(2)

    assert stats.of(1)["nodes_by_kind"] == {"class": 2, "method": 2, "module": 2}
    assert stats.of(1)["seconds_by_step"] == {"link": 0.5}
    assert stats.of(1)["unresolved_calls"] == {"": 1}
    assert stats.of(2)["chunks"] == {"": 2}


def test_settings_are_kept_with_their_origin(graph: sqlite3.Connection) -> None:
    kept: dict[str, tuple[object, str]] = {
        "chunk_bytes": ("1500", "default"),
        "languages": (["python"], "triptych.toml"),
    }

    Configuration(graph).replace({"old": ("1", "default")})
    Configuration(graph).replace(kept)

    assert Configuration(graph).all() == kept


def test_the_newest_run_comes_first(graph: sqlite3.Connection) -> None:
    (session,) = Sessions(graph).latest(5)

    assert (session.root, session.status, session.counts.errors) == ("/shop", "completed", [])


def _recipes() -> dict[str, str]:
    page = COOKBOOK.read_text("utf-8")
    return dict(re.findall(r"^### (.+?)\n.*?```sql\n(.+?)```", page, re.MULTILINE | re.DOTALL))


def _views(connection: sqlite3.Connection) -> list[str]:
    return [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]


def test_the_cookbook_finds_who_calls_what(graph: sqlite3.Connection) -> None:
    found = graph.execute(_recipes()["Who calls it?"]).fetchall()

    assert found == [("Shop.send", "b.py", "[2,2]", "direct", 0.95)]


def test_every_view_is_asked_by_a_recipe(graph: sqlite3.Connection) -> None:
    text = "\n".join(_recipes().values())

    assert [view for view in _views(graph) if view not in text] == []
