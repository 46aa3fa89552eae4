"""From staged rows to one new generation in three stores.

The order is the whole point. What readers must find is made first: the vectors (tagged, and brought to the disk by our
own fsync), then the text (committed and frozen). Then the three stores are compared. Then one SQLite transaction, open
since the first staged row, ends with the pointer. Until its COMMIT, nothing of this can be seen; after it, all of it.
"""

import sqlite3
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from triptych_indexer.errors import StoreDamaged
from triptych_indexer.model import FileLinks, Generation
from triptych_indexer.ports import Embedder
from triptych_indexer.store import projections
from triptych_indexer.store.cache import EmbeddingCache
from triptych_indexer.store.digest import EMPTY, moved, set_digest
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.generation import (
    NO_GENERATION,
    Generations,
    Published,
    StoreFile,
    StoreState,
)
from triptych_indexer.store.graph.configuration import Configuration
from triptych_indexer.store.graph.cycles import Cycles, Examine
from triptych_indexer.store.graph.linking import Linking
from triptych_indexer.store.graph.stats import Stats
from triptych_indexer.store.manifest import describe, text_files, vector_files
from triptych_indexer.store.paths import IndexPaths, frozen_name
from triptych_indexer.store.recover import recover_vectors
from triptych_indexer.store.space import require_budget
from triptych_indexer.store.sql import open_reader
from triptych_indexer.store.staging import Staging
from triptych_indexer.store.text import SCHEMA_FINGERPRINT, TextSnapshot, TextWriter, deleted_share, freeze
from triptych_indexer.store.vectors import VectorSnapshot, VectorTable

Link = Callable[[Linking, Staging], Iterable[FileLinks]]
"""Gives the edges of every file that a change can reach, from the facts as they are about to be published."""

MOSTLY_NEW: Final = 0.2
"""Above this share of new chunks, the digests of all three stores are taken whole instead of carried on."""

DEAD_SHARE: Final = 0.5
"""Tantivy cannot be asked to merge; when half of its documents are dead, it is written anew from SQLite."""

FEW_LINKED: Final = 500
"""Files whose edges are compared with what they were; of more, some edge will have changed."""

SMALL: Final = 1_000
"""So few chunks are written anew after every deletion (a twentieth of a second): Tantivy counts dead documents when it
weighs a term, and among few documents a few dead ones change the order of answers."""


@dataclass(frozen=True, slots=True)
class Delta:
    """What a run changes in the derived stores."""

    removed: list[tuple[int, int]]
    """(chunk id, mark) of chunks that go."""
    added: int
    before: Published | None
    digest: bytes
    """Of the chunks as SQLite is about to publish them."""
    chunks: int
    whole: bool
    """Compare everything, not only what moved."""

    @property
    def removed_ids(self) -> list[int]:
        return [chunk_id for chunk_id, _ in self.removed]


