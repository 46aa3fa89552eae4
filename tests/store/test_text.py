"""The text store: what is found, what is filtered before the top k, and what a freeze protects."""

import os
from pathlib import Path
from typing import Any

import pytest
from triptych_indexer.errors import StoreDamaged, StoreError
from triptych_indexer.model import KIND_BIT, NodeKind
from triptych_indexer.store import text as store
from triptych_indexer.store.filters import EVERYTHING, ChunkFilter
from triptych_indexer.store.text import (
    TextRow,
    TextSnapshot,
    TextWriter,
    deleted_share,
    freeze,
    thaw,
)

FUNCTION, CLASS = KIND_BIT[NodeKind.FUNCTION], KIND_BIT[NodeKind.CLASS]


def row(chunk_id: int, body: str, **changed: Any) -> TextRow:
    plain = TextRow(chunk_id, chunk_id * 7, 1, "python", "code", FUNCTION, "", "", "", "", "", body)
    return plain._replace(**changed)


def written(live: Path, *rows: TextRow) -> TextSnapshot:
    writer = TextWriter(live)
    writer.add(rows)
    writer.commit()
    return writer.reader()


def ids(found: list[tuple[int, float]]) -> list[int]:
    return [chunk_id for chunk_id, _ in found]


def test_the_rarer_term_ranks_higher(tmp_path: Path) -> None:
    text = written(tmp_path / "live", row(1, "get user"), row(2, "get order"), row(3, "get order total"))

    assert ids(text.search("body", ["get", "user"], 10, EVERYTHING))[0] == 1


def test_a_field_is_searched_alone(tmp_path: Path) -> None:
    text = written(tmp_path / "live", row(1, "save", name="load"), row(2, "load", name="save"))

    assert ids(text.search("name", ["save"], 10, EVERYTHING)) == [2]
    assert ids(text.search("body", ["save"], 10, EVERYTHING)) == [1]


def test_search_all_wants_every_term(tmp_path: Path) -> None:
    text = written(tmp_path / "live", row(1, "open file"), row(2, "open door"), row(3, "door file"))

    assert ids(text.search_all("body", ["open", "file"], 10, EVERYTHING)) == [1]


def test_filters_hold_before_the_top_k_and_leave_the_score_alone(tmp_path: Path) -> None:
    text = written(
        tmp_path / "live",
        *(row(number, "x x x", file_id=1) for number in range(1, 50)),
        row(50, "x and much else", file_id=2, language="go", kinds=CLASS, content="docs"),
    )
    free = dict(text.search("body", ["x"], 100, EVERYTHING))
    narrow = [
        ChunkFilter(languages=frozenset(["go"])),
        ChunkFilter(not_languages=frozenset(["python"])),
        ChunkFilter(contents=frozenset(["docs"])),
        ChunkFilter(kinds=CLASS),
        ChunkFilter(not_kinds=FUNCTION),
        ChunkFilter(file_ids=frozenset([2])),
        ChunkFilter(not_file_ids=frozenset([1])),
        ChunkFilter(file_ids=frozenset([1, 2]), not_file_ids=frozenset([1])),
    ]

    for where in narrow:
        found = text.search("body", ["x"], 1, where)
        assert ids(found) == [50], where
        assert found[0][1] == pytest.approx(free[50])
        assert text.count("body", ["x"], where) == 1


@pytest.mark.parametrize("wanted", [range(2), range(40), range(39, 200)])
def test_a_filter_of_many_files_leaves_what_one_of_few_would(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wanted: range
) -> None:
    words = [" ".join(["x"] * (number * 7 % 31) + ["y"] * 5) for number in range(200)]
    text = written(
        tmp_path / "live",
        *(row(number, words[number], file_id=number, language="pg"[number % 2]) for number in range(200)),
    )
    filters = [
        ChunkFilter(file_ids=frozenset(wanted)),
        ChunkFilter(not_file_ids=frozenset(wanted)),
        ChunkFilter(file_ids=frozenset(wanted), not_file_ids=frozenset(range(0, 200, 3))),
        ChunkFilter(file_ids=frozenset(wanted), languages=frozenset("g")),
    ]
    as_few = [text.search("body", ["x"], 5, where) for where in filters]

    monkeypatch.setattr(store, "MANY_FILES", 1)
    as_many = [text.search("body", ["x"], 5, where) for where in filters]

    assert as_many == as_few
    assert any(as_few)


