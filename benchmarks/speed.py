"""What indexing costs, as ratios to a raw lower bound measured in the same run.

    python benchmarks/speed.py REPOSITORY [--runs 3] [--out benchmarks/record/DATE-MACHINE] [--beside PROGRAM]

`--beside` measures another indexer in the same run: the path of code-review-graph's program, which makes no vectors.

Machines differ and are busy, so an absolute time proves nothing: each full index is paired with "parsing alone" (one
process that reads every Python file and parses it with the same grammar, nothing else), and the ratio of CPU seconds
is the figure. CPU seconds are those of the whole process tree, as the operating system accounts them to the parent
once the children have ended. Memory is the sum of the proportional set sizes (PSS: shared pages counted once) over
the tree, sampled every 20 ms, so a peak shorter than that can be missed.

Python's bytecode is written before anything is measured, as it is after a first command on any machine: where a
variable of the environment forbids that, every process compiles the program anew, and half a second goes unnoticed.
"""

import argparse
import csv
import os
import platform
import resource
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import IO, Final

import psutil

PARSE_ALONE = """
import sys, pathlib, tree_sitter, tree_sitter_python
parser = tree_sitter.Parser(tree_sitter.Language(tree_sitter_python.language()))
for path in pathlib.Path(sys.argv[1]).rglob("*.py"):
    parser.parse(path.read_bytes())
"""


@dataclass(frozen=True, slots=True)
class Measurement:
    """One run of one command."""

    name: str
    run: int
    cpu_s: float
    wall_s: float
    peak_pss_mb: float
    disk_mb: float
    exit_code: int


def measure(name: str, run: int, command: list[str], *, index: Path | None = None) -> Measurement:
    """Run a command to its end and account for its whole process tree."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    peak = _watch_memory(process.pid)
    code = process.wait()
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measurement(
        name, run, round(cpu, 3), round(wall, 3), round(peak() / 1e6, 1), _disk_mb(index), code
    )


def _watch_memory(pid: int) -> Callable[[], int]:
    """Sample the tree's memory until it has ended; call the result for the peak in bytes."""
    peak = 0

    def sample() -> None:
        nonlocal peak
        try:
            root = psutil.Process(pid)
            while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
                peak = max(peak, sum(map(_pss, [root, *root.children(recursive=True)])))
                time.sleep(0.02)
        except psutil.NoSuchProcess:
            return

    thread = threading.Thread(target=sample, daemon=True)
    thread.start()

    def result() -> int:
        thread.join(timeout=1)
        return peak

    return result


def _pss(process: psutil.Process) -> int:
    try:
        return int(process.memory_full_info().pss)
    except (psutil.NoSuchProcess, psutil.AccessDenied, FileNotFoundError):
        return 0


def _disk_mb(index: Path | None) -> float:
    """Bytes on disk of an index, hard links counted once."""
    if index is None or not index.exists():
        return 0.0
    seen = {
        (s.st_dev, s.st_ino): s.st_blocks * 512 for s in (p.lstat() for p in index.rglob("*") if p.is_file())
    }
    return round(sum(seen.values()) / 1e6, 1)


