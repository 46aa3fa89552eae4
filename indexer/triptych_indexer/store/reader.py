"""How a search sees one generation of three stores, whatever a writer does meanwhile.

`pin` opens a read transaction (that holds the graph and the texts), takes a lease on the frozen text index (that holds
text and vectors against collection) and hands out a `Snapshot`. Pin for each request, not for a session: a long
transaction keeps SQLite's log from being folded in. Handles stay open for the two newest generations, so that a pin
costs well under a millisecond.

A reader creates nothing: without an index it says so.
"""

import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from types import TracebackType
from typing import Final, NamedTuple, Self

from triptych_indexer.errors import GenerationGone, StoreDamaged, StoreMissing
from triptych_indexer.model import Generation
from triptych_indexer.store.generation import Generations, Published, StoreFile
from triptych_indexer.store.graph.lookup import Lookup
from triptych_indexer.store.leases import Lease
from triptych_indexer.store.manifest import check_sizes
from triptych_indexer.store.migrate import require_current
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.space import is_corrupt
from triptych_indexer.store.sql import open_reader
from triptych_indexer.store.text import TextSnapshot, openable
from triptych_indexer.store.vectors import VectorSnapshot

HANDLES: Final = 2
"""Generations whose handles stay open: the newest, and the one that requests in flight still hold."""

ATTEMPTS: Final = 20
"""Each is lost only when a whole publish and its collection fall between two statements."""


class FilePaths(NamedTuple):
    """Every file of a generation, in columns: a path filter is tried on all of them."""

    ids: Sequence[int]
    texts: Sequence[str]
    """UTF-8; bytes that are none are replaced."""
    lowered: Sequence[str]


class _Handles:
    """One generation's open stores, opened at first use and shared by all requests."""

    def __init__(self, paths: IndexPaths, published: Published, generations: Generations) -> None:
        self._paths = paths
        self._published = published
        self._files: dict[str, list[StoreFile]] = {
            "tantivy": generations.files(published.number, "tantivy"),
            "lancedb": generations.files(published.number, "lancedb"),
        }
        self._lock = threading.Lock()
        self._text: TextSnapshot | None = None
        self._vectors: VectorSnapshot | None = None
        self._file_paths: FilePaths | None = None
        self._opened = ExitStack()

    def text(self) -> TextSnapshot:
        with self._lock:
            if self._text is None:
                folder = self._paths.root / self._published.text.location
                check_sizes(folder, self._files["tantivy"])
                self._text = TextSnapshot.open(self._opened.enter_context(openable(folder)))
            return self._text

    def vectors(self) -> VectorSnapshot | None:
        state = self._published.vectors
        if state is None or state.version is None:
            return None
        with self._lock:
            if self._vectors is None:
                folder = self._paths.root / state.location
                check_sizes(folder, self._files["lancedb"])
                self._vectors = VectorSnapshot.open(folder, state.version)
            return self._vectors

    def vectors_are_held(self) -> bool:
        return self._vectors is not None and self._vectors.is_held

    def file_paths(self, connection: sqlite3.Connection) -> FilePaths:
        held = self._file_paths  # read twice when two threads come at once: they read the same
        if held is None:
            files = list(Lookup(connection).paths())
            texts = [path.decode("utf-8", "replace") for _, path in files]
            lowered = [text.lower() for text in texts]
            self._file_paths = held = FilePaths([file_id for file_id, _ in files], texts, lowered)
        return held

    def close(self) -> None:
        """Remove the copy of the text index, if one was made; a request that still searches it has its files mapped."""
        self._opened.close()


class Snapshot:
    """One generation, until the `with` block that pinned it ends."""

    def __init__(self, published: Published, connection: sqlite3.Connection, handles: _Handles) -> None:
        self.published = published
        self.connection = connection
        """Reads the graph and the texts of this generation; a transaction is open on it."""
        self._handles = handles

    @property
    def generation(self) -> Generation:
        return self.published.generation

    @property
    def text(self) -> TextSnapshot:
        """The text store.

        Raises:
            StoreDamaged: it does not open.
        """
        return self._handles.text()

    @property
    def vectors(self) -> VectorSnapshot | None:
        """The vector store, None when the generation has no vectors; the first use imports LanceDB.

        Raises:
            StoreDamaged: it does not open.
        """
        return self._handles.vectors()

    @property
    def vectors_are_held(self) -> bool:
        """Whether the vectors are in memory by now; opens nothing."""
        return self._handles.vectors_are_held()

    @property
    def file_paths(self) -> FilePaths:
        """All paths, read once for each generation."""
        return self._handles.file_paths(self.connection)


