"""What is named exactly is found, however much around it looks the same."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from support.command import triptych

NAMESAKES = 60
"""More than the pool of the graph retriever holds."""

Ask = Callable[..., dict[str, Any]]


@pytest.fixture(scope="module")
def ask(tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """Index sixty classes that differ in little but their names; return what asks one question."""
    root = tmp_path_factory.mktemp("needles") / "repository"
    for number in range(NAMESAKES):
        folder = root / f"part{number:02}"
        folder.mkdir(parents=True)
        (folder / "box.py").write_text(
            f"class Box{number:02}:\n"
            "    def __init__(self, size):\n        self.size = size\n\n"
            "    @property\n"
            f"    def lid_{number:02}(self):\n        return self.size + {number}\n\n"
            f"    def open_{number:02}(self, key):\n        key.turn(self)\n        return self\n\n\n"
            f"class LID_{number:02}:\n    kind = 'lid'\n"
        )
    (root / "part00" / "install.md").write_text("# Install\n\nRun pip install -e . and be done.\n")
    triptych("index", root, "--embedder", "none", "--quiet")

    def ask(*question: str) -> dict[str, Any]:
        ran = triptych("search", "-C", root, "--json", "--lines", "-1", *question, expect=None)
        answer: dict[str, Any] = json.loads(ran.out)
        return answer

    return ask


def first(answer: dict[str, Any]) -> str:
    path = answer["results"][0]["file_path"]
    assert isinstance(path, str)
    return path


@pytest.mark.parametrize("number", ["07", "41", "59"])
def test_a_method_of_many_namesakes_is_found_by_what_holds_it(ask: Ask, number: str) -> None:
    assert first(ask(f"Box{number}.__init__")) == f"part{number}/box.py"


def test_what_stands_in_a_line_is_found_by_file_and_line(ask: Ask) -> None:
    for question in ("part33/box.py:10", "part33/box.py:10:5", "what is at part33/box.py:10"):
        best = ask(question)["results"][0]
        assert best["file_path"] == "part33/box.py"
        assert best["start_line"] <= 10 <= best["end_line"]


def test_a_property_of_that_very_name_comes_before_a_class_in_other_letters(ask: Ask) -> None:
    best = ask("lid_17", "--explain")["results"][0]

    assert best["file_path"] == "part17/box.py"
    assert "graph.definition" in {share["signal"] for share in best["shares"]}


@pytest.mark.parametrize("profile", ["quick", "balanced", "deep"])
def test_every_hit_of_a_phrase_holds_it_in_every_profile(ask: Ask, profile: str) -> None:
    answer = ask('"open_12"', "box", "--profile", profile, "-k", "50")

    assert answer["results"]
    for hit in answer["results"]:
        assert "open_12" in "\n".join(text for _, text in hit["snippet"])
    assert answer["total"]["count"] >= len(answer["results"])


def test_asking_for_a_sort_and_against_it_finds_nothing(ask: Ask) -> None:
    assert ask("box content:code -content:code")["results"] == []


def test_an_option_in_a_pasted_command_is_text_and_an_excluded_word_is_told(ask: Ask) -> None:
    assert first(ask("pip install -e .")) == "part00/install.md"
    assert any("-size leaves out" in note for note in ask("box -size")["notes"])
