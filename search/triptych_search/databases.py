"""In what shape are the databases of an index? Their steps: which were taken, which are pending, and the way back."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from triptych_indexer.errors import SettingsError
from triptych_indexer.store import migrate as steps
from triptych_indexer.store.lock import WriterLock
from triptych_indexer.store.paths import IndexPaths, private_files
from triptych_indexer.store.sql import open_reader, open_writer


@dataclass(frozen=True, slots=True)
class Step:
    """One migration step of one database."""

    history: str
    version: int
    name: str
    state: str
    """`applied`, `pending`, `changed` (its file was edited after it was applied) or `newer` (unknown to this program)."""


def status(paths: IndexPaths) -> list[Step]:
    """Return the steps of the databases that exist, in order; writes nothing."""
    found = []
    for history, path in _databases(paths).items():
        if path.is_file():
            with closing(open_reader(path)) as connection:
                applied = {step.version: step for step in steps.status(connection)}
            known = {step.version: step for step in steps.steps(history)}
            for number in sorted(applied.keys() | known.keys()):
                name = (known.get(number) or applied[number]).name
                found.append(Step(history, number, name, _state(number, applied, known)))
    return found


def _state(number: int, applied: dict[int, steps.AppliedStep], known: dict[int, steps.Step]) -> str:
    if number not in applied:
        return "pending"
    if number not in known:
        return "newer"
    return "applied" if applied[number].sha256 == known[number].sha256 else "changed"


def migrate(paths: IndexPaths) -> list[str]:
    """Take every pending step of the databases that exist and say what was done.

    Raises:
        StoreBusy: a writer is at work; nothing was changed.
        MigrationError: a step failed, a file was edited, or a database is newer; that database is as it was.
    """
    done = []
    with _locked(paths):
        for history, path in _databases(paths).items():
            if path.is_file():
                with closing(open_writer(path)) as connection:
                    taken = steps.migrate(connection, history)
                if taken:
                    done.append(f"{history}: steps taken: {taken}")
    return done


def rollback(paths: IndexPaths, history: str, to: int) -> list[str]:
    """Undo the steps of one database after step `to`, last first, and say what was done.

    Raises:
        SettingsError: there is no such database.
        StoreBusy: a writer is at work; nothing was changed.
        MigrationError: a way back failed; the database is as it was.
    """
    path = _databases(paths).get(history)
    if path is None or not path.is_file():
        there = [name for name, one in _databases(paths).items() if one.is_file()]
        raise SettingsError(f"no {history!r} database here: {', '.join(there)}")
    with _locked(paths), closing(open_writer(path)) as connection:
        undone = steps.rollback(connection, to)
    return [f"{history}: steps undone: {undone}"]


def _databases(paths: IndexPaths) -> dict[str, Path]:
    return {"graph": paths.index_db, "cache": paths.cache_db, "ledger": paths.ledger_db}


@contextmanager
def _locked(paths: IndexPaths) -> Iterator[None]:
    lock = WriterLock(paths.lock)
    lock.acquire(version("triptych"))
    try:
        with private_files():
            yield
    finally:
        lock.release(ended_well=True)
