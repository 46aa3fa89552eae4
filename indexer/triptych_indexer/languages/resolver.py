"""What a language may add in Python where a query cannot say it: a `resolver.py` in its folder.

The only such thing is an import statement that is a tree (Rust's `use a::{b, c::{d as e, *}}`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast


@dataclass(frozen=True, slots=True)
class ImportedName:
    """One name that a statement brings in."""

    module: str
    """The path in front of the name: `a::c`."""
    name: str | None
    """None when the module itself is imported, `*` when everything of it is."""
    alias: str | None = None


class Resolver(Protocol):
    """The face of a language's `resolver.py`."""

    def expand_import(self, statement: str) -> Sequence[ImportedName]:
        """Return the names that a statement imports, in its order; none when it is too damaged to tell."""


@cache
def resolver_of(language: str) -> Resolver | None:
    """Return the resolver of a language, or None when it needs none."""
    name = f"triptych_indexer.languages.{language}.resolver"
    try:
        found = find_spec(name)
    except ModuleNotFoundError:  # the folder's name is no module name (`c-sharp`)
        return None
    return cast(Resolver, import_module(name)) if found is not None else None
