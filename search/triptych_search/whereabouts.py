"""Is this file in the index, and if not, why? The index is asked first, then the folder as it stands now."""

import os
from dataclasses import dataclass
from pathlib import Path

from triptych_indexer.discover.why import refusal
from triptych_indexer.errors import SourceError
from triptych_indexer.model import ParseStatus
from triptych_indexer.settings import IndexSettings
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.reader import Snapshot


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """What became of one path."""

    path: str
    """Relative to the root."""
    is_indexed: bool
    """It can be found; for a folder: something in it can."""
    reason: str
    """How it was read, or what speaks against it."""
    advice: str | None


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def whereabouts(snapshot: Snapshot, root: Path, settings: IndexSettings, path: bytes) -> Whereabouts:
    """Tell what became of `path`, relative to the root."""
    shown = path.decode("utf-8", "backslashreplace")
    files = Files(snapshot.connection)
    one = files.standing(path)
    if one is not None and one.status != ParseStatus.SKIPPED:
        how = f"{one.language or 'plain text'}, {_counted(one.definitions, 'definition')}, {_counted(one.chunks, 'chunk')}"
        notes = [how, one.reason, _other_names(root / os.fsdecode(path))]
        return Whereabouts(shown, True, "; ".join(filter(None, notes)), None)
    below = files.read_below(path)
    if below:
        return Whereabouts(
            shown,
            True,
            f"a folder; of what lies in it, {_counted(below, 'file')} {'was' if below == 1 else 'were'} read",
            None,
        )
    try:
        against = refusal(root, settings, path)
    except SourceError as error:
        return Whereabouts(shown, False, str(error), None)
    if against is not None:
        where = "" if against.path == path else f"{against.path.decode('utf-8', 'backslashreplace')}: "
        return Whereabouts(shown, False, where + against.reason, _way_back(against.path, against.reason))
    if one is not None and one.reason:
        return Whereabouts(shown, False, one.reason, None)  # found when it was read
    if (root / os.fsdecode(path)).is_dir():
        return Whereabouts(shown, False, "a folder in which no file was read", "name one of its files")
    return Whereabouts(
        shown,
        False,
        "nothing speaks against it now: it is new, or settings were others",
        "run `triptych index`",
    )


def _other_names(path: Path) -> str:
    """Say that the bytes have other names, wherever those lie: an edit under one of them is an edit of this file."""
    try:
        names = path.lstat().st_nlink
    except OSError:
        return ""  # it is gone since it was indexed
    return f"a hard link: its bytes have {names} names" if names > 1 else ""


def _way_back(path: bytes, reason: str) -> str | None:
    """Say how to have it read all the same, where a line in our own ignore file does it."""
    pattern = path.decode("utf-8", "backslashreplace")
    if ".triptychignore" in reason.partition(":")[0]:
        return "take that line out, or put a line with `!` below it"
    if reason.startswith(("ignored by the settings", "files the settings")):
        return "`triptych config` shows the settings and where they come from"
    if reason.startswith("ignored by "):
        return f"a line `!/{pattern}` in .triptychignore has it read all the same"
    return None
