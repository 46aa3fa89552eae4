"""Mends an index, one rung of a ladder after the other; what is broken is put aside, never deleted.

1. An older program's tables and a lost format file are brought up to date; a newer program's index is left untouched.
2. What every writer does first: back to the published generation, as if the last run had not begun.
3. A derived store that is broken goes to `quarantine/` and is made anew, and published as a new generation: the text
   from index.db, the vectors by the embedder at hand if it made the lost ones, or from cache.db where a model's are
   kept. With neither the generation has no vectors, and the next `triptych index` embeds them.
4. A broken index.db goes to `quarantine/` with both: the repository is to be indexed again. Vectors that cache.db holds
   are not embedded anew.

There is no falling back to an older generation: index.db holds only the newest one's graph, and from it both derived
stores can always be made. After two rounds that did not help, repair stops and says so.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triptych_indexer.errors import StoreDamaged, StoreError, StoreMissing
from triptych_indexer.ports import Embedder
from triptych_indexer.store.doctor import Examination, Level, examine
from triptych_indexer.store.generation import Generations, Published, StoreName
from triptych_indexer.store.lock import WriterLock
from triptych_indexer.store.migrate import migrate, pending, status
from triptych_indexer.store.paths import IndexPaths, private_files
from triptych_indexer.store.space import store_errors
from triptych_indexer.store.sql import open_reader, open_writer
from triptych_indexer.store.writer import IndexWriter

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

ROUNDS: Final = 2


@dataclass(slots=True)
class Repair:
    """What was done, in order, and how the index is now."""

    steps: list[str] = field(default_factory=list)
    after: Examination | None = None
    """None when index.db had to be put aside: the repository is to be indexed again."""

    @property
    def is_whole(self) -> bool:
        return self.after is not None and self.after.level is not Level.BROKEN


def repair(paths: IndexPaths, *, tool_version: str = "", embedder: Embedder | None = None) -> Repair:
    """Mend the index and return what was done; a whole one is left as it is, but for an unfinished run's leftovers.

    Vectors are made again by `embedder` if it is the one that made them, or taken from the cache.

    Raises:
        StoreMissing: there is no index.
        StoreBusy: somebody is writing.
        StoreError, MigrationError: a newer program wrote it, or it cannot be opened; nothing was touched.
        StoreDamaged: two rounds did not help; nothing was deleted.
    """
    report = Repair()
    if not _bring_up_to_date(paths, report):
        _put_index_aside(paths, report)
        return report
    for _ in range(ROUNDS):
        found = examine(paths, deep=True)
        report.after = found
        broken = found.broken_stores
        if not broken:
            _recover(paths, report, tool_version)
            return report
        report.steps += [
            f"found: {finding.message}" for finding in found.findings if finding.level is Level.BROKEN
        ]
        if "sqlite" in broken:
            _put_index_aside(paths, report)
            return report
        _rebuild(paths, broken, report, tool_version, embedder)
    report.after = examine(paths, deep=True)
    if not report.is_whole:
        raise StoreDamaged(
            f"{paths.root} is still broken after {ROUNDS} repairs: move it away and run `triptych index`"
        )
    return report


def _bring_up_to_date(paths: IndexPaths, report: Repair) -> bool:
    """Write a format file that is gone, and take the steps that index.db is behind: then damage alone is left to find.

    Returns:
        False when index.db turns out to be broken.

    Raises:
        StoreMissing: there is no index.
        StoreError, MigrationError: a newer program wrote it, or it cannot be opened; nothing was touched.
    """
    if not paths.exists():
        raise StoreMissing(f"no index at {paths.root}: run `triptych index`")
    try:
        paths.check_format()
        is_format_there = True
    except (StoreMissing, StoreDamaged):
        is_format_there = False
    behind = _steps_behind(paths)
    if is_format_there and not behind:
        return True
    with private_files(), _alone(paths):
        if not is_format_there:
            if paths.format.exists():
                _quarantine(paths, [paths.format], report)
            paths.write_format()
            report.steps.append(f"wrote {paths.format.name} anew")
        if behind:
            try:
                with store_errors(paths), closing(open_writer(paths.index_db)) as connection:
                    migrate(connection, "graph")
            except StoreDamaged as error:
                report.steps.append(f"found: {error}".removesuffix(": run `triptych repair`"))
                return False
            report.steps.append(f"index.db took the {behind} steps that it was behind")
    return True


def _steps_behind(paths: IndexPaths) -> int:
    """Return how many steps an older program's tables are behind; of what cannot be read, the examination tells."""
    try:
        with closing(open_reader(paths.index_db)) as connection:
            return pending(connection, "graph") if status(connection) else 0
    except sqlite3.Error:
        return 0


