"""A file that kills its parser keeps its words: it is read again as plain text, with the reason recorded."""

import errno
import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import ClassVar

import pytest
from support.indexing import ThisProcess, index_folder
from support.repositories import draw
from triptych_indexer.model import ParseStatus
from triptych_indexer.parse.pool import Failure
from triptych_indexer.per_file import FileResult, FileTask, read_facts
from triptych_indexer.pipeline import index
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_indexer.store.writer import IndexWriter


class DiesOfOneFile(ThisProcess):
    """Reads here, but the parser of `bomb.py` does not survive."""

    def map(
        self, tasks: Iterable[FileTask], size_of: Callable[[FileTask], int]
    ) -> Iterator[tuple[FileTask, FileResult | Failure]]:
        for task in tasks:
            assert size_of(task) >= 0
            if task.file.path == b"bomb.py" and task.given_up is None:
                yield task, Failure(ParseStatus.CRASH, "the parser died of signal 11")
            else:
                yield task, read_facts(task)


class Notes:
    def __init__(self) -> None:
        self.said: list[str] = []

    def stage(self, name: str, total: int | None) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def note(self, message: str) -> None:
        self.said.append(message)


def test_a_file_that_kills_its_parser_is_still_found_by_its_words(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "bomb.py\n    def tick_tock(): ...\ngood.py\n    def fine(): ...")
    settings, notes, paths = IndexSettings(), Notes(), IndexPaths(tmp_path / "index")
    with IndexWriter.open(paths, free_floor_bytes=0) as writer:
        report = index(
            FolderSource(root, settings),
            settings=settings,
            writer=writer,
            embedder=None,
            progress=notes,
            tool_version="test",
            readers=DiesOfOneFile,
        )

    with IndexReader.open(paths) as reader, reader.pin() as snapshot:
        found = snapshot.text.search("body", ["tick"], 5, EVERYTHING)
        rows = snapshot.connection.execute(
            "SELECT path, status, reason FROM file_metadata ORDER BY path"
        ).fetchall()

    assert report.failed == 1
    assert notes.said == ["bomb.py: the parser died of signal 11"]
    assert len(found) == 1
    assert rows == [(b"bomb.py", "crash", "the parser died of signal 11"), (b"good.py", "parsed", None)]


class Dies(ThisProcess):
    """The parser of every file dies; how, a test may choose."""

    status = ParseStatus.CRASH
    read: ClassVar[list[bytes]] = []

    def map(
        self, tasks: Iterable[FileTask], size_of: Callable[[FileTask], int]
    ) -> Iterator[tuple[FileTask, FileResult | Failure]]:
        for task in tasks:
            if task.given_up is None:
                self.read.append(task.file.path)
                yield task, Failure(self.status, "it died")
            else:
                yield task, read_facts(task)


@pytest.mark.parametrize("status", [ParseStatus.TIMEOUT, ParseStatus.MEMORY, ParseStatus.CRASH])
def test_a_file_that_died_under_a_limit_is_tried_once_more_when_that_limit_grew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, status: ParseStatus
) -> None:
    root = draw(tmp_path / "shop", "bomb.py\n    def tick_tock(): ...")
    monkeypatch.setattr(Dies, "status", status)
    now = IndexSettings()
    of_time = replace(now, file_timeout_s=now.file_timeout_s * 2)
    of_memory = replace(now, worker_memory_bytes=now.worker_memory_bytes * 2)
    without_limit = replace(of_time, worker_memory_bytes=0)

    def reads(settings: IndexSettings) -> int:
        monkeypatch.setattr(Dies, "read", [])
        with IndexWriter.open(IndexPaths(tmp_path / "index"), free_floor_bytes=0) as writer:
            index(
                FolderSource(root, settings),
                settings=settings,
                writer=writer,
                embedder=None,
                progress=Notes(),
                tool_version="test",
                readers=Dies,
            )
        return len(Dies.read)

    assert reads(now) == 1
    assert reads(now) == 0
    more, other = (of_time, of_memory) if status is ParseStatus.TIMEOUT else (of_memory, of_time)
    assert reads(other) == 0
    assert reads(more) == 1
    assert reads(more) == 0
    assert reads(now) == 0  # less than what it died of says nothing new
    assert reads(without_limit) == (status is not ParseStatus.TIMEOUT)


def test_a_file_that_was_read_is_not_read_again_when_a_limit_grew(
    tmp_path: Path,
) -> None:
    root = draw(tmp_path / "shop", "good.py\n    def fine(): ...")
    assert index_folder(root, tmp_path / "index").added == 1

    report = index_folder(
        root, tmp_path / "index", settings=IndexSettings(file_timeout_s=60.0, worker_memory_bytes=0)
    )

    assert (report.modified, report.unchanged) == (0, 1)


def test_a_file_that_the_disk_gave_back_is_indexed_by_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = draw(tmp_path / "shop", "a.py\n    def found(): ...\nb.py\n    def fine(): ...")
    read, broken = os.read, os.stat(root / "a.py").st_ino

    def fails(fd: int, size: int) -> bytes:
        if os.fstat(fd).st_ino == broken:
            raise OSError(errno.EIO, "Input/output error")
        return read(fd, size)

    with monkeypatch.context() as patch:
        patch.setattr(os, "read", fails)
        assert index_folder(root, tmp_path / "index").skipped == 1
        again = index_folder(root, tmp_path / "index")
        assert (again.published, again.modified, again.skipped) == (False, 0, 1)

    report = index_folder(root, tmp_path / "index")

    assert (report.modified, report.skipped, report.files) == (1, 0, 2)
