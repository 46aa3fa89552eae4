r"""The query language: free words, and a few operators that people already type.

    word              free word
    "exact phrase"    must stand in the text exactly so; `\"` is a quote inside
    /regex/           must match (RE2: linear time, no look-around); `\/` is a slash inside
    lang: path: kind: repo: content:     filters; `a,b` are alternatives; a value with spaces stands in quotes
    -                 before any of these: must not
    \                 before an operator: it is text

Pasted code and messages must just work. So an operator counts only at the start of a word and when it is whole (the
closing quote or slash ends a word), a text of several lines has no operators at all, and neither has a line with a lone
code operator in it (`x = "a"`), except filters. Unknown filter names are text. Whatever is read in one of two possible ways is
told in `Query.notes`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from triptych_search.errors import QueryError
from triptych_search.model import Filters, Intent, Location, Query
from triptych_search.patterns import compiled
from triptych_search.query import filters as query_filters
from triptych_search.query.intent import has_operator, identifiers_in, locations_in, recognise
from triptych_search.query.words import terms_of

MAX_BYTES = 8192
"""A longer question is a file, not a question; it also bounds every later cost."""
MAX_TERMS = 64
MAX_STORY_TERMS = 24
"""Of a text that begins as prose and goes on for lines: an issue says first what it is about."""
MAX_CONDITIONS = 32
"""Phrases, patterns, exclusions and filters together: each is checked on every candidate."""

_FILTER = re.compile(r"(?P<name>[a-z]+):(?P<value>\"(?:[^\"\\]|\\.)*\"(?!\S)|[^\s\":/][^\s]*|/[^\s/][^\s]*)")
_PHRASE = re.compile(r'"(?P<text>(?:[^"\\]|\\.)+)"(?!\S)')
_PATTERN = re.compile(r"/(?P<text>(?:[^/\\\s]|\\.)(?:[^/\\]|\\.)*)/(?!\S)")
_WORD = re.compile(r"\S+")
_EXCLUDED_WORD = re.compile(r"[^\W\d][\w.:]+(?!\S)")
"""Two letters at least: `-e` and `-p` are options in a command line that was pasted."""


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    """word, phrase, pattern or filter."""
    text: str
    position: int
    negated: bool = False
    name: str = ""
    """A filter's."""


def parse(text: str) -> Query:
    """Return `text` as a `Query`.

    Raises:
        QueryError: it is empty, too long, only excludes, or has an unknown filter value or a bad pattern.
    """
    plain = _checked(text)
    literal = "\n" in plain.strip()
    read = [] if literal else list(_tokens(plain))
    notes: list[str] = []
    if literal:
        read = [_Token("word", match.group(), match.start()) for match in _WORD.finditer(plain)]
        notes.append("several lines: read as text, nothing in it is an operator")
    elif _is_code(read):
        read = [token for token in _tokens(plain, only_filters=True)]
        notes.append("looks like code: quotes, slashes and minus are read as text")
    if sum(token.kind != "word" or token.negated for token in read) > MAX_CONDITIONS:
        raise QueryError(f"more than {MAX_CONDITIONS} conditions", None, "ask less at once")
    query = _assembled(text, plain, read, notes)
    intent, reason = recognise(query)
    if intent is Intent.PATH and not query.locations:
        query = replace(query, locations=(Location(query.words[0], None),))
    if intent is Intent.PROSE and literal and len(query.terms) > MAX_STORY_TERMS:
        query = _story(query)
    return replace(query, intent=intent, intent_reason=reason)


def _story(query: Query) -> Query:
    note = f"a long text: its names and its first {MAX_STORY_TERMS} different words are searched for"
    notes = tuple(one for one in query.notes if not one.startswith("only the first"))
    return replace(query, terms=query.terms[:MAX_STORY_TERMS], notes=(*notes, note))


