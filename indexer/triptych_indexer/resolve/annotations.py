"""A written type as a tree: `Optional[dict[str, Foo]]` → `("Optional", (("dict", (("str", ()), ("Foo", ()))),))`.

One small reader for all languages: a type is a dotted name with arguments in `[]` or `<>`, unions stand apart by `|`,
and marks that do not change which members a value has (`&`, `*`, `?`, `mut`, `dyn`, `readonly`, lifetimes, quotes) are
passed over. What it cannot read (function types, literal types, tuples of types) is the unknown type, name `""`.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

MAX_DEPTH: Final = 8


class Type(NamedTuple):
    """A type as written."""

    name: str
    """Dotted; `|` for a union, `[]` for an array, `type` for "the class itself"; empty when it cannot be told."""
    arguments: tuple["Type", ...] = ()


UNKNOWN: Final = Type("")
_TOKEN: Final = re.compile(r"=>|->|[^\W\d][\w$]*(?:(?:\.|::|\\)[^\W\d][\w$]*)*|\S")
_FUNCTION: Final = re.compile(
    r"\bFn(?:Once|Mut)?\s*(\([^()]*\))|^\s*(?:\(\s*)?(?:@?\w+\s+){0,2}(\([^()]*\))\s*(?:=>|->)"
)
"""A type such as `(Door) -> Unit`, `FnMut(&Door)`; one of functions that take functions is not understood."""
_LIFETIME: Final = re.compile(r"'\w+")
_PASSED: Final = frozenset(
    {
        "mut",
        "dyn",
        "impl",
        "const",
        "readonly",
        "ref",
        "out",
        "unsafe",
        "&",
        "*",
        "?",
        "keyof",
        "inout",
        "final",
        "struct",
        "enum",
        "union",
        "extends",
        "some",
        "any",
        "chan",
        "\\",
        "!",
    }
)
_ENDS: Final = frozenset({"", ">", ",", ")", "]", "&"})
_CLOSES: Final = {"[": "]", "<": ">", "(": ")", "{": "}"}


@lru_cache(maxsize=8_192)
def read(text: str) -> Type:
    """Return the type that a text writes.

    >>> read("'Foo' | None").arguments[0].name, read("&'a mut Vec<T>").name, read("a.B[int]").arguments[0].name
    ('Foo', 'Vec', 'int')
    """
    text = text[:400]
    lifetimes = "&'" in text or "<'" in text
    text = _LIFETIME.sub(" ", text) if lifetimes else text.replace("'", "").replace('"', "")
    return _Reader(_TOKEN.findall(text)).union(0)


@lru_cache(maxsize=1_024)
def parameters_of(text: str) -> tuple[Type, ...] | None:
    """Return the parameters' types of a function's type; None for any other type.

    >>> [one.name for one in parameters_of("(door: Door, n?: number) => void") or ()], parameters_of("Door")
    (['Door', 'number'], None)
    >>> parameters_of("impl FnOnce(&Door) -> T")[0].name, parameters_of("suspend (Door) -> Unit")[0].name
    ('Door', 'Door')
    """
    found = _FUNCTION.search(text[:400])
    if found is None:
        return None
    inner = _Reader(_TOKEN.findall(_LIFETIME.sub(" ", found[1] or found[2])))
    return inner.listed()


class _Reader:
    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def union(self, depth: int) -> Type:
        parts = [self._one(depth)]
        while self._peek() in ("|", "+", "&"):
            self._at += 1
            parts.append(self._one(depth))
        if self._peek() in ("=>", "->"):
            self._at = len(self._tokens)
            return UNKNOWN
        return parts[0] if len(parts) == 1 else Type("|", tuple(parts))

    def listed(self) -> tuple[Type, ...]:
        """Return the types of a list of parameters, names left out."""
        return self._arguments(0)

    def _peek(self) -> str:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _one(self, depth: int) -> Type:
        while self._peek() in _PASSED:
            self._at += 1
        token = self._peek()
        if depth > MAX_DEPTH or not token:
            return UNKNOWN
        if token in _CLOSES:
            found = self._grouped(token, depth)
        elif token[0].isalpha() or token[0] in "_$":
            self._at += 1
            found = Type(token.replace("::", ".").replace("\\", "."))
            if self._peek() in ("[", "<") and not (self._peek() == "[" and self._next() == "]"):
                found = Type(found.name, self._arguments(depth))
            if (
                found.name == "map"
                and found.arguments
                and (self._peek().isidentifier() or self._peek() in ("*", "["))
            ):
                found = Type("map", (*found.arguments, self._one(depth + 1)))  # Go: `map[K]V`
            if self._peek() == "!":  # Zig: an error, or that
                found = self._one(depth + 1)
        else:
            self._at += 1
            return UNKNOWN
        while self._peek() == "[" and self._next() == "]":  # TypeScript, Java, C#, Go: an array of it
            self._at += 2
            found = Type("[]", (found,))
        while self._peek() in ("?", "*") or (self._peek() == "&" and self._next() in _ENDS):
            self._at += 1
        return found

    def _next(self) -> str:
        return self._tokens[self._at + 1] if self._at + 1 < len(self._tokens) else ""

    def _grouped(self, opening: str, depth: int) -> Type:
        if opening == "[" and self._next() == "]":  # Go: `[]T`
            self._at += 2
            return Type("[]", (self._one(depth + 1),))
        inner = self._arguments(depth)
        if self._peek() in ("=>", "->"):
            self._at = len(self._tokens)
            return UNKNOWN
        if opening == "(" and len(inner) == 1:
            return inner[0]
        if opening == "[" and (self._peek().isidentifier() or self._peek() == "*"):  # Go: `[4]T`
            return Type("[]", (self._one(depth + 1),))
        if opening == "[" and inner:  # Rust's slices and arrays: `[T]`, `[T; 4]`
            return Type("[]", inner[:1])
        return Type("()", inner) if opening == "(" else UNKNOWN

    def _arguments(self, depth: int) -> tuple[Type, ...]:
        closing = _CLOSES[self._peek()]
        self._at += 1
        found: list[Type] = []
        is_named = False  # Go: `(x *Item, err error)`, a name and its type
        while self._peek() not in ("", closing):
            before = self._at
            one = self.union(depth + 1)
            if is_named and found and one.name:
                found[-1] = one
            else:
                found.append(one)
            is_named = closing == ")" and (self._peek().isidentifier() or self._peek() in ("*", "["))
            while self._peek() in (",", ";", ":", "="):
                mark = self._peek()
                if mark in (";", ":", "="):  # a member's type, an associated type: what follows counts
                    self._at += 1
                    if self._peek() not in ("", closing):
                        last = self.union(depth + 1)
                        is_length = mark == ";" and closing == "]"
                        found[-1] = found[-1] if found[-1].name and is_length else last
                else:
                    self._at += 1
                    break
            if self._at == before:
                self._at += 1
        self._at += 1
        return tuple(found)
