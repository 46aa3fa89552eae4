"""The text store: one Tantivy document for each chunk, searched one field at a time.

The writer works in `live/`; what readers open are frozen commits: folders of hard links to the commit's immutable
segment files with a `meta.json` of their own, so a freeze costs a millisecond and no space.

Queries are built from query objects, never by Tantivy's own parser: ten thousand parentheses overflow its stack and
take the process with them. One field at a time, so that each field's BM25 score is a signal with a name and Tantivy
can skip blocks that cannot reach the top k (it only does so for a plain union of terms).

Ids are declared `integer` (signed): deleting by a term of an unsigned field deletes nothing and says nothing.
"""

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from triptych_indexer.errors import StoreDamaged, StoreError
from triptych_indexer.store.damage import reading
from triptych_indexer.store.faults import fault_point
from triptych_indexer.store.filters import ChunkFilter, kinds_in
from triptych_indexer.store.leases import LEASE
from triptych_indexer.store.paths import sync_directory, sync_file, write_durably

if TYPE_CHECKING:
    import tantivy

    _Clause = tuple[tantivy.Occur, tantivy.Query]
    _Hit = tuple[float, tantivy.DocAddress]

TEXT_FIELDS: Final = ("name", "qualified_name", "path", "signature", "documentation", "body")
"""Fields that can be searched; each holds terms as `tokens.terms` gives them."""

_LAYOUT: Final = "2 chunk_id mark file_id language content kind | whitespace freq " + " ".join(TEXT_FIELDS)

SCHEMA_FINGERPRINT: Final = "s" + hashlib.blake2b(_LAYOUT.encode(), digest_size=6).hexdigest()
"""Names the folder: an index of another layout is never opened, it is rebuilt from SQLite beside it."""

HEAP_BYTES: Final = 64_000_000
"""One writer thread's arena. 64 MB indexes as fast as 128 MB here, and stays far below the 600 MB a run may take;
two threads cost more CPU and leave more segments (benchmarks/record, "text store")."""

MANY_FILES: Final = 500
"""A filter of more files is not asked of Tantivy, which reads the postings of every one of them for every search (1.4 ms
for 5,000): the best of all files are read on, until enough are of the right ones."""

READ_ON: Final = 4
"""Times k hits are read on: enough when a quarter of them is of the right files. Then Tantivy is asked after all."""
MAX_READ_ON: Final = 1_000
"""A larger k costs more to read on than a filter does."""

_LOCK_FILES: Final = (".tantivy-meta.lock", ".tantivy-writer.lock")


class TextRow(NamedTuple):
    """One chunk as the text store keeps it."""

    chunk_id: int
    mark: int
    """`digest.mark_of` of its key."""
    file_id: int
    language: str
    """Empty when the file has none."""
    content: str
    kinds: int
    name: str
    qualified_name: str
    path: str
    signature: str
    documentation: str
    body: str


class TextWriter:
    """The writer's side of `live/`, for one commit: Tantivy wants its writer dropped before files are linked."""

    def __init__(self, live: Path) -> None:
        """Open the working index, or make it.

        Raises:
            StoreDamaged: its files do not open.
        """
        import tantivy

        self.live = live
        live.mkdir(parents=True, exist_ok=True)
        try:
            self._index = tantivy.Index(_schema(), str(live))
            self._writer = self._index.writer(HEAP_BYTES, 1)
        except (ValueError, OSError) as error:
            raise _trouble(live, error) from error

    def clear(self) -> None:
        self._writer.delete_all_documents()
        fault_point("text.cleared")

    def delete(self, chunk_ids: Iterable[int]) -> None:
        delete = self._writer.delete_documents_by_term
        for chunk_id in chunk_ids:
            delete("chunk_id", chunk_id)
        fault_point("text.deleted")

    def add(self, rows: Iterable[TextRow]) -> None:
        """Add documents; `rows` may be endless as far as memory goes."""
        add = self._writer.add_document
        for row in rows:
            add(_document(row))
        fault_point("text.added")

    def commit(self) -> int:
        """Commit, wait until no thread touches the files any more, and return the commit's opstamp."""
        opstamp = int(self._writer.commit())
        fault_point("text.committed")
        self._writer.wait_merging_threads()
        fault_point("text.merged")
        return opstamp

    def reader(self) -> "TextSnapshot":
        """Return a view of what was just committed, to be verified before it is published."""
        self._index.reload()
        return TextSnapshot(self._index)


