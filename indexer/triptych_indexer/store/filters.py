"""What narrows a search before its top k are chosen.

Every store applies the same filter before it ranks: a filter applied afterwards gives fewer than k answers, or none,
while good ones lie just below the cut.
"""

from dataclasses import dataclass
from functools import cache

from triptych_indexer.model import KIND_BIT, NodeKind


@dataclass(frozen=True, slots=True)
class ChunkFilter:
    """Which chunks may be answers; an empty field allows everything."""

    languages: frozenset[str] = frozenset()
    not_languages: frozenset[str] = frozenset()
    kinds: int = 0
    """A mask of `KIND_BIT`; a chunk passes when it shares a bit with it."""
    not_kinds: int = 0
    """A mask of `KIND_BIT`; a chunk that shares a bit with it is left out."""
    contents: frozenset[str] = frozenset()
    file_ids: frozenset[int] | None = None
    """Only these files; None allows all, the empty set allows none."""
    not_file_ids: frozenset[int] = frozenset()

    @property
    def passes_all(self) -> bool:
        return self == EVERYTHING

    @property
    def passes_none(self) -> bool:
        return self.file_ids is not None and not (self.file_ids - self.not_file_ids)

    def passes_file(self, file_id: int) -> bool:
        return (self.file_ids is None or file_id in self.file_ids) and file_id not in self.not_file_ids


EVERYTHING = ChunkFilter()


@cache
def kinds_in(mask: int) -> tuple[NodeKind, ...]:
    """Return the kinds of a mask, in the order of their bits.

    >>> [kind.value for kind in kinds_in(6)]
    ['class', 'struct']
    """
    return tuple(kind for kind, bit in KIND_BIT.items() if mask & bit)
