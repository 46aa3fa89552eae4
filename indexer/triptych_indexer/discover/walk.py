"""Which files a folder holds, in path order, without opening one of them.

The tree is a stranger's: it may hold links out of it, loops, pipes, devices, other file systems, folders 2,000 deep,
names that are no text, and it may change while we look. So every step goes from an open directory to its child by
name (`openat` with `O_NOFOLLOW`), the way back up is checked against the directory we came from, and whatever cannot
be taken is listed with the reason, once, under its own name.

What is listed and what is only counted: a user asks "why is this missing?" about a file or a folder they can name.
Refused files are listed; an ignored or vendored *folder* is listed once, its path ending with `/`; single files that
an ignore pattern leaves out, and caches, are counted in `Walk.left_out`.

Other repositories inside: a submodule's files belong to what one reads here and are taken (under its own ignore
files). A second worktree or a bare repository would only repeat the history of this one or another and is left out;
so is a clone inside a repository, as git leaves it out, but a folder of clones is walked whole.
"""

import errno
import os
import stat
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych_indexer.discover import gitdir
from triptych_indexer.discover.classify import (
    CACHE_DIRECTORIES,
    Classifier,
    Languages,
    directory_flags,
    vendored_marker,
)
from triptych_indexer.discover.ignore import (
    GIT_FILE,
    MAX_GLOBS,
    MAX_IGNORE_BYTES,
    OWN_FILE,
    Rules,
    Verdict,
    verdict,
)
from triptych_indexer.errors import SourceError
from triptych_indexer.languages import registry
from triptych_indexer.model import Content, FileFlag, SourceFile, changed_ns
from triptych_indexer.settings import IndexSettings

MAX_OPEN_DIRECTORIES: Final = 100
"""Below that depth only the current directory stays open, and the way back goes through `..`."""

NEVER_ENTERED: Final = frozenset({b".git", b".hg", b".svn", b".bzr", b".jj", b"cvs", b".triptych"})
_OPEN_DIRECTORY: Final = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC | os.O_NONBLOCK
_BARE_REPOSITORY: Final = frozenset({b"HEAD", b"objects", b"refs"})
_AN_INDEX: Final = frozenset({b"writer.lock", b"index.db"})


def walk(
    root: Path,
    settings: IndexSettings,
    *,
    force: bool = False,
    languages: Languages | None = None,
    only: frozenset[bytes] | None = None,
) -> "Walk":
    """Walk a folder; see `Walk`.

    `only` names the entries to judge (paths relative to the root, without a closing `/`): of the rest nothing is
    looked at but the folders that lead to them, which may turn out to be ignored.

    Raises:
        SourceError: the root is missing, not a folder, or one nobody means to index (`/`, the home) without `force`.
    """
    return Walk(checked_root(root, force=force), settings, languages or registry, only)


def ways_to(paths: Iterable[bytes]) -> frozenset[bytes]:
    """Return some paths and every folder above them, without a closing `/`.

    >>> sorted(ways_to([b"a/b/c"]))
    [b'a', b'a/b', b'a/b/c']
    """
    return frozenset(
        path[:end] for path in paths for end in (*(i for i, byte in enumerate(path) if byte == _SLASH), None)
    )


_SLASH: Final = ord("/")


def checked_root(root: Path, *, force: bool = False) -> Path:
    """Return the root as an absolute path without links, or refuse it.

    Raises:
        SourceError: as for `walk`.
    """
    try:
        resolved = root.resolve(strict=True)
    except (OSError, RuntimeError) as error:
        raise SourceError(f"{root}: no such folder ({_text_of(error)}); name the folder to index") from error
    if not resolved.is_dir():
        raise SourceError(f"{root} is a file; name the folder that holds it: {resolved.parent}")
    home = _home()
    if not force and home is not None and (resolved == home or home.is_relative_to(resolved)):
        raise SourceError(
            f"{resolved} holds a whole home or machine, not a repository; name a folder inside it, or use --force"
        )
    if not force and resolved == Path(resolved.anchor):
        raise SourceError(f"{resolved} is the whole machine; name a folder, or use --force")
    return resolved


def _home() -> Path | None:
    try:
        return Path.home().resolve()
    except (RuntimeError, OSError):
        return None  # HOME is unset and the user has no entry: there is no home to protect


def _text_of(error: BaseException) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)


@dataclass(slots=True)
class _Entry:
    name: bytes
    sort_key: bytes
    handle: os.DirEntry[str]
    is_directory: bool


