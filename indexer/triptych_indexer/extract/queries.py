"""A language's queries, compiled: pattern number → what a match of it means.

All `.scm` files of a language are one query, so a tree is searched once. A pattern states one fact: the *main*
capture says which, the others are its parts. Compiling costs tens of milliseconds, so it is done once per process.
"""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from typing import TYPE_CHECKING, Final

from triptych_indexer.errors import LanguageError
from triptych_indexer.languages.registry import Card, RuleOrigin, card, query_text
from triptych_indexer.model import ImportKind, NodeKind, ReferenceKind

if TYPE_CHECKING:
    from tree_sitter import Language, Node, Query


class Fact(IntEnum):
    """What a match states; the order decides which capture of a pattern is its main one."""

    DEFINITION = 0
    REFERENCE = 1
    IMPORT = 2
    PARAMETER = 3
    TYPE_PARAMETER = 4
    WRAPPER = 5
    DECORATOR = 6
    MODIFIER = 7
    VISIBILITY = 8
    DOCUMENTATION = 9
    BRANCH = 10
    TYPE_CHECKING = 11
    AWAITED = 12
    SCOPE = 13
    COMMENT = 14
    ERROR = 15
    SECTION = 16
    BINDING = 17
    BLANK = 18


NO_REFERENCE: Final = "none"
"""The kind of a place that an earlier pattern takes for a use and that is none; it makes no row."""

BINDINGS: Final = (
    "assign", "element", "unwrap", "context", "exception", "return", "yield", "function", "read", "write", "update", "delete",
    "index", "argument", "public",
)  # fmt: skip

_MAIN: Final = {
    **{f"definition.{kind}": Fact.DEFINITION for kind in NodeKind},
    **{f"reference.{kind}": Fact.REFERENCE for kind in ReferenceKind},
    f"reference.{NO_REFERENCE}": Fact.REFERENCE,
    "visibility.section": Fact.SECTION,
    **{f"binding.{kind}": Fact.BINDING for kind in BINDINGS},
    **{f"import.{kind.replace('-', '')}": Fact.IMPORT for kind in ImportKind},
    **{
        name: Fact[name.upper()]
        for name in (
            "parameter", "type_parameter", "wrapper", "decorator", "modifier", "visibility",
            "documentation", "branch", "type_checking", "awaited", "scope", "blank",
        )
    },
}  # fmt: skip

_PARTS: Final = frozenset(
    {
        "name", "return_type", "body", "owner", "receiver", "target", "target.receiver",
        "parameter.name", "parameter.type", "parameter.default", "parameter.variadic",
        "parameter.keyword_variadic", "parameter.keyword", "parameter.receiver",
        "type_parameter.name", "type_parameter.bound", "type_parameter.default", "type_parameter.variance",
        "type_parameter.where",
        "import.module", "import.name", "import.alias", "import.star", "import.default", "import.relative",
        "import.type_only",
        "binding.target", "binding.value", "binding.type",
    }
)  # fmt: skip

_REQUIRED: Final = {
    Fact.REFERENCE: "target",
    Fact.PARAMETER: "parameter.name",
    Fact.TYPE_PARAMETER: "type_parameter.name",
}

VOCABULARY: Final = frozenset(_MAIN) | _PARTS
"""Every capture a query may use; `languages/CAPTURES.md` explains them."""

ANONYMOUS: Final = frozenset({NodeKind.IMPL, NodeKind.MODULE, NodeKind.NAMESPACE, NodeKind.CONSTRUCTOR})
"""Definitions whose match may lack a name."""


@dataclass(frozen=True, slots=True)
class Rule:
    """What one pattern means."""

    fact: Fact
    capture: str
    """The main capture: `definition.class`."""
    kind: str
    """Its last part, as the model spells it: `class`."""
    parts: frozenset[str]
    origin: RuleOrigin

    def place(self, captures: "dict[str, list[Node]]") -> "Node":
        """Return the node of the main capture: where the query does not capture it, it is the required one's."""
        found = captures.get(self.capture)
        return (captures[_REQUIRED[self.fact]] if found is None else found)[0]


@dataclass(frozen=True, slots=True)
class Compiled:
    query: "Query"
    rules: tuple[Rule, ...]
    """By pattern number."""
    blanks: frozenset[int] = frozenset()
    """The patterns that point at words without which a file has to be read again."""


