"""Which languages there are, and what each one's card says.

A language is a folder with a `language.toml` (its card) and, unless it is an outline language, `.scm` queries.
Cards are small and all read at once; queries are read only when asked for. A card's `digest` covers its whole
folder but the test corpus, the folders it inherits from and the grammar's version: when it changes, and only
then, files of that language are read again.
"""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from functools import cache, cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final, Literal, TypeAlias

from triptych_indexer.errors import LanguageError
from triptych_indexer.languages.semantics import Semantics
from triptych_indexer.model import Content, Modifier, Visibility

FOLDER: Final = Path(__file__).parent

QUERY_FILES: Final = (
    "definitions.scm",
    "references.scm",
    "imports.scm",
    "metrics.scm",
    "scopes.scm",
    "bindings.scm",
)
"""In the order in which they are joined; a language may lack any of them."""

Tier: TypeAlias = Literal["deep", "full", "outline", "part"]
"""`part`: no language of its own but queries that others inherit; no file is ever of it."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """A wheel with a compiled tree-sitter parser, and the function of it that gives the language."""

    module: str
    function: str = "language"


@dataclass(frozen=True, slots=True)
class Comments:
    nodes: tuple[str, ...] = ()
    """The grammar's node types for comments."""
    line: tuple[str, ...] = ()
    """What starts a comment that ends with its line."""
    documentation: tuple[str, ...] = ()
    """A block of comments right above a definition documents it when it starts with one of these; `*` = any."""


@dataclass(frozen=True, slots=True)
class Names:
    constructors: tuple[str, ...] = ()
    constants: Literal["upper", "none"] = "none"
    """`upper`: a variable in ALL_CAPS is a constant."""
    packages: tuple[str, ...] = ()
    """Stems of files that stand for the folder they lie in: `__init__`, `index`, `mod`."""
    receivers: tuple[str, ...] = ()
    """A method's first parameter of such a name is its receiver: `self`, `cls`."""
    clauses: bool = False
    """Neighbours of one name and kind are one definition: a signature and its equations, the clauses of a function."""


@dataclass(frozen=True, slots=True)
class VisibilityRules:
    default: Visibility = Visibility.PUBLIC
    by_name: Literal["underscore", "capital", "none"] = "none"
    keywords: Mapping[str, Visibility] = field(default_factory=dict)
    of_interfaces: Visibility | None = None
    """Of what an interface holds, where nothing is written; without it, the interface's own."""


@dataclass(frozen=True, slots=True)
class TestRules:
    functions: tuple[str, ...] = ()
    """Globs over names; they count only in files that `paths` recognises, if there are any."""
    decorators: tuple[str, ...] = ()
    """Decorators, without sigil and arguments, that make a test anywhere."""
    paths: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outline:
    heading: str
    """A regular expression over one line, with the groups `level` and `name`."""
    underline: str | None = None
    """A line of this shape makes the line above it a heading."""


SHAPES: Final = MappingProxyType(
    {
        "literal": 1, "function": 1, "same": 1, "await": 1, "?": 1, "each": 1, "member": 2, "()": 2, "new": 2, "[]": 2,
        "|": 8, "seq": 0, "elements": 1, "map": 0, "pair": 2, "method": 1, "spread": 1, "keyword": 2, "pattern": 1, "fields": 1,
        "cast": 2, "send": 3, "row": 0,
    }
)  # fmt: skip
"""What a node type may mean in an expression, and how many parts it names at most; `extract/values.py` explains them."""


@dataclass(frozen=True, slots=True)
class ValueRule:
    """What one node type means in an expression."""

    shape: str
    parts: tuple[str, ...]
    """Fields of the node, or numbers of its named children."""


@dataclass(frozen=True)
class Card:
    """What a language folder says of itself; the fields of `language.toml`, see README.md."""

    name: str
    title: str
    tier: Tier
    content: Content
    extensions: tuple[str, ...] = ()
    filenames: tuple[str, ...] = ()
    shebangs: tuple[str, ...] = ()
    inherits: tuple[str, ...] = ()
    separator: str = "."
    grammar: Grammar | None = None
    comments: Comments = Comments()
    documentation: str = "none"
    """How texts on parameters, and that something is deprecated, are read: `python`, `jsdoc`, `rustdoc`, `javadoc`, `godoc`, `none`."""
    names: Names = Names()
    visibility: VisibilityRules = VisibilityRules()
    modifiers: Mapping[str, Modifier] = field(default_factory=dict)
    test: TestRules = TestRules()
    blocks: tuple[str, ...] = ()
    """Node types of a function's body that is no expression."""
    macros: tuple[str, ...] = ()
    """Well-known macros whose arguments are expressions; see extract/macros.py."""
    outline: Outline | None = None
    own_values: Mapping[str, ValueRule] = field(default_factory=dict)
    """Node type → what it means in an expression."""

    own_semantics: Mapping[str, Any] = field(default_factory=dict)

    @cached_property
    def semantics(self) -> Semantics:
        """How its names and types work; what it does not say it inherits."""
        found: dict[str, Any] = {}
        for folder in _lineage(self.name):
            found |= cards()[folder.name].own_semantics
        return Semantics(**found)

    @cached_property
    def values(self) -> Mapping[str, ValueRule]:
        """What node types mean in an expression, inherited ones included."""
        found: dict[str, ValueRule] = {}
        for folder in _lineage(self.name):
            found |= cards()[folder.name].own_values
        return found

    @cached_property
    def digest(self) -> str:
        """Return 32 hexadecimal digits over all that decides this language's facts, computed at the first use."""
        state = hashlib.blake2b(digest_size=16)
        for folder in _lineage(self.name):
            for path in sorted(folder.iterdir()):
                if path.is_file():
                    state.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
        if self.grammar:
            state.update(_wheel_version(self.grammar.module).encode())
        return state.hexdigest()