def freeze(live: Path, frozen: Path) -> None:
    """Make `frozen` a folder of hard links to the newest commit of `live`, whole or not there at all."""
    scratch = frozen.with_name(frozen.name + ".tmp")
    scratch.mkdir()
    fault_point("freeze.made")
    meta = (live / "meta.json").read_bytes()
    files = _segment_files(live, meta)
    for name in files:
        os.link(live / name, scratch / name)
        fault_point("freeze.file_linked")
    fault_point("freeze.linked")
    _describe(scratch, meta, files)
    fault_point("freeze.described")
    scratch.rename(frozen)
    fault_point("freeze.renamed")
    sync_directory(frozen.parent)
    fault_point("freeze.synced")


def thaw(frozen: Path, scratch: Path) -> None:
    """Make `scratch` a working index that stands where `frozen` stood."""
    scratch.mkdir(parents=True)
    for entry in frozen.iterdir():
        if entry.suffix == ".json" or entry.name in _LOCK_FILES:
            shutil.copyfile(entry, scratch / entry.name)  # the writer rewrites these in place
        elif entry.name != LEASE:
            os.link(entry, scratch / entry.name)


@contextmanager
def openable(frozen: Path) -> Iterator[Path]:
    """Give the folder, or a copy when its file system is read-only: Tantivy opens its lock file for writing."""
    if not os.statvfs(frozen).f_flag & os.ST_RDONLY:
        yield frozen
        return
    with tempfile.TemporaryDirectory(prefix="triptych-") as scratch:
        yield Path(shutil.copytree(frozen, Path(scratch) / frozen.name))


def _segment_files(live: Path, meta: bytes) -> list[str]:
    """Return the files that a commit consists of, of all that lie in the folder."""
    segments = {
        str(segment["segment_id"]).replace("-", ""): segment.get("deletes") or {}
        for segment in json.loads(meta)["segments"]
    }
    files = []
    for name in sorted(os.listdir(live)):
        segment, _, rest = name.partition(".")
        if segment not in segments:
            continue
        if rest.endswith(".del") and rest != f"{segments[segment].get('opstamp')}.del":
            continue  # an older commit's deletions
        files.append(name)
    return files


def _describe(scratch: Path, meta: bytes, files: Sequence[str]) -> None:
    (scratch / LEASE).touch()
    for name in _LOCK_FILES:  # made now: a reader that had to make them would change the folder
        (scratch / name).touch()
    managed = scratch / ".managed.json"
    managed.write_text(json.dumps([*files, "meta.json"]))
    sync_file(managed)
    write_durably(scratch / "meta.json", meta)  # syncs the folder too


