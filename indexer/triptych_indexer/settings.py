"""What a user may decide about indexing, as one frozen value.

Only values live here; where they come from (defaults, the user's file, the repository's file, the environment, the
command line) is `load`'s business, and each later source wins. A repository's own file may only *narrow* what is
indexed: it is written by whoever wrote the repository, so it may not name models, paths or commands.
"""

from dataclasses import dataclass

from triptych_indexer.model import Content


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Everything that decides what an index holds."""

    contents: frozenset[Content] = frozenset(Content)
    languages: frozenset[str] = frozenset()
    """Only these; empty means all."""
    ignore: tuple[str, ...] = ()
    """Further patterns in the syntax of `.gitignore`."""
    include_ignored: bool = False
    """Index what `.gitignore` leaves out; `.triptychignore` still holds."""
    include_vendored: bool = False
    include_generated: bool = False
    max_file_bytes: int = 2_000_000
    max_line_bytes: int = 20_000
    """A file with a longer line is text only: minified code has no symbols worth naming."""
    workers: int = 0
    """Parser processes; 0 = one per core, at most 8."""
    worker_memory_bytes: int = 1_500_000_000
    file_timeout_s: float = 5.0
    """Per file, and one second more for each megabyte."""
    embedder: str = "static"
    """`static` (inside the package), `none`, or a sentence-transformers model: a hub name or a folder."""
    chunk_bytes: int = 1_500
    """What a chunk aims at; a function is cut only when it is more than twice as long."""
    disk_budget_bytes: int = 0
    """Refuse to publish an index larger than this; 0 = no limit."""
    secrets: bool = True
    """Mask secrets before anything is stored."""

    def facts_key(self) -> str:
        """Return the settings that decide what becomes of a file's bytes; other settings only choose files."""
        return f"{self.max_file_bytes} {self.max_line_bytes} {self.chunk_bytes} {self.secrets} {self.include_generated}"