@dataclass(frozen=True, slots=True)
class RuleOrigin:
    """Where a pattern of a joined query was written; shown as `python/references.scm:12`."""

    language: str
    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.language}/{self.file}:{self.line}"


@cache
def cards() -> Mapping[str, Card]:
    """Return every language's card by name, in the order of names.

    Raises:
        LanguageError: a card is not readable, has a field that is not known, or inherits from nowhere.
    """
    found = {path.parent.name: _read_card(path) for path in sorted(FOLDER.glob("*/language.toml"))}
    for one in found.values():
        for parent in one.inherits:
            if parent not in found:
                raise LanguageError(
                    f"{one.name}/language.toml inherits from {parent!r}, which is not a language"
                )
    return MappingProxyType(found)


def card(name: str) -> Card:
    """Return the card of one language.

    Raises:
        LanguageError: there is no such language.
    """
    try:
        return cards()[name]
    except KeyError:
        raise LanguageError(f"no language is called {name!r}; there are: {', '.join(cards())}") from None


def language_of(path: bytes, first_line: bytes | None = None) -> str | None:
    """Return the language of a file by its name, then its extension, then its `#!` line; None when none tells.

    >>> language_of(b"src/app.py"), language_of(b"bin/run", b"#!/usr/bin/env python3"), language_of(b"x.unknown")
    ('python', 'python', None)
    """
    by_name, by_extension, by_shebang = _tables()
    name = path.rpartition(b"/")[2].decode("utf-8", "replace")
    found = by_name.get(name)
    if found is not None:
        return found
    # The longest extension first: `.d.ts` before `.ts`.
    lowered = name.lower()
    at = lowered.find(".", 1)
    while at != -1:
        found = by_extension.get(lowered[at:])
        if found is not None:
            return found
        at = lowered.find(".", at + 1)
    if first_line is None or not first_line.startswith(b"#!"):
        return None
    return by_shebang.get(_interpreter(first_line))


def query_text(one: Card) -> tuple[str, list[RuleOrigin]]:
    """Return all `.scm` files of a language joined, inherited ones first, and the origin of each line of the text.

    The list is parallel to the text's lines: `origins[n]` is where line `n` (from 0) was written.
    """
    lines: list[str] = []
    origins: list[RuleOrigin] = []
    for file in QUERY_FILES:
        for folder in _lineage(one.name):
            path = folder / file
            if path.exists():
                text = path.read_text("utf-8").splitlines()
                lines += text
                origins += [RuleOrigin(folder.name, file, number) for number in range(1, len(text) + 1)]
    return "\n".join(lines) + "\n", origins


@cache
def _tables() -> tuple[dict[str, str], dict[str, str], dict[str, str]]:
    by_name: dict[str, str] = {}
    by_extension: dict[str, str] = {}
    by_shebang: dict[str, str] = {}
    for one in cards().values():
        for table, keys in (
            (by_name, one.filenames),
            (by_extension, one.extensions),
            (by_shebang, one.shebangs),
        ):
            for key in keys:
                if key in table:
                    raise LanguageError(f"both {table[key]} and {one.name} claim {key!r}")
                table[key] = one.name
    return by_name, by_extension, by_shebang


_VERSION = re.compile(r"[-\d.]+$")


def _interpreter(first_line: bytes) -> str:
    words = first_line[2:].decode("utf-8", "replace").split()
    if words and words[0].rpartition("/")[2] == "env":
        words = [word for word in words[1:] if not word.startswith("-") and "=" not in word]
    if not words:
        return ""
    program = words[0].rpartition("/")[2]
    known = _tables()[2]
    return program if program in known else _VERSION.sub("", program)


def _lineage(name: str) -> list[Path]:
    """Return the folders whose queries make this language, inherited ones first, each once."""
    folders: list[Path] = []
    pending = [*cards()[name].inherits, name]
    for parent in cards()[name].inherits:
        pending = [*cards()[parent].inherits, *pending]
    for one in pending:
        if FOLDER / one not in folders:
            folders.append(FOLDER / one)
    return folders


def _wheel_version(module: str) -> str:
    # Here, because it brings `email` and `zipfile` along, a third of a worker's start, and no worker asks.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(module.replace("_", "-"))
    except PackageNotFoundError:
        return "unknown"


# Each reader takes a table out of the card's dictionary and must leave nothing behind that it does not know.


