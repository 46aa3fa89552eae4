"""A pool of processes in which any task may hang, swell or crash, and costs only itself.

Not `ProcessPoolExecutor`: it dies whole when one worker does, and cannot stop one task. Spawned, never forked: the
parent may have threads and open stores. A worker that dies is replaced; the task it died of is known from its
progress file, gets one more try in a fresh worker (the system may have killed it for lack of memory), and is then
recorded as a `Failure`; whatever else it had been given is done again.
"""

import contextlib
import itertools
import os
import pickle
import selectors
import signal
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from types import TracebackType
from typing import Final, Generic, Self, TypeVar

from triptych_indexer.errors import IndexerError
from triptych_indexer.model import ParseStatus
from triptych_indexer.parse import worker as protocol

T = TypeVar("T")
R = TypeVar("R")

BATCH_BYTES: Final = 512 * 1024
"""Sources per message. 256 KB and 1 MB cost the parent 3 % and 1.6 % of a run, single files 17 %."""

BATCH_TASKS: Final = 256

WINDOW_TASKS: Final = 4_096
"""Tasks looked at together to send the big ones first, so that no worker is left alone with one at the end."""

_TRIES: Final = 2
_STILLBORN: Final = 3
_WATCH_S: Final = 1.0
_FAREWELL_S: Final = 1.0
_SECONDS_PER_BYTE: Final = 1e-6
_DEATHS_WITHOUT_MEMORY: Final = (-signal.SIGSEGV, -signal.SIGBUS, -signal.SIGABRT)
_PIPE_BYTES: Final = 1 << 20
_F_SETPIPE_SZ: Final = 1031  # Linux; Python 3.11 has no name for it
_STDERR_KEPT: Final = 2_000

_BOOT: Final = "import sys; sys.path[:] = {path!r}; from triptych_indexer.parse.worker import main; main({lifeline}, {progress})"


@dataclass(frozen=True, slots=True)
class Failure:
    """What became of a task that gave no result."""

    status: ParseStatus
    reason: str


@dataclass(slots=True)
class _Job(Generic[T]):
    number: int
    task: T
    size_bytes: int
    tries: int = 0


@dataclass(slots=True)
class _Worker(Generic[T]):
    process: "subprocess.Popen[bytes]"
    lifeline: int
    progress: int
    jobs: dict[int, _Job[T]] = field(default_factory=dict)
    """Given to it and not yet answered, in the order in which it will do them."""
    outbox: bytearray = field(default_factory=bytearray)
    inbox: bytearray = field(default_factory=bytearray)
    complaint: bytes = b""
    """The end of what it wrote to standard error."""
    current: int = protocol.IDLE
    current_since: float = 0.0
    fresh: bool = True
    """Has not answered anything yet."""
    in_hand_bytes: int = 0
    overdue: bool = False

    def is_busy(self) -> bool:
        """Tell whether it has enough to do: more than half a batch."""
        return self.in_hand_bytes > BATCH_BYTES // 2 or len(self.jobs) > BATCH_TASKS // 2


