"""Which way of ranking holds for a question? The shipped one or one that is kept under a name, and single numbers over it.

Each later source wins:

1. the shipped configuration, `default`
2. the user's file, `$XDG_CONFIG_HOME/triptych/config.toml`, its table `[search]`: `ranking = "mine"`, `weights = {vector = 0.5}`
3. the environment: `TRIPTYCH_RANKING=mine`, `TRIPTYCH_WEIGHTS=vector=0.5,text.body=1`
4. the command line: `--ranking`, `--weights`

Weights are joined name by name. A repository's own file has no say: who wrote it would decide what is found in it.
"""

import os
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import Final

from triptych_indexer.errors import SettingsError
from triptych_indexer.settings import user_table

from triptych_search.ledger import configurations
from triptych_search.model import Intent
from triptych_search.rerank.weights import SHIPPED, check_weights, in_force, parse_weights
from triptych_search.settings import Fusion, RankingConfiguration, SearchSettings

KEYS: Final = ("ranking", "weights")
_NAME: Final = re.compile(r"[\w.-]{1,64}")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Search settings, and for each key where its value comes from, for `triptych config`."""

    settings: SearchSettings
    origins: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Kept:
    """One ranking configuration, as a list tells it."""

    name: str
    version: int
    origin: str
    """`shipped`, `user`, `learned`."""


def load(
    *, ranking: str | None = None, weights: str | None = None, environment: Mapping[str, str] | None = None
) -> Loaded:
    """Put the search settings together; `ranking` and `weights` are the command line's.

    Raises:
        SettingsError: a file cannot be read, a key or a weight is unknown, or a number is out of range.
    """
    environment = os.environ if environment is None else environment
    name, numbers = SHIPPED.name, dict[str, float]()
    origins = dict.fromkeys(KEYS, "default")
    table, file = user_table("search", environment)
    for key, value in table.items():
        if key == "ranking" and isinstance(value, str):
            name = value
        elif key == "weights" and isinstance(value, dict):
            numbers |= check_weights(value, file)
        else:
            raise SettingsError(f"{file}: [search] {key} = {value!r}: {_allowed(key)}")
        origins[key] = file
    told = (environment.get("TRIPTYCH_RANKING"), environment.get("TRIPTYCH_WEIGHTS"))
    for origin, (named, given) in (("TRIPTYCH_*", told), ("the command line", (ranking, weights))):
        if named:
            name, origins["ranking"] = named, origin.replace("*", "RANKING")
        if given:
            numbers |= parse_weights(given)
            origins["weights"] = origin.replace("*", "WEIGHTS")
    return Loaded(SearchSettings(name, MappingProxyType(numbers)), MappingProxyType(origins))


def _allowed(key: str) -> str:
    if key == "ranking":
        return "has to be the name of a ranking configuration"
    if key == "weights":
        return "has to be a table of numbers, {vector = 0.5}"
    close = get_close_matches(key, KEYS, n=1)
    return "there is no such setting; " + (
        f"did you mean {close[0]!r}?" if close else f"there are {', '.join(KEYS)}"
    )


def named(ledger: Path, name: str) -> RankingConfiguration:
    """Return a configuration by its name; only one that is not the shipped one costs a look into the ledger.

    Raises:
        SettingsError: there is none of that name.
        StoreDamaged, MigrationError: the ledger cannot be read.
    """
    if name == SHIPPED.name:
        return SHIPPED
    with configurations.reading(ledger) as kept:
        if kept is None:
            raise SettingsError(
                f"no ranking configuration {name!r}; there is only {SHIPPED.name}: `triptych ranking save` keeps another"
            )
        return kept.named(name, SHIPPED)


def listed(ledger: Path) -> list[Kept]:
    """Return the shipped configuration and the newest version of each that is kept, by name.

    Raises:
        StoreDamaged, MigrationError: the ledger cannot be read.
    """
    shipped = Kept(SHIPPED.name, SHIPPED.version, "shipped")
    with configurations.reading(ledger) as kept:
        return [shipped, *(Kept(*row) for row in kept.names())] if kept is not None else [shipped]


def save(
    ledger: Path,
    name: str,
    *,
    base: str = SHIPPED.name,
    weights: Mapping[str, float],
    intents: Collection[Intent] = (),
    fusion: Fusion | None = None,
) -> RankingConfiguration:
    """Keep a configuration as the next version of its name: another one with some of its numbers replaced.

    Args:
        ledger: where it is kept; made when it is not there.
        name: letters, digits, `_`, `-`, `.`; at most 64.
        base: the configuration that everything else is taken from.
        weights: as in `SearchSettings.weights`.
        intents: the sorts of questions that the weights are for; none: all. Demotions are for all of them.
        fusion: instead of the base's.

    Raises:
        SettingsError: the name is not one, the base is not there, or a weight is unknown; nothing was kept.
        StoreBusy, StoreDamaged: the ledger cannot be written; nothing was kept.
    """
    if name == SHIPPED.name or not _NAME.fullmatch(name):
        raise SettingsError(
            f"{name!r} cannot be a name here: letters, digits, _ - . and not {SHIPPED.name!r}"
        )
    known = named(ledger, base)
    changed = in_force(known, SearchSettings(weights=weights, fusion=fusion))
    if intents:
        kept_as_they_are = {intent: row for intent, row in known.weights.items() if intent not in intents}
        changed = replace(changed, weights={**changed.weights, **kept_as_they_are})
    with configurations.writing(ledger) as kept:
        return kept.save(replace(changed, name=name), "user")


def remove(ledger: Path, name: str) -> int:
    """Forget all versions of a name and return how many there were.

    Raises:
        SettingsError: it is the shipped one, or nobody kept it.
        StoreBusy, StoreDamaged: the ledger cannot be written; nothing was removed.
    """
    if name == SHIPPED.name:
        raise SettingsError(f"{name!r} is the shipped one: it cannot be removed")
    named(ledger, name)  # tells which there are
    with configurations.writing(ledger) as kept:
        return kept.remove(name)
