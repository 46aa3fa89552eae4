"""Ways of ranking from the terminal: kept, used, shown, forgotten."""

import json
from pathlib import Path

import pytest
from support.command import triptych
from support.repositories import draw

NOTES = """
    keys/notes.md
        # Turning keys

        How the key is turned: slowly. A key that is turned fast breaks; turn the key again when it is stuck.
    keys/turn.py
        def turn_key(key: str) -> bool:
            return bool(key)
"""


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    root = draw(tmp_path / "notes", NOTES)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def best(root: Path, *options: str) -> tuple[str, dict[str, object]]:
    answer = json.loads(triptych("search", "how is the key turned", "-C", root, "--json", *options).out)
    return answer["results"][0]["file_path"], answer["ranking"]


def test_a_kept_ranking_decides_what_comes_first_and_the_answer_names_it(notes: Path) -> None:
    before = best(notes)
    triptych("ranking", "save", "words", "-C", notes, "--weights", "graph=0,rule=0,demote.docs=1", "-q")

    assert before == ("keys/turn.py", {"name": "default", "version": 1})
    assert best(notes, "--ranking", "words") == ("keys/notes.md", {"name": "words", "version": 1})
    footer = triptych("search", "turned", "-C", notes, "--ranking", "words").err
    assert "ranking words, version 1" in footer


def test_an_old_version_is_never_changed_and_clear_leaves_what_was_kept(notes: Path) -> None:
    for number in ("1", "2"):
        triptych("ranking", "save", "mine", "-C", notes, "--weights", f"text.body={number}", "-q")
    triptych("clear", notes, "--yes")
    triptych("index", notes, "--embedder", "none", "--quiet")

    listed = json.loads(triptych("ranking", "list", "-C", notes, "--json").out)
    assert listed == [
        {"name": "default", "version": 1, "origin": "shipped"},
        {"name": "mine", "version": 2, "origin": "user"},
    ]
    shown = triptych("ranking", "show", "mine", "-C", notes).lines
    assert next(line for line in shown if line.startswith("text.body")).split()[1:] == ["2*"] * 5


def test_an_unknown_ranking_is_an_error_that_names_those_there_are(notes: Path) -> None:
    triptych("ranking", "save", "mine", "-C", notes, "-q")

    ran = triptych("search", "key", "-C", notes, "--ranking", "yours", expect=2)
    assert "there are: default, mine" in ran.err
    triptych("ranking", "remove", "mine", "-C", notes, "-q")
    ran = triptych("ranking", "remove", "mine", "-C", notes, expect=2)
    assert "no ranking configuration 'mine'" in ran.err