@contextmanager
def _alone(paths: IndexPaths) -> Iterator[None]:
    """Hold the writer's lock; whether the last writer ended well stays to be told to the next."""
    lock = WriterLock(paths.lock)
    lock.acquire("repair")
    try:
        yield
    finally:
        lock.release(ended_well=lock.previous_ended_well)


def _recover(paths: IndexPaths, report: Repair, tool_version: str) -> None:
    with IndexWriter.open(paths, tool_version=tool_version, free_floor_bytes=0) as writer:
        leftovers = writer.recovered
    report.after = examine(paths)
    left = [f"{one.message}: {one.advice}" for one in report.after.findings if one.level is Level.BROKEN]
    report.steps += leftovers + left
    report.steps = report.steps or ["nothing to mend"]


def _put_index_aside(paths: IndexPaths, report: Repair) -> None:
    with private_files(), _alone(paths):
        names = ("index.db", "index.db-wal", "index.db-shm", "lance", "tantivy", "stage")
        _quarantine(paths, [paths.root / name for name in names], report)
    report.after = None
    kept = "; vectors that cache.db holds are not embedded anew" if paths.cache_db.exists() else ""
    report.steps.append(f"run `triptych index`{kept}")


def _rebuild(
    paths: IndexPaths,
    broken: Mapping[StoreName, str],
    report: Repair,
    tool_version: str,
    at_hand: Embedder | None,
) -> None:
    with IndexWriter.open(
        paths, tool_version=tool_version, free_floor_bytes=0, given_up=frozenset(broken)
    ) as writer:
        published = writer.published()
        if published is None:
            raise StoreDamaged(f"nothing was ever published at {paths.root}: run `triptych index`")
        started = time.perf_counter()
        generations = Generations(writer.connection)
        for store, trouble in broken.items():
            generations.note_broken(published.number, store, trouble)
        aside: list[Path] = []
        if "tantivy" in broken:
            aside.append((paths.root / published.text.location).parent)
        if "lancedb" in broken and published.vectors is not None:
            aside.append(paths.root / published.vectors.location)
        _quarantine(paths, aside, report)
        embedder = _maker_of(published, at_hand)
        _begin(writer, tool_version)
        try:
            generation = writer.publish(embedder, force=True)
            report.steps.append(f"made {' and '.join(sorted(broken))} anew as generation {generation.number}")
        except _NotCached as error:
            _begin(writer, tool_version)
            generation = writer.publish(None, force=True)
            report.steps.append(f"{error}; generation {generation.number} has none: run `triptych index`")
        for number in generations.numbers():
            if number != generation.number:
                generations.remove(number)
        details = "; ".join(report.steps)
        generations.audit("repair", published.number, generation.number, started=started, details=details)


def _maker_of(published: Published, at_hand: Embedder | None) -> Embedder | None:
    if published.vectors is None:
        return None
    if at_hand is not None and at_hand.fingerprint == published.generation.model_fingerprint:
        return at_hand
    return _CachedOnly.of(published.vectors.details)


def _begin(writer: IndexWriter, tool_version: str) -> None:
    """Start a run that looks at no file: the next one must not take files for settled since now."""
    published = writer.published()
    writer.begin(
        root="",
        revision=published.generation.source_revision if published else None,
        settings_digest="",
        tool_version=tool_version,
        started_at=writer.scan_started_ns() / 1e9,
    )


def _quarantine(paths: IndexPaths, broken: Sequence[Path], report: Repair) -> None:
    """Move files and folders aside, under the time of day."""
    place = paths.quarantine / time.strftime("%Y-%m-%dT%H%M%S")
    for number in range(1, 100):
        if not place.exists():
            break
        place = place.with_name(f"{place.name.partition('.')[0]}.{number}")
    place.mkdir(parents=True)
    for path in broken:
        if path.exists():
            path.rename(place / path.name)
            report.steps.append(f"put {path.name} aside in {place}")


class _NotCached(StoreError):
    """Vectors are wanted that only a model can make."""


class _CachedOnly:
    """Stands for a model that is not at hand: the cache is asked first, and what it lacks cannot be made."""

    def __init__(self, fingerprint: str, dimensions: int) -> None:
        self.fingerprint = fingerprint
        self.dimensions = dimensions
        self.is_worth_caching = True

    @classmethod
    def of(cls, details: object) -> Embedder:
        assert isinstance(details, dict)
        return cls(str(details["model_fingerprint"]), int(details["dimensions"]))

    def embed(self, passages: Sequence[str]) -> "NDArray[float32]":
        raise _NotCached(f"{len(passages)} vectors are in no cache")

    def embed_query(self, query: str) -> "NDArray[float32]":
        raise _NotCached(f"no cache holds the query {query!r}")
