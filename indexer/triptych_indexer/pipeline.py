"""★ Read first: `index` is the indexer on one screen, and what it calls stands below it.

discover → read (parse → extract → chunk, per file and in worker processes: `per_file.py`) → stage → link → examine →
embed → publish. Nothing a reader can see changes before `publish`, and then everything at once.
"""

import gc
import hashlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from math import inf
from types import TracebackType
from typing import Protocol, Self

from triptych_indexer.discover.changes import Delta, compare
from triptych_indexer.discover.walk import Walk
from triptych_indexer.graph.examine import examine
from triptych_indexer.model import FileFacts, FileLinks, KnownFile, ParseStatus, SourceFile
from triptych_indexer.parse.pool import Failure, Pool
from triptych_indexer.per_file import FileResult, FileTask, facts_digest, read_facts
from triptych_indexer.ports import Embedder, Progress
from triptych_indexer.resolve.affected import Change, affected
from triptych_indexer.resolve.links import Linker
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.graph.linking import Linking
from triptych_indexer.store.staging import Staging
from triptych_indexer.store.writer import IndexWriter

MAX_WORKERS = 8
"""More parsers than this only wait for the one process that writes."""

_FAILED = (ParseStatus.TIMEOUT, ParseStatus.CRASH, ParseStatus.MEMORY)

_DIED_UNDER = " died under "
"""Between a digest and the limits of memory and time that a file's parser had when it died."""

_TOO_NESTED = "is nested too deeply to tell whom it calls; it is searched without its edges"


class Readers(Protocol):
    """Who reads files: processes, or in tests this one."""

    def map(
        self, tasks: Iterable[FileTask], size_of: Callable[[FileTask], int]
    ) -> Iterator[tuple[FileTask, FileResult | Failure]]: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


@dataclass(slots=True)
class IndexReport:
    """What a run did, for whoever started it."""

    published: bool = False
    """Whether there is a new generation."""
    generation: int | None = None
    """What is served now; None after a dry run over a repository without an index."""
    files: int = 0
    """Those that were read; the skipped ones are not among them."""
    nodes: int = 0
    chunks: int = 0
    added: int = 0
    modified: int = 0
    renamed: int = 0
    deleted: int = 0
    unchanged: int = 0
    skipped: int = 0
    """Files that are listed with a reason and hold nothing to ask for; they are in no other count."""
    failed: int = 0
    """Files that a parser died of in this run."""
    linked: int = 0
    """Files whose edges were made again: those with new facts, and those that others' new facts can reach."""
    unlinked: int = 0
    """Files among these that have no edges, because their code is nested deeper than can be followed."""
    redactions: int = 0
    left_out: dict[str, int] = field(default_factory=dict)
    """Reason → how many files or folders were passed over without being listed."""
    elapsed_s: float = 0.0
    stages_s: dict[str, float] = field(default_factory=dict)


def index(
    source: FolderSource,
    *,
    settings: IndexSettings,
    writer: IndexWriter,
    embedder: Embedder | None,
    progress: Progress,
    tool_version: str,
    force: bool = False,
    only: frozenset[bytes] | None = None,
    readers: Callable[[IndexSettings], Readers] | None = None,
) -> IndexReport:
    """Bring the stores up to date with `source`.

    Args:
        source: the repository.
        settings: what counts, and how it is read.
        writer: the open index.
        embedder: None publishes a generation without vectors.
        progress: who watches.
        tool_version: kept with the run.
        force: read every file again.
        only: the paths that may have changed, for whoever was told; no folder, and no file that decides about others.
        readers: who reads files; by default processes that may die (`workers`).

    Raises:
        SourceError: the source cannot be read; the stores keep what they had.
        EmbedderError, StoreError: nothing was published; the old generation stays.
    """
    started, started_at = time.perf_counter(), time.time()
    scanned_ns = writer.scan_started_ns()
    if only is not None:
        started_at = scanned_ns / 1e9  # what was not looked at stays as settled as it was
    known = writer.known_files(only)
    progress.stage("discover", None)
    hashed: list[bytes] = []
    found = source.files(only)
    delta = discover(source, found, {} if force else known, settings, scanned_ns, hashed)
    if force:
        _keep_ids(delta, known)
    report = _report(delta, found)
    is_news = bool(delta) or writer.lacks(embedder)
    # Without news a run is noted when files had to be hashed, so that the next one finds them settled, and when the last
    # one on record was broken off or of another root, so that nobody is told what holds no longer.
    is_worth_noting = only is None and (bool(hashed) or not writer.is_on_record(source.name))
    if not is_news and not is_worth_noting:
        return _finish(report, writer, started)
    writer.begin(
        root=source.name,
        revision=source.revision(),
        settings_digest=settings.digest(),
        tool_version=tool_version,
        started_at=started_at,
    )
    before = writer.published()
    with _without_cycle_search():
        with (readers or workers)(settings) as pool:
            _stage(delta, source, settings, writer, progress, report, pool)
        link = partial(_link, report, writer, progress)
        generation = writer.publish(embedder, link, examine, begun=lambda step: progress.stage(step, None))
    report.published = (
        before is None or generation.number != before.number
    )  # files that were only touched are no news
    report.stages_s |= writer.timings
    report.generation = generation.number
    return _finish(report, writer, started)


