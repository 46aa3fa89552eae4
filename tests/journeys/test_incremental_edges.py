"""Edges of an index kept up to date equal those of one made from scratch, whatever was edited in whatever order.

The files build on each other in every way that resolution follows: results that are inferred over several files, members given to
`self`, bases, decorators, containers, fixtures, default exports, manifests, `impl` blocks, names seen without an import.
"""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
)
from journeys.test_incremental import TABLES
from support.indexing import index_folder, run_edits
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader

EDGES = {name: TABLES[name] for name in ("dependencies", "calls", "relationships")}

VERSIONS: dict[str, tuple[str, ...]] = {
    "shop/door.py": (
        "class Door:\n    def open(self): return self\n    def price(self): return 1\n",
        "from shop.base import Base\n\n\nclass Door(Base):\n    def open(self) -> 'Door': ...\n",
        "class Gate:\n    def open(self): return self\n\n\nDoor = Gate\n",
        "def Door(): return make()\n\n\ndef make(): return {}\n",
    ),
    "shop/base.py": (
        "class Base:\n    def price(self): return 2\n    @property\n    def key(self): return self.price()\n",
        "from shop.door import Door\n\n\nclass Base:\n    def price(self): return Door().open()\n",
    ),
    "shop/make.py": (
        "from .door import Door\n\n\ndef make():\n    made = Door()\n    return made\n\n\ndef keep(f):\n"
        "    def kept(*args): return f(*args)\n    return kept\n",
        "from . import door\n\n\ndef make():\n    return [door.Door()]\n\n\ndef keep(f): return f\n",
        "from .store import Store\n\n\ndef make(): return Store().first()\n",
    ),
    "shop/store.py": (
        "from .make import make, keep\n\n\nclass Store:\n    def __init__(self):\n        self.door = make()\n"
        "    @keep\n    def first(self): return self.door.open()\n    def all(self):\n        for one in make():\n"
        "            one.open().price()\n",
        "from shop import *\n\n\nclass Store:\n    def first(self, door): return door.price()\n",
    ),
    "shop/__init__.py": ("", "from .make import make as create\nfrom .door import *\n", "__all__ = ['make']\nfrom .make import make\n"),
    "tests/conftest.py": ("import pytest\nfrom shop.store import Store\n\n\n@pytest.fixture\ndef store(): return Store()\n", ""),
    "tests/test_store.py": (
        "def test_first(store):\n    assert store.first().price() == 1\n",
        "import shop\n\n\ndef test_create():\n    with shop.create() as one:\n        one.key\n        one['x']\n",
    ),
    "web/lib/util.ts": (
        "export default { open, close };\nfunction open() { return new Lock(); }\nfunction close() {}\n"
        "export class Lock { turn() { return this; } }\n",
        "export class Lock { turn() {} }\nexport default function open() { return new Lock(); }\n",
    ),
    "web/app.ts": (
        "import util, { Lock } from '@/util';\nutil.open().turn();\nexport const go = (l: Lock) => l.turn();\n",
        "import open from './lib/util.js';\nopen().turn();\n",
    ),
    "web/lib/each.ts": (
        "import { Lock } from './util';\nexport type Visit = (lock: Lock) => void;\nexport function each(visit: Visit) {}\n"
        "export const locks: Lock[] = [];\n",
        "export function each(visit: (x: number) => void) {}\nexport const locks = [1, 2].map((x) => x);\n",
    ),
    "web/use.ts": (
        "import { each, locks } from './lib/each';\neach((one) => one.turn());\nexport function first() {\n  let held;\n"
        "  locks.forEach((one) => { held = one.turn(); });\n  return held;\n}\n",
        "import { locks } from './lib/each';\nexport function first() {\n  let held;\n  const some = locks.map((one) => one);\n"
        "  some.forEach((one) => { held = one; });\n  return held;\n}\n",
        "export function first() {\n  let held;\n  [].forEach((one) => { held = one; });\n  return held;\n}\n",
    ),
    "web/more.ts": ("import { first } from './use';\nfirst().turn();\n",),
    "web/tsconfig.json": ('{"compilerOptions": {"paths": {"@/*": ["./lib/*"]}}}', "{}"),
    "core/src/lib.rs": (
        "mod key;\nmod tools;\npub struct Bolt { pub key: key::Key }\nimpl Bolt { pub fn slide(&self) { self.key.cut().file(); } }\n",
        "pub mod key;\npub use key::Key;\nfn run() { let k = Key::new(); k.cut(); }\n",
    ),
    "core/src/tools.rs": (
        "pub mod fine { pub use crate::key::Key; pub fn mend() {} }\nuse fine::Key as Blade;\n"
        "fn run(b: Option<Blade>) { b.map(|one| one.cut()); fine::mend(); }\n",
        "use crate::tools::fine::mend;\npub mod fine { pub use super::mend; }\npub fn mend() { self::fine::mend(); }\n",
    ),
    "core/src/key.rs": (
        "pub struct Key;\nimpl Key { pub fn new() -> Key { Key } pub fn cut(&self) -> Key { Key } }\n",
        "use crate::Bolt;\npub struct Key;\nimpl Key { pub fn file(&self) {} }\nimpl Bolt { fn wear(&self) { self.slide() } }\n",
    ),
    "core/src/extra.rs": ("impl crate::key::Key { pub fn file(&self) {} }\n",),
    "jvm/a/src/main/kotlin/shop/Key.kt": (
        "package shop\n\nclass Key { fun cut() {} }\n",
        "package shop\n\nopen class Base { fun cut() {} }\n\nclass Key : Base()\n",
    ),
    "jvm/b/src/main/kotlin/shop/Use.kt": (
        "package shop\n\nfun use(keys: List<Key>) = keys.forEach { it.cut() }\n",
        "package shop\n\nclass Key { fun cut() {} }\n",
    ),
    "jvm/a/src/main/java/shop/Tools.java": (
        'package shop;\n\npublic class Tools { public static void mend(String text) {} public static void mend(int size) {} }\n',
        "package shop;\n\npublic class Tools { public static void mend(Object any) {} }\n",
    ),
    "jvm/b/src/main/java/use/Use.java": (
        'package use;\n\nimport static shop.Tools.mend;\n\nclass Use { void use() { mend("x"); } }\n',
        "package use;\n\nimport shop.*;\n\nclass Use { void use() { Tools.mend(1); } }\n",
    ),
    "go/a.go": ("package a\n\nfunc Open() { Turn() }\n", "package a\n\ntype Lock struct{}\n\nfunc (l Lock) Turn() {}\n"),
    "go/b.go": ("package a\n\nfunc Turn() {}\n", "package a\n\nfunc use(l Lock) { l.Turn() }\n"),
    "rb/lock.rb": ("class Lock\n  def turn\n    jam\n  end\nend\n", "class Lock\n  def jam\n  end\nend\n"),
    "rb/more.rb": ("class Lock\n  def jam\n  end\nend\n\nLock.new.turn\n",),
}  # fmt: skip


