"""A folder on this machine, as the source of what is indexed.

`read_regular_file` is the only place where a repository's text enters the program. Its promise: whatever the tree
looks like, and whoever changes it meanwhile, the bytes come from a regular file that was reached from the root
through real directories only. A path is opened part by part, each from the directory before it and with
`O_NOFOLLOW`, so a link put in the place of a parent between the walk and the read is refused by the kernel and not
by a check that could come too early.

No directory is kept open between two reads: that would save 8 µs a file (18 instead of 10 at a depth of four, in a
tree of 6,900 files), and hand out a moved directory's old content under its old name.
"""

import errno
import os
import stat
from pathlib import Path
from typing import Final

from triptych_indexer.discover.walk import Walk, checked_root, walk
from triptych_indexer.errors import SourceError
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources import git

_OPEN_FILE: Final = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY
_OPEN_DIRECTORY: Final = _OPEN_FILE | os.O_DIRECTORY
_ATTEMPTS: Final = 2
"""A file that changed while it was read is read once more; an editor is done by then, a log never is."""


class FolderSource:
    """The files that count below a root, and their bytes."""

    def __init__(self, root: Path, settings: IndexSettings, *, force: bool = False) -> None:
        """Check the root; `discover.walk.checked_root` says what is refused."""
        self.root = checked_root(root, force=force)
        self._settings = settings

    @property
    def name(self) -> str:
        return os.fspath(self.root)

    def files(self, only: frozenset[bytes] | None = None) -> Walk:
        # `force`: the constructor has checked the root.
        return walk(self.root, self._settings, force=True, only=only)

    def read(self, path: bytes, limit_bytes: int) -> bytes:
        return read_regular_file(self.root, path, limit_bytes)

    def revision(self) -> str | None:
        return git.revision(self.root)


def read_regular_file(root: Path, path: bytes, limit_bytes: int) -> bytes:
    """Return the bytes of a regular file below `root`; `path` is relative, with `/` between the parts.

    Raises:
        SourceError: it is gone, not a regular file (any more), reached through a link, longer than `limit_bytes`,
            unreadable, or it changed both times while it was read.
    """
    parts = _parts(path)
    try:
        for _ in range(_ATTEMPTS):
            content = _attempt(root, parts, limit_bytes)
            if content is not None:
                return content
    except OSError as error:
        raise SourceError(_why(error)) from error
    raise SourceError("it changed while it was read, twice: the next run reads it")


def _parts(path: bytes) -> list[bytes]:
    parts = path.split(b"/")
    # The kernel would take `..` for a way up and an empty part for the root; the walk never yields either.
    if any(part in (b"", b".", b"..") or b"\0" in part for part in parts):
        raise SourceError("not a path below the root")
    return parts


def _attempt(root: Path, parts: list[bytes], limit_bytes: int) -> bytes | None:
    """Read the file once; None when its size or time moved meanwhile."""
    fd = _open_below(root, parts)
    try:
        before = os.fstat(fd)
        if not stat.S_ISREG(before.st_mode):
            raise SourceError("not a regular file")
        if before.st_size > limit_bytes:
            raise SourceError(f"{before.st_size} bytes are more than the limit of {limit_bytes}")
        content = _read_all(fd, before.st_size, limit_bytes)
        after = os.fstat(fd)
    finally:
        os.close(fd)
    same = (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)
    return content if same and len(content) == before.st_size else None


def _open_below(root: Path, parts: list[bytes]) -> int:
    fd = os.open(root, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    for part, flags in [(part, _OPEN_DIRECTORY) for part in parts[:-1]] + [(parts[-1], _OPEN_FILE)]:
        try:
            inner = os.open(part, flags, dir_fd=fd)
        finally:
            os.close(fd)
        fd = inner
    return fd


def _read_all(fd: int, size_bytes: int, limit_bytes: int) -> bytes:
    """Read to the end or one byte past the limit, whichever comes first; a file may grow while we read."""
    content = os.read(fd, size_bytes + 1)
    if len(content) == size_bytes:
        return content  # the usual case: one call
    pieces = [content]
    length = len(content)
    while content and length <= limit_bytes:
        content = os.read(fd, 1 << 20)
        pieces.append(content)
        length += len(content)
    return b"".join(pieces)


def _why(error: OSError) -> str:
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return "reached through a symbolic link: never followed"
    if error.errno == errno.ENOENT:
        return "gone since the folder was walked"
    if error.errno in (errno.ENXIO, errno.ENODEV):
        return "not a regular file"  # a socket, or a device without a driver, cannot even be opened
    return f"unreadable: {error.strerror}"
