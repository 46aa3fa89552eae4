"""What a writer does first: make everything stand as the pointer says, wherever the last writer died.

Whatever was made for a generation that was never published is removed, so the next run starts from the published
state. Every step can be repeated, and being killed in the middle of it changes nothing but how much is left to do.
"""

import os
import shutil
import sqlite3
import time
from pathlib import Path
from typing import Final

from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.generation import Generations, Published, StoreName
from triptych_indexer.store.leases import LEASE
from triptych_indexer.store.manifest import check_sizes, text_files
from triptych_indexer.store.paths import IndexPaths, folders_in, frozen_number
from triptych_indexer.store.probe import text_digest
from triptych_indexer.store.sql import queries
from triptych_indexer.store.text import thaw
from triptych_indexer.store.vectors import VectorTable

SCRATCH: Final = (".tmp", ".trash")


def recover(
    paths: IndexPaths,
    connection: sqlite3.Connection,
    *,
    ended_well: bool,
    given_up: frozenset[StoreName] = frozenset(),
) -> list[str]:
    """Bring the stores back to the published generation and return what had to be done.

    `ended_well` is False when the last writer was killed: files are then opened in a child first. Stores `given_up`
    were taken away by repair and are about to be made anew.

    Raises:
        StoreDamaged: a file of the published generation is missing or broken; `repair` is the way on.
    """
    fault_point("recover.started")
    generations = Generations(connection)
    published = generations.current()
    done = _drop_stage(paths)
    done += _close_sessions(connection)
    done += _remove_stray_tables(paths, generations)
    if "tantivy" not in given_up:
        done += _recover_text(paths, generations, published, ended_well=ended_well)
    fault_point("recover.finished")
    return done


def _drop_stage(paths: IndexPaths) -> list[str]:
    if not paths.stage.exists():
        return []
    paths.stage.unlink()
    fault_point("recover.stage_removed")
    return ["dropped the rows of an unfinished run"]


def _close_sessions(connection: sqlite3.Connection) -> list[str]:
    cursor = connection.execute(queries("generations")["interrupt_sessions"], {"now": time.time()})
    fault_point("recover.sessions_closed")
    return ["closed a run that was killed"] if cursor.rowcount else []


def _remove_stray_tables(paths: IndexPaths, generations: Generations) -> list[str]:
    done = []
    needed = generations.locations("lancedb")
    for folder in folders_in(paths.lance):
        if paths.relative(folder) not in needed:
            shutil.rmtree(folder)
            fault_point("recover.vectors_stray_tables")
            done.append(f"removed vectors that were never published ({folder.name})")
    return done


def recover_vectors(table: VectorTable, version: int | None, kept: set[int]) -> None:
    """Bring a table back to a published version, before anything is written to it.

    Done by the next publish and not by `recover`: readers ask for their version by its number and do not mind newer
    ones, restoring makes one more version each time, and a run that finds nothing to do shall not import LanceDB.
    """
    for name in table.tags():
        if frozen_number(name) not in kept:
            # Of a run that was killed, or collected while another model was served.
            table.untag(name)
            fault_point("recover.vectors_untagged")
    if version is not None:
        table.restore(version)


def _recover_text(
    paths: IndexPaths,
    generations: Generations,
    published: Published | None,
    *,
    ended_well: bool,
) -> list[str]:
    done = []
    needed = generations.locations("tantivy")
    for schema in folders_in(paths.tantivy):
        for folder in folders_in(schema):
            if folder.suffix in SCRATCH:
                shutil.rmtree(folder)
                fault_point("recover.text_scratch_removed")
            elif folder.name != "live" and paths.relative(folder) not in needed:
                shutil.rmtree(folder)
                fault_point("recover.text_unpublished_removed")
                done.append(f"removed {folder.name}, which no published generation reads")
    if published is None:
        shutil.rmtree(paths.tantivy, ignore_errors=True)
        return done
    frozen = paths.root / published.text.location
    check_sizes(frozen, generations.files(published.number, "tantivy"))
    if not ended_well:
        text_digest(frozen)
    if not _is_live_current(frozen, frozen.parent / "live"):
        relink_live(frozen)
        done.append(f"linked the text index anew from {frozen.name}")
    return done


def _is_live_current(frozen: Path, live: Path) -> bool:
    """Tell whether the working index stands exactly where the frozen one does."""
    try:
        if (live / "meta.json").read_bytes() != (frozen / "meta.json").read_bytes():
            return False
        present = set(os.listdir(live))
    except FileNotFoundError:
        return False
    return present.issuperset(set(text_files(frozen)) - {LEASE})


def relink_live(frozen: Path) -> None:
    """Replace the working index by links to a frozen commit."""
    live = frozen.with_name("live")
    scratch = frozen.with_name("live.tmp")
    if scratch.exists():
        shutil.rmtree(scratch)
    thaw(frozen, scratch)
    fault_point("recover.text_linked")
    if live.exists():
        shutil.rmtree(live)
    fault_point("recover.text_live_removed")
    scratch.rename(live)
    fault_point("recover.text_live_renamed")
