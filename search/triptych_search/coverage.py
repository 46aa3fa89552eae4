"""What the index holds, and therefore what an empty answer means.

"Nothing found" (all of it was searched), "not indexed" (what was asked for is not in here) and "cannot know" (a file that may be
text could not be read, or the search was cut short) are three different answers.
"""

import re
from collections.abc import Sequence
from fnmatch import fnmatchcase

from triptych_indexer.model import ParseStatus
from triptych_indexer.store.filters import EVERYTHING, ChunkFilter
from triptych_indexer.store.graph.lookup import Lookup

from triptych_search.model import Coverage, Filters, Hit, Query, Ranking, Verdict
from triptych_search.ports import Snapshot

_UNREAD = re.compile(
    r"unreadable|gone since|it changed while|.* (?:is over max_file_bytes|more than the limit of)|.* cannot be decoded"
)
"""How the reasons begin for which a file was skipped that may be text. All others are exclusions on purpose, by kind or by rule: an
image holds no answer, and what a rule leaves out is told by `triptych status --skipped`."""

_FAILED = frozenset({ParseStatus.TIMEOUT, ParseStatus.CRASH, ParseStatus.MEMORY})


def coverage_of(snapshot: Snapshot) -> Coverage:
    """Count the files of a generation by what became of them; the answer never changes for one generation."""
    indexed = skipped = failed = unread = 0
    languages: set[str] = set()
    for status, language, reason, count in Lookup(snapshot.connection).coverage():
        if status == ParseStatus.SKIPPED:
            skipped += count
            unread += count if _UNREAD.match(reason) else 0
            continue
        failed += count if status in _FAILED else 0
        indexed += count
        languages |= {language} if language else set()
    has_vectors = snapshot.generation.model_fingerprint is not None
    return Coverage(indexed, skipped, failed, unread, has_vectors, tuple(sorted(languages)))


def missing(
    filters: Filters, coverage: Coverage, repository: str, where: ChunkFilter = EVERYTHING
) -> tuple[str, ...]:
    """Return why nothing in this index can answer, one sentence each; empty when something may.

    Args:
        filters: as asked for.
        coverage: of the index.
        repository: its name.
        where: the same filters in the stores' terms, which know the files.
    """
    reasons = []
    if filters.languages and not filters.languages & set(coverage.languages):
        asked = ", ".join(sorted(filters.languages))
        reasons.append(
            f"no {asked} file is indexed here (indexed: {', '.join(coverage.languages) or 'none'})"
        )
    if where.passes_none:
        asked = " ".join(
            [*(f"path:{one}" for one in filters.paths), *(f"-path:{one}" for one in filters.not_paths)]
        )
        reasons.append(f"no indexed file answers to {asked} (paths begin at the root of the repository)")
    if filters.repositories and not any(fnmatchcase(repository, glob) for glob in filters.repositories):
        reasons.append(f"this index holds {repository!r} only")
    if any(fnmatchcase(repository, glob) for glob in filters.not_repositories):
        reasons.append(f"this index holds nothing but {repository!r}")
    if not coverage.files_indexed:
        reasons.append("the index is empty")
    return tuple(reasons)


def verdict_of(
    hits: Sequence[Hit], absent: Sequence[str], rankings: Sequence[Ranking], coverage: Coverage, query: Query
) -> Verdict:
    """Return what the answer means."""
    if hits:
        return Verdict.FOUND
    if absent:
        return Verdict.NOT_INDEXED
    cut = any(one.at_least for one in rankings) and (query.exact or query.excludes)
    unread = coverage.files_unread or coverage.files_failed
    return Verdict.CANNOT_KNOW if cut or unread else Verdict.NOTHING
