"""Free words → the terms that the text index is asked.

The index keeps words as they stand; so that `redirects` finds `redirect`, the *query* asks for the other forms of a plain
English word as well. That costs a few more look-ups and nothing in the index, and a name typed as it is written stays
the best match.
"""

import re
from collections.abc import Iterator

from triptych_indexer import tokens

from triptych_search.model import Term

_PLAIN = re.compile(r"[a-z]{3,}")
_SHORTEST = 3

STOP_WORDS = frozenset(
    [
        "a",
        "about",
        "all",
        "an",
        "and",
        "any",
        "are",
        "as",
        "at",
        "be",
        "been",
        "by",
        "can",
        "could",
        "do",
        "does",
        "did",
        "for",
        "from",
        "had",
        "has",
        "have",
        "how",
        "i",
        "if",
        "in",
        "into",
        "is",
        "it",
        "its",
        "me",
        "my",
        "no",
        "not",
        "of",
        "on",
        "or",
        "our",
        "should",
        "so",
        "some",
        "such",
        "than",
        "that",
        "the",
        "their",
        "them",
        "then",
        "there",
        "these",
        "they",
        "this",
        "to",
        "us",
        "was",
        "we",
        "were",
        "what",
        "when",
        "where",
        "which",
        "who",
        "whom",
        "whose",
        "why",
        "will",
        "with",
        "would",
        "you",
        "your",
    ]
)
"""Words of a question, not of an answer. They are left out only when other words remain: `if` and `for` are also code."""


def terms_of(text: str, limit: int) -> tuple[tuple[Term, ...], bool]:
    """Return the different terms of `text` in order, at most `limit`, and whether some were cut.

    >>> [term.text for term in terms_of("how are getURL redirects followed", 8)[0]]
    ['geturl', 'get', 'url', 'redirects', 'followed']
    """
    found = list(dict.fromkeys(tokens.terms(text).split()))
    telling = [term for term in found if term not in STOP_WORDS] or found
    return tuple(Term(term, tuple(variants(term))) for term in telling[:limit]), len(telling) > limit


def variants(term: str) -> list[str]:
    """Return other forms of a plain word, likeliest first; none for what is no plain word.

    >>> variants("redirects"), variants("url"), variants("parsing"), variants("validation")
    (['redirect'], ['urls'], ['parse', 'pars', 'parses', 'parsed'], ['validate', 'valide', 'validations'])
    """
    if not _PLAIN.fullmatch(term):
        return []
    return [form for form in dict.fromkeys(_forms(term)) if form != term and len(form) > 2]


def _forms(term: str) -> Iterator[str]:
    if len(term) == _SHORTEST:
        # "url", "app", "key" have a plural; "bus" and "its" are none, and no ending can be told.
        if not term.endswith("s"):
            yield term + "s"
        return
    if term.endswith("ies"):
        yield term[:-3] + "y"
    elif term.endswith(("sses", "xes", "shes", "ches")):
        yield term[:-2]
    elif term.endswith("s") and not term.endswith("ss"):
        yield term[:-1]
    elif term.endswith("ation"):
        yield from (term[:-5] + "ate", term[:-5] + "e", term + "s")
    elif term.endswith("ing"):
        yield from _verb(term[:-3])
    elif term.endswith("ed"):
        yield from _verb(term[:-2])
    elif term.endswith("y"):
        yield term[:-1] + "ies"
    else:
        yield term + "s"


def _verb(stem: str) -> Iterator[str]:
    if len(stem) > 2 and stem[-1] == stem[-2]:  # mapping, stopped
        yield from (stem[:-1], stem)
    else:
        yield from (stem + "e", stem)
    yield from (stem + "es", stem + "ed", stem + "ing")
