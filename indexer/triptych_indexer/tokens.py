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


_TO_BLANKS = bytes(
    byte if byte >= 128 or chr(byte).isalnum() or byte == ord("_") else 32 for byte in range(256)
)


def pieces(text: str) -> list[bytes]:
    """Return what stands between the ASCII blanks and marks of a text, in UTF-8: each holds whole words, mostly one.

    Far cheaper than a regular expression; meant as keys of what is remembered per piece, because code repeats itself.

    >>> pieces("a.b_c(12x)")
    [b'a', b'b_c', b'12x']
    """
    return text.encode("utf-8", "replace").translate(_TO_BLANKS).split()


class _Split(dict[bytes, str]):
    """Piece → its terms joined by spaces; remembering them halves the cost of splitting."""

    def __missing__(self, piece: bytes) -> str:
        if len(self) >= _CACHE_LIMIT:  # a repository of random words must not eat the worker's memory
            self.clear()
        if piece.islower() and piece.replace(b"_", b"").isalpha():  # two in three: no expression is needed
            terms = _compound(piece[:MAX_TERM_CHARS].decode().split("_"))
        else:
            terms = " ".join(filter(None, map(_terms_of, _WORD.findall(piece.decode()))))
        self[piece] = terms
        return terms


def _terms_of(word: str) -> str:
    return _compound([part.lower() for part in _PART.findall(word[:MAX_TERM_CHARS])])


def _compound(parts: list[str]) -> str:
    """Return the whole and, if there are several, its parts; empty ones count for nothing."""
    whole = "".join(parts)
    return whole if not whole or whole in parts else whole + " " + " ".join(filter(None, parts))


_split = _Split()


def terms(text: str) -> str:
    """Return the search terms of `text`, lower-cased and joined by single spaces, in order.

    >>> terms("def getHTTPServer(user_id):")
    'def gethttpserver get http server userid user id'
    """
    return " ".join(filter(None, map(_split.__getitem__, pieces(text))))


def join(texts: Iterable[str]) -> str:
    """Return the terms of several texts as one string of terms.

    >>> join(["fooBar", "baz"])
    'foobar foo bar baz'
    """
    return terms(" ".join(texts))


_TO_LOWER = bytes(ord(chr(byte).lower()) if byte < 128 else byte for byte in range(256))


def squeezed(text: str) -> str:
    """Return the text in which any spelling of a term is found as a part: lower-cased, without underscores.

    >>> squeezed("get_User = getUser")
    'getuser = getuser'
    """
    if text.isascii():  # twice as fast
        return text.encode().translate(_TO_LOWER, b"_").decode()
    return text.lower().replace("_", "")


def words(text: str) -> list[str]:
    """Return the parts alone, in order and without the compounds: what an embedder of words wants.

    >>> words("getUserById(x1)")
    ['get', 'user', 'by', 'id', 'x', '1']
    """
    return [part.lower() for part in _PART.findall(text)]
