"""What each signal counts, in one table; the names in it are the only names there are.

Scores of the retrievers come in as 0..1 (see `fuse`); so do the rules. A weight of 0.5 therefore says "at its best this is worth
half of the best text match". Demotions are factors on what was earned. `rule.file`, `rule.coherence`, `demote.docs` and the pools were
chosen with `benchmarks/record/2026-11-21-ranking-2`, the rest before it. That `graph.centrality`, `graph.fan_in` and `graph.tests` count
nothing was chosen as well: `benchmarks/record/2026-11-21-centrality`.
"""

import math
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Final

from triptych_indexer.errors import SettingsError

from triptych_search.model import Intent, Profile
from triptych_search.settings import Fusion, Pools, RankingConfiguration, SearchSettings

_TABLE: Final = """
signal                 symbol  path   prose  trace  snippet
text.name                0.20  0.20    0.30   0.15     0.15
text.qualified_name      0.15  0.10    0.20   0.10     0.10
text.path                0.10  1.00    0.20   0.20     0.10
text.signature           0.10  0.05    0.15   0.10     0.30
text.documentation       0.05  0.05    0.25   0.10     0.05
text.body                0.30  0.20    0.60   0.80     1.00
vector.similarity        0.20  0.10    0.60   0.40     0.50
graph.symbol             1.20  0.30    0.40   0.40     0.30
graph.place             2.00  1.50    2.00   2.00     2.00
graph.neighbour          0.05  0.00    0.05   0.10     0.05
graph.definition         1.00  0.20    0.50   0.30     0.20
graph.centrality         0.00  0.00    0.00   0.00     0.00
graph.fan_in             0.00  0.00    0.00   0.00     0.00
graph.tests              0.00  0.00    0.00   0.00     0.00
exact.matches            0.30  0.30    0.30   0.30     0.30
rule.name                0.10  0.00    0.50   0.20     0.10
rule.stem                0.40  0.80    1.00   0.20     0.10
rule.directory           0.10  0.30    0.15   0.10     0.05
rule.coverage            0.20  0.10    0.50   0.30     0.50
rule.file                0.00  0.00    0.15   0.00     0.00
rule.coherence           0.20  0.10    0.30   0.20     0.10
"""

SHIPPED_DEMOTIONS: Final[Mapping[str, float]] = MappingProxyType(
    {
        "demote.test": 0.3,  # a test repeats the words of what it tests
        "demote.example": 0.3,
        "demote.legacy": 0.5,
        "demote.generated": 0.3,
        "demote.vendored": 0.3,
        "demote.docs": 0.35,  # prose about code matches a question's words better than the code does
        "demote.config": 0.5,
        "demote.barrel": 0.5,  # `__init__.py`, `index.ts`, `mod.rs`: names everything, says nothing
        "demote.stub": 0.7,  # `.pyi`, `.d.ts`: the declaration is right, the definition is better
        "demote.tiny": 0.7,  # BM25 favours short texts; a lone brace or import answers nothing
    }
)
"""Demotion → the part that is left. None is applied to what the query asks for by itself."""


def _read(table: str) -> dict[Intent, dict[str, float]]:
    header, *rows = table.strip().splitlines()
    intents = [Intent(name) for name in header.split()[1:]]
    weights: dict[Intent, dict[str, float]] = {intent: {} for intent in intents}
    for row in rows:
        signal, *values = row.split()
        for intent, value in zip(intents, values, strict=True):
            weights[intent][signal] = float(value)
    return weights


SHIPPED: Final = RankingConfiguration(
    name="default",
    version=1,
    fusion=Fusion.CONVEX,
    rrf_constant=60,  # the value of the paper that proposed it
    saturation=0.5,  # a second chunk of the same file has to be twice as good as another file's first
    weights=MappingProxyType({intent: MappingProxyType(row) for intent, row in _read(_TABLE).items()}),
    demotions=SHIPPED_DEMOTIONS,
    pools=MappingProxyType(
        {
            Profile.QUICK: Pools(text=100, vector=0, graph=40, fused=200, rerank=70),
            Profile.BALANCED: Pools(text=100, vector=200, graph=40, fused=200, rerank=70),
            Profile.DEEP: Pools(text=300, vector=300, graph=200, fused=1000, rerank=300),
        }
    ),
)

SIGNALS: Final = frozenset(SHIPPED.weights[Intent.PROSE])
GROUPS: Final = frozenset(name.partition(".")[0] for name in SIGNALS)


def parse_weights(text: str) -> dict[str, float]:
    """Return `vector=0.5,text.body=1` as numbers by name; an empty text gives none.

    Raises:
        SettingsError: a name is unknown or a number is not one, below 0 or above 100.
    """
    weights: dict[str, str] = {}
    for part in filter(None, (part.strip() for part in text.split(","))):
        name, equals, number = (piece.strip() for piece in part.partition("="))
        if not equals:
            raise SettingsError(f"weight {part!r} has no value: write {name}=0.5")
        weights[name] = number
    return check_weights(weights)


def check_weights(weights: Mapping[str, object], origin: str = "") -> dict[str, float]:
    """Return weights as numbers; `origin` is named where they are refused.

    Raises:
        SettingsError: a name is no signal, no demotion and no group (it lists the valid ones), or a number is not one,
            below 0 or above 100.
    """
    where = f"{origin}: " if origin else ""
    known = SIGNALS | GROUPS | SHIPPED_DEMOTIONS.keys()
    if unknown := sorted(weights.keys() - known):
        raise SettingsError(f"{where}unknown weight {', '.join(unknown)}; known: {', '.join(sorted(known))}")
    return {name: _number(name, value, where) for name, value in weights.items()}


def _number(name: str, given: object, where: str) -> float:
    # A `true` in a settings file is no number, though Python takes it for one.
    is_numeric = isinstance(given, (str, int, float)) and not isinstance(given, bool)
    try:
        value = float(given) if is_numeric else math.nan  # type: ignore[arg-type]  # looked at just above
    except ValueError:
        value = math.nan
    if not 0 <= value <= 100:  # false for NaN too
        raise SettingsError(f"{where}weight {name}={given}: must be a number from 0 to 100")
    return value


def in_force(configuration: RankingConfiguration, settings: SearchSettings) -> RankingConfiguration:
    """Return the configuration with the user's own numbers in it.

    A group's number is a factor on its signals' weights; a signal's own number replaces its weight, and wins over its group's.

    Raises:
        SettingsError: a weight has an unknown name.
    """
    check_weights(settings.weights)
    weights = {
        intent: {signal: _overridden(signal, weight, settings.weights) for signal, weight in row.items()}
        for intent, row in configuration.weights.items()
    }
    demotions = {name: settings.weights.get(name, kept) for name, kept in configuration.demotions.items()}
    return replace(
        configuration, weights=weights, demotions=demotions, fusion=settings.fusion or configuration.fusion
    )


def _overridden(signal: str, weight: float, weights: Mapping[str, float]) -> float:
    if signal in weights:
        return weights[signal]
    return weight * weights.get(signal.partition(".")[0], 1.0)
