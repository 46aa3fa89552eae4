"""The pages say what the program does, and what they offer to copy works."""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

import pytest
from support.command import triptych
from support.repositories import draw
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.sql import open_reader

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]

MAY_FIND_NOTHING: Final = {"Is anything left over that should not be?"}


def texts() -> str:
    return "\n".join(page.read_text("utf-8") for page in PAGES)


def commands(*group: str) -> list[str]:
    """Return the commands that `--help` lists, those of a group with its name before them."""
    listed = triptych(*group, "--help").out.partition("Commands:\n")[2].partition("\n\n")[0]
    return [" ".join([*group, name]) for name in re.findall(r"^  ([a-z]\S*)", listed, re.MULTILINE)]


def test_every_command_is_explained() -> None:
    found = [name for name in commands() if name != "db"] + commands("db")

    assert len(found) > 10
    assert [name for name in found if not re.search(rf"triptych {name}\b", texts())] == []


@pytest.mark.parametrize("history", ["graph", "cache", "ledger"])
def test_every_table_and_view_is_explained(history: str) -> None:
    schema = (ROOT / "migrations" / history / "schema.sql").read_text("utf-8")
    page = (ROOT / "docs" / "schema.md").read_text("utf-8")

    names = re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", schema, re.MULTILINE)

    assert names
    assert [name for name in names if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_to_a_file_leads_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    inside = [link for link in links if "://" not in link]

    assert [link for link in inside if not (page.parent / link).exists()] == []


def recipes() -> dict[str, str]:
    page = (ROOT / "docs" / "queries.md").read_text("utf-8")
    found = dict(re.findall(r"^### (.+?)\n[^#]*?```sql\n(.+?)```", page, re.MULTILINE | re.DOTALL))
    assert len(found) == page.count("```sql"), "a recipe without a title"
    return found


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    """A real index, made twice, of two files that build on each other and a picture that nobody can read."""
    where = tmp_path_factory.mktemp("shop")
    root = draw(
        where / "shop",
        '''
        a.py
            class Shop:
                """Sells."""

                def send(self, parcel):
                    if parcel:
                        return parcel
                    return None

                def corner(self):
                    import b

                    return b
        b.py
            from a import Shop

            class Corner(Shop):
                def both(self):
                    return self.send(Shop().send(1))

            def forgotten():
                return 7
        ''',
    )
    (root / "logo.py").write_bytes(b"\0" * 100)
    triptych("index", root, "--quiet")
    (root / "a.py").write_text((root / "a.py").read_text().replace("None", "0"))
    triptych("index", root, "--quiet")
    with closing(open_reader(IndexPaths(root / ".triptych").index_db)) as connection:
        yield connection


@pytest.mark.parametrize("title", recipes())
def test_every_recipe_answers_on_a_real_index(title: str, graph: sqlite3.Connection) -> None:
    found = graph.execute(recipes()[title]).fetchall()

    assert bool(found) is (title not in MAY_FIND_NOTHING)
