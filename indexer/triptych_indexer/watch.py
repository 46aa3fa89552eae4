"""Keeping an index up to date while its repository is being edited.

Watching tells *where* something may have changed; what changed is found by the same walk and comparison as in every
other run, over the named places only. Everything is walked when the names do not tell the whole story (a folder, an
ignore file, too many at once), at the start, and now and then: a lost event costs a delay, never a wrong index.

Between two runs other programs may write the index: the lock is held for the length of a run. What is slow to open is
kept: a worker process, LanceDB's table, the embedder, the database.
"""

import os
import stat
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from types import TracebackType
from typing import Final, Protocol, Self, TypeAlias

from triptych_indexer.errors import SourceError, StoreBusy
from triptych_indexer.parse.pool import Failure, Pool
from triptych_indexer.per_file import FileResult, FileTask
from triptych_indexer.pipeline import IndexReport, Readers, workers
from triptych_indexer.ports import Embedder
from triptych_indexer.settings import REPOSITORY_FILE, IndexSettings
from triptych_indexer.store.writer import IndexWriter

SETTLE_MS: Final = 25
"""Changes belong together until so long a quiet: an editor that saves by writing, renaming and touching makes one."""

GATHER_MS: Final = 400
"""Something that never falls quiet (a build that writes) is looked at after so long."""

TICK_MS: Final = 1_000

FEW: Final = 100
"""More names than this come from a checkout or a build: then the folder is walked whole."""

WALK_AGAIN_S: Final = 600.0
"""Everything is walked so often, whatever was told: events can be lost (the system's queue is finite)."""

IDLE_S: Final = 300.0
"""A worker that had nothing to do for so long is let go; the next edit waits a sixth of a second for a new one."""

BUSY_S: Final = 0.2
"""How often we look whether another writer is done."""

_NEVER: Final = frozenset({".triptych", ".git", "node_modules", "__pycache__", ".venv"})
"""Folders whose changes never matter to an index; a checkout shows in the files it rewrites, not in `.git`."""

_SPEAK_FOR_OTHERS: Final = frozenset(
    {
        *(b".gitignore", b".triptychignore", REPOSITORY_FILE.encode()),
        *(
            b"CACHEDIR.TAG",
            b"pyvenv.cfg",
            b"conda-meta",
            b"HEAD",
            b"objects",
            b"refs",
            b"index.db",
            b"writer.lock",
        ),
    }
)
"""Files that decide whether other files count: ignore files, and marks of environments, caches and repositories."""

Names: TypeAlias = frozenset[bytes] | None
"""Paths that may have changed, relative to the root; None: look everywhere."""

EVERYWHERE: Final = None
NOTHING: Final[Names] = frozenset()


class Run(Protocol):
    """One run of the pipeline, everything else about it being settled."""

    def __call__(
        self, *, only: Names = None, readers: Callable[[IndexSettings], Readers] | None = None
    ) -> IndexReport: ...


def watch(
    root: Path,
    *,
    run: Run,
    settings: IndexSettings,
    writer: IndexWriter,
    embedder: Embedder | None,
    stop: threading.Event,
    note: Callable[[str], None],
) -> Iterator[IndexReport]:
    """Index now and after every burst of changes until `stop` is set.

    Yields:
        What the first run did, and then what every run did that published something.

    Raises:
        SourceError: the root is gone, or the system refuses both ways of watching.
        EmbedderError, StoreError: a run failed; the index keeps what was published before.
    """
    with closing(KeptWorkers(settings)) as readers:
        yield run(readers=readers)
        writer.rest()
        readers.warm()
        if embedder is not None:
            writer.warm(embedder)
        asked = _settings_file(root)
        walk_at = 0.0  # at the first tick: nobody watched during the first run
        for told in bursts(root, stop=stop, note=note, apart_from=writer.paths.root):
            names = told if time.monotonic() < walk_at else EVERYWHERE
            if names == NOTHING:
                readers.let_go_when_idle()
                continue
            is_as_left = _wake(writer, stop, note)
            if stop.is_set():
                return
            if not is_as_left or _was_a_folder(names, writer):
                names = EVERYWHERE
            if names is EVERYWHERE:
                walk_at = time.monotonic() + WALK_AGAIN_S
                if asked != (asked := _settings_file(root)):
                    note(f"{REPOSITORY_FILE} changed: end this and watch again to have it heeded")
            report = run(only=names, readers=readers)
            writer.rest()
            readers.rest()
            if report.published:
                yield report


