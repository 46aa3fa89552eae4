"""Many readers, one writer, collection all the while: no reader ever sees two generations at once."""

import shutil
import threading
import time
from pathlib import Path

import pytest
from support.small_index import (
    HashingEmbedder,
    changed,
    index,
    numbered,
    open_writer,
    require_equal,
    texts_in,
)
from triptych_indexer.errors import GenerationGone, StoreBusy, StoreMissing
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.leases import Lease, sole_hold
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader, Snapshot

PATIENCE_S = 60.0


class Readers:
    """Threads that read and compare until told to stop; the first trouble is kept."""

    def __init__(
        self, paths: IndexPaths, models: dict[int, dict[str, str]], count: int, *, with_vectors: bool
    ) -> None:
        self.with_vectors = with_vectors
        self.paths = paths
        self.models = models
        self.trouble: list[BaseException] = []
        self.reads = 0
        self.generations: set[int] = set()
        self._stop = threading.Event()
        self._threads = [threading.Thread(target=self._read) for _ in range(count)]

    @property
    def has_seen_enough(self) -> bool:
        """Tell whether the readers met several generations, and read more than once in each."""
        return self.reads > 20 and len(self.generations) > 3

    def __enter__(self) -> "Readers":
        self._reader = IndexReader.open(self.paths)
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()
        self._reader.close()

    def _read(self) -> None:
        while not self._stop.is_set() and not self.trouble:
            try:
                with self._reader.pin() as snapshot:
                    number = snapshot.generation.number
                    require_equal(snapshot, self.models[number], vectors=self.with_vectors)
                    if self.with_vectors:
                        require_own_neighbours(snapshot)
                self.generations.add(number)
                self.reads += 1
            except BaseException as error:  # shown by the test's own thread
                self.trouble.append(error)


def require_own_neighbours(snapshot: Snapshot) -> None:
    """Ask for the nearest chunks, which after some questions are found in memory: they are those of this generation."""
    vectors = snapshot.vectors
    assert vectors is not None
    known = {chunk_id for (chunk_id,) in snapshot.connection.execute("SELECT id FROM document_chunks")}
    found = vectors.nearest(HashingEmbedder().embed_query("return"), len(known) + 1, EVERYTHING)
    assert found
    assert {chunk_id for chunk_id, _ in found} <= known


@pytest.mark.parametrize("with_vectors", [False, True])
def test_readers_never_see_two_generations_at_once(tmp_path: Path, with_vectors: bool) -> None:
    keep_reading(tmp_path / "i", seconds=3.0, readers=3, with_vectors=with_vectors)


@pytest.mark.slow
def test_eight_readers_never_see_two_generations_at_once(tmp_path: Path) -> None:
    keep_reading(tmp_path / "i", seconds=120.0, readers=8, with_vectors=True)


def keep_reading(root: Path, *, seconds: float, readers: int, with_vectors: bool) -> None:
    embedder = HashingEmbedder() if with_vectors else None
    base = numbered(8)
    models = {1: base}
    with open_writer(root) as writer:
        index(writer, base, embedder)
        with Readers(writer.paths, models, readers, with_vectors=with_vectors) as pool:
            until = time.monotonic() + seconds
            number = 1
            # On a busy machine so few reads may fit into the time that they prove nothing: then it takes longer.
            while not pool.trouble and (
                time.monotonic() < until
                or (not pool.has_seen_enough and time.monotonic() < until + PATIENCE_S)
            ):
                number += 1
                models[number] = changed(base, ["src/module_2.py", f"src/new_{number}.py"], number)
                index(writer, models[number], embedder)
        for trouble in pool.trouble:
            raise trouble
    assert pool.has_seen_enough


