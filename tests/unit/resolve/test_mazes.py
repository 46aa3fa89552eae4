"""Code that was made to be followed for ever: each maze costs its own file's edges at most, and little time."""

import time
from pathlib import Path

import pytest
from support.indexing import index_folder
from triptych_indexer.model import FileLinks
from triptych_indexer.resolve.links import Linker
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.sql import open_reader

LONG = 1_500


def re_exports(length: int) -> str:
    """Each module hands on what the one before it has."""
    steps = [f"pub mod m{i} {{ pub use crate::m{i - 1}::x; }}" for i in range(1, length)]
    return "\n".join(["pub mod m0 { pub fn x() {} }", *steps, f"pub fn end() {{ m{length - 1}::x(); }}"])


def functions(length: int, ways: int) -> str:
    """Each function gives back what others give back; what the last one does is the question."""
    last = "class A:\n    def go(self): pass\n\ndef f0(a):\n    return A()\n"
    steps = []
    for i in range(length - 1, 0, -1):
        asked = "".join(f"    if a == {way}:\n        return f{i - 1}(a)\n" for way in range(ways))
        steps.append(f"def f{i}(a):\n{asked}")
    return f"def end():\n    f{length - 1}(1).go()\n\n" + "\n".join(steps) + last


def clique(size: int) -> str:
    """Each function gives back what six others give back, and they what it gives back."""
    steps = []
    for i in range(size):
        asked = "".join(
            f"    if a == {k}:\n        return f{(i * 7 + k * 11 + 1) % size}(a)\n" for k in range(6)
        )
        steps.append(f"def f{i}(a):\n{asked}\ndef end{i}():\n    f{i}(1).go()\n")
    return "class A:\n    def go(self): pass\n\n" + "\n".join(steps)


MAZES = {
    "a module that takes a name from itself": ("src/lib.rs", "pub mod a { pub use crate::a::x; }\nfn b() { a::x(); }"),
    "modules that take a name from each other": (
        "src/lib.rs",
        "pub mod a { pub use crate::b::x; }\npub mod b { pub use crate::a::x; }\nfn c() { a::x(); }",
    ),
    "a name handed on by fifteen hundred modules": ("src/lib.rs", re_exports(LONG)),
    "functions that each ask the next one twice": ("maze.py", functions(100, 2)),
    "functions that each ask the next one six times": ("maze.py", functions(60, 6)),
    "functions that all ask each other": ("maze.py", clique(40)),
}  # fmt: skip


@pytest.mark.parametrize("name", MAZES)
def test_a_maze_ends_and_what_lies_beside_it_has_its_edges(tmp_path: Path, name: str) -> None:
    path, text = MAZES[name]
    root = tmp_path / "maze"
    (root / path).parent.mkdir(parents=True)
    (root / path).write_text(text)
    (root / "ok.py").write_text("def open():\n    return close()\n\ndef close():\n    return 1\n")

    started = time.process_time()
    report = index_folder(root, tmp_path / "index")
    took_s = time.process_time() - started

    assert report.unlinked == 0
    assert ("open", "close") in calls(tmp_path / "index")
    assert took_s < 20  # without an end: for ever


def test_a_name_is_followed_through_as_many_modules_as_anybody_writes(tmp_path: Path) -> None:
    root = tmp_path / "shop" / "src"
    root.mkdir(parents=True)
    (root / "lib.rs").write_text(re_exports(20))

    index_folder(root.parent, tmp_path / "index")

    assert ("end", "x") in calls(tmp_path / "index")


def test_a_question_that_fills_the_stack_is_cut_and_the_next_one_is_answered(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("triptych_indexer.resolve.repository.MAX_DEPTH", LONG)
    root = tmp_path / "maze" / "src"
    root.mkdir(parents=True)
    (root / "lib.rs").write_text(re_exports(LONG) + "\npub fn near() { m0::x(); }")

    report = index_folder(root.parent, tmp_path / "index")

    assert report.unlinked == 0
    assert calls(tmp_path / "index") == {("near", "x")}


def test_a_file_too_nested_to_be_linked_costs_its_own_edges_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = tmp_path / "shop"
    root.mkdir()
    for name in ("bad", "ok"):
        (root / f"{name}.py").write_text(
            f"def open_{name}():\n    return {name}()\n\ndef {name}():\n    return 1\n"
        )
    link_file = Linker._link_file

    def too_deep(linker: Linker, file_id: int) -> FileLinks:
        links = link_file(linker, file_id)
        if any(call.lines for call in links.calls) and linker._evaluator.named("bad")[0].file_id == file_id:
            raise RecursionError
        return links

    monkeypatch.setattr(Linker, "_link_file", too_deep)
    said: list[str] = []
    monkeypatch.setattr("support.indexing.Nobody.note", lambda _self, message: said.append(message))

    report = index_folder(root, tmp_path / "index")

    assert report.unlinked == 1
    assert said == ["bad.py: is nested too deeply to tell whom it calls; it is searched without its edges"]
    assert calls(tmp_path / "index") == {("open_ok", "ok")}


def calls(where: Path) -> set[tuple[str, str]]:
    """Return (caller, callee) of every call of an index, by bare name."""
    reader = open_reader(IndexPaths(where).index_db)
    try:
        rows = reader.execute(
            "SELECT a.name, b.name FROM node_call_graph AS c JOIN semantic_nodes AS a ON a.id = c.caller_id"
            " JOIN semantic_nodes AS b ON b.id = c.callee_id"
        )
        return {(caller, callee) for caller, callee in rows}
    finally:
        reader.close()
