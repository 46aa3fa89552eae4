"""The shipped table: what the port promises, and that words of one subject lie nearer than words of another."""

import shutil
from pathlib import Path

import numpy as np
import pytest
from triptych_indexer.embed import static
from triptych_indexer.embed.static import StaticEmbedder, digest_of
from triptych_indexer.errors import EmbedderError

TABLE = Path(static.__file__).with_name("table")

OPEN_FILE = "def open_file(path, mode):\n    with open(path, mode) as handle:\n        return handle.read()"
SEND_MAIL = (
    "def send_mail(recipient, subject, body):\n    smtp.sendmail(SENDER, recipient, message(subject, body))"
)
PASSAGES = [
    OPEN_FILE,
    "",
    SEND_MAIL,
    "naïve Größe 数据库 données",
    "frobnicateQuuxly",
    "= + ( ) ;",
    "a " * 5_000,
]


@pytest.fixture(scope="module")
def embedder() -> StaticEmbedder:
    return StaticEmbedder()


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """Return a private copy of the shipped table that a test may spoil."""
    return Path(shutil.copytree(TABLE, tmp_path / "table"))


def test_every_passage_gives_one_float32_vector(embedder: StaticEmbedder) -> None:
    vectors = embedder.embed(PASSAGES)

    assert (vectors.shape, vectors.dtype) == ((len(PASSAGES), embedder.dimensions), np.dtype(np.float32))


def test_vectors_have_unit_length_and_passages_without_words_are_zeros(embedder: StaticEmbedder) -> None:
    lengths = np.linalg.norm(embedder.embed(PASSAGES), axis=1)

    assert lengths == pytest.approx([1, 0, 1, 1, 1, 0, 1], abs=1e-5)


def test_no_passages_give_no_vectors(embedder: StaticEmbedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


def test_a_vector_depends_neither_on_its_batch_nor_on_its_place(embedder: StaticEmbedder) -> None:
    together = embedder.embed(PASSAGES)
    backwards = embedder.embed(PASSAGES[::-1])[::-1]
    alone = np.concatenate([embedder.embed([passage]) for passage in PASSAGES])

    assert np.array_equal(together, alone)
    assert np.array_equal(together, backwards)


def test_a_fresh_embedder_gives_the_same_bits_whatever_was_asked_before(embedder: StaticEmbedder) -> None:
    embedder.embed(["words another embedder never saw: zyxwvut"])

    assert np.array_equal(StaticEmbedder().embed(PASSAGES), embedder.embed(PASSAGES))


def test_a_query_is_embedded_like_a_passage(embedder: StaticEmbedder) -> None:
    assert np.array_equal(embedder.embed_query(OPEN_FILE), embedder.embed([OPEN_FILE])[0])


def test_the_order_of_words_changes_nothing(embedder: StaticEmbedder) -> None:
    assert np.array_equal(embedder.embed_query("parse the file"), embedder.embed_query("the file, parse"))


def test_case_and_compounds_change_nothing(embedder: StaticEmbedder) -> None:
    assert np.array_equal(embedder.embed_query("getUserName"), embedder.embed_query("GET_USER_NAME"))


@pytest.mark.parametrize(
    ("query", "right", "wrong"),
    [
        ("read the contents of a file", OPEN_FILE, SEND_MAIL),
        ("deliver an email message to somebody", SEND_MAIL, OPEN_FILE),
        ("remove an entry", "def delete(self, key):\n    del self._items[key]", "def area(r):\n    return pi * r ** 2"),
        (
            "wait for a while before trying again",
            "def backoff(attempt):\n    sleep(base * 2 ** attempt)",
            "def title(text):\n    return text.capitalize()",
        ),
    ],
)  # fmt: skip
def test_a_question_is_nearer_to_the_code_that_answers_it(
    embedder: StaticEmbedder, query: str, right: str, wrong: str
) -> None:
    near, far = embedder.embed([right, wrong]) @ embedder.embed_query(query)

    assert near > far


def test_an_unknown_word_is_near_to_a_misspelling_of_itself(embedder: StaticEmbedder) -> None:
    assert not {"frobnicatable", "frobnicatible"} & embedder.vocabulary.keys()
    misspelt, other = embedder.embed(["frobnicatible", "quuxlydoobar"]) @ embedder.embed_query(
        "frobnicatable"
    )

    assert misspelt > other


def test_the_shipped_digest_is_the_digest_of_the_shipped_files(embedder: StaticEmbedder) -> None:
    assert embedder.fingerprint == f"static-{digest_of(TABLE)}"


@pytest.mark.parametrize("name", ["words.txt", "rows.npy", "scales.npy"])
def test_another_table_has_another_digest(copied: Path, name: str) -> None:
    with (copied / name).open("ab") as file:
        file.write(b"\n")

    assert digest_of(copied) != digest_of(TABLE)


@pytest.mark.parametrize("name", ["words.txt", "rows.npy", "scales.npy", "digest"])
def test_a_missing_file_of_the_table_is_an_error_that_says_what_to_do(copied: Path, name: str) -> None:
    (copied / name).unlink()
    embedder = StaticEmbedder(copied)

    with pytest.raises(EmbedderError, match=rf"{name}.*reinstall triptych"):
        _ = embedder.fingerprint, embedder.embed_query("anything")


def test_a_cut_table_is_an_error_that_says_what_to_do(copied: Path) -> None:
    rows = copied / "rows.npy"
    rows.write_bytes(rows.read_bytes()[:100_000])

    with pytest.raises(EmbedderError, match=r"rows\.npy.*reinstall triptych"):
        StaticEmbedder(copied).embed_query("anything")
