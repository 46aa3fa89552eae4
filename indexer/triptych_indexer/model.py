"""The nouns of the indexer.

Positions count from 0, columns and offsets in bytes, ends are exclusive; anything shown to a person adds 1 at the
edge. Paths are bytes, relative to the root, with `/` between the parts: a file name need not be text.

What a worker sends to the parent are plain tuples in the orders given below (`NODE_COLUMNS` …), not objects:
a repository has hundreds of thousands of facts, and building an object for each costs more than parsing. Who reads one
column names it (`row[NODE_NAME]`).
"""

import os
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from enum import IntFlag, StrEnum
from typing import Any, Final, NamedTuple, TypeAlias


class Content(StrEnum):
    """What a file is for; `--content` chooses among these."""

    CODE = "code"
    DOCS = "docs"
    CONFIG = "config"


class NodeKind(StrEnum):
    """Every kind of definition; the order is the order of the bits in a chunk's `kinds` mask: only ever append."""

    MODULE = "module"
    CLASS = "class"
    STRUCT = "struct"
    ENUM = "enum"
    ENUM_MEMBER = "enum_member"
    INTERFACE = "interface"
    TRAIT = "trait"
    IMPL = "impl"
    FUNCTION = "function"
    METHOD = "method"
    CONSTRUCTOR = "constructor"
    PROPERTY = "property"
    FIELD = "field"
    CONSTANT = "constant"
    VARIABLE = "variable"
    TYPE_ALIAS = "type_alias"
    MACRO = "macro"
    NAMESPACE = "namespace"
    TEST = "test"
    SECTION = "section"
    """A heading of a document, a table of a configuration file."""


KIND_BIT: Final = {kind: 1 << position for position, kind in enumerate(NodeKind)}
"""Kind → its bit in a mask of kinds."""

CLASS_LIKE: Final = frozenset(
    {NodeKind.CLASS, NodeKind.STRUCT, NodeKind.ENUM, NodeKind.INTERFACE, NodeKind.TRAIT, NodeKind.IMPL}
)
CALLABLE: Final = frozenset(
    {
        NodeKind.FUNCTION,
        NodeKind.METHOD,
        NodeKind.CONSTRUCTOR,
        NodeKind.MACRO,
        NodeKind.PROPERTY,
        NodeKind.TEST,
    }
)


class Visibility(StrEnum):
    PUBLIC = "public"
    PROTECTED = "protected"
    INTERNAL = "internal"
    """Package, module, crate or assembly."""
    PRIVATE = "private"


class Modifier(IntFlag):
    """What a definition's `modifiers` mask says."""

    ASYNC = 1
    STATIC = 2
    ABSTRACT = 4
    EXPORTED = 8
    DEPRECATED = 16
    TEST = 32
    OVERRIDE = 64
    FINAL = 128
    GENERATOR = 256
    CONST = 512
    UNSAFE = 1024


class ParameterKind(StrEnum):
    POSITIONAL = "positional"
    KEYWORD = "keyword"
    VARIADIC = "variadic"
    KEYWORD_VARIADIC = "keyword_variadic"
    RECEIVER = "receiver"


class ReferenceKind(StrEnum):
    """What a name is used for at the place where it stands."""

    CALL = "call"
    INSTANTIATE = "instantiate"
    INHERIT = "inherit"
    IMPLEMENT = "implement"
    DECORATE = "decorate"
    TYPE = "type"
    RAISE = "raise"
    MACRO = "macro"
    READ = "read"
    WRITE = "write"


class ImportKind(StrEnum):
    IMPORT = "import"
    REQUIRE = "require"
    INCLUDE = "include"
    USE = "use"
    MOD = "mod"
    DYNAMIC = "dynamic"
    REEXPORT = "re-export"


class ImportFlag(IntFlag):
    RELATIVE = 1
    TYPE_ONLY = 2
    """Gone at run time: `if TYPE_CHECKING`, `import type`."""
    LAZY = 4
    """Inside a function: runs when called, not when loaded."""
    STAR = 8


class ReferenceFlag(IntFlag):
    AWAITED = 1
    IN_ERROR = 2
    """Inside a region the parser could not read: a guess."""


class FileFlag(IntFlag):
    TEST = 1
    GENERATED = 2
    VENDORED = 4


class ParseStatus(StrEnum):
    """How far a file got. Everything but `PARSED` carries a reason."""

    PARSED = "parsed"
    TEXT = "text"
    """Chunked by lines or headings, no definitions: no grammar, or not worth parsing (minified, too deep)."""
    SKIPPED = "skipped"
    """Only its name and the reason are kept (binary, too large, a link, unreadable)."""
    TIMEOUT = "timeout"
    CRASH = "crash"
    MEMORY = "memory"


