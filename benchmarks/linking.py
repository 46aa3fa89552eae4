"""What does resolution cost for a thousand lines? Works out all edges of repositories again, from the facts in the index.

    python benchmarks/linking.py REPOSITORY... [--runs 3] [--out FILE]

Each repository is indexed without vectors into a scratch folder; then its edges are worked out once more in this process,
and thrown away, so that neither parsing nor writing is in the figure. Lines are all lines of files of code, comments and
blank ones included. Owed: 0.02 CPU seconds for a thousand lines. The median of the runs is told.
"""

import argparse
import csv
import gc
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

from triptych_indexer.resolve.links import Linker
from triptych_indexer.store.graph.linking import Linking

OWED: Final = 0.02

LINES: Final = """
SELECT language, sum(lines_code + lines_comment + lines_blank) AS lines
  FROM file_metadata
 WHERE content = 'code'
   AND status = 'parsed'
 GROUP BY language
 ORDER BY lines DESC
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One repository."""

    repository: str
    language: str
    """The one with the most lines."""
    kloc: float
    calls: int
    cpu_s: float
    cpu_s_per_kloc: float


def indexed(repository: Path, folder: Path) -> Path:
    """Index a repository without vectors; return the graph's file."""
    program = [sys.executable, "-m", "triptych_search.apps.cli.main"]
    options = ["--index-dir", str(folder), "--embedder", "none", "--quiet"]
    subprocess.run([*program, "index", str(repository), *options], check=True)
    return folder / "index.db"


def measure(repository: Path, graph: Path, runs: int) -> Row:
    """Work out all edges of an index `runs` times."""
    connection = sqlite3.connect(f"file:{graph}?mode=ro", uri=True, isolation_level=None)
    lines: list[tuple[str, int]] = connection.execute(LINES).fetchall()
    seconds, calls = [], 0
    for _ in range(runs):
        reader = Linking(connection)
        file_ids = [file_id for file_id, _, _ in reader.files()]
        gc.disable()  # as the indexer does
        start = time.process_time()
        calls = sum(len(one.calls) for one in Linker(reader).link(file_ids))
        seconds.append(time.process_time() - start)
        gc.enable()
    connection.close()
    kloc, cpu = sum(count for _, count in lines) / 1000, statistics.median(seconds)
    return Row(repository.name, lines[0][0], round(kloc, 1), calls, round(cpu, 2), round(cpu / kloc, 4))


def main(arguments: Sequence[str]) -> int:
    """Measure, tell, and keep the rows when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("repositories", type=Path, nargs="+", metavar="REPOSITORY")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    options = parser.parse_args(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    rows = []
    with tempfile.TemporaryDirectory() as scratch:
        for number, repository in enumerate(options.repositories):
            graph = indexed(repository.resolve(), Path(scratch) / str(number))
            rows.append(measure(repository.resolve(), graph, options.runs))
            row = rows[-1]
            verdict = "" if row.cpu_s_per_kloc <= OWED else "  over what is owed"
            print(
                f"{row.repository:<24} {row.language:<12} {row.kloc:>7.1f} kloc {row.calls:>7} calls "
                f"{row.cpu_s:>6.2f} CPU s  {row.cpu_s_per_kloc:.4f} each{verdict}",
                flush=True,
            )
    if options.out:
        with options.out.open("w", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Row)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
