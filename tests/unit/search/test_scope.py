import pytest
from triptych_search.errors import QueryError
from triptych_search.query.words import terms_of, variants
from triptych_search.retrieve.scope import matches


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("session", "src/Sessions.py", True),
        ("src/", "src/a.py", True),
        ("/src", "src/a.py", True),
        ("/src", "lib/src/a.py", False),
        ("*.py", "deep/er/a.py", True),
        ("*.py", "a.pyi", False),
        ("src/*.py", "src/x/a.py", False),
        ("src/**/*.py", "src/a.py", True),
        ("src/**", "src/x/y.c", True),
        ("test_?.py", "x/test_a.py", True),
        ("*.{js,ts}", "x/a.ts", True),
        ("[ab].py", "b.py", True),
        ("[!ab].py", "b.py", False),
        ("a+b.py", "x/a+b.py", True),
        ("./src/**", "src/x/y.c", True),
        ("./src", "src/a.py", True),
        ("./src", "lib/src/a.py", False),
        ("./*.py", "deep/er/a.py", False),
    ],
)
def test_a_path_filter_reads_as_people_expect(glob: str, path: str, expected: bool) -> None:
    assert matches(glob, path) is expected


def test_a_glob_made_to_backtrack_is_answered_at_once() -> None:
    assert not matches("**/" * 60 + "x*y*z*[q]", "a/" * 200 + "b")


def test_a_set_that_is_none_is_a_query_error() -> None:
    with pytest.raises(QueryError):
        matches("[z-a].py", "b.py")


def test_the_words_of_a_question_are_left_out_unless_they_are_all_there_is() -> None:
    assert [term.text for term in terms_of("how is the path loaded", 9)[0]] == ["path", "loaded"]
    assert [term.text for term in terms_of("what if", 9)[0]] == ["what", "if"]


@pytest.mark.parametrize(
    ("word", "form"),
    [("redirects", "redirect"), ("parsing", "parse"), ("followed", "follow"), ("mapping", "map"), ("entries", "entry"),
     ("query", "queries"), ("authentication", "authenticate"), ("cookie", "cookies")],
)  # fmt: skip
def test_other_forms_of_a_plain_word_are_asked_for(word: str, form: str) -> None:
    assert form in variants(word)


def test_a_name_has_no_other_forms() -> None:
    assert variants("get2") == []
    assert variants("id") == []
