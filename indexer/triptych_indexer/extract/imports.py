"""Import statements: the matches of one statement gathered into one row for each module it names."""

import json
from bisect import bisect_right
from typing import TYPE_CHECKING, Final

from triptych_indexer.extract.nesting import Owners
from triptych_indexer.extract.queries import Rule
from triptych_indexer.languages.resolver import resolver_of
from triptych_indexer.model import ImportFlag, ImportRow

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_STATEMENT_CHARS: Final = 400


class Imports:
    """The import statements of one file."""

    def __init__(
        self,
        source: bytes,
        line_starts: list[int],
        owners: Owners,
        type_checking: list[tuple[int, int]],
        language: str,
    ) -> None:
        self._source = source
        self._line_starts = line_starts
        self._owners = owners
        self._type_checking = type_checking
        self._resolver = resolver_of(language)
        self._gathered: dict[tuple[int, str], _Statement] = {}

    def add(self, rule: Rule, captures: "dict[str, list[Node]]") -> None:
        """Take one match."""
        place = captures[rule.capture][0]
        start = place.start_byte
        statement = " ".join(self._text(place).split())
        flags = 0
        if "import.relative" in captures:
            flags |= ImportFlag.RELATIVE
        if "import.type_only" in captures:
            flags |= ImportFlag.TYPE_ONLY
        if any(begin <= start < end for begin, end in self._type_checking):
            flags |= ImportFlag.TYPE_ONLY
        if "import.module" not in captures:
            if self._resolver is not None:
                for one in self._resolver.expand_import(statement):
                    self._gather(rule, start, one.module, statement, flags, [(one.name, one.alias)])
            return
        module = _unquoted(self._text(captures["import.module"][0]))
        self._gather(rule, start, module, statement, flags, self._names(captures))

    def rows(self) -> list[ImportRow]:
        """Return a row for each statement and module, in the order of the text."""
        rows: list[ImportRow] = []
        for (start, module), one in self._gathered.items():
            ordinal = self._owners.scope_at(start)
            flags = one.flags
            if module.startswith("."):
                flags |= ImportFlag.RELATIVE
            if self._owners.in_callable[ordinal]:
                flags |= ImportFlag.LAZY
            if any(name == "*" and alias is None for name, alias in one.names):
                flags |= ImportFlag.STAR
            line = bisect_right(self._line_starts, start) - 1
            names = json.dumps(one.names, ensure_ascii=False)
            rows.append(
                (
                    ordinal,
                    one.kind,
                    module,
                    names,
                    one.statement[:MAX_STATEMENT_CHARS],
                    int(flags),
                    line,
                    start,
                )
            )
        rows.sort(key=lambda row: row[7])
        return rows

    def _names(self, captures: "dict[str, list[Node]]") -> list[tuple[str | None, str | None]]:
        named = captures.get("import.name")
        aliased = captures.get("import.alias")
        alias = self._text(aliased[0]) if aliased else None
        if "import.default" in captures:
            return [("default", self._text(captures["import.default"][0]))]
        if "import.star" in captures:
            return [("*", alias)]
        if named:
            return [(_unquoted(self._text(one)), alias if len(named) == 1 else None) for one in named]
        return [("*", alias)] if alias else []

    def _gather(
        self,
        rule: Rule,
        start: int,
        module: str,
        statement: str,
        flags: int,
        names: "list[tuple[str | None, str | None]]",
    ) -> None:
        one = self._gathered.setdefault((start, module), _Statement(rule.kind, statement))
        one.flags |= flags
        if one.kind != rule.kind and rule.kind == "re-export":
            one.kind = rule.kind
        for name in names:
            if name[0] is not None and name not in one.names:
                one.names.append(name)

    def _text(self, node: "Node") -> str:
        return self._source[node.start_byte : node.end_byte].decode("utf-8", "replace")


class _Statement:
    __slots__ = ("flags", "kind", "names", "statement")

    def __init__(self, kind: str, statement: str) -> None:
        self.kind = kind
        self.statement = statement
        self.flags = 0
        self.names: list[tuple[str | None, str | None]] = []


def _unquoted(text: str) -> str:
    """Return a module as written, without blanks, quotes and angle brackets.

    >>> _unquoted('"./x.js"'), _unquoted("<vector>"), _unquoted(". . a")
    ('./x.js', 'vector', '..a')
    """
    return "".join(text.split()).strip("\"'`<>")