class TextSnapshot:
    """One commit, searched."""

    def __init__(self, index: "tantivy.Index") -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._last_files: tuple[ChunkFilter, list[_Clause]] | None = None
        """One question searches many fields under one filter."""

    @classmethod
    def open(cls, frozen: Path) -> "TextSnapshot":
        """Open a frozen commit.

        Raises:
            StoreDamaged: files are missing or broken.
        """
        import tantivy

        with reading(str(frozen)):
            return cls(tantivy.Index.open(str(frozen)))

    @property
    def documents(self) -> int:
        return int(self._searcher.num_docs)

    @property
    def segments(self) -> int:
        return int(self._searcher.num_segments)

    def search(self, field: str, terms: Sequence[str], k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        """Return at most `k` (chunk id, BM25 score) of chunks with any of `terms` in `field`, best first.

        Equal scores stand in the order of the documents; the score is the field's own, filters add nothing to it.
        """
        if not terms or k <= 0 or where.passes_none:
            return []
        return self._top(self._any_of(field, terms), k, where)

    def search_all(
        self, field: str, terms: Sequence[str], k: int, where: ChunkFilter
    ) -> list[tuple[int, float]]:
        """Like `search`, for chunks with every one of `terms`: the candidates of an exact phrase."""
        import tantivy

        if not terms or k <= 0 or where.passes_none:
            return []
        each = [(tantivy.Occur.Must, self._term(field, term)) for term in dict.fromkeys(terms)]
        return self._top(tantivy.Query.boolean_query(each), k, where)

    def matching(self, k: int, where: ChunkFilter) -> tuple[list[int], int]:
        """Return at most `k` chunks that pass the filter, in the order of the documents, and how many there are."""
        import tantivy

        if k <= 0 or where.passes_none:
            return [], 0
        with reading("the text store"):
            found: Any = self._searcher.search(
                self._filtered(tantivy.Query.all_query(), where), k, count=True
            )
            ids: list[Any] = self._searcher.fast_field_values("chunk_id", [place for _, place in found.hits])
        return ids, int(found.count)

    def count(self, field: str, terms: Sequence[str], where: ChunkFilter) -> int:
        """Return how many chunks have any of `terms` in `field`: a fraction of a millisecond at 30,000 chunks."""
        if not terms or where.passes_none:
            return 0
        query = self._filtered(self._any_of(field, terms), where)
        with reading("the text store"):
            result: Any = self._searcher.search(query, 1, count=True)  # its stub forgets `count`
        return int(result.count)

    def rows(self) -> Iterator[tuple[int, int]]:
        """Yield (chunk id, mark) of every chunk, in no order: what the digest is made of."""
        import tantivy

        if not self.documents:
            return
        with reading("the text store"):
            hits = self._searcher.search(tantivy.Query.all_query(), self.documents, count=False).hits
            places = [place for _, place in hits]
            ids: list[Any] = self._searcher.fast_field_values("chunk_id", places)
            marks: list[Any] = self._searcher.fast_field_values("mark", places)
        yield from zip(ids, marks, strict=True)

    def _top(self, query: "tantivy.Query", k: int, where: ChunkFilter) -> list[tuple[int, float]]:
        with reading("the text store"):
            found = None
            if k <= MAX_READ_ON and max(len(where.file_ids or ()), len(where.not_file_ids)) > MANY_FILES:
                found = self._read_on(query, k, where)
            if found is None:
                found = self._searcher.search(self._filtered(query, where), k, count=False).hits
            ids: list[Any] = self._searcher.fast_field_values("chunk_id", [place for _, place in found])
        return [(chunk_id, score) for chunk_id, (score, _) in zip(ids, found, strict=True)]

    def _read_on(self, query: "tantivy.Query", k: int, where: ChunkFilter) -> "list[_Hit] | None":
        """Return the best k of the right files, picked from the best of all: those that a filter would leave.

        None when some of them may lie further on.
        """
        hits: Any = self._searcher.search(
            self._filtered(query, where, of_any_file=True), k * READ_ON, count=False
        ).hits
        files: list[Any] = self._searcher.fast_field_values("file_id", [place for _, place in hits])
        passing = [hit for hit, file_id in zip(hits, files, strict=True) if where.passes_file(file_id)]
        return passing[:k] if len(passing) >= k or len(hits) < k * READ_ON else None

    def _term(self, field: str, term: str) -> "tantivy.Query":
        import tantivy

        if field not in TEXT_FIELDS:
            raise StoreError(f"{field!r} is not a field of the text store")
        return tantivy.Query.term_query(self._schema, field, term, "freq")

    def _any_of(self, field: str, terms: Sequence[str]) -> "tantivy.Query":
        import tantivy

        unique = list(dict.fromkeys(terms))
        if len(unique) == 1:
            return self._term(field, unique[0])
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Should, self._term(field, term)) for term in unique]
        )

    def _filtered(
        self, query: "tantivy.Query", where: ChunkFilter, *, of_any_file: bool = False
    ) -> "tantivy.Query":
        import tantivy

        if where.passes_all:
            return query
        clauses = [(tantivy.Occur.Must, query)]
        for field, values in self._allowed(where):
            clauses.append((tantivy.Occur.Must, _unscored(self._one_of(field, values))))
        for field, values in self._refused(where):
            clauses.append((tantivy.Occur.MustNot, self._one_of(field, values)))
        if not of_any_file:
            clauses += self._files(where)
        return tantivy.Query.boolean_query(clauses) if len(clauses) > 1 else query

    def _files(self, where: ChunkFilter) -> "list[_Clause]":
        last = self._last_files
        if last is None or last[0] is not where:
            self._last_files = last = (where, self._new_files(where))
        return last[1]

    def _new_files(self, where: ChunkFilter) -> "list[_Clause]":
        import tantivy

        if where.file_ids is not None:
            allowed = list(where.file_ids - where.not_file_ids)
            chosen = tantivy.Query.term_set_query(self._schema, "file_id", allowed)
            return [(tantivy.Occur.Must, _unscored(chosen))]
        if where.not_file_ids:
            refused = tantivy.Query.term_set_query(self._schema, "file_id", list(where.not_file_ids))
            return [(tantivy.Occur.MustNot, refused)]
        return []

    def _one_of(self, field: str, values: Sequence[str]) -> "tantivy.Query":
        """Take terms and not their set: that reads all it allows before it starts, a term is skipped along with the words."""
        import tantivy

        terms = [tantivy.Query.term_query(self._schema, field, value, "basic") for value in values]
        return tantivy.Query.boolean_query([(tantivy.Occur.Should, term) for term in terms])

    def _allowed(self, where: ChunkFilter) -> Iterator[tuple[str, list[str]]]:
        if where.languages:
            yield "language", sorted(where.languages)
        if where.contents:
            yield "content", sorted(where.contents)
        if where.kinds:
            yield "kind", [kind.value for kind in kinds_in(where.kinds)]

    def _refused(self, where: ChunkFilter) -> Iterator[tuple[str, list[str]]]:
        if where.not_languages:
            yield "language", sorted(where.not_languages)
        if where.not_kinds:
            yield "kind", [kind.value for kind in kinds_in(where.not_kinds)]


