"""The vectors of one version held in memory: every one is compared, so the answer is exact and a filter is a mask.

LanceDB takes three to six milliseconds for a question, most of it for planning and for handing threads to and fro; comparing
57,000 vectors of 256 dimensions takes two on one core (docs/decisions/0007). Numbers are float32 here though the store
keeps float16: NumPy multiplies float16 twenty times slower.
"""

from typing import TYPE_CHECKING, Final

from triptych_indexer.store.filters import ChunkFilter

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy import bool_, float32, int64
    from numpy.typing import NDArray

COLUMNS: Final = ("chunk_id", "file_id", "language", "content", "kinds", "vector")

WIDE_BYTES: Final = 4
"""Of one number held."""

_BLOCK: Final = 64

_FEW: Final = 4
"""Where a filter leaves fewer than one row in so many, those are copied out and compared: otherwise all are."""


class HeldVectors:
    """All rows of a table; is never changed, so any number of threads may ask."""

    def __init__(self, table: "pa.Table") -> None:
        """Take a table with `COLUMNS`, and copy what it holds."""
        import numpy as np

        vectors, known = unit_rows(table["vector"])
        if not known.all():
            table, vectors = table.filter(known), vectors[known]
        self._vectors = vectors
        self._chunk_ids: NDArray[int64] = table["chunk_id"].to_numpy()
        self._file_ids: NDArray[int64] = table["file_id"].to_numpy()
        self._kinds: NDArray[int64] = table["kinds"].to_numpy()
        self._languages = np.array(table["language"].to_pylist())
        self._contents = np.array(table["content"].to_pylist())

    def nearest(self, vector: "NDArray[float32]", k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        """Return at most `k` (chunk id, cosine similarity), best first, ties by id."""
        import numpy as np

        if where.passes_all:
            return best(self._chunk_ids, cosines(self._vectors, vector), k)
        passing = np.flatnonzero(self._mask(where))
        if len(passing) * _FEW < len(self._chunk_ids):
            scores = cosines(self._vectors[passing], vector)
        else:
            scores = cosines(self._vectors, vector)[passing]
        return best(self._chunk_ids[passing], scores, k)

    def _mask(self, where: ChunkFilter) -> "NDArray[bool_]":
        import numpy as np

        mask = np.ones(len(self._chunk_ids), dtype=bool)
        if where.languages:
            mask &= np.isin(self._languages, sorted(where.languages))
        if where.not_languages:
            mask &= ~np.isin(self._languages, sorted(where.not_languages))
        if where.contents:
            mask &= np.isin(self._contents, sorted(where.contents))
        if where.kinds:
            mask &= self._kinds & where.kinds != 0
        if where.not_kinds:
            mask &= self._kinds & where.not_kinds == 0
        if where.file_ids is not None:
            mask &= np.isin(self._file_ids, sorted(where.file_ids))
        if where.not_file_ids:
            mask &= ~np.isin(self._file_ids, sorted(where.not_file_ids))
        return mask


def unit_rows(column: "pa.ChunkedArray") -> "tuple[NDArray[float32], NDArray[bool_]]":
    """Return the vectors of a column at length 1, and which of them have a direction at all: an empty text has none.

    However a chunk was found, its vector is made by this and compared by `cosines`: the similarity is the same to the last bit.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute

    vectors = np.empty((len(column), column.type.list_size), dtype=np.float32)
    done = 0
    for chunk in column.chunks:
        # Arrow widens float16 four times as fast as NumPy.
        wide = pyarrow.compute.cast(chunk.flatten(), pa.float32()).to_numpy()
        vectors[done : done + len(chunk)] = wide.reshape(len(chunk), -1)
        done += len(chunk)
    lengths = np.sqrt(np.vecdot(vectors, vectors))
    known: NDArray[bool_] = lengths > 0
    np.divide(vectors, lengths[:, None], out=vectors, where=known[:, None])
    return vectors, known


def cosines(vectors: "NDArray[float32]", vector: "NDArray[float32]") -> "NDArray[float32]":
    """Return the cosine of each row with `vector`.

    Row by row (`vecdot`) and not as a matrix product: the library behind that one shares the work with threads
    that spin, and on a busy machine each product then waits for the scheduler, 16 ms instead of 2.
    """
    import numpy as np

    length = np.sqrt(np.vecdot(vector, vector))
    scores: NDArray[float32] = np.vecdot(vectors, vector / length if length > 0 else vector)
    return scores


def best(chunk_ids: "NDArray[int64]", scores: "NDArray[float32]", k: int) -> list[tuple[int, float]]:
    """Return the `k` highest scores with their ids, ties by id: also those at the cut."""
    import numpy as np

    for blocks in (_BLOCK, 1):  # sorting out a few hundred is ten times as fast as all
        whole = len(scores) // blocks
        if k < whole:
            highest = scores[: whole * blocks].reshape(whole, blocks).max(axis=1)
            # The k-th of the blocks' highest is reached by k scores at least: what is below is none of the k.
            reached = np.flatnonzero(scores >= np.partition(highest, -k)[-k])
            chunk_ids, scores = chunk_ids[reached], scores[reached]
    order = np.lexsort((chunk_ids, -scores))[:k]
    return list(zip(chunk_ids[order].tolist(), scores[order].tolist(), strict=True))