class Pool(Generic[T, R]):
    """Runs `work` over tasks in other processes; a context manager that leaves no process behind.

    `work`, `initializer` and tasks are pickled: functions by the name under which a fresh process can import them.
    Workers start when there is something to do for them, so that three files cost one worker.
    """

    def __init__(
        self,
        work: Callable[[T], R],
        *,
        workers: int,
        timeout_s: float,
        memory_bytes: int,
        initializer: Callable[[], object] | None = None,
    ) -> None:
        """Prepare a pool; no process is started yet.

        Args:
            work: what to do with a task; must not depend on the tasks before it.
            workers: at most so many processes, at least one.
            timeout_s: processor time for a task, to which each megabyte of its size adds a second.
            memory_bytes: a worker's address space; 0 = no limit.
            initializer: run once in each worker before its first task.
        """
        self._orders = pickle.dumps(protocol.Orders(memory_bytes, work, initializer), protocol=5)
        self._limit = max(1, workers)
        self._timeout_s = timeout_s
        self._memory_bytes = memory_bytes
        self._workers: list[_Worker[T]] = []
        # Not the default: epoll is a descriptor of its own, to be closed and opened again; ours are a few pipes.
        self._selector = selectors.PollSelector()
        self._queue: deque[list[_Job[T]]] = deque()
        self._answers: deque[tuple[T, R | Failure]] = deque()
        self._stillborn = 0
        """Workers that died in a row before they answered anything and without having begun a task."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Kill every worker and wait until it is gone; unanswered tasks are forgotten."""
        for one in self._workers:
            one.process.kill()
        for one in list(self._workers):
            self._bury(one)
        self._queue.clear()
        self._answers.clear()

    def warm(self) -> None:
        """Start one worker before there is something to do, so that the first task need not wait for it."""
        if not self._workers:
            self._spawn()

    def rest(self) -> None:
        """Let all workers go but one, between two maps; the next map starts what it needs."""
        for one in self._workers[1:]:
            one.process.kill()
            self._bury(one)

    def map(self, tasks: Iterable[T], size_of: Callable[[T], int]) -> Iterator[tuple[T, R | Failure]]:
        """Yield every task with its result or failure, in the order in which they get done.

        Tasks are taken from the iterable a window at a time, big ones first inside a window. `size_of` gives a
        task's size in bytes. One `map` at a time.

        Raises:
            IndexerError: a worker cannot start at all (broken installation): no task was harmed.
        """
        source = iter(tasks)
        numbers = itertools.count()
        exhausted = finished = False
        try:
            while True:
                while not exhausted and len(self._queue) < self._limit:
                    window = [
                        _Job(next(numbers), task, size_of(task))
                        for task in itertools.islice(source, WINDOW_TASKS)
                    ]
                    exhausted = len(window) < WINDOW_TASKS
                    self._queue.extend(_batches(window))
                self._hand_out()
                if not self._queue and not any(one.jobs for one in self._workers):
                    break
                self._listen()
                while self._answers:
                    yield self._answers.popleft()
            finished = True
        finally:
            if not finished:
                self.close()  # the consumer left early: nothing of this map may reach the next

    def _hand_out(self) -> None:
        """Give the waiting batches to idle workers, then to new ones, then to those that are nearly done."""
        while self._queue:
            least = min(self._workers, key=lambda one: (one.in_hand_bytes, len(one.jobs)), default=None)
            if (least is None or least.jobs) and len(self._workers) < self._limit:
                least = self._spawn()
            assert least is not None  # the limit is at least one
            if least.is_busy():
                return
            self._send(least, self._queue.popleft())

    def _send(self, one: _Worker[T], batch: list[_Job[T]]) -> None:
        orders = []
        for job in batch:
            one.jobs[job.number] = job
            one.in_hand_bytes += job.size_bytes
            orders.append((job.number, self._limit_s(job), job.task))
        self._post(one, pickle.dumps(orders, protocol=5))

    def _post(self, one: _Worker[T], message: bytes) -> None:
        one.outbox += protocol.LENGTH.pack(len(message)) + message
        self._write(one)

    def _write(self, one: _Worker[T]) -> None:
        """Write what the pipe takes now; never blocks, for the worker may itself be blocked writing to us."""
        assert one.process.stdin is not None
        pipe = one.process.stdin.fileno()
        try:
            while one.outbox:
                del one.outbox[: os.write(pipe, one.outbox)]
        except BlockingIOError:
            if pipe not in self._selector.get_map():
                self._selector.register(pipe, selectors.EVENT_WRITE, (one, self._write))
            return
        except BrokenPipeError:
            one.outbox.clear()  # it is dead; the end of its results will say so
        if pipe in self._selector.get_map():
            self._selector.unregister(pipe)

    def _spawn(self) -> _Worker[T]:
        lifeline, held = os.pipe()
        progress = os.memfd_create("progress") if hasattr(os, "memfd_create") else _unnamed_file()
        os.pwrite(progress, protocol.LENGTH.pack(protocol.IDLE), 0)
        # Isolated (-I): the current directory may be the hostile repository, and must not be imported from.
        path = [folder for folder in sys.path if folder]
        process = subprocess.Popen(
            [
                sys.executable,
                "-I",
                *(["-B"] if sys.dont_write_bytecode else []),
                "-c",
                _BOOT.format(path=path, lifeline=lifeline, progress=progress),
            ],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            pass_fds=(lifeline, progress),
            bufsize=0,
        )
        os.close(lifeline)
        one: _Worker[T] = _Worker(process, held, progress)
        assert process.stdin
        assert process.stdout
        assert process.stderr
        for pipe in (process.stdin, process.stdout):
            _widen(pipe.fileno())
        os.set_blocking(process.stdin.fileno(), False)
        self._selector.register(process.stdout, selectors.EVENT_READ, (one, self._read))
        self._selector.register(process.stderr, selectors.EVENT_READ, (one, self._overhear))
        self._workers.append(one)
        self._post(one, self._orders)
        return one

    def _listen(self) -> None:
        """Wait for something to happen, or a second, and deal with all that did."""
        for key, _ in self._selector.select(_WATCH_S):
            one, react = key.data
            if one in self._workers:  # an earlier event may have buried it
                react(one)
        self._watch()

    def _read(self, one: _Worker[T]) -> None:
        assert one.process.stdout is not None
        data = os.read(one.process.stdout.fileno(), _PIPE_BYTES)
        if not data:
            self._settle(one)
            return
        one.inbox += data
        at, end, head = 0, len(one.inbox), protocol.FRAME.size
        while end - at >= head:
            number, kind, size = protocol.FRAME.unpack_from(one.inbox, at)
            if end - at - head < size:
                break
            payload = bytes(memoryview(one.inbox)[at + head : at + head + size])
            at += head + size
            self._answer(one, number, kind, payload)
        del one.inbox[:at]

    def _answer(self, one: _Worker[T], number: int, kind: int, payload: bytes) -> None:
        if kind == protocol.BROKEN:
            raise IndexerError(f"a parser process cannot start: {payload.decode('utf-8', 'replace')}")
        job = one.jobs.pop(number)
        one.in_hand_bytes -= job.size_bytes
        one.fresh = False
        self._stillborn = 0
        value = pickle.loads(payload)
        self._answers.append((job.task, Failure(*value) if kind == protocol.FAILURE else value))

    def _overhear(self, one: _Worker[T]) -> None:
        assert one.process.stderr is not None
        data = os.read(one.process.stderr.fileno(), 1 << 16)
        if not data:
            self._selector.unregister(one.process.stderr)
        one.complaint = (one.complaint + data)[-_STDERR_KEPT:]

    def _watch(self) -> None:
        """Kill a worker that the kernel's timers did not stop: one that was itself stopped, say."""
        now = time.monotonic()
        for one in self._workers:
            current = _current(one.progress)
            if current != one.current:
                one.current, one.current_since = current, now
            job = one.jobs.get(current - 1)
            if job is not None and now - one.current_since > 2 * protocol.PATIENCE * self._limit_s(job):
                one.overdue = True
                one.process.kill()

    def _settle(self, one: _Worker[T]) -> None:
        """A worker is gone: find what it died of, and put back what it had not answered."""
        current = _current(one.progress)
        code = self._bury(one)
        culprit = one.jobs.pop(current - 1, None)
        if culprit is None and one.jobs and one.fresh:
            self._stillborn += 1
            if self._stillborn >= _STILLBORN:
                said = one.complaint.decode("utf-8", "replace").strip().rpartition("\n")[2]
                raise IndexerError(f"parser processes die as they start ({_manner(code)}): {said}")
        if one.jobs:
            self._queue.appendleft(list(one.jobs.values()))
        if culprit is not None:
            self._judge(culprit, code, one)

    def _judge(self, job: _Job[T], code: int, one: _Worker[T]) -> None:
        job.tries += 1
        if one.overdue or code in (-signal.SIGPROF, -signal.SIGALRM):
            reason = f"took more than {self._limit_s(job):.1f} s"
            self._answers.append((job.task, Failure(ParseStatus.TIMEOUT, reason)))
        elif code == -signal.SIGABRT and b"alloc" in one.complaint:
            reason = f"needs more than {self._memory_bytes / 1e9:.1f} GB of memory"
            self._answers.append((job.task, Failure(ParseStatus.MEMORY, reason)))
        elif job.tries < _TRIES:
            self._queue.append([job])
        elif code == -signal.SIGKILL:
            reason = "was killed twice from outside, most likely for lack of memory"
            self._answers.append((job.task, Failure(ParseStatus.MEMORY, reason)))
        else:
            self._answers.append(
                (job.task, Failure(ParseStatus.CRASH, _manner(code) + self._suspicion(code)))
            )

    def _suspicion(self, code: int) -> str:
        """Say that memory may have been missing: a parser that is given none may write to nowhere, and a stack that may
        not grow ends in the same way. What the dead process had of it, nobody can ask any more.
        """
        if self._memory_bytes and code in _DEATHS_WITHOUT_MEMORY:
            return f", perhaps for want of memory (worker_memory_bytes = {self._memory_bytes})"
        return ""

    def _bury(self, one: _Worker[T]) -> int:
        """Wait for the end of a worker that was killed or is leaving; close what belonged to it; return its code."""
        process = one.process
        self._workers.remove(one)
        try:
            code = process.wait(_FAREWELL_S)
        except subprocess.TimeoutExpired:
            process.kill()
            code = process.wait()
        assert process.stderr is not None
        os.set_blocking(process.stderr.fileno(), False)
        with contextlib.suppress(BlockingIOError):
            one.complaint = (one.complaint + os.read(process.stderr.fileno(), 1 << 16))[-_STDERR_KEPT:]
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            if pipe in self._selector.get_map():
                self._selector.unregister(pipe)
            pipe.close()
        os.close(one.lifeline)
        os.close(one.progress)
        return code

    def _limit_s(self, job: _Job[T]) -> float:
        return self._timeout_s + job.size_bytes * _SECONDS_PER_BYTE


