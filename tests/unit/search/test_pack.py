import hashlib
import os
from pathlib import Path

import pytest
from support.chunk_rows import chunk
from triptych_indexer.model import NodeKind
from triptych_search.model import Freshness, Lines, Ranked, Request
from triptych_search.pack.dedupe import merged
from triptych_search.pack.freshness import freshness
from triptych_search.pack.hits import pack
from triptych_search.pack.snippets import snippet
from triptych_search.query.syntax import parse

TEXT = "".join(f"line {n}\n" for n in range(1, 41)).replace("line 30", "the retry backoff")


def numbers(lines: int, context: int = 0, question: str = "retry backoff") -> list[int]:
    return [line.number for line in snippet(parse(question), TEXT, 100, lines=lines, context=context)]


def test_a_snippet_is_the_stretch_with_the_most_matches() -> None:
    assert 130 in numbers(5)
    assert len(numbers(5)) == 5


def test_without_a_match_the_first_lines_are_shown_since_they_name_it() -> None:
    assert numbers(3, question="unrelated words") == [101, 102, 103]


def test_context_stands_around_the_best_line() -> None:
    assert numbers(5, context=2) == [128, 129, 130, 131, 132]


def test_zero_lines_show_nothing_and_minus_one_shows_all() -> None:
    assert numbers(0) == []
    assert numbers(-1) == list(range(101, 141))


def test_matching_lines_are_marked() -> None:
    lines = snippet(parse("retry"), TEXT, 0, lines=3)

    assert [line.text for line in lines if line.matched] == ["the retry backoff"]


def pages(*rows: tuple[int, int | None, str, NodeKind]) -> list[list[int]]:
    start = 0
    ranked = []
    for chunk_id, node, text, kind in rows:
        ranked.append(
            Ranked(chunk(chunk_id, text=text, file_id=1, start=start, node=node, kind=kind), 1.0, ())
        )
        start += len(text)
    return [[one.chunk.chunk_id for one in group.in_order] for group in merged(ranked, 10)]


def test_two_halves_of_one_function_are_one_hit() -> None:
    assert pages((1, 7, "a\n", NodeKind.FUNCTION), (2, 7, "b\n", NodeKind.FUNCTION)) == [[1, 2]]


def test_two_methods_of_one_class_stay_two_hits() -> None:
    assert pages((1, 7, "a\n", NodeKind.CLASS), (2, 7, "b\n", NodeKind.CLASS)) == [[1], [2]]


def test_the_same_text_twice_is_shown_once() -> None:
    assert pages((1, 7, "same\n", NodeKind.FUNCTION), (2, 8, "same\n", NodeKind.FUNCTION)) == [[1]]


def copies() -> list[Ranked]:
    """Draw a function of two chunks in lib/, a copy of both in dist/, and one of the first in old/."""
    drawn = [
        chunk(1, "lib/a.js", "one\n", file_id=1, start=0, node=7),
        chunk(2, "lib/a.js", "two\n", file_id=1, start=4, node=7),
        chunk(3, "old/a.js", "one\n", file_id=3, start=8, node=9),
        chunk(4, "dist/a.js", "one\n", file_id=2, start=40, node=8),
        chunk(5, "dist/a.js", "two\n", file_id=2, start=44, node=8),
    ]
    return [Ranked(row, 1.0 - row.chunk_id / 10, ()) for row in drawn]


def test_the_same_text_elsewhere_is_named_with_the_hit() -> None:
    (hit,) = pack(parse("one"), copies(), Request("one"), None, {})

    assert hit.also_in == (Lines("old/a.js", 9, 10), Lines("dist/a.js", 41, 46))


@pytest.mark.parametrize("question", ['"one"', "/one/"])
def test_where_something_exact_is_asked_for_every_place_is_a_hit(question: str) -> None:
    hits = pack(parse(question), copies(), Request(question), None, {})

    assert [hit.path_display for hit in hits] == ["lib/a.js", "old/a.js", "dist/a.js"]
    assert not any(hit.also_in for hit in hits)


@pytest.fixture
def indexed(tmp_path: Path) -> Path:
    (tmp_path / "a.py").write_bytes(b"x = 1\n")
    return tmp_path


def known(root: Path, content: bytes = b"x = 1\n"):  # type: ignore[no-untyped-def]  # a row, its type is the argument of freshness
    stat = os.lstat(root / "a.py")
    return chunk(1, "a.py")._replace(
        size_bytes=stat.st_size,
        mtime_ns=stat.st_mtime_ns,
        inode=stat.st_ino,
        sha256=hashlib.sha256(content).digest(),
    )


def test_an_untouched_file_is_fresh(indexed: Path) -> None:
    assert freshness(indexed, known(indexed)) is Freshness.FRESH


def test_a_touched_file_with_the_same_bytes_is_fresh(indexed: Path) -> None:
    row = known(indexed)
    os.utime(indexed / "a.py", ns=(1, 1))

    assert freshness(indexed, row) is Freshness.FRESH


@pytest.mark.parametrize("content", [b"y = 1\n", b"x = 1\nmore\n"])
def test_other_bytes_are_a_change(indexed: Path, content: bytes) -> None:
    row = known(indexed)
    (indexed / "a.py").write_bytes(content)
    os.utime(indexed / "a.py", ns=(1, 1))

    assert freshness(indexed, row) is Freshness.CHANGED


def test_a_file_that_is_gone_is_deleted(indexed: Path) -> None:
    row = known(indexed)
    (indexed / "a.py").unlink()

    assert freshness(indexed, row) is Freshness.DELETED


def test_a_link_in_its_place_is_a_change_and_is_not_followed(indexed: Path) -> None:
    row = known(indexed)
    (indexed / "a.py").unlink()
    (indexed / "a.py").symlink_to("/etc/passwd")

    assert freshness(indexed, row) is Freshness.CHANGED


def test_without_a_disk_nothing_is_known(indexed: Path) -> None:
    assert freshness(None, known(indexed)) is Freshness.UNKNOWN
