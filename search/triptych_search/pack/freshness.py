"""Whether the file on disk is still the one that was indexed."""

import hashlib
import os
import stat
from pathlib import Path

from triptych_indexer.errors import SourceError
from triptych_indexer.model import KnownFile, changed_ns
from triptych_indexer.store.graph.lookup import ChunkDetails

from triptych_search.model import Freshness

MAX_HASHED_BYTES = 4_000_000
"""Above the limit for files that are indexed at all by default; a longer one is not read for a label."""


def freshness(root: Path | None, chunk: ChunkDetails | KnownFile) -> Freshness:
    """Compare size, time and inode, and read the file only when they differ; a touched file is still fresh.

    `chunk` may be any row that tells of its file; `root` is None for an index whose files are not on this disk.
    """
    if root is None:
        return Freshness.UNKNOWN
    try:
        now = os.lstat(os.path.join(os.fsencode(root), chunk.path))
    except (FileNotFoundError, NotADirectoryError):
        return Freshness.DELETED
    except (OSError, ValueError):
        return Freshness.UNKNOWN
    if not stat.S_ISREG(now.st_mode):
        return Freshness.CHANGED
    if (now.st_size, changed_ns(now), now.st_ino) == (chunk.size_bytes, chunk.mtime_ns, chunk.inode):
        return Freshness.FRESH
    if now.st_size != chunk.size_bytes:
        return Freshness.CHANGED
    if chunk.sha256 is None or now.st_size > MAX_HASHED_BYTES:
        return Freshness.UNKNOWN
    from triptych_indexer.sources.folder import read_regular_file  # rarely needed, and not cheap to import

    try:
        content = read_regular_file(root, chunk.path, MAX_HASHED_BYTES)
    except SourceError:
        return Freshness.UNKNOWN
    return Freshness.FRESH if hashlib.sha256(content).digest() == chunk.sha256 else Freshness.CHANGED
