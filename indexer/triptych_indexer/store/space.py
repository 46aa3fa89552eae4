"""Room on the disk: how much there must be, and what is done when there is none.

A full disk must never spiral: without room, recovery and collection cannot run either, so nothing ever gets freed.
Hence a floor before a run, a reserve that is given back when the disk is full, and one error for all the ways in
which four libraries say "no space".
"""

import errno
import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

from triptych_indexer.errors import StoreDamaged, StoreError, StoreFull
from triptych_indexer.store.paths import IndexPaths, bytes_under, open_own

FREE_FLOOR_BYTES: Final = 200_000_000
"""A run does not begin with less: it would end half-way."""

RESERVE_BYTES: Final = 262_144
"""Recovery links files and rolls back, collection deletes: 64 kB were enough for an index of Django whose writer was killed
at its vectors, its text and its pointer, 0 were not."""

_FULL: Final = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FULL_WORDS: Final = (
    "no space left",
    "disk is full",
    "file too large",
    "quota exceeded",
    "os error 28",
    "os error 27",
)


def require_room(paths: IndexPaths, floor_bytes: int) -> None:
    """Refuse to begin on a disk that is nearly full.

    Raises:
        StoreFull: nothing was written; the index is served as before.
    """
    free = shutil.disk_usage(paths.root).free
    if free < floor_bytes:
        raise StoreFull(
            f"{_shown(free)} are free at {paths.root}, a run wants {_shown(floor_bytes)}:"
            " free some space; what is indexed stays served"
        )


def require_budget(paths: IndexPaths, budget_bytes: int) -> None:
    """Refuse to publish an index larger than the user allows; 0 allows any.

    Raises:
        StoreFull: the run is abandoned, the old generation stays.
    """
    if not budget_bytes:
        return
    used = bytes_under(paths.root)
    if used > budget_bytes:
        raise StoreFull(
            f"the index would take {_shown(used)} of the {_shown(budget_bytes)} allowed"
            " (disk_budget_bytes): index less or allow more; what was indexed before stays served"
        )


def _shown(size_bytes: int) -> str:
    """Return a size as one says it.

    >>> _shown(3_460_000), _shown(900)
    ('3.5 MB', '900 bytes')
    """
    return f"{size_bytes / 1e6:,.1f} MB" if size_bytes >= 100_000 else f"{size_bytes:,} bytes"


def keep_reserve(paths: IndexPaths) -> None:
    """Set the reserve aside; a disk without room for it simply has none until the next run."""
    if paths.reserve.exists() and paths.reserve.stat().st_size == RESERVE_BYTES:
        return
    try:
        with os.fdopen(open_own(paths.reserve, os.O_WRONLY | os.O_CREAT | os.O_TRUNC), "wb") as handle:
            os.posix_fallocate(handle.fileno(), 0, RESERVE_BYTES)
    except OSError:
        with suppress(OSError):
            release_reserve(paths)


def release_reserve(paths: IndexPaths) -> None:
    paths.reserve.unlink(missing_ok=True)


@contextmanager
def store_errors(paths: IndexPaths) -> Iterator[None]:
    """Turn what SQLite, LanceDB, Tantivy and the kernel say into the errors of the store.

    Raises:
        StoreFull: there was no room; the reserve has been given back for the recovery that follows.
        StoreDamaged: a database is broken.
        StoreError: a store failed in another way.
    """
    try:
        yield
    except StoreError:
        raise
    except (OSError, sqlite3.Error, ValueError, RuntimeError) as error:
        if is_full(error):
            release_reserve(paths)
            message = (
                f"no space left at {paths.root} ({error}): free some space; the old generation stays served"
            )
            raise StoreFull(message) from error
        if isinstance(error, sqlite3.DatabaseError) and is_corrupt(error):
            raise StoreDamaged(f"{paths.index_db} is broken ({error}): run `triptych repair`") from error
        if isinstance(error, sqlite3.Error | OSError):
            raise StoreError(f"the index at {paths.root} cannot be written: {error}") from error
        raise


def is_full(error: BaseException) -> bool:
    """Tell whether an error, of whichever library, means that the disk or a quota is full."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return True
    said = str(error).lower()
    return any(words in said for words in _FULL_WORDS)


_CIRCUMSTANCES: Final = {
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_AUTH,
}
_UNREADABLE: Final = {
    sqlite3.SQLITE_IOERR_READ,
    sqlite3.SQLITE_IOERR_SHORT_READ,
    sqlite3.SQLITE_IOERR_CORRUPTFS,
}


def is_damage(error: sqlite3.Error) -> bool:
    """Tell whether a complaint about a database of a known version is about its bytes, and not about a lock, a right or
    the room on the disk: only what is damaged may be put aside.

    >>> is_damage(sqlite3.DatabaseError("Could not decode to UTF-8 column 'name'"))
    True
    """
    if isinstance(error, sqlite3.ProgrammingError):
        return False
    # An error without a code: the module could not read a value.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)
    return code in _UNREADABLE or code & 0xFF not in _CIRCUMSTANCES


_CORRUPT_WORDS: Final = ("malformed", "not a database", "disk I/O error", "corrupt", "Could not decode")


def is_corrupt(error: sqlite3.Error) -> bool:
    return any(words in str(error) for words in _CORRUPT_WORDS)