class Edits(RuleBasedStateMachine):
    """A folder in which files change between versions, come and go."""

    home: Path

    def __init__(self) -> None:
        super().__init__()
        shutil.rmtree(self.home, ignore_errors=True)
        self.root, self.index = self.home / "tree", self.home / "index"
        for path, versions in VERSIONS.items():
            (self.root / path).parent.mkdir(parents=True, exist_ok=True)
            (self.root / path).write_text(versions[0])
        index_folder(self.root, self.index)
        self.edited = False

    @rule(path=st.sampled_from(sorted(VERSIONS)), which=st.integers(0, 3))
    def write(self, path: str, which: int) -> None:
        versions = VERSIONS[path]
        (self.root / path).write_text(versions[which % len(versions)])
        self.edited = True

    @rule(path=st.sampled_from(sorted(VERSIONS)))
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        self.edited = True

    @precondition(lambda self: self.edited)
    @rule()
    def follow(self) -> None:
        index_folder(self.root, self.index)
        self.edited = False

    @rule()
    def read_everything_again(self) -> None:
        index_folder(self.root, self.index, force=True)
        self.edited = False

    @invariant()
    def has_the_edges_of_a_fresh_index(self) -> None:
        if self.edited:
            return
        fresh = self.home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        index_folder(self.root, fresh)

        assert edges(self.index) == edges(fresh)


def edges(where: Path) -> dict[str, Any]:
    """Return all edges, in words that do not depend on how they came there."""
    with IndexReader.open(IndexPaths(where)) as reader, reader.pin() as snapshot:
        return {name: sorted(map(repr, snapshot.connection.execute(query))) for name, query in EDGES.items()}


@pytest.mark.parametrize(
    ("sequences", "steps"),
    [(10, 8), pytest.param(500, 12, marks=pytest.mark.slow)],
    ids=["sample", "whole"],
)
def test_edges_kept_up_to_date_equal_those_made_from_scratch(
    tmp_path: Path, sequences: int, steps: int
) -> None:
    run_edits(Edits, tmp_path / "work", sequences=sequences, steps=steps)


def test_reading_everything_again_gives_the_same_edges(tmp_path: Path) -> None:
    root, where = tmp_path / "tree", tmp_path / "index"
    for path, versions in VERSIONS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(versions[0])
    index_folder(root, where)
    before = edges(where)

    report = index_folder(root, where, force=True)

    assert report.modified == len(VERSIONS)
    assert edges(where) == before


def test_the_comparison_sees_an_edge_that_is_gone(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "a.py").write_text("def f(): ...\n\n\nf()\n")
    index_folder(root, tmp_path / "one")
    (root / "a.py").write_text("def f(): ...\n\n\ng()\n")
    index_folder(root, tmp_path / "two")

    assert json.dumps(edges(tmp_path / "one")) != json.dumps(edges(tmp_path / "two"))


def test_an_edit_inside_a_body_links_one_file_again(tmp_path: Path) -> None:
    root, where = tmp_path / "tree", tmp_path / "index"
    for path, versions in VERSIONS.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(versions[0])
    assert index_folder(root, where).linked == len(VERSIONS)
    door = root / "shop/door.py"
    door.write_text(door.read_text().replace("return 1", "print(); return 1"))

    assert index_folder(root, where).linked == 1
