"""Every language's definitions: programs whose comments say what the names in them define.

`languages/NAME/corpus/definitions/` holds a program for each sort of definition that is easily got wrong.
"""

from pathlib import Path

import pytest
from support.definitions import complaints, sayings
from triptych_indexer.languages.registry import FOLDER

PROGRAMS = sorted(FOLDER.glob("*/corpus/definitions/*"))

_DOOR = """\
class Door(Frame):
#     ^ class Door
    def open(self, *, wide: bool = False) -> None:
    #   ^ method Door.open(self, *, wide: bool = False) -> None, lines 3-5
        pass
"""


def _title(path: Path) -> str:
    return f"{path.relative_to(FOLDER).parts[0]}/{path.name}"


@pytest.mark.parametrize("program", PROGRAMS, ids=_title)
def test_names_define_what_the_comments_say(program: Path) -> None:
    language = program.relative_to(FOLDER).parts[0]

    assert list(sayings(program.read_text("utf-8"))), "a program that says nothing"
    assert complaints(language, program.read_bytes(), program.name.encode()) == []


@pytest.mark.parametrize(
    ("written", "instead", "complaint"),
    [
        ("(self, *, wide", "(self, wide", "found method Door.open(self, wide: bool = False) -> None"),
        ("#   ^ method", "#   ^ function", "found method Door.open(self, *, wide: bool = False) -> None"),
        ("lines 3-5", "lines 3-4", "lines 3-5"),
        ("#   ^ method", "#  ^ method", "found nothing"),
        ("pass", "self.wide = wide", "nobody mentions field Door.wide"),
        ("#     ^ class Door", "#     ^ nothing", "found class Door"),
    ],
)
def test_a_comment_that_does_not_hold_is_complained_of(written: str, instead: str, complaint: str) -> None:
    wrong = _DOOR.replace(written, instead, 1)

    assert complaints("python", _DOOR.encode(), b"door.py") == []
    assert wrong != _DOOR
    assert complaint in "\n".join(complaints("python", wrong.encode(), b"door.py"))
