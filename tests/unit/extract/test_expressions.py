"""The text that an expression becomes."""

import pytest
from support.fact_listing import facts_of
from triptych_indexer.model import ReferenceFlag


def _calls(source: str, language: str = "python") -> dict[str, str]:
    facts = facts_of(language, source.encode(), b"x")
    return {row[3]: row[2] for row in facts.references if row[1] == "call"}


@pytest.mark.parametrize(
    ("source", "expression", "name"),
    [
        ("save()", "save", "save"),
        ("self.pool[0].get(1)", "self.pool[].get", "get"),
        ("super().save()", "super().save", "save"),
        ("'a'.join(x)", "'str'.join", "join"),
        ("[1].index(1)", "'list'.index", "index"),
        ("{}.get(1)", "'dict'.get", "get"),
        ("(a or b).run()", "?.run", "run"),
        ("handlers[key]()", "handlers[]", ""),
        ("f(1)(2)", "f()", ""),
        ("a . b ()", "a.b", "b"),
    ],
)
def test_names_stay_and_the_rest_is_its_shape(source: str, expression: str, name: str) -> None:
    assert _calls(source)[expression] == name


def test_a_chain_over_many_lines_is_called_where_its_names_stand() -> None:
    facts = facts_of("python", b"(query  # first\n    .filter(a=1)\n    # then\n    .order_by('x'))\n", b"x")

    assert [(row[3], row[4]) for row in facts.references] == [
        ("query.filter", 1),
        ("query.filter().order_by", 3),
    ]


def test_of_a_very_long_target_only_the_last_name_is_kept() -> None:
    facts = facts_of("python", b"x" + b".step(1)" * 1_000 + b"\n", b"x")

    assert facts.references[-1][2:4] == ("step", "?.step")


def test_what_stands_in_a_broken_place_is_marked_as_a_guess() -> None:
    facts = facts_of("python", b"ok()\nx = [guess(), }\n", b"x")

    assert {row[2]: row[7] for row in facts.references} == {"ok": 0, "guess": ReferenceFlag.IN_ERROR}


def test_a_bracket_behind_the_target_is_not_part_of_it() -> None:
    facts = facts_of("kotlin", "@Retention(BINARY)\n@Targeté(CLASS)\nannotation class Quiet\n".encode(), b"x")

    assert ("decorate", "Targeté", "Targeté") in [row[1:4] for row in facts.references]
