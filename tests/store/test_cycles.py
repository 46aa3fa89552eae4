"""Cycles and figures as they are published: what is kept of them from one generation to the next."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from support.indexing import index_folder
from support.repositories import draw
from triptych_indexer.model import CycleLevel
from triptych_indexer.store.graph.cycles import Cycles, KnownCycle
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.sql import open_reader

SHOP = """
    shop/__init__.py
    shop/door.py
        from shop.lock import Lock

        def even(n):
            return n == 0 or odd(n - 1)

        def odd(n):
            return n != 0 and even(n - 1)

        def down(n):
            return down(n - 1)

        class Door:
            def __init__(self):
                self.lock = Lock()

            def open(self):
                return even(4)
    shop/lock.py
        class Lock:
            def owner(self):
                from shop.door import Door

                return Door()
    tests/test_door.py
        from shop.door import Door, even

        def test_even():
            assert even(2)

        def test_open():
            assert Door().open()
"""


class Shop:
    """A repository that is indexed again and again."""

    def __init__(self, where: Path) -> None:
        self.root = draw(where / "shop", SHOP)
        self.index = where / "index"

    def publish(self) -> int:
        return index_folder(self.root, self.index).generation or 0

    @contextmanager
    def graph(self) -> Iterator[sqlite3.Connection]:
        with closing(open_reader(IndexPaths(self.index).index_db)) as connection:
            yield connection

    def there(self, level: CycleLevel = CycleLevel.FILE) -> list[KnownCycle]:
        with self.graph() as connection:
            return Cycles(connection).there(level)

    def gone(self) -> list[KnownCycle]:
        with self.graph() as connection:
            return Cycles(connection).gone(CycleLevel.FILE)

    def metrics(self) -> dict[str, tuple[float, int, int]]:
        with self.graph() as connection:
            rows = connection.execute(
                """
                SELECT node.qualified_name, metrics.centrality, metrics.fan_in, metrics.tests
                  FROM node_graph_metrics AS metrics
                  JOIN semantic_nodes AS node ON node.id = metrics.node_id
                """
            )
            return {name: (score, fan_in, tests) for name, score, fan_in, tests in rows}


@pytest.fixture
def shop(tmp_path: Path) -> Shop:
    return Shop(tmp_path)


def test_a_cycle_is_published_with_its_generation_and_goes_with_the_edge_that_made_it(shop: Shop) -> None:
    first = shop.publish()
    (found,) = shop.there()
    assert found.cycle.members == ("shop/door.py", "shop/lock.py")
    assert (found.cycle.nature, found.first_seen, found.last_seen) == ("lazy", first, first)

    lock = shop.root / "shop/lock.py"
    before = lock.read_text()
    lock.write_text("class Lock:\n    def owner(self):\n        return None\n")
    second = shop.publish()
    assert shop.there() == []
    (gone,) = shop.gone()
    assert (gone.id, gone.last_seen, gone.gone_since) == (found.id, first, second)

    lock.write_text(before)
    shop.publish()
    (again,) = shop.there()
    assert (again.id, again.first_seen, again.gone_since) == (found.id, first, None)
    assert shop.gone() == []


def test_a_run_that_changes_no_edge_keeps_what_was_found_and_its_history(shop: Shop) -> None:
    first = shop.publish()
    before, figures = shop.there(), shop.metrics()
    with (shop.root / "shop/lock.py").open("a") as lock:
        lock.write("\n# The end.\n")

    second = shop.publish()

    assert second == first + 1
    (after,) = shop.there()
    assert (after.cycle, after.first_seen, after.last_seen) == (before[0].cycle, first, second)
    assert shop.metrics() == figures


def test_a_cycle_that_a_member_joins_is_the_same_cycle(shop: Shop) -> None:
    first = shop.publish()
    (shop.root / "shop/key.py").write_text("import shop.door\n")
    with (shop.root / "shop/lock.py").open("a") as lock:
        lock.write("\ndef key():\n    import shop.key\n")

    shop.publish()

    (found,) = shop.there()
    assert (len(found.cycle.members), found.first_seen) == (3, first)


def test_a_renamed_file_is_told_by_its_new_name(shop: Shop) -> None:
    shop.publish()
    (shop.root / "shop/lock.py").rename(shop.root / "shop/bolt.py")
    door = shop.root / "shop/door.py"
    door.write_text(door.read_text().replace("shop.lock", "shop.bolt"))

    shop.publish()

    assert [one.cycle.members for one in shop.there()] == [("shop/bolt.py", "shop/door.py")]


def test_calls_that_come_back_are_recursion_direct_or_mutual(shop: Shop) -> None:
    shop.publish()

    (found,) = shop.there(CycleLevel.CALL)
    assert found.cycle.members == ("shop/door.py::even", "shop/door.py::odd")
    with shop.graph() as connection:
        told = dict(
            connection.execute(
                "SELECT caller, recursion FROM call_hierarchy WHERE callee <> 'Lock'"
            ).fetchall()
        )
        loops = Cycles(connection).loops()
        chain = connection.execute(
            "SELECT member, leads_to FROM circular_dependency_chains WHERE level = 'call'"
        ).fetchall()
    assert (told["even"], told["odd"], told["down"], told["Door.open"]) == (
        "mutual",
        "mutual",
        "direct",
        "none",
    )
    assert [loop.qualified_name for loop in loops] == ["down"]
    assert chain == [("shop/door.py::even", "shop/door.py::odd"), ("shop/door.py::odd", "shop/door.py::even")]


def test_tests_are_counted_apart_and_give_no_centrality(shop: Shop) -> None:
    shop.publish()

    figures = shop.metrics()

    assert figures["even"][1:] == (2, 1), "odd and Door.open call it, and one test"
    assert figures["Door"][1:] == (1, 1)
    assert figures["even"][0] > figures["Lock"][0] > 0.15


def test_the_figures_after_an_edit_are_those_of_a_fresh_index(shop: Shop, tmp_path: Path) -> None:
    shop.publish()
    (shop.root / "tests/test_door.py").unlink()
    with (shop.root / "shop/lock.py").open("a") as lock:
        lock.write(
            "\ndef all_doors():\n    from shop.door import Door, even\n\n    return [Door(), even(2)]\n"
        )
    shop.publish()

    fresh = Shop(tmp_path / "fresh")
    for path in ("shop/lock.py",):
        (fresh.root / path).write_text((shop.root / path).read_text())
    (fresh.root / "tests/test_door.py").unlink()
    fresh.publish()

    assert shop.metrics() == fresh.metrics()
    assert [one.cycle for one in shop.there()] == [one.cycle for one in fresh.there()]


def test_an_edit_that_moves_no_edge_never_reads_the_whole_graph(
    shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop.publish()
    before = shop.there()
    monkeypatch.setattr(Cycles, "_facts", None)  # reading them now would fail
    door = shop.root / "shop/door.py"
    door.write_text("# a line more\n" + door.read_text().replace("n == 0", "n == 1"))

    shop.publish()

    assert [one.cycle for one in shop.there()] == [one.cycle for one in before]


def test_a_function_that_becomes_a_test_is_counted_as_one(shop: Shop) -> None:
    lock = shop.root / "shop/lock.rs"
    lock.write_text("fn turn() {}\n\nfn check() { turn(); }\n")
    shop.publish()
    assert shop.metrics()["turn"][1:] == (1, 0)

    lock.write_text("fn turn() {}\n\n#[test]\nfn check() { turn(); }\n")
    shop.publish()

    assert shop.metrics()["turn"][1:] == (0, 1)
