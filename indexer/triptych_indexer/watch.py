"""When is it time to index again? Waits for changes and lets them settle.

Watching only says *that* something changed. What changed is found by the same walk and comparison as every other run,
so a lost event costs a delay, never a wrong index.
"""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

from triptych_indexer.errors import SourceError

SETTLE_MS: Final = 300
"""Quiet time before indexing: an editor that saves by writing, renaming and touching makes one change, not three."""

_NEVER: Final = frozenset({".triptych", ".git", "node_modules", "__pycache__", ".venv"})
"""Folders whose changes never matter to an index; a checkout shows in the files it rewrites, not in `.git`."""


def bursts(
    root: Path,
    *,
    stop: threading.Event,
    note: Callable[[str], None],
    settle_ms: int = SETTLE_MS,
) -> Iterator[None]:
    """Yield once after every burst of changes below `root`, until `stop` is set.

    Changes that come while the caller is busy are seen when it asks again.

    Raises:
        SourceError: the root is gone, or the system refuses both ways of watching.
    """
    try:
        yield from _bursts(root, stop, settle_ms, polling=False)
    except (
        OSError
    ) as error:  # the system's limit on watched folders (inotify), or a file system without events
        note(f"the system refuses to watch ({error}): polling every second instead")
        try:
            yield from _bursts(root, stop, settle_ms, polling=True)
        except OSError as second:
            raise SourceError(f"{root} cannot be watched: {second}") from second


def _bursts(root: Path, stop: threading.Event, settle_ms: int, *, polling: bool) -> Iterator[None]:
    import watchfiles  # only a watcher pays for it

    changes = watchfiles.watch(
        root,
        watch_filter=lambda _, path: _counts(root, path),
        debounce=settle_ms * 4,
        step=settle_ms,
        stop_event=stop,
        force_polling=polling,
        poll_delay_ms=1_000,
        raise_interrupt=True,
        ignore_permission_denied=True,
    )
    for _ in changes:
        yield


def _counts(root: Path, path: str) -> bool:
    relative = path.removeprefix(str(root)).strip("/")
    return _NEVER.isdisjoint(relative.split("/"))
