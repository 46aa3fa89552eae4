"""Answers as JSON: the shapes that programs rely on, apart from the nouns inside, so that either may change alone.

Lines are 1-based and inclusive; paths are relative to the repository and use `/`; a field that is unknown is null.
"""

from dataclasses import replace
from typing import Annotated, Any, Final

import msgspec

from triptych_search.errors import QueryError
from triptych_search.model import Answer, Hit, Profile, Request, Total
from triptych_search.settings import MAX_K

MAX_CONTEXT: Final = 50
"""Lines of context on either side; more is asked for by `--lines -1`, or by opening the file."""


class QueryLine(msgspec.Struct, forbid_unknown_fields=True):
    """One line of `search --stdin`; what it leaves out is as the command line says."""

    query: str
    k: Annotated[int, msgspec.Meta(ge=1, le=MAX_K)] | None = None
    profile: Profile | None = None
    snippet_lines: Annotated[int, msgspec.Meta(ge=-1)] | None = None
    context_lines: Annotated[int, msgspec.Meta(ge=0, le=MAX_CONTEXT)] | None = None
    id: str | int | None = None
    """Given back with the answer, for whoever sends many."""


class _Asker(msgspec.Struct):
    """As much of a line that cannot be read as its answer needs."""

    id: str | int | None = None


def encode(value: object) -> str:
    """Return one line of JSON."""
    return msgspec.json.encode(value).decode("utf-8")


def decode_query(line: bytes) -> QueryLine:
    """Read one line of `search --stdin`.

    Raises:
        QueryError: it is not JSON, lacks `query`, has a field nobody knows, or one with a value that is not allowed.
    """
    try:
        return msgspec.json.decode(line, type=QueryLine)
    except (msgspec.DecodeError, RecursionError) as error:
        raise QueryError(f"not a query line: {error}", hint='send {"query": "…", "k": 10}') from error


def id_of(line: bytes) -> str | int | None:
    """Return the id of a line, of one that cannot be read as well, so that whoever sent many knows which it was.

    >>> id_of(b'{"id": 7, "profile": "fast"}'), id_of(b"no JSON")
    (7, None)
    """
    try:
        return msgspec.json.decode(line, type=_Asker).id
    except (msgspec.DecodeError, RecursionError):  # any depth of brackets may stand in what we pass over
        return None


def request_of(line: QueryLine, defaults: Request) -> Request:
    """Return what a query line asks of the pipeline."""
    given = {
        "k": line.k,
        "profile": line.profile,
        "context_lines": line.context_lines,
        "snippet_lines": line.snippet_lines,
    }
    said = {name: value for name, value in given.items() if value is not None}
    return replace(defaults, text=line.query, **said)  # type: ignore[arg-type]  # each is of its field's type


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
        "matches": found.matches,
        "also_in": [
            {"file_path": one.path_display, "start_line": one.start_line, "end_line": one.end_line}
            for one in found.also_in
        ],
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
