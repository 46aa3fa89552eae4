import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from triptych_indexer.model import Content, NodeKind
from triptych_search.errors import QueryError
from triptych_search.model import Intent
from triptych_search.query.syntax import MAX_BYTES, MAX_STORY_TERMS, MAX_TERMS, parse


def test_words_filters_phrases_and_patterns_are_told_apart() -> None:
    query = parse('retry lang:python kind:class,function path:src/*.py "exact phrase" /ba+r/ -old')

    assert query.words == ("retry",)
    assert query.filters.languages == {"python"}
    assert query.filters.kinds == {NodeKind.CLASS, NodeKind.FUNCTION}
    assert query.filters.paths == ("src/*.py",)
    assert query.phrases == ("exact phrase",)
    assert query.patterns == ("ba+r",)
    assert query.not_words == ("old",)


def test_a_minus_turns_a_filter_a_phrase_and_a_pattern_around() -> None:
    query = parse('x -lang:go -content:docs -path:tests -repo:other -kind:test -"a b" -/c+/')

    assert query.filters.not_languages == {"go"}
    assert query.filters.not_contents == {Content.DOCS}
    assert query.filters.not_paths == ("tests",)
    assert query.filters.not_repositories == ("other",)
    assert query.filters.not_kinds == {NodeKind.TEST}
    assert query.not_phrases == ("a b",)
    assert query.not_patterns == ("c+",)


@pytest.mark.parametrize(
    "text",
    [
        "std::vector", r"C:\path\to", "http://host/a/b/", "foo: bar", "x[0]", "a - b", "client / server", "owner:x",
        "/usr/lib/", "--verbose", "-1", "*", "[a TO *]", "NEAR(a b)", "name^2", "100%", "'; DROP TABLE x; --",
        'print("abc", -y)', 'x = "abc"', "if (a != -b) return a/b/c;", '"unclosed', "/unclosed", "kind::method",
        "lang: python", "é ü 漢字 🎉",
    ],
)  # fmt: skip
def test_pasted_text_is_text(text: str) -> None:
    query = parse(text)

    assert query.words == tuple(text.split())
    assert (query.phrases, query.patterns, query.not_words) == ((), (), ())
    assert not query.filters


def test_several_lines_hold_no_operators() -> None:
    query = parse('def f(x):\n    return -x + "lang:go"\n    # lang:nonsense')

    assert not query.filters
    assert not query.not_words
    assert not query.phrases
    assert query.intent is Intent.SNIPPET


def test_a_filter_still_counts_beside_pasted_code() -> None:
    query = parse('lang:python x = "abc"')

    assert query.filters.languages == {"python"}
    assert query.words == ("x", "=", '"abc"')


def test_a_backslash_makes_an_operator_text() -> None:
    query = parse(r"\lang:python \"a \-b")

    assert not query.filters
    assert query.words == ("lang:python", '\\"a', "-b")


def test_quotes_inside_a_phrase_are_escaped() -> None:
    assert parse(r'"say \"hi\""').phrases == ('say "hi"',)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("lang:pyhton x", "python"),
        ("x kind:fnction", "function"),
        ("content:dcos x", "docs"),
        ("-lang:rsut x", "rust"),
    ],
)
def test_an_unknown_value_names_the_nearest_valid_ones(text: str, hint: str) -> None:
    with pytest.raises(QueryError, match=hint) as caught:
        parse(text)

    assert caught.value.position == text.index(text.split(":")[0].split()[-1])


def test_a_language_answers_to_its_title_and_its_extensions() -> None:
    assert parse("x lang:py").filters.languages == {"python"}
    assert parse("x lang:Python").filters.languages == {"python"}


def test_a_bad_pattern_is_told_with_its_place() -> None:
    with pytest.raises(QueryError, match="regular expression") as caught:
        parse("word /a(b/")

    assert caught.value.position == 5


@pytest.mark.parametrize(
    "text", ["", "   \n\t ", "\0\0", "-foo", '-"a b"', "x" * (MAX_BYTES + 1), "(" * 10_000, "\ud800"]
)
def test_what_cannot_be_asked_is_a_query_error(text: str) -> None:
    with pytest.raises(QueryError):
        parse(text)


def test_filters_alone_ask_for_a_list() -> None:
    assert parse("kind:class lang:python").browses


def test_of_a_long_story_the_first_words_and_all_names_are_searched_for_and_it_is_said() -> None:
    words = " ".join(f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(40))
    query = parse(f"the answer is never shown\n{words}\nit is made in PageView.render_all")

    assert [term.text for term in query.terms][:3] == ["answer", "never", "shown"]
    assert len(query.terms) == MAX_STORY_TERMS
    assert query.identifiers == ("PageView.render_all",)
    assert any(str(MAX_STORY_TERMS) in note for note in query.notes)


def test_more_words_than_the_limit_are_cut_and_it_is_said() -> None:
    query = parse(" ".join(f"w{chr(97 + i // 26)}{chr(97 + i % 26)}" for i in range(200)))

    assert len(query.terms) == MAX_TERMS
    assert any(str(MAX_TERMS) in note for note in query.notes)


_PIECES = st.sampled_from(
    [
        "lang:",
        "lang:python",
        "kind:",
        "-",
        '"',
        "/",
        "\\",
        "(",
        ")",
        "[",
        "*",
        "\0",
        "\n",
        " ",
        "::",
        "foo",
        "é",
        "🎉",
        "=",
    ]
)


@settings(max_examples=400, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(_PIECES, max_size=40).map("".join)))
@example("/(((((((((((((((((((/")
@example("/(a+)+$/ " + "a" * 100)
@example("/(?P<n>a)(?P=n)/")
@example('lang:"')
@example("-" * 200)
def test_no_text_raises_anything_but_a_query_error(text: str) -> None:
    try:
        query = parse(text)
    except QueryError:
        return

    assert query.text == text
    assert len(query.terms) <= MAX_TERMS
