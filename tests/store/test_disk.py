"""A disk without room: refused in time where that can be known, and never at the price of what is served."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.kill_driver import Run
from support.small_index import HashingEmbedder, changed, index, numbered, open_writer, require_equal
from triptych_indexer.errors import StoreFull
from triptych_indexer.store.doctor import Level, examine
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_indexer.store.space import RESERVE_BYTES

TESTS = Path(__file__).parents[1]
REPOSITORY = numbered(8)
EDITED = changed(REPOSITORY, ["src/module_1.py"], seed=5)


def require_served(root: Path, repository: dict[str, str], *, vectors: bool = False) -> None:
    with IndexReader.open(IndexPaths(root)) as reader, reader.pin() as snapshot:
        require_equal(snapshot, repository, vectors=vectors)


def test_a_run_does_not_begin_on_a_disk_that_is_nearly_full(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY)
    with (
        open_writer(tmp_path / "i", free_floor_bytes=1 << 60) as writer,
        pytest.raises(StoreFull, match="free"),
    ):
        index(writer, EDITED)

    require_served(tmp_path / "i", REPOSITORY)


def test_an_index_over_its_budget_is_not_published(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY)
    with open_writer(tmp_path / "i", disk_budget_bytes=100_000) as writer:
        with pytest.raises(StoreFull, match="disk_budget_bytes"):
            index(writer, EDITED)

        require_served(tmp_path / "i", REPOSITORY)


def test_the_reserve_is_given_back_when_the_disk_is_full_and_set_aside_again(tmp_path: Path) -> None:
    from triptych_indexer.store import faults

    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY)
        assert writer.paths.reserve.stat().st_size == RESERVE_BYTES
        faults.arm("text.committed:enospc")
        try:
            with pytest.raises(StoreFull):
                index(writer, EDITED)
        finally:
            faults.arm("")
        assert not writer.paths.reserve.exists()

        index(writer, EDITED)

        assert writer.paths.reserve.exists()
    require_served(tmp_path / "i", EDITED)


def test_a_reserve_of_another_size_is_set_right(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY)
        for size in (0, 4_000_000):
            writer.paths.reserve.write_bytes(bytes(size))
            index(writer, REPOSITORY)

            assert writer.paths.reserve.stat().st_size == RESERVE_BYTES


LIMITED = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
limit = int(sys.argv.pop(1))
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from support.kill_driver import Run, main
import json
from triptych_indexer.errors import StoreError
try:
    main(Run(**json.loads(sys.argv[1])))
except StoreError as error:
    print(type(error).__name__)
"""


def limited(run: Run, limit_bytes: int) -> str:
    """Run a writer that may write no file longer than `limit_bytes`; return the name of its error, '' when none."""
    command = [sys.executable, "-c", LIMITED, str(limit_bytes), run.encoded()]
    # Bytecode is written under the limit as well, and a file of it that was cut would stay.
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": "1"}
    child = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120, check=False)
    assert child.returncode == 0, child.stderr
    return child.stdout.strip()


@pytest.mark.parametrize("limit_bytes", [20_000, 200_000, 400_000])
def test_a_writer_that_hits_a_limit_keeps_what_is_served(tmp_path: Path, limit_bytes: int) -> None:
    from support.kill_driver import repository

    root = tmp_path / "i"
    with open_writer(root) as writer:
        index(writer, repository(1, 4))

    said = limited(Run(str(root), 2, 24), limit_bytes)

    assert said in ("StoreFull", "StoreError", "StoreDamaged", "")
    require_served(root, repository(2 if said == "" else 1, 4 if said else 24))
    with open_writer(root) as writer:
        index(writer, repository(3, 4))
    require_served(root, repository(3, 4))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of its own with little room, where the machine lets us make one."""
    place = tmp_path / "disk"
    place.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=9m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("mounting is not allowed here")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_ends_the_run_and_space_mends_it(small_disk: Path) -> None:
    embedder = HashingEmbedder()
    root = small_disk / "i"
    served = REPOSITORY
    with open_writer(root) as writer:
        index(writer, served, embedder)
        filler = small_disk / "filler"
        seed = 0
        full = False
        while not full and seed < 40:
            seed += 1
            edited = changed(numbered(40, seed=seed), ["x.py"], seed)
            free = os.statvfs(small_disk).f_bavail * os.statvfs(small_disk).f_frsize
            filler.write_bytes(bytes(max(0, free - 150_000)))
            try:
                index(writer, edited, embedder)
                served = edited
            except StoreFull:
                full = True
        assert full
        require_served(root, served, vectors=True)

        filler.unlink()
        index(writer, EDITED, embedder)

    require_served(root, EDITED, vectors=True)


def test_an_index_on_a_read_only_file_system_is_read_and_well(small_disk: Path) -> None:
    with open_writer(small_disk / "i") as writer:
        index(writer, REPOSITORY, HashingEmbedder())
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)

    require_served(small_disk / "i", REPOSITORY, vectors=True)
    examined = examine(IndexPaths(small_disk / "i"), deep=True)
    assert examined.level is not Level.BROKEN, examined.findings
