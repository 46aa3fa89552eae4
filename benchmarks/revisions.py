"""Is an index that follows a repository from revision to revision the one that is made from scratch, and what does that cost?

    python benchmarks/revisions.py REPOSITORY... [--steps 3] [--within 400] [--seed 1] [--out FILE]

Each repository is a git repository whose history is here. A clone goes to revisions drawn by chance from the last ones of its
first-parent history; after each step the index that is kept up to date is compared, row by row, with a fresh one: definitions,
chunks, dependencies, calls, relationships, scores and cycles, in words that do not depend on when a row came. Without vectors.

The program runs as its users run it, a process a command. Exit code 1 when anything differs.
"""

import argparse
import csv
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Final

TABLES: Final = {
    "files": "SELECT path, language, content, flags, status, reason, hex(sha256) FROM file_metadata",
    "definitions": """
        SELECT f.path, n.symbol, n.kind, n.signature, n.documentation, n.start_byte, n.end_byte, n.modifiers
          FROM semantic_nodes AS n
          JOIN file_metadata AS f ON f.id = n.file_id""",
    "chunks": """
        SELECT f.path, hex(c.chunk_key), c.start_byte
          FROM document_chunks AS c
          JOIN file_metadata AS f ON f.id = c.file_id""",
    "dependencies": """
        SELECT f.path, i.import_path, i.start_byte, t.path, d.is_external, d.confidence
          FROM file_dependencies AS d
          JOIN file_imports AS i ON i.id = d.import_id
          JOIN file_metadata AS f ON f.id = d.source_file_id
          LEFT JOIN file_metadata AS t ON t.id = d.target_file_id""",
    "calls": """
        SELECT cf.path, c.symbol, tf.path, t.symbol, g.call_type, g.is_async, g.sites, g.confidence
          FROM node_call_graph AS g
          JOIN semantic_nodes AS c ON c.id = g.caller_id
          JOIN file_metadata AS cf ON cf.id = c.file_id
          JOIN semantic_nodes AS t ON t.id = g.callee_id
          JOIN file_metadata AS tf ON tf.id = t.file_id""",
    "relationships": """
        SELECT sf.path, s.symbol, tf.path, t.symbol, r.type, r.confidence, r.line
          FROM semantic_relationships AS r
          JOIN semantic_nodes AS s ON s.id = r.source_node_id
          JOIN file_metadata AS sf ON sf.id = s.file_id
          JOIN semantic_nodes AS t ON t.id = r.target_node_id
          JOIN file_metadata AS tf ON tf.id = t.file_id""",
    "scores": """
        SELECT f.path, n.symbol, m.centrality, m.fan_in, m.tests
          FROM node_graph_metrics AS m
          JOIN semantic_nodes AS n ON n.id = m.node_id
          JOIN file_metadata AS f ON f.id = n.file_id""",
    "cycles": """
        SELECT level, nature, severity, members, edges, coupling, cut_source, cut_target
          FROM circular_dependencies
         WHERE gone_since IS NULL""",
}


@dataclass(frozen=True, slots=True)
class Row:
    """One step."""

    repository: str
    revision: str
    changed_files: int
    """Between the revision before and this one, as git counts them."""
    cpu_s: float
    cpu_s_from_scratch: float
    differing: str
    """Names of the tables that differ; empty when the indexes are equal."""


def git(folder: Path, *arguments: str) -> str:
    """Run git in a clone of our own."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def indexed(folder: Path, where: Path) -> float:
    """Bring the index up to date; return the CPU seconds of the process and its workers."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    program = [sys.executable, "-m", "triptych_search.apps.cli.main", "index", str(folder)]
    subprocess.run([*program, "--index-dir", str(where), "--embedder", "none", "--quiet"], check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 2)


def differing(one: Path, other: Path) -> Iterator[str]:
    """Yield the names of the tables that differ, and print a few rows of each."""
    with (
        closing(sqlite3.connect(f"file:{one}/index.db?mode=ro", uri=True)) as kept,
        closing(sqlite3.connect(f"file:{other}/index.db?mode=ro", uri=True)) as fresh,
    ):
        for name, query in TABLES.items():
            ours, theirs = sorted(map(repr, kept.execute(query))), sorted(map(repr, fresh.execute(query)))
            if ours != theirs:
                print(f"  {name}: only in the index that was kept: {sorted(set(ours) - set(theirs))[:3]}")
                print(f"  {name}: only in the fresh one: {sorted(set(theirs) - set(ours))[:3]}")
                yield name


def followed(
    repository: Path, scratch: Path, steps: int, within: int, chance: random.Random
) -> Iterator[Row]:
    """Go from revision to revision."""
    clone, kept, fresh = scratch / "clone", scratch / "kept", scratch / "fresh"
    subprocess.run(
        ["git", "clone", "--quiet", "--shared", "--no-checkout", str(repository), str(clone)], check=True
    )
    history = git(clone, "log", "--format=%H", "--first-parent", f"--max-count={within}").split()
    at = history[0]
    git(clone, "checkout", "--quiet", "--force", at)
    indexed(clone, kept)
    for revision in chance.sample(history, min(steps, len(history))):
        changed = len(git(clone, "diff", "--name-only", at, revision).splitlines())
        git(clone, "checkout", "--quiet", "--force", revision)
        at = revision
        cost = indexed(clone, kept)
        shutil.rmtree(fresh, ignore_errors=True)
        whole = indexed(clone, fresh)
        yield Row(repository.name, revision[:10], changed, cost, whole, " ".join(differing(kept, fresh)))


def main(arguments: Sequence[str]) -> int:
    """Follow each repository, tell, and keep the rows when asked to."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("repositories", type=Path, nargs="+", metavar="REPOSITORY")
    parser.add_argument("--steps", type=int, default=3)
    parser.add_argument("--within", type=int, default=400, help="how many revisions back")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--out", type=Path, help="a CSV file for the rows")
    options = parser.parse_args(arguments)
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    chance, rows = random.Random(options.seed), []
    for repository in options.repositories:
        with tempfile.TemporaryDirectory() as scratch:
            for row in followed(repository.absolute(), Path(scratch), options.steps, options.within, chance):
                rows.append(row)
                print(
                    f"{row.repository:<24} {row.revision}  {row.changed_files:>5} files changed  {row.cpu_s:>6.2f} CPU s, "
                    f"from scratch {row.cpu_s_from_scratch:>6.2f}  {row.differing or 'equal'}",
                    flush=True,
                )
    if options.out:
        with options.out.open("w", newline="") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Row)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return 1 if any(row.differing for row in rows) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