def _unscored(query: "tantivy.Query") -> "tantivy.Query":
    import tantivy

    return tantivy.Query.const_score_query(query, 0.0)


def deleted_share(live: Path) -> float:
    """Return the share of dead documents in the newest commit; Tantivy merges them away only by chance."""
    try:
        segments = json.loads((live / "meta.json").read_bytes())["segments"]
    except (OSError, ValueError, KeyError) as error:
        raise _trouble(live, error) from error
    total = sum(segment["max_doc"] for segment in segments)
    dead = sum((segment.get("deletes") or {}).get("num_deleted_docs", 0) for segment in segments)
    return dead / total if total else 0.0


def _schema() -> "tantivy.Schema":
    import tantivy

    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("chunk_id", indexed=True, fast=True)
    builder.add_integer_field("mark", fast=True)
    builder.add_integer_field("file_id", indexed=True, fast=True)
    for field in ("language", "content", "kind"):
        builder.add_text_field(field, tokenizer_name="raw", index_option="basic")
    for field in TEXT_FIELDS:
        builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def _document(row: TextRow) -> "tantivy.Document":
    import tantivy

    document = tantivy.Document()
    document.add_integer("chunk_id", row.chunk_id)
    document.add_integer("mark", row.mark)
    document.add_integer("file_id", row.file_id)
    document.add_text("language", row.language)
    document.add_text("content", row.content)
    for kind in kinds_in(row.kinds):
        document.add_text("kind", kind.value)
    for field, text in zip(TEXT_FIELDS, row[6:], strict=True):
        if text:
            document.add_text(field, text)
    return document


def _trouble(folder: Path, error: Exception) -> StoreError:
    """Tell a second writer and a full disk from broken files."""
    if "LockBusy" in str(error):
        return StoreError(f"{folder} is held by another process")
    return StoreDamaged(f"the text store in {folder} does not open ({error}): run `triptych repair`")
