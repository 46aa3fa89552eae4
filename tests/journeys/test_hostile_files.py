"""Folders that nobody should have to index, made by script: whatever lies there, the rest is found and the case named."""

import errno
import json
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from support.command import triptych
from support.repositories import committed, draw, git, left_out, refused, taken, walked
from triptych_indexer.discover.walk import MAX_OPEN_DIRECTORIES, walk
from triptych_indexer.errors import SourceError
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource, read_regular_file

LINK = "a symbolic link: never followed"


def test_a_link_is_listed_and_never_followed(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.py").write_text("outside = True\n")
    root = draw(
        tmp_path / "root",
        """
        a.py
            x = 1
        passwd -> /etc/passwd
        folder -> ../outside
        sub/up -> ..
        self -> self
        gone -> nowhere
        zero -> /dev/zero
        """,
    )

    assert taken(root) == ["a.py"]
    assert refused(root) == dict.fromkeys(["folder", "gone", "passwd", "self", "sub/up", "zero"], LINK)
    for path in (b"passwd", b"folder/secret.py", b"zero", b"self", b"sub/up/a.py", b"gone"):
        with pytest.raises(SourceError, match="symbolic link"):
            read_regular_file(root, path, 1_000_000)


def test_a_pipe_a_socket_and_a_device_are_named_and_nothing_hangs(tmp_path: Path) -> None:
    root = draw(tmp_path / "r", "a.py\n    x = 1")
    os.mkfifo(root / "pipe.py")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(os.fspath(root / "socket.py"))
        expected = {"pipe.py": "a named pipe", "socket.py": "a socket"}
        if os.geteuid() == 0:
            try:
                os.mknod(root / "zero.py", 0o600 | 0o020000, os.makedev(1, 5))
                expected["zero.py"] = "a device"
            except PermissionError:
                pass  # root in a container without the right to make devices: the other two cases remain

        assert taken(root) == ["a.py"]
        assert refused(root) == expected
        for name in expected:
            with pytest.raises(SourceError, match=r"not a regular file|unreadable"):
                read_regular_file(root, name.encode(), 1_000)


def test_nothing_outside_is_read_while_a_parent_is_swapped_for_a_link(tmp_path: Path) -> None:
    outside = draw(tmp_path / "outside", "a.py\n    OUTSIDE")
    root = draw(tmp_path / "root", "sub/a.py\n    inside")
    stop = threading.Event()

    def swap() -> None:
        real, link = root / "real", root / "sub"
        while not stop.is_set():
            link.rename(real)
            link.symlink_to(outside)
            link.unlink()
            real.rename(link)

    swapper = threading.Thread(target=swap)
    swapper.start()
    seen = {b"inside\n": 0, b"refused": 0}
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        for _ in range(4_000):
            try:
                content = read_regular_file(root, b"sub/a.py", 100)
            except SourceError:
                content = b"refused"
            assert content != b"OUTSIDE\n"
            seen[content] += 1
            assert not [
                f for f in walk(root, IndexSettings()) if f.path.startswith(b"sub/") and f.size_bytes == 8
            ]
    finally:
        stop.set()
        swapper.join()
        sys.setswitchinterval(interval)
    assert all(seen.values()), "the race did not happen both ways"


def test_a_hard_link_is_a_file_like_any_other(tmp_path: Path) -> None:
    (tmp_path / "outside.py").write_text("x = 1\n")
    root = draw(tmp_path / "root", "a.py")
    os.link(tmp_path / "outside.py", root / "b.py")

    assert taken(root) == ["a.py", "b.py"]


STRANGE_NAMES = (
    b"\xff\xfe.py",
    b"new\nline.py",
    b"\x1b[31mred.py",
    "\N{RIGHT-TO-LEFT OVERRIDE}yp.exe.py".encode(),
    b"<img src=x onerror=alert(1)>.py",
    b"'quotes\".py",
    b"100%.py",
    b"*.py",
    b"-rf.py",
    b"=cmd().py",
    b"a.py:stream.py",
    b"CON.py",
    b"trailing ",
    b"dots...",
    b"back\\slash.py",
    "é.py".encode(),
    "e\N{COMBINING ACUTE ACCENT}.py".encode(),
    b"readme.md",
    b"README.md",
    b"n" * 252 + b".py",
)


@pytest.mark.parametrize("name", STRANGE_NAMES)
def test_a_strange_name_is_found_and_read_as_it_is(tmp_path: Path, name: bytes) -> None:
    (tmp_path / os.fsdecode(name)).write_bytes(b"x = 1\n")

    found = walked(tmp_path)

    assert list(found) == [name]
    assert found[name].skip_reason is None
    assert read_regular_file(tmp_path, name, 100) == b"x = 1\n"


def test_names_that_differ_only_in_case_or_in_accents_are_two_files(tmp_path: Path) -> None:
    for name in (b"readme", b"README", "é".encode(), "e\N{COMBINING ACUTE ACCENT}".encode()):
        (tmp_path / os.fsdecode(name)).touch()
    if len(os.listdir(tmp_path)) < 4:
        pytest.skip("this file system takes such names for one")

    assert len(walked(tmp_path)) == 4


def test_a_strange_name_cannot_write_into_a_message(tmp_path: Path) -> None:
    folder = tmp_path / "\x1b]0;x\x07\nsub"
    (folder / "out").mkdir(parents=True)
    (folder / ".gitignore").write_text("out/\n")

    (reason,) = refused(tmp_path).values()

    assert reason.isprintable()


@pytest.mark.parametrize(
    "path", [b"../a", b"a/../../b", b"/etc/passwd", b"", b"a//b", b"./a", b"a\0b", b"a/"]
)
def test_a_path_that_the_walk_never_gives_is_refused(tmp_path: Path, path: bytes) -> None:
    draw(tmp_path, "a/b.py")

    with pytest.raises(SourceError, match="not a path below the root"):
        read_regular_file(tmp_path, path, 100)


def _refusing(errno_of: Callable[[bytes], int | None]) -> Callable[..., int]:
    real = os.open

    def opened(path: bytes | str, flags: int, mode: int = 0o777, *, dir_fd: int | None = None) -> int:
        number = errno_of(os.fsencode(path))
        if number is not None and dir_fd is not None:
            raise OSError(number, os.strerror(number))
        return real(path, flags, mode, dir_fd=dir_fd)

    return opened


def test_an_unreadable_folder_costs_only_itself(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    draw(tmp_path, "a.py\nclosed/b.py\nz.py")
    # Mode 000 stops nobody who is root, as in most containers; there the system's answer is given for it.
    (tmp_path / "closed").chmod(0)
    if os.geteuid() == 0:
        refusal = _refusing(lambda path: errno.EACCES if path == b"closed" else None)
        monkeypatch.setattr("triptych_indexer.discover.walk.os.open", refusal)
    try:
        assert taken(tmp_path) == ["a.py", "z.py"]
        assert refused(tmp_path) == {"closed/": "unreadable folder: Permission denied"}
    finally:
        (tmp_path / "closed").chmod(0o700)


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads whatever its mode")
def test_an_unreadable_file_says_so(tmp_path: Path) -> None:
    draw(tmp_path, "a.py").joinpath("a.py").chmod(0)

    with pytest.raises(SourceError, match="unreadable: Permission denied"):
        read_regular_file(tmp_path, b"a.py", 100)


def test_what_vanishes_during_the_walk_is_counted(tmp_path: Path) -> None:
    draw(tmp_path, "a.py\nb.py\nc/d.py\ne.py")
    found = walk(tmp_path, IndexSettings())

    assert next(found).path == b"a.py"
    (tmp_path / "b.py").unlink()
    (tmp_path / "c" / "d.py").unlink()
    (tmp_path / "c").rmdir()

    assert [file.path for file in found] == [b"e.py"]
    assert found.left_out == {"gone while the folder was walked": 2}


def test_a_file_gone_or_grown_since_the_walk_is_refused(tmp_path: Path) -> None:
    root = draw(tmp_path, "a.py\n    x = 1\nb.py\n    x = 2")
    source = FolderSource(root, IndexSettings())
    assert [file.path for file in source.files()] == [b"a.py", b"b.py"]
    (root / "a.py").unlink()
    (root / "b.py").write_bytes(b"x" * 101)

    with pytest.raises(SourceError, match="gone since the folder was walked"):
        source.read(b"a.py", 100)
    with pytest.raises(SourceError, match="101 bytes are more than the limit of 100"):
        source.read(b"b.py", 100)


@pytest.mark.parametrize(("changes", "outcome"), [(1, b"x = 22\n"), (2, None)])
def test_a_file_that_changes_while_it_is_read_is_read_once_more(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changes: int, outcome: bytes | None
) -> None:
    file = draw(tmp_path, "a.py\n    x = 1") / "a.py"
    real, writes = os.read, iter([b"x = 22\n", b"x = 333\n"][:changes])

    def read(fd: int, size: int) -> bytes:
        content = real(fd, size)
        written = next(writes, None)
        if written is not None:
            file.write_bytes(written)  # someone saves while we read
        return content

    monkeypatch.setattr("triptych_indexer.sources.folder.os.read", read)
    if outcome is not None:
        assert read_regular_file(tmp_path, b"a.py", 100) == outcome
        return
    with pytest.raises(SourceError, match="changed while it was read"):
        read_regular_file(tmp_path, b"a.py", 100)


def test_a_folder_of_a_hundred_thousand_files_is_walked_in_order(tmp_path: Path) -> None:
    fd = os.open(tmp_path, os.O_RDONLY)
    for number in range(100_000):
        os.close(os.open(f"{number}.py", os.O_CREAT | os.O_WRONLY, dir_fd=fd))
    os.close(fd)

    found = [file.path for file in walk(tmp_path, IndexSettings())]

    assert len(found) == 100_000
    assert found == sorted(found)


def _deep(root: Path, depth: int) -> None:
    """Make `depth` folders in each other, with a file before and one behind each: longer than any path may be."""
    fd = os.open(root, os.O_RDONLY)
    for _ in range(depth):
        for name in ("a.py", "z.py"):
            os.close(os.open(name, os.O_CREAT | os.O_WRONLY, dir_fd=fd))
        os.mkdir("deep", dir_fd=fd)
        inner = os.open("deep", os.O_RDONLY, dir_fd=fd)
        os.close(fd)
        fd = inner
    os.close(fd)


@pytest.fixture
def deep_folder(tmp_path: Path) -> Iterator[Path]:
    """A folder of its own that is gone after the test: pytest removes old ones by recursion, and would die of the depth."""
    root = tmp_path / "bottomless"
    root.mkdir()
    yield root
    subprocess.run(["rm", "-rf", str(root)], check=True)


def test_a_tree_two_thousand_deep_is_walked_with_few_open_folders(deep_folder: Path) -> None:
    tmp_path = deep_folder
    _deep(tmp_path, 2_000)
    open_before = len(os.listdir("/proc/self/fd"))

    found = walk(tmp_path, IndexSettings())
    paths, most = [], 0
    for file in found:
        paths.append(file.path)
        most = max(most, len(os.listdir("/proc/self/fd")) - open_before)

    assert len(paths) == 4_000
    assert paths == sorted(paths)
    assert most <= MAX_OPEN_DIRECTORIES + 1
    assert len(os.listdir("/proc/self/fd")) == open_before
    assert read_regular_file(tmp_path, max(paths, key=len), 100) == b""


def test_a_deep_folder_moved_out_of_the_tree_does_not_lead_the_walk_out(tmp_path: Path) -> None:
    root = tmp_path / "root"
    root.mkdir()
    _deep(root, MAX_OPEN_DIRECTORIES + 20)
    draw(tmp_path, "outside/secret.py")
    found = walk(root, IndexSettings())
    deepest = b"deep/" * (MAX_OPEN_DIRECTORIES + 10)
    while not next(found).path.startswith(deepest):
        continue

    (root / ("deep/" * (MAX_OPEN_DIRECTORIES + 5))).rename(tmp_path / "outside" / "moved")
    rest = list(found)

    assert any("moved while the folder was walked" in (file.skip_reason or "") for file in rest)
    assert not [file.path for file in rest if b"secret" in file.path]
    assert rest[-1].path == b"z.py"


# --- other repositories inside ---


def test_a_submodule_is_walked_and_a_worktree_a_clone_and_a_bare_repository_are_not(tmp_path: Path) -> None:
    library = draw(tmp_path / "library", "lib.py\n    x = 1\n.gitignore\n    *.log")
    committed(library)
    root = draw(tmp_path / "root", "a.py\n    x = 1\n.gitignore\n    lib.*")
    committed(root)
    git(root, "submodule", "--quiet", "add", os.fspath(library), "sub")
    git(root, "worktree", "add", "--quiet", "other", "-b", "other")
    git(root, "clone", "--quiet", os.fspath(library), "clone")
    git(root, "clone", "--quiet", "--bare", os.fspath(library), "bare")
    (root / "sub" / "noise.log").write_text("noise")

    # The rules of the repository above end where another one begins, as in git.
    assert taken(root) == [".gitignore", ".gitmodules", "a.py", "sub/.gitignore", "sub/lib.py"]
    assert refused(root) == {
        "bare/": "a bare git repository",
        "clone/": "another repository: index it on its own",
        "other/": "another worktree of a repository: index it on its own",
    }


def test_a_folder_of_clones_is_walked_whole_and_a_worktree_as_a_root_too(tmp_path: Path) -> None:
    for name in ("one", "two"):
        committed(draw(tmp_path / "all" / name, "a.py\n    x = 1"))
    git(tmp_path / "all" / "one", "worktree", "add", "--quiet", os.fspath(tmp_path / "tree"), "-b", "tree")

    assert taken(tmp_path / "all") == ["one/a.py", "two/a.py"]
    assert taken(tmp_path / "tree") == ["a.py"]


def test_vendored_folders_environments_and_caches_are_left_out(tmp_path: Path) -> None:
    draw(
        tmp_path,
        """
        a.py
        node_modules/x/index.js
        vendor/x.go
        env/pyvenv.cfg
        env/lib/x.py
        __pycache__/a.cpython-311.pyc
        target/CACHEDIR.TAG
        target/x.rs
        .triptych/index.db
        """,
    )

    assert taken(tmp_path) == ["a.py"]
    assert list(refused(tmp_path)) == ["env/", "node_modules/", "vendor/"]
    assert left_out(walk(tmp_path, IndexSettings())) == {"cache folders": 2}
    assert "vendor/x.go" in taken(tmp_path, IndexSettings(include_vendored=True))
    (tmp_path / ".triptychignore").write_text("!vendor/\n")
    assert taken(tmp_path) == [".triptychignore", "a.py", "vendor/x.go"]


# --- the root ---


def test_a_root_that_is_missing_a_file_or_a_whole_home_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = draw(tmp_path / "home" / "me", "a.py")
    monkeypatch.setenv("HOME", os.fspath(home))

    with pytest.raises(SourceError, match="no such folder"):
        walk(tmp_path / "nowhere", IndexSettings())
    with pytest.raises(SourceError, match="is a file"):
        walk(home / "a.py", IndexSettings())
    for root in (home, home.parent, Path("/")):
        with pytest.raises(SourceError, match="--force"):
            walk(root, IndexSettings())
    assert [file.path for file in walk(home, IndexSettings(), force=True)] == [b"a.py"]


def test_a_root_removed_after_it_was_checked_is_one_clear_error(tmp_path: Path) -> None:
    source = FolderSource(draw(tmp_path / "r", "a.py"), IndexSettings())
    (tmp_path / "r" / "a.py").unlink()
    (tmp_path / "r").rmdir()

    with pytest.raises(SourceError, match=r"cannot be opened|no such folder"):
        list(source.files())
    with pytest.raises(SourceError, match="gone"):
        source.read(b"a.py", 100)


def test_another_device_is_not_entered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    draw(tmp_path, "a.py\nmounted/b.py")
    inner = (tmp_path / "mounted").stat().st_ino
    real = os.fstat

    def fstat(fd: int) -> os.stat_result:
        status = real(fd)
        if status.st_ino != inner:
            return status
        fields = list(status)
        fields[2] += 1  # st_dev: mounting takes rights that a test has not
        return os.stat_result(fields)

    monkeypatch.setattr("triptych_indexer.discover.walk.os.fstat", fstat)

    assert taken(tmp_path) == ["a.py"]
    assert refused(tmp_path) == {"mounted/": "on another device: index it on its own"}


def test_a_walk_of_named_files_says_of_each_what_a_whole_walk_says(tmp_path: Path) -> None:
    root = draw(
        tmp_path / "r",
        """
        .triptychignore
            *.log
            hidden/
        a.py
            x = 1
        sub/b.py
            x = 1
        sub/.triptychignore
            c.py
        sub/c.py
            x = 1
        hidden/d.py
            x = 1
        vendor/deep/e.py
            x = 1
        link -> a.py
        x.log
            line
        """,
    )
    whole = {file.path: file for file in walk(root, IndexSettings())}
    named = ["a.py", "sub/b.py", "sub/c.py", "hidden/d.py", "vendor/deep/e.py", "link", "x.log", "gone.py"]

    told = {name: list(walk(root, IndexSettings(), only=frozenset([os.fsencode(name)]))) for name in named}

    assert told == {
        "a.py": [whole[b"a.py"]],
        "sub/b.py": [whole[b"sub/b.py"]],
        "sub/c.py": [],
        "hidden/d.py": [whole[b"hidden/"]],
        "vendor/deep/e.py": [whole[b"vendor/"]],
        "link": [whole[b"link"]],
        "x.log": [],
        "gone.py": [],
    }


def test_a_hard_link_is_indexed_under_each_name_and_told_of(tmp_path: Path) -> None:
    root = draw(tmp_path / "r", "a.py\n    def walrus(): ...\nsingle.py\n    def zebra(): ...")
    outside = tmp_path / "outside.py"
    outside.write_text("def heron(): ...\n")
    os.link(root / "a.py", root / "b.py")
    os.link(outside, root / "c.py")
    triptych("index", root, "--embedder", "none", "--quiet")

    for name in ("a.py", "b.py"):
        assert triptych("search", f"walrus path:{name}", "-C", root, "-l").lines == [name]
    assert triptych("search", "heron", "-C", root, "-l").lines == ["c.py"]
    assert json.loads(triptych("status", "-C", root, "--json").out)["hard_links"] == 2
    for name in ("a.py", "b.py", "c.py"):
        assert "a hard link: its bytes have 2 names" in triptych("status", "--why", name, "-C", root).out
    assert "hard link" not in triptych("status", "--why", "single.py", "-C", root).out
