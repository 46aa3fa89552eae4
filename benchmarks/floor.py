"""What would a full index cost if every line of ours were free? Only the libraries' work, on what a real index holds.

    python benchmarks/floor.py REPOSITORY [--runs 3] [--out FILE]

The repository is indexed; then each library is given the same work once more, ready to hand, with nothing of ours in
between: tree-sitter parses every parsed file and runs its language's queries, SQLite copies every table into an empty
database (`INSERT … SELECT`, indexes and FTS5 made afterwards, which is its cheapest way), zlib deflates every chunk,
Tantivy takes every document, LanceDB writes every vector, and an index of one file tells what starting costs. The sum is
a bound from below for these rows in these stores, whatever language the rest were written in: pickling, hashing, masking,
the evaluation of names and the embedder itself count as nothing.

CPU seconds of this process and its children, medians of the runs; the ratio is to parsing the Python files alone, as in
`speed.py`.
"""

import argparse
import csv
import gc
import os
import resource
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from tree_sitter import QueryCursor
from triptych_indexer.extract.queries import compile_query
from triptych_indexer.languages import registry
from triptych_indexer.parse.grammars import grammar, parser
from triptych_indexer.store.passage import packed, unpacked
from triptych_indexer.store.projections import all_text
from triptych_indexer.store.text import TextWriter
from triptych_indexer.store.vectors import VectorRows, VectorTable

PROGRAM: Final = [sys.executable, "-m", "triptych_search.apps.cli.main"]
BASE: Final = "parse the Python files"
ONLY_WITH_VECTORS: Final = "LanceDB: imported, every vector written"

_INGREDIENTS: Final = """
SELECT type, name, sql
  FROM source.sqlite_master
 WHERE sql IS NOT NULL
   AND name NOT LIKE 'sqlite_%'
   AND type IN ('table', 'index')
"""


@dataclass(frozen=True, slots=True)
class Work:
    """What an index gives the libraries to do, in memory."""

    python: list[bytes]
    others: list[tuple[str, bytes]]
    """(language, text) of the parsed files that are not Python."""
    index: Path
    scratch: Path


def cpu(work: Callable[[], object]) -> float:
    """Return the CPU seconds that something takes, those of programs it starts included."""
    before = _spent()
    work()
    return _spent() - before


