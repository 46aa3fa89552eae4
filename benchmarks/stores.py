"""What the two derived stores cost: `python benchmarks/stores.py REPOSITORY [--rows 20000 60000]`.

Text: chunks of 900 characters from a folder's files, with the terms the indexer would give them. Vectors: clustered
unit vectors of 256 dimensions from a fixed seed; real ones may be harder, so recall here is an upper bound.
"""

import argparse
import os
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from triptych_indexer.store.filters import EVERYTHING, ChunkFilter
from triptych_indexer.store.text import TextRow, TextWriter
from triptych_indexer.store.vectors import HELD_AFTER, TABLE, VectorRows, VectorTable
from triptych_indexer.tokens import terms

Nearest = Callable[[NDArray[np.float32], int, ChunkFilter], list[tuple[int, float]]]

DIMENSIONS = 256
QUERIES = 60


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("repository", type=Path)
    arguments.add_argument("--rows", type=int, nargs="*", default=[20_000, 60_000])
    chosen = arguments.parse_args()
    scratch = Path(tempfile.mkdtemp(prefix="triptych-bench-"))
    try:
        measure_text(chosen.repository, scratch)
        for rows in chosen.rows:
            measure_vectors(rows, scratch / str(rows))
            for kind in ("float16", "float32"):
                measure_kind(kind, rows, scratch / f"{kind}-{rows}")
    finally:
        shutil.rmtree(scratch)


def measure_text(repository: Path, scratch: Path) -> None:
    rows = list(text_rows(repository))[:20_000]
    spent = time.process_time()
    writer = TextWriter(scratch / "text")
    writer.add(rows)
    writer.commit()
    report(
        f"text: {len(rows)} chunks written",
        f"{time.process_time() - spent:.2f} CPU s, {size(scratch / 'text')}",
    )
    text = writer.reader()
    words = ["get", "user", "queryset", "filter", "model"]
    half = frozenset(row.file_id for row in rows[::2])
    for name, where in (
        ("no filter", EVERYTHING),
        ("one language", ChunkFilter(languages=frozenset(["python"]))),
        ("five files", ChunkFilter(file_ids=frozenset(list(half)[:5]))),
        (f"{len(half)} files", ChunkFilter(file_ids=half)),
    ):
        report(
            f"text: five words, top 100, {name}",
            timed(partial(text.search, "body", words, 100, where)),
        )
    report("text: count of the same", timed(lambda: text.count("body", words, EVERYTHING)))


def text_rows(repository: Path) -> Iterator[TextRow]:
    number = 0
    for file_id, path in enumerate(sorted(repository.rglob("*.*")), start=1):
        if not path.is_file() or path.suffix not in (".py", ".js", ".txt", ".html", ".md", ".rst"):
            continue
        content = path.read_text("utf-8", "replace")
        language = {".py": "python", ".js": "javascript"}.get(path.suffix, "text")
        for start in range(0, len(content), 900):
            number += 1
            text = content[start : start + 900]
            names = terms(" ".join(part.split("(")[0] for part in text.split("def ")[1:]))
            where = terms(str(path.relative_to(repository)))
            yield TextRow(
                number, number, file_id, language, "code", 256, names, names, where, names, "", terms(text)
            )


def measure_vectors(count: int, folder: Path) -> None:
    vectors = clustered(count)
    table = VectorTable(folder, DIMENSIONS)
    spent = time.process_time()
    table.replace(batches(vectors))
    report(f"vectors: {count} written", f"{time.process_time() - spent:.2f} CPU s, {size(folder)}")
    ask_store(f"vectors: {count}, scan", table.snapshot()._found, vectors)
    spent = time.process_time()
    table._build_index(count)
    report(f"vectors: {count} indexed (IVF_SQ)", f"{time.process_time() - spent:.2f} CPU s, {size(folder)}")
    ask_store(f"vectors: {count}, index", table.snapshot()._found, vectors)
    held = table.snapshot()
    fetched = [timed(lambda: held.nearest(vectors[0], 100, EVERYTHING), 1) for _ in range(HELD_AFTER + 1)][-1]
    report(f"vectors: {count} fetched into memory", fetched if held.is_held else "too many")
    if held.is_held:
        ask_store(f"vectors: {count}, in memory", held.nearest, vectors)
    table.tag("gen-000001")
    report(f"vectors: {count} synced", timed(table.sync, 1))
    one = next(batches(vectors[:40]))._replace(chunk_ids=range(count, count + 40))

    def edit() -> None:
        table.delete(range(count, count + 40))
        table.add([one])

    report("vectors: 40 rows replaced", timed(edit, 10))


