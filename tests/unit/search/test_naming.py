"""A chunk of several small definitions is called by the one that the question means."""

from triptych_indexer.store.graph.lookup import NamedNode
from triptych_search.query.syntax import parse
from triptych_search.rerank.features import best_named


def node(number: int, name: str, chunk_id: int = 1) -> NamedNode:
    return NamedNode(number, name.rpartition(".")[2], name, "function", name, chunk_id)


def test_the_definition_that_says_most_of_the_question_names_the_chunk() -> None:
    nodes = [node(1, "open_session"), node(2, "close_session"), node(3, "flush")]

    assert best_named(parse("how is a session closed"), nodes)[1].name == "close_session"


def test_a_field_names_a_chunk_only_where_nothing_else_does() -> None:
    field = node(1, "Store.sessions")._replace(kind="field")

    assert best_named(parse("where are sessions kept"), [field, node(2, "session_of")])[1].node_id == 2
    assert best_named(parse("where are sessions kept"), [field])[1].node_id == 1


def test_of_equal_ones_the_first_names_it() -> None:
    assert best_named(parse("find a user"), [node(1, "user_a"), node(2, "user_b")])[1].node_id == 1


def test_names_that_say_nothing_of_the_question_name_nothing() -> None:
    assert best_named(parse("retry with backoff"), [node(1, "flush")]) == {}


def test_each_chunk_has_a_name_of_its_own() -> None:
    named = best_named(parse("close session"), [node(1, "close", 1), node(2, "session", 2)])

    assert {chunk_id: one.name for chunk_id, one in named.items()} == {1: "close", 2: "session"}