NodeRow: TypeAlias = tuple[
    int, int, str, str, str, str, str | None, str | None, str | None, str | None, str, int,
    int, int, int, int, int, int, int, int, int, int, int, str | None, bytes,
]  # fmt: skip
NODE_COLUMNS: Final = (
    "ordinal",  # 0.. within the file, outermost first; 0 is the module itself
    "parent",  # the parent's ordinal, -1 for the module
    "kind",
    "name",
    "qualified_name",  # dotted, within the file: `Model.save`; the module's is its dotted module path
    "symbol",  # unique within the file and stable while it lives: `Model#save().`
    "signature",
    "return_type",
    "documentation",
    "summary",  # the documentation's first sentence
    "visibility",
    "modifiers",  # a mask of Modifier
    "start_byte",
    "end_byte",
    "start_line",
    "start_column",
    "end_line",
    "end_column",
    "name_start_byte",
    "name_end_byte",
    "name_line",
    "name_column",
    "complexity",  # cyclomatic; 1 for what has no branches
    "decorators",  # a JSON list of their texts, or None
    "content_hash",  # 8 bytes of BLAKE2b over the node's bytes
)
NODE_ORDINAL: Final = 0
NODE_PARENT: Final = 1
NODE_KIND: Final = 2
NODE_NAME: Final = 3
NODE_QUALIFIED_NAME: Final = 4
NODE_SYMBOL: Final = 5
NODE_SIGNATURE: Final = 6
NODE_RETURN_TYPE: Final = 7
NODE_DOCUMENTATION: Final = 8
NODE_SUMMARY: Final = 9
NODE_VISIBILITY: Final = 10
NODE_MODIFIERS: Final = 11
NODE_START_BYTE: Final = 12
NODE_END_BYTE: Final = 13
NODE_DECORATORS: Final = 23
NODE_CONTENT_HASH: Final = 24

ParameterRow: TypeAlias = tuple[int, int, str, str | None, str | None, str, str | None]
PARAMETER_COLUMNS: Final = ("node", "position", "name", "type", "default_value", "kind", "documentation")
PARAMETER_DOCUMENTATION: Final = 6

TypeParameterRow: TypeAlias = tuple[int, int, str, str | None, str | None, str | None]
TYPE_PARAMETER_COLUMNS: Final = ("node", "position", "name", "bounds", "default_value", "variance")
TYPE_PARAMETER_NAME: Final = 2
TYPE_PARAMETER_BOUNDS: Final = 3
TYPE_PARAMETER_DEFAULT_VALUE: Final = 4

ImportRow: TypeAlias = tuple[int, str, str, str, str, int, int, int]
IMPORT_COLUMNS: Final = (
    "node",  # ordinal of the scope the statement stands in
    "kind",  # an ImportKind
    "module",  # as written, quotes removed: `..models`, `./lib/x.js`, `crate::a::b`, `vector`
    "names",  # a JSON list of [name, alias or null]; [] = the module itself; [["*", null]] = everything
    "statement",  # the source text, one line, at most 400 characters
    "flags",  # a mask of ImportFlag
    "line",
    "start_byte",
)
IMPORT_NODE: Final = 0
IMPORT_KIND: Final = 1
IMPORT_MODULE: Final = 2
IMPORT_NAMES: Final = 3
IMPORT_FLAGS: Final = 5

ReferenceRow: TypeAlias = tuple[int, str, str, str, int, int, int, int, int]
REFERENCE_COLUMNS: Final = (
    "node",  # ordinal of the innermost definition the place stands in
    "kind",  # a ReferenceKind
    "name",  # the last segment, the thing looked for: `save`
    "expression",  # the place as a small tree written as text: `super().save`, `self.pool[].get`
    "line",
    "column",
    "start_byte",
    "flags",  # a mask of ReferenceFlag
    "rule_line",  # the line of the pattern in the language's references.scm
)
REFERENCE_NODE: Final = 0
REFERENCE_KIND: Final = 1
REFERENCE_EXPRESSION: Final = 3

BindingRow: TypeAlias = tuple[int, str, Any, Any, str | None, int]
BINDING_COLUMNS: Final = (
    "node",  # ordinal of the innermost definition the place stands in
    "kind",  # see extract/bindings.py
    "target",
    "value",  # a tree as extract/values.py describes it
    "type",  # the annotation, as written
    "line",
)
BINDING_NODE: Final = 0
BINDING_KIND: Final = 1
BINDING_TARGET: Final = 2
BINDING_VALUE: Final = 3
BINDING_TYPE: Final = 4
BINDING_LINE: Final = 5

