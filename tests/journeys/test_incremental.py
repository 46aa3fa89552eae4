"""The law of increments: any sequence of edits, indexed step by step, gives what indexing the outcome gives.

Compared are all three stores: every table of the graph with ids replaced by what they stand for, the vectors, and the
answers to questions with their scores.
"""

import json
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from support.indexing import index_folder, run_edits
from support.repositories import draw
from support.small_index import HashingEmbedder
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader, Snapshot

TABLES = {
    "files": """
        SELECT path, language, content, flags, status, reason, hex(sha256), lines_code, parse_error_bytes
          FROM file_metadata""",
    "nodes": """
        SELECT f.path, n.symbol, n.kind, n.name, n.qualified_name, p.symbol, n.signature, n.return_type,
               n.documentation, n.visibility, n.modifiers, n.start_byte, n.end_byte, n.start_line, n.complexity
          FROM semantic_nodes AS n
          JOIN file_metadata AS f ON f.id = n.file_id
          LEFT JOIN semantic_nodes AS p ON p.id = n.parent_id""",
    "parameters": """
        SELECT f.path, n.symbol, q.position, q.name, q.type, q.default_value, q.kind
          FROM semantic_node_parameters AS q
          JOIN semantic_nodes AS n ON n.id = q.node_id
          JOIN file_metadata AS f ON f.id = n.file_id""",
    "references": """
        SELECT f.path, n.symbol, r.start_byte, r.kind, e.name, e.expression, r.line, r.flags
          FROM semantic_references AS r
          JOIN reference_expressions AS e ON e.id = r.expression_id
          JOIN semantic_nodes AS n ON n.id = r.node_id
          JOIN file_metadata AS f ON f.id = n.file_id""",
    "expressions": "SELECT name, expression FROM reference_expressions",
    "dependencies": """
        SELECT f.path, i.import_path, i.start_byte, t.path, d.is_external, d.confidence
          FROM file_imports AS i
          JOIN file_metadata AS f ON f.id = i.file_id
          LEFT JOIN file_dependencies AS d ON d.import_id = i.id
          LEFT JOIN file_metadata AS t ON t.id = d.target_file_id""",
    "calls": """
        SELECT cf.path, c.symbol, tf.path, t.symbol, g.call_type, g.is_async, g.sites, g.confidence
          FROM node_call_graph AS g
          JOIN semantic_nodes AS c ON c.id = g.caller_id
          JOIN file_metadata AS cf ON cf.id = c.file_id
          JOIN semantic_nodes AS t ON t.id = g.callee_id
          JOIN file_metadata AS tf ON tf.id = t.file_id""",
    "relationships": """
        SELECT sf.path, s.symbol, tf.path, t.symbol, r.type, r.confidence, r.line
          FROM semantic_relationships AS r
          JOIN semantic_nodes AS s ON s.id = r.source_node_id
          JOIN file_metadata AS sf ON sf.id = s.file_id
          JOIN semantic_nodes AS t ON t.id = r.target_node_id
          JOIN file_metadata AS tf ON tf.id = t.file_id""",
    "chunks": """
        SELECT f.path, c.start_byte, c.end_byte, c.start_line, c.end_line, c.header_bytes, c.passage, c.kinds, hex(c.chunk_key)
          FROM document_chunks AS c
          JOIN file_metadata AS f ON f.id = c.file_id""",
    "names": """
        SELECT n.symbol
          FROM semantic_nodes_fts AS s
          JOIN semantic_nodes AS n ON n.id = s.rowid
         WHERE s.name LIKE '%ope%'""",
}

SOMEWHERE = np.sqrt(np.arange(1, 1 + HashingEmbedder().dimensions, dtype=np.float32))
SOMEWHERE /= np.linalg.norm(SOMEWHERE)

WORDS = ("open", "close", "lock", "turn", "shop", "door", "retry", "key")
FIELDS = ("name", "body", "path", "documentation")


def contents(where: Path) -> dict[str, Any]:
    """Return all that the three stores hold, in words that do not depend on how it came there."""
    with IndexReader.open(IndexPaths(where)) as reader, reader.pin() as snapshot:
        found: dict[str, Any] = {
            name: sorted(map(repr, snapshot.connection.execute(query))) for name, query in TABLES.items()
        }
        keys = dict(snapshot.connection.execute("SELECT id, hex(chunk_key) FROM document_chunks"))
        found["answers"] = dict(_answers(snapshot, keys))
        assert snapshot.vectors is not None
        # How near each is to a direction without symmetries: no two vectors of words have the same.
        near = snapshot.vectors.nearest(SOMEWHERE, len(keys), EVERYTHING)
        found["vectors"] = {keys[number]: round(score, 6) for number, score in near}
        assert sorted(keys) == sorted(number for number, _ in snapshot.text.rows())
        assert sorted(keys) == sorted(number for number, _ in snapshot.vectors.digest_rows())
        return found


def _answers(snapshot: Snapshot, keys: dict[int, str]) -> Iterator[tuple[str, list[tuple[str, float]]]]:
    for field in FIELDS:
        for word in WORDS:
            hits = snapshot.text.search(field, [word], 20, EVERYTHING)
            # Equal scores may come in any order.
            yield f"{field}:{word}", sorted((keys[number], round(score, 4)) for number, score in hits)


