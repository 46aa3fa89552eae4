"""Files that import each other whole: the number of ways between them grows like a factorial."""

import json
from pathlib import Path

from support.command import triptych

FILES = 12


def test_modules_that_star_import_each_other_are_linked_in_no_time(tmp_path: Path) -> None:
    for number in range(FILES):
        others = [f"from m{other} import *\n" for other in range(FILES) if other != number]
        body = f"\n\ndef f{number}():\n    return f{(number + 1) % FILES}() or nowhere_{number}()\n"
        (tmp_path / f"m{number}.py").write_text("".join(others) + body)

    triptych("index", tmp_path, "--embedder", "none", "--quiet")

    rows = json.loads(triptych("callees", "f3", "-C", tmp_path, "--json").out)["rows"]
    assert [(row["defined_at"], row["confidence"]) for row in rows] == [("m4.py:14", 1.0)]


def test_packages_that_import_each_other_whole_are_linked_in_no_time(tmp_path: Path) -> None:
    for number in range(FILES):
        folder = tmp_path / "src" / f"p{number}"
        folder.mkdir(parents=True)
        others = [f"import p{other}.*;\n" for other in range(FILES) if other != number]
        body = f"public class C{number} {{ int f() {{ return new C{(number + 1) % FILES}().f() + Nowhere.g(); }} }}\n"
        (folder / f"C{number}.java").write_text(f"package p{number};\n" + "".join(others) + body)

    triptych("index", tmp_path, "--embedder", "none", "--quiet")

    rows = json.loads(triptych("callees", "C3.f", "-C", tmp_path, "--json").out)["rows"]
    assert {(row["qualified_name"], row["defined_at"]) for row in rows} == {
        ("C4", "src/p4/C4.java:13"), ("C4.f", "src/p4/C4.java:13"),
    }  # fmt: skip
