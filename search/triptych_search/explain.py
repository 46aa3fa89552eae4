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
    """Return the shares that moved the score, the largest first; equal ones by name."""
    return sorted(
        (share for share in shares if share.amount), key=lambda share: (-abs(share.amount), share.signal)
    )


def line(share: Share) -> str:
    """Return one share as a sum a reader can check.

    >>> line(Share("text.body", 0.5, 0.8, 0.4))
    '+0.400  text.body = 0.800 x 0.500'
    """
    return f"{share.amount:+.3f}  {share.signal} = {share.weight:.3f} x {share.value:.3f}"