SNIPPETS = (
    "class Lock:\n    def turn(self):\n        return True\n",
    "class Lock:\n    def turn(self):\n        return self.jam()\n\n    def jam(self):\n        return False\n",
    "from lock import Lock\n\n\ndef open_door():\n    return Lock().turn()\n",
    "from shop.lock import Lock as Bolt\n\n\nclass Safe(Bolt):\n    def open_it(self):\n        return self.turn()\n",
    "from .lock import *\n\n\ndef close():\n    turn()\n    retry(3)\n",
    'import lock\n\n\ndef retry(times):\n    """Turn the key again."""\n    return lock.Lock().turn() or key()\n',
    "def turn():\n    return 1\n\n\ndef key():\n    return turn()\n",
    "from door import open_door as enter\n\nenter()\n",
    "# Doors\n\nHow to open a door.\n\n## Locks\n\nTurn the key, retry.\n",
    "[shop]\nname = 'doors'\n",
    "",
    "def broken(:\n  key((\n",
)
PATHS = ("lock.py", "door.py", "shop/lock.py", "shop/__init__.py", "shop/safe.py", "guide.md", "conf.toml")


class Edits(RuleBasedStateMachine):
    """A folder somebody works in, and the index that follows."""

    home: Path

    @initialize()
    def start(self) -> None:
        shutil.rmtree(self.home, ignore_errors=True)
        self.root, self.index = self.home / "tree", self.home / "index"
        self.root.mkdir(parents=True)
        (self.root / "lock.py").write_text(SNIPPETS[0])
        self.embedder = HashingEmbedder()
        index_folder(self.root, self.index, self.embedder)
        self.changed: set[str] = set()
        """Since the last run."""

    @rule(path=st.sampled_from(PATHS), text=st.sampled_from(SNIPPETS))
    def write(self, path: str, text: str) -> None:
        target = self.root / path
        target.parent.mkdir(exist_ok=True)
        target.write_text(text)
        self.changed.add(path)

    @rule(path=st.sampled_from(PATHS), text=st.sampled_from(SNIPPETS))
    def append(self, path: str, text: str) -> None:
        if (self.root / path).exists():
            with (self.root / path).open("a") as file:
                file.write("\n\n" + text)
            self.changed.add(path)

    @rule(path=st.sampled_from(PATHS))
    def delete(self, path: str) -> None:
        (self.root / path).unlink(missing_ok=True)
        self.changed.add(path)

    @rule(old=st.sampled_from(PATHS), new=st.sampled_from(PATHS))
    def rename(self, old: str, new: str) -> None:
        if (self.root / old).exists():
            (self.root / new).parent.mkdir(exist_ok=True)
            (self.root / old).replace(self.root / new)
            self.changed |= {old, new}

    @rule(path=st.sampled_from(PATHS))
    def touch(self, path: str) -> None:
        if (self.root / path).exists():
            (self.root / path).touch()
            self.changed.add(path)

    @precondition(lambda self: self.changed)
    @rule(is_told=st.booleans())
    def follow(self, *, is_told: bool) -> None:
        """Index, as a watcher does that is told what changed, or by looking at everything."""
        only = frozenset(path.encode() for path in self.changed) if is_told else None
        index_folder(self.root, self.index, self.embedder, only=only)
        self.changed.clear()

    @rule()
    def read_everything_again(self) -> None:
        """Index with `--force`, as every index is after a new version has other facts to tell."""
        index_folder(self.root, self.index, self.embedder, force=True)
        self.changed.clear()

    @invariant()
    def equals_a_fresh_index(self) -> None:
        if self.changed:
            return
        fresh = self.home / "fresh"
        shutil.rmtree(fresh, ignore_errors=True)
        index_folder(self.root, fresh, self.embedder)

        assert contents(self.index) == contents(fresh)


@pytest.mark.parametrize(
    ("sequences", "steps"),
    [(8, 8), pytest.param(200, 12, marks=pytest.mark.slow)],
    ids=["sample", "whole"],
)
def test_an_index_kept_up_to_date_equals_one_made_from_scratch(
    tmp_path: Path, sequences: int, steps: int
) -> None:
    run_edits(Edits, tmp_path / "work", sequences=sequences, steps=steps)


def test_the_comparison_sees_a_difference(tmp_path: Path) -> None:
    root = tmp_path / "tree"
    root.mkdir()
    (root / "a.py").write_text("def open_it(): ...\n")
    index_folder(root, tmp_path / "one", HashingEmbedder())
    (root / "a.py").write_text("def open_it(): ...  # or not\n")
    index_folder(root, tmp_path / "two", HashingEmbedder())

    assert json.dumps(contents(tmp_path / "one")) != json.dumps(contents(tmp_path / "two"))


def test_a_run_that_finds_only_new_times_says_that_it_published_nothing(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", "a.py\n    x = 1")
    assert index_folder(root, tmp_path / "index").published
    os.utime(root / "a.py", (1, 1))

    report = index_folder(root, tmp_path / "index")

    assert (report.published, report.generation, report.unchanged) == (False, 1, 1)
