"""Folders drawn as text, and repositories that git made of them.

A line at the margin names a file, the indented lines below it are its content:

    draw(tmp_path, '''
        shop/door.py
            def open(): ...
        docs/
        passwords -> /etc/passwd
    ''')

A path that ends with `/` is an empty folder, `a -> b` a symbolic link. What cannot be drawn (a pipe, a name that is
no text) tests make themselves.
"""

import os
import subprocess
import textwrap
from collections.abc import Iterator
from pathlib import Path

from triptych_indexer.discover.walk import Walk, walk
from triptych_indexer.model import SourceFile
from triptych_indexer.settings import IndexSettings

INDENT = "    "


def draw(root: Path, picture: str) -> Path:
    """Make the files of a picture below `root`, which is made too, and return it."""
    root.mkdir(parents=True, exist_ok=True)
    for name, content in _files(textwrap.dedent(picture)):
        link, arrow, target = name.partition(" -> ")
        path = root / link
        if name.endswith("/"):
            path.mkdir(parents=True, exist_ok=True)
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if arrow:
            path.symlink_to(target)
        else:
            path.write_text(content, encoding="utf-8")
    return root


def _files(picture: str) -> Iterator[tuple[str, str]]:
    name, lines = "", list[str]()
    for line in picture.splitlines():
        if line.startswith(INDENT) or not line.strip():
            lines.append(line.removeprefix(INDENT))
            continue
        if name:
            yield name, _text(lines)
        name, lines = line.strip(), []
    if name:
        yield name, _text(lines)


def _text(lines: list[str]) -> str:
    text = "\n".join(lines).strip("\n")
    return text + "\n" if text else ""


def git(root: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    """Run git in a repository the test made, without anyone's own configuration, and return what it prints."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
    for role in ("AUTHOR", "COMMITTER"):
        environment |= {f"GIT_{role}_NAME": "a test", f"GIT_{role}_EMAIL": "test@example.org"}
        environment |= {f"GIT_{role}_DATE": "2026-01-02T03:04:05Z"}
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *arguments],
        cwd=root, env=environment, input=stdin, capture_output=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode(errors="replace")
    return done.stdout


def committed(root: Path) -> str:
    """Make `root` a repository with everything in it committed; return the commit's id."""
    if not (root / ".git").exists():
        git(root, "init", "--quiet")
    git(root, "add", "--all", "--force")
    git(root, "commit", "--quiet", "--allow-empty", "--message", "all")
    return git(root, "rev-parse", "HEAD").decode().strip()


def walked(root: Path, settings: IndexSettings | None = None) -> dict[bytes, SourceFile]:
    """Walk a folder and return what was found by path, refused files included."""
    return {file.path: file for file in walk(root, settings or IndexSettings())}


def taken(root: Path, settings: IndexSettings | None = None) -> list[str]:
    """Return the paths of the files that would be read, in order."""
    return [os.fsdecode(path) for path, file in walked(root, settings).items() if file.skip_reason is None]


def refused(root: Path, settings: IndexSettings | None = None) -> dict[str, str]:
    """Return path → reason of what would not be read."""
    return {
        os.fsdecode(path): file.skip_reason
        for path, file in walked(root, settings).items()
        if file.skip_reason
    }


def left_out(found: Walk) -> dict[str, int]:
    """Walk to the end and return what was counted and not listed."""
    for _ in found:
        pass
    return dict(found.left_out)
