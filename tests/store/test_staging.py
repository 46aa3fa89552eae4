import json
import sqlite3
from collections.abc import Iterator, Mapping
from hashlib import blake2b, sha256
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from triptych_indexer.errors import StoreError
from triptych_indexer.model import (
    ChunkRow,
    Content,
    FileFacts,
    ImportRow,
    KnownFile,
    NodeRow,
    ParameterRow,
    ParseStatus,
    ReferenceRow,
    SourceFile,
)
from triptych_indexer.store.keys import chunk_keys
from triptych_indexer.store.migrate import migrate
from triptych_indexer.store.sql import open_writer
from triptych_indexer.store.staging import Staging

Lines = tuple[str, ...]
"""A file of the toy language: each line defines a name and says what it uses, `name: used used`."""


def facts_of(path: bytes, lines: Lines) -> FileFacts:
    """Return what a toy file says: a module, a definition a line, a reference a used name, a chunk a line."""
    text = "".join(f"{line}\n" for line in lines)
    nodes = [_node(0, -1, "module", path.decode(), ".", 0, len(text), 0, text)]
    references: list[ReferenceRow] = []
    imports: list[ImportRow] = []
    parameters: list[ParameterRow] = []
    chunks: list[ChunkRow] = []
    seen: dict[str, int] = {}
    offset = 0
    for number, line in enumerate(lines):
        name, _, used = line.partition(":")
        nth = seen[name] = seen.get(name, -1) + 1
        ordinal = number + 1
        nodes.append(_node(ordinal, 0, "function", name, f"{name}({nth}).", offset, len(line), number, line))
        parameters.append((ordinal, 0, "self", None, None, "receiver", None))
        references.extend(
            (ordinal, "call", word, word, number, 0, offset + place, 0, 7)
            for place, word in enumerate(used.split())
        )
        if name == "from":
            imports.append((0, "import", used, "[]", line, 0, number, offset))
        terms = line.replace(":", "")
        chunks.append(
            (
                ordinal,
                offset,
                offset + len(line) + 1,
                number,
                number,
                "toy",
                f"{line}\n",
                3,
                1,
                name,
                name,
                "",
                "",
                terms,
            )
        )
        offset += len(line) + 1
    return FileFacts(
        # In this toy language others see what a file imports, and nothing else of it.
        bindings=b"",
        surface=repr(sorted(row[2] for row in imports)).encode(),
        sha256=sha256(text.encode()).digest(),
        status=ParseStatus.PARSED,
        nodes=nodes,
        parameters=parameters,
        imports=imports,
        references=references,
        chunks=chunks,
    )


def _node(
    ordinal: int, parent: int, kind: str, name: str, symbol: str, start: int, size: int, line: int, text: str
) -> NodeRow:
    content_hash = blake2b(text.encode(), digest_size=8).digest()
    return (
        ordinal, parent, kind, name, name, symbol, f"def {name}" if parent == 0 else None, None, text or None, text or None,
        "public", 0, start, start + size, line, 0, line, size, start, start + len(name), line, 0, 1, None, content_hash,
    )  # fmt: skip


