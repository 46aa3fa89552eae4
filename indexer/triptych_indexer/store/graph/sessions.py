"""Runs, as they are remembered. Borrows a connection and never commits."""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from triptych_indexer.store.sql import queries

_QUERIES: Final = queries("sessions")


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What a run met, for its row."""

    files_seen: int = 0
    files_parsed: int = 0
    files_skipped: int = 0
    files_failed: int = 0
    nodes_made: int = 0
    stage_timings: Mapping[str, float] = field(default_factory=dict)
    """Stage → seconds."""
    errors: Sequence[Mapping[str, str]] = ()
    """path, status and reason of each file that failed."""


@dataclass(frozen=True, slots=True)
class Session:
    id: int
    root: str
    source_revision: str | None
    settings_digest: str
    tool_version: str
    status: str
    counts: RunCounts
    started_at: float
    """Seconds since the epoch."""


class Sessions:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def latest(self, limit: int = 1) -> list[Session]:
        """Return the last runs, the newest first."""
        rows = self._connection.execute(_QUERIES["latest"], {"limit": limit})
        return [_session(row) for row in rows]

    def changes(self, session_id: int) -> dict[str, int]:
        """Return what a run found: created, modified, renamed, deleted → how many files."""
        return dict(self._connection.execute(_QUERIES["changes"], {"session_id": session_id}))


def _session(row: Sequence[Any]) -> Session:  # Any: columns as SQLite gives them
    number, root, revision, digest, version, status, *counted, timings, errors, started_at = row
    seen, parsed, skipped, failed, made = counted
    counts = RunCounts(seen, parsed, skipped, failed, made, json.loads(timings), json.loads(errors))
    return Session(number, root, revision, digest, version, status, counts, started_at)