def ask_store(name: str, nearest: Nearest, vectors: NDArray[np.float32]) -> None:
    queries, exact = asked(vectors)
    found = [{chunk_id for chunk_id, _ in nearest(query, 100, EVERYTHING)[:10]} for query in queries]
    recall = statistics.mean(len(one & right) / 10 for one, right in zip(found, exact, strict=True))
    turn = iter([*queries] * 2)
    spent = timed(lambda: nearest(next(turn), 100, EVERYTHING), QUERIES)
    report(f"{name}, top 100", f"{spent}, recall@10 {recall:.3f}")
    files = ChunkFilter(file_ids=frozenset(range(500)))
    report(f"{name}, top 100 of 500 files", timed(lambda: nearest(queries[0], 100, files)))


def measure_kind(kind: str, count: int, folder: Path) -> None:
    """Write and ask with LanceDB itself, to choose what a number and a distance should be."""
    import lancedb
    import pyarrow as pa
    from lancedb.index import IvfSq

    vectors = clustered(count)
    number = pa.float16() if kind == "float16" else pa.float32()
    flat = pa.array(vectors.astype(kind).reshape(-1), number)
    rows = pa.table(
        {"chunk_id": pa.array(range(count)), "vector": pa.FixedSizeListArray.from_arrays(flat, DIMENSIONS)}
    )
    spent = time.process_time()
    table = lancedb.connect(str(folder)).create_table(TABLE, data=rows)
    report(f"{kind}: {count} written", f"{time.process_time() - spent:.2f} CPU s, {size(folder)}")
    ask_lance(f"{kind}: {count}, scan, cosine", table, vectors, "cosine", None)
    for distance in ("cosine", "l2", "dot") if kind == "float16" else ("cosine",):
        config = IvfSq(distance_type=distance, num_partitions=max(1, count // 4_000))
        table.create_index("vector", config=config, replace=True)
        for refine in (None, 1, 2, 5):
            ask_lance(
                f"{kind}: {count}, index, {distance}, refine {refine}", table, vectors, distance, refine
            )


def ask_lance(name: str, table: Any, vectors: NDArray[np.float32], distance: str, refine: int | None) -> None:
    queries, exact = asked(vectors)

    def ask(query: NDArray[np.float32]) -> list[int]:
        search = table.search(query).distance_type(distance).nprobes(20)
        if refine:
            search = search.refine_factor(refine)
        answers: list[int] = (
            search.select(["chunk_id", "_distance"]).limit(100).to_arrow()["chunk_id"].to_pylist()
        )
        return answers

    recall = statistics.mean(
        len(set(ask(query)[:10]) & right) / 10 for query, right in zip(queries, exact, strict=True)
    )
    turn = iter([*queries] * 2)
    report(f"{name}, top 100", f"{timed(lambda: ask(next(turn)), QUERIES)}, recall@10 {recall:.3f}")


def clustered(count: int) -> NDArray[np.float32]:
    draw = np.random.default_rng(0)
    centres = draw.normal(size=(300, DIMENSIONS))
    vectors = centres[draw.integers(300, size=count)] + draw.normal(size=(count, DIMENSIONS)) * 0.7
    return unit(vectors)


def asked(vectors: NDArray[np.float32]) -> tuple[list[NDArray[np.float32]], list[set[int]]]:
    """Return queries near to stored vectors, and the ten exactly nearest of each."""
    draw = np.random.default_rng(5)
    queries = unit(vectors[: QUERIES * 7 : 7] + draw.normal(size=(QUERIES, DIMENSIONS)) * 0.02)
    return list(queries), [set(np.argsort(-(vectors @ query))[:10].tolist()) for query in queries]


def unit(vectors: NDArray[Any]) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(
        np.float32
    )
    return scaled


def batches(vectors: NDArray[np.float32]) -> Iterator[VectorRows]:
    for start in range(0, len(vectors), 1_024):
        part = vectors[start : start + 1_024].astype(np.float16)
        ids = range(start, start + len(part))
        same = len(part)
        files = [number // 8 for number in ids]
        yield VectorRows(ids, ids, files, ["python"] * same, ["code"] * same, [256] * same, part)


def timed(act: Callable[[], object], times: int = 60) -> str:
    """Return median and 95th percentile."""
    spent = []
    for _ in range(times):
        started = time.perf_counter()
        act()
        spent.append((time.perf_counter() - started) * 1000)
    spent.sort()
    return f"{statistics.median(spent):.2f} ms (p95 {spent[int(len(spent) * 0.95)]:.2f})"


def size(folder: Path) -> str:
    total = sum(Path(root, name).stat().st_size for root, _, names in os.walk(folder) for name in names)
    return f"{total / 1e6:.1f} MB"


def report(what: str, figure: str) -> None:
    print(f"{what:58s} {figure}", flush=True)


if __name__ == "__main__":
    main()
