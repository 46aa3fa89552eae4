"""Train the static table on mined pairs, quantise it and write it: run `python train.py --help` in this folder.

Loss: symmetric in-batch softmax over cosine similarities (multiple negatives ranking), so that a text is nearer to its
own code than to the other codes of its batch. Needs torch, which nothing else in the project does; the learned rows are
all that is kept. Settings follow the measurements of the first prototype: square roots of counts, 256 dimensions,
temperature 0.05, batches of 1,024, Adam with 0.02 falling to nothing.
"""

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from mine import SORTS
from numpy.typing import NDArray
from triptych_indexer.embed.static import BUCKETS, digest_of, runs

DIMENSIONS = 256
BATCH = 1_024
TEMPERATURE = 0.05
RATE = 0.02


@dataclass(frozen=True, slots=True)
class Bags:
    """Bags of features, one after another."""

    features: NDArray[np.int64]
    weights: NDArray[np.float32]
    starts: NDArray[np.int64]
    """One more than there are bags."""

    def of(self, rows: NDArray[np.int64]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Return features, weights and offsets of some bags, as `embedding_bag` wants them."""
        lengths = self.starts[rows + 1] - self.starts[rows]
        offsets = np.concatenate([[0], np.cumsum(lengths)[:-1]])
        index = np.repeat(self.starts[rows] - offsets, lengths) + np.arange(lengths.sum())
        return (
            torch.from_numpy(self.features[index]),
            torch.from_numpy(self.weights[index]),
            torch.from_numpy(offsets),
        )


def vocabulary(mined: Any, words: list[str], size: int) -> list[int]:
    """Return the ids of the words that get a row: the most frequent ones, by the number of bags they stand in."""
    spread = np.bincount(np.concatenate([mined["text_ids"], mined["code_ids"]]), minlength=len(words))
    return [int(number) for number in np.argsort(-spread, kind="stable")[:size] if spread[number] > 2]


def bags(
    ids: NDArray[np.int32], counts: NDArray[np.int32], ends: NDArray[np.int64], table: list[tuple[int, ...]]
) -> Bags:
    """Turn bags of words into bags of features: a word is its row, or its runs of letters."""
    sizes = np.array([len(features) for features in table])
    flat = np.array([feature for features in table for feature in features])
    first = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    repeated = sizes[ids]
    within = np.arange(repeated.sum()) - np.repeat(np.cumsum(repeated) - repeated, repeated)
    features = flat[np.repeat(first[ids], repeated) + within]
    weights = np.repeat(np.sqrt(counts.astype(np.float32)), repeated)
    running = np.concatenate([[0], np.cumsum(repeated)])
    return Bags(features, weights, np.concatenate([[0], running[ends]]))


def train(
    text: Bags, code: Bags, chosen: NDArray[np.int64], rows: int, epochs: int, seed: int
) -> NDArray[np.float32]:
    """Return the trained table, float32 `[rows, DIMENSIONS]`."""
    torch.manual_seed(seed)
    shuffle = np.random.default_rng(seed)
    table = torch.nn.EmbeddingBag(rows, DIMENSIONS, mode="sum", sparse=True)
    torch.nn.init.normal_(table.weight, std=0.1)
    steps = epochs * (len(chosen) // BATCH)
    adam = torch.optim.SparseAdam(list(table.parameters()), lr=RATE)
    done, began, losses = 0, time.time(), 0.0
    for epoch in range(epochs):
        order = shuffle.permutation(chosen)
        for start in range(0, len(order) - BATCH + 1, BATCH):
            batch = order[start : start + BATCH]
            for group in adam.param_groups:
                group["lr"] = RATE * (1 - done / steps)
            sides = [torch.nn.functional.normalize(_sums(table, side, batch)) for side in (text, code)]
            scores = sides[0] @ sides[1].T / TEMPERATURE
            right = torch.arange(len(batch))
            cross = torch.nn.functional.cross_entropy
            loss = (cross(scores, right) + cross(scores.T, right)) / 2
            adam.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            adam.step()
            done, losses = done + 1, losses + loss.item()
            if done % 50 == 0:
                print(
                    f"epoch {epoch} step {done}/{steps} loss {losses / 50:.3f} {time.time() - began:.0f} s",
                    flush=True,
                )
                losses = 0.0
    return table.weight.detach().numpy()


def _sums(table: torch.nn.EmbeddingBag, side: Bags, batch: NDArray[np.int64]) -> torch.Tensor:
    features, weights, offsets = side.of(batch)
    sums: torch.Tensor = table(features, offsets, per_sample_weights=weights)
    return sums


def write(table: NDArray[np.float32], words: list[str], out: Path) -> None:
    """Quantise each row to int8 with a scale of its own, and write what `StaticEmbedder` reads."""
    out.mkdir(parents=True, exist_ok=True)
    scales = np.abs(table).max(axis=1) / 127
    scales[scales == 0] = 1
    np.save(out / "rows.npy", np.rint(table / scales[:, None]).astype(np.int8))
    np.save(out / "scales.npy", scales.astype(np.float32))
    (out / "words.txt").write_text("\n".join(words), encoding="utf-8")
    (out / "digest").write_text(digest_of(out) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("mined", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--words", type=int, default=46_000)
    parser.add_argument("--epochs", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--sorts", nargs="+", default=["doc", "more"])
    parser.add_argument(
        "--without", nargs="*", default=[], help="repositories to leave out: what a benchmark asks about"
    )
    options = parser.parse_args()
    torch.set_num_threads(2)
    mined = np.load(options.mined / "pairs.npz")
    all_words = (options.mined / "words.txt").read_text(encoding="utf-8").split("\n")
    names = list(json.loads((options.mined / "mined.json").read_text()))
    left_out = [names.index(name) for name in options.without]
    wanted = np.isin(mined["sort"], [SORTS.index(sort) for sort in options.sorts])
    chosen = np.flatnonzero(wanted & ~np.isin(mined["source"], left_out))
    kept = vocabulary(mined, all_words, options.words)
    row_of = {number: row for row, number in enumerate(kept)}
    table = [
        (row_of[number],) if number in row_of else tuple(len(kept) + bucket for bucket in runs(word))
        for number, word in enumerate(all_words)
    ]
    text = bags(mined["text_ids"], mined["text_counts"], mined["text_ends"], table)
    code = bags(mined["code_ids"], mined["code_counts"], mined["code_ends"], table)
    print(f"{len(chosen):,} pairs, {len(kept):,} words", flush=True)
    trained = train(text, code, chosen, len(kept) + BUCKETS, options.epochs, options.seed)
    write(trained, [all_words[number] for number in kept], options.out)


if __name__ == "__main__":
    main()
