"""How much of the code rests on a definition: PageRank over the edges that are shown.

In its first form, `score(n) = 0.15 + 0.85 · Σ score(m) / out(m)` over those m that lead to n, not made to sum to one:
an edit then moves only what it can reach. Most of a call graph has no cycles, and there the equations are solved exactly, in one
pass in the order of the calls; only cycles are swept over until they stand still.
"""

from collections import Counter
from collections.abc import Collection, Mapping
from itertools import chain
from typing import Final

from triptych_indexer.graph.cycles import core

DAMPING: Final = 0.85
BASE: Final = 0.15
"""What a definition has that nothing leads to."""

_SWEEPS: Final = 150
"""Each takes a seventh or more off the error: 0.85 ** 150 is 3e-11 of the first one."""

_STILL: Final = 1e-10

_TIE: Final = 1e-9
"""Many scores are short decimals, such as .309375: the last bit of a sum, which depends on the order of the edges, and so on
what was indexed when, must not decide how they are rounded."""


def centrality(out: Mapping[int, Collection[int]]) -> dict[int, float]:
    """Return the scores of all ends of the edges, given as source → its targets, each once and none the source itself.

    >>> centrality({1: [2, 3], 2: [3]})
    {1: 0.15, 2: 0.21375, 3: 0.39544}
    """
    waiting = Counter(chain.from_iterable(out.values()))
    score = dict.fromkeys((*out, *waiting), BASE)
    _pass_on([node for node in out if node not in waiting], out, score, waiting)
    if waiting:  # only what lies on a cycle or behind one is left
        on_cycles = core(
            {node: [target for target in out.get(node, ()) if target in waiting] for node in waiting}
        )
        _settle(sorted(on_cycles), out, score)
        for node in on_cycles:
            del waiting[node]
        _pass_on(sorted(on_cycles), out, score, waiting)
    return {node: round(value + _TIE, 5) for node, value in score.items()}


def _pass_on(
    ready: list[int], out: Mapping[int, Collection[int]], score: dict[int, float], waiting: dict[int, int]
) -> None:
    """Give the scores of the nodes that are ready to their targets, which are ready when all have given theirs."""
    while ready:
        node = ready.pop()
        targets = out.get(node)
        if not targets:
            continue
        share = DAMPING * score[node] / len(targets)
        for target in targets:
            left = waiting.get(target)
            if left is None:
                continue  # on the same cycles: what it gets is settled
            score[target] += share
            if left == 1:
                del waiting[target]
                ready.append(target)
            else:
                waiting[target] = left - 1


def _settle(nodes: list[int], out: Mapping[int, Collection[int]], score: dict[int, float]) -> None:
    """Sweep over the nodes on cycles; their scores hold already what comes from everyone else."""
    from_elsewhere = {node: score[node] for node in nodes}
    sources: dict[int, list[int]] = {node: [] for node in nodes}
    for node in nodes:
        for target in out[node]:
            if target in sources:
                sources[target].append(node)  # in order: sums of floats depend on it
    for _ in range(_SWEEPS):
        moved = 0.0
        for node in nodes:
            value = from_elsewhere[node] + sum(DAMPING * score[one] / len(out[one]) for one in sources[node])
            moved = max(moved, abs(value - score[node]))
            score[node] = value
        if moved < _STILL:
            return
