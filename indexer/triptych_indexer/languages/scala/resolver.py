"""Scala's imports: `import a.b.{c => d, e, _}, f.g` is a list of paths, each with a list of names at its end."""

import re
from typing import Final

from triptych_indexer.languages.resolver import ImportedName

_CLAUSE: Final = re.compile(r"(?P<path>[^,{}]+?)(?:\.\{(?P<selectors>[^}]*)\})?\s*(?:,|$)")
_RENAMED: Final = re.compile(r"\s*(?:=>|\bas\b)\s*")
_EVERYTHING: Final = frozenset({"_", "*", "given"})


def expand_import(statement: str) -> list[ImportedName]:
    """Return the names that an `import` or `export` brings in.

    >>> expand_import("import java.util.{List => JList, Map}")
    [ImportedName(module='java.util', name='List', alias='JList'), ImportedName(module='java.util', name='Map', alias=None)]
    """
    _, _, clauses = statement.partition(" ")
    names: list[ImportedName] = []
    for clause in _CLAUSE.finditer(clauses):
        path = clause["path"].strip()
        selectors = clause["selectors"]
        if selectors is None:
            path, _, last = _without_alias(path).rpartition(".")
            selectors = clause["path"].strip().removeprefix(path).lstrip(".") if path else last
        names += [_named(path, one.strip()) for one in selectors.split(",") if one.strip()]
    return names


def _without_alias(path: str) -> str:
    return _RENAMED.split(path, maxsplit=1)[0]


def _named(module: str, selector: str) -> ImportedName:
    name, *alias = _RENAMED.split(selector, maxsplit=1)
    if name in _EVERYTHING or name.startswith("given "):
        return ImportedName(module, "*")
    if not module:
        return ImportedName(name, None, alias[0] if alias else None)
    return ImportedName(module, name, alias[0] if alias else None)
