"""The sockets of the search: what it may ask of an open generation, and of the model that made its vectors."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from triptych_indexer.model import Generation
from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.reader import FilePaths
from triptych_indexer.store.sql import Connection

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


class TextIndex(Protocol):
    """The text store, one field at a time."""

    def search(self, field: str, terms: Sequence[str], k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        """Return (chunk id, BM25 score) of chunks with any of the terms, best first."""

    def search_all(
        self, field: str, terms: Sequence[str], k: int, where: ChunkFilter
    ) -> list[tuple[int, float]]:
        """Return the same for chunks with every one of the terms."""

    def count(self, field: str, terms: Sequence[str], where: ChunkFilter) -> int:
        """Return how many chunks have any of the terms."""

    def matching(self, k: int, where: ChunkFilter) -> tuple[list[int], int]:
        """Return at most `k` chunks that pass the filter, in no order of merit, and how many there are."""


class VectorIndex(Protocol):
    """The vector store."""

    def nearest(self, vector: "NDArray[float32]", k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        """Return (chunk id, cosine similarity), best first."""


class QueryEmbedder(Protocol):
    """The half of an embedder that a search needs."""

    @property
    def fingerprint(self) -> str:
        """What the vectors must have been made by."""

    def embed_query(self, query: str) -> "NDArray[float32]":
        """Return a unit vector, or zeros for a text without words."""


class Snapshot(Protocol):
    """One generation, open in all three stores."""

    @property
    def generation(self) -> Generation: ...

    @property
    def text(self) -> TextIndex: ...

    @property
    def vectors(self) -> VectorIndex | None:
        """None when the generation has no vectors; opened at the first look, which costs a second."""

    @property
    def vectors_are_held(self) -> bool:
        """Whether they are in memory: then they are searched in this thread, and nothing is waited for."""

    @property
    def file_paths(self) -> FilePaths:
        """All paths, read once for each generation."""

    @property
    def connection(self) -> Connection:
        """The graph, in one read transaction."""
