"""The one code tokenizer: index and query split text by the same rule, or nothing is ever found.

An identifier gives its whole lower-cased form and its parts: ``getUserById`` → ``getuserbyid get user by id``.
The split is done here and not in Tantivy, whose regular expressions have no look-around (it would make
``xmlp arser`` of ``XMLParser``) and whose tokenizers have to be registered again at every open. Tantivy gets
the terms joined by single spaces and cuts at whitespace only.
"""

import re
from collections.abc import Iterable

_WORD = re.compile(r"[^\W\d]\w*|\d+")
_PART = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+|[^\W\d_a-zA-Z]+")

MAX_TERM_CHARS = 64
"""Longer words (hashes, base64) are cut: nobody types them, and each would be a term of its own in the index."""

_CACHE_LIMIT = 200_000


class _Split(dict[str, str]):
    """Word → its terms joined by spaces; code repeats its words so often that this halves the cost of splitting."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _CACHE_LIMIT:  # a repository of random words must not eat the worker's memory
            self.clear()
        short = word[:MAX_TERM_CHARS]
        parts = [part.lower() for part in _PART.findall(short)]
        whole = "".join(parts)
        terms = whole if len(parts) < 2 else whole + " " + " ".join(parts)
        self[word] = terms
        return terms


_split = _Split()


def terms(text: str) -> str:
    """Return the search terms of `text`, lower-cased and joined by single spaces, in order.

    >>> terms("def getHTTPServer(user_id):")
    'def gethttpserver get http server userid user id'
    """
    return " ".join(filter(None, map(_split.__getitem__, _WORD.findall(text))))


def join(texts: Iterable[str]) -> str:
    """Return the terms of several texts as one string of terms.

    >>> join(["fooBar", "baz"])
    'foobar foo bar baz'
    """
    return terms(" ".join(texts))


def words(text: str) -> list[str]:
    """Return the parts alone, in order and without the compounds: what an embedder of words wants.

    >>> words("getUserById(x1)")
    ['get', 'user', 'by', 'id', 'x', '1']
    """
    return [part.lower() for part in _PART.findall(text)]