def test_a_held_generation_is_not_collected_and_goes_once_let_go(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    base = numbered(4)
    with open_writer(tmp_path / "i") as writer:
        index(writer, base, embedder)
        with IndexReader.open(writer.paths) as reader, reader.pin() as held:
            for seed in range(1, 5):
                index(writer, changed(base, ["x.py"], seed), embedder)
            assert held.vectors is not None  # opened only now, when four newer generations are there
            require_equal(held, base)
            assert list(writer.paths.tantivy.glob("*/gen-000001"))
        index(writer, changed(base, ["x.py"], 9), embedder)

        assert not list(writer.paths.tantivy.glob("*/gen-000001"))


def test_a_lease_on_a_folder_that_was_renamed_away_is_refused(tmp_path: Path) -> None:
    (tmp_path / "gen-000001").mkdir()
    (tmp_path / "gen-000001" / ".lease").touch()
    with sole_hold(tmp_path / "gen-000001") as alone:
        assert alone
        with pytest.raises(GenerationGone):
            Lease(tmp_path / "gen-000001")
        (tmp_path / "gen-000001").rename(tmp_path / "gen-000001.trash")

    with pytest.raises(GenerationGone):
        Lease(tmp_path / "gen-000001")


def test_a_rival_writer_changes_nothing(tmp_path: Path) -> None:
    base = numbered(3)
    with open_writer(tmp_path / "i") as writer:
        index(writer, base)
        rivals = []
        for _ in range(5):
            with pytest.raises(StoreBusy) as refused:
                open_writer(tmp_path / "i")
            rivals.append(str(refused.value))

        index(writer, changed(base, ["x.py"], 1))
        with IndexReader.open(writer.paths) as reader, reader.pin() as snapshot:
            require_equal(snapshot, changed(base, ["x.py"], 1), vectors=False)
    assert all("process" in message for message in rivals)


def test_a_snapshot_may_be_used_by_several_threads(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    with open_writer(tmp_path / "i") as writer:
        index(writer, numbered(6), embedder)
    near: list[set[int]] = []
    found: list[int] = []
    with IndexReader.open(IndexPaths(tmp_path / "i")) as reader, reader.pin() as snapshot:
        ids = set(texts_in(snapshot))

        def search() -> None:
            vectors = snapshot.vectors
            assert vectors is not None
            near.append(
                {chunk_id for chunk_id, _ in vectors.nearest(embedder.embed_query("return"), 5, EVERYTHING)}
            )
            found.append(len(snapshot.text.search("body", ["return"], 5, EVERYTHING)))

        threads = [threading.Thread(target=search) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    assert found == [5] * 6
    assert [len(chunk_ids & ids) for chunk_ids in near] == [5] * 6


def test_a_reader_notices_that_the_index_was_removed_and_made_anew(tmp_path: Path) -> None:
    first, second = {"a.py": "one\n"}, {"b.py": "two\nthree\n"}
    with open_writer(tmp_path / "i") as writer:
        index(writer, first)
    with IndexReader.open(IndexPaths(tmp_path / "i")) as reader:
        with reader.pin() as snapshot:
            require_equal(snapshot, first, vectors=False)
            shutil.rmtree(tmp_path / "i")
            with pytest.raises(StoreMissing), reader.pin():
                raise AssertionError("there is no index to pin")
        with open_writer(tmp_path / "i") as writer:
            index(writer, second)

        with reader.pin() as snapshot:
            assert snapshot.generation.number == 1
            require_equal(snapshot, second, vectors=False)
        with reader.pin() as one, reader.pin() as other:  # no connection to the old one is left
            assert one.generation == other.generation


def test_a_writer_at_rest_lets_another_write_and_goes_on_from_there(tmp_path: Path) -> None:
    repository = numbered(4)
    embedder = HashingEmbedder()
    with open_writer(tmp_path) as watcher:
        index(watcher, repository, embedder)
        watcher.rest()
        assert watcher.wake() is True  # nobody came
        repository = changed(repository, list(repository)[:1], seed=1)
        index(watcher, repository, embedder)

        watcher.rest()
        repository = changed(repository, list(repository)[1:3], seed=2)
        with open_writer(tmp_path) as other:
            index(other, repository, embedder)
            with pytest.raises(StoreBusy):
                watcher.wake()
        assert watcher.wake() is False

        repository = changed(repository, list(repository)[2:], seed=3)
        index(watcher, repository, embedder)
    with IndexReader.open(IndexPaths(tmp_path)) as reader, reader.pin() as snapshot:
        require_equal(snapshot, repository)


def test_a_writer_at_rest_notices_that_another_gave_its_run_up(tmp_path: Path) -> None:
    repository = numbered(4)
    with open_writer(tmp_path) as watcher:
        index(watcher, repository, None)
        watcher.rest()
        other = open_writer(tmp_path)
        other.begin(root="/repository", revision=None, settings_digest="s", tool_version="t")
        other.stage_removed(next(iter(other.known_files().values())))
        other.close()

        assert watcher.wake() is False
        index(watcher, repository, None)
    with IndexReader.open(IndexPaths(tmp_path)) as reader, reader.pin() as snapshot:
        require_equal(snapshot, repository, vectors=False)


def test_a_writer_at_rest_survives_that_the_index_is_cleared(tmp_path: Path) -> None:
    repository = numbered(4)
    where = tmp_path / "index"
    with open_writer(where) as watcher:
        index(watcher, repository, HashingEmbedder())
        watcher.rest()
        shutil.rmtree(where)

        assert watcher.wake() is False
        assert watcher.known_files() == {}
        index(watcher, repository, HashingEmbedder())
    with IndexReader.open(IndexPaths(where)) as reader, reader.pin() as snapshot:
        require_equal(snapshot, repository)
