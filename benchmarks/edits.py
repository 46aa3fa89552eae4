"""How many files are linked again after one edit inside a function, and how long does that run take?

    python benchmarks/edits.py REPOSITORY [--edits 10] [--seed 1] [--scratch DIR] [--out FILE]

A copy of a Python repository is indexed, without vectors. Then, one after the other, a statement is added at the start of a
function's body, each time in another file drawn by chance, and the copy is indexed again. Owed: no more than two files are linked again.
Exit code 1 when it is more.
"""

import argparse
import ast
import csv
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from triptych_indexer.pipeline import index
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.writer import IndexWriter

OWED = 2


@dataclass(frozen=True, slots=True)
class Row:
    """One edit."""

    path: str
    function: str
    linked: int
    """Files whose edges were made again."""
    wall_s: float
    cpu_s: float


class Quiet:
    """Watches a run and says nothing."""

    def stage(self, name: str, total: int | None) -> None: ...

    def advance(self, count: int = 1) -> None: ...

    def note(self, message: str) -> None:
        print(message, file=sys.stderr)


def functions(text: str) -> list[tuple[str, int, str]]:
    """Return (name, line from 0 at which its body goes on, indentation) of the functions of a Python file."""
    found = []
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            first = node.body[0]
            is_documentation = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant)
            if first.lineno > node.lineno and (not is_documentation or len(node.body) > 1):
                after = node.body[1] if is_documentation else first
                top = min([after.lineno, *(one.lineno for one in getattr(after, "decorator_list", []))])
                found.append((node.name, top - 1, " " * after.col_offset))
    return found


def edits(root: Path, count: int, seed: int) -> Iterator[tuple[Path, str]]:
    """Make one edit after the other; yield (file, function) when it is made."""
    chance = random.Random(seed)
    files = sorted(root.rglob("*.py"))
    chance.shuffle(files)
    done = 0
    for file in files:
        try:
            text = file.read_text("utf-8")
            known = functions(text)
        except (SyntaxError, UnicodeDecodeError):
            continue  # a repository may hold broken files on purpose
        if not known:
            continue
        name, line, indentation = chance.choice(known)
        lines = text.splitlines(keepends=True)
        lines.insert(line, f'{indentation}print("edited", {done})\n')
        file.write_text("".join(lines), "utf-8")
        yield file, name
        done += 1
        if done == count:
            return


def measured(root: Path, where: Path, count: int, seed: int) -> list[Row]:
    """Index, edit and index again."""
    settings = IndexSettings(embedder="none")
    rows = []
    with IndexWriter.open(IndexPaths(where), tool_version="edits") as writer:

        def run() -> int:
            report = index(
                FolderSource(root, settings),
                settings=settings,
                writer=writer,
                embedder=None,
                progress=Quiet(),
                tool_version="edits",
            )
            return report.linked

        print(f"{run():,} files linked at first")
        for file, function in edits(root, count, seed):
            wall, cpu = time.perf_counter(), time.process_time()
            linked = run()
            rows.append(
                Row(
                    str(file.relative_to(root)),
                    function,
                    linked,
                    round(time.perf_counter() - wall, 3),
                    round(time.process_time() - cpu, 3),
                )
            )
            print(f"{rows[-1].linked:4} linked  {rows[-1].wall_s:6.3f} s  {rows[-1].path}  {function}")
    return rows


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("repository", type=Path)
    arguments.add_argument("--edits", type=int, default=10)
    arguments.add_argument("--seed", type=int, default=1)
    arguments.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    arguments.add_argument("--out", type=Path, help="write the rows as CSV")
    options = arguments.parse_args()
    with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
        root = Path(folder, "repository")
        shutil.copytree(
            options.repository, root, ignore=shutil.ignore_patterns(".git", ".triptych"), symlinks=True
        )
        rows = measured(root, Path(folder, "index"), options.edits, options.seed)
    most = max((row.linked for row in rows), default=0)
    print(f"{len(rows)} edits, at most {most} files linked again (owed: {OWED})")
    if options.out:
        with options.out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Row)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return 0 if most <= OWED else 1


if __name__ == "__main__":
    sys.exit(main())
