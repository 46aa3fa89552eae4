"""Why is this path not taken? The walk itself is asked, over the one path."""

import os
from dataclasses import dataclass
from pathlib import Path

from triptych_indexer.discover.walk import NEVER_ENTERED, walk
from triptych_indexer.errors import SourceError
from triptych_indexer.settings import IndexSettings


@dataclass(frozen=True, slots=True)
class Refusal:
    """What speaks against a path."""

    path: bytes
    """The path itself, or the folder above it that is left out whole, with a closing `/`."""
    reason: str


def refusal(root: Path, settings: IndexSettings, path: bytes) -> Refusal | None:
    """Return what speaks against reading `path` (relative to the root) today, None when nothing does.

    Raises:
        SourceError: there is no such path.
    """
    found = walk(root, settings, force=True, only=frozenset([path]))
    for file in found:
        return None if file.skip_reason is None else Refusal(file.path, file.skip_reason)
    for reason in found.left_out:
        return Refusal(path, reason)
    parts = path.split(b"/")
    for end, part in enumerate(parts, start=1):
        if part.lower() in NEVER_ENTERED:
            return Refusal(
                b"/".join(parts[:end]) + b"/", "what version control or an index keeps is never read"
            )
    if not os.path.lexists(os.path.join(os.fsencode(root), path)):
        raise SourceError(f"there is no {path.decode('utf-8', 'backslashreplace')} in {root}")
    return None
