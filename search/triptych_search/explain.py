"""A score told as what it is: a sum of named shares.

There is no second calculation for the explanation. The ranker makes shares, `total` adds them up, and what `--explain` prints
are those same shares, largest first.
"""

import math
from collections.abc import Iterable

from triptych_search.model import Share


def total(shares: Iterable[Share]) -> float:
    """Return the score that the shares make.

    Exactly rounded, so that the order in which shares are added or shown never changes a rank.
    """
    return math.fsum([share.amount for share in shares])  # a list: added up twice as fast as a generator


def by_weight(shares: Iterable[Share]) -> list[Share]:
    """Return the shares, the largest first; equal ones by name."""
    return sorted(shares, key=lambda share: (-abs(share.amount), share.signal))
