"""A repository may bring a `.triptych` of its own along: it must not lead out of its folder."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from support.small_index import index, numbered, open_writer
from triptych_indexer.errors import StoreError
from triptych_indexer.store.doctor import Level, examine
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader


@pytest.fixture
def precious(tmp_path: Path) -> Path:
    """A folder of the user's that looks like what an index tidies away."""
    place = tmp_path / "home"
    (place / "gen-000001").mkdir(parents=True)
    (place / "gen-000001" / "letter.txt").write_text("dear")
    (place / "letter.txt").write_text("dear")
    return place


def require_untouched(precious: Path) -> None:
    assert (precious / "letter.txt").read_text() == "dear"
    assert (precious / "gen-000001" / "letter.txt").read_text() == "dear"
    assert sorted(os.listdir(precious)) == ["gen-000001", "letter.txt"]


def as_root(root: Path, precious: Path) -> None:
    root.symlink_to(precious)


def as_tables(root: Path, precious: Path) -> None:
    open_writer(root).close()
    (root / "lance").symlink_to(precious)


def as_layout(root: Path, precious: Path) -> None:
    open_writer(root).close()
    (root / "tantivy").mkdir()
    (root / "tantivy" / "s1").symlink_to(precious)


def as_file(root: Path, precious: Path) -> None:
    open_writer(root).close()
    (root / "stage").symlink_to(precious / "letter.txt")


@pytest.mark.parametrize("plant", [as_root, as_tables, as_layout, as_file])
def test_an_index_that_is_a_link_or_holds_one_is_refused(
    tmp_path: Path, precious: Path, plant: Callable[[Path, Path], None]
) -> None:
    plant(tmp_path / "i", precious)

    with pytest.raises(StoreError, match="symbolic link"):
        open_writer(tmp_path / "i")
    require_untouched(precious)


def test_a_location_that_leads_out_of_the_index_is_damage(tmp_path: Path, precious: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, numbered(2))
        writer.connection.execute(
            "UPDATE rag_store_state SET location = '../home/gen-000001' WHERE store = 'tantivy'"
        )

    with pytest.raises(StoreError, match="no place inside an index"):
        open_writer(tmp_path / "i")
    with (
        IndexReader.open(IndexPaths(tmp_path / "i")) as reader,
        pytest.raises(StoreError, match="no place inside an index"),
        reader.pin(),
    ):
        raise AssertionError("a reader must not follow it")
    assert examine(IndexPaths(tmp_path / "i")).level is Level.BROKEN
    require_untouched(precious)
