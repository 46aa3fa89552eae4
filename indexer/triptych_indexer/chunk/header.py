"""The line that says what a chunk is part of: it is shown, embedded and searched with the chunk's text."""

from collections.abc import Mapping

from triptych_indexer.model import NODE_KIND, NODE_NAME, NODE_PARENT, NODE_SIGNATURE, NodeKind, NodeRow

SEPARATOR = " · "

MAX_PART_CHARS = 200
"""A signature may be a page long; the header has to stay a line."""


def header(path: str, node: int, rows: Mapping[int, NodeRow]) -> str:
    """Return path, enclosing names and signature of the definition `node`: outermost first, the module left out."""
    parts: list[str] = []
    row = rows.get(node)
    # As many steps as there are rows: parents are another stage's facts, and a ring of them must not hang this one.
    for _ in range(len(rows)):
        if row is None or row[NODE_KIND] == NodeKind.MODULE:
            break
        parts.append(_own(row) if not parts else _enclosing(row))
        row = rows.get(row[NODE_PARENT])
    return SEPARATOR.join([path, *reversed(parts)])


def _own(row: NodeRow) -> str:
    text = " ".join((row[NODE_SIGNATURE] or row[NODE_NAME]).split())
    return text.rstrip(" :{=")[:MAX_PART_CHARS]


def _enclosing(row: NodeRow) -> str:
    kind, name = row[NODE_KIND], row[NODE_NAME]
    return name[:MAX_PART_CHARS] if kind == NodeKind.SECTION else f"{kind} {name}"[:MAX_PART_CHARS]
