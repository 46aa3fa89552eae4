"""The command line feels instant: nothing heavy is imported before it is used."""

import subprocess
import sys
from pathlib import Path

import pytest
from support.command import triptych
from support.repositories import draw

HEAVY = {
    "lancedb",
    "pyarrow",
    "pydantic",
    "rich",
    "numpy",
    "networkx",
    "tantivy",
    "watchfiles",
    "tree_sitter",
}
PROBE = """
import sys
from triptych_search.apps.cli.main import run
code = run(sys.argv[1:])
loaded = sorted({name.partition(".")[0] for name in sys.modules})
print("LOADED", *loaded, file=sys.stderr)
sys.exit(code)
"""


def loaded_by(*arguments: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE, *arguments], capture_output=True, text=True, check=True, timeout=60
    )
    return set(done.stderr.rpartition("LOADED ")[2].split())


def test_help_loads_nothing_heavy() -> None:
    assert loaded_by("--help") & HEAVY == set()


@pytest.fixture(scope="module")
def recursion(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with something to tell for every question."""
    root = draw(
        tmp_path_factory.mktemp("start") / "one",
        """
        b.py
            LIMIT = 1
        a.py
            import b

            def f():
                return g()

            def g():
                return f()

            def _h(): ...
        """,
    )
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


@pytest.mark.parametrize(
    "command",
    [
        ("show", "f"),
        ("export", "nodes"),
        ("status",),
        ("callers", "g"),
        ("callees", "f"),
        ("path", "f", "g"),
        ("refs", "g"),
        ("hierarchy", "f"),
        ("deps", "a.py"),
        ("map",),
        ("dead-code", "--min-confidence", "0"),
        ("export", "graph", "--level", "call"),
        ("cycles", "--level", "call"),
    ],
)
def test_questions_to_the_graph_load_only_the_graph(recursion: Path, command: tuple[str, ...]) -> None:
    assert loaded_by(*command, "-C", str(recursion)) & HEAVY == set()


def test_a_quick_search_loads_neither_vectors_nor_numbers(tmp_path: Path) -> None:
    root = draw(tmp_path / "one", "a.py\n    def f(): ...")
    triptych("index", root, "--embedder", "none", "--quiet")

    heavy = loaded_by("search", "f", "-C", str(root), "--profile", "quick") & HEAVY

    assert heavy == {"tantivy"}
