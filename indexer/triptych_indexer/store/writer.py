"""The one writer of an index: from its lock to its last session row.

    with IndexWriter.open(paths) as writer:
        known = writer.known_files()
        writer.begin(root="…", revision=None, settings_digest="…", tool_version="…")
        writer.stage(file, facts, known.get(file.path), facts_digest)
        generation = writer.publish(embedder, link)

One writer may begin and publish many times; its handles stay open in between. A watcher lets go of the lock meanwhile
(`rest`) and takes it again when there is something to write (`wake`). Whatever fails, the published generation is
untouched and the next `begin` starts from it.
"""

import json
import os
import signal
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final, NamedTuple, Self

from triptych_indexer.errors import StoreError
from triptych_indexer.model import FileFacts, Generation, KnownFile, SourceFile
from triptych_indexer.ports import Embedder
from triptych_indexer.store import home, projections
from triptych_indexer.store.collect import collect
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.generation import Generations, Published, StoreName
from triptych_indexer.store.graph.cycles import Examine
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.lock import WriterLock
from triptych_indexer.store.migrate import migrate, remove_stray_copies
from triptych_indexer.store.paths import IndexPaths, private_files
from triptych_indexer.store.publish import Link, Publication
from triptych_indexer.store.recover import recover
from triptych_indexer.store.space import FREE_FLOOR_BYTES, keep_reserve, require_room, store_errors
from triptych_indexer.store.sql import close_keeping_log, fold_log, open_reader, open_writer, queries
from triptych_indexer.store.staging import Staging
from triptych_indexer.store.text import SCHEMA_FINGERPRINT
from triptych_indexer.store.vectors import VectorTable

WAL_TRUNCATE_BYTES: Final = 16_000_000
"""A full run passes through the write-ahead log; what it leaves behind would stay that large."""

_QUERIES: Final = queries("generations")


@dataclass(slots=True)
class SessionCounts:
    """What a run did, for its session's row."""

    files_seen: int = 0
    files_parsed: int = 0
    files_skipped: int = 0
    files_failed: int = 0
    nodes_made: int = 0


class _Stand(NamedTuple):
    """Whatever another writer does changes one of these, or leaves its note in the lock."""

    inode: int | None
    shape: int
    generation: int | None


