"""A file that kills its parser keeps its words: it is read again as plain text, with the reason recorded."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from support.indexing import ThisProcess
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
