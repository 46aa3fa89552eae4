"""One writer at a time, told by the kernel.

`flock` on `writer.lock`: the kernel frees it at the process's death, so there is no stale lock to guess about. What
the file says (process, boot, start, version) is only for the message shown to whoever comes second, and for noticing
that the last writer did not end by itself.
"""

import fcntl
import json
import os
import time
from pathlib import Path
from types import TracebackType
from typing import Final

from triptych_indexer.errors import StoreBusy, StoreMissing
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.paths import open_own, read_small

ATTEMPTS: Final = 3
ATTEMPT_S: Final = 0.01
"""`is_held` takes the lock for a moment to look; that is no writer."""


class WriterLock:
    """The right to write one index, held from `acquire` to `release`."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._handle: int | None = None
        self.previous_ended_well = True
        """False when the writer before us was killed; risky opens are then tried in a child first."""

    def acquire(self, version: str) -> None:
        """Take the lock without waiting.

        Raises:
            StoreBusy: another process is writing; the message names it.
            StoreError: there is no file in the lock's place.
        """
        handle = open_own(self._path, os.O_RDWR | os.O_CREAT)
        if not _take(handle):
            os.close(handle)
            raise StoreBusy(f"the index is being written by {describe_owner(self._path)}; try again later")
        self._handle = handle
        fault_point("lock.taken")
        self.previous_ended_well = not os.read(handle, 4096).strip()
        owner = {"pid": os.getpid(), "boot": boot_id(), "started": time.time(), "version": version}
        self._rewrite(json.dumps(owner).encode())

    def release(self, *, ended_well: bool) -> None:
        """Give the lock back; the owner's note is wiped only when everything was left in order."""
        if self._handle is None:
            return
        if ended_well:
            self._rewrite(b"")
        os.close(self._handle)
        self._handle = None

    def _rewrite(self, content: bytes) -> None:
        assert self._handle is not None
        os.ftruncate(self._handle, 0)
        os.pwrite(self._handle, content, 0)

    def __enter__(self) -> "WriterLock":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release(ended_well=kind is None)


def _take(handle: int) -> bool:
    for _ in range(ATTEMPTS):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(ATTEMPT_S)
        else:
            return True
    return False


def is_held(path: Path) -> bool:
    """Tell whether some process is writing, without taking or creating anything."""
    try:
        handle = open_own(path, os.O_RDONLY)
    except FileNotFoundError as error:
        raise StoreMissing(f"no index at {path.parent}") from error
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def describe_owner(path: Path) -> str:
    """Say who holds the lock, as far as its note tells."""
    try:
        owner = json.loads(read_small(path))
        since = time.strftime("%H:%M:%S", time.localtime(float(owner["started"])))
        return f"process {int(owner['pid'])} since {since}"
    except (OSError, ValueError, KeyError, TypeError):
        return "another process"


def boot_id() -> str:
    """Return what tells this start of the machine from the last one, so that a reused process number is noticed."""
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except OSError:
        return ""