class IndexReader:
    """Open for as long as a program answers questions; may be used from several threads."""

    def __init__(self, paths: IndexPaths) -> None:
        self.paths = paths
        self._lock = threading.Lock()
        self._idle: list[sqlite3.Connection] = []
        self._lent: dict[sqlite3.Connection, tuple[int, int] | None] = {}
        self._identity: tuple[int, int] | None = None
        """Device and inode of the index.db that the idle connections have open."""
        self._handles: OrderedDict[tuple[int, float], _Handles] = OrderedDict()

    @classmethod
    def open(cls, paths: IndexPaths) -> "IndexReader":
        """Make sure that there is an index this program can read; creates and changes nothing.

        Raises:
            StoreMissing: there is none.
            MigrationError: its tables are of another version.
            StoreDamaged: it cannot be read.
        """
        if not paths.exists():
            raise StoreMissing(f"no index at {paths.root}: run `triptych index`")
        paths.check_format()
        reader = cls(paths)
        with _damage(paths):
            connection = reader._borrow()
            try:
                require_current(connection, "graph")
            except BaseException:
                reader._discard(connection)
                raise
            reader._give_back(connection)
        return reader

    @contextmanager
    def pin(self) -> Iterator[Snapshot]:
        """Hold the newest generation while inside.

        Raises:
            StoreMissing: nothing was ever published.
            StoreDamaged: the index cannot be read.
        """
        with _damage(self.paths):  # also of what is asked inside: a damaged page is met when it is read
            connection, published, lease = self._pinned()
            try:
                yield Snapshot(published, connection, self._handles_of(published, connection))
            finally:
                lease.release()
                self._end(connection)

    def current(self) -> Generation:
        """Return what is served now: cheap, for telling whether a cached answer is still of this generation."""
        with _damage(self.paths):
            connection, published, lease = self._pinned()
            lease.release()
            self._end(connection)
            return published.generation

    def _pinned(self) -> tuple[sqlite3.Connection, Published, Lease]:
        connection = self._borrow()
        try:
            return self._pin_newest(connection)
        except BaseException:
            self._discard(connection)
            raise

    def _pin_newest(self, connection: sqlite3.Connection) -> tuple[sqlite3.Connection, Published, Lease]:
        gone: GenerationGone | None = None
        for _ in range(ATTEMPTS):
            connection.execute("BEGIN")
            published = Generations(connection).current()
            if published is None:
                raise StoreMissing(f"nothing was published at {self.paths.root} yet: run `triptych index`")
            frozen = self.paths.root / published.text.location
            try:
                return connection, published, Lease(frozen)
            except GenerationGone as error:
                gone = error
                connection.execute("COMMIT")
        raise StoreDamaged(f"{gone} though it is the one to be served: run `triptych repair`") from gone

    def _handles_of(self, published: Published, connection: sqlite3.Connection) -> _Handles:
        # A number can come again in an index that was made anew; its moment does not.
        key = (published.number, published.generation.created_at)
        with self._lock:
            handles = self._handles.get(key)
            if handles is None:
                handles = _Handles(self.paths, published, Generations(connection))
                self._handles[key] = handles
            self._handles.move_to_end(key)
            while len(self._handles) > HANDLES:
                self._handles.popitem(last=False)[1].close()
            return handles

    def _borrow(self) -> sqlite3.Connection:
        with self._lock:
            self._notice_another_file()
            connection = self._idle.pop() if self._idle else open_reader(self.paths.index_db)
            self._lent[connection] = self._identity
            return connection

    def _notice_another_file(self) -> None:
        """Let go of connections to an index.db that was removed and made anew: they would serve the old one for ever."""
        try:
            stat = self.paths.index_db.stat()
        except FileNotFoundError as error:
            raise StoreMissing(f"no index at {self.paths.root}: run `triptych index`") from error
        identity = (stat.st_dev, stat.st_ino)
        if identity != self._identity:
            self._close_idle()
            self._identity = identity

    def _end(self, connection: sqlite3.Connection) -> None:
        """End the transaction of a pin; a connection that cannot (a damaged page was met) is not used again."""
        try:
            connection.execute("COMMIT")
        except BaseException:
            self._discard(connection)
            raise
        self._give_back(connection)

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if self._lent.pop(connection) == self._identity:
                self._idle.append(connection)
            else:
                connection.close()

    def _discard(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            self._lent.pop(connection)
            connection.close()

    def _close_idle(self) -> None:
        for connection in self._idle:
            connection.close()
        self._idle.clear()

    def close(self) -> None:
        with self._lock:
            self._close_idle()
            for handles in self._handles.values():
                handles.close()
            self._handles.clear()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


@contextmanager
def _damage(paths: IndexPaths) -> Iterator[None]:
    """Turn SQLite's complaints into the store's: a broken index is never an empty answer."""
    try:
        yield
    except sqlite3.ProgrammingError:  # a wrong question of ours, whatever the index is like
        raise
    except sqlite3.OperationalError as error:
        if not paths.exists():
            raise StoreMissing(f"no index at {paths.root}: run `triptych index`") from error
        raise StoreDamaged(f"{paths.index_db} cannot be read ({error}): run `triptych doctor`") from error
    except sqlite3.DatabaseError as error:
        word = "is broken" if is_corrupt(error) else "cannot be read"
        raise StoreDamaged(f"{paths.index_db} {word} ({error}): run `triptych repair`") from error