@dataclass(slots=True)
class _Directory:
    """A directory being walked."""

    path: bytes
    """Relative to the root: empty, or ending with `/`."""
    fd: int | None
    """None while we are deeper than `MAX_OPEN_DIRECTORIES` below it."""
    identity: tuple[int, int]
    entries: Iterator[_Entry]
    git: tuple[Rules, ...]
    own: tuple[Rules, ...]
    flags: int


class Walk(Iterator[SourceFile]):
    """The files of a folder in the order of their paths' bytes, refused ones included.

    Use it once. `left_out` is complete when the iteration is.
    """

    def __init__(
        self, root: Path, settings: IndexSettings, languages: Languages, only: frozenset[bytes] | None = None
    ) -> None:
        self.root = root
        self._wanted = None if only is None else ways_to(only)
        self.left_out: Counter[str] = Counter()
        """Reason → how many entries were passed over without being listed; an ignored file's is the line that decided."""
        self._settings = settings
        self._classifier = Classifier(settings, languages)
        self._in_repository = gitdir.top_of(root) is not None
        self._device = -1
        self._stack: list[_Directory] = []
        self._files = self._walk()

    def __iter__(self) -> Iterator[SourceFile]:
        return self

    def __next__(self) -> SourceFile:
        return next(self._files)

    def close(self) -> None:
        """Let go of the open directories, if the walk is not wanted to its end."""
        self._files.close()

    # --- going down and up ---

    def _walk(self) -> Generator[SourceFile, None, None]:
        try:
            yield from self._enter_root()
            while self._stack:
                directory = self._stack[-1]
                entry = next(directory.entries, None)
                if entry is None:
                    yield from self._leave()
                elif self._wanted is not None and directory.path + entry.name not in self._wanted:
                    continue
                elif entry.is_directory:
                    yield from self._visit_directory(directory, entry)
                else:
                    yield from self._visit_file(directory, entry)
        finally:
            for directory in self._stack:
                _close(directory.fd)
            self._stack.clear()

    def _enter_root(self) -> Iterator[SourceFile]:
        try:
            fd = os.open(self.root, _OPEN_DIRECTORY)
        except OSError as error:
            raise SourceError(f"{self.root} cannot be opened: {_text_of(error)}") from error
        self._device = os.fstat(fd).st_dev
        git, own = self._rules_above()
        yield from self._push(b"", fd, git, own, flags=0)
        if not self._stack:
            raise SourceError(f"{self.root} cannot be listed; check its permissions")

    def _visit_directory(self, parent: _Directory, entry: _Entry) -> Iterator[SourceFile]:
        name, path = entry.name, parent.path + entry.name
        lower = name.lower()
        if lower in NEVER_ENTERED:
            return
        if lower in CACHE_DIRECTORIES:
            self.left_out["cache folders"] += 1
            return
        decision = self._decision(parent, path, name, is_directory=True)
        if decision is not None and decision.ignored:
            yield _refused_directory(path, f"ignored by {decision.origin}")
            return
        flags = directory_flags(parent.flags, name, depth=len(self._stack) - 1)
        wanted = decision is not None  # someone wrote `!vendor/`
        if flags & ~parent.flags & FileFlag.VENDORED and not (self._settings.include_vendored or wanted):
            yield _refused_directory(
                path, f"vendored ({_shown(name)}/): `!{_shown(name)}/` in .triptychignore reads it"
            )
            return
        assert parent.fd is not None
        try:
            fd = os.open(name, _OPEN_DIRECTORY, dir_fd=parent.fd)
        except FileNotFoundError:
            self.left_out["gone while the folder was walked"] += 1
            return
        except OSError as error:
            yield _refused_directory(path, _why_not_entered(error))
            return
        if os.fstat(fd).st_dev != self._device:
            os.close(fd)
            yield _refused_directory(path, "on another device: index it on its own")
            return
        yield from self._push(path + b"/", fd, parent.git, parent.own, flags, wanted=wanted)

    def _push(
        self,
        path: bytes,
        fd: int,
        git: tuple[Rules, ...],
        own: tuple[Rules, ...],
        flags: int,
        *,
        wanted: bool = False,
    ) -> Iterator[SourceFile]:
        """List an opened directory and make it the current one, unless what lies in it speaks against that."""
        try:
            entries = _listing(fd)
        except OSError as error:
            os.close(fd)
            if path:
                yield _refused_directory(path[:-1], _why_not_entered(error))
            return
        names = {entry.name for entry in entries}
        if path:
            against = self._against(fd, names, wanted=wanted)
            if against is not None:
                os.close(fd)
                if against == _CACHE:
                    self.left_out["cache folders"] += 1
                else:
                    yield _refused_directory(path[:-1], against)
                return
            if b".git" in names:
                git = ()  # another repository's rules end at its top
        if GIT_FILE in names:
            git = (*git, *self._rules(fd, path, GIT_FILE))
        if OWN_FILE in names:
            own = (*own, *self._rules(fd, path, OWN_FILE))
        status = os.fstat(fd)
        if len(self._stack) >= MAX_OPEN_DIRECTORIES:
            _close(self._stack[-1].fd)
            self._stack[-1].fd = None
        entries.sort(key=_sort_key)
        self._stack.append(
            _Directory(path, fd, (status.st_dev, status.st_ino), iter(entries), git, own, flags)
        )

    def _leave(self) -> Iterator[SourceFile]:
        """Close the current directory; open the one above again if it was closed on the way down."""
        left = self._stack.pop()
        try:
            if not self._stack or self._stack[-1].fd is not None:
                return
            above = self._stack[-1]
            assert left.fd is not None
            above.fd = _reopened(left.fd, above.identity)
        finally:
            _close(left.fd)
        if above.fd is None:
            # Someone moved a directory out from under us. The closed levels above it cannot be reached any more, and
            # what `..` is now may lie outside the root: the next run lists what this one loses.
            while self._stack and self._stack[-1].fd is None:
                self._stack.pop()
            yield _refused_directory(above.path[:-1], "moved while the folder was walked: index again")

    # --- judging ---

    def _visit_file(self, parent: _Directory, entry: _Entry) -> Iterator[SourceFile]:
        name = entry.name
        path = parent.path + name
        if name == b".git":
            return
        decision = self._decision(parent, path, name, is_directory=False)
        if decision is not None and decision.ignored:
            self.left_out[f"ignored by {decision.origin}: {_shown(decision.written)}"] += 1
            return
        try:
            status = entry.handle.stat(follow_symlinks=False)
        except FileNotFoundError:
            self.left_out["gone while the folder was walked"] += 1
            return
        except OSError as error:
            yield _refused(path, f"unreadable: {_text_of(error)}")
            return
        if not stat.S_ISREG(status.st_mode):
            yield _refused(path, _what_it_is(status.st_mode))
            return
        named = self._classifier.by_name(path, name, parent.flags, wanted=decision is not None)
        if named.reason is None and not self._classifier.wants(named, name):
            self.left_out["files the settings do not ask for (contents, languages)"] += 1
            return
        reason = named.reason
        if reason is None and status.st_size > self._settings.max_file_bytes:
            reason = f"{status.st_size / 1e6:.1f} MB is over max_file_bytes ({self._settings.max_file_bytes / 1e6:g} MB)"
        yield SourceFile(
            path,
            status.st_size,
            changed_ns(status),
            status.st_ino,
            named.language,
            named.content,
            named.flags,
            reason,
        )

    def _decision(
        self, parent: _Directory, path: bytes, name: bytes, *, is_directory: bool
    ) -> Verdict | None:
        """Give the pattern that decides; our own files and settings come before `.gitignore`."""
        if parent.own:
            found = verdict(parent.own, path, name, is_directory=is_directory)
            if found is not None:
                return found
        if parent.git and not self._settings.include_ignored:
            found = verdict(parent.git, path, name, is_directory=is_directory)
            if found is not None and found.ignored:
                return found
        return None

    def _against(self, fd: int, names: set[bytes], *, wanted: bool) -> str | None:
        """Give the reason not to walk a directory that its listing shows, None when there is none."""
        if b"CACHEDIR.TAG" in names or names >= _AN_INDEX:
            return _CACHE
        if not (wanted or self._settings.include_vendored):
            marker = vendored_marker(names)
            if marker is not None:
                return f"vendored: {marker}"
        if names >= _BARE_REPOSITORY:
            return "a bare git repository"
        if b".git" in names and not wanted:
            return self._against_repository(fd)
        return None

    def _against_repository(self, fd: int) -> str | None:
        if stat.S_ISDIR(os.stat(b".git", dir_fd=fd, follow_symlinks=False).st_mode):
            return "another repository: index it on its own" if self._in_repository else None
        sort = gitdir.sort_of(gitdir.read_small(b".git", gitdir.MAX_POINTER_BYTES, dir_fd=fd))
        return "another worktree of a repository: index it on its own" if sort == "worktree" else None

    # --- ignore files ---

    def _rules(self, fd: int, directory: bytes, name: bytes) -> tuple[Rules, ...]:
        """Read one ignore file; as in git, a link in its place is not followed."""
        source = gitdir.read_small(name, MAX_IGNORE_BYTES, dir_fd=fd)
        if source is None:
            self.left_out[
                f"ignore files not applied (a link, unreadable, over 1 MB): {_shown(directory + name)}"
            ] += 1
            return ()
        return (self._told(Rules.read(source, directory=directory, name=_shown(directory + name))),)

    def _told(self, rules: Rules) -> Rules:
        """Count the patterns that are not applied, and return the others."""
        if rules.not_applied:
            self.left_out[
                f"ignore patterns not applied (more than {MAX_GLOBS:,} with wildcards): {rules.name}"
            ] += rules.not_applied
        return rules

    def _rules_above(self) -> tuple[tuple[Rules, ...], tuple[Rules, ...]]:
        """Collect what holds for the root before its own files: the settings, `info/exclude`, folders above it."""
        given = Rules.read((os.fsencode(line) for line in self._settings.ignore), name="the settings")
        own = (self._told(given),)
        top = gitdir.top_of(self.root)
        if top is None:
            return (), own
        levels: list[Rules] = []
        git = gitdir.find(top)
        exclude = gitdir.read_small(git.common / "info" / "exclude", MAX_IGNORE_BYTES) if git else None
        # Relative to the root, a folder above it lies at minus so many bytes: its patterns see longer paths.
        below = os.fsencode(self.root.relative_to(top))
        prefix = b"" if below == b"." else below + b"/"
        if exclude is not None:
            levels.append(self._told(Rules.read(exclude, name=".git/info/exclude", above=prefix)))
        parts = prefix.split(b"/")[:-1]
        for depth in range(len(parts)):
            folder = top.joinpath(*map(os.fsdecode, parts[:depth]))
            source = gitdir.read_small(folder / ".gitignore", MAX_IGNORE_BYTES)
            if source is not None:
                rest = b"/".join(parts[depth:]) + b"/"
                levels.append(self._told(Rules.read(source, name=f"{folder / '.gitignore'}", above=rest)))
        if _is_ignored(tuple(levels), parts):
            return (), own  # whoever names an ignored folder means it
        return tuple(levels), own