class IndexWriter:
    """Holds the writer's lock from `open` to `close`, but for its rests."""

    def __init__(
        self,
        paths: IndexPaths,
        lock: WriterLock,
        *,
        tool_version: str,
        disk_budget_bytes: int,
        free_floor_bytes: int,
    ) -> None:
        self.paths = paths
        self._lock = lock
        self._tool_version = tool_version
        self._disk_budget_bytes = disk_budget_bytes
        self._free_floor_bytes = free_floor_bytes
        self._connection: sqlite3.Connection
        self._staging: Staging | None = None
        self._session: int | None = None
        self._root = ""
        self._revision: str | None = None
        self._vectors: tuple[Path, VectorTable] | None = None
        self._given_up: frozenset[StoreName] = frozenset()
        self._left_at: _Stand | None = None
        """What the index was when we began to rest; None while we hold the lock."""
        self._is_clean = True
        self.recovered: list[str] = []
        """What had to be put right at the last start."""
        self._signals = ExitStack()
        self.counts = SessionCounts()
        self.timings: dict[str, float] = {}
        """Seconds by step of the last publish; the pipeline may add its own."""
        self.configuration: Mapping[str, tuple[object, str]] = {}
        """Setting → (value, origin): kept with the generation."""
        self.errors: list[dict[str, str]] = []
        """`{path, status, reason}` of files that went wrong, kept with the session."""

    @classmethod
    def open(
        cls,
        paths: IndexPaths,
        *,
        tool_version: str = "",
        disk_budget_bytes: int = 0,
        free_floor_bytes: int = FREE_FLOOR_BYTES,
        given_up: frozenset[StoreName] = frozenset(),
    ) -> "IndexWriter":
        """Take the lock, make or update the index's files, and undo what a killed writer left.

        Stores `given_up` are not looked at: repair has taken them away, and the next publish makes them anew.

        Raises:
            StoreBusy: another process is writing.
            StoreFull: the disk is nearly full.
            StoreDamaged: the published generation is broken.
            MigrationError: the index is of a newer program.
        """
        with private_files(), store_errors(paths):
            paths.create()
            lock = WriterLock(paths.lock)
            lock.acquire(tool_version)
            writer = cls(
                paths,
                lock,
                tool_version=tool_version,
                disk_budget_bytes=disk_budget_bytes,
                free_floor_bytes=free_floor_bytes,
            )
            writer._given_up = given_up
            try:
                writer._start()
            except BaseException:
                writer._release(ended_well=False)
                raise
            return writer

    def _start(self) -> None:
        fault_point("open.created")
        self._connection = open_writer(self.paths.index_db)
        migrate(self._connection, "graph")
        remove_stray_copies(self._connection)
        fault_point("open.migrated")
        self._recover(ended_well=self._lock.previous_ended_well)

    def rest(self) -> None:
        """Let others write until `wake`; the handles stay open."""
        if self._session is not None:
            self.abandon("interrupted")
        if not self._is_clean:
            self._recover(ended_well=False)
        self._left_at = self._stand()
        self._lock.release(ended_well=True)

    def warm(self, embedder: Embedder) -> None:
        """Load what the next publish needs and what takes a second: LanceDB, the table, the embedder's own."""
        embedder.embed(["warm"])
        with private_files(), store_errors(self.paths):
            self._open_vectors(self.paths.vectors(embedder.fingerprint), embedder.dimensions)

    def wake(self) -> bool:
        """Take the lock again and tell whether all is as we left it; if not, go on from what there is.

        Raises:
            StoreBusy: another process is writing; we rest on.
            StoreFull, StoreDamaged, MigrationError: as for `open`.
        """
        with private_files(), store_errors(self.paths):
            self.paths.create()  # someone may have cleared the index
            self._lock.acquire(self._tool_version)
            before, self._left_at = self._left_at, None
            if self._lock.previous_ended_well and self._stand() == before:
                return True
            close_keeping_log(self._connection, self.paths.index_db)
            self._start()
            return False

    def _stand(self) -> "_Stand":
        current = self.published()
        (shape,) = self._connection.execute("PRAGMA schema_version").fetchone()
        inode = self.paths.index_db.stat().st_ino if self.paths.index_db.exists() else None
        return _Stand(inode, shape, current.number if current else None)

    def _recover(self, *, ended_well: bool) -> None:
        started = time.perf_counter()
        self._vectors = None
        self.recovered = done = recover(
            self.paths, self._connection, ended_well=ended_well, given_up=self._given_up
        )
        if done:
            current = self.published()
            number = current.number if current else None
            Generations(self._connection).audit(
                "recover", number, number, started=started, details="; ".join(done)
            )
        self._is_clean = True

    @property
    def connection(self) -> sqlite3.Connection:
        """The writer's own connection; between `begin` and `publish` a transaction is open on it."""
        return self._connection

    def published(self) -> Published | None:
        """Return what is served now, or None before the first publish."""
        return Generations(self._connection).current()

    def known_files(self, only: frozenset[bytes] | None = None) -> dict[bytes, KnownFile]:
        """Return every file of the published generation by its path; or `only` some, and the folders above them."""
        if not self._connection.in_transaction:
            return _known(self._connection, only)
        with closing(
            open_reader(self.paths.index_db)
        ) as reader:  # of a run that was left: its rows do not count
            return _known(reader, only)

    def knows_below(self, path: bytes) -> bool:
        """Tell whether the published generation has a file below `path`, which then was a folder."""
        return Files(self._connection).has_below(path)

    def scan_started_ns(self) -> int:
        """Return when the last scan that ended well began, in nanoseconds of the epoch; 0 if there is none."""
        row = self._connection.execute(_QUERIES["scan_started"]).fetchone()
        return int(row[0] * 1_000_000_000) if row is not None else 0

    def is_on_record(self, root: str) -> bool:
        """Tell whether what is on record still holds after a run without news: the last run ended well, and was of this root."""
        row = self._connection.execute(_QUERIES["last_status"]).fetchone()
        return row == ("completed",) and home.kept(self._connection) == home.Home.of(root, self.paths)

    def lacks(self, embedder: Embedder | None) -> bool:
        """Tell whether the served generation, its files unchanged, is not what a run would publish."""
        published = self.published()
        return published is None or self._is_other_shape(published, embedder)

    def begin(
        self,
        *,
        root: str,
        revision: str | None,
        settings_digest: str,
        tool_version: str,
        started_at: float | None = None,
    ) -> int:
        """Start a run and return its session's id; its row is written at once, so a killed run leaves a trace.

        `root` is empty for a run that looks at no repository: what was known of it stays.
        `started_at` is when the scan of the source began (seconds of the epoch; now, if nobody says): the next run
        takes files changed since then for unsettled.

        Raises:
            StoreFull: the disk is nearly full; nothing was written.
        """
        with store_errors(self.paths), private_files():
            if self._staging is not None or self._session is not None:
                self.abandon("interrupted")
            if not self._is_clean:
                self._recover(ended_well=False)
            require_room(self.paths, self._free_floor_bytes)
            keep_reserve(self.paths)
            self.counts, self.timings, self.errors = SessionCounts(), {}, []
            self._root, self._revision = root, revision
            values = {
                "root": os.fsencode(root).decode("utf-8", "backslashreplace"),
                "revision": revision,
                "settings_digest": settings_digest,
                "tool_version": tool_version,
                "now": time.time() if started_at is None else started_at,
            }
            self._session = self._connection.execute(_QUERIES["begin_session"], values).lastrowid
            fault_point("begin.session")
        assert self._session is not None
        return self._session

    def stage(self, file: SourceFile, facts: FileFacts, known: KnownFile | None, facts_digest: str) -> int:
        """Put one file's facts in place of its old ones and return its id; a renamed file comes with its old `known`."""
        with store_errors(self.paths):
            file_id = self._stage().add(file, facts, known, facts_digest)
            fault_point("stage.file")
            return file_id

    def stage_removed(self, known: KnownFile) -> None:
        with store_errors(self.paths):
            self._stage().remove(known)
            fault_point("stage.removed")

    def stage_touched(self, known: KnownFile, file: SourceFile) -> None:
        """Note that a file's time or inode changed and its content did not."""
        with store_errors(self.paths):
            self._stage().touch(known, file)

    def _stage(self) -> Staging:
        if self._session is None:
            raise StoreError("nothing can be staged before `begin`")
        if self._staging is None:
            with private_files():
                self._staging = Staging(self._connection, self.paths.stage, self._session)
        return self._staging

    def publish(
        self,
        embedder: Embedder | None,
        link: Link | None = None,
        examine: Examine | None = None,
        *,
        force: bool = False,
        begun: Callable[[str], None] | None = None,
    ) -> Generation:
        """End the run: publish a new generation, or return the served one when nothing changed.

        Without an embedder the generation has no vectors; a later run with one embeds what is missing, the cache
        giving what it can. An embedder of another fingerprint gets a table of its own.

        `force` makes a generation even when nothing changed: a repair that brings stores back. `begun` is told the
        name of each step as it begins.

        Raises:
            StoreError, StoreFull, StoreDamaged: nothing was published; the old generation stays.
        """
        try:
            with private_files(), store_errors(self.paths):
                published = self.published()
                if published is not None and not force and not self._is_news(published, embedder):
                    self._end_without_news()
                    return published.generation
                generation = self._publication(force=force, begun=begun).run(embedder, link, examine)
        except BaseException as error:
            self.abandon("interrupted" if isinstance(error, KeyboardInterrupt) else "failed", error)
            raise
        self._session = None
        self._given_up = frozenset()
        self._tidy()
        return generation

    def _is_news(self, published: Published, embedder: Embedder | None) -> bool:
        staging = self._staging
        if staging is not None and (staging.changed_files() or staging.changed_paths()):
            return True
        return self._is_other_shape(published, embedder)

    @staticmethod
    def _is_other_shape(published: Published, embedder: Embedder | None) -> bool:
        if published.generation.model_fingerprint != (embedder.fingerprint if embedder else None):
            return True
        return published.text.details.get("schema_fingerprint") != SCHEMA_FINGERPRINT

    def _end_without_news(self) -> None:
        if self._staging is not None:  # files were touched, nothing more
            self._staging.apply()
            self._connection.execute("COMMIT")
            self._staging.close()
            self._staging = None
        self._close_session("completed")
        self._session = None

    def _publication(self, *, force: bool, begun: Callable[[str], None] | None) -> Publication:
        staging = self._stage()
        fault_point("stage.flushed")
        assert self._session is not None
        return Publication(
            self.paths,
            self._connection,
            staging,
            self._session,
            self._open_vectors,
            self._old_marks,
            revision=self._revision,
            disk_budget_bytes=self._disk_budget_bytes,
            configuration=self.configuration,
            timings=self.timings,
            finish=lambda: self._close_session("completed"),
            compare_all=force,
            begun=begun,
        )

    def _old_marks(self, chunk_ids: Sequence[int]) -> list[tuple[int, int]]:
        """Read marks as the published generation has them: our own transaction has deleted those rows already."""
        if not chunk_ids:
            return []
        with closing(open_reader(self.paths.index_db)) as reader:
            return projections.marks_of(reader, chunk_ids)

    def _open_vectors(self, folder: Path, dimensions: int) -> VectorTable:
        """Return the table, kept open from one publish to the next."""
        if self._vectors is None or self._vectors[0] != folder:
            self._vectors = (folder, VectorTable(folder, dimensions))
        return self._vectors[1]

    def _tidy(self) -> None:
        """After the pointer moved. Nothing here can take the generation back, so trouble is only noted."""
        assert self._staging is not None
        self._staging.close()
        self._staging = None
        fault_point("stage.dropped")
        audit = Generations(self._connection).audit
        started = time.perf_counter()
        try:
            with store_errors(self.paths):
                gone = collect(self.paths, self._connection, lambda folder: self._open_vectors(folder, 0))
                self._truncate_log()
        except (StoreError, RuntimeError, ValueError) as error:  # LanceDB raises the latter two
            self._is_clean = False
            audit("collect", None, None, started=started, details=str(error), failed=True)
            return
        if gone:
            audit("collect", gone[0], gone[-1], started=started)

    def _truncate_log(self) -> None:
        log = self.paths.index_db.with_name("index.db-wal")
        if log.exists() and log.stat().st_size > WAL_TRUNCATE_BYTES:
            fold_log(self._connection)

    def abandon(self, status: str = "interrupted", error: BaseException | None = None) -> None:
        """Give the run up: its rows are rolled back and the next `begin` clears what the other stores got."""
        if self._session is None:
            return
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._is_clean = False
        if error is not None:
            self.errors.append({"path": "", "status": status, "reason": f"{type(error).__name__}: {error}"})
        if self._staging is not None:
            self._staging.close()
            self._staging = None
        with store_errors(self.paths):
            self._close_session(status)
        self._session = None

    def _close_session(self, status: str) -> None:
        values: dict[str, Any] = {
            "id": self._session,
            "status": status,
            "now": time.time(),
            "timings": json.dumps({step: round(spent, 4) for step, spent in self.timings.items()}),
            "errors": json.dumps(self.errors),
            "files_seen": self.counts.files_seen,
            "files_parsed": self.counts.files_parsed,
            "files_skipped": self.counts.files_skipped,
            "files_failed": self.counts.files_failed,
            "nodes_made": self.counts.nodes_made,
        }
        self._connection.execute(_QUERIES["close_session"], values)
        if status == "completed" and self._root:
            home.keep(self._connection, home.Home.of(self._root, self.paths))
        fault_point("session.closed")

    def close(self) -> None:
        """Give up a run that was not published, and the lock."""
        if self._session is not None:
            self.abandon("interrupted")
        self._release(ended_well=self._is_clean)

    def _release(self, *, ended_well: bool) -> None:
        if hasattr(self, "_connection"):
            close_keeping_log(self._connection, self.paths.index_db, fold=self._left_at is None)
        self._lock.release(ended_well=ended_well)

    def __enter__(self) -> Self:
        self._signals.enter_context(_terminable())
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        with self._signals:
            self.close()


def _known(connection: sqlite3.Connection, only: frozenset[bytes] | None) -> dict[bytes, KnownFile]:
    files = Files(connection)
    return files.known() if only is None else files.known_at(only)


@contextmanager
def _terminable() -> Iterator[None]:
    """Let SIGTERM end a run like Ctrl-C does, so that its session says 'interrupted' at once."""
    is_ours = threading.current_thread() is threading.main_thread() and (
        signal.getsignal(signal.SIGTERM) is signal.SIG_DFL
    )
    if is_ours:
        signal.signal(signal.SIGTERM, _interrupt)
    try:
        yield
    finally:
        if is_ours:
            signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _interrupt(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt
