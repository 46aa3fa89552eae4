"""What sort of question it is, by rules a person can check; the reason is part of the answer.

The intent chooses weights, never results: a wrong guess costs a few ranks.
"""

import re
from collections.abc import Iterable, Iterator

from triptych_search.model import Intent, Location, Query

_IDENTIFIER = re.compile(r"[^\W\d]\w*(?:(?:\.|::|#|->|/)[^\W\d]\w*)*")
_JOINED = re.compile(r"\.|::|#|->")
_INNER_CAPITAL = re.compile(r"[a-z0-9][A-Z]|[A-Z]{2,}[a-z]")
_CAPITALISED = re.compile(r"[A-Z][a-z0-9]{2,}")
_PATH = re.compile(r"(?:[\w.@+-]+/)+[\w.@+-]*|[\w@+-]+(?:\.[\w-]+)*\.[a-z]{1,5}")
_CALL_TAIL = re.compile(r"\(.*\)$|[,;:.!?]+$")
_TRIMMED = "()[]{}<>\"'`,;!?"

_FRAMES = (
    re.compile(r'File "(?P<path>[^"\n]{1,400})", line (?P<line>\d{1,7})'),  # Python
    re.compile(
        r"\((?P<path>[^()\s:]{1,400}\.[A-Za-z]{1,6}):(?P<line>\d{1,7})(?::\d+)?\)"
    ),  # JavaScript, Java, Kotlin
    re.compile(
        r"(?<![\w/.@+-])(?P<path>(?:[A-Za-z]:)?[\w/.@+\\-]{1,400}\.[A-Za-z]{1,6}):(?P<line>\d{1,7})\b"
    ),  # Rust, Go, C, Ruby
)
_ERROR = re.compile(
    r"\b(?:Traceback \(most recent|[A-Z]\w*(?:Error|Exception)\b|panicked at|Exception in thread|error\[E\d+\]|"
    r"Segmentation fault|Caused by:|(?:fatal |runtime )?error:)|^\s+at \S+\s*\(",
    re.MULTILINE,
)
_CODE = re.compile(
    r"[;{}]|\w\(.*\)|=>|->|::\w+\(|\b(?:def|fn|func|function|class|return|import|const|let|var)\s+\w+\s*[({=:<]"
)
_OPERATOR = re.compile(r"(?<!\S)(?:[-+*/%&|^]?=|[=!<>]=|[-=]>|:=|&&|\|\||<-|[(){}\[\];]+)(?!\S)|[;{]\s*$")
"""Standing alone. Not `-`, `/`, `|`, `*`, `<`, `?`: "client / server" and "foo - bar" are prose."""

_PROSE_WORD = re.compile(r"[A-Za-z][a-z]*(?:[-'][a-z]+)?[,.:;?!]?")
_MIN_PROSE_WORDS = 3
_OPENS_CODE = re.compile(
    r"(?:import|from|package|use|using|include|require|return|const|let|var|public|private|static|def|class|fn|func)\s"
    r"|(?:for|if|while|with|elif|async)\s.*:$"
)
_ENDS_CODE = ("{", ";", "(", "):", "=", "*/")

MAX_LOCATIONS = 32


def recognise(query: Query) -> tuple[Intent, str]:
    """Return the intent and why, in words that follow "because"."""
    text = query.text.strip()
    if query.locations and (_ERROR.search(text) or "\n" in text or len(query.words) == 1):
        return Intent.TRACE, f"it names {len(query.locations)} place(s) as a stack trace does"
    if _ERROR.search(text) and len(query.words) > 2:
        return Intent.TRACE, "it reads like an error message"
    if "\n" in text:
        if begins_as_prose(text):
            return Intent.PROSE, "its first line is a sentence"
        return Intent.SNIPPET, "it has several lines"
    words = query.words
    if len(words) == 1:
        return _one_word(words[0])
    joined = " ".join(words)
    if words and (_CODE.search(joined) or has_operator(joined)):
        return Intent.SNIPPET, "it has the signs of code"
    if 1 < len(words) <= 3 and len(query.identifiers) == len(words):
        return Intent.SYMBOL, "every word is written like a name in code"
    return Intent.PROSE, "it is made of several words" if words else "it has no free words"


def begins_as_prose(text: str) -> bool:
    r"""Whether the first of several lines is a sentence or a title, as in an issue; code may follow.

    >>> begins_as_prose("cse() has strange behaviour\nfor MatrixSymbol"), begins_as_prose("import numpy as np\nx = 1")
    (True, False)
    """
    line = text.strip().partition("\n")[0].strip()
    words = line.split()
    if _OPENS_CODE.match(line) or line.endswith(_ENDS_CODE) or has_operator(line):
        return False
    plain = sum(bool(_PROSE_WORD.fullmatch(word)) for word in words)
    return plain >= _MIN_PROSE_WORDS and plain * 2 >= len(words)


def has_operator(text: str) -> bool:
    """Whether `text` has an operator that only code has.

    >>> has_operator('x = "a"'), has_operator("client / server")
    (True, False)
    """
    return bool(_OPERATOR.search(text))


def _one_word(word: str) -> tuple[Intent, str]:
    bare = bare_name(word)
    if _PATH.fullmatch(word) and ("/" in word or _has_known_extension(word)):
        return Intent.PATH, "it is written like a path"
    if _IDENTIFIER.fullmatch(bare):
        return Intent.SYMBOL, "it is one name"
    if _CODE.search(word):
        return Intent.SNIPPET, "it has the signs of code"
    return Intent.PROSE, "it is one word, but no name"


def bare_name(word: str) -> str:
    """Return the name that is meant by a word as people type it.

    >>> bare_name("Session.send()"), bare_name("`getUser`,"), bare_name("@cached_property")
    ('Session.send', 'getUser', 'cached_property')
    """
    return _CALL_TAIL.sub("", word.strip(_TRIMMED)).strip(_TRIMMED).lstrip("@&*$.~:").rstrip(".:")


def identifiers_in(words: Iterable[str]) -> tuple[str, ...]:
    """Return the words that are written like names of definitions, each once.

    One lower-case word alone is a name too (people look for `redirect` and mean the function); among others it is prose.

    >>> identifiers_in(["where", "is", "HTTPAdapter.send", "and", "get_user", "used"])
    ('HTTPAdapter.send', 'get_user')
    """
    names = [bare_name(word) for word in words]
    if len(names) == 1:
        return tuple(name for name in names if _IDENTIFIER.fullmatch(name))
    # A capital that opens a sentence says nothing; inside of one it does ("how does Session retry").
    return tuple(
        dict.fromkeys(
            name
            for place, name in enumerate(names[:64])
            if _looks_like_name(name) or (place and _CAPITALISED.fullmatch(name) and len(names) < 32)
        )
    )


def _looks_like_name(name: str) -> bool:
    if len(name) < 3 or not _IDENTIFIER.fullmatch(name) or "/" in name:
        return False
    return "_" in name.strip("_") or bool(_JOINED.search(name)) or bool(_INNER_CAPITAL.search(name))


def locations_in(text: str) -> tuple[Location, ...]:
    """Return the places that a trace or a message names, innermost as they stand, each once.

    >>> locations_in("panicked at src/main.rs:12:5")
    (Location(path='src/main.rs', line=12),)
    """
    return tuple(dict.fromkeys(_locations(text)))[:MAX_LOCATIONS]


def _locations(text: str) -> Iterator[Location]:
    found = sorted(
        (match.start("path"), match["path"], int(match["line"]))
        for frame in _FRAMES
        for match in frame.finditer(text)
    )
    for _, path, line in found:
        yield Location(path.replace("\\", "/"), line)


def _has_known_extension(word: str) -> bool:
    from triptych_search.query.filters import language_aliases

    return word.rpartition(".")[2].lower() in language_aliases()
