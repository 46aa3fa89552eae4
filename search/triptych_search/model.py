"""The nouns of the search: a question, what was found for it, and why in this order.

Inside, positions count from 0 and ends are exclusive as in the index; a `Hit` is the edge where lines become
1-based and inclusive, because editors and people count so.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Final, NamedTuple

from triptych_indexer.model import Content, NodeKind
from triptych_indexer.store.graph.lookup import ChunkDetails, NamedNode


class Profile(StrEnum):
    """How much work a question is worth."""

    QUICK = "quick"
    """Graph and text; no vector store is loaded."""
    BALANCED = "balanced"
    DEEP = "deep"
    """Sub-queries, call-graph hops and wider pools."""


class Intent(StrEnum):
    """What sort of thing was typed; it chooses the weights."""

    SYMBOL = "symbol"
    PATH = "path"
    PROSE = "prose"
    TRACE = "trace"
    """A stack trace or an error message."""
    SNIPPET = "snippet"
    """Pasted code."""


class Freshness(StrEnum):
    """How a hit's file stands to the disk now."""

    FRESH = "fresh"
    CHANGED = "changed"
    DELETED = "deleted"
    UNKNOWN = "unknown"
    """It could not be looked at."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What a result must be; an empty field asks nothing. Values of one field are alternatives, fields add up."""

    languages: frozenset[str] = frozenset()
    not_languages: frozenset[str] = frozenset()
    kinds: frozenset[NodeKind] = frozenset()
    not_kinds: frozenset[NodeKind] = frozenset()
    contents: frozenset[Content] = frozenset()
    not_contents: frozenset[Content] = frozenset()
    paths: tuple[str, ...] = ()
    """Globs; without a wildcard, a part of the path."""
    not_paths: tuple[str, ...] = ()
    repositories: tuple[str, ...] = ()
    not_repositories: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return self != _NO_FILTERS

    def union(self, other: "Filters") -> "Filters":
        """Return both together; values of one field become alternatives."""
        return Filters(
            languages=self.languages | other.languages,
            not_languages=self.not_languages | other.not_languages,
            kinds=self.kinds | other.kinds,
            not_kinds=self.not_kinds | other.not_kinds,
            contents=self.contents | other.contents,
            not_contents=self.not_contents | other.not_contents,
            paths=self.paths + other.paths,
            not_paths=self.not_paths + other.not_paths,
            repositories=self.repositories + other.repositories,
            not_repositories=self.not_repositories + other.not_repositories,
        )


_NO_FILTERS: Final = Filters()


@dataclass(frozen=True, slots=True)
class Term:
    """One thing to look for in the text index."""

    text: str
    """As `tokens.terms` splits it: lower case, one word."""
    variants: tuple[str, ...] = ()
    """Other forms of the same word (`redirects` → `redirect`); the index keeps words as they stand."""

    def stems(self) -> tuple[str, ...]:
        """Return the forms that are enough to find any of them as a part of a text.

        >>> Term("parsing", ("parse", "pars", "parsed")).stems(), Term("stories", ("story",)).stems()
        (('pars',), ('story', 'stories'))
        """
        shortest: list[str] = []
        for form in sorted((self.text, *self.variants), key=len):
            if not any(one in form for one in shortest):
                shortest.append(form)
        return tuple(shortest)


@dataclass(frozen=True, slots=True)
class Location:
    """A place that a stack trace or an error message names."""

    path: str
    line: int | None
    """From 1, as printed; None when the message names a file only."""

    def names(self, path: str) -> bool:
        """Whether this can mean the file at `path`: traces print absolute or shortened paths, but whole parts.

        >>> Location("/srv/app/web/views.py", 3).names("web/views.py"), Location("views.py", 3).names("web/reviews.py")
        (True, False)
        """
        named = self.path.removeprefix("./")
        return path == named or path.endswith("/" + named) or named.endswith("/" + path)


@dataclass(frozen=True, slots=True)
class Query:
    """A question, read."""

    text: str
    """As typed."""
    prose: str
    """The free words as one string, operators and filters taken out: what an embedder is given."""
    words: tuple[str, ...] = ()
    """The free words as typed, in order."""
    terms: tuple[Term, ...] = ()
    """What the text index is asked, each once."""
    identifiers: tuple[str, ...] = ()
    """The free words that look like names of definitions: `Session.send`, `std::vector`, `get_user`."""
    phrases: tuple[str, ...] = ()
    """Must stand in the text exactly so."""
    patterns: tuple[str, ...] = ()
    """Regular expressions (RE2) that must match."""
    not_words: tuple[str, ...] = ()
    not_phrases: tuple[str, ...] = ()
    not_patterns: tuple[str, ...] = ()
    locations: tuple[Location, ...] = ()
    filters: Filters = field(default_factory=Filters)
    notes: tuple[str, ...] = ()
    """How something was read that could have been read otherwise, one sentence each."""
    intent: Intent = Intent.PROSE
    intent_reason: str = ""

    @property
    def exact(self) -> bool:
        """Whether a hit's own text must be checked: a phrase or a pattern is asked for."""
        return bool(self.phrases or self.patterns)

    @property
    def excludes(self) -> bool:
        """Whether a hit's own text may rule it out."""
        return bool(self.not_words or self.not_phrases or self.not_patterns)

    @property
    def browses(self) -> bool:
        """Whether only filters were given: list what there is, nothing to rank by."""
        return not (self.words or self.phrases or self.patterns or self.locations)


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of the pipeline; what the apps build from their arguments."""

    text: str
    k: int = 10
    profile: Profile = Profile.BALANCED
    filters: Filters = field(default_factory=Filters)
    """On top of those in the text."""
    context_lines: int = 0
    """Lines of context around a snippet's best lines, as `grep -C` counts them."""
    snippet_lines: int = 10
    """At most; 0 = no text, -1 = the whole chunk."""


