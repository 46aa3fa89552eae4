"""Any sentence-transformers model, through the extra `transformers`: slower and better than the shipped table.

A folder is read from the disk and nothing else is asked. A hub name is the user's own word that the model may be
fetched; weights in other formats than safetensors are refused, and no code of a model is run.
"""

import hashlib
import re
from collections.abc import Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from triptych_indexer.errors import EmbedderError

if TYPE_CHECKING:
    from numpy import float32
    from numpy.typing import NDArray

BATCH: Final = 16
"""Small batches waste little on padding; larger ones were slower on two cores."""

_SUFFIXES: Final = frozenset({".json", ".txt", ".model", ".safetensors"})
"""Of configuration, vocabulary and weights, wherever in the folder: pooling has a folder of its own, and large weights
lie in several files. A README decides nothing."""


class SentenceTransformersEmbedder:
    """Wraps one model; it is loaded at the first passage."""

    def __init__(self, name: str) -> None:
        """Take a hub name or a folder.

        Raises:
            EmbedderError: the extra is not installed.
        """
        if find_spec("sentence_transformers") is None:
            raise EmbedderError(
                f"the embedder {name!r} needs sentence-transformers: pip install 'triptych[transformers]', "
                "or use --embedder static"
            )
        self._name = name
        self._folder = Path(name) if Path(name).is_dir() else None

    @cached_property
    def _model(self) -> Any:  # Any: a foreign type, known only where the extra is installed
        from sentence_transformers import SentenceTransformer

        try:
            return SentenceTransformer(
                self._name,
                device="cpu",
                trust_remote_code=False,
                local_files_only=self._folder is not None,
                model_kwargs={"use_safetensors": True},
            )
        except (OSError, ValueError) as error:
            raise EmbedderError(f"the model {self._name!r} cannot be loaded: {error}") from error

    @cached_property
    def fingerprint(self) -> str:
        """Return the model's name and a digest: of its files for a folder, of the fetched revision for a hub name."""
        short = re.sub(r"[^\w.-]+", "-", self._folder.name if self._folder else self._name)
        state = hashlib.blake2b(digest_size=8)
        if self._folder is None:
            revision = getattr(self._model[0].auto_model.config, "_commit_hash", None)
            state.update(f"{self._name} {revision}".encode())
        else:
            for path in sorted(self._folder.rglob("*")):
                if path.suffix in _SUFFIXES and path.is_file():
                    with path.open("rb") as file:  # in pieces: weights may be larger than memory
                        content = hashlib.file_digest(file, "blake2b").digest()
                    state.update(path.relative_to(self._folder).as_posix().encode() + b"\0" + content)
        return f"{short}-{state.hexdigest()}"

    @property
    def is_worth_caching(self) -> bool:
        return True

    @property
    def dimensions(self) -> int:
        return int(self._model.get_sentence_embedding_dimension())

    def embed(self, passages: Sequence[str]) -> "NDArray[float32]":
        """Return float32 `[len(passages), dimensions]`, L2-normalised, in order; an empty passage gives zeros."""
        import numpy as np

        vectors = self._model.encode(
            list(passages), batch_size=BATCH, normalize_embeddings=True, show_progress_bar=False
        )
        found = np.array(vectors, dtype=np.float32)
        if passages and found.shape != (len(passages), self.dimensions):
            raise EmbedderError(
                f"the model {self._name!r} gave {found.shape} for {len(passages)} passages, "
                f"though it promises {self.dimensions} dimensions"
            )
        found = found.reshape(len(passages), self.dimensions)
        found[[not passage.strip() for passage in passages]] = 0
        return found

    def embed_query(self, query: str) -> "NDArray[float32]":
        """Return float32 `[dimensions]`, L2-normalised."""
        first: NDArray[float32] = self.embed([query])[0]
        return first