def _settings_file(root: Path) -> tuple[int, int] | None:
    """Return what tells one state of the repository's own settings from another; they are read once, at the start."""
    try:
        status = (root / REPOSITORY_FILE).lstat()
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _was_a_folder(names: Names, writer: IndexWriter) -> bool:
    """Tell whether a name was that of a folder: what lay in it is gone and was not named."""
    return names is not EVERYWHERE and any(map(writer.knows_below, names))


def _wake(writer: IndexWriter, stop: threading.Event, note: Callable[[str], None]) -> bool:
    """Take the lock, however long another writer holds it; tell whether the index is as we left it."""
    is_told = False
    while not stop.is_set():
        try:
            return writer.wake()
        except StoreBusy as busy:
            if not is_told:
                note(f"waiting: {busy}")
                is_told = True
            stop.wait(BUSY_S)
    return False


class KeptWorkers:
    """The processes that read files, one of which outlives its run."""

    def __init__(self, settings: IndexSettings) -> None:
        self._pool: Pool[FileTask, FileResult] = workers(settings)
        self._used = time.monotonic()

    def __call__(self, _settings: IndexSettings) -> Self:
        """Stand in for whoever makes workers for a run."""
        return self

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def map(
        self, tasks: Iterable[FileTask], size_of: Callable[[FileTask], int]
    ) -> Iterator[tuple[FileTask, FileResult | Failure]]:
        self._used = time.monotonic()
        return self._pool.map(tasks, size_of)

    def warm(self) -> None:
        self._pool.rest()
        self._pool.warm()

    def rest(self) -> None:
        self._pool.rest()

    def let_go_when_idle(self) -> None:
        if time.monotonic() - self._used > IDLE_S:
            self._pool.close()

    def close(self) -> None:
        self._pool.close()


def bursts(
    root: Path,
    *,
    stop: threading.Event,
    note: Callable[[str], None],
    apart_from: Path,
) -> Iterator[Names]:
    """Yield after every burst of changes below `root`, and every second without one, until `stop` is set.

    Changes that come while the caller is busy are told when it asks again. What happens in `apart_from`, the index
    itself, is nobody's change.

    Raises:
        SourceError: the root is gone, or the system refuses both ways of watching.
    """
    try:
        yield from _bursts(root, stop, apart_from, polling=False)
    except OSError as error:  # the limit on watched folders (inotify), or a file system without events
        note(f"the system refuses to watch ({error}): polling every second instead")
        try:
            yield from _bursts(root, stop, apart_from, polling=True)
        except OSError as second:
            raise SourceError(f"{root} cannot be watched: {second}") from second


def _bursts(root: Path, stop: threading.Event, apart_from: Path, *, polling: bool) -> Iterator[Names]:
    import watchfiles  # only a watcher pays for it

    top, index = os.fspath(root).rstrip("/") + "/", os.fspath(apart_from)
    told = watchfiles.watch(
        root,
        watch_filter=lambda _, path: _counts(path.removeprefix(top)) and not _is_in(path, index),
        debounce=GATHER_MS,
        step=SETTLE_MS,
        stop_event=stop,
        rust_timeout=TICK_MS,
        yield_on_timeout=True,
        force_polling=polling,
        poll_delay_ms=1_000,
        raise_interrupt=True,
        ignore_permission_denied=True,
    )
    for changes in told:
        yield names_of(top, {path for _, path in changes})


def _counts(relative: str) -> bool:
    return _NEVER.isdisjoint(relative.split("/"))


def _is_in(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


def names_of(top: str, changed: set[str]) -> Names:
    """Return which files to look at again, or `EVERYWHERE` when their names do not tell the whole story.

    Args:
        top: the root, with a closing `/`.
        changed: absolute paths.
    """
    if len(changed) > FEW:
        return EVERYWHERE
    for path in changed:
        name = os.fsencode(path.rpartition("/")[2])
        if not path.startswith(top) or name in _SPEAK_FOR_OTHERS or _is_folder(path):
            return EVERYWHERE
    return frozenset(os.fsencode(path.removeprefix(top)) for path in changed)


def _is_folder(path: str) -> bool:
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except OSError:
        return False  # gone: whether it was one, the index knows