def edit_one_file(repository: Path) -> None:
    """Add a function to a file of ordinary size."""
    victims = sorted(p for p in repository.rglob("*.py") if 8_000 < p.stat().st_size < 40_000)
    victim = victims[len(victims) // 2]
    victim.write_bytes(
        victim.read_bytes()
        + b"\n\ndef added_by_the_benchmark(value):\n    return value + %d\n" % time.time_ns()
    )


EDITS: Final = 5

WAITS_S: Final = 120


def watch_edits(run: int, program: list[str], repository: Path) -> list[Measurement]:
    """Edit one file again and again under `triptych watch`; the time is from the write until it says what it published.

    CPU seconds are those of the watcher and its workers, which outlive the edit, between the same two moments.
    """
    process = subprocess.Popen(
        [*program, "watch", str(repository)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        preexec_fn=_heed_interrupts,
    )
    assert process.stderr is not None
    rows = []
    try:
        _until_done(process.stderr)  # the first run
        time.sleep(3)  # it opens what it keeps open
        edit_one_file(repository)
        _until_done(process.stderr)  # compiles the language's queries
        for edit in range(EDITS):
            time.sleep(0.5)
            before, start = _cpu_of_tree(process.pid), time.perf_counter()
            edit_one_file(repository)
            _until_done(process.stderr)
            wall = time.perf_counter() - start
            time.sleep(0.2)  # what it does after it has spoken belongs to the edit, too
            cpu = _cpu_of_tree(process.pid) - before
            rows.append(
                Measurement(
                    "watch_edit",
                    run * EDITS + edit,
                    round(cpu, 3),
                    round(wall, 3),
                    _tree_mb(process.pid),
                    0,
                    0,
                )
            )
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(WAITS_S)
    return rows


def _heed_interrupts() -> None:
    """A shell lets what it runs in the background ignore Ctrl-C, and children inherit that."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _until_done(said: IO[str]) -> None:
    """Read until a run tells its outcome; notes may stand before it."""
    for line in said:
        if line.startswith(("generation", "up to date")):
            return
    raise RuntimeError("the watcher ended before it was told to")


def _cpu_of_tree(pid: int) -> float:
    """Return the seconds used so far by a process and its children, those that have ended included."""
    root = psutil.Process(pid)
    times = [root.cpu_times(), *(one.cpu_times() for one in root.children(recursive=True))]
    ended = times[0].children_user + times[0].children_system
    return float(ended + sum(each.user + each.system for each in times))


def _tree_mb(pid: int) -> float:
    root = psutil.Process(pid)
    return round(sum(map(_pss, (root, *root.children(recursive=True)))) / 1e6, 1)


def write_bytecode(program: list[str], folder: Path) -> None:
    """Use every part of the program once, on one small file."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    folder.mkdir()
    (folder / "one.py").write_text("def one():\n    return 1\n")
    for command in (["index", str(folder)], ["search", "one", "-C", str(folder)]):
        subprocess.run([*program, *command], check=True, capture_output=True)


def beside(program: Path, run: int, copy: Path, data: Path) -> list[Measurement]:
    """Measure code-review-graph on a copy; it finds what was edited by asking git, so the copy becomes a repository."""
    git = ["git", "-C", str(copy), "-c", "user.name=benchmark", "-c", "user.email=benchmark@localhost"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "all"]):
        subprocess.run([*git, *command], check=True)
    where = ["--repo", str(copy), "--data-dir", str(data)]
    rows = [measure("code_review_graph_build", run, [str(program), "build", *where], index=data)]
    edit_one_file(copy)
    rows.append(measure("code_review_graph_one_edited", run, [str(program), "update", *where], index=data))
    shutil.rmtree(copy / ".git")
    return rows


def run_all(repository: Path, runs: int, program_beside: Path | None = None) -> list[Measurement]:
    """Measure every question, `runs` times, in turn, so that a slow minute hits all of them."""
    rows: list[Measurement] = []
    triptych = [sys.executable, "-m", "triptych_search.apps.cli.main"]
    with tempfile.TemporaryDirectory() as scratch:
        write_bytecode(triptych, Path(scratch) / "small")
        for run in range(runs):
            copy = Path(scratch) / f"copy-{run}"
            shutil.copytree(repository, copy, symlinks=True)
            index = copy / ".triptych"
            rows.append(measure("parse_alone", run, [sys.executable, "-c", PARSE_ALONE, str(copy)]))
            rows.append(
                measure(
                    "index_without_vectors",
                    run,
                    [*triptych, "index", str(copy), "--embedder", "none"],
                    index=index,
                )
            )
            shutil.rmtree(index)
            rows.append(measure("index_with_vectors", run, [*triptych, "index", str(copy)], index=index))
            rows.append(measure("index_again_unchanged", run, [*triptych, "index", str(copy)], index=index))
            edit_one_file(copy)
            rows.append(measure("index_one_edited", run, [*triptych, "index", str(copy)], index=index))
            rows += watch_edits(run, triptych, copy)
            question = ["search", "how are migrations applied", "-C", str(copy)]
            rows.append(measure("search_quick", run, [*triptych, *question, "--profile", "quick"]))
            rows.append(measure("search_balanced", run, [*triptych, *question]))
            if program_beside is not None:
                shutil.rmtree(index)
                rows += beside(program_beside, run, copy, Path(scratch) / f"beside-{run}")
            shutil.rmtree(copy)
    return rows


def report(rows: list[Measurement]) -> str:
    """Return medians, and the ratio of each median to parsing alone."""
    names = list(dict.fromkeys(row.name for row in rows))
    base = statistics.median(row.cpu_s for row in rows if row.name == "parse_alone")
    lines = ["| what | CPU s | × parsing alone | wall s | peak MB | disk MB |", "|---|---|---|---|---|---|"]
    for name in names:
        mine = [row for row in rows if row.name == name]
        cpu, wall = (statistics.median(getattr(row, key) for row in mine) for key in ("cpu_s", "wall_s"))
        peak, disk = (max(getattr(row, key) for row in mine) for key in ("peak_pss_mb", "disk_mb"))
        lines.append(f"| {name} | {cpu:.2f} | {cpu / base:.2f} | {wall:.2f} | {peak:.0f} | {disk:.0f} |")
    return "\n".join(lines)


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("repository", type=Path)
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--beside", type=Path, help="the program of code-review-graph")
    options = arguments.parse_args()
    rows = run_all(options.repository, options.runs, options.beside)
    table = report(rows)
    print(table)
    if options.out is not None:
        options.out.mkdir(parents=True, exist_ok=True)
        with (options.out / "raw.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Measurement)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
        machine = f"{platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}"
        (options.out / "README.md").write_text(
            f"# Speed\n\n{machine}; medians of {options.runs} runs; peak and disk are the largest seen.\n\n{table}\n"
        )


if __name__ == "__main__":
    main()
