import pytest
from triptych_search.model import Intent, Location
from triptych_search.query.intent import identifiers_in, locations_in
from triptych_search.query.syntax import parse


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("getUserById", Intent.SYMBOL),
        ("redirect", Intent.SYMBOL),
        ("Rack::Response", Intent.SYMBOL),
        ("Session.send()", Intent.SYMBOL),
        ("HTTPAdapter get_connection", Intent.SYMBOL),
        ("src/requests/sessions.py", Intent.PATH),
        ("sessions.py", Intent.PATH),
        ("how are redirects followed", Intent.PROSE),
        ("cookie jar", Intent.PROSE),
        ("def send(self, request):", Intent.SNIPPET),
        ("x = load(path)", Intent.SNIPPET),
        ("TypeError: 'NoneType' object is not iterable", Intent.TRACE),
        ("panicked at src/main.rs:12:5", Intent.TRACE),
        ('Traceback (most recent call last):\n  File "/srv/a.py", line 3, in f\nKeyError: 1', Intent.TRACE),
    ],
)
def test_the_intent_is_read_from_the_shape_of_the_text(text: str, intent: Intent) -> None:
    query = parse(text)

    assert query.intent is intent
    assert query.intent_reason


@pytest.mark.parametrize(
    "text",
    [
        "cse() has strange behaviour for MatrixSymbol\n>>> cse(x)\n(x,)",
        "If the cache is cold, answers are lost\n\n```python\nload(cache)\n```",
        "please add a `--verbose` option\nso that users see more",
    ],
)
def test_lines_that_begin_with_a_sentence_are_prose_whatever_follows(text: str) -> None:
    assert parse(text).intent is Intent.PROSE


@pytest.mark.parametrize(
    "text",
    [
        "import numpy as np\nx = np.ones(3)",
        "return not a member\nelse 3",
        "int main (void) {\n}",
        "select name from users;\nselect 1;",
        "for item in items:\n    yield item",
    ],
)
def test_lines_that_begin_with_code_are_a_snippet(text: str) -> None:
    assert parse(text).intent is Intent.SNIPPET


def test_a_capital_at_the_start_of_a_sentence_makes_no_name() -> None:
    assert identifiers_in(["Where", "does", "Session", "retry"]) == ("Session",)


@pytest.mark.parametrize(
    ("text", "path", "line"),
    [
        ('  File "/srv/app/views.py", line 7, in get', "/srv/app/views.py", 7),
        ("    at load (/srv/app/index.js:10:4)", "/srv/app/index.js", 10),
        ("\tat com.shop.Door.open(Door.java:33)", "Door.java", 33),
        ("main.go:21 +0x1d", "main.go", 21),
        (r"C:\src\main.rs:4:9", "C:/src/main.rs", 4),
    ],
)
def test_frames_of_five_languages_name_a_place(text: str, path: str, line: int) -> None:
    assert locations_in(text) == (Location(path, line),)


def test_a_url_with_a_port_is_no_place() -> None:
    assert locations_in("http://localhost:8080/x") == ()
