"""Any task may hang, swell or die, and costs only itself; nobody stays behind."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from support.hostile_work import die, refuse, work
from triptych_indexer.errors import IndexerError
from triptych_indexer.model import ParseStatus
from triptych_indexer.parse.pool import Failure, Pool

TESTS = Path(__file__).parents[2]

DEADLY = {
    "segfault": (ParseStatus.CRASH, "SIGSEGV"),
    "exit-now": (ParseStatus.CRASH, "exit code 3"),
    "sys-exit": (ParseStatus.CRASH, "SystemExit"),
    "hang": (ParseStatus.TIMEOUT, "more than"),
    "sleep": (ParseStatus.TIMEOUT, "more than"),
    "swell": (ParseStatus.MEMORY, "memory"),
    "abort": (ParseStatus.MEMORY, "memory"),
    "killed": (ParseStatus.MEMORY, "from outside"),
    "raise": (ParseStatus.CRASH, "ValueError: no good"),
    "recurse": (ParseStatus.CRASH, "RecursionError"),
    "lambda": (ParseStatus.CRASH, "pickle"),
}


def pool(workers: int = 2, timeout_s: float = 0.4) -> Pool[str, str]:
    return Pool(work, workers=workers, timeout_s=timeout_s, memory_bytes=1 << 30)


def children() -> list[psutil.Process]:
    found: list[psutil.Process] = psutil.Process().children(recursive=True)
    return found


@pytest.fixture(autouse=True)
def _nobody_stays_behind() -> Iterator[None]:
    before = {child.pid for child in children()}
    files = psutil.Process().num_fds()
    yield
    assert {child.pid for child in children()} <= before
    assert psutil.Process().num_fds() <= files


@pytest.mark.parametrize(("task", "expected"), DEADLY.items())
def test_a_task_that_goes_wrong_costs_only_itself(task: str, expected: tuple[ParseStatus, str]) -> None:
    status, reason = expected
    harmless = [f"ok {n}" for n in range(20)]

    with pool(workers=1) as one:
        answers = dict(one.map([*harmless[:10], task, *harmless[10:]], len))

    failure = answers.pop(task)
    assert isinstance(failure, Failure)
    assert failure.status is status
    assert reason in failure.reason
    assert answers == {name: name.upper() for name in harmless}


def test_every_failure_at_once_among_a_thousand_tasks_loses_none_of_the_others() -> None:
    tasks = [f"ok {n}" for n in range(1_000)]
    for n, task in enumerate(DEADLY):
        tasks.insert(80 * n, task)

    with pool() as both:
        answers = dict(both.map(tasks, len))

    assert {task: answer.status for task, answer in answers.items() if isinstance(answer, Failure)} == {
        task: status for task, (status, _) in DEADLY.items()
    }
    assert all(answers[f"ok {n}"] == f"OK {n}" for n in range(1_000))


def test_nothing_but_failures_still_ends() -> None:
    with pool() as both:
        answers = list(both.map([f"segfault {n}" for n in range(12)], len))

    assert len(answers) == 12
    assert all(isinstance(answer, Failure) for _, answer in answers)


def test_a_stopped_worker_is_killed_by_the_parent() -> None:
    with pool(timeout_s=0.1) as both:
        answers = dict(both.map(["stop", "ok"], len))

    assert isinstance(answers["stop"], Failure)
    assert answers["stop"].status is ParseStatus.TIMEOUT
    assert answers["ok"] == "OK"


def test_what_a_task_prints_reaches_nobody_and_its_input_is_empty(capfd: pytest.CaptureFixture[str]) -> None:
    with pool() as both:
        ((_, answer),) = both.map(["print"], len)

    assert isinstance(answer, Failure)
    assert "EOFError" in answer.reason
    assert capfd.readouterr() == ("", "")


def test_a_result_larger_than_any_pipe_arrives_whole() -> None:
    with pool() as both:
        answers = list(both.map([f"large {n}" for n in range(6)], len))

    assert [len(answer) if isinstance(answer, str) else answer for _, answer in answers] == [5_000_000] * 6


def test_a_slow_reader_makes_no_worker_late() -> None:
    answers = []
    with pool(timeout_s=0.2) as both:
        for _, answer in both.map([f"large {n}" for n in range(4)], lambda _: 1_000_000):
            time.sleep(0.8)
            answers.append(answer)

    assert all(isinstance(answer, str) for answer in answers)


def test_tasks_larger_than_a_pipe_while_results_come_back_are_no_deadlock() -> None:
    tasks = [f"{n} " + "x" * 300_000 for n in range(24)]

    with pool(timeout_s=5) as both:
        answers = dict(both.map(tasks, lambda _: 0))

    assert answers == {task: task.upper() for task in tasks}


def test_few_tasks_start_one_worker() -> None:
    with pool(workers=4) as four:
        list(four.map(["a", "b", "c"], len))
        started = len(children())

    assert started == 1


def test_a_pool_is_used_again_and_again() -> None:
    with pool() as both:
        for n in range(3):
            assert list(both.map([f"a {n}"], len)) == [(f"a {n}", f"A {n}")]


def test_no_tasks_start_nothing() -> None:
    with pool() as both:
        assert list(both.map([], len)) == []
        assert children() == []


def test_a_consumer_that_leaves_early_takes_the_workers_along() -> None:
    with pool(timeout_s=30) as both:
        answers = both.map([f"ok {n}" for n in range(3_000)] + ["sleep"], len)
        next(answers)
        answers.close()  # type: ignore[attr-defined]  # an iterator that is a generator

        assert children() == []
        assert list(both.map(["more"], len)) == [("more", "MORE")]


def test_a_worker_that_cannot_begin_is_told_to_the_caller() -> None:
    broken: Pool[str, str] = Pool(work, workers=2, timeout_s=1, memory_bytes=0, initializer=refuse)

    with broken, pytest.raises(IndexerError, match="cannot begin"):
        list(broken.map(["a"], len))


def test_workers_that_die_as_they_start_end_the_run_instead_of_being_started_for_ever() -> None:
    broken: Pool[str, str] = Pool(work, workers=2, timeout_s=1, memory_bytes=0, initializer=die)

    with broken, pytest.raises(IndexerError, match="die as they start"):
        list(broken.map(["a"], len))


def test_a_worker_imports_nothing_it_does_not_need() -> None:
    with pool() as both:
        ((_, answer),) = both.map(["modules"], len)

    assert isinstance(answer, str)
    loaded = {name.partition(".")[0] for name in answer.split()}
    assert not loaded & {
        "numpy",
        "lancedb",
        "pyarrow",
        "tantivy",
        "sqlite3",
        "multiprocessing",
        "pytest",
        "asyncio",
    }


def test_a_worker_imports_nothing_from_the_folder_it_stands_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit('the repository was imported')\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend("")

    with pool() as both:
        assert list(both.map(["a"], len)) == [("a", "A")]


PARENT = """
import sys
sys.path.insert(0, {tests!r})
from support.hostile_work import work
from triptych_indexer.parse.pool import Pool

