r"""The filters a query may carry, and what their values may be.

An unknown *name* is no filter but text (`std::vector`, `C:\\path`, `http://host`); an unknown *value* of a known name
is an error with the nearest valid ones, because silently finding nothing would be a lie.
"""

import difflib
from collections.abc import Mapping
from functools import cache

from triptych_indexer.model import Content, NodeKind

from triptych_search.errors import QueryError
from triptych_search.model import Filters

NAMES = frozenset({"lang", "path", "kind", "repo", "content"})


def with_filter(filters: Filters, name: str, value: str, *, negated: bool, position: int | None) -> Filters:
    """Return `filters` with one more condition; commas in `value` separate alternatives.

    Raises:
        QueryError: the value is not one of the closed set that the filter knows.
    """
    values = [part for part in value.split(",") if part] or [value]
    match name:
        case "lang":
            languages = frozenset(_language(one, position) for one in values)
            added = Filters(not_languages=languages) if negated else Filters(languages=languages)
        case "kind":
            kinds = frozenset(_kind(one, position) for one in values)
            added = Filters(not_kinds=kinds) if negated else Filters(kinds=kinds)
        case "content":
            contents = frozenset(_content(one, position) for one in values)
            added = Filters(not_contents=contents) if negated else Filters(contents=contents)
        case "path":
            # A comma may stand in a file's name, and `{a,b}` in a glob: a path is never split.
            added = Filters(not_paths=(value,)) if negated else Filters(paths=(value,))
        case _:
            added = Filters(not_repositories=(value,)) if negated else Filters(repositories=(value,))
    return filters.union(added)


def is_valid(name: str, value: str) -> bool:
    """Whether `with_filter` would take it."""
    try:
        with_filter(Filters(), name, value, negated=False, position=0)
    except QueryError:
        return False
    return True


def _language(value: str, position: int | None) -> str:
    known = language_aliases()
    found = known.get(value.lower())
    if found is None:
        raise _unknown("language", value, known, position)
    return found


def _kind(value: str, position: int | None) -> NodeKind:
    try:
        return NodeKind(value.lower())
    except ValueError:
        raise _unknown("kind", value, {kind.value: kind.value for kind in NodeKind}, position) from None


def _content(value: str, position: int | None) -> Content:
    try:
        return Content(value.lower())
    except ValueError:
        raise _unknown("content", value, {one.value: one.value for one in Content}, position) from None


def _unknown(what: str, value: str, known: Mapping[str, str], position: int | None) -> QueryError:
    near = difflib.get_close_matches(value.lower()[:64], known, n=3, cutoff=0.5)
    near = list(dict.fromkeys(known[name] for name in near))
    if near:
        hint = f"did you mean {' or '.join(near)}?"
    else:
        hint = "known: " + ", ".join(sorted(set(known.values())))
    return QueryError(f"unknown {what} {value[:64]!r}", position, hint)


@cache
def language_aliases() -> Mapping[str, str]:
    """Return what a person may call a language → its name: the name, its title, its extensions without the dot."""
    from triptych_indexer.languages.registry import (
        cards,  # reads a file per language: only when a filter asks
    )

    aliases: dict[str, str] = {}
    for name, card in cards().items():
        for extension in card.extensions:
            aliases.setdefault(extension.lstrip(".").lower(), name)
    for name, card in cards().items():  # after the extensions: a name beats another language's extension
        aliases[card.title.lower()] = name
        aliases[name] = name
    return aliases
