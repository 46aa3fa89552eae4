"""One generation in three stores: what a publish promises, whatever came before it."""

from collections.abc import Sequence
from pathlib import Path
from typing import ClassVar

import numpy as np
import pytest
from numpy.typing import NDArray
from support.small_index import (
    HashingEmbedder,
    changed,
    index,
    numbered,
    open_writer,
    rename,
    require_equal,
    texts_in,
)
from triptych_indexer.errors import StoreBusy, StoreMissing
from triptych_indexer.store.digest import set_digest
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.generation import Generations
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader


def test_a_published_repository_is_in_all_three_stores(tmp_path: Path) -> None:
    repository = numbered(5)
    with open_writer(tmp_path / "i") as writer:
        generation = index(writer, repository, HashingEmbedder())

    assert generation.number == 1
    with IndexReader.open(IndexPaths(tmp_path / "i")) as reader, reader.pin() as snapshot:
        require_equal(snapshot, repository)


def test_the_bytes_of_each_store_are_told(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, numbered(5), HashingEmbedder())
        told = dict(writer.connection.execute("SELECT store, bytes FROM rag_store_state"))

    assert told.keys() == {"sqlite", "lancedb", "tantivy"}
    assert all(size > 0 for size in told.values())
    assert told["sqlite"] == (tmp_path / "i" / "index.db").stat().st_size


