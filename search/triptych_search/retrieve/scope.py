"""Filters → what every store is told, before it ranks."""

from collections.abc import Iterable
from functools import lru_cache

from triptych_indexer.model import KIND_BIT, Content, NodeKind
from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.graph.lookup import Lookup

from triptych_search.model import Filters
from triptych_search.patterns import Pattern, compiled, escaped
from triptych_search.ports import Snapshot


def narrow(filters: Filters, snapshot: Snapshot) -> ChunkFilter:
    """Return the filters in the stores' terms; path globs become sets of files."""
    contents = filters.contents or (frozenset(Content) if filters.not_contents else frozenset())
    file_ids, not_file_ids = _files(filters, snapshot)
    return ChunkFilter(
        languages=filters.languages,
        not_languages=filters.not_languages,
        kinds=_mask(filters.kinds),
        not_kinds=_mask(filters.not_kinds),
        contents=frozenset(str(content) for content in contents - filters.not_contents),
        file_ids=file_ids,
        not_file_ids=not_file_ids,
    )


def _mask(kinds: Iterable[NodeKind]) -> int:
    mask = 0
    for kind in kinds:
        mask |= KIND_BIT[kind]
    return mask


def _files(filters: Filters, snapshot: Snapshot) -> tuple[frozenset[int] | None, frozenset[int]]:
    if not filters.paths and not filters.not_paths:
        return None, frozenset()
    wanted, unwanted = [], []
    for file_id, path in Lookup(snapshot.connection).paths():
        text = path.decode("utf-8", "replace")
        if filters.paths and any(matches(glob, text) for glob in filters.paths):
            wanted.append(file_id)
        if any(matches(glob, text) for glob in filters.not_paths):
            unwanted.append(file_id)
    return (frozenset(wanted) if filters.paths else None), frozenset(unwanted)


def matches(glob: str, path: str) -> bool:
    """Whether a path answers to a filter.

    Without a wildcard it is a part of the path, letter case ignored. With one it is a glob over the whole path, or, when it has no
    slash, over any of its parts.

    >>> matches("session", "src/Sessions.py"), matches("*.py", "src/a.py"), matches("src/*.py", "src/x/a.py"), matches("src/**/*.py", "src/x/a.py")
    (True, True, False, True)
    """
    if not set("*?[{") & set(glob):
        return (
            glob.lower().lstrip("/") in path.lower()
            if not glob.startswith("/")
            else path.startswith(glob[1:])
        )
    pattern = _compiled(glob)
    raw = path.encode("utf-8", "replace")
    if "/" in glob:
        return pattern.fullmatch(raw) is not None
    return any(pattern.fullmatch(part) for part in raw.split(b"/"))


@lru_cache(maxsize=256)
def _compiled(glob: str) -> Pattern:
    """Return a glob as a pattern of RE2: `**/**/**/` would keep a backtracking engine busy for hours.

    Raises:
        QueryError: a set of characters in it is none.
    """
    pieces: list[str] = []
    place = 0
    glob = glob.removeprefix("/")
    while place < len(glob):
        char = glob[place]
        if glob.startswith("**/", place):
            pieces.append("(?:.*/)?")
            place += 3
            continue
        if glob.startswith("**", place):
            pieces.append(".*")
            place += 2
            continue
        if char == "*":
            pieces.append("[^/]*")
        elif char == "?":
            pieces.append("[^/]")
        elif char == "{" and (end := glob.find("}", place)) > 0:
            pieces.append("(?:" + "|".join(escaped(one) for one in glob[place + 1 : end].split(",")) + ")")
            place = end
        elif char == "[" and (end := glob.find("]", place + 2)) > 0:
            inside = glob[place + 1 : end].replace("\\", "\\\\").replace("[", "\\[")
            pieces.append("[" + ("^" + inside[1:] if inside[0] in "!^" else inside) + "]")
            place = end
        else:
            pieces.append(escaped(char))
        place += 1
    return compiled("(?s)" + "".join(pieces))
