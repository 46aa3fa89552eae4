"""Bytes to a tree: what could not be read is counted, what is too deep is refused, and nothing here recurses."""

import pytest
from triptych_indexer.errors import LanguageError
from triptych_indexer.languages.registry import Card, card, cards
from triptych_indexer.model import Content
from triptych_indexer.parse.grammars import grammar
from triptych_indexer.parse.tree import MAX_DEPTH, Parsed, Unparsable, parse

GRAMMARS = sorted(name for name, one in cards().items() if one.grammar is not None)


def errors_in(source: bytes, language: str = "python") -> int:
    outcome = parse(source, card(language))
    assert isinstance(outcome, Parsed)
    return outcome.error_bytes


@pytest.mark.parametrize("language", GRAMMARS)
def test_every_grammar_loads_and_parses(language: str) -> None:
    assert grammar(card(language)) is grammar(card(language))
    assert isinstance(parse(b"x\n", card(language)), Parsed)


@pytest.mark.parametrize(
    "source", [b"", b"\xef\xbb\xbfx = 1\n", b"x = 1", b"\n\n\n", b"x = 1\r\ny = 2\r\n", "né = '€'\n".encode()]
)
def test_what_is_right_has_no_error_bytes(source: bytes) -> None:
    assert errors_in(source) == 0


@pytest.mark.parametrize(
    "source", [b"def f(:\n    pass\n", b"x = (1,\n", b"\0", b"\xff\xfe\xfd", b"class\n", b"x = [1\n"]
)
def test_what_is_wrong_is_counted(source: bytes) -> None:
    assert 0 < errors_in(source) <= len(source) + 1


def test_an_error_costs_its_region_and_not_the_file() -> None:
    right = b"def one():\n    return 1\n\n\n" * 50

    assert 0 < errors_in(right + b"x = = 2\n" + right) < 20


def test_an_invented_token_is_an_error_of_one_byte() -> None:
    assert errors_in(b"class A { int x }", "java") == 1


@pytest.mark.parametrize(
    "source",
    [
        b"x = " + b" + ".join([b"a"] * 200_000),
        b"x" + b".a()" * 200_000,
        b"not " * 100_000 + b"x",
        b"-" * 50_000 + b"1",
    ],
)
def test_a_tree_too_deep_to_walk_is_refused(source: bytes) -> None:
    outcome = parse(source, card("python"))

    assert outcome == Unparsable(f"the syntax tree is more than {MAX_DEPTH:,} levels deep")


def test_a_tree_of_ordinary_depth_and_great_width_is_not() -> None:
    assert errors_in(b"x = [" + b"1, " * 100_000 + b"]\n") == 0
    assert errors_in(b"if a:\n    b\n" + b"elif c:\n    d\n" * 5_000) == 0


def test_a_hundred_thousand_errors_are_counted_without_recursion() -> None:
    assert errors_in(b"(" * 100_000) == 100_000
    assert errors_in(b"x = = 1\n" * 40_000) >= 40_000


def test_a_language_without_a_grammar_and_one_that_is_not_installed_say_so() -> None:
    from triptych_indexer.languages.registry import Grammar

    absent = Card("x", "X", "full", Content.CODE, grammar=Grammar("tree_sitter_that_is_not_there"))

    with pytest.raises(LanguageError, match="no grammar"):
        parse(b"", card("markdown"))
    with pytest.raises(LanguageError, match="cannot be loaded"):
        grammar(absent)