class Candidate(NamedTuple):
    """A chunk that a retriever proposes, with what it measured, unscaled.

    Hundreds are made for a question, and thousands of shares: as tuples they cost a third of what frozen classes do.
    """

    chunk_id: int
    signals: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Ranking:
    """What one retriever found, best first."""

    retriever: str
    candidates: tuple[Candidate, ...] = ()
    total: int = 0
    """How many chunks match, whether or not they are among the candidates."""
    at_least: bool = False
    """The total was cut short: there may be more."""
    definitions: Mapping[int, NamedNode] = field(default_factory=lambda: MappingProxyType({}))
    """Chunk id → the definition in it that was asked for by name, when one was."""
    notes: tuple[str, ...] = ()
    """What this retriever could not do, one sentence each."""
    cut: tuple[str, ...] = ()
    """Signals of which only the best were fetched, though more chunks have them, and which are worth a guess there."""
    near: Collection[int] = frozenset()
    """Candidates that bear only nearly the name that was asked for; the total does not count them."""


class Share(NamedTuple):
    """One named part of a score; a score is the sum of its shares' amounts and nothing else.

    For a signal, `amount = weight x value`. For a demotion, `value` is the score it found and `weight` the part it
    takes (-0.7 leaves 30 %), so that the law holds there too.
    """

    signal: str
    value: float
    weight: float
    amount: float


class Ranked(NamedTuple):
    """A candidate in its final place."""

    chunk: ChunkDetails
    score: float
    shares: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class SnippetLine:
    number: int
    """From 1."""
    text: str
    matched: bool
    """It holds something asked for; the others are context."""


class Lines(NamedTuple):
    """A stretch of a file, as shown."""

    path_display: str
    start_line: int
    """From 1, inclusive, as `end_line`."""
    end_line: int


@dataclass(frozen=True, slots=True)
class Hit:
    """One result, as shown."""

    rank: int
    """From 1."""
    path: bytes
    path_display: str
    """The same as text; bytes that are no UTF-8 are shown as `\\xNN`."""
    start_line: int
    end_line: int
    """From 1, inclusive, as `start_line`."""
    start_byte: int
    end_byte: int
    chunk_id: int
    node_id: int | None
    qualified_name: str | None
    kind: NodeKind | None
    symbol: str | None
    language: str | None
    content: Content
    score: float
    shares: tuple[Share, ...]
    snippet: tuple[SnippetLine, ...]
    freshness: Freshness
    merged: tuple[int, ...] = ()
    """Ids of neighbouring hits that were folded into this one."""
    also_in: tuple[Lines, ...] = ()
    """Where the same text was found too, the best place first."""
    matches: bool = True
    """A word or a name of the question is here; otherwise it is only near, by meaning, by calls or by name."""


@dataclass(frozen=True, slots=True)
class Total:
    count: int
    at_least: bool = False
    """There may be more: counting was cut short."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """What the index holds, so that "nothing found" can be told from "not indexed"."""

    files_indexed: int
    files_skipped: int
    """Listed but not read, with a reason each (binary, too large, refused)."""
    files_failed: int
    """The parser timed out, crashed or ran out of memory; text search may still know them."""
    files_unread: int
    """Of the skipped ones, those that may be text: too large, unreadable, gone. Images and the like hold no answer."""
    has_vectors: bool
    languages: tuple[str, ...]
    """Those with at least one file, sorted."""


class Verdict(StrEnum):
    """What an answer means; the three empty ones are never mixed up."""

    FOUND = "found"
    NOTHING = "nothing"
    """Everything asked about is indexed, and nothing matches."""
    NOT_INDEXED = "not_indexed"
    """The filters name something this index does not hold."""
    CANNOT_KNOW = "cannot_know"
    """Files that could match could not be read or failed, or the search was cut short."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything that is said in reply to one request."""

    query: Query
    profile: Profile
    generation: int
    created_at: float
    """When the generation was published; seconds since the epoch."""
    hits: tuple[Hit, ...]
    verdict: Verdict
    total: Total
    """Distinct chunks that match, before the cut to `k`; those that are only near do not."""
    totals: Mapping[str, Total]
    """The same per retriever."""
    coverage: Coverage
    warnings: tuple[str, ...] = ()
    timings_ms: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))
    """Stage → milliseconds."""
    revision: str | None = None
    """The commit that was indexed, when git could tell."""
    ranking: str = "default"
    """The name of the ranking configuration whose weights hold."""
    ranking_version: int = 1
