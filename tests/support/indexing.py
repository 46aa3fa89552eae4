"""Indexing a folder in this process: the real pipeline and the real stores, without worker processes."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Self

from hypothesis import HealthCheck
from hypothesis import settings as examples
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test
from triptych_indexer.parse.pool import Failure
from triptych_indexer.per_file import FileResult, FileTask, read_facts
from triptych_indexer.pipeline import IndexReport, index
from triptych_indexer.ports import Embedder
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.writer import IndexWriter


class ThisProcess:
    """Reads files here: for tests whose files are harmless."""

    def __init__(self, _settings: IndexSettings) -> None:
        pass

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def map(
        self, tasks: Iterable[FileTask], size_of: Callable[[FileTask], int]
    ) -> Iterator[tuple[FileTask, FileResult | Failure]]:
        for task in tasks:
            assert size_of(task) >= 0
            yield task, read_facts(task)


class Nobody:
    """Watches no run."""

    def stage(self, name: str, total: int | None) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def note(self, message: str) -> None:
        raise AssertionError(f"a run had something to say: {message}")


def index_folder(
    root: Path,
    where: Path,
    embedder: Embedder | None = None,
    settings: IndexSettings | None = None,
    only: frozenset[bytes] | None = None,
    *,
    force: bool = False,
) -> IndexReport:
    """Bring the index at `where` up to date with the folder `root`, or with `only` some of its files."""
    settings = settings or IndexSettings()
    with IndexWriter.open(IndexPaths(where), free_floor_bytes=0) as writer:
        return index(
            FolderSource(root, settings),
            settings=settings,
            writer=writer,
            embedder=embedder,
            progress=Nobody(),
            tool_version="test",
            only=only,
            force=force,
            readers=ThisProcess,
        )


def run_edits(machine: type[RuleBasedStateMachine], home: Path, *, sequences: int, steps: int) -> None:
    """Run random edits by a state machine that works in its `home`; examples take as long as they take."""
    run_state_machine_as_test(
        type("EditsHere", (machine,), {"home": home}),
        settings=examples(
            max_examples=sequences,
            stateful_step_count=steps,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
