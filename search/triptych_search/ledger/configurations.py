"""Named ways of ranking that a user keeps, in `hybrid_search_config`; the shipped one lives in the code.

A configuration is stored whole, a row an intent, and never changed: saving the same name again makes the next version.
"""

import json
import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Final, Literal

from triptych_indexer.errors import SettingsError, StoreBusy, StoreDamaged
from triptych_indexer.store.migrate import migrate, require_current
from triptych_indexer.store.paths import private_files
from triptych_indexer.store.sql import close_keeping_log, open_reader, open_writer, queries

from triptych_search.model import Intent, Profile
from triptych_search.settings import Fusion, Pools, RankingConfiguration

_QUERIES: Final = queries("configurations", "triptych_search.ledger")

Origin = Literal["shipped", "user", "learned"]


@contextmanager
def reading(ledger: Path) -> "Iterator[RankingConfigurations | None]":
    """Open the ledger for questions; None when nothing was ever kept. Never writes.

    Raises:
        StoreDamaged: it cannot be read.
        MigrationError: it was made by another version of this program.
    """
    if not ledger.exists():
        yield None
        return
    with _complaints(ledger), closing(open_reader(ledger)) as connection:
        require_current(connection, "ledger")
        yield RankingConfigurations(connection)


@contextmanager
def writing(ledger: Path) -> "Iterator[RankingConfigurations]":
    """Open the ledger, or make it, for one transaction: all of it is kept, or with an error nothing.

    Raises:
        StoreBusy: another process is writing to it.
        StoreDamaged: it cannot be read.
    """
    with private_files(), _complaints(ledger):
        connection = open_writer(ledger)
        try:
            migrate(connection, "ledger")
            connection.execute("BEGIN IMMEDIATE")
            yield RankingConfigurations(connection)
            connection.execute("COMMIT")
        finally:
            close_keeping_log(connection, ledger)


@contextmanager
def _complaints(ledger: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise StoreBusy(f"{ledger} is being written by another process; try again later") from error
        raise StoreDamaged(f"{ledger} cannot be used: {error}") from error
    except sqlite3.DatabaseError as error:
        raise StoreDamaged(f"{ledger} is broken ({error}): move it away; what it kept is lost") from error


class RankingConfigurations:
    """Borrows a connection to the ledger; `save` and `remove` leave the commit to its caller."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def names(self) -> list[tuple[str, int, str]]:
        """Return (name, newest version, origin)."""
        return list(self._connection.execute(_QUERIES["names"]))

    def named(self, name: str, shipped: RankingConfiguration) -> RankingConfiguration:
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
        # `any` comes first, so that the others win.
        for stored, _, values, *_ in sorted(rows, key=lambda row: row[0] != "any"):
            for intent in Intent if stored == "any" else (Intent(stored),):
                weights[intent].update(json.loads(values))
        _, version, _, fusion, constants, pools, thresholds = rows[0]
        limits = json.loads(thresholds)
        return RankingConfiguration(
            name=name,
            version=version,
            fusion=Fusion(fusion),
            rrf_constant=json.loads(constants).get("rrf", shipped.rrf_constant),
            saturation=limits.get("saturation", shipped.saturation),
            weights=weights,
            demotions={**shipped.demotions, **limits.get("demotions", {})},
            pools={**shipped.pools, **_pools(json.loads(pools), shipped)},
        )

    def save(self, configuration: RankingConfiguration, origin: Origin) -> RankingConfiguration:
        """Write a configuration as the next version of its name and return it with that number."""
        newest = {name: version for name, version, _ in self.names()}
        numbered = replace(configuration, version=newest.get(configuration.name, 0) + 1)
        for intent, weights in numbered.weights.items():
            self._connection.execute(_QUERIES["add"], {**_whole(numbered, origin), "intent": intent.value,
                                                       "weights": json.dumps(dict(weights))})  # fmt: skip
        return numbered

    def remove(self, name: str) -> int:
        """Forget every version of a name and return how many there were."""
        versions = dict((known, version) for known, version, _ in self.names()).get(name, 0)
        self._connection.execute(_QUERIES["remove"], {"name": name})
        return versions


def _whole(configuration: RankingConfiguration, origin: Origin) -> dict[str, object]:
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


def _pools(stored: Mapping[str, Mapping[str, int]], shipped: RankingConfiguration) -> dict[Profile, Pools]:
    """Return the stored sizes; one that was not known when they were stored is the shipped one."""
    return {
        Profile(profile): replace(shipped.pools[Profile(profile)], **sizes)
        for profile, sizes in stored.items()
    }
