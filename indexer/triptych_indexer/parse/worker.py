"""The process that meets hostile bytes: it can hang, swell or die, and only its parent will notice.

Standard input brings batches of tasks, standard output takes results back; both are moved out of the way first, so
that nothing a library prints can get between them. The kernel, not this code, ends a task that takes too long:
interval timers with their default action kill the process even in the middle of a C loop, and whether or not the
parent is still there to watch.

Imports nothing but what every worker needs: a worker's start is paid once per process.
"""

import fcntl
import os
import pickle
import resource
import signal
import struct
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, BinaryIO, Final

from triptych_indexer.model import ParseStatus

FRAME: Final = struct.Struct("<QBQ")
"""Before each result: the task's number, what follows (one of the three below), how many bytes."""

RESULT: Final = 0
FAILURE: Final = 1
"""A pickled pair of `ParseStatus` and reason."""
BROKEN: Final = 2
"""The worker could not start; the reason as UTF-8."""

LENGTH: Final = struct.Struct("<Q")
"""Before each pickled batch."""

IDLE: Final = 0
"""In the progress file: no task is being worked on. Otherwise it holds the task's number + 1."""

PATIENCE: Final = 3
"""A task may take so many times its limit by the wall clock: the limit counts processor time, of which a busy
machine gives little and a process that sleeps takes none."""

_FLUSH_BYTES: Final = 128 * 1024
_FLUSH_S: Final = 0.05


@dataclass(frozen=True, slots=True)
class Orders:
    """The first message a worker gets."""

    memory_bytes: int
    """Limit of the address space; 0 = none."""
    work: Callable[[Any], object]
    initializer: Callable[[], object] | None


def main(lifeline: int, progress: int) -> None:
    """Work until the parent closes our standard input, or is gone.

    Args:
        lifeline: a pipe that nobody writes to and whose other end only the parent holds.
        progress: a file in which the number of the current task is kept for the parent to read after a crash.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to the whole group; the parent decides
    _die_with_parent(lifeline)
    tasks, results = os.fdopen(os.dup(0), "rb"), os.dup(1)
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a core dump would hold the user's source
    outbox = _Outbox(results)
    try:
        orders = pickle.loads(_message(tasks) or b"")
        assert isinstance(orders, Orders)
        if orders.initializer is not None:
            orders.initializer()
    except BaseException as error:  # whatever it is, the parent has to hear why nothing can start
        outbox.add(0, BROKEN, f"{type(error).__name__}: {error}".encode())
        outbox.flush()
        return
    if orders.memory_bytes:
        resource.setrlimit(resource.RLIMIT_AS, (orders.memory_bytes, orders.memory_bytes))
    while (message := _message(tasks)) is not None:
        for number, limit_s, task in pickle.loads(message):
            os.pwrite(progress, LENGTH.pack(number + 1), 0)
            _start_clock(limit_s)
            kind, payload, sound = _attempt(orders.work, task)
            _start_clock(0)
            os.pwrite(progress, LENGTH.pack(IDLE), 0)
            outbox.add(number, kind, payload)
            if not sound:  # after a failed allocation the heap is in shreds: begin anew
                outbox.flush()
                return
        outbox.flush()


def _attempt(work: Callable[[Any], object], task: object) -> tuple[int, bytes, bool]:
    """Return the kind of frame, its payload, and whether this process may go on."""
    try:
        return RESULT, pickle.dumps(work(task), protocol=5), True
    except MemoryError:
        return FAILURE, pickle.dumps((ParseStatus.MEMORY, "ran out of its share of memory")), False
    # `SystemExit` too: what a task raises is one file's failure, never the end of the run.
    except BaseException as error:
        reason = f"{type(error).__name__}: {error}"[:500]
        return FAILURE, pickle.dumps((ParseStatus.CRASH, reason)), True


class _Outbox:
    """Gathers results, so that a thousand small files do not wake the parent a thousand times."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._frames: list[bytes] = []
        self._size_bytes = 0
        self._flushed_at = time.monotonic()

    def add(self, number: int, kind: int, payload: bytes) -> None:
        self._frames += (FRAME.pack(number, kind, len(payload)), payload)
        self._size_bytes += len(payload)
        if self._size_bytes > _FLUSH_BYTES or time.monotonic() - self._flushed_at > _FLUSH_S:
            self.flush()

    def flush(self) -> None:
        data = memoryview(b"".join(self._frames))
        self._frames.clear()
        self._size_bytes = 0
        while data:
            data = data[os.write(self._descriptor, data) :]
        self._flushed_at = time.monotonic()


def _message(stream: BinaryIO) -> bytes | None:
    """Return the next message, None when the parent has closed its end."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (size,) = LENGTH.unpack(head)
    body = stream.read(size)
    return body if len(body) == size else None


def _start_clock(limit_s: float) -> None:
    """Let the kernel kill this process when the limit is over; 0 stops the clock."""
    signal.setitimer(signal.ITIMER_PROF, limit_s)
    signal.setitimer(signal.ITIMER_REAL, limit_s * PATIENCE)


def _die_with_parent(lifeline: int) -> None:
    """Ask the kernel for SIGIO, whose default action is death, as soon as the pipe's other end closes.

    Not PR_SET_PDEATHSIG: it is Linux only, and fires when the *thread* ends that started us.
    """
    fcntl.fcntl(lifeline, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(lifeline, fcntl.F_SETFL, fcntl.fcntl(lifeline, fcntl.F_GETFL) | os.O_ASYNC | os.O_NONBLOCK)
    try:
        if os.read(lifeline, 1) == b"":  # closed before we asked
            sys.exit()
    except BlockingIOError:
        return  # open and empty, as it should be
