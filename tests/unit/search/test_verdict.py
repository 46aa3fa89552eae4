"""The three empty answers, and which skipped files make one doubtful."""

from pathlib import Path

import pytest
from support.small_index import facts_of, open_writer, source_file
from triptych_indexer.model import FileFacts, ParseStatus
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_search.coverage import coverage_of, missing, verdict_of
from triptych_search.model import Coverage, Ranking, Verdict
from triptych_search.query.syntax import parse


def held(*, skipped: int = 0, failed: int = 0, unread: int = 0) -> Coverage:
    return Coverage(10, skipped, failed, unread, True, ("python",))


def verdict(question: str, what: Coverage, *, cut: bool = False) -> Verdict:
    query = parse(question)
    absent = missing(query.filters, what, "shop")
    return verdict_of([], absent, [Ranking("exact", at_least=cut)], what, query)


def test_nothing_is_found_when_all_text_was_searched() -> None:
    assert verdict("nosuchword", held()) is Verdict.NOTHING


def test_images_and_catalogues_make_an_empty_answer_no_less_sure() -> None:
    assert verdict("nosuchword", held(skipped=2_600)) is Verdict.NOTHING


def test_a_language_that_is_not_held_is_not_indexed() -> None:
    assert verdict("lang:rust nosuchword", held(unread=1)) is Verdict.NOT_INDEXED


def test_a_file_that_may_be_text_and_was_not_read_leaves_it_open() -> None:
    assert verdict("nosuchword", held(skipped=1, unread=1)) is Verdict.CANNOT_KNOW


def test_a_file_whose_parser_failed_leaves_it_open() -> None:
    assert verdict("nosuchword", held(failed=1)) is Verdict.CANNOT_KNOW


def test_a_search_that_was_cut_short_leaves_it_open() -> None:
    assert verdict('"no such phrase"', held(), cut=True) is Verdict.CANNOT_KNOW


@pytest.mark.parametrize(
    ("reason", "doubtful"),
    [
        ("3.1 MB is over max_file_bytes (2 MB)", True),
        ("2097153 bytes are more than the limit of 2097152", True),
        ("unreadable: Permission denied", True),
        ("unreadable folder: Permission denied", True),
        ("gone since the folder was walked", True),
        ("it changed while it was read, twice: the next run reads it", True),
        ("UTF-16 or UTF-32 that cannot be decoded", True),
        ("an image", False),
        ("a localisation catalogue", False),
        ("binary (a NUL byte in the first 64 kB)", False),
        ("generated (a lock file): include_generated = true reads it", False),
        ("vendored (vendor/): `!vendor/` in .triptychignore reads it", False),
        ("a symbolic link: never followed", False),
    ],
)
def test_only_text_that_could_not_be_read_leaves_an_empty_answer_open(
    reason: str, doubtful: bool, tmp_path: Path
) -> None:
    with open_writer(tmp_path) as writer:
        writer.begin(root="/shop", revision=None, settings_digest="s", tool_version="t")
        writer.stage(source_file("a.py", ""), facts_of("a.py", "one\n"), None, "facts-1")
        skipped = FileFacts(None, ParseStatus.SKIPPED, reason)
        writer.stage(source_file("b.py", ""), skipped, None, "facts-1")
        writer.publish(None)
    with IndexReader.open(IndexPaths(tmp_path)) as reader, reader.pin() as snapshot:
        coverage = coverage_of(snapshot)

    assert (coverage.files_skipped, coverage.files_unread) == (1, int(doubtful))
    assert verdict("nosuchword", coverage) is (Verdict.CANNOT_KNOW if doubtful else Verdict.NOTHING)
