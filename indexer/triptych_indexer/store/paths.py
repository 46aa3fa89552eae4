"""Where everything of one index lies, and who may look at it.

The layout is on one page in `docs/on-disk.md`. An index holds source text, so its folder is for its owner alone
(0700, and umask 077 while writing: LanceDB and Tantivy create their files with 0666 & ~umask), and it hides itself
from git by its own `.gitignore`.
"""

import errno
import json
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from triptych_indexer.errors import StoreDamaged, StoreError, StoreMissing

FORMAT = 1
"""Version of the layout of files on disk (not of the tables, which have migrations of their own)."""

MIN_READER = 1
"""The oldest program format that can still read what this program writes."""

OTHERS: Final = 0o077
"""The bits of a mode by which anybody but the owner may look."""

_IGNORE_ALL: Final = b"*\n"
_FILES: Final = frozenset(
    [".gitignore", "format.json", "format.json.tmp", "writer.lock", "reserve", "stage"]
    + [
        f"{name}.db{ending}"
        for name in ("index", "cache", "ledger")
        for ending in ("", "-wal", "-shm", "-journal")
    ]
)
_FOLDERS: Final = ("lance", "tantivy", "quarantine")


@dataclass(frozen=True, slots=True)
class IndexPaths:
    """The places inside one index folder. Making the value touches nothing; only `create` does."""

    root: Path

    @property
    def index_db(self) -> Path:
        return self.root / "index.db"

    @property
    def cache_db(self) -> Path:
        return self.root / "cache.db"

    @property
    def ledger_db(self) -> Path:
        return self.root / "ledger.db"

    @property
    def stage(self) -> Path:
        """Terms of a run in progress; a leftover of a killed run is simply removed."""
        return self.root / "stage"

    @property
    def lock(self) -> Path:
        return self.root / "writer.lock"

    @property
    def format(self) -> Path:
        return self.root / "format.json"

    @property
    def reserve(self) -> Path:
        return self.root / "reserve"

    @property
    def lance(self) -> Path:
        return self.root / "lance"

    @property
    def tantivy(self) -> Path:
        return self.root / "tantivy"

    @property
    def quarantine(self) -> Path:
        """Where repair puts what it takes out of service; nothing broken is deleted unseen."""
        return self.root / "quarantine"

    def vectors(self, model_fingerprint: str) -> Path:
        return self.lance / safe_name(model_fingerprint)

    def text(self, schema_fingerprint: str) -> Path:
        return self.tantivy / safe_name(schema_fingerprint)

    def text_live(self, schema_fingerprint: str) -> Path:
        """The working Tantivy index; only the writer opens it."""
        return self.text(schema_fingerprint) / "live"

    def text_frozen(self, schema_fingerprint: str, generation: int) -> Path:
        return self.text(schema_fingerprint) / frozen_name(generation)

    def relative(self, path: Path) -> str:
        """Return `path` as it is written into the generation's row: an index may be moved."""
        return path.relative_to(self.root).as_posix()

    def exists(self) -> bool:
        return self.index_db.is_file()

    def create(self) -> None:
        """Make the folder and its format, unless they are there; see to its mode and its `.gitignore` in any case.

        A repository may bring a folder along that is open to everybody and says to git that everything counts.
        """
        self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.refuse_strangers()
        mode = stat.S_IMODE(self.root.stat().st_mode)
        if mode & OTHERS:
            with suppress(PermissionError):  # another user's folder: doctor tells
                self.root.chmod(mode & ~OTHERS)
        if not self.is_hidden_from_git():
            write_durably(self.root / ".gitignore", _IGNORE_ALL)
        if not self.format.exists():
            self.write_format()
        self.check_format()

    def is_hidden_from_git(self) -> bool:
        """Tell whether the folder's `.gitignore` leaves out everything, whoever wrote it."""
        try:
            return read_small(self.root / ".gitignore") == _IGNORE_ALL
        except FileNotFoundError:
            return False

    def write_format(self) -> None:
        write_durably(self.format, json.dumps({"format": FORMAT, "min_reader": MIN_READER}).encode() + b"\n")

    def refuse_strangers(self) -> None:
        """Refuse what no index holds: a repository may bring a `.triptych` of its own along.

        Raises:
            StoreError: the folder or something in it is a symbolic link, something in it is neither a file nor a folder
                (whoever opens a pipe waits for ever), or one where the other belongs; nothing was opened or touched.
        """
        if self.root.is_symlink():
            raise StoreError(f"{self.root} is a symbolic link: name the real folder with --index-dir")
        if self.root.exists() and not self.root.is_dir():
            raise StoreError(f"{self.root} is no folder: move it away, or name another with --index-dir")
        for folder in folders_in(self.root):
            if folder.name in _FILES:
                raise StoreError(f"{folder} is a folder where an index has a file: move it away")
        for name in _FOLDERS:
            if (self.root / name).is_file():
                raise StoreError(f"{self.root / name} is a file where an index has a folder: move it away")

    def check_format(self) -> None:
        """Refuse an index that a newer program wrote in a layout unknown to this one.

        Raises:
            StoreMissing: there is no index here.
            StoreDamaged: the format file cannot be read.
            StoreError: the layout is newer; nothing was touched.
        """
        self.refuse_strangers()
        try:
            written = json.loads(read_small(self.format))
            oldest = int(written["min_reader"])
        except FileNotFoundError as error:
            raise StoreMissing(f"no index at {self.root}: run `triptych index`") from error
        except (ValueError, KeyError, TypeError) as error:
            raise StoreDamaged(f"{self.format} cannot be read: run `triptych repair`") from error
        if oldest > FORMAT:
            raise StoreError(f"the index at {self.root} was written by a newer triptych: update the program")