def _read_card(path: Path) -> Card:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
        return _card(path.parent.name, table)
    except (tomllib.TOMLDecodeError, OSError, UnicodeDecodeError, KeyError, TypeError, ValueError) as error:
        raise LanguageError(f"{path.parent.name}/language.toml: {error}") from error


# `Any`: TOML gives whatever its author wrote; every value is checked on its way into the card.
def _card(folder: str, table: dict[str, Any]) -> Card:
    _refuse_unknown(
        "",
        table,
        ({one.name for one in fields(Card)} | {"values", "semantics"}) - {"own_values", "own_semantics"},
    )
    if table["name"] != folder:
        raise ValueError(f"name is {table['name']!r}, but the folder is {folder!r}")
    if table["tier"] not in ("deep", "full", "outline", "part"):
        raise ValueError(f"tier is {table['tier']!r}; it may be deep, full, outline or part")
    style = _sub(table, "documentation", {"style"}).get("style", "none")
    if style not in ("python", "google", "jsdoc", "rustdoc", "javadoc", "godoc", "none"):
        raise ValueError(
            f"documentation.style is {style!r}; it may be python, jsdoc, rustdoc, javadoc, godoc or none"
        )
    comments = _sub(table, "comments", {"nodes", "line", "documentation"})
    names = _sub(table, "names", {"constructors", "constants", "packages", "receivers", "clauses"})
    visibility = _sub(table, "visibility", {"default", "by_name", "keywords", "of_interfaces"})
    test = _sub(table, "test", {"functions", "decorators", "paths"})
    outline = _sub(table, "outline", {"heading", "underline"})
    grammar = _sub(table, "grammar", {"module", "function"})
    return Card(
        name=table["name"],
        title=table["title"],
        tier=table["tier"],
        content=Content(table["content"]),
        extensions=_texts(table, "extensions"),
        filenames=_texts(table, "filenames"),
        shebangs=_texts(table, "shebangs"),
        inherits=_texts(table, "inherits"),
        separator=table.get("separator", "."),
        grammar=Grammar(grammar["module"], grammar.get("function", "language")) if grammar else None,
        comments=Comments(
            _texts(comments, "nodes"), _texts(comments, "line"), _texts(comments, "documentation")
        ),
        documentation="python" if style == "google" else style,
        names=Names(
            _texts(names, "constructors"),
            _one_of(names, "constants", ("none", "upper")),
            _texts(names, "packages"),
            _texts(names, "receivers"),
            names.get("clauses", False) is True,
        ),
        visibility=VisibilityRules(
            Visibility(visibility.get("default", "public")),
            _one_of(visibility, "by_name", ("none", "underscore", "capital")),
            MappingProxyType(
                {word: Visibility(value) for word, value in visibility.get("keywords", {}).items()}
            ),
            Visibility(visibility["of_interfaces"]) if "of_interfaces" in visibility else None,
        ),
        modifiers=MappingProxyType(
            {word: _modifier(value) for word, value in _sub(table, "modifiers", None).items()}
        ),
        test=TestRules(_texts(test, "functions"), _texts(test, "decorators"), _texts(test, "paths")),
        blocks=_texts(_sub(table, "blocks", {"bodies"}), "bodies"),
        macros=_texts(_sub(table, "macros", {"expression_lists"}), "expression_lists"),
        own_values={node: _value_rule(rule) for node, rule in _sub(table, "values", None).items()},
        own_semantics={
            key: tuple(value) if isinstance(value, list) else value
            for key, value in _sub(table, "semantics", {one.name for one in fields(Semantics)}).items()
        },
        outline=Outline(outline["heading"], outline.get("underline")) if outline else None,
    )


def _refuse_unknown(where: str, table: Mapping[str, object], known: set[str]) -> None:
    strangers = sorted(set(table) - known)
    if strangers:
        raise ValueError(f"unknown field {where}{strangers[0]}; there are: {', '.join(sorted(known))}")


def _sub(table: Mapping[str, Any], key: str, known: set[str] | None) -> dict[str, Any]:
    value = table.get(key, {})
    if not isinstance(value, dict):
        raise ValueError(f"{key} must be a table")
    if known is not None:
        _refuse_unknown(f"{key}.", value, known)
    return value


def _texts(table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        raise ValueError(f"{key} must be a list of strings")
    return tuple(value)


def _one_of(table: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    """Return the value, which is one of `allowed`; the first of them is the default."""
    value = table.get(key, allowed[0])
    if value not in allowed:
        raise ValueError(f"{key} is {value!r}; it may be {', '.join(allowed)}")
    return value


def _modifier(name: str) -> Modifier:
    try:
        return Modifier[name.upper()]
    except KeyError:
        known = ", ".join(str(one.name).lower() for one in Modifier)
        raise ValueError(f"modifier {name!r} is not known; there are: {known}") from None


def _value_rule(text: str) -> ValueRule:
    shape, *parts = text.split()
    if shape not in SHAPES or len(parts) > SHAPES[shape]:
        raise ValueError(f"value {text!r} is not known; the shapes are: {', '.join(SHAPES)}")
    return ValueRule(shape, tuple(parts))
