"""Filters → what every store is told, before it ranks."""

from collections.abc import Callable, Iterable
from functools import lru_cache

from triptych_indexer.model import KIND_BIT, Content, NodeKind
from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.reader import FilePaths

from triptych_search.model import Filters
from triptych_search.patterns import Pattern, compiled, escaped
from triptych_search.ports import Snapshot


def narrow(filters: Filters, snapshot: Snapshot) -> ChunkFilter:
    """Return the filters in the stores' terms; path globs become sets of files."""
    contents = filters.contents or (frozenset(Content) if filters.not_contents else frozenset())
    contents -= filters.not_contents
    file_ids, not_file_ids = _files(filters, snapshot)
    if filters.not_contents and not contents:
        file_ids = frozenset()  # `content:docs -content:docs`: no sort at all, which is not any sort
    return ChunkFilter(
        languages=filters.languages,
        not_languages=filters.not_languages,
        kinds=_mask(filters.kinds),
        not_kinds=_mask(filters.not_kinds),
        contents=frozenset(str(content) for content in contents),
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
    paths = snapshot.file_paths
    wanted = frozenset().union(*(_answering(glob, paths) for glob in filters.paths))
    unwanted = frozenset().union(*(_answering(glob, paths) for glob in filters.not_paths))
    return (wanted if filters.paths else None), unwanted


def _answering(glob: str, paths: FilePaths) -> Iterable[int]:
    """Return the files of one glob; the commonest, a part of the path, is looked for without a call for each."""
    glob = _from_root(glob)
    if _is_part(glob):
        part = glob.lower()
        return [file_id for file_id, path in zip(paths.ids, paths.lowered, strict=True) if part in path]
    test = _test(glob)
    return [file_id for file_id, path in zip(paths.ids, paths.texts, strict=True) if test(path)]


def matches(glob: str, path: str) -> bool:
    """Whether a path answers to a filter.

    Without a wildcard it is a part of the path, letter case ignored. With one it is a glob over the whole path, or, when it has no
    slash, over any of its parts. With `/` or `./` before it, it begins at the root.

    >>> matches("session", "src/Sessions.py"), matches("*.py", "src/a.py"), matches("src/*.py", "src/x/a.py"), matches("src/**/*.py", "src/x/a.py")
    (True, True, False, True)
    >>> matches("./src/**", "src/x/a.py"), matches("./src", "src/a.py"), matches("./*.py", "src/a.py")
    (True, True, False)
    """
    return _test(_from_root(glob))(path)


def _from_root(glob: str) -> str:
    """Return a glob with one way to say that it begins at the root: `./src` is what shells complete."""
    return glob[1:] if glob.startswith("./") else glob


def _test(glob: str) -> Callable[[str], bool]:
    """Return what decides for one glob; every path of an index is asked, so whatever can be done before is."""
    if _is_part(glob):
        part = glob.lower()
        return lambda path: part in path.lower()
    if not _has_wildcard(glob):
        beginning = glob[1:]
        return lambda path: path.startswith(beginning)
    pattern = _compiled(glob)
    if "/" in glob:
        return lambda path: pattern.fullmatch(path.encode("utf-8", "replace")) is not None
    return lambda path: any(pattern.fullmatch(part) for part in path.encode("utf-8", "replace").split(b"/"))


def _is_part(glob: str) -> bool:
    return not _has_wildcard(glob) and not glob.startswith("/")


def _has_wildcard(glob: str) -> bool:
    return not set("*?[{").isdisjoint(glob)


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
