"""What changed since the last generation, on a folder that exists in memory only."""

import hashlib
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from triptych_indexer.discover.changes import RACY_NS, Delta, compare
from triptych_indexer.errors import SourceError
from triptych_indexer.model import Content, FileFlag, KnownFile, SourceFile

SECOND = 1_000_000_000
LONG_AGO = 1_000 * SECOND
SCANNED = 2_000 * SECOND


def digest_of(language: str | None) -> str:
    return f"facts of {language}"


def sha256(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


def source(path: str, content: bytes = b"x = 1\n", *, at: int = LONG_AGO, inode: int = 7) -> SourceFile:
    return SourceFile(path.encode(), len(content), at, inode, "python", Content.CODE, 0)


def known(
    path: str, content: bytes = b"x = 1\n", *, at: int = LONG_AGO, inode: int = 7, id: int = 1
) -> KnownFile:
    return KnownFile(
        id, path.encode(), len(content), at, inode, sha256(content), "python", "code", 0, digest_of("python")
    )


@dataclass
class Contents:
    """Hashes on demand, and what was asked for."""

    by_path: dict[bytes, bytes]
    asked: list[bytes] = field(default_factory=list)

    def __call__(self, path: bytes) -> bytes:
        self.asked.append(path)
        if path not in self.by_path:
            raise SourceError("gone since the folder was walked")
        return sha256(self.by_path[path])


def compared(
    found: list[SourceFile],
    before: list[KnownFile],
    contents: dict[str, bytes] | None = None,
    scanned: int = SCANNED,
) -> Delta:
    hashes = Contents({path.encode(): content for path, content in (contents or {}).items()})
    return compare(
        sorted(found, key=lambda file: file.path), {file.path: file for file in before},
        hash_of=hashes, scanned_ns=scanned, facts_digest_of=digest_of,
    )  # fmt: skip


def test_a_file_with_the_same_figures_is_unchanged_and_not_read() -> None:
    hashes = Contents({})

    delta = compare(
        [source("a.py")],
        {b"a.py": known("a.py")},
        hash_of=hashes,
        scanned_ns=SCANNED,
        facts_digest_of=digest_of,
    )

    assert delta.unchanged == 1
    assert not delta
    assert hashes.asked == []


@pytest.mark.parametrize("at", [SCANNED - RACY_NS, SCANNED, SCANNED + 60 * SECOND])
def test_a_time_not_clearly_before_the_last_scan_is_not_trusted(at: int) -> None:
    before = known("a.py", b"x = 1\n", at=at)
    after = source("a.py", b"x = 2\n", at=at)

    assert compared([after], [before], {"a.py": b"x = 2\n"}).modified == [(after, before)]
    assert compared([after], [before], {"a.py": b"x = 1\n"}).unchanged == 1


def test_other_figures_and_the_same_content_touch_the_row_only() -> None:
    after = source("a.py", at=LONG_AGO + 5, inode=8)

    delta = compared([after], [known("a.py")], {"a.py": b"x = 1\n"})

    assert delta.touched == [(after, known("a.py"))]
    assert not delta.modified


def test_a_file_that_cannot_be_read_any_more_counts_as_modified() -> None:
    after = source("a.py", at=LONG_AGO + 5)

    assert compared([after], [known("a.py")], {}).modified == [(after, known("a.py"))]


def test_another_way_to_make_facts_modifies_a_file_nobody_touched() -> None:
    before = replace(known("a.py"), facts_digest="facts of an older python")

    assert compared([source("a.py")], [before]).modified == [(source("a.py"), before)]


@pytest.mark.parametrize(
    "after",
    [
        replace(source("a.py"), language="ruby"),
        replace(source("a.py"), content=Content.CONFIG),
        replace(source("a.py"), flags=FileFlag.TEST),
        replace(source("a.py"), flags=FileFlag.VENDORED),
        replace(source("a.py"), flags=FileFlag.GENERATED),
        replace(source("a.py"), skip_reason="2.1 MB is over max_file_bytes (2 MB)"),
    ],
)
def test_a_file_judged_otherwise_is_modified(after: SourceFile) -> None:
    assert compared([after], [known("a.py")]).modified == [(after, known("a.py"))]


def test_what_only_the_content_told_does_not_look_like_a_change() -> None:
    by_shebang = replace(source("run"), language=None, content=Content.CONFIG)
    marked = source("b.py")
    before = [known("run"), replace(known("b.py"), flags=FileFlag.GENERATED)]

    assert compared([by_shebang, marked], before).unchanged == 2


def test_a_header_that_its_content_showed_to_be_cpp_does_not_look_like_a_change() -> None:
    header = replace(source("a.h"), language="c")
    before = replace(known("a.h"), language="cpp", facts_digest=digest_of("cpp"))

    assert compared([header], [before]).unchanged == 1
    assert compared([header], [replace(before, language="java")]).modified


def test_a_file_refused_for_its_content_is_not_read_again_until_it_changes() -> None:
    before = replace(known("a.py", b"\0" * 6), skip_reason="binary (a NUL byte in the first 64 kB)")

    assert compared([source("a.py", b"\0" * 6)], [before]).unchanged == 1
    after = source("a.py", b"\0" * 6, at=LONG_AGO + 5)
    assert compared([after], [before], {"a.py": b"text!\n"}).modified == [(after, before)]


def test_a_file_refused_by_the_walk_stays_so_without_being_read() -> None:
    link = SourceFile(b"link", 0, 0, 0, None, Content.CONFIG, 0, "a symbolic link: never followed")
    before = replace(known("link", b""), sha256=None, skip_reason=link.skip_reason, language=None)

    assert compared([link], [before]).unchanged == 1


def test_a_file_no_longer_refused_is_read() -> None:
    before = replace(known("a.py"), sha256=None, skip_reason="unreadable: Permission denied")

    assert compared([source("a.py")], [before]).modified == [(source("a.py"), before)]


def test_a_moved_file_is_a_rename_and_keeps_its_id() -> None:
    after = source("lib/a.py")

    delta = compared([after], [known("a.py", id=42)], {"lib/a.py": b"x = 1\n"})

    assert delta.renamed == [(after, known("a.py", id=42))]
    assert not delta.added
    assert not delta.deleted


def test_a_rename_that_changes_only_case_is_a_rename() -> None:
    delta = compared([source("README.md")], [known("readme.md")], {"README.md": b"x = 1\n"})

    assert delta.renamed == [(source("README.md"), known("readme.md"))]


def test_twins_are_paired_by_their_own_name_first_and_one_to_one() -> None:
    before = [known("old/a.py", id=1), known("old/b.py", id=2)]
    found = [source("new/b.py"), source("new/c.py"), source("new/d.py")]

    delta = compared(found, before, {path: b"x = 1\n" for path in ("new/b.py", "new/c.py", "new/d.py")})

    assert [(file.path, was.path) for file, was in delta.renamed] == [
        (b"new/b.py", b"old/b.py"),
        (b"new/c.py", b"old/a.py"),
    ]
    assert delta.added == [source("new/d.py")]


def test_empty_files_are_not_taken_for_each_other() -> None:
    delta = compared([source("b/new.py", b"")], [known("a/old.py", b"")], {"b/new.py": b""})
    assert not delta.renamed

    delta = compared([source("b/__init__.py", b"")], [known("a/__init__.py", b"")], {"b/__init__.py": b""})
    assert len(delta.renamed) == 1


def test_only_added_files_of_a_size_that_went_missing_are_hashed() -> None:
    hashes = Contents({b"c.py": b"x = 3\n"})

    compare(
        [source("b.py", b"much longer than the file that went\n"), source("c.py", b"x = 3\n")],
        {b"a.py": known("a.py")}, hash_of=hashes, scanned_ns=SCANNED, facts_digest_of=digest_of,
    )  # fmt: skip

    assert hashes.asked == [b"c.py"]


# --- any sequence of edits ---


@dataclass
class Folder:
    """A folder with a clock: every write gets the time and a new inode or the same one."""

    now: int = LONG_AGO
    inodes: int = 0
    files: dict[str, tuple[bytes, int, int]] = field(default_factory=dict)

    def write(self, path: str, content: bytes, *, in_place: bool) -> None:
        old = self.files.get(path)
        self.inodes += 1
        self.files[path] = (content, self.now, old[2] if old and in_place else self.inodes)

    def move(self, path: str, to: str) -> None:
        if path in self.files:
            self.files[to] = self.files.pop(path)

    def walked(self) -> list[SourceFile]:
        return [
            source(path, content, at=at, inode=inode)
            for path, (content, at, inode) in sorted(self.files.items())
        ]


paths = st.sampled_from(["a.py", "A.py", "b.py", "lib/a.py", "lib/b.py", "lib/B.py"])
texts = st.sampled_from([b"", b"one", b"two", b"three", b"fifteen bytes!!"])
edits = st.one_of(
    st.tuples(st.just("write"), paths, texts, st.booleans()),
    st.tuples(st.just("delete"), paths),
    st.tuples(st.just("move"), paths, paths),
    st.tuples(st.just("wait"), st.integers(0, 5 * SECOND)),
    st.tuples(st.just("index")),
)


def edit(folder: Folder, step: tuple[object, ...]) -> None:
    match step:
        case ("write", str(path), bytes(content), bool(in_place)):
            folder.write(path, content, in_place=in_place)
        case ("delete", str(path)):
            folder.files.pop(path, None)
        case ("move", str(path), str(to)):
            folder.move(path, to)
        case ("wait", int(passed)):
            folder.now += passed


def applied(
    delta: Delta, before: dict[bytes, KnownFile], contents: dict[bytes, bytes]
) -> dict[bytes, KnownFile]:
    """Give the next generation: what a writer does with a delta."""
    after = dict(before)
    for gone in [*delta.deleted, *(was for _, was in delta.renamed)]:
        del after[gone.path]
    next_id = 1 + max((file.id for file in before.values()), default=0)
    for file, was in [
        *((file, None) for file in delta.added),
        *delta.modified,
        *delta.renamed,
        *delta.touched,
    ]:
        id = was.id if was else (next_id := next_id + 1)
        after[file.path] = known(
            file.path.decode(), contents[file.path], at=file.mtime_ns, inode=file.inode, id=id
        )
    return after


@settings(max_examples=300, deadline=None)
@given(st.lists(edits, max_size=30))
def test_any_sequence_of_edits_ends_where_a_scan_from_scratch_ends(steps: list[tuple[object, ...]]) -> None:
    folder, before, scanned = Folder(), dict[bytes, KnownFile](), 0
    for step in [*steps, ("index",)]:
        if step != ("index",):
            edit(folder, step)
            continue
        contents = {path.encode(): content for path, (content, _, _) in folder.files.items()}
        delta = compare(
            folder.walked(), before, hash_of=Contents(contents), scanned_ns=scanned, facts_digest_of=digest_of
        )
        before, scanned = applied(delta, before, contents), folder.now

        ids = [file.id for file in before.values()]
        assert len(ids) == len(set(ids))
        assert {path: file.sha256 for path, file in before.items()} == {
            path: sha256(content) for path, content in contents.items()
        }
        listed = len(delta.added) + len(delta.modified) + len(delta.renamed) + len(delta.touched)
        assert listed + delta.unchanged == len(contents)


def test_a_file_that_could_not_be_read_is_read_once_it_can_be_though_its_figures_are_the_same() -> None:
    before = replace(known("a.py"), sha256=None, status="skipped")

    assert compared([source("a.py")], [before], {"a.py": b"x = 1\n"}).modified == [(source("a.py"), before)]


def test_a_file_that_still_cannot_be_read_is_no_news() -> None:
    before = replace(known("a.py"), sha256=None, status="skipped")

    delta = compared([source("a.py")], [before])

    assert not delta
    assert (delta.unchanged, delta.refused) == (1, 1)


def test_a_file_whose_parser_died_before_its_text_was_had_is_not_read_in_every_run() -> None:
    before = replace(known("a.py"), sha256=None, status="crash")

    assert not compared([source("a.py")], [before], {"a.py": b"x = 1\n"})
