"""The vector store: exact neighbours, filters before the top k, and versions that live as long as they are wanted."""

from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from triptych_indexer.errors import StoreDamaged, StoreError
from triptych_indexer.store import vectors as store
from triptych_indexer.store.filters import EVERYTHING, ChunkFilter
from triptych_indexer.store.vectors import (
    COMPACT_FRAGMENTS,
    HELD_AFTER,
    INDEX_ROWS,
    VectorRows,
    VectorSnapshot,
    VectorTable,
    require_unit_vectors,
)

D = 16


def units(count: int, seed: int = 0) -> NDArray[np.float32]:
    vectors = np.random.default_rng(seed).normal(size=(count, D)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    return vectors


def rows(
    chunk_ids: Iterable[int], vectors: NDArray[np.float32], file_id: int = 1, kinds: int = 2
) -> VectorRows:
    ids = list(chunk_ids)
    count = len(ids)
    marks = [number * 7 for number in ids]
    plain = (["python"] * count, ["code"] * count, [kinds] * count)
    return VectorRows(ids, marks, [file_id] * count, *plain, vectors.astype(np.float16))


def made(folder: Path, *batches: VectorRows) -> VectorTable:
    table = VectorTable(folder, D)
    table.replace(batches)
    return table


def ids(found: list[tuple[int, float]]) -> list[int]:
    return [chunk_id for chunk_id, _ in found]


@pytest.fixture(params=["by LanceDB", "in memory"])
def both_ways(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask LanceDB, and then the same of what is held in memory."""
    monkeypatch.setattr(store, "HELD_AFTER", 0 if request.param == "in memory" else -1)


@pytest.mark.usefixtures("both_ways")
def test_the_nearest_come_first_with_their_cosine(tmp_path: Path) -> None:
    vectors = units(200)
    table = made(tmp_path / "m", rows(range(100), vectors[:100]), rows(range(100, 200), vectors[100:]))
    query = units(1, seed=9)[0]

    found = table.snapshot().nearest(query, 10, EVERYTHING)

    cosines = vectors @ query
    assert ids(found) == list(np.argsort(-cosines)[:10])
    assert [score for _, score in found] == pytest.approx(sorted(cosines)[::-1][:10], abs=2e-3)


@pytest.mark.usefixtures("both_ways")
def test_an_empty_text_is_near_to_nothing(tmp_path: Path) -> None:
    vectors = units(3)
    vectors[1] = 0
    found = made(tmp_path / "m", rows([1, 2, 3], vectors)).snapshot().nearest(vectors[0], 3, EVERYTHING)

    assert sorted(ids(found)) == [1, 3]


@pytest.mark.usefixtures("both_ways")
def test_filters_hold_before_the_top_k(tmp_path: Path) -> None:
    vectors = units(100)
    near = rows(range(99), vectors[:99])
    far = rows([99], -vectors[:1], file_id=2, kinds=4)
    far = far._replace(languages=["c'); DROP"], contents=["docs"])
    snapshot = made(tmp_path / "m", near, far).snapshot()
    narrow = [
        ChunkFilter(languages=frozenset(["c'); DROP"])),
        ChunkFilter(not_languages=frozenset(["python"])),
        ChunkFilter(contents=frozenset(["docs"])),
        ChunkFilter(kinds=4),
        ChunkFilter(not_kinds=2),
        ChunkFilter(file_ids=frozenset([2])),
        ChunkFilter(not_file_ids=frozenset([1])),
        ChunkFilter(file_ids=frozenset([1, 2]), not_file_ids=frozenset([1])),
    ]

    for where in narrow:
        assert ids(snapshot.nearest(vectors[0], 1, where)) == [99], where


def test_what_is_held_in_memory_answers_as_lancedb_did(tmp_path: Path) -> None:
    vectors = units(2_000)
    vectors[100:200] = vectors[:100]  # equal ones stand in the order of their ids, also at the cut
    vectors[7] = 0
    snapshot = made(
        tmp_path / "m", rows(range(1_000), vectors[:1_000]), rows(range(1_000, 2_000), vectors[1_000:], 2)
    ).snapshot()
    asked = [
        (query, where)
        for query in units(4, seed=3)
        for where in (EVERYTHING, ChunkFilter(file_ids=frozenset([2])))
    ]

    at_first = [snapshot.nearest(query, 25, where) for query, where in asked]
    assert len(asked) == HELD_AFTER
    later = [snapshot.nearest(query, 25, where) for query, where in asked]

    assert snapshot.is_held
    assert later == at_first


def test_more_vectors_than_memory_is_worth_are_left_to_lancedb(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vectors = units(3)
    snapshot = made(tmp_path / "m", rows([1, 2, 3], vectors)).snapshot()
    monkeypatch.setattr(store, "HELD_AFTER", 0)
    monkeypatch.setattr(store, "HELD_BYTES", 3 * D * 4 - 1)

    assert ids(snapshot.nearest(vectors[1], 1, EVERYTHING)) == [2]
    assert not snapshot.is_held


@pytest.mark.usefixtures("both_ways")
def test_the_empty_set_of_files_allows_none(tmp_path: Path) -> None:
    snapshot = made(tmp_path / "m", rows([1], units(1))).snapshot()

    assert snapshot.nearest(units(1)[0], 5, ChunkFilter(file_ids=frozenset())) == []


@pytest.mark.usefixtures("both_ways")
def test_a_held_version_does_not_see_what_the_writer_does_next(tmp_path: Path) -> None:
    table = made(tmp_path / "m", rows([1, 2], units(2)))
    held = VectorSnapshot.open(tmp_path / "m", table.version)

    table.delete([1])
    table.add([rows([3], units(1))])

    assert sorted(held.digest_rows()) == [(1, 7), (2, 14)]
    assert sorted(table.snapshot().digest_rows()) == [(2, 14), (3, 21)]


def test_restore_forgets_what_was_never_published(tmp_path: Path) -> None:
    table = made(tmp_path / "m", rows([1, 2], units(2)))
    published = table.version
    table.delete([1])

    again = VectorTable(tmp_path / "m", D)

    assert again.restore(published)
    assert sorted(again.snapshot().digest_rows()) == [(1, 7), (2, 14)]


def test_cleaning_spares_every_version_from_the_oldest_kept_on(tmp_path: Path) -> None:
    table = made(tmp_path / "m", rows([0], units(1)))
    versions = []
    for number in range(1, COMPACT_FRAGMENTS + 2):
        table.add([rows([number], units(1, seed=number))])
        table.tag(f"gen-{number}")
        versions.append(table.version)
    for number in range(1, COMPACT_FRAGMENTS - 1):
        table.untag(f"gen-{number}")

    table.tend(versions[-3:])

    for back in (3, 2, 1):
        held = VectorSnapshot.open(tmp_path / "m", versions[-back])
        assert held.rows == COMPACT_FRAGMENTS + 3 - back
    assert table.snapshot().rows == COMPACT_FRAGMENTS + 2


def test_replacing_all_rows_keeps_older_versions_readable(tmp_path: Path) -> None:
    table = made(tmp_path / "m", rows([1, 2], units(2)))
    before = table.version
    table.tag("gen-1")

    table.replace([rows([7], units(1))])

    assert VectorSnapshot.open(tmp_path / "m", before).rows == 2
    assert sorted(table.snapshot().digest_rows()) == [(7, 49)]


@pytest.mark.usefixtures("both_ways")
def test_an_index_finds_what_a_scan_finds(tmp_path: Path) -> None:
    centres = units(64)
    noise = np.random.default_rng(1).normal(size=(INDEX_ROWS, D)).astype(np.float32) * 0.1
    vectors = centres[np.arange(INDEX_ROWS) % 64] + noise
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    table = made(tmp_path / "m", rows(range(INDEX_ROWS), vectors))

    table.tend([])

    assert table.index_kind() == "ivf_sq"
    found = 0
    for query in vectors[:20]:
        exact = set(np.argsort(-(vectors.astype(np.float16).astype(np.float32) @ query))[:10])
        found += len(exact & set(ids(table.snapshot().nearest(query, 10, EVERYTHING))))
    assert found >= 190


@pytest.mark.usefixtures("both_ways")
def test_a_vector_of_another_model_is_refused(tmp_path: Path) -> None:
    snapshot = made(tmp_path / "m", rows([1], units(1))).snapshot()

    with pytest.raises(StoreError, match="8 dimensions"):
        snapshot.nearest(np.ones(8, dtype=np.float32), 1, EVERYTHING)


def test_a_missing_version_is_damage_not_an_empty_answer(tmp_path: Path) -> None:
    made(tmp_path / "m", rows([1], units(1)))

    with pytest.raises(StoreDamaged):
        VectorSnapshot.open(tmp_path / "m", 99)
    with pytest.raises(StoreDamaged):
        VectorSnapshot.open(tmp_path / "n", 1)


def test_vectors_that_break_the_embedders_promise_are_refused() -> None:
    with pytest.raises(StoreError, match="promised"):
        require_unit_vectors(units(3), 3, D + 1)
    with pytest.raises(StoreError, match="not numbers"):
        require_unit_vectors(np.full((1, D), np.nan), 1, D)