def test_edits_additions_and_removals_reach_all_three(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    repository = numbered(30)
    with open_writer(tmp_path / "i") as writer, _reader(writer, repository, embedder) as reader:
        after = changed(repository, ["src/module_3.py", "src/new.py"], seed=9)
        del after["src/module_7.py"]

        index(writer, after, embedder)

        with reader.pin() as snapshot:
            assert snapshot.generation.number == 2
            require_equal(snapshot, after)


def _reader(writer: object, repository: dict[str, str], embedder: HashingEmbedder) -> IndexReader:
    from triptych_indexer.store.writer import IndexWriter

    assert isinstance(writer, IndexWriter)
    index(writer, repository, embedder)
    return IndexReader.open(writer.paths)


def test_a_pinned_reader_keeps_its_generation_while_others_come_and_go(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    first = numbered(6)
    with (
        open_writer(tmp_path / "i") as writer,
        _reader(writer, first, embedder) as reader,
        reader.pin() as held,
    ):
        latest = first
        for seed in range(1, 6):
            latest = changed(first, ["src/module_1.py"], seed)
            index(writer, latest, embedder)

        require_equal(held, first)
        with reader.pin() as newest:
            require_equal(newest, latest)


def test_all_three_stores_give_the_digest_that_was_published(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    repository = numbered(40)
    with open_writer(tmp_path / "i") as writer, _reader(writer, repository, embedder) as reader:
        index(writer, changed(repository, ["src/module_1.py"], 4), embedder)
        with reader.pin() as snapshot:
            digest = snapshot.generation.set_digest
            assert snapshot.vectors is not None

            assert set_digest(snapshot.text.rows()) == digest
            assert set_digest(snapshot.vectors.digest_rows()) == digest


def test_nothing_changed_makes_no_generation(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    with open_writer(tmp_path / "i") as writer:
        first = index(writer, numbered(3), embedder)
        seen = embedder.seen

        assert index(writer, numbered(3), embedder) == first
        assert embedder.seen == seen


def test_an_edit_embeds_header_and_text_of_what_is_new_and_nothing_else(tmp_path: Path) -> None:
    class Listening(HashingEmbedder):
        heard: ClassVar[list[str]] = []

        def embed(self, passages: Sequence[str]) -> NDArray[np.float32]:
            self.heard.extend(passages)
            return super().embed(passages)

    text = "a\nb\nc\nd\n"
    with open_writer(tmp_path / "i") as writer:
        index(writer, {"a.py": text}, Listening())
        Listening.heard.clear()

        index(writer, {"a.py": "first\nline\n" + text.replace("c", "x")}, Listening())

    assert Listening.heard == ["a.py\nfirst\nline\n", "a.py\nx\nd\n"]


def test_a_renamed_file_keeps_its_id(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i") as writer:
        index(writer, {"a.py": "one\ntwo\n", "b.py": "three\n"})
        known = writer.known_files()[b"a.py"]
        writer.begin(root="r", revision=None, settings_digest="s", tool_version="t")
        rename(known, "c.py", "one\ntwo\n", writer)
        writer.publish(None)

        assert writer.known_files()[b"c.py"].id == known.id
        with IndexReader.open(writer.paths) as reader, reader.pin() as snapshot:
            require_equal(snapshot, {"c.py": "one\ntwo\n", "b.py": "three\n"}, vectors=False)


def test_an_unchanged_chunk_keeps_its_id_and_is_not_embedded_again(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    text = "a\nb\nc\nd\ne\nf\n"
    with open_writer(tmp_path / "i") as writer, _reader(writer, {"a.py": text}, embedder) as reader:
        with reader.pin() as snapshot:
            before = {value: key for key, value in texts_in(snapshot).items()}
        seen = embedder.seen

        index(writer, {"a.py": text.replace("c", "x")}, embedder)

        with reader.pin() as snapshot:
            after = {value: key for key, value in texts_in(snapshot).items()}
        assert embedder.seen == seen + 1
        assert after[("a.py", "a\nb\n")] == before[("a.py", "a\nb\n")]
        assert after[("a.py", "x\nd\n")] not in before.values()


def test_without_an_embedder_there_are_no_vectors_and_a_later_run_embeds_all(tmp_path: Path) -> None:
    repository = numbered(4)
    with open_writer(tmp_path / "i") as writer, IndexReader(writer.paths) as reader:
        index(writer, repository)
        with reader.pin() as snapshot:
            assert snapshot.vectors is None
            assert snapshot.generation.model_fingerprint is None

        index(writer, repository, HashingEmbedder())

        with reader.pin() as snapshot:
            assert snapshot.generation.number == 2
            require_equal(snapshot, repository)


def test_another_model_gets_a_table_of_its_own_and_the_old_one_goes_when_unneeded(tmp_path: Path) -> None:
    repository = numbered(4)
    one, two = HashingEmbedder("one"), HashingEmbedder("two", dimensions=8)
    with open_writer(tmp_path / "i") as writer, _reader(writer, repository, one) as reader:
        index(writer, repository, two)
        with reader.pin() as snapshot:
            require_equal(snapshot, repository)
            assert snapshot.generation.model_fingerprint == "two"
        assert writer.paths.vectors("one").exists()

        for seed in (1, 2):
            index(writer, changed(repository, ["x.py"], seed), two)

        assert not writer.paths.vectors("one").exists()


def test_going_back_to_a_model_takes_its_vectors_from_the_cache(tmp_path: Path) -> None:
    repository = numbered(4)
    one, two = HashingEmbedder("one"), HashingEmbedder("two")
    with open_writer(tmp_path / "i") as writer, _reader(writer, repository, one) as reader:
        index(writer, repository, two)
        seen = one.seen

        index(writer, repository, one)

        assert one.seen == seen
        with reader.pin() as snapshot:
            require_equal(snapshot, repository)


def test_two_generations_are_kept_and_older_ones_go(tmp_path: Path) -> None:
    embedder = HashingEmbedder()
    with open_writer(tmp_path / "i") as writer:
        for seed in range(5):
            index(writer, changed(numbered(3), ["a.py"], seed), embedder)

        assert Generations(writer.connection).numbers() == [4, 5]
        schema = next(writer.paths.tantivy.iterdir())
        assert sorted(entry.name for entry in schema.iterdir()) == ["gen-000004", "gen-000005", "live"]


def test_a_second_writer_is_told_who_is_writing(tmp_path: Path) -> None:
    with open_writer(tmp_path / "i"), pytest.raises(StoreBusy, match=r"process \d+ since"):
        open_writer(tmp_path / "i")


def test_reading_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(StoreMissing):
        IndexReader.open(IndexPaths(tmp_path / "i"))

    assert list(tmp_path.iterdir()) == []


def test_an_index_in_which_nothing_was_published_is_missing_not_empty(tmp_path: Path) -> None:
    open_writer(tmp_path / "i").close()

    with (
        IndexReader.open(IndexPaths(tmp_path / "i")) as reader,
        pytest.raises(StoreMissing),
        reader.pin(),
    ):
        raise AssertionError("there is nothing to pin")


def test_a_failed_run_leaves_the_served_generation_and_the_next_run_works(tmp_path: Path) -> None:
    class Broken(HashingEmbedder):
        def embed(self, passages):  # type: ignore[no-untyped-def]
            raise RuntimeError("out of memory")

    repository = numbered(4)
    with open_writer(tmp_path / "i") as writer, _reader(writer, repository, HashingEmbedder()) as reader:
        with pytest.raises(RuntimeError, match="out of memory"):
            index(writer, changed(repository, ["x.py"], 1), Broken())
        with reader.pin() as snapshot:
            require_equal(snapshot, repository)
        status = "SELECT status FROM ast_parsing_sessions ORDER BY id DESC LIMIT 1"
        assert writer.connection.execute(status).fetchone() == ("failed",)

        index(writer, changed(repository, ["x.py"], 1), HashingEmbedder())

        with reader.pin() as snapshot:
            require_equal(snapshot, changed(repository, ["x.py"], 1))


def test_the_text_index_is_made_anew_from_sqlite_alone(tmp_path: Path) -> None:
    from triptych_indexer.store.projections import all_text, staged_text
    from triptych_indexer.store.text import TextRow

    repository = numbered(6)
    with open_writer(tmp_path / "i") as writer:
        staged: list[TextRow] = []
        writer.begin(root="r", revision=None, settings_digest="s", tool_version="t")
        from support.small_index import facts_of, source_file

        for path, text in repository.items():
            writer.stage(source_file(path, text), facts_of(path, text), None, "f")
        staged.extend(staged_text(writer._stage().new_chunks()))
        writer.publish(None)

        again = list(all_text(writer.connection))

    assert [row._replace(documentation="") for row in again] == staged


def test_a_word_is_found_by_its_neighbours_in_meaning(tmp_path: Path) -> None:
    embedder = HashingEmbedder(dimensions=64)
    repository = {"a.py": "open the door\n", "b.py": "close a window\n"}
    with (
        open_writer(tmp_path / "i") as writer,
        _reader(writer, repository, embedder) as reader,
        reader.pin() as snapshot,
    ):
        assert snapshot.vectors is not None
        best, _ = snapshot.vectors.nearest(embedder.embed_query("open door"), 1, EVERYTHING)[0]

        assert texts_in(snapshot)[best][0] == "a.py"


def test_many_small_publishes_do_not_pile_up_on_the_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from triptych_indexer.store import vectors

    monkeypatch.setattr(vectors, "COMPACT_VERSIONS", 12)
    monkeypatch.setattr(vectors, "SPARED_S", 0.1)
    embedder = HashingEmbedder()
    with open_writer(tmp_path / "i") as writer, _reader(writer, numbered(3), embedder) as reader:
        counts = []
        for seed in range(30):
            latest = changed(numbered(3), ["a.py"], seed)
            index(writer, latest, embedder)
            counts.append(sum(1 for _ in writer.paths.lance.rglob("*")))
        with reader.pin() as snapshot:
            require_equal(snapshot, latest)

    assert max(counts[15:]) <= 1.3 * max(counts[:15])
