"""Ranked chunks → hits: merged, numbered, with a snippet each and a look at the disk."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from triptych_indexer.model import Content, NodeKind
from triptych_indexer.store.graph.lookup import NamedNode

from triptych_search.model import Freshness, Hit, Lines, Query, Ranked, Request
from triptych_search.pack.dedupe import Group, merged
from triptych_search.pack.freshness import freshness
from triptych_search.pack.snippets import snippet


def pack(
    query: Query,
    ranked: Sequence[Ranked],
    request: Request,
    root: Path | None,
    definitions: Mapping[int, NamedNode],
) -> list[Hit]:
    """Return the best `request.k` hits, numbered from 1.

    A hit is called by the definition that was asked for (`definitions`, by chunk), otherwise by the innermost one that holds it.
    The same text elsewhere is named with the hit, and is a hit of its own where something exact was asked for.
    """
    looked_at: dict[int, Freshness] = {}
    hits = []
    for rank, group in enumerate(merged(ranked, request.k, every_place=query.exact), 1):
        chunk = group.best.chunk
        if chunk.file_id not in looked_at:
            looked_at[chunk.file_id] = freshness(root, chunk)
        named = definitions.get(chunk.chunk_id)
        hits.append(_hit(rank, query, group, request, looked_at[chunk.file_id], named))
    return hits


def _hit(
    rank: int, query: Query, group: Group, request: Request, fresh: Freshness, named: NamedNode | None
) -> Hit:
    members = [one.chunk for one in group.in_order]
    first, last, best = members[0], members[-1], group.best.chunk
    kind = named.kind if named else best.node_kind
    return Hit(
        rank=rank,
        path=best.path,
        path_display=best.display_path,
        start_line=first.start_line + 1,
        end_line=last.end_line + 1,
        start_byte=first.start_byte,
        end_byte=last.end_byte,
        chunk_id=best.chunk_id,
        node_id=named.node_id if named else best.node_id,
        qualified_name=named.qualified_name if named else best.node_qualified_name,
        kind=NodeKind(kind) if kind else None,
        symbol=named.symbol if named else best.node_symbol,
        language=best.language,
        content=Content(best.content),
        score=group.best.score,
        shares=group.best.shares,
        snippet=snippet(
            query,
            "".join(chunk.text for chunk in members),
            first.start_line,
            lines=request.snippet_lines,
            context=request.context_lines,
        ),
        freshness=fresh,
        merged=tuple(one.chunk.chunk_id for one in group.others),
        also_in=_stretches(group.twins),
    )


def _stretches(twins: Sequence[Ranked]) -> tuple[Lines, ...]:
    """Return the places of some chunks; those that touch, as the parts of a copied function do, are one."""
    first_at: dict[
        tuple[int, int], int
    ] = {}  # (file, byte where a stretch ends) → where it stands in the list
    stretches: list[Lines] = []
    for chunk in sorted((one.chunk for one in twins), key=lambda chunk: chunk.start_byte):
        place = first_at.pop((chunk.file_id, chunk.start_byte), None)
        if place is None:
            place = len(stretches)
            stretches.append(Lines(chunk.display_path, chunk.start_line + 1, chunk.end_line + 1))
        else:
            stretches[place] = stretches[place]._replace(end_line=chunk.end_line + 1)
        first_at[chunk.file_id, chunk.end_byte] = place
    files = list(dict.fromkeys(one.chunk.display_path for one in twins))
    return tuple(sorted(stretches, key=lambda lines: (files.index(lines.path_display), lines.start_line)))
