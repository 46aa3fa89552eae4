"""What holds for the facts of any bytes at all, in every language."""

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.fact_listing import facts_of
from triptych_indexer.extract.facts import Extracted
from triptych_indexer.languages.registry import FOLDER, cards

ENDLESS = frozenset({"kotlin"})
"""tree-sitter-kotlin 1.1.0 never returns from parsing some torn programs of 2 kB: the pool's time limit is for that."""

LANGUAGES = sorted(name for name, one in cards().items() if one.grammar and name not in ENDLESS)
PROGRAMS = sorted(
    path for path in FOLDER.glob("*/corpus/*.*") if path.suffix != ".facts" and path.parts[-3] not in ENDLESS
)


def _check(facts: Extracted, source: bytes) -> None:
    nodes = facts.nodes
    assert [node[0] for node in nodes] == list(range(len(nodes)))
    assert len({node[5] for node in nodes}) == len(nodes), "symbols are unique"
    for node in nodes[1:]:
        parent = nodes[node[1]]
        assert 0 <= node[1] < node[0], "outermost first"
        assert parent[12] <= node[12] <= node[13] <= parent[13], "a definition lies inside its parent"
    for line, column, start in [(row[4], row[5], row[6]) for row in facts.references]:
        assert 0 <= start <= len(source)
        assert source.count(b"\n", 0, start) == line
        assert start - (source.rfind(b"\n", 0, start) + 1) == column
    owners = {row[0] for row in facts.references} | {row[0] for row in facts.imports}
    owners |= {row[0] for row in facts.parameters} | {row[0] for row in facts.type_parameters}
    assert owners <= set(range(len(nodes)))
    lines = source.count(b"\n") + (not source.endswith(b"\n") and source != b"")
    assert facts.lines_code + facts.lines_comment + facts.lines_blank >= lines


@pytest.mark.parametrize("language", LANGUAGES)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(source=st.binary(max_size=300))
def test_no_bytes_make_it_raise(language: str, source: bytes) -> None:
    _check(facts_of(language, source, b"a/b"), source)


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda path: f"{path.parts[-3]}/{path.name}")
@settings(max_examples=15, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_a_program_cut_and_torn_gives_facts_that_fit(program: Path, data: st.DataObject) -> None:
    whole = program.read_bytes()
    at = data.draw(st.integers(0, len(whole)))
    until = data.draw(st.integers(at, min(len(whole), at + 200)))
    torn = whole[:at] + data.draw(st.binary(max_size=8)) + whole[until:]

    _check(facts_of(program.parts[-3], torn, program.name.encode()), torn)


def test_deep_nesting_is_walked_without_recursion() -> None:
    deep = b"f(" * 5_000 + b")" * 5_000 + b"\n" + b"x" + b".a()" * 5_000 + b"\n"

    facts = facts_of("python", deep, b"deep.py")

    assert len(facts.references) == 10_000


@pytest.mark.parametrize(
    ("language", "unit"),
    [
        ("rust", b"#[a]\n" + b" " * 4_000 + b"0\nfn f() {}\n"),
        ("rust", b"#[a]\n" + b"abc " * 1_000 + b"0\nfn f() {}\n"),
        ("java", b"/**" + b"*" * 100_000 + b" x */\nclass A {}\n"),
        ("python", b'def f(x):\n    """' + b":param " * 20_000 + b'"""\n'),
        ("javascript", b"/** @param " + b"{" * 20_000 + b" */\nfunction f(x) {}\n"),
    ],
)
def test_no_repetition_takes_more_than_its_length(language: str, unit: bytes) -> None:
    started = time.process_time()

    facts_of(language, unit, b"x")

    assert time.process_time() - started < 2, "seconds; one of these took hours while repetitions were nested"
