"""Terms of new chunks, waiting in a file for the text index."""

from pathlib import Path

import pytest
from triptych_indexer.store.scratch import Scratch, StagedChunk, StagedFile


def staged(number: int, *chunk_ids: int) -> StagedFile:
    chunks = [
        StagedChunk(chunk_id, bytes(16), 1, "name", "", "", "", f"caf\u00e9 {chunk_id}")
        for chunk_id in chunk_ids
    ]
    return StagedFile(number, b"caf\xe9.py", "", "code", chunks)


def test_what_was_put_comes_back_in_order_and_as_often_as_asked(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "stage")
    files = [staged(1, 10, 11), staged(2), staged(3, 12)]
    for file in files:
        scratch.put(file)

    assert list(scratch.files(())) == files
    assert list(scratch.files(())) == files
    scratch.close()


def test_chunks_that_are_gone_again_are_left_out(tmp_path: Path) -> None:
    scratch = Scratch(tmp_path / "stage")
    scratch.put(staged(1, 10, 11))

    assert list(scratch.files({10})) == [staged(1, 11)]
    scratch.close()


def test_a_leftover_is_replaced_and_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "stage").write_bytes(b"of a killed run")

    scratch = Scratch(tmp_path / "stage")

    assert list(scratch.files(())) == []
    scratch.close()
    assert list(tmp_path.iterdir()) == []


def test_a_link_is_replaced_not_followed(tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("dear")
    (tmp_path / "stage").symlink_to(letter)

    Scratch(tmp_path / "stage").close()

    assert letter.read_text() == "dear"


def test_a_file_that_appears_in_between_is_not_written_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "stage").write_text("somebody's")
    monkeypatch.setattr(Path, "unlink", lambda *_args, **_named: None)

    with pytest.raises(FileExistsError):
        Scratch(tmp_path / "stage")

    assert (tmp_path / "stage").read_text() == "somebody's"
