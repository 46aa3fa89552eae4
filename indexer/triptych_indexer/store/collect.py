"""Takes away generations that nobody needs: all but the newest two and those a reader holds.

Only a writer collects, and only right after a publish, when the newest LanceDB version is the published one. Derived
things go before their row: a collection that was killed finds the row again and goes on.
"""

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Final

from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.generation import Generations, Published
from triptych_indexer.store.leases import sole_hold
from triptych_indexer.store.paths import IndexPaths, folders_in
from triptych_indexer.store.vectors import VectorTable

KEPT: Final = 2
"""The served generation and the one before: a cursor of the last minute still finds its own."""


def collect(
    paths: IndexPaths, connection: sqlite3.Connection, open_vectors: Callable[[Path], VectorTable]
) -> list[int]:
    """Remove what is not needed any more and return the numbers that went; each goes in its own transaction."""
    fault_point("collect.started")
    generations = Generations(connection)
    gone = []
    for number in generations.numbers()[:-KEPT]:
        published = generations.numbered(number)
        if published is not None and _collect_one(paths, generations, published, open_vectors):
            gone.append(number)
    if gone:
        _remove_unneeded_folders(paths, generations)
    fault_point("collect.finished")
    return gone


def _collect_one(
    paths: IndexPaths,
    generations: Generations,
    published: Published,
    open_vectors: Callable[[Path], VectorTable],
) -> bool:
    frozen = paths.root / published.text.location
    trash = frozen.with_name(frozen.name + ".trash")
    with sole_hold(frozen) as alone:
        if not alone:
            fault_point("collect.leased_skipped")
            return False
        if frozen.exists():
            frozen.rename(trash)
            fault_point("collect.renamed")
    if trash.exists():
        shutil.rmtree(trash)
        fault_point("collect.removed")
    _untag(paths, generations, published, open_vectors)
    generations.remove(published.number)
    fault_point("collect.row_deleted")
    return True


def _untag(
    paths: IndexPaths,
    generations: Generations,
    published: Published,
    open_vectors: Callable[[Path], VectorTable],
) -> None:
    state = published.vectors
    current = generations.current()
    if state is None or state.tag is None or current is None:
        return
    if current.vectors is None or current.vectors.location != state.location:
        return  # the whole table goes once no generation needs it
    table = open_vectors(paths.root / state.location)
    if state.tag in table.tags():
        table.untag(state.tag)
        fault_point("collect.untagged")


def _remove_unneeded_folders(paths: IndexPaths, generations: Generations) -> None:
    """Remove tables of models, and indexes of layouts, that no generation is left of."""
    needed = generations.locations("lancedb")
    for folder in folders_in(paths.lance):
        if paths.relative(folder) not in needed:
            shutil.rmtree(folder)
            fault_point("collect.model_removed")
    schemas = {location.rpartition("/")[0] for location in generations.locations("tantivy")}
    for folder in folders_in(paths.tantivy):
        if paths.relative(folder) not in schemas:
            shutil.rmtree(folder)
            fault_point("collect.schema_removed")