ChunkRow: TypeAlias = tuple[int, int, int, int, int, str, str, int, int, str, str, str, str, str]
CHUNK_COLUMNS: Final = (
    "node",  # ordinal of the innermost definition that holds the whole chunk, or of the only one it holds
    "start_byte",
    "end_byte",
    "start_line",
    "end_line",  # of the last byte, inclusive: chunks are shown by lines
    "header",  # what the chunk is part of: path, enclosing names, signature; embedded and indexed with it
    "text",
    "token_count",  # an upper estimate for budgets: bytes / 4
    "kinds",  # a mask of KIND_BIT: the definitions that start in it, and its node's
    "name_terms",  # the next five: terms as `tokens.terms` gives them, of the definitions that start in it
    "qualified_name_terms",
    "signature_terms",
    "documentation_terms",
    "body_terms",
)
CHUNK_NODE: Final = 0
CHUNK_START_BYTE: Final = 1
CHUNK_HEADER: Final = 5
CHUNK_TEXT: Final = 6
CHUNK_TOKEN_COUNT: Final = 7
CHUNK_KINDS: Final = 8
CHUNK_NAME_TERMS: Final = 9
CHUNK_QUALIFIED_NAME_TERMS: Final = 10
CHUNK_SIGNATURE_TERMS: Final = 11
CHUNK_DOCUMENTATION_TERMS: Final = 12


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that the walk found, and what can be known of it without reading it whole."""

    path: bytes
    size_bytes: int
    mtime_ns: int
    """When content or inode changed, whichever is later: `changed_ns`."""
    inode: int
    language: str | None
    content: Content
    flags: int
    """A mask of `FileFlag`."""
    skip_reason: str | None = None
    """Set when the file is listed but not to be read."""


def changed_ns(status: os.stat_result) -> int:
    """Return what a `SourceFile` carries as its time: the later one of when the content and the inode changed.

    A program may set a file's time back (`touch -r`, `cp -p`, `tar`), and then size, time and inode tell nothing; it
    cannot set back the time of that very act.
    """
    return max(status.st_mtime_ns, status.st_ctime_ns)


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as the published generation knows it."""

    id: int
    path: bytes
    size_bytes: int
    mtime_ns: int
    inode: int
    sha256: bytes | None
    """None for a file that was never read."""
    language: str | None
    content: str
    flags: int
    facts_digest: str
    """What made its facts (language folder, grammar, extractor): another digest means read it again."""
    skip_reason: str | None = None
    """Why the walk refused it."""
    status: str = ParseStatus.PARSED

    @property
    def could_not_be_read(self) -> bool:
        """Whether it was to be read and its bytes could not be had: the disk failed, the permission was missing."""
        return self.sha256 is None and self.skip_reason is None and self.status == ParseStatus.SKIPPED


@dataclass(frozen=True, slots=True)
class FileFacts:
    """All that one file says, as rows; made in a worker from bytes alone, so it can be cached, killed and repeated."""

    sha256: bytes | None
    status: ParseStatus
    reason: str | None = None
    size_bytes: int = 0
    parse_error_bytes: int = 0
    lines_code: int = 0
    lines_comment: int = 0
    lines_blank: int = 0
    licence: str | None = None
    """The SPDX expression a header states, as written."""
    nodes: list[NodeRow] = field(default_factory=list)
    parameters: list[ParameterRow] = field(default_factory=list)
    type_parameters: list[TypeParameterRow] = field(default_factory=list)
    imports: list[ImportRow] = field(default_factory=list)
    references: list[ReferenceRow] = field(default_factory=list)
    bindings: bytes | None = None
    """What names stand for: zlib of the JSON list of `BindingRow`s, made ready to be stored; None without a parser."""
    surface: bytes | None = None
    """Digest over what edges of other files may depend on; None without a parser."""
    chunks: list[ChunkRow] = field(default_factory=list)
    redactions: int = 0
    """How many secrets were masked before anything else looked at the text."""


@dataclass(frozen=True, slots=True)
class Generation:
    """One published state of the three stores."""

    number: int
    created_at: float
    """Seconds since the epoch."""
    files: int
    nodes: int
    chunks: int
    model_fingerprint: str | None
    """None when the generation has no vectors."""
    source_revision: str | None
    """The commit that was checked out, when git could tell."""
    set_digest: bytes
    """Order-free digest over the chunks; equal in all three stores."""


class Definition(NamedTuple):
    """A definition as the linker sees it.

    A tuple like the other nouns of linking: there are hundreds of thousands, and a frozen dataclass costs five times
    as much to make.
    """

    id: int
    file_id: int
    parent_id: int | None
    kind: str
    name: str
    modifiers: int
    """A mask of `Modifier`."""
    return_type: str | None = None
    """As written; of a variable or field, its type."""
    start_byte: int = 0
    decorators: str | None = None
    """A JSON list of their texts."""
    line: int = 0
    """Of its name."""
    qualified_name: str = ""