def _spent() -> float:
    mine, children = (resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return mine.ru_utime + mine.ru_stime + children.ru_utime + children.ru_stime


def gather(repository: Path, scratch: Path) -> Work:
    """Index a repository, and read the files that were parsed."""
    index = scratch / "index"
    subprocess.run([*PROGRAM, "index", str(repository), "--index-dir", str(index), "--quiet"], check=True)
    with _reading(index) as graph:
        rows = graph.execute("SELECT path, language FROM file_metadata WHERE status = 'parsed' ORDER BY path")
        files = [(language, (repository / os.fsdecode(path)).read_bytes()) for path, language in rows]
    return Work(
        [text for language, text in files if language == "python"],
        [one for one in files if one[0] != "python"],
        index,
        scratch,
    )


def _reading(index: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{(index / 'index.db').as_uri()}?mode=ro", uri=True)


def starts(work: Work) -> float:
    """An index of one file: interpreters, imports, migrations, an empty commit of each store."""
    folder = work.scratch / "one"
    folder.mkdir()
    (folder / "one.py").write_text("one = 1\n")
    command = [*PROGRAM, "index", str(folder), "--embedder", "none", "--quiet"]
    spent = cpu(lambda: subprocess.run(command, check=True))
    shutil.rmtree(folder)
    return spent


def parses(language: str, texts: Sequence[bytes]) -> float:
    reader = parser(registry.card(language))
    return cpu(lambda: [None for text in texts if reader.parse(text) is None])


def parses_the_rest(work: Work) -> float:
    return sum(parses(language, [text]) for language, text in work.others)


def matches(work: Work) -> float:
    """Every pattern of a language's queries, over every file: compiled once, parsed outside of the figure."""
    return sum(
        _matched(language, text)
        for language, text in [*(("python", one) for one in work.python), *work.others]
    )


def _matched(language: str, text: bytes) -> float:
    card = registry.card(language)
    tree = parser(card).parse(text)
    return cpu(lambda: QueryCursor(compile_query(grammar(card), language).query).matches(tree.root_node))


def rows_are_copied(work: Work) -> float:
    copy = sqlite3.connect(work.scratch / "copy.db", isolation_level=None)
    copy.execute("PRAGMA page_size = 4096")
    copy.execute("PRAGMA journal_mode = WAL")
    copy.execute("ATTACH ? AS source", (str(work.index / "index.db"),))
    tables = {name: sql for sort, name, sql in copy.execute(_INGREDIENTS) if sort == "table"}
    indexes = [sql for sort, _, sql in copy.execute(_INGREDIENTS) if sort == "index"]
    full_text = [name for name, sql in tables.items() if sql.startswith("CREATE VIRTUAL")]
    plain = [name for name in tables if not any(name.startswith(one) for one in full_text)]

    def fill() -> None:
        copy.execute("BEGIN")
        for name in plain:
            copy.execute(tables[name])
            columns = ", ".join(row[1] for row in copy.execute(f"PRAGMA source.table_info({name})"))
            copy.execute(f"INSERT INTO main.{name} ({columns}) SELECT {columns} FROM source.{name}")
        for sql in indexes:
            copy.execute(sql)
        for name in full_text:
            copy.execute(tables[name])
            copy.execute(f"INSERT INTO main.{name} ({name}) VALUES ('rebuild')")
        copy.execute("COMMIT")
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    spent = cpu(fill)
    copy.close()
    for left in work.scratch.glob("copy.db*"):
        left.unlink()
    return spent


def chunks_are_deflated(work: Work) -> float:
    with _reading(work.index) as graph:
        passages = [unpacked(stored) for (stored,) in graph.execute("SELECT passage FROM document_chunks")]
    return cpu(lambda: [None for passage in passages if not packed(passage)])


def documents_are_written(work: Work) -> float:
    with _reading(work.index) as graph:
        documents = list(all_text(graph))
    folder = work.scratch / "text"

    def write() -> None:
        writer = TextWriter(folder)
        writer.add(documents)
        writer.commit()

    spent = cpu(write)
    shutil.rmtree(folder)
    return spent


def vectors_are_written(work: Work) -> float:
    """In a program of its own, since importing LanceDB is a third of it."""
    spent = cpu(lambda: subprocess.run([sys.executable, __file__, "--vectors", str(work.index)], check=True))
    return spent - cpu(lambda: subprocess.run([sys.executable, __file__, "--no-vectors"], check=True))


def write_vectors(index: Path) -> None:
    """Write as many vectors as the index has chunks, all of them the same."""
    import numpy as np

    with _reading(index) as graph:
        (count,) = graph.execute("SELECT count(*) FROM document_chunks").fetchone()
    with tempfile.TemporaryDirectory() as folder:
        numbers, words = range(1, count + 1), [""] * count
        vectors = np.full((count, 256), 1 / 16, np.float16)
        VectorTable(Path(folder), 256).replace(
            [VectorRows(numbers, numbers, numbers, words, words, numbers, vectors)]
        )


def measure(work: Work) -> Iterator[tuple[str, float]]:
    """Yield (what, CPU seconds)."""
    yield BASE, parses("python", work.python)
    yield "parse the other files", parses_the_rest(work)
    yield "tree-sitter: the queries' matches", matches(work)
    yield "SQLite: tables, indexes, FTS5", rows_are_copied(work)
    yield "zlib: chunks", chunks_are_deflated(work)
    yield "Tantivy: every document", documents_are_written(work)
    yield "start and commit: an index of one file", starts(work)
    yield ONLY_WITH_VECTORS, vectors_are_written(work)


def report(rows: Sequence[tuple[str, int, float]]) -> str:
    """Return medians, and the ratio of each to parsing alone; the last lines are the sums."""
    medians = {
        name: statistics.median(one[2] for one in rows if one[0] == name)
        for name in dict.fromkeys(r[0] for r in rows)
    }
    whole = sum(medians.values())
    medians |= {"all, without vectors": whole - medians[ONLY_WITH_VECTORS], "all, with vectors": whole}
    lines = [f"| {name} | {spent:.2f} | {spent / medians[BASE]:.2f} |" for name, spent in medians.items()]
    return "\n".join(["| the libraries alone | CPU s | × parsing alone |", "|---|---|---|", *lines])


def main() -> None:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("repository", type=Path, nargs="?")
    arguments.add_argument("--runs", type=int, default=3)
    arguments.add_argument("--out", type=Path)
    arguments.add_argument("--vectors", type=Path, help=argparse.SUPPRESS)
    arguments.add_argument("--no-vectors", action="store_true", help=argparse.SUPPRESS)
    options = arguments.parse_args()
    if options.no_vectors:
        return
    if options.vectors is not None:
        write_vectors(options.vectors)
        return
    if options.repository is None:
        arguments.error("which repository?")
    gc.disable()  # as the indexer does
    with tempfile.TemporaryDirectory(prefix="triptych-bench-") as scratch:
        work = gather(options.repository.absolute(), Path(scratch))
        rows = [(name, run, spent) for run in range(options.runs) for name, spent in measure(work)]
    print(report(rows))
    if options.out is not None:
        with options.out.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(("what", "run", "cpu_s"))
            writer.writerows((name, run, round(spent, 3)) for name, run, spent in rows)


if __name__ == "__main__":
    main()
