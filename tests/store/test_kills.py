"""A writer may die anywhere: readers see the old generation or the new one, whole, and the next writer goes on.

Each case runs one index run in a child that kills itself at a named point (or is killed at a random moment), while
readers here check all three stores against a model. Then the next writer recovers, and the stores are checked again.
"""

import os
import random
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from support.kill_driver import Run, repository
from support.small_index import HashingEmbedder, index, open_writer, require_equal
from triptych_indexer.store import faults
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader

TESTS = Path(__file__).parents[1]

MODEL = "hashing-1"

BEFORE_RECOVERY = {
    # Where the first writer has to die so that the second passes this point of its recovery.
    "recover.started": "stage.file",
    "recover.stage_removed": "stage.file",
    "recover.sessions_closed": "begin.session",
    "recover.vectors_stray_tables": "vectors.synced",
    "recover.vectors_untagged": "vectors.tagged",
    "recover.vectors_restored": "vectors.added",
    "recover.text_unpublished_removed": "freeze.renamed",
    "recover.text_scratch_removed": "freeze.file_linked",
    "recover.text_linked": "text.committed",
    "recover.text_live_removed": "text.committed",
    "recover.text_live_renamed": "text.committed",
    "recover.finished": "text.committed",
}

NEEDS_VECTORS = {name for name in faults.POINTS if "vectors" in name} | {"collect.untagged", "verify.started"}
OTHER_MODEL = {"vectors.created", "recover.vectors_stray_tables", "collect.model_removed"}
EAGER = {"vectors.indexed": "index", "vectors.compacted": "compact", "text.cleared": "compact"}

SAMPLE = [
    "stage.file",
    "text.deleted",
    "text.committed",
    "freeze.file_linked",
    "freeze.renamed",
    "verify.finished",
    "commit.edges_linked",
    "commit.pointer_moved",
    "commit.done",
    "collect.renamed",
    "recover.text_live_removed",
    "vectors.tagged",
    "recover.vectors_restored",
]


def test_every_point_of_the_recovery_has_a_way_to_it() -> None:
    assert set(BEFORE_RECOVERY) == {name for name in faults.POINTS if name.startswith("recover.")}


@pytest.mark.parametrize("point", SAMPLE)
def test_a_writer_killed_at_a_step_leaves_one_whole_generation(tmp_path: Path, point: str) -> None:
    kill_at(point, tmp_path / "i", changes=3)


@pytest.mark.slow
@pytest.mark.parametrize("changes", [1, 6, 24])
@pytest.mark.parametrize("point", faults.POINTS)
def test_a_writer_killed_at_any_step_leaves_one_whole_generation(
    tmp_path: Path, point: str, changes: int
) -> None:
    kill_at(point, tmp_path / "i", changes=changes)


def test_a_writer_killed_at_random_leaves_one_whole_generation(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "i", times=2, model=None)


@pytest.mark.slow
def test_a_writer_killed_forty_times_at_random_never_leaves_a_bad_state(tmp_path: Path) -> None:
    kill_at_random(tmp_path / "i", times=40, model=MODEL)


class Model:
    """Which repository each generation is; what a reader sees must be one of them, whole."""

    def __init__(self, root: Path, model: str | None) -> None:
        self.paths = IndexPaths(root)
        self.model = model
        self.by_number: dict[int, dict[str, str]] = {}
        self.newest = 0
        self.reads = 0

    def index(self, seed: int, changes: int) -> None:
        """Run a writer here, to the end."""
        files = repository(seed, changes)
        with open_writer(self.paths.root) as writer:
            embedder = HashingEmbedder(self.model) if self.model else None
            generation = index(writer, files, embedder)
        self.by_number[generation.number] = files

    def require_whole(self, reader: IndexReader) -> int:
        with reader.pin() as snapshot:
            number = snapshot.generation.number
            assert number >= self.newest, "the generation went back"
            self.newest = number
            with_vectors = snapshot.generation.model_fingerprint is not None
            require_equal(snapshot, self.by_number[number], vectors=with_vectors)
        self.reads += 1
        return number

    @contextmanager
    def read_all_the_while(self) -> Iterator[None]:
        """Check what readers see, again and again, in another thread."""
        stop, trouble = threading.Event(), list[BaseException]()

        def read() -> None:
            with IndexReader.open(self.paths) as reader:
                while not stop.is_set() and not trouble:
                    try:
                        self.require_whole(reader)
                    except BaseException as error:  # shown by the test's own thread
                        trouble.append(error)

        thread = threading.Thread(target=read)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join()
        if trouble:
            raise trouble[0]


