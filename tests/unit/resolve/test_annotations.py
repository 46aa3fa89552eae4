"""A written type is read the same way in every language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.resolve.annotations import Type, read

FOO = Type("Foo")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Foo", FOO),
        ("pkg.sub.Foo", Type("pkg.sub.Foo")),
        ("std::io::Foo", Type("std.io.Foo")),
        ("'Foo'", FOO),
        ("Optional['Foo']", Type("Optional", (FOO,))),
        ("Foo | None", Type("|", (FOO, Type("None")))),
        ("A & B", Type("|", (Type("A"), Type("B")))),
        ("dict[str, Foo]", Type("dict", (Type("str"), FOO))),
        ("Map<string, Foo>", Type("Map", (Type("string"), FOO))),
        ("Foo[]", Type("[]", (FOO,))),
        ("readonly Foo[][]", Type("[]", (Type("[]", (FOO,)),))),
        ("[]*pkg.Foo", Type("[]", (Type("pkg.Foo"),))),
        ("[Foo; 4]", Type("[]", (FOO,))),
        ("(A, B)", Type("()", (Type("A"), Type("B")))),
        ("(Foo)", FOO),
        ("&'a mut Foo<'b>", FOO),
        ("Box<dyn Foo + Send>", Type("Box", (Type("|", (FOO, Type("Send"))),))),
        ("impl Iterator<Item = Foo>", Type("Iterator", (FOO,))),
        ("Foo?", FOO),
        ("*const Foo", FOO),
    ],
)
def test_a_type_is_read_whatever_its_language(written: str, meant: Type) -> None:
    assert read(written) == meant


@pytest.mark.parametrize("written", ["(a: A) => B", "fn(A) -> B", "{ a: B }", "", "*", "[]"])
def test_what_cannot_be_read_is_unknown(written: str) -> None:
    assert read(written).name in ("", "fn", "[]")


@given(st.text(alphabet="abAB.:<>[](){}|&,*?'\" =-;", max_size=60))
def test_no_text_makes_the_reader_fail(written: str) -> None:
    assert isinstance(read(written), Type)


def test_a_type_nested_without_end_is_cut() -> None:
    assert read("list[" * 300).name == "list"
