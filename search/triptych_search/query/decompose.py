"""A long question → the smaller ones in it, for the profile that takes its time."""

import re
from dataclasses import replace

from triptych_search.model import Intent, Query
from triptych_search.query.intent import identifiers_in
from triptych_search.query.words import terms_of

_JOINT = re.compile(
    r"[,;.?!]\s+|\s(?:and|or|then|when|while|before|after|but|vs|versus|from|into|with|using|via)\s",
    re.IGNORECASE,
)

MAX_PARTS = 4
_MIN_TERMS = 2
"""A part of one word is no question of its own: its word is searched for anyway."""


def parts(query: Query, limit: int = 64) -> list[Query]:
    """Return the sub-questions of a prose query, without the whole; none when there is nothing to take apart."""
    if query.intent not in (Intent.PROSE, Intent.TRACE):
        return []
    pieces = [piece.strip() for piece in _JOINT.split(query.prose)]
    if query.intent is Intent.TRACE:
        pieces = [line.strip() for line in query.text.splitlines()][-MAX_PARTS:]
    made: list[Query] = []
    for piece in pieces:
        words = tuple(piece.split())
        terms, _ = terms_of(piece, limit)
        if len(terms) >= _MIN_TERMS and piece != query.prose:
            made.append(
                replace(
                    query,
                    prose=piece,
                    words=words,
                    terms=terms,
                    identifiers=identifiers_in(words),
                    locations=(),
                )
            )
    return made[:MAX_PARTS]