def preview(
    source: FolderSource, known: Mapping[bytes, KnownFile], settings: IndexSettings, scanned_ns: int
) -> IndexReport:
    """Tell what a run would do, and write nothing."""
    found = source.files()
    return _report(discover(source, found, known, settings, scanned_ns, []), found)


def discover(
    source: FolderSource,
    found: Iterable[SourceFile],
    known: Mapping[bytes, KnownFile],
    settings: IndexSettings,
    scanned_ns: int,
    hashed: list[bytes],
) -> Delta:
    """Tell what a run would do; reads only files whose time does not settle whether they changed: see `hashed`."""

    def hash_of(path: bytes) -> bytes:
        content = source.read(path, settings.max_file_bytes)
        hashed.append(path)  # not before: a file that can never be read is nothing to note in every run
        return hashlib.sha256(content).digest()

    return compare(
        found,
        _with_second_chances(known, settings),
        hash_of=hash_of,
        scanned_ns=scanned_ns,
        facts_digest_of=lambda language: facts_digest(language, settings),
    )


def _digest(file: SourceFile, facts: FileFacts, settings: IndexSettings) -> str:
    """Return what made a file's facts; of one that its parser died of, the limits that it died under too."""
    digest = facts_digest(file.language, settings)
    limits = f"{settings.worker_memory_bytes} {settings.file_timeout_s}"
    return f"{digest}{_DIED_UNDER}{limits}" if facts.status in _FAILED else digest


def _with_second_chances(
    known: Mapping[bytes, KnownFile], settings: IndexSettings
) -> Mapping[bytes, KnownFile]:
    """Return the same files, of which one that died under a lower limit than today's is not what it would be now.

    The limits are compared for these files alone: to others they have done nothing.
    """
    died = {path: file for path, file in known.items() if _DIED_UNDER in file.facts_digest}
    if not died:
        return known
    chances = {}
    for path, file in died.items():
        digest, _, limits = file.facts_digest.partition(_DIED_UNDER)
        memory_bytes, timeout_s = limits.split()
        if file.status == ParseStatus.TIMEOUT:
            has_more = settings.file_timeout_s > float(timeout_s)
        else:  # a crash may be want of memory too: not every library looks at what it was given
            has_more = (settings.worker_memory_bytes or inf) > (int(memory_bytes) or inf)
        chances[path] = replace(file, facts_digest="" if has_more else digest)
    return {**known, **chances}


def _stage(
    delta: Delta,
    source: FolderSource,
    settings: IndexSettings,
    writer: IndexWriter,
    progress: Progress,
    report: IndexReport,
    readers: Readers,
) -> None:
    """Bring every change into the run: removals first, so that a path can be taken over."""
    began = time.perf_counter()
    for gone in delta.deleted:
        writer.stage_removed(gone)
    for file, before in delta.touched:
        writer.stage_touched(before, file)
    known = {file.path: before for file, before in (*delta.modified, *delta.renamed)}
    files = [*delta.added, *(file for file, _ in delta.modified), *(file for file, _ in delta.renamed)]
    to_read = {file.path for file in files if file.skip_reason is None}
    progress.stage("read", len(to_read))
    counts = writer.counts
    for result in _read(files, source, settings, readers):
        file, facts = result.file, result.facts
        writer.stage(file, facts, known.get(file.path), _digest(file, facts, settings))
        counts.files_seen += 1
        counts.files_parsed += facts.status is ParseStatus.PARSED
        counts.files_skipped += facts.status is ParseStatus.SKIPPED
        counts.nodes_made += len(facts.nodes)
        report.redactions += facts.redactions
        if facts.status is ParseStatus.SKIPPED and file.path in to_read and file.path not in known:
            report.added -= 1  # read, and then refused for what it holds
        if facts.status in _FAILED:
            counts.files_failed += 1
            report.failed += 1
            shown = file.path.decode("utf-8", "backslashreplace")
            writer.errors.append({"path": shown, "status": facts.status, "reason": facts.reason or ""})
            progress.note(f"{shown}: {facts.reason}")
        if file.path in to_read:
            progress.advance()
    writer.timings["read"] = report.stages_s["read"] = time.perf_counter() - began