def _checked(text: str) -> str:
    try:
        size = len(text.encode())
    except UnicodeEncodeError as error:
        raise QueryError("not a valid text", error.start, "a lone surrogate cannot be searched for") from None
    if size > MAX_BYTES:
        raise QueryError(
            f"{size} bytes are too long", None, f"at most {MAX_BYTES} bytes; the telling lines are enough"
        )
    plain = "".join(char if char >= " " or char in "\t\n\r" else " " for char in text)
    if not plain.strip():
        raise QueryError(
            "the query is empty", None, "type a name, some words, or a filter such as kind:class"
        )
    return plain


def _tokens(text: str, *, only_filters: bool = False) -> Iterator[_Token]:
    position = 0
    while match := _WORD.search(text, position):
        start = match.start()
        escaped = text.startswith("\\-", start) or (
            text[start] == "\\" and _operator_at(text, start + 1, only_filters) is not None
        )
        if escaped:
            yield _Token("word", match.group()[1:], start)
            position = match.end()
            continue
        found = _operator_at(text, start, only_filters)
        if found is None:
            yield _Token("word", match.group(), start)
            position = match.end()
        else:
            token, position = found
            yield token


def _operator_at(text: str, start: int, only_filters: bool) -> tuple[_Token, int] | None:
    """Return the operator that begins at `start` and where it ends, or None when it is text."""
    negated = text.startswith("-", start)
    at = start + negated
    if (match := _FILTER.match(text, at)) and match["name"] in query_filters.NAMES:
        value = match["value"]
        value = _unescaped(value[1:-1]) if value.startswith('"') else value
        if value and not (only_filters and not query_filters.is_valid(match["name"], value)):
            return _Token("filter", value, start, negated, match["name"]), match.end()
    if only_filters:
        return None
    if match := _PHRASE.match(text, at):
        return _Token("phrase", _unescaped(match["text"]), start, negated), match.end()
    if match := _PATTERN.match(text, at):
        return _Token("pattern", match["text"].replace("\\/", "/"), start, negated), match.end()
    if negated and (match := _EXCLUDED_WORD.match(text, at)):
        return _Token("word", match.group(), start, True), match.end()
    return None


def _unescaped(text: str) -> str:
    return re.sub(r"\\([\"\\])", r"\1", text)


def _is_code(read: list[_Token]) -> bool:
    """Whether what stands outside of quotes, patterns and filters has an operator of a programming language."""
    return has_operator(" ".join(token.text for token in read if token.kind == "word" and not token.negated))


def _assembled(text: str, plain: str, read: list[_Token], notes: list[str]) -> Query:
    words = tuple(token.text for token in read if token.kind == "word" and not token.negated)
    filters = Filters()
    for token in read:
        if token.kind == "filter":
            filters = query_filters.with_filter(
                filters, token.name, token.text, negated=token.negated, position=token.position
            )
        elif token.kind == "pattern":
            compiled(token.text, token.position)
    phrases = tuple(_chosen(read, "phrase", False))
    patterns = tuple(_chosen(read, "pattern", False))
    prose = " ".join((*words, *phrases))
    terms, cut = terms_of(prose, MAX_TERMS)
    if cut:
        notes.append(f"only the first {MAX_TERMS} different words are searched for")
    notes += [f"/{pattern}/ is read as a regular expression" for pattern in patterns]
    not_words = tuple(_chosen(read, "word", True))
    notes += [f"-{word} leaves out what holds {word!r} (\\-{word} is text)" for word in not_words]
    query = Query(
        text=text,
        prose=prose,
        words=words,
        terms=terms,
        identifiers=identifiers_in(words),
        phrases=phrases,
        patterns=patterns,
        not_words=not_words,
        not_phrases=tuple(_chosen(read, "phrase", True)),
        not_patterns=tuple(_chosen(read, "pattern", True)),
        locations=locations_in(plain),
        filters=filters,
        notes=tuple(notes),
    )
    if query.browses and not filters:
        raise QueryError("the query only excludes", None, "say what to look for as well")
    return query


def _chosen(read: list[_Token], kind: str, negated: bool) -> Iterator[str]:
    return (token.text for token in read if token.kind == kind and token.negated is negated)
