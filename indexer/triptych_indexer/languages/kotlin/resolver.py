"""Kotlin's imports: the grammar gives a path whole, and only its last dot tells the package from the name."""

import re
from typing import Final

from triptych_indexer.languages.resolver import ImportedName

_STATEMENT: Final = re.compile(r"import\s+(?P<path>[^\s;]+)(?:\s+as\s+(?P<alias>[^\s;]+))?")


def expand_import(statement: str) -> list[ImportedName]:
    """Return the one name that an import brings in.

    >>> expand_import("import kotlin.math.max as biggest")
    [ImportedName(module='kotlin.math', name='max', alias='biggest')]
    """
    found = _STATEMENT.match(statement)
    if found is None:
        return []
    module, _, name = found["path"].replace("`", "").rpartition(".")
    return [ImportedName(module or name, name if module else None, found["alias"])]
