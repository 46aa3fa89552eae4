"""Names of definitions: qualified, as a symbol, and who may use them."""

import re
from typing import Final

from triptych_indexer.languages.registry import Card
from triptych_indexer.model import CLASS_LIKE, NodeKind

MODULE_SYMBOL: Final = "module:"
"""The module's own symbol. It does not name the file: a renamed file keeps the ids of its nodes."""

_DESCRIPTOR: Final[dict[str, str]] = {
    **dict.fromkeys(CLASS_LIKE, "#"),
    NodeKind.TYPE_ALIAS: "#",
    NodeKind.FUNCTION: "().",
    NodeKind.METHOD: "().",
    NodeKind.CONSTRUCTOR: "().",
    NodeKind.TEST: "().",
    NodeKind.MACRO: "!",
    NodeKind.MODULE: "/",
    NodeKind.NAMESPACE: "/",
}
"""Kind → how SCIP marks it; what is not here is a term and ends with a dot."""

_SIMPLE = re.compile(r"[\w$+-]+")
_ALL_CAPS = re.compile(r"_*[A-Z][A-Z0-9_]*")


def descriptor(kind: str, name: str, ordinal: int) -> str:
    """Return one part of a symbol; `ordinal` counts the equal ones before it.

    >>> descriptor("method", "save", 0), descriptor("method", "save", 1), descriptor("class", "Model", 0)
    ('save().', 'save(+1).', 'Model#')
    """
    shown = name if name.isidentifier() or _SIMPLE.fullmatch(name) else "`" + name.replace("`", "``") + "`"
    mark = _DESCRIPTOR.get(kind, ".")
    if not ordinal:
        return shown + mark
    return f"{shown}(+{ordinal})." if mark == "()." else f"{shown}(+{ordinal}){mark}"


def module_name(path: bytes, packages: tuple[str, ...]) -> tuple[str, str]:
    """Return a module's name and its dotted path.

    >>> module_name(b"shop/door.py", ("__init__",)), module_name(b"shop/__init__.py", ("__init__",))
    (('door', 'shop.door'), ('shop', 'shop'))
    """
    parts = path.decode("utf-8", "replace").split("/")
    stem = parts[-1].partition(".")[0] or parts[-1]
    if stem in packages and len(parts) > 1:
        parts.pop()
    else:
        parts[-1] = stem
    return parts[-1], ".".join(parts)


def is_constant(name: str) -> bool:
    """Tell whether a name is written in ALL_CAPS."""
    return name.isupper() and _ALL_CAPS.fullmatch(name) is not None


def visibility_by_name(name: str, by_name: str, default: str, *, member: bool) -> str:
    """Return what a name itself says of who may use it."""
    if by_name == "underscore" and name[:1] in ("_", "#"):
        if name[0] == "#":
            return "private"  # to the language itself, not only to its readers
        if name.startswith("__"):
            return default if name.endswith("__") else "private"
        return "protected" if member else "internal"
    if by_name == "capital":
        return "public" if name[:1].isupper() else "internal"
    return default


def visibility_by_keyword(text: str, card: Card) -> str | None:
    """Return what a keyword says: the whole text, or else its first word (`pub(in a::b)` → `pub`)."""
    keywords = card.visibility.keywords
    whole = " ".join(text.split())
    found = keywords.get(whole)
    if found is None:
        first = re.match(r"[#@]?\w+", whole)
        found = keywords.get(first[0]) if first else None
    return found.value if found is not None else None


def is_test_path(path: str, globs: tuple[str, ...]) -> bool:
    """Tell whether a path is a test's; a glob without `/` is over the name, `dir/**` over any folder of that name.

    >>> is_test_path("a/tests/b/c.py", ("tests/**",)), is_test_path("a/latest.py", ("test*.py",))
    (True, False)
    """
    name = path.rpartition("/")[2]
    for glob in globs:
        if glob.endswith("/**"):
            if "/" + glob[:-2] in "/" + path:
                return True
        elif glob_matches(name if "/" not in glob else path, glob):
            return True
    return False


def glob_matches(text: str, glob: str) -> bool:
    """Match a glob of `*` and literal characters, case included."""
    return re.fullmatch(".*".join(map(re.escape, glob.split("*"))), text, re.DOTALL) is not None
