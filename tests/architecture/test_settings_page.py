"""docs/settings.md names every setting with its true default and range, and says truly what a repository may decide."""

import os
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields
from enum import Enum
from pathlib import Path
from typing import Any, Final

import pytest
from triptych_indexer.errors import SettingsError
from triptych_indexer.settings import REPOSITORY_FILE, IndexSettings, load
from triptych_search.settings import SearchSettings

ROOT: Final = Path(__file__).parents[2]
PAGE: Final = (ROOT / "docs" / "settings.md").read_text("utf-8")
NO_DEFAULT: Final = "–"


def rows(title: str) -> dict[str, list[str]]:
    """Return the first cell of each row below a heading, without its backticks → the other cells."""
    section = re.split(r"^## ", PAGE, flags=re.MULTILINE)
    (text,) = [one for one in section if one.startswith(title)]
    found = re.findall(r"^\| `(\w+)` \| (.+) \|$", text, re.MULTILINE)
    return {name: cells.split(" | ") for name, cells in found}


INDEXING: Final = rows("Indexing")
SEARCHING: Final = rows("Searching")


def told(cell: str) -> object:
    """Return a default as the page tells it, which is how a settings file would have it."""
    return None if cell == NO_DEFAULT else tomllib.loads(f"x = {cell.strip('`')}")["x"]


def plain(value: object) -> object:
    """Return a value as TOML would give it; the order of what has none does not count."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, Collection) and not isinstance(value, str):
        return sorted(one.value if isinstance(one, Enum) else one for one in value)
    return value


def default_of(one: Field[Any]) -> object:
    return one.default_factory() if one.default_factory is not MISSING else one.default


@pytest.mark.parametrize(
    ("settings", "page"), [(IndexSettings, INDEXING), (SearchSettings, SEARCHING)], ids=["index", "search"]
)
def test_every_setting_stands_on_the_page_with_its_default(
    settings: type[IndexSettings | SearchSettings], page: dict[str, list[str]]
) -> None:
    true = {one.name: plain(default_of(one)) for one in fields(settings)}

    assert {name: plain(told(cells[0])) for name, cells in page.items()} == true


@pytest.mark.parametrize(("key", "cells"), INDEXING.items(), ids=list(INDEXING))
def test_a_range_on_the_page_is_the_one_that_is_held_to(key: str, cells: list[str]) -> None:
    numbers = re.fullmatch(r"([\d_]+) to ([\d_]+)", cells[1])
    if numbers is None:
        return
    lowest, highest = map(int, numbers.groups())

    for inside in (lowest, highest):
        assert getattr(load(environment={}, overrides={key: inside}).settings, key) == inside
    for outside in (lowest - 1, highest + 1):
        with pytest.raises(SettingsError):
            load(environment={}, overrides={key: outside})


@pytest.mark.parametrize(("key", "cells"), INDEXING.items(), ids=list(INDEXING))
def test_what_the_page_denies_a_repository_is_refused(key: str, cells: list[str], tmp_path: Path) -> None:
    (tmp_path / REPOSITORY_FILE).write_text(f"[index]\n{key} = {cells[0].strip('`')}\n", "utf-8")

    if cells[2] != "no":
        assert load(tmp_path, environment={}).settings == IndexSettings()
        return
    with pytest.raises(SettingsError, match=rf"sets {key}, which is for the user"):
        load(tmp_path, environment={})


def test_every_variable_that_the_program_reads_stands_on_the_page() -> None:
    sources = [path for half in ("indexer", "search") for path in (ROOT / half).rglob("*.py")]
    read = {
        name
        for path in sources
        if "corpus" not in path.parts
        for name in re.findall(r"\bTRIPTYCH_[A-Z][A-Z_]*[A-Z]\b", path.read_text("utf-8"))
    }
    settings = {f"TRIPTYCH_{key.upper()}" for key in (*INDEXING, *SEARCHING)}

    assert "TRIPTYCH_INDEX_DIR" in read
    assert [name for name in sorted(read - settings) if f"`{name}`" not in PAGE] == []


def test_the_user_s_file_lies_where_the_page_says(tmp_path: Path) -> None:
    place = re.search(r"`\$XDG_CONFIG_HOME/(\S+)`", PAGE)
    assert place is not None
    file = tmp_path / place[1]
    file.parent.mkdir(parents=True)
    file.write_text("[index]\nworkers = 3\n", "utf-8")

    assert load(environment={"XDG_CONFIG_HOME": os.fspath(tmp_path)}).settings.workers == 3
