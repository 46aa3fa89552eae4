"""What a watcher makes of the names it is told."""

import threading
from contextlib import closing
from pathlib import Path

import psutil
import pytest
from triptych_indexer import watch
from triptych_indexer.pipeline import IndexReport
from triptych_indexer.settings import IndexSettings
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.writer import IndexWriter
from triptych_indexer.watch import EVERYWHERE, FEW, KeptWorkers, Names, names_of


def names(root: Path, *paths: str) -> frozenset[bytes] | None:
    return names_of(f"{root}/", {f"{root}/{path}" for path in paths})


def test_files_are_looked_at_by_name_whether_they_are_there_or_gone(tmp_path: Path) -> None:
    (tmp_path / "there.py").touch()

    assert names(tmp_path, "there.py", "gone.py") == frozenset({b"there.py", b"gone.py"})


@pytest.mark.parametrize(
    "name", [".gitignore", "docs/.triptychignore", "triptych.toml", "env/pyvenv.cfg", "x/CACHEDIR.TAG"]
)
def test_a_file_that_decides_about_others_makes_us_look_everywhere(tmp_path: Path, name: str) -> None:
    assert names(tmp_path, "a.py", name) is EVERYWHERE


def test_a_folder_makes_us_look_everywhere_for_what_lies_in_it_may_be_new(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()

    assert names(tmp_path, "shop") is EVERYWHERE


def test_a_checkout_makes_us_look_everywhere(tmp_path: Path) -> None:
    assert names(tmp_path, *(f"{number}.py" for number in range(FEW + 1))) is EVERYWHERE


def test_a_change_of_the_root_itself_makes_us_look_everywhere(tmp_path: Path) -> None:
    assert names_of(f"{tmp_path}/", {str(tmp_path)}) is EVERYWHERE


def test_a_watcher_does_not_wake_itself_by_an_index_inside_the_repository(tmp_path: Path) -> None:
    index = tmp_path / "elsewhere"
    asked: list[Names] = []

    def run(*, only: Names = None, readers: object = None) -> IndexReport:
        asked.append(only)
        (index / f"run_{len(asked)}").touch()
        return IndexReport(published=True)

    def note(message: str) -> None:
        raise AssertionError(message)

    stop = threading.Event()
    with IndexWriter.open(IndexPaths(index), free_floor_bytes=0) as writer:
        reports = watch.watch(
            tmp_path, run=run, settings=IndexSettings(), writer=writer, embedder=None, stop=stop, note=note
        )
        next(reports)
        next(reports)  # the first tick walks everything: nobody watched during the first run
        (tmp_path / "b.py").touch()
        next(reports)  # what happened before is told before or together with it
        stop.set()
        assert list(reports) == []

    assert asked == [EVERYWHERE, EVERYWHERE, frozenset({b"b.py"})]


def test_the_kept_worker_goes_when_it_had_nothing_to_do_for_long(monkeypatch: pytest.MonkeyPatch) -> None:
    before = set(psutil.Process().children())
    with closing(KeptWorkers(IndexSettings())) as kept:
        kept.warm()
        kept.let_go_when_idle()
        assert len(set(psutil.Process().children()) - before) == 1

        monkeypatch.setattr(watch, "IDLE_S", -1.0)
        kept.let_go_when_idle()

        assert set(psutil.Process().children()) <= before
