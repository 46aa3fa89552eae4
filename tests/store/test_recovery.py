"""Whatever step fails, in whatever way: the served generation stays, and the next run in the same process works."""

import os
import signal
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from support.small_index import (
    HashingEmbedder,
    changed,
    index,
    numbered,
    open_writer,
    require_equal,
)
from triptych_indexer.errors import StoreError, StoreFull
from triptych_indexer.store import faults, publish
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_indexer.store.writer import IndexWriter

REPOSITORY = numbered(12)
EDITED = changed(REPOSITORY, ["src/module_1.py", "src/new.py"], seed=5)
del EDITED["src/module_4.py"]

BEFORE_COMMIT = [
    name
    for name in faults.POINTS
    if name.startswith(("begin.", "stage.", "publish.", "vectors.", "text.", "freeze.", "verify.", "commit."))
    and name
    not in {
        "commit.done",
        "stage.dropped",
        "vectors.created",
        "vectors.indexed",
        "vectors.compacted",
        "text.cleared",
    }
]
AFTER_COMMIT = [
    "collect.started",
    "collect.renamed",
    "collect.removed",
    "collect.untagged",
    "collect.row_deleted",
]


@pytest.fixture(autouse=True)
def disarmed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(publish, "SMALL", 0)  # the steps of a large repository
    yield
    faults.arm("")


@pytest.fixture(scope="module")
def embedder() -> HashingEmbedder:
    return HashingEmbedder()


@pytest.mark.parametrize(
    ("point", "action"),
    [
        *((point, action) for point in BEFORE_COMMIT for action in ("raise", "enospc")),
        *((point, "interrupt") for point in BEFORE_COMMIT[::6]),
    ],
)
def test_a_step_that_fails_publishes_nothing_and_the_next_run_does(
    tmp_path: Path, embedder: HashingEmbedder, point: str, action: str
) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY, embedder)
        with IndexReader.open(writer.paths) as reader:
            faults.arm(f"{point}:{action}")
            wanted = {"raise": faults.FaultInjected, "enospc": StoreFull, "interrupt": KeyboardInterrupt}
            with pytest.raises(wanted[action]):
                index(writer, EDITED, embedder)
            faults.arm("")
            with reader.pin() as snapshot:
                assert snapshot.generation.number == 1
                require_equal(snapshot, REPOSITORY)

            index(writer, EDITED, embedder)

            with reader.pin() as snapshot:
                assert snapshot.generation.number == 2
                require_equal(snapshot, EDITED)


@pytest.mark.parametrize("action", ["raise", "enospc"])
@pytest.mark.parametrize("point", AFTER_COMMIT)
def test_trouble_after_the_pointer_moved_does_not_take_the_generation_back(
    tmp_path: Path, embedder: HashingEmbedder, point: str, action: str
) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY, embedder)
        index(writer, EDITED, embedder)
        faults.arm(f"{point}:{action}")

        assert index(writer, REPOSITORY, embedder).number == 3

        faults.arm("")
        last = "SELECT result FROM sync_audit_trail WHERE action = 'collect' ORDER BY id DESC LIMIT 1"
        assert writer.connection.execute(last).fetchone() == ("failed",)
        index(writer, EDITED, embedder)
        with IndexReader.open(writer.paths) as reader, reader.pin() as snapshot:
            require_equal(snapshot, EDITED)
        assert len(list(writer.paths.tantivy.glob("*/gen-*"))) == 2


def test_an_interrupted_run_says_so_in_its_session(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        faults.arm("text.committed:interrupt")
        with pytest.raises(KeyboardInterrupt):
            index(writer, REPOSITORY)

        assert statuses(writer) == ["interrupted"]


def test_sigterm_ends_a_run_like_ctrl_c(tmp_path: Path) -> None:
    class Terminated(HashingEmbedder):
        def embed(self, passages: Sequence[str]) -> NDArray[np.float32]:
            os.kill(os.getpid(), signal.SIGTERM)
            return super().embed(passages)

    with open_writer(tmp_path / "i") as writer:
        with pytest.raises(KeyboardInterrupt):
            index(writer, REPOSITORY, Terminated())

        assert statuses(writer) == ["interrupted"]
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


def test_a_run_left_without_publishing_is_interrupted(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        writer.begin(root="r", revision=None, settings_digest="s", tool_version="t")

    with open_writer(tmp_path / "i") as writer:
        assert statuses(writer) == ["interrupted"]


def test_staging_without_a_run_is_refused(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer, pytest.raises(StoreError, match="begin"):
        index_without_begin(writer)


def index_without_begin(writer: IndexWriter) -> None:
    from support.small_index import facts_of, source_file

    writer.stage(source_file("a.py", "a\n"), facts_of("a.py", "a\n"), None, "f")


def test_recovering_twice_finds_nothing_the_second_time(tmp_path: Path, embedder: HashingEmbedder) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY, embedder)
        faults.arm("verify.finished:raise")
        with pytest.raises(faults.FaultInjected):
            index(writer, EDITED, embedder)
        faults.arm("")

    with open_writer(tmp_path / "i") as writer:
        assert writer.recovered
    with open_writer(tmp_path / "i") as writer:
        assert writer.recovered == []


def test_the_audit_trail_tells_of_every_publish_and_recovery(
    tmp_path: Path, embedder: HashingEmbedder
) -> None:
    with open_writer(tmp_path / "i") as writer:
        for repository in (REPOSITORY, EDITED, REPOSITORY):
            index(writer, repository, embedder)
        rows = writer.connection.execute("""
            SELECT action, from_generation, to_generation, result
              FROM sync_audit_trail
             ORDER BY id
        """).fetchall()

    assert rows == [
        ("publish", None, 1, "done"),
        ("publish", 1, 2, "done"),
        ("publish", 2, 3, "done"),
        ("collect", 1, 1, "done"),
    ]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, REPOSITORY)

    with (
        IndexReader.open(IndexPaths(tmp_path / "i")) as reader,
        reader.pin() as snapshot,
        pytest.raises(sqlite3.OperationalError, match="readonly"),
    ):
        snapshot.connection.execute("DELETE FROM document_chunks")


def statuses(writer: IndexWriter) -> list[str]:
    rows = writer.connection.execute("SELECT status FROM ast_parsing_sessions ORDER BY id")
    return [status for (status,) in rows]
