"""By which definition a chunk is called, where the innermost one that holds it is not what was asked for."""

from collections.abc import Sequence

from triptych_indexer.store.graph.lookup import ChunkDetails, Lookup, NamedNode

from triptych_search.model import Intent, Query, Ranked
from triptych_search.pack.dedupe import RUNNING
from triptych_search.ports import Snapshot
from triptych_search.rerank.features import best_named


def mixed(query: Query, ranked: Sequence[Ranked], snapshot: Snapshot) -> dict[int, NamedNode]:
    """Name the chunks that hold several small definitions, which belong to their module, by the one that fits best."""
    if query.intent is Intent.PATH:
        return {}  # the file itself was asked for
    chunk_ids = [one.chunk.chunk_id for one in ranked if one.chunk.node_kind in (None, "module")]
    return best_named(query, Lookup(snapshot.connection).starting(chunk_ids)) if chunk_ids else {}


def by_kind(
    query: Query, ranked: Sequence[Ranked], snapshot: Snapshot
) -> tuple[list[Ranked], dict[int, NamedNode]]:
    """Name every chunk by a definition of the kinds asked for: the one that fits best, or the first that starts in it.

    What the chunk is a part of may be of another kind: a property is shown with its class. And it may be a later part of what
    is of that kind: such a part of a class is left out when its beginning is there too; a field is no second class.
    """
    chunks = [one.chunk for one in ranked]
    kinds = query.filters.kinds
    starting = [
        node
        for node in Lookup(snapshot.connection).starting([chunk.chunk_id for chunk in chunks])
        if node.kind in kinds
    ]
    first: dict[int, NamedNode] = {}
    for node in starting:
        first.setdefault(node.chunk_id, node)
    owners = [_owner(chunk) for chunk in chunks if chunk.node_kind in kinds]
    names = first | best_named(query, [*owners, *starting])
    begun = {node.node_id for node in starting}
    later = {chunk.chunk_id for chunk in chunks if chunk.chunk_id not in first and _is_part(chunk, begun)}
    return [one for one in ranked if one.chunk.chunk_id not in later], names


def _is_part(chunk: ChunkDetails, begun: set[int]) -> bool:
    return chunk.node_kind not in RUNNING and chunk.node_id in begun


def _owner(chunk: ChunkDetails) -> NamedNode:
    qualified_name = chunk.node_qualified_name or ""
    return NamedNode(
        chunk.node_id or 0,
        qualified_name.rpartition(".")[2],
        qualified_name,
        chunk.node_kind or "",
        chunk.node_symbol or "",
        chunk.chunk_id,
    )
