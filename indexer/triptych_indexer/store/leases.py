"""A reader's hold on a frozen generation: a shared `flock` on its `.lease`.

The kernel drops it at the reader's death, so there are no stale leases and no time limits. Collection takes the same
lock exclusively before it renames the folder away; a reader that locked a file no longer at its place lost that race
and asks for the pointer again.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from triptych_indexer.errors import GenerationGone

LEASE: Final = ".lease"


class Lease:
    """Taken when made; `release` gives it back."""

    def __init__(self, frozen: Path) -> None:
        """Hold a frozen folder.

        Raises:
            GenerationGone: it was collected before the hold was certain.
        """
        place = frozen / LEASE
        try:
            self._handle = os.open(place, os.O_RDONLY | os.O_CLOEXEC)
        except FileNotFoundError as error:
            raise GenerationGone(f"{frozen.name} was collected") from error
        try:
            fcntl.flock(self._handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
            if not os.path.samestat(os.fstat(self._handle), place.stat()):
                raise GenerationGone(f"{frozen.name} was collected")
        except (BlockingIOError, FileNotFoundError) as error:
            os.close(self._handle)
            raise GenerationGone(f"{frozen.name} is being collected") from error
        except GenerationGone:
            os.close(self._handle)
            raise

    def release(self) -> None:
        os.close(self._handle)


@contextmanager
def sole_hold(frozen: Path) -> Iterator[bool]:
    """Try to hold a folder alone; gives False when a reader has it. A folder without a lease file is nobody's."""
    try:
        handle = os.open(frozen / LEASE, os.O_RDONLY | os.O_CLOEXEC)
    except FileNotFoundError:
        yield True
        return
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield True
    except BlockingIOError:
        yield False
    finally:
        os.close(handle)
