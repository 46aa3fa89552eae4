"""Is the index well, and if not, what is to be done? Looks, and never writes.

The quick examination compares what is written down with what lies on the disk, in a fraction of a second. The deep one
reads everything: SQLite's own check, the texts against their hashes, each file against the manifest of its
generation, and the set-digest of all three stores, the derived ones in child processes that may die of it.
"""

import json
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final, TypeAlias

from triptych_indexer.errors import StoreDamaged, StoreError, StoreMissing
from triptych_indexer.store import migrate, projections
from triptych_indexer.store.digest import set_digest
from triptych_indexer.store.generation import Generations, Published, StoreName, StoreState
from triptych_indexer.store.lock import describe_owner, is_held
from triptych_indexer.store.manifest import check_sizes, damaged_files, newest_version, tag_names
from triptych_indexer.store.passage import Stored, embedding_hash, unpacked
from triptych_indexer.store.paths import IndexPaths, bytes_under
from triptych_indexer.store.probe import text_digest, vector_digest
from triptych_indexer.store.space import FREE_FLOOR_BYTES, is_damage
from triptych_indexer.store.sql import open_reader, queries

BLOAT: Final = 3
"""Vectors may take this many times what the served generation needs before it is worth a word."""

_REMOTE: Final = ("nfs", "cifs", "smb", "sshfs", "9p", "afs", "ceph", "glusterfs")
"""File systems whose locks or memory maps SQLite and Tantivy cannot rely on."""

_QUERIES: Final = queries("doctor")


class Level(StrEnum):
    OK = "ok"
    WARNING = "warning"
    """The index answers, and something should be known."""
    BROKEN = "broken"
    """Answers would be wrong, or there would be none."""


@dataclass(frozen=True, slots=True)
class Finding:
    check: str
    """What was looked at, in a word or two."""
    level: Level
    message: str
    advice: str = ""
    """What to do about it; empty when nothing is to be done."""
    store: StoreName | None = None
    """Which store is broken, for repair."""


@dataclass(frozen=True, slots=True)
class Examination:
    findings: list[Finding]
    generation: int | None
    elapsed_s: float

    @property
    def level(self) -> Level:
        found = {finding.level for finding in self.findings}
        return next(
            level for level in (Level.BROKEN, Level.WARNING, Level.OK) if level in found or level is Level.OK
        )

    @property
    def broken_stores(self) -> dict[StoreName, str]:
        """Store → the first thing that was found broken in it."""
        broken: dict[StoreName, str] = {}
        for finding in self.findings:
            if finding.level is Level.BROKEN and finding.store is not None:
                broken.setdefault(finding.store, finding.message)
        return broken


_Findings: TypeAlias = Iterator[Finding]


def examine(paths: IndexPaths, *, deep: bool = False) -> Examination:
    """Return everything that can be said about an index; `deep` reads it whole.

    Raises:
        StoreMissing: there is no index.
    """
    if not paths.exists():
        raise StoreMissing(f"no index at {paths.root}: run `triptych index`")
    started = time.perf_counter()
    findings: list[Finding] = []
    number = None
    try:
        findings.extend(_of_format(paths))
        with closing(open_reader(paths.index_db)) as connection:
            outdated = list(_of_version(connection))
            if outdated:
                return Examination([*findings, *outdated], None, time.perf_counter() - started)
            connection.execute("BEGIN")
            published = Generations(connection).current()
            number = published.number if published else None
            findings.extend(_of_place(paths))
            findings.extend(_of_runs(paths, connection))
            findings.extend(_of_generation(paths, connection, published, deep=deep))
            if deep:
                findings.extend(_of_sqlite_in_depth(connection))
    except (StoreError, sqlite3.Error, ValueError) as error:  # the last: a value that nobody wrote so
        findings.append(_of_trouble(error))
    return Examination(findings, number, time.perf_counter() - started)


def _of_format(paths: IndexPaths) -> _Findings:
    try:
        paths.check_format()
    except (StoreMissing, StoreDamaged):  # there is an index, so it is the file alone that fails
        said = "cannot be read" if paths.format.exists() else "is missing"
        yield Finding("format", Level.BROKEN, f"{paths.format} {said}", "run `triptych repair`")


def _of_version(connection: sqlite3.Connection) -> _Findings:
    missing = migrate.pending(connection, "graph")
    if not migrate.status(connection):
        yield _broken("index.db", "it holds no tables of an index", "sqlite")
    elif missing:
        message = f"an older triptych made it: it is {missing} steps behind"
        yield Finding("index.db", Level.BROKEN, message, "run `triptych index`")


def _of_trouble(error: StoreError | sqlite3.Error | ValueError) -> Finding:
    """Tell damage from what is in the way: a newer program's index, a lock, a right, a disk."""
    if isinstance(error, sqlite3.Error):
        is_broken = is_damage(error)
    else:
        is_broken = isinstance(error, StoreDamaged | ValueError)
    if is_broken:
        return _broken("index.db", str(error), "sqlite")
    return Finding("index.db", Level.BROKEN, str(error))


