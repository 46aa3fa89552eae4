"""Judge a table on packages that training never saw: does the first sentence of a docstring find its function?

    python evaluate.py HELD_OUT_FOLDER [--table FOLDER] [--questions 2000] [--seed 1]

The pool are the questions' own functions, docstrings taken out. Reported are MRR@10 and NDCG@10 of BM25 over split
identifiers, of the table, and of both joined by a convex combination of min-max scaled scores. Docstring sentences are
the distribution the table was trained on, which flatters it against BM25.
"""

import argparse
import math
import random
from collections import Counter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pairs import Pair, pairs
from triptych_indexer import tokens
from triptych_indexer.embed.static import StaticEmbedder

K1, B = 1.2, 0.75
Scores = NDArray[np.float32]


def questions(folder: Path, count: int, seed: int) -> list[Pair]:
    """Return some documented functions, no two with the same sentence or the same code."""
    found: dict[str, Pair] = {}
    for path in sorted(folder.rglob("*.py")):
        if not {"tests", "test"} & set(path.parts):
            for pair in pairs(str(path), path.read_text(encoding="utf-8", errors="replace")):
                if pair.sort == "doc" and pair.parameters is not None:
                    found.setdefault(pair.text.lower(), pair)
    unique = {pair.code: pair for pair in found.values()}
    chosen = sorted(unique.values(), key=lambda pair: (pair.text, pair.code))
    random.Random(seed).shuffle(chosen)
    return chosen[:count]


def bm25(texts: list[str], codes: list[str]) -> Scores:
    """Return BM25 of every text against every code, over the terms of the index's own tokenizer."""
    bags = [Counter(tokens.terms(code).split()) for code in codes]
    lengths = np.array([sum(bag.values()) for bag in bags], dtype=np.float32)
    norm = K1 * (1 - B + B * lengths / lengths.mean())
    postings: dict[str, list[tuple[int, int]]] = {}
    for number, bag in enumerate(bags):
        for term, count in bag.items():
            postings.setdefault(term, []).append((number, count))
    scores = np.zeros((len(texts), len(codes)), dtype=np.float32)
    for row, text in enumerate(texts):
        for term in set(tokens.terms(text).split()):
            found = postings.get(term, ())
            weight = math.log(1 + (len(codes) - len(found) + 0.5) / (len(found) + 0.5))
            for number, count in found:
                scores[row, number] += weight * count * (K1 + 1) / (count + norm[number])
    return scores


def scaled(scores: Scores) -> Scores:
    low, high = scores.min(axis=1, keepdims=True), scores.max(axis=1, keepdims=True)
    result: Scores = (scores - low) / np.maximum(high - low, 1e-9)
    return result


def judged(scores: Scores) -> tuple[float, float]:
    """Return MRR@10 and NDCG@10; the right code of row n is column n."""
    own = scores[np.arange(len(scores)), np.arange(len(scores))]
    ranks = (scores > own[:, None]).sum(axis=1) + 1
    seen = ranks <= 10
    mrr = np.where(seen, 1 / ranks, 0).mean()
    ndcg = np.where(seen, 1 / np.log2(ranks + 1), 0).mean()
    return float(mrr), float(ndcg)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("held_out", type=Path)
    parser.add_argument("--table", type=Path)
    parser.add_argument("--questions", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    asked = questions(options.held_out, options.questions, options.seed)
    embedder = StaticEmbedder(options.table)
    texts, codes = [pair.text for pair in asked], [pair.code for pair in asked]
    words = bm25(texts, codes)
    meaning = embedder.embed(texts) @ embedder.embed(codes).T
    print(f"{len(asked)} questions, {embedder.fingerprint}")
    print("| | MRR@10 | NDCG@10 |\n|---|---|---|")
    rows = {"BM25, split identifiers": words, "table": meaning}
    for weight in (0.4, 0.5, 0.6, 0.7):
        rows[f"{weight} table + {1 - weight:.1f} BM25"] = weight * scaled(meaning) + (1 - weight) * scaled(
            words
        )
    for name, scores in rows.items():
        mrr, ndcg = judged(scores)
        print(f"| {name} | {mrr:.3f} | {ndcg:.3f} |")


if __name__ == "__main__":
    main()