def _batches(window: "list[_Job[T]]") -> Iterator[list[_Job[T]]]:
    """Cut a window into messages, big tasks first."""
    window.sort(key=lambda job: -job.size_bytes)
    batch: list[_Job[T]] = []
    size_bytes = 0
    for job in window:
        batch.append(job)
        size_bytes += job.size_bytes
        if size_bytes >= BATCH_BYTES or len(batch) == BATCH_TASKS:
            yield batch
            batch, size_bytes = [], 0
    if batch:
        yield batch


def _current(progress: int) -> int:
    number: int = protocol.LENGTH.unpack(os.pread(progress, protocol.LENGTH.size, 0))[0]
    return number


def _manner(code: int) -> str:
    """Say how a process ended, from its exit code.

    >>> _manner(-11), _manner(3)
    ('killed by SIGSEGV', 'left with exit code 3')
    """
    if code >= 0:
        return f"left with exit code {code}"
    try:
        return f"killed by {signal.Signals(-code).name}"
    except ValueError:
        return f"killed by signal {-code}"


def _widen(pipe: int) -> None:
    """Make room for whole batches, so that neither side waits; where that cannot be, both sides manage without."""
    if sys.platform == "linux":
        import fcntl

        with contextlib.suppress(OSError):  # the user's share of pipe memory may be used up
            fcntl.fcntl(pipe, _F_SETPIPE_SZ, _PIPE_BYTES)


def _unnamed_file() -> int:
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())
