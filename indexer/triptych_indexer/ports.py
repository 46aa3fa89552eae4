"""The sockets of the indexer: whatever may be swapped, on one page.

A port is shaped by what the indexer needs, not by the thing behind it. It is there where users choose (`Embedder`),
where the world differs (`Progress`), or where two stages must stay strangers (`LinkReader`: the linker and the store).
"""

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING, Protocol

from triptych_indexer.model import BindingRow, Definition, ImportSite, Parameter, ReferenceSite

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray


class Embedder(Protocol):
    """Text → vectors. Vectors of two fingerprints never meet in one table."""

    @property
    def fingerprint(self) -> str:
        """Name and digest of everything that decides a vector: weights, tokenizer, pooling. Safe as a folder name."""

    @property
    def dimensions(self) -> int: ...

    @property
    def is_worth_caching(self) -> bool:
        """Whether making a vector costs more than keeping it: a model's does, a look-up in a shipped table's does not."""

    def embed(self, passages: Sequence[str]) -> "NDArray[float32]":
        """Return float32 `[len(passages), dimensions]`, L2-normalised, in order; an empty passage gives zeros."""

    def embed_query(self, query: str) -> "NDArray[float32]":
        """Return float32 `[dimensions]`, L2-normalised."""


class Progress(Protocol):
    """Someone who watches a long run: a terminal, a log, nobody."""

    def stage(self, name: str, total: int | None) -> None:
        """A stage begins; `total` counts what `advance` will count, None when it cannot be known."""

    def advance(self, count: int = 1) -> None: ...

    def note(self, message: str) -> None:
        """Something a person should know; one line, no markup."""


class LinkReader(Protocol):
    """The facts of all files as the linker asks for them; each answer is in source order."""

    def files(self) -> Sequence[tuple[int, bytes, str | None]]:
        """Return (id, path, language) of every file that was read."""

    def test_files(self) -> Collection[int]:
        """Return the files that hold tests."""

    def text_of(self, file_id: int) -> str | None:
        """Return the text of a file as it was read, secrets masked; None when none of it was kept."""

    def definitions_in(self, file_id: int) -> Sequence[Definition]: ...

    def definitions_named(self, name: str, limit: int) -> Sequence[Definition]:
        """Return at most `limit` definitions of that name, anywhere, by id."""

    def parameters_in(self, file_id: int) -> Sequence[Parameter]: ...

    def type_parameters_in(self, file_id: int) -> Sequence[tuple[int, str, str | None]]:
        """Return (definition, name, bounds as written) of each type parameter."""

    def bindings_in(self, file_id: int) -> Sequence[BindingRow]:
        """Return what names stand for; nodes are places in the list that `definitions_in` gives."""

    def references_in(self, file_id: int) -> Sequence[ReferenceSite]: ...

    def inheritance_in(self, file_id: int) -> Sequence[ReferenceSite]:
        """Return those of its references that say what a class inherits from or implements."""

    def imports_in(self, file_id: int) -> Sequence[ImportSite]: ...
