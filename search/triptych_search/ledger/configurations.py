"""Named ways of ranking that a user keeps, in `hybrid_search_config`; the shipped one lives in the code.

A configuration is stored whole, a row an intent, and never changed: saving the same name again makes the next version.
"""

import json
import sqlite3
import time
from collections.abc import Mapping
from dataclasses import replace
from typing import Final, Literal

from triptych_indexer.errors import SettingsError
from triptych_indexer.store.sql import queries

from triptych_search.model import Intent, Profile
from triptych_search.settings import Configuration, Fusion, Pools

_QUERIES: Final = queries("configurations", "triptych_search.ledger")

Origin = Literal["shipped", "user", "learned"]


class Configurations:
    """Borrows a connection to the ledger; `save` leaves the commit to its caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def names(self) -> list[tuple[str, int, str]]:
        """Return (name, newest version, origin)."""
        return list(self._connection.execute(_QUERIES["names"]))

    def named(self, name: str, shipped: Configuration) -> Configuration:
        """Return the newest version of a configuration; a signal that it does not know yet keeps its shipped weight.

        Raises:
            SettingsError: there is none of that name.
        """
        if name == shipped.name:
            return shipped
        rows = self._connection.execute(_QUERIES["newest"], {"name": name}).fetchall()
        if not rows:
            have = ", ".join([shipped.name, *(known for known, _, _ in self.names())])
            raise SettingsError(f"no ranking configuration {name!r}; there are: {have}")
        weights = {intent: dict(row) for intent, row in shipped.weights.items()}
        for stored, _, values, *_ in sorted(
            rows, key=lambda row: row[0] != "any"
        ):  # `any` first, the others win
            for intent in Intent if stored == "any" else (Intent(stored),):
                weights[intent].update(json.loads(values))
        _, version, _, fusion, constants, pools, thresholds = rows[0]
        limits = json.loads(thresholds)
        return Configuration(
            name=name,
            version=version,
            fusion=Fusion(fusion),
            rrf_constant=json.loads(constants).get("rrf", shipped.rrf_constant),
            saturation=limits.get("saturation", shipped.saturation),
            weights=weights,
            demotions={**shipped.demotions, **limits.get("demotions", {})},
            pools={**shipped.pools, **_pools(json.loads(pools), shipped)},
        )

    def save(self, configuration: Configuration, origin: Origin) -> Configuration:
        """Write a configuration as the next version of its name and return it with that number."""
        newest = {name: version for name, version, _ in self.names()}
        numbered = replace(configuration, version=newest.get(configuration.name, 0) + 1)
        for intent, weights in numbered.weights.items():
            self._connection.execute(_QUERIES["add"], {**_whole(numbered, origin), "intent": intent.value,
                                                       "weights": json.dumps(dict(weights))})  # fmt: skip
        return numbered


def _whole(configuration: Configuration, origin: Origin) -> dict[str, object]:
    pools = {
        profile.value: {
            "text": sizes.text,
            "vector": sizes.vector,
            "graph": sizes.graph,
            "fused": sizes.fused,
            "rerank": sizes.rerank,
        }
        for profile, sizes in configuration.pools.items()
    }
    return {
        "name": configuration.name,
        "version": configuration.version,
        "origin": origin,
        "fusion": configuration.fusion.value,
        "fusion_constants": json.dumps({"rrf": configuration.rrf_constant}),
        "pool_sizes": json.dumps(pools),
        "thresholds": json.dumps(
            {"saturation": configuration.saturation, "demotions": dict(configuration.demotions)}
        ),
        "now": time.time(),
    }


def _pools(stored: Mapping[str, Mapping[str, int]], shipped: Configuration) -> dict[Profile, Pools]:
    """Return the stored sizes; one that was not known when they were stored is the shipped one."""
    return {
        Profile(profile): replace(shipped.pools[Profile(profile)], **sizes)
        for profile, sizes in stored.items()
    }