def _of_place(paths: IndexPaths) -> _Findings:
    mode = paths.root.stat().st_mode & 0o777
    if mode & 0o077:
        yield _warning(
            "privacy", f"{paths.root} may be read by others (mode {mode:o})", f"chmod 700 {paths.root}"
        )
    if not paths.is_hidden_from_git():
        message = f"{paths.root / '.gitignore'} is not what hides an index from git"
        yield _warning("privacy", message, "the next `triptych index` writes it anew")
    free = shutil.disk_usage(paths.root).free
    if free < FREE_FLOOR_BYTES:
        yield _warning(
            "disk", f"{free // 1_000_000} MB are free", "free some space: the next run will be refused"
        )
    kind = _file_system(paths.root)
    if kind.startswith(_REMOTE) or kind.removeprefix("fuse.").startswith(_REMOTE):
        yield _warning(
            "file system",
            f"{paths.root} lies on {kind}",
            "move it to a local disk with --index-dir: locks fail here",
        )
    version = ".".join(map(str, sqlite3.sqlite_version_info))
    yield Finding("sqlite", Level.OK, f"SQLite {version}; one writer checkpoints, readers cannot write")


def _of_runs(paths: IndexPaths, connection: sqlite3.Connection) -> _Findings:
    writing = paths.lock.exists() and is_held(paths.lock)
    if writing:
        yield Finding("writer", Level.OK, f"being written by {describe_owner(paths.lock)}")
    row = connection.execute(_QUERIES["last_session"]).fetchone()
    if row is None:
        return
    status, skipped, failed, errors = row
    if status == "running" and not writing:
        yield _warning(
            "last run", "it was killed; what was published before is served", "run `triptych index`"
        )
    elif status in ("failed", "interrupted"):
        reasons = [entry.get("reason", "") for entry in json.loads(errors)]
        said = f": {reasons[-1]}" if reasons else ""
        yield _warning("last run", f"it was {status}{said}", "run `triptych index`")
    else:
        yield Finding("last run", Level.OK, f"{status}; {skipped} files skipped, {failed} failed")
    upkeep = connection.execute(_QUERIES["last_upkeep"]).fetchone()
    if upkeep is not None and upkeep[1] == "failed":
        yield _warning("upkeep", f"{upkeep[0]} failed: {upkeep[2]}", "the next `triptych index` tries again")


def _of_generation(
    paths: IndexPaths, connection: sqlite3.Connection, published: Published | None, *, deep: bool
) -> _Findings:
    if published is None:
        yield Finding("generation", Level.BROKEN, "nothing was ever published", "run `triptych index`")
        return
    chunks = projections.counts(connection)[2]
    if chunks != published.generation.chunks:
        message = f"SQLite holds {chunks} chunks, the generation says {published.generation.chunks}"
        yield Finding("counts", Level.BROKEN, message, "run `triptych repair`", "sqlite")
    else:
        yield Finding("generation", Level.OK, f"generation {published.number} with {chunks} chunks")
    yield from _of_text(paths, connection, published, deep=deep)
    yield from _of_vectors(paths, connection, published, deep=deep)
    yield from _of_leftovers(paths, connection)


def _of_text(
    paths: IndexPaths, connection: sqlite3.Connection, published: Published, *, deep: bool
) -> _Findings:
    state = published.text
    folder = paths.root / state.location
    yield from _of_files(paths, connection, published, state, "tantivy", deep=deep)
    try:
        opstamp = json.loads((folder / "meta.json").read_bytes())["opstamp"]
    except (OSError, ValueError, KeyError) as error:
        yield _broken("text", f"{folder / 'meta.json'} cannot be read ({error})", "tantivy")
        return
    if opstamp != state.version:
        yield _broken("text", f"{folder} is commit {opstamp}, published was {state.version}", "tantivy")
    elif deep:
        yield from _of_digest("text", "tantivy", lambda: text_digest(folder), published)


def _of_vectors(
    paths: IndexPaths, connection: sqlite3.Connection, published: Published, *, deep: bool
) -> _Findings:
    state = published.vectors
    if state is None or state.version is None:
        yield Finding("vectors", Level.OK, "none: this generation was made without an embedder")
        return
    folder = paths.root / state.location
    yield from _of_files(paths, connection, published, state, "lancedb", deep=deep)
    if state.tag not in tag_names(folder):
        yield _broken("vectors", f"version {state.version} has lost its tag {state.tag}", "lancedb")
    newest = newest_version(folder)
    if newest > state.version and not (paths.lock.exists() and is_held(paths.lock)):
        message = f"version {newest} was never published; {state.version} is served"
        yield _warning("vectors", message, "the next `triptych index` puts it right")
    needed, used = state.bytes, bytes_under(folder)
    if used > BLOAT * needed + 50_000_000:
        message = f"{used // 1_000_000} MB on disk for {needed // 1_000_000} MB in use"
        yield _warning("vectors", message, "`triptych index` compacts after some more changes")
    if deep:
        version = state.version
        yield from _of_digest("vectors", "lancedb", lambda: vector_digest(folder, version), published)


