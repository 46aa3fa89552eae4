"""What an ending means to whoever started us: the only place where errors become exit codes.

| code | meaning |
|---|---|
| 0 | done; for a question: something was found |
| 1 | the question was answered, and the answer is "nothing" |
| 2 | failed: a wrong argument, no index, a broken store; the message says what to do |
| 3 | `cycles --fail-on-new`: there are edges in cycles that the baseline does not hold |
| 75 | another process is writing; try again later (sysexits' EX_TEMPFAIL) |
| 130 | interrupted by Ctrl-C; what was published before stays |
"""

from enum import IntEnum

from triptych_indexer.errors import IndexerError, StoreBusy

from triptych_search.errors import SearchError


class Exit(IntEnum):
    FOUND = 0
    NOTHING = 1
    FAILED = 2
    NEW = 3
    BUSY = 75
    INTERRUPTED = 130


def exit_code(error: BaseException) -> Exit:
    """Return the exit code for an error that reached the top.

    >>> exit_code(StoreBusy("someone writes"))
    <Exit.BUSY: 75>
    """
    if isinstance(error, KeyboardInterrupt):
        return Exit.INTERRUPTED
    if isinstance(error, StoreBusy):
        return Exit.BUSY
    return Exit.FAILED


def message(error: BaseException) -> str | None:
    """Return what to tell a person, or None for an error nobody foresaw (its traceback is the message)."""
    if isinstance(error, KeyboardInterrupt):
        return "interrupted; the index keeps what was published before"
    if isinstance(error, (IndexerError, SearchError)):
        return str(error)
    if isinstance(error, OSError):
        return f"{error.strerror or error} ({error.filename})" if error.filename else str(error)
    from triptych_indexer.store.damage import in_words

    return in_words(error)