def kill_at(point: str, root: Path, *, changes: int) -> None:
    model = MODEL if point in NEEDS_VECTORS or point in OTHER_MODEL else None
    state = Model(root, model)
    for seed in range(1, 4):  # three, so that there is something to collect
        state.index(seed, changes)
    if point == "collect.schema_removed":
        (state.paths.tantivy / "an-older-layout").mkdir()
    child_model = "hashing-2" if point in OTHER_MODEL else model
    published = max(state.by_number)
    state.by_number[published + 1] = repository(9, changes)
    run = Run(str(root), 9, changes, child_model, eager=EAGER.get(point, ""))
    if point == "collect.model_removed":  # the old model's table goes with the last generation that needs it
        child(run)
        state.by_number[published + 2] = repository(10, changes)
        run = Run(str(root), 10, changes, child_model)
    state.model = child_model

    with IndexReader.open(state.paths) as reader, state.read_all_the_while():
        if point == "collect.leased_skipped":
            with older_lease(state.paths):
                assert child(run, point) == -9
        else:
            if point in BEFORE_RECOVERY:
                assert child(run, BEFORE_RECOVERY[point]) == -9
            assert child(run, point) == -9, f"{point} was not passed"
        after = state.require_whole(reader)

        with open_writer(root):
            assert state.require_whole(reader) == after
        state.by_number[after + 1] = repository(20, changes)
        state.index(20, changes)
        assert state.require_whole(reader) == after + 1
    assert state.reads > 4


def kill_at_random(root: Path, *, times: int, model: str | None) -> None:
    state = Model(root, model)
    state.index(0, 4)
    draw = random.Random(7)
    longest = 3.0 if model else 0.8
    for seed in range(1, times + 1):
        with IndexReader.open(state.paths) as reader, state.read_all_the_while():
            number = state.require_whole(reader)
            state.by_number[number + 1] = repository(seed, 4)
            child(Run(str(root), seed, 4, model), kill_after_s=draw.uniform(0.1, longest))
            state.require_whole(reader)
    state.by_number[max(state.by_number) + 1] = repository(99, 4)
    state.index(99, 4)


def child(run: Run, point: str = "", *, kill_after_s: float | None = None) -> int:
    """Do one run in a process of its own and return how it ended."""
    environment = {**os.environ, "PYTHONPATH": str(TESTS), "TRIPTYCH_FAULT": f"{point}:kill" if point else ""}
    process = subprocess.Popen(
        [sys.executable, "-m", "support.kill_driver", run.encoded()], env=environment, stderr=subprocess.PIPE
    )
    if kill_after_s is not None:
        time.sleep(kill_after_s)
        process.kill()
    _, said = process.communicate(timeout=120)
    assert process.returncode in (0, -9), said.decode()
    return process.returncode


@contextmanager
def older_lease(paths: IndexPaths) -> Iterator[None]:
    """Hold the generation that is next to be collected, as a slow reader would."""
    from triptych_indexer.store.leases import Lease

    frozen = sorted(path for path in paths.tantivy.glob("*/gen-*") if path.suffix == "")
    lease = Lease(frozen[0])
    try:
        yield
    finally:
        lease.release()