def test_the_empty_set_of_files_allows_none(tmp_path: Path) -> None:
    text = written(tmp_path / "live", row(1, "x"))

    assert text.search("body", ["x"], 5, ChunkFilter(file_ids=frozenset())) == []
    assert text.count("body", ["x"], ChunkFilter(file_ids=frozenset())) == 0


def test_a_chunk_of_two_kinds_is_found_by_either_and_refused_by_either(tmp_path: Path) -> None:
    text = written(tmp_path / "live", row(1, "x", kinds=FUNCTION | CLASS))

    assert text.search("body", ["x"], 5, ChunkFilter(kinds=CLASS)) != []
    assert text.search("body", ["x"], 5, ChunkFilter(not_kinds=CLASS)) == []


@pytest.mark.parametrize(
    "term", ["(" * 10_000, "a AND b", '"', "[a TO *]", "*", "\x00", "x" * 100_000, "/.*/"]
)
def test_what_a_person_types_is_a_term_and_never_a_program(tmp_path: Path, term: str) -> None:
    text = written(tmp_path / "live", row(1, "x"))

    assert text.search("body", [term], 5, EVERYTHING) == []


def test_an_unknown_field_is_refused(tmp_path: Path) -> None:
    text = written(tmp_path / "live", row(1, "x"))

    with pytest.raises(StoreError, match="nobody"):
        text.search("nobody", ["x"], 5, EVERYTHING)


def test_a_deleted_chunk_is_gone(tmp_path: Path) -> None:
    written(tmp_path / "live", row(1, "x"), row(2, "x"), row(3, "x"))
    writer = TextWriter(tmp_path / "live")

    writer.delete([1, 3])
    writer.commit()

    assert sorted(writer.reader().rows()) == [(2, 14)]
    assert deleted_share(tmp_path / "live") == pytest.approx(2 / 3)


def test_a_frozen_commit_does_not_see_what_the_writer_does_next(tmp_path: Path) -> None:
    live, frozen = tmp_path / "live", tmp_path / "gen-000001"
    written(live, row(1, "x"), row(2, "x"))
    freeze(live, frozen)
    writer = TextWriter(live)
    writer.clear()
    writer.add([row(9, "x")])
    writer.commit()

    assert sorted(TextSnapshot.open(frozen).rows()) == [(1, 7), (2, 14)]


def test_a_thawed_commit_can_be_written_and_leaves_the_frozen_one_alone(tmp_path: Path) -> None:
    live, frozen = tmp_path / "live", tmp_path / "gen-000001"
    written(live, row(1, "x"))
    freeze(live, frozen)

    thaw(frozen, tmp_path / "again")
    writer = TextWriter(tmp_path / "again")
    writer.delete([1])
    writer.add([row(2, "x")])
    writer.commit()

    assert [chunk_id for chunk_id, _ in writer.reader().rows()] == [2]
    assert [chunk_id for chunk_id, _ in TextSnapshot.open(frozen).rows()] == [1]


def test_opening_a_frozen_commit_changes_nothing_in_its_folder(tmp_path: Path) -> None:
    live, frozen = tmp_path / "live", tmp_path / "gen-000001"
    written(live, row(1, "x"))
    freeze(live, frozen)

    def state() -> dict[str, tuple[int, int, int]]:
        found = {entry.name: entry.stat() for entry in os.scandir(frozen)} | {".": frozen.stat()}
        return {name: (stat.st_ino, stat.st_size, stat.st_mtime_ns) for name, stat in found.items()}

    before = state()
    TextSnapshot.open(frozen).search("body", ["x"], 5, EVERYTHING)

    assert state() == before


def test_a_commit_without_its_files_is_damaged_not_empty(tmp_path: Path) -> None:
    live, frozen = tmp_path / "live", tmp_path / "gen-000001"
    written(live, row(1, "x"))
    freeze(live, frozen)
    for entry in frozen.glob("*.term"):
        entry.unlink()

    with pytest.raises(StoreDamaged):
        TextSnapshot.open(frozen).search("body", ["x"], 5, EVERYTHING)
