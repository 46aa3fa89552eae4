"""Terms of a run's new chunks, from their file to the text index: the one thing of a run that SQLite never needs.

They wait in a file beside the index, one frame a source file, written and read once from end to end. Nothing is synced:
it is lost with the run in any case. `marshal` is as quick as copying, and its bytes go back to the same process.
"""

import marshal
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Final, NamedTuple

_SIZE_BYTES: Final = 8


class StagedChunk(NamedTuple):
    """What Tantivy wants to know of a new chunk, besides what it shares with all chunks of its file."""

    id: int
    chunk_key: bytes
    kinds: int
    """A mask of `KIND_BIT`."""
    name_terms: str
    qualified_name_terms: str
    signature_terms: str
    documentation_terms: str
    body_terms: str


class StagedFile(NamedTuple):
    """A file with chunks that Tantivy does not hold yet."""

    id: int
    path: bytes
    language: str
    """Empty when the file has none."""
    content: str
    chunks: list[StagedChunk]


class Scratch:
    """The waiting room of one run."""

    def __init__(self, path: Path) -> None:
        """Make the file; one that a killed run left is replaced."""
        self._path = path
        path.unlink(missing_ok=True)
        self._file = path.open("xb+")  # not through a link that somebody laid there

    def put(self, file: StagedFile) -> None:
        frame = marshal.dumps((*file[:4], list(map(tuple, file.chunks))))
        self._file.write(len(frame).to_bytes(_SIZE_BYTES, "little"))
        self._file.write(frame)

    def files(self, gone: Container[int]) -> Iterator[StagedFile]:
        """Yield what was put here, in that order, without the chunks that are gone again."""
        self._file.flush()
        with self._path.open("rb") as handle:
            while size := int.from_bytes(handle.read(_SIZE_BYTES), "little"):
                number, path, language, content, rows = marshal.loads(handle.read(size))
                chunks = [StagedChunk._make(row) for row in rows if row[0] not in gone]
                yield StagedFile(number, path, language, content, chunks)

    def close(self) -> None:
        """Remove the file."""
        self._path.unlink(missing_ok=True)
        self._file.close()
