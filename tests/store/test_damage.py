"""Whatever a library says of its broken files becomes one error, a panic too."""

import sqlite3

import pytest
from triptych_indexer.errors import StoreDamaged, StoreMissing
from triptych_indexer.store.damage import in_words, reading


class PanicException(BaseException):  # the name that libraries in Rust give it
    pass


@pytest.mark.parametrize("said", [ValueError("x"), RuntimeError("x"), OSError("x"), PanicException("x")])
def test_failing_to_read_is_damage(said: BaseException) -> None:
    with pytest.raises(StoreDamaged, match="the text store"), reading("the text store"):
        raise said


def test_the_stores_own_errors_and_an_interruption_stay_what_they_are() -> None:
    with pytest.raises(StoreMissing), reading("the text store"):
        raise StoreMissing("no index")
    with pytest.raises(KeyboardInterrupt), reading("the text store"):
        raise KeyboardInterrupt


def test_a_databases_own_complaint_is_told_in_words_and_a_wrong_question_of_ours_is_not() -> None:
    assert "run `triptych repair`" in str(in_words(sqlite3.DatabaseError("database disk image is malformed")))
    assert "run `triptych doctor`" in str(in_words(sqlite3.OperationalError("database is locked")))
    assert in_words(sqlite3.ProgrammingError("incorrect number of bindings")) is None
