"""What the libraries say when their files are broken, as one error.

LanceDB and Tantivy raise whatever comes to hand, and now and then they panic: a panic arrives as an exception that is no
`Exception`, and would end a server's thread.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from triptych_indexer.errors import StoreDamaged, StoreError
from triptych_indexer.store.space import is_corrupt


@contextmanager
def reading(what: str) -> Iterator[None]:
    """Turn every failure to read a derived store into one that names it.

    Raises:
        StoreDamaged: what was read is broken or gone; never an empty answer.
    """
    try:
        yield
    except StoreError:
        raise
    except (ValueError, RuntimeError, OSError) as error:
        raise StoreDamaged(f"{what} cannot be read ({error}): run `triptych doctor`") from error
    except BaseException as error:
        if not is_panic(error):
            raise
        raise StoreDamaged(f"{what} cannot be read ({error}): run `triptych doctor`") from error


def in_words(error: BaseException) -> str | None:
    """Return what to tell of a database's own complaint that came by no store; None for any other error.

    >>> in_words(sqlite3.DatabaseError("database disk image is malformed"))
    'a database of the index is broken (database disk image is malformed): run `triptych repair`'
    """
    if not isinstance(error, sqlite3.DatabaseError) or isinstance(error, sqlite3.ProgrammingError):
        return None
    if is_corrupt(error):
        return f"a database of the index is broken ({error}): run `triptych repair`"
    return f"a database of the index cannot be read ({error}): run `triptych doctor`"


def is_panic(error: BaseException) -> bool:
    """Tell whether a library written in Rust gave up; its bindings share no class that could be named."""
    return type(error).__name__ == "PanicException"
