"""Rust's `use` declarations: a tree of paths on one statement."""

import re
from collections.abc import Iterator
from typing import Final

from triptych_indexer.languages.resolver import ImportedName

MAX_NAMES: Final = 1_000
"""A longer tree is generated; what was read of it so far is kept."""

_TOKEN: Final = re.compile(r"r#\w+|\w+|::|[{},*]")
_COMMENT: Final = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def expand_import(statement: str) -> list[ImportedName]:
    """Return the names that a `use` brings in, in its order.

    >>> [(one.module, one.name, one.alias) for one in expand_import("use a::{b, c::{self, d as e}, f::*};")]
    [('a', 'b', None), ('a', 'c', None), ('a::c', 'd', 'e'), ('a::f', '*', None)]
    """
    text = _COMMENT.sub(" ", statement)
    words = _TOKEN.findall(text)
    if "use" not in words:
        return []
    words = words[words.index("use") + 1 :]
    found: list[ImportedName] = []
    for path, alias in _leaves(words):
        found.append(_name(path, alias))
        if len(found) == MAX_NAMES:
            break
    return found


def _leaves(words: list[str]) -> Iterator[tuple[list[str], str | None]]:
    """Yield each path of the tree with its alias; a damaged tree ends early."""
    prefixes: list[list[str]] = []
    path: list[str] = []
    alias: str | None = None
    position = 0
    while position < len(words):
        word = words[position]
        if word == "{":
            prefixes.append(path)
            path = list(path)
        elif word in (",", "}"):
            outer = prefixes[-1] if prefixes else []
            if len(path) > len(outer):
                yield path, alias
            alias = None
            path = list(outer)
            if word == "}":
                if not prefixes:
                    return
                prefixes.pop()
                path = list(prefixes[-1]) if prefixes else []
        elif word == "as":
            position += 1
            alias = words[position] if position < len(words) else None
        elif word != "::":
            path = [*path, word.removeprefix("r#")]
        position += 1
    if path and not prefixes and (alias is not None or words[-1] not in ("}", ",")):
        yield path, alias


def _name(path: list[str], alias: str | None) -> ImportedName:
    if path[-1] == "self" and len(path) > 1:
        path = path[:-1]
    if len(path) == 1:
        return ImportedName(path[0], None, alias)
    return ImportedName("::".join(path[:-1]), path[-1], alias)
