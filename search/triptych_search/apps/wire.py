"""Answers as JSON: the shapes that programs rely on, apart from the nouns inside, so that either may change alone.

Lines are 1-based and inclusive; paths are relative to the repository and use `/`; a field that is unknown is null.
"""

from typing import Any

import msgspec

from triptych_search.errors import QueryError
from triptych_search.model import Answer, Filters, Hit, Profile, Request, Total


class QueryLine(msgspec.Struct, forbid_unknown_fields=True):
    """One line of `search --stdin`."""

    query: str
    k: int = 10
    profile: Profile = Profile.BALANCED
    snippet_lines: int = 10
    context_lines: int = 0
    id: str | int | None = None
    """Given back with the answer, for whoever sends many."""


def encode(value: object) -> str:
    """Return one line of JSON."""
    return msgspec.json.encode(value).decode("utf-8")


def decode_query(line: bytes) -> QueryLine:
    """Read one line of `search --stdin`.

    Raises:
        QueryError: it is not JSON, lacks `query`, or has a field nobody knows.
    """
    try:
        return msgspec.json.decode(line, type=QueryLine)
    except msgspec.DecodeError as error:
        raise QueryError(f"not a query line: {error}", hint='send {"query": "…", "k": 10}') from error


def request_of(line: QueryLine, filters: Filters) -> Request:
    """Return what a query line asks of the pipeline."""
    return Request(
        text=line.query,
        k=line.k,
        profile=line.profile,
        filters=filters,
        context_lines=line.context_lines,
        snippet_lines=line.snippet_lines,
    )


def answer(found: Answer, *, explain: bool = False) -> dict[str, Any]:  # Any: this is the JSON edge
    """Return a whole answer."""
    return {
        "query": found.query.text,
        "intent": found.query.intent,
        "profile": found.profile,
        "verdict": found.verdict,
        "results": [hit(each, explain=explain) for each in found.hits],
        "total": total(found.total),
        "totals": {name: total(value) for name, value in found.totals.items()},
        "generation": found.generation,
        "indexed_at": found.created_at,
        "revision": found.revision,
        "ranking": {"name": found.ranking, "version": found.ranking_version},
        "coverage": found.coverage,
        "warnings": found.warnings,
        "notes": found.query.notes,
        "timings_ms": {stage: round(value, 3) for stage, value in found.timings_ms.items()},
    }


def hit(found: Hit, *, explain: bool = False) -> dict[str, Any]:
    """Return one result."""
    shown = {
        "rank": found.rank,
        "file_path": found.path_display,
        "start_line": found.start_line,
        "end_line": found.end_line,
        "kind": found.kind,
        "qualified_name": found.qualified_name,
        "symbol": found.symbol,
        "node_id": found.node_id,
        "language": found.language,
        "content": found.content,
        "score": round(found.score, 6),
        "freshness": found.freshness,
        "snippet": [[line.number, line.text] for line in found.snippet],
    }
    if explain:
        shown["shares"] = [
            {"signal": s.signal, "value": s.value, "weight": s.weight, "amount": s.amount}
            for s in found.shares
        ]
    return shown


def total(value: Total) -> dict[str, Any]:
    """Return a count and whether there may be more."""
    return {"count": value.count, "at_least": value.at_least}