_CACHE: Final = "cache"


def _is_ignored(levels: tuple[Rules, ...], parts: list[bytes]) -> bool:
    """Say whether the root, or a folder between it and the repository's top, is ignored from above."""
    for depth in range(1, len(parts) + 1):
        missing = b"/".join(parts[depth:])
        for rules in reversed(levels):
            path = rules.above[: len(rules.above) - len(missing) - 1].removesuffix(b"/")
            if not path:
                continue
            found = rules.verdict_on(path, parts[depth - 1], is_directory=True)
            if found is not None:
                if found.ignored:
                    return True
                break
    return False


def _reopened(child: int, identity: tuple[int, int]) -> int | None:
    """Open the directory above an open one; None when it is not the one we came from."""
    try:
        fd = os.open(b"..", _OPEN_DIRECTORY, dir_fd=child)
    except OSError:
        return None
    status = os.fstat(fd)
    if (status.st_dev, status.st_ino) == identity:
        return fd
    os.close(fd)
    return None


def _listing(fd: int) -> list[_Entry]:
    with os.scandir(fd) as handles:
        entries = []
        for handle in handles:
            name = os.fsencode(handle.name)
            is_directory = handle.is_dir(follow_symlinks=False)
            entries.append(_Entry(name, name + b"/" if is_directory else name, handle, is_directory))
        return entries


def _sort_key(entry: _Entry) -> bytes:
    return entry.sort_key


def _close(fd: int | None) -> None:
    if fd is not None:
        os.close(fd)


def _refused(path: bytes, reason: str) -> SourceFile:
    """List what is no file to us; without size and time, so that it counts as unchanged while the reason stays."""
    return SourceFile(path, 0, 0, 0, None, Content.CONFIG, 0, reason)


def _refused_directory(path: bytes, reason: str) -> SourceFile:
    return _refused(path + b"/", reason)


def _what_it_is(mode: int) -> str:
    if stat.S_ISLNK(mode):
        return "a symbolic link: never followed"
    if stat.S_ISFIFO(mode):
        return "a named pipe"
    if stat.S_ISSOCK(mode):
        return "a socket"
    return "a device"


def _why_not_entered(error: OSError) -> str:
    if error.errno in (errno.ELOOP, errno.ENOTDIR):
        return "a symbolic link: never followed"  # it was a directory a moment ago
    return f"unreadable folder: {_text_of(error)}"


def _shown(name: bytes) -> str:
    """Make a name fit for a message: newlines, escapes and bytes that are no text are written as escapes."""
    text = name.decode("utf-8", "backslashreplace")
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode("ascii") for c in text)
