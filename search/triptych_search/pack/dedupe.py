"""Hits that touch are one hit: nobody wants the two halves of a function as two results.

Chunks tile their file, so two of them never overlap; what is merged are neighbours in one definition, and the same text twice.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from triptych_search.model import Ranked


@dataclass(frozen=True, slots=True)
class Group:
    """A hit to be, with the neighbours folded into it, in the order of their places."""

    best: Ranked
    others: tuple[Ranked, ...] = ()
    twins: tuple[Ranked, ...] = ()
    """What has the text of one of these elsewhere, in the order found."""

    @property
    def in_order(self) -> list[Ranked]:
        return sorted((self.best, *self.others), key=lambda one: one.chunk.start_byte)


def merged(ranked: Sequence[Ranked], k: int, *, every_place: bool = False) -> list[Group]:
    """Return the best `k` groups in the order of their best members.

    A chunk joins a better one when both are parts of one definition and touch. One whose text is that of a better one is
    named with it as its twin, unless every place is asked for.
    """
    groups: list[list[Ranked]] = []
    twins: list[list[Ranked]] = []
    by_text: dict[str, int] = {}
    edges: dict[tuple[int, int], int] = {}  # (file, byte where a group begins or ends) → group
    for one in ranked:
        chunk = one.chunk
        twin = None if every_place else by_text.get(chunk.text)
        if twin is not None and chunk.text.strip():
            twins[twin].append(one)
            continue
        touching = edges.get((chunk.file_id, chunk.start_byte))
        if touching is None:
            touching = edges.get((chunk.file_id, chunk.end_byte))
        if touching is not None and _same_definition(groups[touching][0], one):
            groups[touching].append(one)
            place = touching
        elif len(groups) < k:
            groups.append([one])
            twins.append([])
            place = len(groups) - 1
        else:
            continue
        by_text.setdefault(chunk.text, place)
        edges.setdefault((chunk.file_id, chunk.start_byte), place)
        edges.setdefault((chunk.file_id, chunk.end_byte), place)
    return [
        Group(first, tuple(others), tuple(same)) for (first, *others), same in zip(groups, twins, strict=True)
    ]


def _same_definition(first: Ranked, second: Ranked) -> bool:
    """Whether both lie in one definition that is no mere container: two methods of a class stay two hits."""
    node = first.chunk.node_id
    if node is None or node != second.chunk.node_id:
        return False
    return first.chunk.node_kind in RUNNING


RUNNING: Final = frozenset({"function", "method", "constructor", "test", "macro"})
"""Kinds of which the parts belong together on a page."""