def _of_files(
    paths: IndexPaths,
    connection: sqlite3.Connection,
    published: Published,
    state: StoreState,
    store: StoreName,
    *,
    deep: bool,
) -> _Findings:
    files = Generations(connection).files(published.number, store)
    folder = paths.root / state.location
    if deep:
        damage = list(damaged_files(folder, files))
        yield from (_broken("files", sentence, store) for sentence in damage)
    else:
        try:
            check_sizes(folder, files)
            damage = []
        except StoreDamaged as error:
            damage = [str(error)]
            yield _broken("files", str(error), store)
    if not damage:
        how = "match their digests" if deep else "are there with their sizes"
        yield Finding("files", Level.OK, f"{len(files)} files of {store} {how}")


def _of_digest(check: str, store: StoreName, digest: Callable[[], bytes], published: Published) -> _Findings:
    try:
        found = digest()
    except StoreDamaged as error:
        yield _broken(check, str(error), store)
        return
    if found == published.generation.set_digest:
        yield Finding(check, Level.OK, f"{store} holds exactly the chunks of the generation")
    else:
        yield _broken(check, f"{store} holds other chunks than the generation", store)


def _of_leftovers(paths: IndexPaths, connection: sqlite3.Connection) -> _Findings:
    generations = Generations(connection)
    needed = generations.locations("tantivy") | generations.locations("lancedb")
    tables = [*paths.lance.iterdir()] if paths.lance.is_dir() else []
    frozen = [path for path in paths.tantivy.glob("*/*") if path.name != "live"]
    stray = sorted(path.name for path in (*tables, *frozen) if paths.relative(path) not in needed)
    if stray and not (paths.lock.exists() and is_held(paths.lock)):
        yield _warning(
            "leftovers", f"an unfinished run left {', '.join(stray)}", "the next `triptych index` tidies up"
        )


def _of_sqlite_in_depth(connection: sqlite3.Connection) -> _Findings:
    said = [row[0] for row in connection.execute("PRAGMA integrity_check(10)")]
    if said != ["ok"]:
        yield _broken("integrity", "; ".join(said), "sqlite")
        return
    _read_every_text(connection)
    loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    if loose:
        yield _broken(
            "references", f"{len(loose)} rows point at nothing, the first in {loose[0][0]}", "sqlite"
        )
    wrong = [
        chunk_id
        for chunk_id, kept, stored in connection.execute(_QUERIES["hashed_texts"])
        if not _is_hashed_so(stored, kept)
    ]
    if wrong:
        yield _broken("texts", f"{len(wrong)} chunks are not the text they were made of", "sqlite")
    published = Generations(connection).current()
    if published is not None:
        digest = set_digest(projections.marks(connection))
        if digest != published.generation.set_digest:
            yield _broken("digest", "SQLite holds other chunks than the generation", "sqlite")
    for what, count in connection.execute(_QUERIES["contradictions"]).fetchall():
        if count:
            yield _warning("graph", f"{count} {what}", "run `triptych index --force`")
    if not loose and not wrong:
        yield Finding("integrity", Level.OK, "index.db is whole, and every text matches its hash")


def _read_every_text(connection: sqlite3.Connection) -> None:
    """Read what SQLite's own check does not: whether texts are UTF-8. A run would end at one that is not, every time.

    Raises:
        sqlite3.OperationalError: one is not; it is named.
    """
    columns: dict[str, list[str]] = {}
    for table, column in connection.execute(_QUERIES["text_columns"]):
        columns.setdefault(table, []).append(f'"{column}"')
    for table, names in columns.items():
        for _ in connection.execute(f'SELECT {", ".join(names)} FROM "{table}"'):
            pass


def _is_hashed_so(stored: Stored, kept: bytes) -> bool:
    try:
        return embedding_hash(unpacked(stored)) == kept
    except StoreDamaged:
        return False


def _file_system(path: Path) -> str:
    """Return the type of the file system that holds `path`, '' when nobody tells."""
    try:
        mounts = Path("/proc/self/mounts").read_text().splitlines()
    except OSError:
        return ""
    place = str(path.resolve()) + "/"
    best = ("", "")
    for line in mounts:
        _, point, kind, *_ = line.split(" ")
        prefix = point.rstrip("/") + "/"
        if place.startswith(prefix) and len(prefix) >= len(best[0]):
            best = (prefix, kind)
    return best[1]


def _warning(check: str, message: str, advice: str) -> Finding:
    return Finding(check, Level.WARNING, message, advice)


def _broken(check: str, message: str, store: StoreName) -> Finding:
    advice = "run `triptych repair`"
    for given in (advice, "run `triptych doctor`"):
        message = message.removesuffix(f": {given}")
    return Finding(check, Level.BROKEN, message, advice, store)
