"""Where a folder's git data lies, found by reading plain files and running nothing.

A `.git` file that points elsewhere is a stranger's text. It is followed only where git's own back link confirms it
(a worktree), or where it stays inside the repository above (a submodule), and never to read content from there: all
we take is a commit id and ignore patterns.
"""

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, TypeAlias

MAX_POINTER_BYTES: Final = 4_096

Sort: TypeAlias = Literal["none", "repository", "worktree", "submodule", "unknown"]


@dataclass(frozen=True, slots=True)
class GitDirectory:
    """The two folders that make a repository; they differ for a worktree only."""

    own: Path
    """Holds `HEAD`."""
    common: Path
    """Holds `refs/`, `packed-refs` and `info/exclude`."""


def find(folder: Path) -> GitDirectory | None:
    """Return the git directory of a folder that is the top of a checkout, or None when there is none to trust."""
    dot_git = folder / ".git"
    if not dot_git.is_symlink() and dot_git.is_dir():
        return GitDirectory(dot_git, dot_git)
    target = pointer(read_small(dot_git, MAX_POINTER_BYTES))
    if target is None:
        return None
    own = Path(os.fsdecode(os.path.normpath(os.path.join(os.fsencode(folder), target))))
    back = read_small(own / "gitdir", MAX_POINTER_BYTES)
    if back is not None:
        return _worktree(own, back, dot_git)
    is_module = b"/modules/" in target and _belongs_to_superproject(folder, own)
    return GitDirectory(own, own) if is_module and (own / "HEAD").is_file() else None


def _worktree(own: Path, back: bytes, dot_git: Path) -> GitDirectory | None:
    linked = Path(os.fsdecode(back.strip()))
    if not linked.is_absolute():  # git 2.48 may write it relative
        linked = own / linked
    common = read_small(own / "commondir", MAX_POINTER_BYTES)
    if common is None or os.path.realpath(linked) != os.path.realpath(dot_git):
        return None
    return GitDirectory(own, Path(os.path.normpath(own / os.fsdecode(common.strip()))))


def _belongs_to_superproject(folder: Path, own: Path) -> bool:
    return any(own.is_relative_to(parent / ".git" / "modules") for parent in folder.parents)


def top_of(folder: Path) -> Path | None:
    """Return the nearest folder at or above `folder` that holds a `.git`, None when there is none."""
    for candidate in (folder, *folder.parents):
        if os.path.lexists(candidate / ".git"):
            return candidate
    return None


def pointer(content: bytes | None) -> bytes | None:
    """Read the path out of a `.git` file: `gitdir: PATH`."""
    if content is None or not content.startswith(b"gitdir:"):
        return None
    target = content[len(b"gitdir:") :].strip()
    return target if target and b"\0" not in target else None


def sort_of(dot_git: bytes | None) -> Sort:
    """Tell what a folder with this `.git` file is: git keeps worktrees and submodules in folders of those names."""
    target = pointer(dot_git)
    if target is None:
        return "unknown"
    if b"/worktrees/" in target:
        return "worktree"
    return "submodule" if b"/modules/" in target else "unknown"


def read_small(path: Path | bytes | str, limit_bytes: int, *, dir_fd: int | None = None) -> bytes | None:
    """Return a regular file's bytes; None when it is absent, a link, not a file, unreadable or longer."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=dir_fd)
    except OSError:
        return None  # each of these means the same here: there is nothing to take into account
    with os.fdopen(fd, "rb") as stream:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            return None
        content = stream.read(limit_bytes + 1)
    return content if len(content) <= limit_bytes else None
