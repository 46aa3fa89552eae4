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
from triptych_indexer.languages import registry
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.sql import open_reader

ROOT: Final = Path(__file__).parents[2]
HALVES: Final = (ROOT / "indexer" / "triptych_indexer", ROOT / "search" / "triptych_search")
BENCHMARKS: Final = ROOT / "benchmarks"
LANGUAGES: Final = HALVES[0] / "languages"
PAGES: Final = [
    *(ROOT / name for name in ("README.md", "CHANGELOG.md", "CONTRIBUTING.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted(LANGUAGES.glob("*.md")),
    BENCHMARKS / "README.md",
]
RECORDS: Final = sorted((BENCHMARKS / "record").rglob("*.md"))
"""History: what they name is as it was on their day, so their links alone are held to what is there now."""

MAY_FIND_NOTHING: Final = {"Is anything left over that should not be?"}


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


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


def code(page: Path) -> list[str]:
    """Return what a page sets as code: between backticks, and each line of its blocks."""
    text = page.read_text("utf-8")
    blocks = re.findall(r"^```(?:sh|text)?\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL)
    return [*re.findall(r"`([^`\n]+)`", rest), *(line for block in blocks for line in block.splitlines())]


@pytest.fixture(scope="module")
def known() -> dict[str, set[str]]:
    """Program → the words that may follow it."""
    recipes = re.findall(
        r"^([a-z]+)(?: \*\w+)?(?: [A-Z]+)?:", (ROOT / "justfile").read_text("utf-8"), re.MULTILINE
    )
    return {"triptych": set(commands()), "just": set(recipes)}


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_command_on_a_page_exists(page: Path, known: dict[str, set[str]]) -> None:
    typed = [
        (program, word)
        for piece in code(page)
        for program, word in re.findall(r"(?:^|&& |\| |\$ )(triptych|just) ([a-z][\w-]*)", piece)
    ]

    assert [f"{program} {word}" for program, word in typed if word not in known[program]] == []


def test_every_question_has_json_but_export() -> None:
    table = (ROOT / "docs" / "commands.md").read_text("utf-8")
    asking = re.findall(r"^\| `triptych ((?:db )?[a-z-]+).*\| nothing(?:, or .*)? \|$", table, re.MULTILINE)

    lacking = {name for name in asking if "--json " not in triptych(*name.split(), "--help").out}

    assert len(set(asking)) > 15
    assert lacking == {"export", "completion"}


def paths(page: Path) -> Iterator[str]:
    """Yield what a page names as a file or folder of ours, as a pattern; a word in capitals stands for any name."""
    inside = {entry.name for half in HALVES for entry in half.iterdir() if entry.is_dir()}
    ours = inside | {entry.name for entry in ROOT.iterdir() if entry.is_dir() and entry.name[0] != "."}
    for piece in code(page):
        named = re.match(r"(?:python )?([\w.*{},/-]+/[\w.*{},-]*)(?::\d+)?(?: |$)", piece)
        if named is not None and named[1].partition("/")[0] in ours:
            first, _, choice = named[1].partition("{")
            for one in choice.partition("}")[0].split(","):
                yield re.sub(r"\b[A-Z]{3,}\b(?!\.md)", "*", f"{first}{one}{choice.partition('}')[2]}")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_file_that_a_page_names_is_there(page: Path) -> None:
    roots = (ROOT, *HALVES, page.parent)

    assert [name for name in paths(page) if not any(any(root.glob(name)) for root in roots)] == []


def test_the_names_of_files_are_found_and_what_is_gone_is_noticed(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("`store/gone.py:12`, `migrations/{graph,lost}/schema.sql`, `shop/door.py`\n", "utf-8")

    assert list(paths(page)) == ["store/gone.py", "migrations/graph/schema.sql", "migrations/lost/schema.sql"]


def test_every_benchmark_and_every_record_is_told_of() -> None:
    page = (BENCHMARKS / "README.md").read_text("utf-8")
    scripts = {path.relative_to(BENCHMARKS).as_posix() for path in BENCHMARKS.rglob("*.py")}
    records = {path.name for path in (BENCHMARKS / "record").iterdir() if path.is_dir()}

    assert set(re.findall(r"^\| `([\w/]+\.py)` \|", page, re.MULTILINE)) == scripts
    assert set(re.findall(r"^\| \[`([\w-]+)`\]\(record/\1\) \|", page, re.MULTILINE)) == records


NAMED_OTHERWISE: Final = {
    "JavaScript (JSX)": "JavaScript",
    "TSX": "TypeScript with JSX",
    "plain text": "Plain text",
}
"""As the table of languages has it → as the card does."""


def test_the_table_of_languages_is_that_of_the_cards() -> None:
    page = (ROOT / "README.md").read_text("utf-8").partition("## Languages")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (deep|full|outline)\b[^|]*\| (.+) \|$", page, re.MULTILINE)
    told = {tier: {NAMED_OTHERWISE.get(name, name) for name in names.split(", ")} for tier, names in rows}

    every = registry.cards().values()

    assert told == {
        tier: {card.title for card in every if card.tier == tier} for tier in ("deep", "full", "outline")
    }


def test_the_number_of_languages_is_that_of_the_cards() -> None:
    count = sum(card.tier != "part" for card in registry.cards().values())

    assert f"- {count} languages:" in (ROOT / "CHANGELOG.md").read_text("utf-8")


@pytest.mark.parametrize("history", ["graph", "cache", "ledger"])
def test_every_table_and_view_is_explained(history: str) -> None:
    schema = (ROOT / "migrations" / history / "schema.sql").read_text("utf-8")
    page = (ROOT / "docs" / "schema.md").read_text("utf-8")

    names = re.findall(r"^CREATE (?:VIRTUAL )?(?:TABLE|VIEW) (\w+)", schema, re.MULTILINE)

    assert names
    assert [name for name in names if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("page", [*PAGES, *RECORDS], ids=name_of)
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
