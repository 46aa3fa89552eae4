"""The way to sentence-transformers, walked with a stand-in for the library: its real models are not run here."""

import sys
from pathlib import Path

import numpy as np
import pytest
from triptych_indexer.embed import transformers
from triptych_indexer.embed.choose import open_embedder
from triptych_indexer.embed.static import StaticEmbedder
from triptych_indexer.embed.transformers import SentenceTransformersEmbedder
from triptych_indexer.errors import EmbedderError

STAND_IN = '''
import numpy as np


class SentenceTransformer:
    """Counts letters; it takes and gives what the library's class does."""

    def __init__(self, name, *, device, trust_remote_code, local_files_only, model_kwargs):
        if name.endswith("broken"):
            raise OSError("no file named model.safetensors")
        self.given = (name, device, trust_remote_code, local_files_only, model_kwargs)

    def get_sentence_embedding_dimension(self):
        return 3

    def encode(self, sentences, *, batch_size, normalize_embeddings, show_progress_bar):
        if not sentences:
            return np.array([])
        counts = np.array([[text.count(letter) + 1.0 for letter in "abc"] for text in sentences])
        if "wide" in self.given[0]:
            counts = np.hstack([counts, counts])
        return counts / np.linalg.norm(counts, axis=1, keepdims=True)
'''


@pytest.fixture
def library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the stand-in where the library would be imported from."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sentence_transformers.py").write_text(STAND_IN)
    monkeypatch.delitem(sys.modules, "sentence_transformers", raising=False)
    monkeypatch.syspath_prepend(str(tmp_path / "site"))
    monkeypatch.setitem(sys.modules, "sentence_transformers", __import__("sentence_transformers"))


@pytest.fixture
def model(tmp_path: Path) -> Path:
    folder = tmp_path / "small-model"
    (folder / "1_Pooling").mkdir(parents=True)
    (folder / "config.json").write_text("{}")
    (folder / "1_Pooling" / "config.json").write_text('{"pooling_mode_mean_tokens": true}')
    (folder / "model-00001-of-00002.safetensors").write_bytes(b"weights")
    return folder


def test_static_and_none_are_names_of_their_own() -> None:
    assert isinstance(open_embedder("static"), StaticEmbedder)
    assert open_embedder("none") is None


def test_without_the_extra_the_error_names_the_command_that_mends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transformers, "find_spec", lambda name: None)

    with pytest.raises(EmbedderError, match=r"pip install 'triptych\[transformers\]'"):
        open_embedder("some/model")


@pytest.mark.usefixtures("library")
def test_passages_keep_their_order_and_empty_ones_are_zeros(model: Path) -> None:
    embedder = SentenceTransformersEmbedder(str(model))
    vectors = embedder.embed(["aaa", " ", "ccc"])

    assert (vectors.shape, vectors.dtype) == ((3, 3), np.dtype(np.float32))
    assert not vectors[1].any()
    assert np.array_equal(vectors[2], embedder.embed_query("ccc"))


@pytest.mark.usefixtures("library")
def test_a_folder_is_read_offline_and_no_code_of_a_model_runs(model: Path) -> None:
    _, device, remote_code, offline, weights = SentenceTransformersEmbedder(str(model))._model.given

    assert (device, remote_code, offline, weights) == ("cpu", False, True, {"use_safetensors": True})


@pytest.mark.usefixtures("library")
def test_a_model_that_cannot_be_loaded_is_an_embedder_error() -> None:
    with pytest.raises(EmbedderError, match="'some/broken' cannot be loaded"):
        SentenceTransformersEmbedder("some/broken").embed(["text"])


@pytest.mark.usefixtures("library")
def test_vectors_of_another_width_than_promised_are_an_embedder_error() -> None:
    with pytest.raises(EmbedderError, match=r"'some/wide' gave \(1, 6\).*promises 3 dimensions"):
        SentenceTransformersEmbedder("some/wide").embed(["text"])


@pytest.mark.usefixtures("library")
def test_no_passages_give_no_vectors(model: Path) -> None:
    assert SentenceTransformersEmbedder(str(model)).embed([]).shape == (0, 3)


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("name", ["config.json", "1_Pooling/config.json", "model-00001-of-00002.safetensors"])
def test_any_file_that_decides_a_vector_changes_the_fingerprint(model: Path, name: str) -> None:
    before = SentenceTransformersEmbedder(str(model)).fingerprint
    with (model / name).open("ab") as file:
        file.write(b" ")

    assert SentenceTransformersEmbedder(str(model)).fingerprint != before


@pytest.mark.usefixtures("library")
def test_a_model_moved_to_another_place_keeps_its_fingerprint(model: Path, tmp_path: Path) -> None:
    before = SentenceTransformersEmbedder(str(model)).fingerprint
    (tmp_path / "elsewhere").mkdir()
    moved = model.rename(tmp_path / "elsewhere" / model.name)

    assert SentenceTransformersEmbedder(str(moved)).fingerprint == before
