"""Which commit is checked out, read without running git.

A repository's own configuration can make git run programs (`core.fsmonitor`, filters, hooks), and which commands do
changes with its versions. `HEAD` and the refs are small plain files of a stable format, so they are read as such;
git itself is asked only where they are not plain files: a repository with the `reftable` format.
"""

import hashlib
import os
import re
import subprocess
from pathlib import Path
from typing import Final

from triptych_indexer.discover import gitdir

_COMMIT: Final = re.compile(rb"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_MAX_REF_BYTES: Final = 4_096
_MAX_PACKED_REFS_BYTES: Final = 64_000_000
_MAX_SYMBOLIC_STEPS: Final = 5
"""Git's own limit on refs that name refs."""
_TIMEOUT_S: Final = 5.0
_SHA256_DIGITS: Final = 64


def revision(root: Path) -> str | None:
    """Return the commit id of `HEAD` for the checkout that holds `root`.

    None where there is no repository, no commit yet, a git directory that does not point back at this checkout, or
    one that cannot be read.
    """
    top = gitdir.top_of(root)
    git = None if top is None else gitdir.find(top)
    if top is None or git is None:
        return None
    if (git.common / "reftable").is_dir():
        return asked(top)
    return _resolve(git)


def _resolve(git: gitdir.GitDirectory) -> str | None:
    name = b"HEAD"
    for _ in range(_MAX_SYMBOLIC_STEPS):
        content = _ref(git, name)
        if content is None:
            return None
        if _COMMIT.fullmatch(content):
            return content.decode("ascii")
        if not content.startswith(b"ref:"):
            return None
        name = content[len(b"ref:") :].strip()
        if not name.startswith(b"refs/") or b".." in name or b"\0" in name:
            return None
    return None


def _ref(git: gitdir.GitDirectory, name: bytes) -> bytes | None:
    """Give a ref's content: the loose file first, as it is newer than its line in `packed-refs`."""
    own = name == b"HEAD" or name.startswith((b"refs/bisect/", b"refs/worktree/", b"refs/rewritten/"))
    folder = git.own if own else git.common
    content = gitdir.read_small(folder / os.fsdecode(name), _MAX_REF_BYTES)
    if content is not None:
        return content.strip()
    packed = gitdir.read_small(git.common / "packed-refs", _MAX_PACKED_REFS_BYTES) or b""
    found = re.search(rb"^([0-9a-f]{40,64}) " + re.escape(name) + rb"$", packed, re.MULTILINE)
    return found[1] if found else None


def asked(top: Path) -> str | None:
    """Ask git for the commit, with everything off that would run a program the repository's configuration names."""
    commit = (_run(top, "rev-parse", "--verify", "--quiet", "HEAD^{commit}") or b"").strip()
    return commit.decode("ascii") if _COMMIT.fullmatch(commit) else None


def tree_of(top: Path, revision: str) -> str | None:
    """Return the id of the tree of a revision as a person writes it; None when there is no such revision."""
    answer = _run(top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{tree}}")
    tree = (answer or b"").strip()
    return tree.decode("ascii") if _COMMIT.fullmatch(tree) else None


def blobs_of(top: Path, tree: str) -> dict[bytes, str]:
    """Return path, from the top of the checkout → id of each regular file in a tree."""
    return _listed(_run(top, "ls-tree", "-r", "-z", "--full-tree", tree))


def staged_blobs(top: Path) -> dict[bytes, str]:
    """Return path → id of each regular file in git's own index: what the next commit would hold."""
    return _listed(_run(top, "ls-files", "--stage", "-z", "--full-name"))


def blob(top: Path, blob_id: str) -> bytes | None:
    """Return the content of a file as it was committed, unfiltered; None when it is not at hand."""
    return _run(top, "cat-file", "blob", blob_id)


def id_of(content: bytes, like: str) -> str:
    """Return the id git would give to a content, in the format of another id."""
    algorithm = hashlib.sha256 if len(like) == _SHA256_DIGITS else hashlib.sha1
    return algorithm(b"blob %d\0" % len(content) + content, usedforsecurity=False).hexdigest()


def _listed(answer: bytes | None) -> dict[bytes, str]:
    """Read what `ls-tree -z` (mode, type, id) and `ls-files --stage -z` (mode, id, stage) print; links and modules left out."""
    found = {}
    for entry in (answer or b"").split(b"\0"):
        facts, tab, path = entry.partition(b"\t")
        words = facts.split()
        if tab and words[0].startswith(b"100"):
            found[path] = (words[2] if words[1] == b"blob" else words[1]).decode("ascii")
    return found


def _run(top: Path, *arguments: str) -> bytes | None:
    """Run one plumbing command that reads objects only; no hook, filter, pager, monitor or transport of the repository runs."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_TERMINAL_PROMPT": "0",
        "GIT_OPTIONAL_LOCKS": "0",
        "GIT_NO_LAZY_FETCH": "1",
        "LC_ALL": "C",
    }
    try:
        answer = subprocess.run(
            [
                *("git", "--no-optional-locks", "--no-replace-objects"),
                *("-c", "safe.bareRepository=explicit", "-c", "core.fsmonitor=false"),
                *("-c", "core.hooksPath=/dev/null", "-c", "protocol.allow=never"),
                *arguments,
            ],
            cwd=top,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=_TIMEOUT_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None  # no git here, or one that hangs: whoever asks does without
    return answer.stdout if answer.returncode == 0 else None
