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
        "literal": 1, "function": 0, "same": 1, "await": 1, "?": 1, "each": 1, "member": 2, "()": 2, "new": 2, "[]": 2,
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


@dataclass(frozen=True, slots=True)
class Semantics:
    """How names and types of a language work, as far as resolution has to know; the table `[semantics]`."""

    receivers: tuple[str, ...] = ()
    """Words that mean the object a method belongs to, wherever they stand: `this`."""
    class_receivers: tuple[str, ...] = ()
    """Names of a first parameter that is the class itself: `cls`."""
    members_need_receiver: bool = False
    """A bare `name()` inside a method never means a method of the same class."""
    folder_is_scope: bool = False
    """Files of one folder see each other's top-level names without an import."""
    folders_above: bool = False
    """Such a folder also sees the names of the folders around it: namespaces inside of namespaces."""
    family: str = ""
    """Languages of one family see each other's names as if they were one."""
    names_are_global: bool = False
    """A name that the file and its folder do not bind may be that of any file: C's functions, Ruby's constants."""
    namespaces_open: bool = False
    """What stands in a namespace is imported by its bare name."""
    unknown_is_builtin: bool = False
    """A bare name that nothing in the file binds comes with the language, not from another file."""
    exports_members: bool = False
    """What is assigned to `exports` and `module.exports` can be imported."""
    later_shadows: bool = False
    """A name may be bound anew, and then means the new thing from there on: only the last binding before a place counts."""
    has_impls: bool = False
    """Members of a type stand in `impl` blocks, anywhere."""
    members_outside: bool = False
    """Members of a type may stand in other files than it: Go's methods, extensions, `void Store::open()`."""
    bodies_outside: bool = False
    """A method that stands in its type may be a mere declaration, whose body stands outside of it."""
    headers: tuple[str, ...] = ()
    """Endings of files that declare what is defined elsewhere: of a declaration and a definition the latter is meant."""
    path_roots: bool = False
    """`crate` and `super` name modules."""
    methods_are_types: bool = False
    """A type that is declared as another one is a type of its own once it has methods: Go's `type Names []string`."""
    types_reopen: bool = False
    """Definitions of one type stand in several places: partial and reopened classes, companions."""
    makers: tuple[str, ...] = ()
    """Methods that every class has and that make an object of it: Ruby's `new`."""
    dotted_names: bool = False
    """A module is called by its whole name, dots included: `Shop.Cart.add`."""
    exports_return: bool = False
    """What a file gives back is what an import of it gives."""
    sequences: tuple[str, ...] = ()
    """Types that hold their first argument: iterating, awaiting, unwrapping or subscribing gives it."""
    tuples: tuple[str, ...] = ()
    """Types that hold one value for each argument."""
    functions_have_members: bool = False
    """Functions that a function holds can be reached through its name: `app.use`, where `app` is a function."""
    mappings: tuple[str, ...] = ()
    """Types that hold their last argument."""
    transparent: tuple[str, ...] = ()
    """Types whose values have the members of their first argument: `Annotated`, `Box`."""
    unions: tuple[str, ...] = ()
    """Those of the transparent ones that may be any of their arguments."""
    class_types: tuple[str, ...] = ()
    """Types of a class itself, and functions that give the class of an object: `type`."""
    self_types: tuple[str, ...] = ()
    supers: tuple[str, ...] = ()
    """Words that mean the object as its bases see it, and, called, the constructor of a base: `super`."""
    super_calls: tuple[str, ...] = ()
    """Names that, called, give the object as its bases see it."""
    same_as_argument: tuple[str, ...] = ()
    """Functions of the library that give back their first argument."""
    element_functions: tuple[str, ...] = ()
    """Functions of the library that give an element of their first argument: `next`."""
    pair_functions: tuple[str, ...] = ()
    """Functions of the library that give pairs of a number and an element of their argument: `enumerate`."""
    zip_functions: tuple[str, ...] = ()
    """Functions of the library that give tuples with one element of each argument: `zip`."""
    overloads: bool = False
    """Functions of one name in one place are told apart by their parameters."""
    made_from_type: tuple[str, ...] = ()
    """Functions of the language that give an object of the type that is their first argument: Go's `new`."""
    casts: tuple[str, ...] = ()
    """Functions of the library that give back their second argument as the type that the first one names."""
    no_bases: tuple[str, ...] = ()
    """What stands where a base stands and has no members: `object`, `Generic`."""
    common_members: tuple[str, ...] = ()
    """Methods that library types have: the only one of that name in a repository proves nothing."""
    element_methods: tuple[str, ...] = ()
    """Methods of library containers that give an element."""
    pair_methods: tuple[str, ...] = ()
    """Methods of library containers that give pairs of a key and an element."""
    protocols: Mapping[str, str] = field(default_factory=dict)
    """What an operation calls: `enter` → `__enter__`."""
    fixtures: tuple[str, ...] = ()
    """Decorators of functions whose results are handed to parameters of their name."""

    def protocol(self, operation: str) -> str:
        """Return the method that an operation calls; a name that nothing has when there is none."""
        return self.protocols.get(operation, "")


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
    """How texts on parameters are read: `python`, `jsdoc`, `rustdoc`, `javadoc` or `none`."""
    names: Names = Names()
    visibility: VisibilityRules = VisibilityRules()
    modifiers: Mapping[str, Modifier] = field(default_factory=dict)
    test: TestRules = TestRules()
    containers: tuple[str, ...] = ()
    """Node types that chunking may descend into where body fields do not tell."""
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
        ({one.name for one in fields(Card)} | {"values", "semantics"})
        - {"own_values", "own_semantics", "containers"},
    )
    if table["name"] != folder:
        raise ValueError(f"name is {table['name']!r}, but the folder is {folder!r}")
    if table["tier"] not in ("deep", "full", "outline", "part"):
        raise ValueError(f"tier is {table['tier']!r}; it may be deep, full, outline or part")
    style = _sub(table, "documentation", {"style"}).get("style", "none")
    if style not in ("python", "google", "jsdoc", "rustdoc", "javadoc", "none"):
        raise ValueError(
            f"documentation.style is {style!r}; it may be python, jsdoc, rustdoc, javadoc or none"
        )
    comments = _sub(table, "comments", {"nodes", "line", "documentation"})
    names = _sub(table, "names", {"constructors", "constants", "packages", "receivers", "clauses"})
    visibility = _sub(table, "visibility", {"default", "by_name", "keywords"})
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
        ),
        modifiers=MappingProxyType(
            {word: _modifier(value) for word, value in _sub(table, "modifiers", None).items()}
        ),
        test=TestRules(_texts(test, "functions"), _texts(test, "decorators"), _texts(test, "paths")),
        containers=_texts(_sub(table, "blocks", {"containers", "bodies"}), "containers"),
        blocks=_texts(_sub(table, "blocks", {"containers", "bodies"}), "bodies"),
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
