"""The vector store: one LanceDB table for each embedding model, one row for each chunk.

LanceDB costs a second and over 100 MB to import, so only the methods that touch a table import it. Three habits of
it decide what is done here: it never calls fsync on a local disk (we do, before a generation may point at its files);
its versions die by age unless tagged, and cleaning raises when a tagged version is too old (so the age given always
spares the oldest tag); nothing compacts by itself.

Vectors are float16: half the disk of float32 and the same ten nearest (benchmarks/record, "vector store").
The distance is the cosine's: LanceDB then never returns the zero vector of an empty text, which is near to nothing.
Measured over the same index, `dot` takes four times as long and `l2` would call that zero vector half similar.
"""

import itertools
import os
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from triptych_indexer.errors import StoreDamaged, StoreError
from triptych_indexer.store.damage import reading
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.held import COLUMNS, WIDE_BYTES, HeldVectors, best, cosines, unit_rows
from triptych_indexer.store.local_lancedb import lancedb
from triptych_indexer.store.paths import sync_directory, sync_file

if TYPE_CHECKING:
    import pyarrow as pa
    from numpy import float16, float32
    from numpy.typing import NDArray

TABLE: Final = "chunks"

INDEX_ROWS: Final = 32_768
"""A scan of 28,778 takes 17 ms, a look through the index 4, and only the first `HELD_AFTER` questions of a program are
answered so. For those the index costs half as much disk as the vectors themselves and a quarter of a CPU second."""

ROWS_PER_PARTITION: Final = 4_000
PROBES: Final = 20
REFINE: Final = 2
"""So many times k are found through the index and measured again with their exact vectors: of the 100 nearest of 57,000
then 99.995 % are found, of the 50 nearest 99.97 % (without a second look at more than k: 99.0 and 99.97)."""

HELD_BYTES: Final = 128 << 20
"""Vectors that take no more are held in memory once enough was asked: 131,072 of 256 dimensions. Beyond, comparing them
all takes as long as LanceDB does (4 ms), and memory is worth more."""

HELD_AFTER: Final = 8
"""Questions to one generation that LanceDB answers by itself. Holding costs as much as 40 of its answers, so a program that
asks once (five times in `deep`), and a generation that is soon followed by the next, never pay it."""

COMPACT_FRAGMENTS: Final = 32
"""A publish adds one fragment; a scan over 32 small ones costs about as much as one over 20,000 rows."""

COMPACT_VERSIONS: Final = 64
"""A publish makes two or three versions with a few small files each, and they stay until they are cleaned away."""

SPARED_S: Final = 2.0
"""LanceDB cleans by age: between our look at the clock and its own, a version must not grow too old."""

ADD_ROWS: Final = 32_768
"""Rows per commit: 16 MB of 256 dimensions in memory at a time, and large fragments."""

DELETE_BATCH: Final = 5_000
"""Ids per delete expression: each delete is a version of its own, and a longer list is slow to parse."""


class VectorRows(NamedTuple):
    """Vectors of some chunks, in columns."""

    chunk_ids: Sequence[int]
    marks: Sequence[int]
    file_ids: Sequence[int]
    languages: Sequence[str]
    contents: Sequence[str]
    kinds: Sequence[int]
    vectors: "NDArray[float16]"


