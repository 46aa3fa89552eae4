"""A change reaches the files whose edges can differ, and no others."""

from collections.abc import Collection, Sequence

from triptych_indexer.model import BindingRow, Definition, ImportSite, Parameter, ReferenceSite
from triptych_indexer.resolve.affected import Change, affected

NOTHING: frozenset[int] = frozenset()


class Repository:
    """Five files: 2 was linked by looking at 1, 3 by looking at 1 and 2; 4 uses the name `save`; 5 imports `util`."""

    def files(self) -> Sequence[tuple[int, bytes, str | None]]:
        return [(number, f"pkg/f{number}.py".encode(), "python") for number in (1, 2, 3, 4, 5)]

    def files_naming(self, names: Collection[str]) -> set[int]:
        return {4} if "save" in names else set()

    def imports_mentioning(
        self, words: Collection[str]
    ) -> list[tuple[int, tuple[tuple[str, str | None], ...]]]:
        return [(5, (("x", None),))] if "util" in words else []

    def dependents_of(self, file_ids: Collection[int]) -> set[int]:
        looked_at = {1: {2, 3}, 2: {3}, 5: {1}, 99: {2}}
        return {one for number in file_ids for one in looked_at.get(number, ())}

    def files_of_types(self, names: Collection[str]) -> set[int]:
        return {1} if "Pool" in names else set()

    def test_files(self) -> Collection[int]:
        return ()

    def definitions_in(self, file_id: int) -> Sequence[Definition]:
        return ()

    def definitions_named(self, name: str, limit: int) -> Sequence[Definition]:
        return ()

    def parameters_in(self, file_id: int) -> Sequence[Parameter]:
        return ()

    def type_parameters_in(self, file_id: int) -> Sequence[tuple[int, str, str | None]]:
        return ()

    def bindings_in(self, file_id: int) -> Sequence[BindingRow]:
        return ()

    def references_in(self, file_id: int) -> Sequence[ReferenceSite]:
        return ()

    def inheritance_in(self, file_id: int) -> Sequence[ReferenceSite]:
        return ()

    def imports_in(self, file_id: int) -> Sequence[ImportSite]:
        return ()

    def text_of(self, file_id: int) -> str | None:
        return None


def _change(
    files: Collection[int] = (),
    surfaces: Collection[int] = (),
    names: Collection[str] = (),
    paths: Collection[bytes] = (),
) -> Change:
    return Change(frozenset(files), frozenset(surfaces), frozenset(names), frozenset(paths))


def test_an_edit_that_nobody_can_see_links_one_file_again() -> None:
    assert affected(Repository(), _change(files=[1])) == [1]


def test_an_edit_that_others_can_see_links_all_that_looked_at_the_file() -> None:
    assert affected(Repository(), _change(files=[1], surfaces=[1])) == [1, 2, 3]


def test_a_file_that_is_gone_links_again_who_looked_at_it() -> None:
    assert affected(Repository(), _change(surfaces=[99], paths=[b"pkg/gone.py"])) == [2]


def test_a_name_that_changed_links_again_who_uses_it_without_knowing_the_receiver() -> None:
    assert affected(Repository(), _change(files=[1], names=["save"])) == [1, 4]


def test_a_new_path_links_again_who_may_import_it_and_who_looked_at_those() -> None:
    assert affected(Repository(), _change(paths=[b"pkg/util.py"])) == [1, 5]


def test_an_impl_of_a_type_counts_as_a_change_of_the_file_that_defines_it() -> None:
    assert affected(Repository(), _change(files=[4], names=["Pool"])) == [2, 3, 4]


def test_a_file_that_shapes_the_tree_links_everything_again() -> None:
    assert affected(Repository(), _change(paths=[b"pkg/__init__.py"])) == [1, 2, 3, 4, 5]
