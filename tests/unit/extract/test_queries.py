"""A language's queries are refused when they say what nobody would understand."""

import pytest
from triptych_indexer.errors import LanguageError
from triptych_indexer.extract.queries import VOCABULARY, compile_text
from triptych_indexer.languages.registry import FOLDER, RuleOrigin, card
from triptych_indexer.parse.grammars import grammar


def _compile(text: str) -> None:
    origins = [RuleOrigin("python", "definitions.scm", n) for n in range(1, text.count("\n") + 2)]
    compile_text(grammar(card("python")), card("python"), text + "\n", origins)


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("(call) @reference.cal", "@reference.cal is not in the vocabulary"),
        ("(call) @reference.call", "needs @target"),
        ("(class_definition) @definition.class", "needs @name"),
        ("(identifier) @_nothing", "states nothing"),
        ("[(call) @definition.class (list) @definition.enum] @name", "one match is one fact"),
        ("(no_such_node) @branch", "definitions.scm"),
    ],
)
def test_a_pattern_that_states_no_fact_is_refused(text: str, complaint: str) -> None:
    with pytest.raises(LanguageError, match=complaint):
        _compile(text)


def test_the_message_names_file_and_line() -> None:
    with pytest.raises(LanguageError, match=r"python/definitions\.scm:3"):
        _compile("; a comment with @strange words\n(call) @branch\n(list) @strange")


def test_captures_for_predicates_are_free() -> None:
    _compile('((identifier) @branch @_name (#eq? @_name "x"))')


def test_every_part_of_the_vocabulary_is_explained() -> None:
    page = (FOLDER / "CAPTURES.md").read_text("utf-8")
    families = ("definition.", "reference.", "import.")

    unexplained = sorted(
        name for name in VOCABULARY if f"@{name}" not in page and not name.startswith(families)
    )

    assert unexplained == []
