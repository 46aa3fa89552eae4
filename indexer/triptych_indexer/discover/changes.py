"""What changed between the published generation and what the walk found.

A file whose size, time and inode are as they were is taken for unchanged without being read. That is the rule git
uses, with git's exception: a file changed in the same tick in which it was last looked at may show the same three
figures with other content ("racy"), so a file whose time is not clearly older than the last scan is hashed. So is
one with a time in the future, every time, until the clock has passed it.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from triptych_indexer.discover.classify import may_be_corrected
from triptych_indexer.errors import SourceError
from triptych_indexer.model import FileFlag, KnownFile, SourceFile

RACY_NS: Final = 2_000_000_000
"""The coarsest tick of a file system in use (FAT: 2 s). ext4 and xfs move in ticks of 4 ms, but copies made by
`tar`, `rsync` and network shares carry whole seconds."""

Pair: TypeAlias = tuple[SourceFile, KnownFile]


@dataclass(slots=True)
class Delta:
    """What a generation needs to become what the walk found; each list in path order."""

    added: list[SourceFile] = field(default_factory=list)
    modified: list[Pair] = field(default_factory=list)
    """To be read again: other content, another way of reading it, or another reason not to."""
    renamed: list[Pair] = field(default_factory=list)
    """The same content under another path; its facts may name the path, so they are made anew under the old id."""
    touched: list[Pair] = field(default_factory=list)
    """Same content, other time or inode: only the row is renewed."""
    deleted: list[KnownFile] = field(default_factory=list)
    unchanged: int = 0
    refused: int = 0
    """Of the unchanged ones, those of which the index keeps the name and a reason only."""

    def __bool__(self) -> bool:
        return bool(self.added or self.modified or self.renamed or self.touched or self.deleted)


def compare(
    found: Iterable[SourceFile],
    known: Mapping[bytes, KnownFile],
    *,
    hash_of: Callable[[bytes], bytes],
    scanned_ns: int,
    facts_digest_of: Callable[[str | None], str],
) -> Delta:
    """Tell what changed; `found` is read once, in its order.

    Args:
        found: what the walk yields.
        known: path → file of the published generation.
        hash_of: path → sha256 of the content now. A `SourceError` counts as other content: whoever reads the file
            next finds out and records why it cannot.
        scanned_ns: when the scan behind `known` began, in nanoseconds of the epoch; 0 if unknown: all is hashed.
        facts_digest_of: language → what makes a file's facts now. It must cover the settings that decide what
            becomes of a file's content, and answer for languages that are gone.
    """
    delta = Delta()
    missing = dict(known)
    for file in found:
        before = missing.pop(file.path, None)
        if before is None:
            delta.added.append(file)
        elif _is_read_differently(file, before, facts_digest_of):
            delta.modified.append((file, before))
        elif before.could_not_be_read and _same_figures(file, before):
            # Neither permission by a group nor a disk that works again moves the file's own figures.
            if _is_readable(file.path, hash_of):
                delta.modified.append((file, before))
            else:
                delta.unchanged += 1
                delta.refused += 1
        elif _looks_unchanged(file, before, scanned_ns):
            delta.unchanged += 1
            delta.refused += before.skip_reason is not None
        elif before.sha256 is None or not _has_hash(file.path, before.sha256, hash_of):
            delta.modified.append((file, before))
        elif _same_figures(file, before):
            delta.unchanged += 1
            delta.refused += before.skip_reason is not None
        else:
            delta.touched.append((file, before))
    delta.deleted = sorted(missing.values(), key=lambda gone: gone.path)
    _pair_renames(delta, hash_of)
    return delta


def _same_figures(file: SourceFile, before: KnownFile) -> bool:
    return (file.size_bytes, file.mtime_ns, file.inode) == (before.size_bytes, before.mtime_ns, before.inode)


def _looks_unchanged(file: SourceFile, before: KnownFile, scanned_ns: int) -> bool:
    if file.skip_reason is not None:
        return True  # nothing was read and nothing will be; the reason is the same, as asked before
    return _same_figures(file, before) and file.mtime_ns < scanned_ns - RACY_NS


def _is_read_differently(
    file: SourceFile, before: KnownFile, facts_digest_of: Callable[[str | None], str]
) -> bool:
    """Say whether the file is to be handled in another way than it was, whatever its content."""
    if file.skip_reason is not None or (before.skip_reason is not None and before.sha256 is None):
        # Refused by the walk, now or then. A reason found in the content comes with a hash and is not meant here.
        return file.skip_reason != before.skip_reason
    # The content may have given a language or another one, and the mark of generated code: the walk cannot know.
    is_corrected = may_be_corrected(file.language, before.language)
    language = before.language if is_corrected else file.language
    if language != before.language or before.facts_digest != facts_digest_of(language):
        return True
    if file.language is not None and file.content != before.content:
        return True
    by_name = before.flags & ~FileFlag.GENERATED
    return file.flags & ~FileFlag.GENERATED != by_name or bool(
        file.flags & ~before.flags & FileFlag.GENERATED
    )


def _has_hash(path: bytes, sha256: bytes, hash_of: Callable[[bytes], bytes]) -> bool:
    try:
        return hash_of(path) == sha256
    except SourceError:
        return False


def _is_readable(path: bytes, hash_of: Callable[[bytes], bytes]) -> bool:
    return _hash_or_none(path, hash_of) is not None


def _pair_renames(delta: Delta, hash_of: Callable[[bytes], bytes]) -> None:
    """Turn a deleted and an added file of the same content into a rename, one to one.

    Only files whose size occurs on both sides are hashed. Among twins, one that keeps its base name goes first, then
    one that keeps it but for case, then the order of the paths decides; so the outcome never depends on the order of
    the walk. Empty files are all alike and never paired but with their own name.
    """
    sources: defaultdict[int, list[KnownFile]] = defaultdict(list)
    for gone in delta.deleted:
        if gone.sha256 is not None:
            sources[gone.size_bytes].append(gone)
    twins: defaultdict[bytes, list[SourceFile]] = defaultdict(list)
    for file in delta.added:
        if file.skip_reason is None and file.size_bytes in sources:
            sha256 = _hash_or_none(file.path, hash_of)
            if sha256 is not None:
                twins[sha256].append(file)
    of_hash: defaultdict[bytes, list[KnownFile]] = defaultdict(list)
    for gone in delta.deleted:
        if gone.sha256 is not None and gone.sha256 in twins:
            of_hash[gone.sha256].append(gone)
    for sha256, olds in of_hash.items():
        delta.renamed += _matched(twins[sha256], olds)
    if not delta.renamed:
        return
    delta.renamed.sort(key=lambda pair: pair[0].path)
    new_paths = {file.path for file, _ in delta.renamed}
    old_paths = {before.path for _, before in delta.renamed}
    delta.added = [file for file in delta.added if file.path not in new_paths]
    delta.deleted = [gone for gone in delta.deleted if gone.path not in old_paths]


def _hash_or_none(path: bytes, hash_of: Callable[[bytes], bytes]) -> bytes | None:
    try:
        return hash_of(path)
    except SourceError:
        return None


def _matched(news: list[SourceFile], olds: list[KnownFile]) -> list[Pair]:
    pairs: list[Pair] = []
    keys: list[Callable[[bytes], bytes]] = [_base, _folded_base]
    if news[0].size_bytes:
        keys.append(lambda _path: b"")
    for key in keys:
        waiting: defaultdict[bytes, list[KnownFile]] = defaultdict(list)
        for old in sorted(olds, key=lambda old: old.path, reverse=True):
            waiting[key(old.path)].append(old)
        for new in sorted(news, key=lambda new: new.path):
            if waiting[key(new.path)]:
                pairs.append((new, waiting[key(new.path)].pop()))
        taken_new = {new.path for new, _ in pairs}
        taken_old = {old.path for _, old in pairs}
        news = [new for new in news if new.path not in taken_new]
        olds = [old for old in olds if old.path not in taken_old]
    return pairs


def _base(path: bytes) -> bytes:
    return path.rpartition(b"/")[2]


def _folded_base(path: bytes) -> bytes:
    return _base(path).lower()
