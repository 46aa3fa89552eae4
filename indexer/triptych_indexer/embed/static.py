"""The embedder that ships: a table with a row for each word, and nothing to run.

A text is the sum of its words' rows, each weighted by the square root of how often the word stands there, brought to
unit length. Words are the parts that `tokens.words` gives. A word without a row of its own is told by its runs of four
letters, hashed into a fixed number of further rows, so that no word is lost. Rows are int8 with a scale each.

The table was trained by `benchmarks/training/` on pairs of documentation and code; the record names the sources, their
licences and the figures. Nothing of the sources is in it but the words.
"""

import hashlib
import zlib
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import as_file, files
from itertools import chain, pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triptych_indexer.errors import EmbedderError
from triptych_indexer.tokens import pieces, words

if TYPE_CHECKING:
    from numpy import float32, int8
    from numpy.typing import NDArray

NAME: Final = "static"
BUCKETS: Final = 8_192
"""Rows for runs of letters, after the rows of words."""
RUN: Final = 4
CACHED_PIECES: Final = 200_000
BLOCK: Final = 512
"""Passages counted at once: a megabyte of row numbers."""


class StaticEmbedder:
    """Looks words up in a table; thousands of passages a second on one core."""

    def __init__(self, folder: Path | None = None) -> None:
        """Open the table in `folder`, by default the one that ships; nothing is read before it is needed."""
        if folder is None:
            with as_file(files("triptych_indexer.embed") / "table") as shipped:
                folder = shipped
        self._folder = folder
        self._features = _Features(self)

    @cached_property
    def fingerprint(self) -> str:
        """Return the name and the digest that the table's own file of checksums states."""
        return f"{NAME}-{_read(self._folder / 'digest').decode().strip()}"

    @property
    def dimensions(self) -> int:
        return int(self._rows.shape[1])

    @property
    def is_worth_caching(self) -> bool:
        return False  # the table is always at hand, and looking up costs a tenth of a millisecond

    @cached_property
    def vocabulary(self) -> dict[str, int]:
        """Word → its row."""
        return {word: row for row, word in enumerate(_read(self._folder / "words.txt").decode().split("\n"))}

    @cached_property
    def _rows(self) -> "NDArray[int8]":
        import numpy as np

        rows = _load(self._folder / "rows.npy", mapped=True)
        return rows.view(np.ndarray)  # picking rows from a memmap itself costs a fifth more

    @cached_property
    def _scales(self) -> "NDArray[float32]":
        return _load(self._folder / "scales.npy", mapped=False)

    def embed(self, passages: Sequence[str]) -> "NDArray[float32]":
        """Return float32 `[len(passages), dimensions]`, L2-normalised, in order; a passage without words gives zeros."""
        import numpy as np

        vectors = np.zeros((len(passages), self.dimensions), dtype=np.float32)
        for first in range(0, len(passages), BLOCK):
            self._sum(passages[first : first + BLOCK], vectors[first : first + BLOCK])
        lengths = np.sqrt(np.einsum("ij,ij->i", vectors, vectors))
        vectors /= np.where(lengths == 0, 1, lengths)[:, None]
        return vectors

    def embed_query(self, query: str) -> "NDArray[float32]":
        """Return float32 `[dimensions]`, L2-normalised."""
        first: NDArray[float32] = self.embed([query])[0]
        return first

    def _sum(self, passages: Sequence[str], into: "NDArray[float32]") -> None:
        """Add up the rows of each passage's words. Counting a block of passages at once is twice as fast as one by one."""
        import numpy as np

        table, features = self._rows, self._features
        told = [chain.from_iterable(map(features.__getitem__, pieces(passage))) for passage in passages]
        bags = [np.fromiter(rows, np.int64) + number * len(table) for number, rows in enumerate(told)]
        # Ascending, so that equal bags of words are added up in the same order and give the same bits.
        places, counts = np.unique(np.concatenate(bags), return_counts=True)
        owners, chosen = np.divmod(places, len(table))
        weights = np.sqrt(counts).astype(np.float32) * self._scales[chosen]
        bounds = np.searchsorted(owners, np.arange(len(passages) + 1)).tolist()
        for number, (start, end) in enumerate(pairwise(bounds)):
            if start < end:
                np.dot(weights[start:end], table[chosen[start:end]].astype(np.float32), out=into[number])


class _Features(dict[bytes, tuple[int, ...]]):
    """Piece → the rows that tell its words; kept, because code repeats its names."""

    def __init__(self, embedder: StaticEmbedder) -> None:
        super().__init__()
        self._embedder = embedder

    def __missing__(self, piece: bytes) -> tuple[int, ...]:
        if len(self) >= CACHED_PIECES:
            self.clear()
        found = tuple(chain.from_iterable(map(self._rows_of, words(piece.decode()))))
        self[piece] = found
        return found

    def _rows_of(self, word: str) -> tuple[int, ...]:
        vocabulary = self._embedder.vocabulary
        row = vocabulary.get(word)
        return (row,) if row is not None else tuple(len(vocabulary) + bucket for bucket in runs(word))


def runs(word: str) -> list[int]:
    """Return the buckets of a word's runs of letters, its ends marked.

    >>> len(runs("frobnicate")), runs("a") == runs("a")
    (9, True)
    """
    marked = f"<{word}>".encode()
    return [zlib.crc32(marked[at : at + RUN]) % BUCKETS for at in range(max(1, len(marked) - RUN + 1))]


def digest_of(folder: Path) -> str:
    """Return what the file `digest` of a table has to say."""
    state = hashlib.blake2b(digest_size=8)
    for name in ("words.txt", "rows.npy", "scales.npy"):
        state.update((folder / name).read_bytes())
    return state.hexdigest()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise EmbedderError(
            f"the embedder's table is incomplete ({path.name}: {error.strerror}); reinstall triptych"
        ) from error


def _load(path: Path, *, mapped: bool) -> "NDArray":  # type: ignore[type-arg]
    import numpy as np

    try:
        return np.load(path, mmap_mode="r" if mapped else None, allow_pickle=False)  # type: ignore[no-any-return]
    except (OSError, ValueError) as error:
        raise EmbedderError(
            f"the embedder's table is broken ({path.name}: {error}); reinstall triptych"
        ) from error