class Index:
    """An index.db that is brought from one set of files to the next."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._staging: Staging | None = None
        self.connection = open_writer(folder / "index.db")
        migrate(self.connection, "graph")
        self.connection.execute(
            "INSERT INTO ast_parsing_sessions (root, settings_digest, tool_version, status, started_at)"
            " VALUES ('/', '', '0', 'running', 0)"
        )

    def begin(self) -> Staging:
        self._staging = Staging(self.connection, self.folder / "stage", session_id=1)
        return self._staging

    def close(self) -> None:
        if self._staging is not None:
            self._staging.close()
        self.connection.close()

    def publish(self, staging: Staging) -> None:
        staging.apply()
        self.connection.execute("COMMIT")
        staging.close()

    def known(self, path: bytes) -> KnownFile | None:
        row = self.connection.execute(
            "SELECT id, path, size_bytes, mtime_ns, inode, sha256, language, content, flags, facts_digest"
            " FROM file_metadata WHERE path = ?",
            (path,),
        ).fetchone()
        return None if row is None else KnownFile(*row)

    def update(self, files: Mapping[bytes, Lines], renames: Mapping[bytes, bytes] | None = None) -> Staging:
        """Make the index hold exactly these files; `renames` says which old path a new one goes on from."""
        staging = self.begin()
        renames = renames or {}
        paths = [path for (path,) in self.connection.execute("SELECT path FROM file_metadata")]
        known = {path: self.known(path) for path in paths}
        taken = set()
        for path, lines in files.items():
            before = known.get(renames.get(path, path))
            facts = facts_of(path, lines)
            if before is not None:
                taken.add(before.path)
                if before.path == path and before.sha256 == facts.sha256:
                    continue
            staging.add(source(path), facts, before, "digest")
        for path in paths:
            gone = known[path]
            if path not in taken and gone is not None:
                staging.remove(gone)
        self.publish(staging)
        return staging

    def contents(self) -> dict[str, list[tuple[object, ...]]]:
        """Return what the tables say, ids replaced by what they stand for."""
        return {name: self.connection.execute(query).fetchall() for name, query in _CONTENTS.items()}

    def node_ids(self) -> dict[tuple[int, str], int]:
        rows = self.connection.execute("SELECT file_id, symbol, id FROM semantic_nodes")
        return {(file_id, symbol): number for file_id, symbol, number in rows}

    def chunk_ids(self) -> dict[bytes, int]:
        return dict(self.connection.execute("SELECT chunk_key, id FROM document_chunks").fetchall())

    def substrings(self, text: str) -> set[str]:
        rows = self.connection.execute(
            "SELECT node.name FROM semantic_nodes_fts AS fts JOIN semantic_nodes AS node ON node.id = fts.rowid"
            " WHERE fts.name LIKE ?",
            (f"%{text}%",),
        )
        return {name for (name,) in rows}


_CONTENTS = {
    "files": "SELECT path, display_path, sha256, status, facts_digest FROM file_metadata ORDER BY path",
    "nodes": """
        SELECT f.path, n.symbol, p.symbol, n.kind, n.name, n.documentation, n.start_byte, n.end_byte, n.start_line,
               n.content_hash
          FROM semantic_nodes n JOIN file_metadata f ON f.id = n.file_id LEFT JOIN semantic_nodes p ON p.id = n.parent_id
         ORDER BY 1, 2""",
    "parameters": """
        SELECT f.path, n.symbol, a.position, a.name, a.kind
          FROM semantic_node_parameters a JOIN semantic_nodes n ON n.id = a.node_id JOIN file_metadata f ON f.id = n.file_id
         ORDER BY 1, 2, 3""",
    "references": """
        SELECT f.path, n.symbol, r.start_byte, r.kind, e.name, e.expression, r.line
          FROM semantic_references r JOIN reference_expressions e ON e.id = r.expression_id
          JOIN semantic_nodes n ON n.id = r.node_id JOIN file_metadata f ON f.id = n.file_id
         ORDER BY 1, 2, 3, 4, 5""",
    "expressions": "SELECT name, expression FROM reference_expressions ORDER BY 1, 2",
    "imports": """
        SELECT f.path, n.symbol, i.import_path, i.line
          FROM file_imports i JOIN semantic_nodes n ON n.id = i.node_id JOIN file_metadata f ON f.id = i.file_id
         ORDER BY 1, 4""",
    "chunks": """
        SELECT f.path, n.symbol, c.chunk_key, c.embedding_hash, c.start_byte, c.end_byte, c.start_line, c.passage
          FROM document_chunks c JOIN file_metadata f ON f.id = c.file_id LEFT JOIN semantic_nodes n ON n.id = c.node_id
         ORDER BY 1, 5""",
}


def source(path: bytes) -> SourceFile:
    return SourceFile(path, 1, 1, 1, "toy", Content.CODE, 0)


@pytest.fixture
def index(tmp_path: Path) -> Iterator[Index]:
    made = Index(tmp_path)
    yield made
    made.close()


def test_a_definition_keeps_its_id_while_its_symbol_lives(index: Index) -> None:
    index.update({b"a": ("alpha: beta", "gamma: delta")})
    before = index.node_ids()

    index.update({b"a": ("new: one", "gamma: other")})

    after = index.node_ids()
    assert after[(1, "gamma(0).")] == before[(1, "gamma(0).")]
    assert (1, "alpha(0).") not in after
    assert after[(1, "new(0).")] not in before.values()


def test_an_id_is_never_given_twice(index: Index) -> None:
    index.update({b"a": ("alpha: beta",)})
    before = set(index.node_ids().values())
    index.update({})

    index.update({b"a": ("alpha: beta",)})

    assert not before & set(index.node_ids().values())


def test_a_renamed_file_keeps_its_id_and_those_of_its_definitions(index: Index) -> None:
    index.update({b"a": ("alpha: beta",)})
    before = index.node_ids()

    index.update({b"b": ("alpha: beta",)}, renames={b"b": b"a"})

    assert index.node_ids() == before


def test_two_files_may_swap_their_names(index: Index) -> None:
    index.update({b"a": ("alpha: x",), b"b": ("beta: y",)})

    index.update({b"a": ("beta: y",), b"b": ("alpha: x",)}, renames={b"a": b"b", b"b": b"a"})

    rows = index.connection.execute("SELECT id, path FROM file_metadata ORDER BY id").fetchall()
    assert rows == [(1, b"b"), (2, b"a")]


def test_a_path_that_two_files_claim_is_refused(index: Index) -> None:
    index.update({b"a": ("alpha: x",)})
    staging = index.begin()
    staging.add(source(b"a"), facts_of(b"a", ("beta: y",)), None, "digest")

    with pytest.raises(StoreError, match="neither removed nor renamed"):
        staging.apply()


@pytest.mark.parametrize("is_known", [False, True])
def test_definitions_that_nothing_tells_apart_are_refused(index: Index, is_known: bool) -> None:
    if is_known:
        index.update({b"a": ("alpha: x",)})
    twice = facts_of(b"a", ("alpha: x", "beta: y"))
    twice.nodes[-1] = (*twice.nodes[-1][:5], twice.nodes[-2][5], *twice.nodes[-1][6:])

    with pytest.raises(StoreError, match="same symbol"):
        index.begin().add(source(b"a"), twice, index.known(b"a") if is_known else None, "digest")


def test_an_edit_tells_the_projections_only_what_changed(index: Index) -> None:
    index.update({b"a": ("alpha: beta", "gamma: delta")})
    old = index.chunk_ids()

    staging = index.begin()
    staging.add(
        source(b"a"), facts_of(b"a", ("first: line", "alpha: beta", "gamma: other")), index.known(b"a"), "d"
    )
    staging.apply()
    new = [chunk.body_terms for file in staging.new_chunks() for chunk in file.chunks]
    removed = list(staging.removed_chunk_ids())
    index.connection.execute("COMMIT")

    assert new == ["first line", "gamma other"]
    assert len(removed) == 1
    assert removed[0] in old.values()


def test_an_edit_names_what_other_files_may_have_to_link_again(index: Index) -> None:
    index.update({b"a": ("alpha: x", "gamma: y")})

    staging = index.update({b"a": ("alpha: other", "delta: y")})

    assert staging.changed_names() == {"gamma", "delta"}
    assert staging.changed_files() == {1}
    assert staging.changed_surfaces() == frozenset()


def test_files_that_show_others_something_else_are_told(index: Index) -> None:
    index.update({b"a": ("from: x",), b"b": ("from: y", "alpha: z")})

    staging = index.update({b"a": ("from: other",), b"b": ("alpha: z", "from: y")})

    assert staging.changed_surfaces() == {1}


def test_equal_chunks_of_one_file_have_different_keys() -> None:
    chunks = facts_of(b"a", ("alpha: x", "alpha: x")).chunks

    first, second = chunk_keys(b"a", "toy", "code", chunks)

    assert first != second
    assert chunk_keys(b"b", "toy", "code", chunks)[0] != first


def test_what_is_rolled_back_leaves_nothing(index: Index) -> None:
    index.update({b"a": ("alpha: x",)})
    before = index.contents()

    staging = index.begin()
    staging.add(source(b"b"), facts_of(b"b", ("beta: y",)), None, "digest")
    staging.apply()
    index.connection.execute("ROLLBACK")
    staging.close()

    assert index.contents() == before
    assert not (index.folder / "stage").exists()


def test_a_first_load_that_is_rolled_back_leaves_the_indexes_in_place(index: Index) -> None:
    names = "SELECT name FROM sqlite_master ORDER BY name"
    before = index.connection.execute(names).fetchall()

    staging = index.begin()
    staging.add(source(b"b"), facts_of(b"b", ("beta: y",)), None, "digest")
    index.connection.execute("ROLLBACK")
    staging.close()

    assert index.connection.execute(names).fetchall() == before


def test_a_reader_sees_nothing_until_the_commit(index: Index) -> None:
    reader = sqlite3.connect(f"file:{index.folder / 'index.db'}?mode=ro", uri=True)
    staging = index.begin()
    staging.add(source(b"a"), facts_of(b"a", ("alpha: x",)), None, "digest")
    staging.apply()

    (during,) = reader.execute("SELECT count(*) FROM semantic_nodes").fetchone()
    index.connection.execute("COMMIT")
    (after,) = reader.execute("SELECT count(*) FROM semantic_nodes").fetchone()

    assert (during, after) == (0, 2)
    reader.close()


def test_every_change_is_recorded(index: Index) -> None:
    index.update({b"a": ("alpha: x",), b"b": ("beta: y",), b"c": ("gamma: z",)})

    index.update({b"a": ("alpha: other",), b"d": ("beta: y",)}, renames={b"d": b"b"})

    rows = index.connection.execute(
        "SELECT change, display_path, old_display_path, affected_nodes FROM code_change_tracking WHERE id > 3 ORDER BY id"
    ).fetchall()
    assert [row[:3] for row in rows] == [
        ("modified", "a", None),
        ("renamed", "d", "b"),
        ("deleted", "c", None),
    ]
    assert json.loads(rows[0][3]) == [1, 2]
    assert json.loads(rows[2][3]) == [5, 6]  # the definitions that went with it


def test_a_file_that_loses_its_definitions_keeps_its_text(index: Index) -> None:
    index.update({b"a": ("alpha: x",)})
    facts = facts_of(b"a", ("alpha: x",))
    staging = index.begin()

    text_only = FileFacts(
        sha256=facts.sha256, status=ParseStatus.TEXT, reason="too deep", chunks=facts.chunks
    )
    staging.add(source(b"a"), text_only, index.known(b"a"), "digest")
    index.publish(staging)

    rows = index.connection.execute("SELECT node_id, passage FROM document_chunks").fetchall()
    assert rows == [(None, "toy\nalpha: x\n")]
    assert index.node_ids() == {}


_PATHS = st.sampled_from([b"a", b"b", b"c", b"d/e"])
_LINES = st.lists(
    st.builds(
        lambda name, used: f"{name}: {' '.join(used)}",
        st.sampled_from(["alpha", "beta", "gamma", "from"]),
        st.lists(st.sampled_from(["one", "two", "alpha"]), max_size=2),
    ),
    max_size=4,
).map(tuple)


class Increments(RuleBasedStateMachine):
    """Whatever the order of edits, the index says what a fresh one would say of the same files."""

    @initialize()
    def begin(self) -> None:
        import tempfile

        self._folder = tempfile.TemporaryDirectory()
        self._index = Index(Path(self._folder.name))
        self._files: dict[bytes, Lines] = {}

    @rule(changes=st.dictionaries(_PATHS, st.none() | _LINES, min_size=1))
    def edit(self, changes: dict[bytes, Lines | None]) -> None:
        nodes, chunks = self._index.node_ids(), self._index.chunk_ids()
        for path, lines in changes.items():
            if lines is None:
                self._files.pop(path, None)
            else:
                self._files[path] = lines

        staging = self._index.update(self._files)

        self._check_ids(nodes)
        now = self._index.chunk_ids()
        assert {now[key] for key in now.keys() & chunks.keys()} <= set(chunks.values())
        assert set(staging.removed_chunk_ids()) == set(chunks.values()) - set(now.values())

    @rule(old=_PATHS, new=_PATHS)
    def rename(self, old: bytes, new: bytes) -> None:
        if old not in self._files or new in self._files:
            return
        nodes = self._index.node_ids()
        self._files[new] = self._files.pop(old)

        self._index.update(self._files, renames={new: old})

        self._check_ids(nodes)

    def _check_ids(self, before: dict[tuple[int, str], int]) -> None:
        now = self._index.node_ids()
        surviving = now.keys() & before.keys()
        assert all(now[key] == before[key] for key in surviving)

    @invariant()
    def an_increment_equals_a_fresh_load(self) -> None:
        import tempfile

        with tempfile.TemporaryDirectory() as folder:
            fresh = Index(Path(folder))
            fresh.update(self._files)
            assert self._index.contents() == fresh.contents()
            for text in ("alp", "amm", "fro"):
                assert self._index.substrings(text) == fresh.substrings(text)
            fresh.connection.close()
        broken = self._index.connection.execute("PRAGMA foreign_key_check").fetchall()
        assert broken == []
        self._index.connection.execute(
            "INSERT INTO semantic_nodes_fts (semantic_nodes_fts) VALUES ('integrity-check')"
        )

    def teardown(self) -> None:
        self._index.connection.close()
        self._folder.cleanup()


Increments.TestCase.settings = settings(
    max_examples=25, stateful_step_count=8, deadline=None, suppress_health_check=list(HealthCheck)
)
test_increments_equal_a_fresh_load = Increments.TestCase