def _read(
    files: Iterable[SourceFile], source: FolderSource, settings: IndexSettings, readers: Readers
) -> Iterator[FileResult]:
    """Yield every file's facts; what kills its parser comes back as a status with a reason."""
    to_read: list[FileTask] = []
    for file in files:
        if file.skip_reason is not None:
            yield FileResult(file, FileFacts(None, ParseStatus.SKIPPED, file.skip_reason))
        else:
            to_read.append(FileTask(source.root, file, settings))
    given_up: list[FileTask] = []
    for task, outcome in readers.map(to_read, _size):
        if isinstance(outcome, Failure):
            given_up.append(replace(task, given_up=(outcome.status, outcome.reason)))
        else:
            yield outcome
    for task, outcome in readers.map(given_up, _size):
        if isinstance(outcome, Failure):
            # Not even its text can be read: the name and the reason are all we keep.
            outcome = FileResult(task.file, FileFacts(None, outcome.status, outcome.reason))
        yield outcome


def _size(task: FileTask) -> int:
    return task.file.size_bytes


def workers(settings: IndexSettings) -> Pool[FileTask, FileResult]:
    """Return the processes that read files; none is started before there is something to read."""
    return Pool(
        read_facts,
        workers=settings.workers or min(os.cpu_count() or 1, MAX_WORKERS),
        timeout_s=settings.file_timeout_s,
        memory_bytes=settings.worker_memory_bytes,
        initializer=gc.disable,  # facts are trees of tuples; looking for cycles among them costs a tenth of the time
    )


def _link(
    report: IndexReport, writer: IndexWriter, progress: Progress, linking: Linking, staging: Staging
) -> Iterator[FileLinks]:
    """Yield the edges of every file that this run's changes can reach."""
    change = Change(
        files=staging.changed_files(),
        surfaces=staging.changed_surfaces(),
        names=staging.changed_names(),
        paths=staging.changed_paths(),
    )
    reached = affected(linking, change)
    report.linked = len(reached)
    paths: dict[int, bytes] = {}
    for links in Linker(linking).link(reached):
        if links.given_up:
            report.unlinked += 1
            paths = paths or {file_id: path for file_id, path, _ in linking.files()}
            shown = paths[links.file_id].decode("utf-8", "backslashreplace")
            writer.errors.append({"path": shown, "status": "unlinked", "reason": _TOO_NESTED})
            progress.note(f"{shown}: {_TOO_NESTED}")
        yield links


@contextmanager
def _without_cycle_search() -> Iterator[None]:
    """Let reference counts alone free memory: the rows of a run are tuples without cycles, hundreds of thousands."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _keep_ids(delta: Delta, known: Mapping[bytes, KnownFile]) -> None:
    """Turn a comparison with nothing into one that reads all and keeps the ids of files that were known."""
    found = {file.path for file in delta.added}
    delta.modified = [(file, known[file.path]) for file in delta.added if file.path in known]
    delta.added = [file for file in delta.added if file.path not in known]
    delta.deleted = [gone for path, gone in sorted(known.items()) if path not in found]


def _report(delta: Delta, found: Walk) -> IndexReport:
    added = sum(file.skip_reason is None for file in delta.added)
    modified = sum(file.skip_reason is None for file, _ in delta.modified)
    return IndexReport(
        added=added,
        modified=modified,
        renamed=len(delta.renamed),
        deleted=len(delta.deleted),
        unchanged=delta.unchanged - delta.refused + len(delta.touched),
        skipped=len(delta.added) - added + len(delta.modified) - modified + delta.refused,
        left_out=dict(found.left_out.most_common()),
    )


def _finish(report: IndexReport, writer: IndexWriter, started: float) -> IndexReport:
    published = writer.published()
    if published is not None:
        served = published.generation
        counts = Files(writer.connection).counts()
        report.skipped = sum(one.files for one in counts if one.status == ParseStatus.SKIPPED)
        report.generation, report.files = served.number, served.files - report.skipped
        report.nodes, report.chunks = served.nodes, served.chunks
    report.elapsed_s = time.perf_counter() - started
    return report