@cache
def compile_query(language: "Language", name: str) -> Compiled:
    """Return the compiled query of the language called `name`.

    Raises:
        LanguageError: the query does not compile, or says something that is not in the vocabulary.
    """
    return compile_text(language, card(name), *query_text(card(name)))


def compile_text(language: "Language", one: Card, text: str, origins: list[RuleOrigin]) -> Compiled:
    """Compile a query's text; `origins` tells for each of its lines where it was written."""
    from tree_sitter import Query, QueryError

    text += "".join(f"({node}) @comment\n" for node in one.comments.nodes) + "(ERROR) @error\n"
    try:
        query = Query(language, _once_per_node(text))
    except QueryError as error:
        raise LanguageError(f"{_place_of(error, origins, one)}: {error}") from error
    source = text.encode()  # as it was written: what a pattern means is read from here
    rules = []
    for index in range(query.pattern_count):
        start = query.start_byte_for_pattern(index)
        line = source.count(b"\n", 0, start)
        origin = origins[line] if line < len(origins) else RuleOrigin(one.name, "language.toml", 1)
        rule = _rule(source[start : query.end_byte_for_pattern(index)].decode(), origin)
        if rule.fact is Fact.SCOPE:
            query.disable_pattern(index)
        rules.append(rule)
    again = frozenset(index for index, rule in enumerate(rules) if rule.fact is Fact.BLANK)
    return Compiled(query, tuple(rules), again)


_TWICE = re.compile(
    r"(?P<required>@target|@parameter\.name)(?P<main>\s+@(?:reference\.\w+|parameter))(?![\w.])"
    r"|(?P<first>@parameter\s+)(?=@parameter\.name\b)"
)


def _once_per_node(text: str) -> str:
    """Return the query without the main captures that stand on the node of the required one, at the same offsets.

    Most matches are calls, whose place is their target. Each capture is a node, a list and an entry of a dictionary
    for each match, and saying nothing with them costs a twentieth of the search. See `Rule.place`.

    >>> _once_per_node("(call function: (_) @target @reference.call)")
    '(call function: (_) @target                )'
    """
    return _TWICE.sub(
        lambda twice: (twice["required"] or "") + " " * len(twice["main"] or twice["first"]), text
    )


_ROW = re.compile(r"row (\d+)", re.IGNORECASE)


def _place_of(error: Exception, origins: list[RuleOrigin], one: Card) -> str:
    row = _ROW.search(str(error))
    if row is None or int(row[1]) >= len(origins):
        return one.name
    return str(origins[int(row[1])])


_NOISE = re.compile(r';[^\n]*|"(?:\\.|[^"\\])*"')
_CAPTURE = re.compile(r"@([\w.-]+)")


def _rule(pattern: str, origin: RuleOrigin) -> Rule:
    bare = _NOISE.sub(lambda found: '""' if found[0].startswith('"') else "", pattern)
    captures = {name for name in _CAPTURE.findall(bare) if not name.startswith("_")}
    if captures <= {"comment", "error"} and captures and origin.file == "language.toml":
        name = captures.pop()
        return Rule(Fact[name.upper()], name, name, frozenset(), origin)
    strangers = sorted(captures - VOCABULARY)
    if strangers:
        raise LanguageError(f"{origin}: @{strangers[0]} is not in the vocabulary (see languages/CAPTURES.md)")
    mains = sorted((_MAIN[name], name) for name in captures if name in _MAIN)
    if not mains:
        raise LanguageError(f"{origin}: the pattern states nothing: it has no main capture")
    fact, main = mains[0]
    if len(mains) > 1 and mains[1][0] is fact:
        raise LanguageError(f"{origin}: one match is one fact, but @{main} and @{mains[1][1]} are two")
    kind = main.rpartition(".")[2]
    needed = _REQUIRED.get(fact) or ("name" if fact is Fact.DEFINITION and kind not in ANONYMOUS else None)
    if needed is not None and needed not in captures:
        raise LanguageError(f"{origin}: @{main} needs @{needed} in the same pattern")
    if fact is Fact.IMPORT:
        kind = "re-export" if kind == "reexport" else kind
    return Rule(fact, main, kind, frozenset(captures), origin)