def folders_in(parent: Path) -> list[Path]:
    """Return the folders in a folder of the index, by name; none when it is not there.

    Raises:
        StoreError: `parent` or something in it is a symbolic link. What is removed below it must be the index's own.
    """
    if parent.is_symlink():
        raise StoreError(f"{parent} is a symbolic link, which an index never has: move it away")
    if not parent.is_dir():
        return []
    found = []
    with os.scandir(parent) as entries:
        for entry in entries:
            if entry.is_symlink():
                raise StoreError(f"{entry.path} is a symbolic link, which an index never has: move it away")
            if entry.is_dir():
                found.append(Path(entry.path))
            elif not entry.is_file() and os.path.lexists(entry.path):  # it may be gone by now
                raise StoreError(
                    f"{entry.path} is neither a file nor a folder, and an index has nothing else: move it away"
                )
    return sorted(found)


def open_own(path: Path, flags: int) -> int:
    """Open a file of the index as `os.open` does, for its owner alone; never a link, and never waiting for a pipe's other end.

    Raises:
        StoreError: there is something else in its place.
    """
    try:
        handle = os.open(path, flags | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, 0o600)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.ENXIO, errno.EISDIR):
            raise StoreError(f"{path} is no file: move it away") from error
        raise
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise StoreError(f"{path} is no file: move it away")
    return handle


def read_small(path: Path) -> bytes:
    """Return the first 64 kB of a file of the index.

    Raises:
        StoreError: there is something else in its place.
    """
    with os.fdopen(open_own(path, os.O_RDONLY), "rb") as handle:
        return handle.read(65_536)


def frozen_name(generation: int) -> str:
    return f"gen-{generation:06d}"


def frozen_number(name: str) -> int | None:
    """Return the generation of a frozen folder's name.

    >>> frozen_number("gen-000012"), frozen_number("gen-000012.trash"), frozen_number("live")
    (12, None, None)
    """
    head, _, digits = name.partition("-")
    return int(digits) if head == "gen" and digits.isascii() and digits.isdigit() else None


def safe_name(fingerprint: str) -> str:
    """Return a fingerprint if it can be a folder's name.

    Raises:
        StoreError: it holds anything but letters, digits, `.`, `_` and `-`, or starts with a dot.

    >>> safe_name("static-3f2a")
    'static-3f2a'
    """
    if not fingerprint or fingerprint.startswith(".") or len(fingerprint) > 120:
        raise StoreError(f"{fingerprint!r} cannot name a folder")
    if not all(letter.isascii() and (letter.isalnum() or letter in "._-") for letter in fingerprint):
        raise StoreError(f"{fingerprint!r} cannot name a folder: letters, digits, '.', '_' and '-' only")
    return fingerprint


@contextmanager
def private_files() -> Iterator[None]:
    """Create files for the owner alone while inside."""
    before = os.umask(0o077)
    try:
        yield
    finally:
        os.umask(before)


def write_durably(path: Path, content: bytes) -> None:
    """Replace a small file so that a power cut leaves the old one or the new one."""
    scratch = path.with_name(path.name + ".tmp")
    with scratch.open("wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    scratch.replace(path)
    sync_directory(path.parent)


def sync_file(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sync_directory(path: Path) -> None:
    """Make the folder's entries durable: without it a new file's name can be lost though its bytes are kept."""
    sync_file(path)


def bytes_under(root: Path) -> int:
    """Return the bytes on disk below `root`, each hard-linked file once."""
    seen: set[tuple[int, int]] = set()
    total = 0
    for folder, _, names in os.walk(root):
        for name in names:
            try:
                stat = os.lstat(os.path.join(folder, name))
            except FileNotFoundError:  # a writer may tidy up while a reader counts
                continue
            if (stat.st_dev, stat.st_ino) not in seen:
                seen.add((stat.st_dev, stat.st_ino))
                total += stat.st_blocks * 512
    return total
