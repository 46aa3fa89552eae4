"""How long does an answer take? Asks a mix of questions in one warm process, and tells each stage's share.

    python benchmarks/latency.py REPOSITORY [--questions FILE] [--rounds 5] [--profile quick …] [--nodes 100000] [--out FILE]

The repository must be indexed already, unless `--nodes` is given: then a corpus of about so many definitions is made of copies
of the repository in a temporary folder (`--scratch`) and indexed there. FILE has a question a line; without it a mix of all intents is asked.

Wall time is what a user waits; on a busy machine CPU time is what can be compared, so both are told. A first round that is not
counted warms everything up. At the end one cold `triptych search --profile quick` is measured as a whole process, with
what it loaded.
"""

import argparse
import csv
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from triptych_indexer.model import Generation
from triptych_indexer.store.reader import IndexReader
from triptych_search.model import Profile, Request
from triptych_search.workspace import Searcher, Workspace

MIX = (
    "TemplateDoesNotExist",  # symbol
    "QuerySet.bulk_create",
    "get_object_or_404",
    "Session",
    "manage.py",  # path
    "db/models/query.py",
    "where are passwords hashed and verified",  # prose
    "how are migrations applied to the database",
    "send email through an smtp server",
    "restart the development server when source files change",
    "split a list of objects into pages",
    "cache key prefix",
    "parse the arguments of a command",
    "validate uploaded files",
    "lang:python kind:class form field",  # filtered
    "path:tests transaction rollback",
    '"return self.get_queryset()"',  # exact
    "def save(self, force_insert=False, using=None):",  # snippet
    "for field in self.fields: field.clean(value)",
    'File "django/db/models/query.py", line 640, in get\nself.model.DoesNotExist: matching query does not exist',  # trace
)

COLD = """
import sys
from triptych_search.apps.cli.main import run
run(["search", "--profile", "quick", "-C", sys.argv[1], sys.argv[2]])
print(*sorted({"lancedb", "pyarrow", "numpy"} & sys.modules.keys()), sep=",", file=sys.stderr)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """Milliseconds of one stage, or of the whole answer, over all questions and rounds."""

    profile: str
    stage: str
    asked: int
    wall_p50_ms: float
    wall_p95_ms: float
    cpu_p50_ms: float | None = None
    """None for a stage: only whole answers are told in CPU time."""
    cpu_p95_ms: float | None = None


def percentile(values: Iterable[float], part: float) -> float:
    """Return the smallest value that at least `part` of all do not exceed."""
    ordered = sorted(values)
    return round(ordered[min(len(ordered) - 1, int(part * len(ordered)))], 2)


def measure(searcher: Searcher, questions: Sequence[str], profile: Profile, rounds: int) -> list[Row]:
    """Ask every question `rounds` times after a first round that is not counted."""
    wall: list[float] = []
    cpu: list[float] = []
    stages: dict[str, list[float]] = {}
    for number in range(rounds + 1):
        for question in questions:
            start, start_cpu = time.perf_counter(), time.process_time()
            answer = searcher.search(Request(question, profile=profile))
            if number:
                wall.append((time.perf_counter() - start) * 1000)
                cpu.append((time.process_time() - start_cpu) * 1000)
                for stage, milliseconds in answer.timings_ms.items():
                    stages.setdefault(stage, []).append(milliseconds)
    rows = [
        Row(profile, stage, len(values), percentile(values, 0.5), percentile(values, 0.95))
        for stage, values in stages.items()
    ]
    both = [percentile(values, part) for values in (wall, cpu) for part in (0.5, 0.95)]
    return [*rows, Row(profile, "answer", len(wall), *both)]


def cold(repository: Path, question: str) -> tuple[float, str]:
    """Return the CPU seconds of a whole `quick` process and which heavy packages it loaded."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = [sys.executable, "-c", COLD, str(repository), question]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return round(seconds, 3), done.stderr.splitlines()[-1]


def generation_of(repository: Path) -> Generation:
    with IndexReader.open(Workspace.holding(repository).paths) as reader:
        return reader.current()


def grown(source: Path, nodes: int, scratch: Path) -> Path:
    """Index copies of `source` under `scratch` that together hold about so many definitions, a little more.

    The last copy is a part of the repository: every so many of its files.
    """
    corpus = scratch / "corpus"
    ignore = shutil.ignore_patterns(".triptych", ".git")
    shutil.copytree(source, corpus / "copy1", ignore=ignore)
    each = _indexed(corpus)
    whole, rest = divmod(max(nodes - each, 0), each)
    for number in range(2, whole + 2):
        shutil.copytree(source, corpus / f"copy{number}", ignore=ignore)
    share, taken = min(1.06 * rest / each, 1.0), 0.0
    for file in sorted((corpus / "copy1").rglob("*")):
        taken += share if file.is_file() else 0.0
        if file.is_file() and taken >= 1:
            taken -= 1
            target = corpus / f"copy{whole + 2}" / file.relative_to(corpus / "copy1")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(file, target)
    if _indexed(corpus) < nodes:
        shutil.copytree(source, corpus / f"copy{whole + 3}", ignore=ignore)
        _indexed(corpus)
    return corpus


def _indexed(corpus: Path) -> int:
    """Bring the index up to date; return how many definitions it holds."""
    command = [sys.executable, "-m", "triptych_search.apps.cli.main", "index", str(corpus), "--quiet"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return generation_of(corpus).nodes


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("repository", type=Path)
    arguments.add_argument("--questions", type=Path)
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--profile", nargs="+", type=Profile, default=[Profile.QUICK, Profile.BALANCED])
    arguments.add_argument("--nodes", type=int)
    arguments.add_argument("--scratch", type=Path, default=Path(tempfile.gettempdir()))
    arguments.add_argument("--out", type=Path, help="write the rows as CSV")
    options = arguments.parse_args()
    questions = options.questions.read_text("utf-8").splitlines() if options.questions else MIX
    with tempfile.TemporaryDirectory(dir=options.scratch) as folder:
        repository = options.repository
        if options.nodes:
            repository = grown(repository, options.nodes, Path(folder))
        return report(Workspace.holding(repository), list(filter(None, questions)), options)


def report(workspace: Workspace, questions: Sequence[str], options: argparse.Namespace) -> int:
    """Measure and print; exit code 0, since what is too slow depends on the machine."""
    held = generation_of(workspace.root)
    print(f"{held.nodes:,} definitions, {held.chunks:,} chunks, {len(questions)} questions")
    rows: list[Row] = []
    with workspace.searcher() as searcher:
        for profile in options.profile:
            rows += measure(searcher, questions, profile, options.rounds)
    for row in rows:
        told = f"{row.profile:9} {row.stage:9} wall p50 {row.wall_p50_ms:7.2f} p95 {row.wall_p95_ms:7.2f} ms"
        if row.cpu_p50_ms is not None:
            told += f"   CPU p50 {row.cpu_p50_ms:7.2f} p95 {row.cpu_p95_ms:7.2f} ms"
        print(told)
    seconds, loaded = cold(workspace.root, questions[0])
    print(f"one cold quick search: {seconds} CPU s, heavy packages loaded: {loaded or 'none'}")
    if options.out:
        with options.out.open("w", newline="", encoding="utf-8") as file:
            writer = csv.DictWriter(file, [field.name for field in fields(Row)])
            writer.writeheader()
            writer.writerows(asdict(row) for row in rows)
    return 0


if __name__ == "__main__":
    sys.exit(main())
