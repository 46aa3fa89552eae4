"""The files that one generation needs, with their digests: how bit rot is noticed.

A byte flipped in a live LanceDB or Tantivy file is often answered with wrong rows rather than with an error, so every
generation lists its files and `doctor --deep` reads them all again. Sizes alone are checked at each first open.
"""

import hashlib
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from triptych_indexer.errors import StoreDamaged
from triptych_indexer.store.generation import StoreFile
from triptych_indexer.store.leases import LEASE

_DELETIONS: Final = re.compile(r"_deletions/\d+-\d+-(\d+)\.\w+")


def describe(location: Path, names: Iterable[str], known: Mapping[str, StoreFile]) -> list[StoreFile]:
    """Return size and SHA-256 of some files below `location`.

    Files that `known` holds with the same size are not read again: both stores never change a file once written.
    """
    found = []
    for name in names:
        size = (location / name).stat().st_size
        before = known.get(name)
        if before is not None and before.size_bytes == size and name != "meta.json":
            found.append(before)
        else:
            found.append(StoreFile(name, size, sha256_of(location / name)))
    return found


def text_files(frozen: Path) -> list[str]:
    """Return what a frozen commit consists of, the lease that readers take included."""
    names = (name for name in os.listdir(frozen) if not name.startswith("."))
    return sorted([*names, LEASE])


def vector_files(folder: Path, version: int) -> list[str]:
    """Return the files that one version of a LanceDB table needs.

    LanceDB tells only through a package of 220 MB which files those are. The version's manifest holds the names of its
    data files, the raw ids of its indexes and the numbers of its deletion files, so a file counts when its mark
    occurs there. `tests/store/test_corruption.py` proves that a damaged one among them is noticed.
    """
    table = folder / "chunks.lance"
    manifest_name = version_file(version)
    content = (table / manifest_name).read_bytes()
    needed = [manifest_name]
    for name in _files_below(table):
        if any(mark in content for mark in _marks(name)):
            needed.append(name)
    return sorted(f"chunks.lance/{name}" for name in needed)


def version_file(version: int) -> str:
    """Return the name of a version's manifest: numbered downwards, so that the newest is listed first.

    >>> version_file(1)
    '_versions/18446744073709551614.manifest'
    """
    return f"_versions/{(1 << 64) - 1 - version:020d}.manifest"


def newest_version(folder: Path) -> int:
    """Return the newest version of a table by its folder alone: no import, 0 when there is none."""
    try:
        names = os.listdir(folder / "chunks.lance" / "_versions")
    except FileNotFoundError:
        return 0
    numbers = (name.removesuffix(".manifest") for name in names)
    return max(((1 << 64) - 1 - int(number) for number in numbers if number.isdigit()), default=0)


def tag_names(folder: Path) -> set[str]:
    """Return the names of a table's tags by its folder alone."""
    try:
        names = os.listdir(folder / "chunks.lance" / "_refs" / "tags")
    except FileNotFoundError:
        return set()
    return {name.removesuffix(".json") for name in names}


def check_sizes(location: Path, files: Iterable[StoreFile]) -> None:
    """Refuse a store of which a file is missing or of another size: milliseconds, and most damage.

    Raises:
        StoreDamaged: names the file.
    """
    for file in files:
        try:
            size = (location / file.relative_path).stat().st_size
        except FileNotFoundError as error:
            message = f"{location / file.relative_path} is missing: run `triptych repair`"
            raise StoreDamaged(message) from error
        if size != file.size_bytes:
            raise StoreDamaged(
                f"{location / file.relative_path} has {size} bytes, not {file.size_bytes}: run `triptych repair`"
            )


def damaged_files(location: Path, files: Iterable[StoreFile]) -> Iterator[str]:
    """Yield a sentence for each file that is not what was published; reads everything."""
    for file in files:
        path = location / file.relative_path
        try:
            intact = path.stat().st_size == file.size_bytes and sha256_of(path) == file.sha256
        except FileNotFoundError:
            yield f"{path} is missing"
            continue
        except OSError as error:
            yield f"{path} cannot be read ({error.strerror})"
            continue
        if not intact:
            yield f"{path} is not what was published"


def sha256_of(path: Path) -> bytes:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").digest()


def _files_below(table: Path) -> Iterator[str]:
    for root, _, names in os.walk(table):
        for name in names:
            yield Path(root, name).relative_to(table).as_posix()


def _marks(name: str) -> Iterator[bytes]:
    """Yield what a manifest holds when it needs the file."""
    area, _, rest = name.partition("/")
    if area == "data":
        yield rest.encode()
    elif area == "_indices":
        yield bytes.fromhex(rest.partition("/")[0].replace("-", ""))
    elif match := _DELETIONS.fullmatch(name):
        yield b"\x18" + _varint(int(match[1]))  # field 3 of a deletion file's message


def _varint(number: int) -> bytes:
    encoded = bytearray()
    while number > 0x7F:
        encoded.append(number & 0x7F | 0x80)
        number >>= 7
    encoded.append(number)
    return bytes(encoded)