class VectorTable:
    """The writer's side of one model's table."""

    def __init__(self, folder: Path, dimensions: int) -> None:
        """Open the table if there is one.

        Raises:
            StoreDamaged: it is there but does not open.
        """
        self.folder = folder
        self.dimensions = dimensions
        folder.mkdir(parents=True, exist_ok=True)
        self._database = _connect(folder)
        self._table: Any = None  # lancedb has no types
        if (folder / f"{TABLE}.lance").exists():
            self._table = _open(self._database, folder)
        self._synced = _files_under(folder)

    @property
    def exists(self) -> bool:
        return self._table is not None

    @property
    def version(self) -> int:
        return 0 if self._table is None else int(self._table.version)

    def restore(self, version: int) -> bool:
        """Make `version` the newest again, after a run that was killed; return whether anything had to be done."""
        table = self._present()
        table.checkout_latest()
        if table.version == version:
            return False
        table.checkout(version)
        table.restore()
        fault_point("recover.vectors_restored")
        return True

    def replace(self, batches: Iterable[VectorRows]) -> None:
        """Give the table exactly these rows; older versions stay readable."""
        mode = "create" if self._table is None else "overwrite"
        self._table = self._database.create_table(TABLE, schema=self._schema(), mode=mode)
        fault_point("vectors.created")
        self.add(batches)

    def delete(self, chunk_ids: Sequence[int]) -> None:
        table = self._present()
        for start in range(0, len(chunk_ids), DELETE_BATCH):
            table.delete(f"chunk_id IN ({_numbers(chunk_ids[start : start + DELETE_BATCH])})")
            fault_point("vectors.deleted")

    def add(self, batches: Iterable[VectorRows]) -> None:
        """Append rows. The batches are made in this thread: LanceDB would ask a reader for them from its own."""
        import pyarrow as pa

        table = self._present()
        for group in _grouped(batches, ADD_ROWS):
            table.add(pa.Table.from_batches([self._record_batch(rows) for rows in group]))
            fault_point("vectors.added")

    def tend(self, kept_versions: Iterable[int]) -> None:
        """Index and compact when it pays, and drop versions older than all of `kept_versions` along the way.

        Every older tag must be gone already: LanceDB refuses to clean under a tag.
        """
        table = self._present()
        stats = table.stats()
        rows, fragments = int(stats["num_rows"]), int(stats["fragment_stats"]["num_fragments"])
        if rows >= INDEX_ROWS and self._unindexed(rows) > rows // 2:
            self._build_index(rows)
            return
        is_due = fragments >= COMPACT_FRAGMENTS or self._versions() >= COMPACT_VERSIONS
        if not is_due and not self._is_bloated(int(stats["total_bytes"])):
            return
        table.optimize()
        age = self._age(kept_versions)  # only now: compacting a million rows takes seconds
        if age is not None:
            table.optimize(cleanup_older_than=age, delete_unverified=True)
        fault_point("vectors.compacted")

    def _unindexed(self, rows: int) -> int:
        """Return how many rows a search has to scan besides its look through the index."""
        table = self._present()
        indices = table.list_indices()
        if not indices:
            return rows
        stats = table.index_stats(indices[0].name)
        return rows if stats is None else int(stats.num_unindexed_rows)

    def _build_index(self, rows: int) -> None:
        from lancedb.index import IvfSq

        self._present().create_index(
            "vector", config=IvfSq(distance_type="cosine", num_partitions=max(1, rows // ROWS_PER_PARTITION))
        )
        fault_point("vectors.indexed")

    def _versions(self) -> int:
        return len(os.listdir(self.folder / f"{TABLE}.lance" / "_versions"))

    def _is_bloated(self, live_bytes: int) -> bool:
        on_disk = sum(size for size, _ in _files_under(self.folder).values())
        return on_disk > 3 * live_bytes + 16_000_000

    def _age(self, versions: Iterable[int]) -> timedelta | None:
        """Return how long ago the oldest of some versions was written, and some more: cleaning by it spares them."""
        written: dict[int, datetime] = {
            entry["version"]: entry["timestamp"] for entry in self._present().list_versions()
        }
        moments = [written[version] for version in versions if version in written]
        if not moments:
            return None
        return datetime.now(min(moments).tzinfo) - min(moments) + timedelta(seconds=SPARED_S)

    def tag(self, name: str) -> None:
        """Give the newest version a name that keeps it from being cleaned away."""
        self._present().tags.create(name, self.version)
        fault_point("vectors.tagged")

    def tags(self) -> dict[str, int]:
        if self._table is None:
            return {}
        return {name: int(entry["version"]) for name, entry in self._table.tags.list().items()}

    def untag(self, name: str) -> None:
        self._present().tags.delete(name)

    def sync(self) -> None:
        """Make everything written since the last call durable, files first and then the folders naming them."""
        files = _files_under(self.folder)
        fresh = [path for path, what in files.items() if self._synced.get(path) != what]
        for path in fresh:
            sync_file(path)
            fault_point("vectors.file_synced")
        for folder in {parent for path in fresh for parent in _parents(path, self.folder)}:
            sync_directory(folder)
        sync_directory(self.folder.parent)
        self._synced = files
        fault_point("vectors.synced")

    def snapshot(self) -> "VectorSnapshot":
        """Return a view of the newest version, to be verified before it is published."""
        return VectorSnapshot(self._present())

    def index_kind(self) -> str:
        return "ivf_sq" if self._table is not None and self._table.list_indices() else "flat"

    def _present(self) -> Any:
        if self._table is None:
            raise StoreDamaged(f"the vector store in {self.folder} is gone: run `triptych repair`")
        return self._table

    def _schema(self) -> "pa.Schema":
        import pyarrow as pa

        return pa.schema(
            [
                pa.field("chunk_id", pa.int64(), nullable=False),
                pa.field("mark", pa.int64(), nullable=False),
                pa.field("file_id", pa.int64(), nullable=False),
                pa.field("language", pa.string(), nullable=False),
                pa.field("content", pa.string(), nullable=False),
                pa.field("kinds", pa.int64(), nullable=False),
                pa.field("vector", pa.list_(pa.float16(), self.dimensions), nullable=False),
            ]
        )

    def _record_batch(self, rows: VectorRows) -> "pa.RecordBatch":
        import pyarrow as pa

        schema = self._schema()
        columns = [pa.array(column, kind.type) for column, kind in zip(rows[:6], schema, strict=False)]
        flat = pa.array(rows.vectors.reshape(-1), pa.float16())
        vectors = pa.FixedSizeListArray.from_arrays(flat, self.dimensions)
        return pa.RecordBatch.from_arrays([*columns, vectors], schema=schema)


class VectorSnapshot:
    """One version of a table, searched: by LanceDB at first, in memory once that pays (`HELD_AFTER`)."""

    def __init__(self, table: Any) -> None:
        self._table = table
        self.dimensions = int(table.schema.field("vector").type.list_size)
        self._asked = itertools.count()  # counts for all threads: each number is given once
        self._held: HeldVectors | None = None

    @classmethod
    def open(cls, folder: Path, version: int) -> "VectorSnapshot":
        """Open the table and hold it at `version`, whatever a writer does meanwhile.

        Raises:
            StoreDamaged: the table or the version is not there.
        """
        table = _open(_connect(folder), folder)
        with reading(f"version {version} in {folder}"):
            table.checkout(version)
        return cls(table)

    @property
    def rows(self) -> int:
        return int(self._table.count_rows())

    @property
    def is_held(self) -> bool:
        """Whether questions are answered from memory by now."""
        return self._held is not None

    def nearest(self, vector: "NDArray[float32]", k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        """Return at most `k` (chunk id, cosine similarity) nearest to a unit vector, best first, ties by id.

        The filter is applied before the k nearest are chosen.

        Raises:
            StoreError: the vector is of another model: it has another number of dimensions.
            StoreDamaged: LanceDB cannot read its files.
        """
        if len(vector) != self.dimensions:
            raise StoreError(
                f"a vector of {len(vector)} dimensions was asked for among vectors of {self.dimensions}"
            )
        if k <= 0 or where.passes_none:
            return []
        held = self._in_memory()
        return self._found(vector, k, where) if held is None else held.nearest(vector, k, where)

    def _found(self, vector: "NDArray[float32]", k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        query = self._table.search(vector).distance_type("cosine").nprobes(PROBES)
        condition = expression(where)
        if condition:
            query = query.where(condition, prefilter=True)
        with reading("the vector store"):
            # LanceDB's own distance is not read, but it complains when it is not asked for.
            found = query.select(["chunk_id", "vector", "_distance"]).limit(k * REFINE).to_arrow()
        vectors, _ = unit_rows(found["vector"])
        return best(found["chunk_id"].to_numpy(), cosines(vectors, vector), k)

    def _in_memory(self) -> HeldVectors | None:
        """Return all vectors once they are held; who asks while one thread fetches them goes on without."""
        if next(self._asked) == HELD_AFTER and self.rows * self.dimensions * WIDE_BYTES <= HELD_BYTES:
            with reading("the vector store"):
                rows = self._table.search().select(list(COLUMNS)).limit(None).to_arrow()
            self._held = HeldVectors(rows)
        return self._held

    def digest_rows(self) -> Iterator[tuple[int, int]]:
        """Yield (chunk id, mark) of every row, in no order."""
        with reading("the vector store"):
            columns = self._table.search().select(["chunk_id", "mark"]).limit(None).to_arrow()
        yield from zip(columns["chunk_id"].to_pylist(), columns["mark"].to_pylist(), strict=True)


def expression(where: ChunkFilter) -> str:
    """Return the filter as a condition in LanceDB's SQL, or '' when everything passes.

    Only numbers and literals quoted here go into it, never anything a person typed as it came.

    >>> expression(ChunkFilter(languages=frozenset(["c'x"]), kinds=6))
    "language IN ('c''x') AND (kinds / 2 % 2 = 1 OR kinds / 4 % 2 = 1)"
    """
    parts = []
    if where.languages:
        parts.append(f"language IN ({_literals(where.languages)})")
    if where.not_languages:
        parts.append(f"language NOT IN ({_literals(where.not_languages)})")
    if where.contents:
        parts.append(f"content IN ({_literals(where.contents)})")
    if where.kinds:
        parts.append(f"({_shares_a_bit(where.kinds)})")
    if where.not_kinds:
        parts.append(f"NOT ({_shares_a_bit(where.not_kinds)})")
    if where.file_ids is not None:
        parts.append(f"file_id IN ({_numbers(sorted(where.file_ids - where.not_file_ids))})")
    elif where.not_file_ids:
        parts.append(f"file_id NOT IN ({_numbers(sorted(where.not_file_ids))})")
    return " AND ".join(parts)


def _shares_a_bit(mask: int) -> str:
    """LanceDB's conditions have no `&`; dividing by the bit and looking at the lowest digit is the same."""
    bits = (1 << position for position in range(mask.bit_length()) if mask >> position & 1)
    return " OR ".join(f"kinds / {bit} % 2 = 1" for bit in bits)


def _literals(values: Iterable[str]) -> str:
    return ", ".join("'" + value.replace("'", "''") + "'" for value in sorted(values))


def _numbers(values: Iterable[int]) -> str:
    return ",".join(str(int(value)) for value in values)


def _grouped(batches: Iterable[VectorRows], limit: int) -> Iterator[list[VectorRows]]:
    """Yield batches in groups of about `limit` rows."""
    group: list[VectorRows] = []
    for rows in batches:
        group.append(rows)
        if sum(len(held.chunk_ids) for held in group) >= limit:
            yield group
            group = []
    if group:
        yield group


def _connect(folder: Path) -> Any:
    os.environ.setdefault("LANCE_LOG", "error")  # read at import: it warns on every select otherwise
    return lancedb().connect(str(folder))


def _open(database: Any, folder: Path) -> Any:
    with reading(f"the vector store in {folder}"):
        return database.open_table(TABLE)


def _files_under(folder: Path) -> dict[Path, tuple[int, int]]:
    """Return (size, mtime) of every file below."""
    files: dict[Path, tuple[int, int]] = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = Path(root, name)
            stat = path.stat()
            files[path] = (stat.st_size, stat.st_mtime_ns)
    return files


def _parents(path: Path, top: Path) -> Iterator[Path]:
    for parent in path.parents:
        yield parent
        if parent == top:
            return


def require_unit_vectors(vectors: "NDArray[Any]", count: int, dimensions: int) -> None:
    """Refuse vectors of another shape than promised, or that are not numbers.

    Raises:
        StoreError: nothing of the batch was written.
    """
    import numpy as np

    if vectors.shape != (count, dimensions):
        raise StoreError(
            f"the embedder gave vectors of shape {vectors.shape}, promised ({count}, {dimensions})"
        )
    if not np.isfinite(vectors).all():
        raise StoreError("the embedder gave vectors that are not numbers")