@dataclass(slots=True)
class Publication:
    """One publish on its way; used once."""

    paths: IndexPaths
    connection: sqlite3.Connection
    staging: Staging
    session: int
    open_vectors: Callable[[Path, int], VectorTable]
    old_marks: Callable[[list[int]], list[tuple[int, int]]]
    """Marks of chunks as the published generation has them."""
    finish: Callable[[], None]
    """Called last before the COMMIT: the session ends with the generation or not at all."""
    revision: str | None = None
    disk_budget_bytes: int = 0
    compare_all: bool = False
    """Compare the three stores whole, however little moved."""
    configuration: Mapping[str, tuple[object, str]] = field(default_factory=dict)
    """Setting → (value, origin)."""
    timings: dict[str, float] = field(default_factory=dict)
    """Seconds by step."""
    begun: Callable[[str], None] | None = None
    """Told the name of each step as it begins, for whoever watches."""

    def run(self, embedder: Embedder | None, link: Link | None, examine: Examine | None = None) -> Generation:
        """Publish and return the new generation; on any error nothing is published and the caller rolls back.

        Raises:
            StoreDamaged: the three stores would not hold the same chunks.
            StoreFull: the index would be larger than allowed.
        """
        fault_point("publish.started")
        generations = Generations(self.connection)
        before = generations.current()
        number = (before.number if before else NO_GENERATION) + 1
        started = time.perf_counter()
        with self._timed("apply"):
            self.staging.apply()
            fault_point("commit.staged_applied")
        with self._timed("link"):
            linked = self._link(link)
        if examine is not None:
            with self._timed("graph"):
                self._examine(examine, linked, number)
        with self._timed("digest"):
            delta = self._delta(before)
        states: list[StoreState] = []
        files: dict[str, list[StoreFile]] = {}
        if embedder is not None:
            with self._timed("vectors"):
                state, files["lancedb"] = self._write_vectors(number, delta, embedder, generations)
                states.append(state)
        with self._timed("text"):
            state, files["tantivy"] = self._write_text(number, delta, generations)
            states.append(state)
        require_budget(self.paths, self.disk_budget_bytes)
        with self._timed("commit"):
            generation = self._generation(number, delta, embedder)
            self._record(generation, generations, before, states, files)
            self.finish()
            generations.audit("publish", before.number if before else None, number, started=started)
            fault_point("commit.pointer_moved")
            self.connection.execute("COMMIT")
        fault_point("commit.done")
        return generation

    @contextmanager
    def _timed(self, step: str) -> Iterator[None]:
        if self.begun is not None:
            self.begun(step)
        started = time.perf_counter()
        yield
        self.timings[step] = time.perf_counter() - started

    def _link(self, link: Link | None) -> list[int]:
        """Write the edges and return the files that were linked."""
        linked: list[int] = []
        if link is not None:
            linking = Linking(self.connection)
            linking.replace(_noted(link(linking, self.staging), linked))
        fault_point("commit.edges_linked")
        return linked

    def _examine(self, examine: Examine, linked: list[int], number: int) -> None:
        """Look at the whole graph, unless a few files were linked and have the edges they had."""
        cycles, now = Cycles(self.connection), time.time()
        if len(linked) <= FEW_LINKED and not self.staging.changed_paths():
            with closing(open_reader(self.paths.index_db)) as before:  # our own transaction is not in there
                if cycles.keep(linked, before, number, now):
                    return
        cycles.examine(examine, number, now)

    def _delta(self, before: Published | None) -> Delta:
        removed = self.old_marks(list(self.staging.removed_chunk_ids()))
        added = self.staging.new_chunk_count()
        old_chunks = before.generation.chunks if before else 0
        chunks = old_chunks - len(removed) + added
        whole = self.compare_all or before is None or added + len(removed) > MOSTLY_NEW * old_chunks
        if whole:
            return Delta(
                removed, added, before, set_digest(projections.marks(self.connection)), chunks, whole=True
            )
        added_marks = projections.marks_after(self.connection, self.staging.last_old_chunk)
        digest = moved(before.generation.set_digest if before else EMPTY, removed, added_marks)
        return Delta(removed, added, before, digest, chunks, whole=False)

    def _write_vectors(
        self, number: int, delta: Delta, embedder: Embedder, generations: Generations
    ) -> tuple[StoreState, list[StoreFile]]:
        folder = self.paths.vectors(embedder.fingerprint)
        location = self.paths.relative(folder)
        before = delta.before.vectors if delta.before else None
        table = self.open_vectors(folder, embedder.dimensions)
        cache = (
            EmbeddingCache(self.paths.cache_db, embedder.fingerprint, embedder.dimensions)
            if embedder.is_worth_caching
            else None
        )
        try:
            feed = projections.VectorFeed(self.connection, cache, embedder)
            continues = before is not None and before.location == location and table.exists
            version = before.version if before is not None and continues else None
            recover_vectors(table, version, set(generations.numbers()))
            if not continues:
                table.replace(feed.after(0))
            else:
                table.delete(delta.removed_ids)
                if delta.added:
                    table.add(feed.after(self.staging.last_old_chunk))
            if delta.whole and cache is not None:
                cache.trim(max(20_000, 3 * delta.chunks))
        finally:
            if cache is not None:
                cache.close()
        self._tend(table, location, generations)
        tag = frozen_name(number)
        table.tag(tag)
        table.sync()
        self._verify_vectors(table.snapshot(), delta)
        known = generations.files(delta.before.number, "lancedb") if continues and delta.before else []
        files = describe(
            folder, vector_files(folder, table.version), {file.relative_path: file for file in known}
        )
        details = {
            "model_fingerprint": embedder.fingerprint,
            "dimensions": embedder.dimensions,
            "index_kind": table.index_kind(),
            "embedded": feed.embedded,
            "from_cache": feed.from_cache,
        }
        size = sum(file.size_bytes for file in files)
        state = StoreState("lancedb", location, table.version, tag, delta.chunks, delta.digest, size, details)
        return state, files

    def _tend(self, table: VectorTable, location: str, generations: Generations) -> None:
        """Index and compact; versions older than every kept generation's go along the way."""
        kept = [generations.numbered(number) for number in generations.numbers()]
        needed = [
            published.vectors.version
            for published in kept
            if published and published.vectors and published.vectors.location == location
        ]
        table.tend(version for version in needed if version is not None)

    def _verify_vectors(self, snapshot: VectorSnapshot, delta: Delta) -> None:
        fault_point("verify.started")
        if snapshot.rows != delta.chunks:
            raise StoreDamaged(f"the vector store holds {snapshot.rows} chunks, SQLite {delta.chunks}")
        if delta.whole and set_digest(snapshot.digest_rows()) != delta.digest:
            raise StoreDamaged("the vector store holds other chunks than SQLite")

    def _write_text(
        self, number: int, delta: Delta, generations: Generations
    ) -> tuple[StoreState, list[StoreFile]]:
        live = self.paths.text_live(SCHEMA_FINGERPRINT)
        frozen = self.paths.text_frozen(SCHEMA_FINGERPRINT, number)
        before = delta.before.text if delta.before else None
        continues = (
            before is not None
            and (self.paths.root / before.location).parent == live.parent
            and (live / "meta.json").exists()
        )
        if continues and delta.removed and (delta.chunks <= SMALL or deleted_share(live) > DEAD_SHARE):
            continues = False
        writer = TextWriter(live)
        if continues:
            writer.delete(delta.removed_ids)
            writer.add(projections.staged_text(self.staging.new_chunks()))
        else:
            writer.clear()
            staged_is_all = delta.added == delta.chunks
            new = projections.staged_text(self.staging.new_chunks())
            writer.add(new if staged_is_all else projections.all_text(self.connection))
        opstamp = writer.commit()
        snapshot = writer.reader()
        self._verify_text(snapshot, delta)
        freeze(live, frozen)
        known = generations.files(delta.before.number, "tantivy") if continues and delta.before else []
        files = describe(frozen, text_files(frozen), {file.relative_path: file for file in known})
        state = StoreState(
            "tantivy",
            self.paths.relative(frozen),
            opstamp,
            None,
            delta.chunks,
            delta.digest,
            sum(file.size_bytes for file in files),
            {"segments": snapshot.segments, "schema_fingerprint": SCHEMA_FINGERPRINT},
        )
        return state, files

    def _verify_text(self, snapshot: TextSnapshot, delta: Delta) -> None:
        if snapshot.documents != delta.chunks:
            raise StoreDamaged(f"the text store holds {snapshot.documents} chunks, SQLite {delta.chunks}")
        if delta.whole and set_digest(snapshot.rows()) != delta.digest:
            raise StoreDamaged("the text store holds other chunks than SQLite")
        fault_point("verify.finished")

    def _generation(self, number: int, delta: Delta, embedder: Embedder | None) -> Generation:
        files, nodes, chunks = projections.counts(self.connection)
        if chunks != delta.chunks:
            raise StoreDamaged(f"SQLite holds {chunks} chunks, {delta.chunks} were expected")
        return Generation(
            number=number,
            created_at=time.time(),
            files=files,
            nodes=nodes,
            chunks=chunks,
            model_fingerprint=embedder.fingerprint if embedder else None,
            source_revision=self.revision,
            set_digest=delta.digest,
        )

    def _record(
        self,
        generation: Generation,
        generations: Generations,
        before: Published | None,
        states: list[StoreState],
        files: dict[str, list[StoreFile]],
    ) -> None:
        fault_point("commit.begun")
        number = generation.number
        generations.add(generation, before.number if before else None, self.session)
        for state in states:
            generations.add_state(number, state)
        pages, page_bytes = (
            self.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("page_count", "page_size")
        )
        own = replace(
            states[-1],
            store="sqlite",
            location="index.db",
            version=None,
            details={},
            bytes=pages * page_bytes,
        )
        generations.add_state(number, own)
        generations.add_files(number, "tantivy", files["tantivy"])
        generations.add_files(number, "lancedb", files.get("lancedb", []))
        fault_point("commit.generation_written")
        Stats(self.connection).record(number, {"seconds_by_step": self.timings})
        Configuration(self.connection).replace(self.configuration)
        generations.move_pointer(number)


def _noted(links: Iterable[FileLinks], linked: list[int]) -> Iterator[FileLinks]:
    for one in links:
        linked.append(one.file_id)
        yield one
