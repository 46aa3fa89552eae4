"""What reaches other people's machines: everything the program reads, and nothing else."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Final

import pytest
from support.repositories import draw

ROOT: Final = Path(__file__).parents[2]
HOMES: Final = {
    "indexer/triptych_indexer": "triptych_indexer",
    "search/triptych_search": "triptych_search",
    "migrations": "triptych_indexer/migrations",
}
"""Folder of the checkout → where it lies in the wheel."""

READ: Final = {".py", ".scm", ".sql", ".toml", ".npy", ".txt", ""}
"""Endings of what the program opens; the digest of the embedding table has none."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--quiet",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
    ]
    done = subprocess.run(
        [*command, "--wheel-dir", str(where), str(ROOT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    [built] = where.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def shipped(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


def test_only_our_two_packages_reach_site_packages(shipped: list[str]) -> None:
    tops = {name.partition("/")[0] for name in shipped if ".dist-info/" not in name}

    assert tops == {"triptych_indexer", "triptych_search"}


def read_by_the_program(folder: Path) -> list[Path]:
    """Return what lies below, from there; corpora and what tools leave behind do not count."""
    found = [path.relative_to(folder) for path in folder.rglob("*") if path.is_file() and path.suffix in READ]
    return [
        path
        for path in found
        if not any(part in {"corpus", "__pycache__"} or part.startswith(".") for part in path.parts)
    ]


def test_everything_the_program_reads_is_shipped(shipped: list[str]) -> None:
    wanted = {
        f"{home}/{path.as_posix()}"
        for folder, home in HOMES.items()
        for path in read_by_the_program(ROOT / folder)
    }

    assert len(wanted) > 200
    assert sorted(wanted - set(shipped)) == []


def test_no_corpus_and_no_cache_is_shipped(shipped: list[str]) -> None:
    assert [
        name for name in shipped if {"corpus", "__pycache__", "tests"}.intersection(name.split("/"))
    ] == []


def test_the_wheel_indexes_and_answers_without_the_checkout(wheel: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    root = draw(tmp_path / "shop", "door.py\n    def open_the_door(): ...")

    def run(*arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=root,
            env={**os.environ, "PYTHONPATH": str(site)},
            capture_output=True,
            timeout=120,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    program = ("-m", "triptych_search.apps.cli.main")
    run(*program, "index", ".", "--quiet")

    assert "door.py" in run(*program, "search", "open the door")
    assert "pending" not in run(*program, "db", "status")
    assert str(site) in run("-c", "from triptych_indexer.store import migrate; print(migrate._root())")