with Pool(work, workers=2, timeout_s=60, memory_bytes=0) as pool:
    for task, answer in pool.map(["ok", "sleep a", "sleep b"], lambda task: 600_000):
        print(answer, flush=True)
"""


@pytest.mark.parametrize("blow", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_no_worker_outlives_its_parent(blow: signal.Signals) -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", PARENT.format(tests=str(TESTS))],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert parent.stdout is not None
    try:
        assert parent.stdout.readline() == b"OK\n"
        workers = psutil.Process(parent.pid).children(recursive=True)

        # Ctrl-C reaches the whole group, as from a terminal; the others only the parent.
        (os.killpg if blow is signal.SIGINT else os.kill)(parent.pid, blow)
        parent.wait(5)
        _, alive = psutil.wait_procs(workers, timeout=5)
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(parent.pid, signal.SIGKILL)
        parent.stdout.close()
        parent.wait()

    assert len(workers) == 2
    assert alive == []


def test_a_pool_that_rests_keeps_one_worker_and_the_next_tasks_find_it() -> None:
    with pool(workers=3) as three:
        dict(three.map([f"ok {n} " + "x" * 400_000 for n in range(6)], len))
        three.rest()
        (kept,) = children()

        answers = dict(three.map(["ok 1"], len))

        assert answers == {"ok 1": "OK 1"}
        assert [child.pid for child in children()] == [kept.pid]


def test_a_warm_worker_that_died_while_it_had_nothing_to_do_is_replaced() -> None:
    with pool(workers=1) as one:
        one.warm()
        one.warm()
        (idle,) = children()
        idle.kill()
        idle.wait(5)

        assert dict(one.map(["ok 1", "ok 2"], len)) == {"ok 1": "OK 1", "ok 2": "OK 2"}
