"""Each import contract, seen to break: one that cannot fail would protect nothing."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Final

import pytest

ROOT: Final = Path(__file__).parents[2]
HALVES: Final = ("indexer/triptych_indexer", "search/triptych_search")

DATABASES: Final = "only the store knows its databases"

MAY_KNOW_DATABASES: Final = {"triptych_indexer.store", "triptych_search.ledger"}

PLANTED: Final = {
    "search uses the indexer, never the other way": [
        ("indexer/triptych_indexer/embed/planted.py", "import triptych_search.fuse"),
    ],
    "the indexer flows one way; stages are strangers": [
        ("indexer/triptych_indexer/chunk/planted.py", "import triptych_indexer.parse.tree"),
    ],
    "search flows one way; retrievers never meet the ranker": [
        ("search/triptych_search/retrieve/planted.py", "import triptych_search.rerank.linear"),
    ],
    "no retriever sees another": [
        ("search/triptych_search/retrieve/text.py", "import triptych_search.retrieve.vectors"),
    ],
    DATABASES: [
        ("search/triptych_search/whereabouts.py", "import sqlite3"),
    ],
    "local first: nothing reaches the network": [
        ("search/triptych_search/query/planted.py", "import socket"),
    ],
    "no cycles between neighbours": [
        ("search/triptych_search/pack/planted.py", "import triptych_search.pack.dedupe"),
        ("search/triptych_search/pack/dedupe.py", "import triptych_search.pack.planted"),
    ],
}
"""Contract → lines that break it, each at the end of a file (a new one, where there is none)."""


def contracts() -> dict[str, dict[str, list[str]]]:
    """Return name → what else stands in the contract."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    return {contract["name"]: contract for contract in settings["tool"]["importlinter"]["contracts"]}


def parts(half: str) -> set[str]:
    """Return the modules and packages right inside one half."""
    return {
        f"{Path(half).name}.{entry.stem}"
        for entry in (ROOT / half).iterdir()
        if (entry.suffix == ".py" and entry.stem != "__init__") or (entry / "__init__.py").is_file()
    }


def copy(where: Path) -> Path:
    """Copy what import-linter looks at."""
    for half in HALVES:
        shutil.copytree(
            ROOT / half,
            where / half,
            ignore=lambda folder, names: [name for name in names if _is_no_code(folder, name)],
        )
    shutil.copy(ROOT / "pyproject.toml", where)
    return where


def _is_no_code(folder: str, name: str) -> bool:
    path = Path(folder, name)
    return name in {"corpus", "__pycache__"} or (path.is_file() and path.suffix != ".py")


def plant(root: Path, path: str, line: str) -> None:
    with (root / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")


def verdicts(root: Path) -> dict[str, str]:
    """Return contract → KEPT or BROKEN."""
    places = os.pathsep.join(str(root / half.partition("/")[0]) for half in HALVES)
    done = subprocess.run(
        [
            str(Path(sys.executable).with_name("lint-imports")),
            "--no-cache",
            "--no-logo",
            "--config",
            "pyproject.toml",
        ],
        cwd=root,
        env={**os.environ, "PYTHONPATH": places},
        capture_output=True,
        timeout=120,
        text=True,
        check=False,
    )
    found = dict(re.findall(r"^(.+) (KEPT|BROKEN)$", done.stdout, re.MULTILINE))
    assert found, done.stdout + done.stderr
    return found


def test_every_contract_is_kept_and_has_been_seen_to_break(tmp_path: Path) -> None:
    assert verdicts(copy(tmp_path)) == dict.fromkeys(PLANTED, "KEPT")
    assert sorted(contracts()) == sorted(PLANTED), "a new contract needs a violation here"


@pytest.mark.parametrize("contract", PLANTED)
def test_a_planted_violation_breaks_its_contract(contract: str, tmp_path: Path) -> None:
    root = copy(tmp_path)
    for path, line in PLANTED[contract]:
        plant(root, path, line)

    assert verdicts(root)[contract] == "BROKEN"


def test_no_part_is_forgotten_by_the_contract_on_databases() -> None:
    every = parts(HALVES[0]) | parts(HALVES[1])

    assert every >= MAY_KNOW_DATABASES
    assert set(contracts()[DATABASES]["source_modules"]) == every - MAY_KNOW_DATABASES


@pytest.mark.parametrize(
    ("module", "contract"),
    [
        ("indexer/triptych_indexer/helpers.py", "the indexer flows one way; stages are strangers"),
        ("search/triptych_search/helpers.py", "search flows one way; retrievers never meet the ranker"),
    ],
)
def test_a_module_that_nobody_placed_is_refused(module: str, contract: str, tmp_path: Path) -> None:
    root = copy(tmp_path)
    plant(root, module, "NOTHING = None")

    assert verdicts(root)[contract] == "BROKEN"
