"""What does a file import whole, `from doors import *`, over any number of steps?"""

from collections.abc import Iterator
from typing import Final, NamedTuple

from triptych_indexer.resolve.imports import Target
from triptych_indexer.resolve.repository import Repository
from triptych_indexer.resolve.scopes import Scope

MAX_WAYS: Final = 4
"""Ways to one file, through files that say what importing all of them gives, that are followed."""


class Whole(NamedTuple):
    """Something that is imported whole."""

    target: Target
    public: frozenset[str] | None
    """The names that this gives, where it is said."""


def imported_whole(files: Repository, scope: Scope) -> tuple[Whole, ...]:
    """Return what a file imports whole, in the order in which names are looked for."""
    found: list[Whole] = []
    met: dict[tuple[int, tuple[str, ...]], list[frozenset[str] | None]] = {(scope.file_id, ()): [None]}
    pending: list[tuple[Iterator[Target], frozenset[str] | None]] = [(_targets(scope), None)]
    while pending:
        targets, passed_on = pending[-1]
        target = next(targets, None)
        if target is None:
            pending.pop()
            continue
        below = files.scope(target.file_id)
        public = _both(passed_on, None if target.inside else below.public)
        before = met.setdefault((target.file_id, target.inside), [])
        # On another way there may be less that is hidden.
        if len(before) < MAX_WAYS and not any(
            one is None or (public is not None and public <= one) for one in before
        ):
            before.append(public)
            found.append(Whole(target, public))
            if not target.inside and not below.rules.folder_is_scope:
                pending.append((_targets(below), public))
    return tuple(found)


def _targets(scope: Scope) -> Iterator[Target]:
    """Yield what a file imports whole itself."""
    return (target for star in scope.stars if not star.external for target in star.targets)


def _both(names: frozenset[str] | None, others: frozenset[str] | None) -> frozenset[str] | None:
    """Return the names that are in both; None is all names."""
    if names is None or others is None:
        return others if names is None else names
    return names & others
