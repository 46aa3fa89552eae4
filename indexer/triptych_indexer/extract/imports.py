"""Import statements: the matches of one statement gathered into one row for each module it names."""

from typing import TYPE_CHECKING, Final, TypeAlias

from triptych_indexer.extract.matches import Captures, Matches
from triptych_indexer.extract.nesting import Owners
from triptych_indexer.extract.queries import Fact, Rule
from triptych_indexer.extract.text import Text, to_json
from triptych_indexer.languages.resolver import Resolver, resolver_of
from triptych_indexer.model import ImportFlag, ImportRow

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_STATEMENT_CHARS: Final = 400

_Name: TypeAlias = tuple[str, str | None]
"""An imported name and its alias; `*` = everything, or, with an alias, the module itself."""


def import_rows(matches: Matches, text: Text, owners: Owners, language: str) -> list[ImportRow]:
    """Return the imports of a file in the order of the text."""
    statements = matches.of(Fact.IMPORT)
    if not statements:
        return []
    gathered = _Imports(text, matches.ranges(Fact.TYPE_CHECKING), resolver_of(language))
    for rule, bucket in statements:
        for captures in bucket:
            gathered.add(rule, captures)
    return gathered.rows(owners)


class _Imports:
    """The import statements of one file, on their way to becoming rows."""

    def __init__(self, text: Text, type_checking: list[tuple[int, int]], resolver: Resolver | None) -> None:
        self._text = text
        self._type_checking = type_checking
        self._resolver = resolver
        self._gathered: dict[tuple[int, str], _Statement] = {}

    def add(self, rule: Rule, captures: Captures) -> None:
        """Take one match."""
        place = captures[rule.capture][0]
        if "import.module" not in captures:
            if self._resolver is not None:
                for one in self._resolver.expand_import(self._text.of(place)):
                    names = [] if one.name is None else [(one.name, one.alias)]
                    self._gather(rule, place, one.module, captures, names)
            return
        module = _unquoted(self._text.of(captures["import.module"][0]))
        self._gather(rule, place, module, captures, self._names(captures))

    def rows(self, owners: Owners) -> list[ImportRow]:
        """Return a row for each statement and module, in the order of the text."""
        rows: list[ImportRow] = []
        for (start, module), one in self._gathered.items():
            ordinal = owners.scope_at(start)
            flags = one.flags
            if module.startswith("."):
                flags |= ImportFlag.RELATIVE
            if owners.in_callable[ordinal]:
                flags |= ImportFlag.LAZY
            if ("*", None) in one.names:
                flags |= ImportFlag.STAR
            if any(begin <= start < end for begin, end in self._type_checking):
                flags |= ImportFlag.TYPE_ONLY
            names = to_json(one.names)
            line = self._text.line(start)
            rows.append((ordinal, one.kind, module, names, one.statement, int(flags), line, start))
        rows.sort(key=lambda row: row[7])
        return rows

    def _names(self, captures: Captures) -> list[_Name]:
        if "import.default" in captures:
            return [("default", self._text.of(captures["import.default"][0]))]
        alias = self._text.of(captures["import.alias"][0]) if "import.alias" in captures else None
        if "import.name" in captures and "import.star" not in captures:
            return [(_unquoted(self._text.of(captures["import.name"][0])), alias)]
        return [("*", alias)] if alias or "import.star" in captures else []

    def _gather(self, rule: Rule, place: "Node", module: str, captures: Captures, names: list[_Name]) -> None:
        start = place.start_byte
        one = self._gathered.get((start, module))
        if one is None:
            statement = self._text.short(place, MAX_STATEMENT_CHARS)
            one = self._gathered[start, module] = _Statement(statement)
        one.kind = rule.kind  # of two patterns the later one counts
        if "import.relative" in captures:
            one.flags |= ImportFlag.RELATIVE
        if "import.type_only" in captures:
            one.flags |= ImportFlag.TYPE_ONLY
        one.names += [name for name in names if name not in one.names]


class _Statement:
    __slots__ = ("flags", "kind", "names", "statement")

    def __init__(self, statement: str) -> None:
        self.kind = ""
        self.statement = statement
        self.flags = 0
        self.names: list[_Name] = []


def _unquoted(text: str) -> str:
    """Return a module as written, without blanks, quotes and angle brackets.

    >>> _unquoted('"./x.js"'), _unquoted("<vector>"), _unquoted(". . a")
    ('./x.js', 'vector', '..a')
    """
    return "".join(text.split()).strip("\"'`<>")