class Parameter(NamedTuple):
    """A parameter as the linker sees it."""

    node_id: int
    position: int
    name: str
    type: str | None
    default: str | None
    kind: str


class ReferenceSite(NamedTuple):
    """A place where a name is used, not yet linked."""

    node_id: int
    """The innermost definition the place stands in."""
    kind: str
    name: str
    expression: str
    line: int
    flags: int
    """A mask of `ReferenceFlag`."""
    rule_line: int


@dataclass(frozen=True, slots=True)
class ImportSite:
    """An import statement, not yet linked."""

    id: int
    node_id: int
    kind: str
    module: str
    names: tuple[tuple[str, str | None], ...]
    flags: int
    """A mask of `ImportFlag`."""
    line: int


class Dependency(NamedTuple):
    """Where an import statement leads; a statement that leads to several files gives several."""

    import_id: int
    target_file_id: int | None
    """None when it leads out of the repository, or nobody can tell."""
    external: bool
    confidence: float


class Relationship(NamedTuple):
    """One definition uses another, other than by calling it."""

    source_id: int
    target_id: int
    type: str
    confidence: float
    rule: str
    """The pattern that saw it: `python/references.scm:12`."""
    line: int


class Call(NamedTuple):
    """One definition calls another, at one or more places."""

    caller_id: int
    callee_id: int
    call_type: str
    """`direct`, `indirect` or `virtual`."""
    asynchronous: bool
    lines: tuple[int, ...]
    """One for each call site, ascending."""
    confidence: float


@dataclass(frozen=True, slots=True)
class FileLinks:
    """All edges that start in one file."""

    file_id: int
    dependencies: list[Dependency]
    relationships: list[Relationship]
    calls: list[Call]
    unresolved: int
    """Call sites whose target nobody could name."""
    sources: frozenset[int] = frozenset()
    """The files that were looked at, itself left out."""
    given_up: bool = False
    """Its code is nested deeper than can be followed: it has no edges, which says nothing about the code."""


class CycleLevel(StrEnum):
    """Among what a cycle runs."""

    FILE = "file"
    PACKAGE = "package"
    """Folders."""
    CALL = "call"
    """Definitions that call each other."""


class Nature(StrEnum):
    """What an edge is there for, the strongest first; of a cycle, the weakest that it cannot do without."""

    LOAD = "load"
    """Runs when the file is loaded."""
    LAZY = "lazy"
    """Runs when a function is called."""
    TYPE = "type"
    """Gone at run time."""
    MODULE = "module"
    """A file that declares another one its part: no dependency at all."""
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Cut:
    """An edge, and what would be left of a cycle without it."""

    source: str
    target: str
    weight: int
    """Names imported, or call sites, that would have to go."""
    leaves: tuple[int, ...] | None
    """Lengths of the cycles left, longest first; None when there are too many edges to try."""


@dataclass(frozen=True, slots=True)
class Cycle:
    """Members of which each reaches each other (a strongly connected component)."""

    level: CycleLevel
    nature: Nature
    severity: str
    """`high`, `medium` or `low`."""
    members: tuple[str, ...]
    """Sorted."""
    edges: int
    """Among the members."""
    coupling: int
    """Names imported, or call sites, over all these edges."""
    witness: tuple[str, ...]
    """The shortest way round, from its first name in order; the last one leads to the first."""
    witnesses: tuple[tuple[str, ...], ...]
    """The shortest way round through each back edge, some of them, shortest first."""
    back_edges: int
    cut: Cut
    """Of the edges on the witness, the one to cut first."""


class NodeMetrics(NamedTuple):
    """What the whole graph says of a definition that something leads to."""

    node_id: int
    centrality: float
    fan_in: int
    """Definitions that call or use it, tests left out."""
    tests: int
    """Definitions in tests that do."""
    cycle: int | None
    """The place of its call cycle among those found."""


@dataclass(frozen=True, slots=True)
class GraphFacts:
    """The edges of a generation, shown ones only, as ids."""

    calls: list[tuple[int, int, int]]
    """(caller, callee, sites)."""
    relations: list[tuple[int, int]]
    """(source, target) of what is neither a call nor follows from one."""
    test_nodes: frozenset[int]
    imports: list[tuple[int, int, str, int, int]]
    """(importing file, imported file, `ImportKind`, mask of `ImportFlag`, names imported), a row a statement."""
    paths: dict[int, str]
    """File → its path, for people."""
    names_of: Callable[[Collection[int]], dict[int, str]]
    """Definitions → `path::qualified_name`."""


@dataclass(frozen=True, slots=True)
class GraphFindings:
    """What was found in them."""

    cycles: list[Cycle]
    metrics: list[NodeMetrics]
