"""How long does a question to the graph take? Asks each about many definitions and files in one warm process.

    python benchmarks/graph.py REPOSITORY [--index-dir DIR] [--nodes 100000] [--scratch DIR] [--sample 400] [--out FILE]

The repository must be indexed already, unless `--nodes` is given: then copies of it are indexed until there are so many definitions.
The sample is spread evenly over all definitions (files) that have a neighbour; the hubs are the twenty with the most. Owed: one level of calls
within 1 ms, a walk over three levels of imports within 10 ms, cycles within 1 ms, at 100,000 definitions, hubs capped.

Wall time is what a user waits; on a busy machine CPU time is what can be compared, so both are told.
"""

import argparse
import csv
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, TypeVar

from latency import grown, percentile
from triptych_indexer.model import CycleLevel
from triptych_indexer.store.graph.calls import Calls
from triptych_indexer.store.graph.cycles import Cycles
from triptych_indexer.store.reader import Snapshot
from triptych_search.navigate.calls import calls
from triptych_search.navigate.dependencies import dependencies
from triptych_search.navigate.paths import path
from triptych_search.workspace import Workspace

SHOWN = 50
"""What the commands show unless asked for more."""

HUBS = 20

_Thing = TypeVar("_Thing")


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of one question over all that it was asked about."""

    question: str
    asked: int
    wall_p50_ms: float
    wall_p95_ms: float
    wall_max_ms: float
    cpu_p50_ms: float
    cpu_p95_ms: float


def measure(
    question: str, ask: Callable[[Any], object], about: Iterable[Any]
) -> Row:  # what is asked about is the asker's
    """Ask about each twice and take the second time: the first brings pages into the cache."""
    wall, cpu = [], []
    for one in about:
        ask(one)
        start, start_cpu = time.perf_counter(), time.process_time()
        ask(one)
        wall.append((time.perf_counter() - start) * 1000)
        cpu.append((time.process_time() - start_cpu) * 1000)
    return Row(
        question,
        len(wall),
        percentile(wall, 0.5),
        percentile(wall, 0.95),
        round(max(wall, default=0.0), 2),
        percentile(cpu, 0.5),
        percentile(cpu, 0.95),
    )


def spread(everything: Sequence[_Thing], count: int) -> Sequence[_Thing]:
    return everything[:: max(1, len(everything) // count)][:count]


def questions(snapshot: Snapshot, sample: int) -> list[Row]:
    """Measure every question."""
    read = snapshot.connection.execute
    store, cycles = Calls(snapshot.connection), Cycles(snapshot.connection)
    callees = [
        row[0]
        for row in read("SELECT callee_id FROM node_call_graph GROUP BY callee_id ORDER BY count(*) DESC")
    ]
    callers = [
        row[0]
        for row in read("SELECT caller_id FROM node_call_graph GROUP BY caller_id ORDER BY count(*) DESC")
    ]
    files = [
        row[0]
        for row in read(
            """
            SELECT display_path
              FROM file_metadata AS file
              JOIN file_dependencies AS edge ON edge.source_file_id = file.id
             WHERE edge.target_file_id IS NOT NULL
             GROUP BY file.id
             ORDER BY count(*) DESC
            """
        )
    ]

    def step_up(node_id: int) -> object:
        return store.step("callers", {node_id}, confidence=0.5, limit=SHOWN)

    def step_down(node_id: int) -> object:
        return store.step("callees", {node_id}, confidence=0.5, limit=SHOWN)

    def answer_up(node_id: int) -> object:
        return calls(snapshot, str(node_id), "callers", depth=1, confidence=0.5, tests=None, limit=SHOWN)

    def walk_up(node_id: int) -> object:
        return calls(snapshot, str(node_id), "callers", depth=3, confidence=0.5, tests=None, limit=SHOWN)

    def imports(file: str) -> object:
        return dependencies(snapshot, file, reverse=False, depth=3, limit=200)

    def importers(file: str) -> object:
        return dependencies(snapshot, file, reverse=True, depth=3, limit=200)

    def chain(ends: tuple[int, int]) -> object:
        return path(snapshot, str(ends[0]), str(ends[1]), confidence=0.5)

    some = spread(callers, sample // 4)
    pairs = list(zip(some, reversed(spread(callees, len(some))), strict=False))
    return [
        measure("calls, one level up", step_up, spread(callees, sample)),
        measure("calls, one level up, hubs", step_up, callees[:HUBS]),
        measure("calls, one level down", step_down, spread(callers, sample)),
        measure("calls, one level down, hubs", step_down, callers[:HUBS]),
        measure("callers, the whole answer", answer_up, spread(callees, sample)),
        measure("callers, three levels", walk_up, spread(callees, sample)),
        measure("path between two", chain, pairs),
        measure("imports, three levels", imports, spread(files, sample)),
        measure("imports, three levels, hubs", imports, files[:HUBS]),
        measure("importers, three levels", importers, spread(files, sample)),
        measure("cycles", cycles.there, [*CycleLevel] * 10),
    ]


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("repository", type=Path)
    arguments.add_argument("--index-dir", type=Path)
    arguments.add_argument("--nodes", type=int)
    arguments.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    arguments.add_argument("--sample", type=int, default=400)
    arguments.add_argument("--out", type=Path, help="write the rows as CSV")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
        repository = options.repository
        if options.nodes:
            repository = grown(repository, options.nodes, Path(folder))
        return report(Workspace.holding(repository, index_dir=options.index_dir), options)


def report(workspace: Workspace, options: argparse.Namespace) -> int:
    """Measure and print; exit code 0, since what is too slow depends on the machine."""
    with workspace.pinned() as snapshot:
        held = snapshot.generation
        edges = snapshot.connection.execute("SELECT count(*) FROM node_call_graph").fetchone()[0]
        print(f"{held.nodes:,} definitions, {edges:,} calls, {held.files:,} files")
        rows = questions(snapshot, options.sample)
    for row in rows:
        print(
            f"{row.question:28} asked {row.asked:4}   wall p50 {row.wall_p50_ms:7.2f} p95 {row.wall_p95_ms:7.2f} max {row.wall_max_ms:7.2f} ms"
            f"   CPU p50 {row.cpu_p50_ms:7.2f} p95 {row.cpu_p95_ms:7.2f} ms"
        )
    if options.out:
        with options.out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Row)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
