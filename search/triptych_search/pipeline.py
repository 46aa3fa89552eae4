"""★ Read first: `search` turns a question into an answer on one screen; what it calls stands below it.

query → retrieve (by word, by name, by meaning) → fuse → rerank → pack
"""

import time
from collections.abc import Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from triptych_indexer.store.filters import ChunkFilter
from triptych_indexer.store.graph.lookup import ChunkDetails, Lookup, NamedNode
from triptych_indexer.store.graph.structure import Structure

from triptych_search import fuse, naming, totals
from triptych_search.coverage import missing, verdict_of
from triptych_search.model import (
    Answer,
    Candidate,
    Coverage,
    Hit,
    Profile,
    Query,
    Ranked,
    Ranking,
    Request,
    Total,
)
from triptych_search.pack.hits import pack
from triptych_search.query.decompose import parts
from triptych_search.query.syntax import parse
from triptych_search.rerank.features import STANDING, standing
from triptych_search.rerank.linear import Voted, rank, with_unweighed
from triptych_search.rerank.shortlist import shortlist
from triptych_search.rerank.weights import in_force
from triptych_search.retrieve import exact, graph, text
from triptych_search.retrieve.scope import narrow
from triptych_search.retrieve.vectors import VectorRetriever
from triptych_search.settings import MAX_K, Pools, RankingConfiguration, SearchSettings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from triptych_search.ports import QueryEmbedder, Snapshot


@dataclass(frozen=True, slots=True)
class Context:
    """What an open repository lends to every search."""

    coverage: Coverage
    """Of the same generation as the snapshot."""
    configuration: RankingConfiguration
    settings: SearchSettings = field(default_factory=SearchSettings)
    embedder: "QueryEmbedder | None" = None
    root: Path | None = None
    """Where the files lie, to tell whether hits are fresh; None when they are not on this disk."""
    repository: str = ""
    """What `repo:` compares with."""


def search(request: Request, snapshot: "Snapshot", context: Context) -> Answer:
    """Answer one request from one generation.

    Raises:
        QueryError: the question cannot be read; nothing was searched.
        SettingsError: a weight's name is unknown.
        StoreDamaged: a store does not answer.
    """
    clock = _Clock()
    configuration = in_force(context.configuration, context.settings)
    with clock.stage("query"):
        query = parse(request.text)
        query = replace(query, filters=query.filters.union(request.filters))
        where = narrow(query.filters, snapshot)
        absent = missing(query.filters, context.coverage, context.repository, where)
    page = replace(request, k=max(1, min(request.k, MAX_K)))
    pools = _reaching(configuration.pools[request.profile], page.k)
    deadline = time.monotonic() + context.settings.deadline_s
    with clock.stage("retrieve"):
        rankings = [] if absent else _retrieve(query, snapshot, where, pools, context, deadline)
    with clock.stage("fuse"):
        fused = _fuse(query, rankings, configuration, pools)
        if request.profile is Profile.DEEP and not absent:
            fused = _deepen(query, fused, snapshot, where, configuration, pools, context, deadline)
        fused = _shortlist(query, fused, snapshot, configuration, pools)
    with clock.stage("rerank"):
        found = {chunk_id: node for one in rankings for chunk_id, node in one.definitions.items()}
        ranked = _rank(query, _with_rows(query, fused, snapshot), configuration, found, snapshot)
    with clock.stage("pack"):
        if query.filters.kinds:
            ranked, names = naming.by_kind(query, ranked, snapshot)
        else:
            names = naming.mixed(query, ranked[: 2 * page.k], snapshot)
        asked = names | found
        hits = pack(query, _told(ranked, page.k, asked, snapshot), page, context.root, asked)
        hits = _marked(query, rankings, hits, ranked)
        named_nearly = {chunk_id for one in rankings for chunk_id in one.near}
        is_all_near = bool(hits) and not any(hit.matches or hit.chunk_id in named_nearly for hit in hits)
        total = totals.overall(query, rankings, snapshot)
    return Answer(
        query=query,
        profile=request.profile,
        generation=snapshot.generation.number,
        created_at=snapshot.generation.created_at,
        revision=snapshot.generation.source_revision,
        hits=tuple(hits),
        verdict=verdict_of(hits, absent, rankings, context.coverage, query),
        total=total,
        totals={one.retriever: Total(one.total, one.at_least) for one in rankings},
        coverage=context.coverage,
        warnings=(
            *absent,
            *query.notes,
            *(note for one in rankings for note in one.notes),
            *(["nothing by word or name: these are nearest in meaning"] if is_all_near else []),
        ),
        timings_ms=clock.timings_ms,
        ranking=configuration.name,
        ranking_version=configuration.version,
    )


def _reaching(pools: Pools, k: int) -> Pools:
    """Return pools from which `k` hits can come, though neighbours and copies are folded into one."""
    enough = REACH * k
    return replace(
        pools,
        text=max(pools.text, enough),
        fused=max(pools.fused, enough),
        rerank=max(pools.rerank, enough),
    )


REACH = 3
"""Candidates for each hit that is asked for: with the pools as shipped, it changes nothing up to 20."""


def _retrieve(
    query: Query,
    snapshot: "Snapshot",
    where: ChunkFilter,
    pools: Pools,
    context: Context,
    deadline: float,
) -> list[Ranking]:
    """Return one ranking for each retriever that has something to say to this question."""
    if query.browses:
        return [_listed(snapshot, where, pools.rerank)]
    wider = 3 if query.excludes or query.exact else 1  # some will be refused by their own text

    def by_word_and_name() -> list[Ranking]:
        return [
            text.retrieve(query, snapshot, pools.text * wider, where),
            graph.retrieve(query, snapshot, pools.graph * wider, where),
        ]

    if pools.vector and snapshot.vectors_are_held:
        by_meaning = VectorRetriever(context.embedder)
        rankings = [*by_word_and_name(), by_meaning(query, snapshot, pools.vector * wider, where)]
    elif pools.vector:
        from concurrent.futures import ThreadPoolExecutor

        # LanceDB mostly waits for threads of its own: the other two are done meanwhile.
        with ThreadPoolExecutor(1) as beside:
            by_meaning = VectorRetriever(context.embedder)
            asked = beside.submit(by_meaning, query, snapshot, pools.vector * wider, where)
            rankings = [*by_word_and_name(), asked.result()]
    else:
        rankings = by_word_and_name()
    if query.exact:
        found = exact.retrieve(query, snapshot, exact.MAX_MATCHES, where, deadline=deadline)
        if found.at_least:
            others = {candidate.chunk_id for one in rankings for candidate in one.candidates}
            found = exact.joined_by(query, snapshot, found, others)
        rankings = [_only(ranking, found) for ranking in rankings] + [found]
    return rankings


def _listed(snapshot: "Snapshot", where: ChunkFilter, k: int) -> Ranking:
    chunk_ids, total = snapshot.text.matching(k, where)
    candidates = tuple(Candidate(chunk_id, {}) for chunk_id in chunk_ids)
    return Ranking("filter", candidates, total, notes=("nothing to rank by: listed in the order of paths",))


def _only(ranking: Ranking, found: Ranking) -> Ranking:
    """Leave the candidates in which everything exact was found; what matches only by word is no match then."""
    allowed = {one.chunk_id for one in found.candidates}
    kept = tuple(one for one in ranking.candidates if one.chunk_id in allowed)
    return replace(ranking, candidates=kept, total=len(kept), at_least=found.at_least)


def _fuse(
    query: Query, rankings: Sequence[Ranking], configuration: RankingConfiguration, pools: Pools
) -> list[fuse.Fused]:
    return fuse.fuse(
        rankings,
        configuration.weights[query.intent],
        method=configuration.fusion,
        rrf_constant=configuration.rrf_constant,
        pool=pools.fused * (3 if query.excludes else 1),
    )


def _shortlist(
    query: Query,
    fused: Sequence[fuse.Fused],
    snapshot: "Snapshot",
    configuration: RankingConfiguration,
    pools: Pools,
) -> list[fuse.Fused]:
    """Cut to what the ranker reads, knowing of each candidate which file it is from."""
    found = Lookup(snapshot.connection).origins([one.chunk_id for one in fused])
    pool = pools.rerank * (3 if query.excludes else 1)  # some will be refused by their own text
    by_id = {one.chunk_id: one for one in fused}
    votes = {chunk_id: one.score for chunk_id, one in by_id.items()}
    chosen = shortlist(query, votes, found, configuration, pool)
    return [by_id[chunk_id] for chunk_id in chosen]


def _deepen(
    query: Query,
    fused: Sequence[fuse.Fused],
    snapshot: "Snapshot",
    where: ChunkFilter,
    configuration: RankingConfiguration,
    pools: Pools,
    context: Context,
    deadline: float,
) -> list[fuse.Fused]:
    """Add what the parts of the question find, and the callers and callees of the best definitions."""
    lists = [list(fused)]
    for part in parts(query):
        if time.monotonic() > deadline:
            break
        lists.append(
            _fuse(part, _retrieve(part, snapshot, where, pools, context, deadline), configuration, pools)
        )
    leaders = Lookup(snapshot.connection).chunks([one.chunk_id for one in fused[:LEADERS]])
    nodes = [row.node_id for row in leaders if row.node_id is not None and row.node_kind != "module"]
    lists.append(_fuse(query, [graph.hops(snapshot, nodes, pools.graph, where)], configuration, pools))
    return fuse.merged(lists, configuration.weights[query.intent], pool=pools.fused)


LEADERS = 10
"""Best chunks whose callers and callees are looked at: a page of them."""


def _with_rows(query: Query, fused: Sequence[fuse.Fused], snapshot: "Snapshot") -> list[Voted]:
    """Fetch the candidates' rows in one round trip, and drop those whose own text the question excludes, or that lack what
    has to stand in it: a callee that `deep` brings along need not hold the phrase.
    """
    rows = {row.chunk_id: row for row in Lookup(snapshot.connection).chunks([one.chunk_id for one in fused])}
    if query.excludes or query.exact:
        matcher = exact.Matcher(query)
        rows = {
            chunk_id: row
            for chunk_id, row in rows.items()
            if not matcher.refuses(row.text) and (not query.exact or matcher.matches(row.text))
        }
    return [Voted(rows[one.chunk_id], one.score, one.signals) for one in fused if one.chunk_id in rows]


def _rank(
    query: Query,
    voted: list[Voted],
    configuration: RankingConfiguration,
    found: Mapping[int, NamedNode],
    snapshot: "Snapshot",
) -> list[Ranked]:
    """Rank; how much of the code rests on a definition is looked up for all only when it counts."""
    weights = configuration.weights[query.intent]
    if any(weights.get(name) for name in STANDING):
        known = _standings([one.chunk for one in voted], found, snapshot)
        voted = [one._replace(signals={**one.signals, **known.get(one.chunk.chunk_id, {})}) for one in voted]
    return rank(query, voted, configuration)


def _told(ranked: list[Ranked], k: int, named: Mapping[int, NamedNode], snapshot: "Snapshot") -> list[Ranked]:
    """Add to the first ones how much of the code rests on what they show, where that counted nothing."""
    head = ranked[: 2 * k]  # some will be folded into others
    known = _standings([one.chunk for one in head], named, snapshot)
    told = [
        one._replace(shares=with_unweighed(one.shares, known.get(one.chunk.chunk_id, {}))) for one in head
    ]
    return told + ranked[2 * k :]


def _standings(
    chunks: Sequence[ChunkDetails], named: Mapping[int, NamedNode], snapshot: "Snapshot"
) -> dict[int, dict[str, float]]:
    """Return chunk id → what the whole graph says of the definition that it is named by, or that it belongs to."""
    owners = {chunk.chunk_id: chunk.node_id for chunk in chunks if chunk.node_id is not None}
    owners.update(
        (chunk.chunk_id, named[chunk.chunk_id].node_id) for chunk in chunks if chunk.chunk_id in named
    )
    metrics = Structure(snapshot.connection).metrics_of(set(owners.values()))
    return {chunk_id: standing(metrics[node]) for chunk_id, node in owners.items() if node in metrics}


def _marked(
    query: Query, rankings: Sequence[Ranking], hits: Sequence[Hit], ranked: Sequence[Ranked]
) -> list[Hit]:
    """Mark the hits in which nothing matches."""
    shown = {chunk_id for hit in hits for chunk_id in (hit.chunk_id, *hit.merged)}
    near = totals.only_near(query, rankings, shown, ranked)
    return [replace(hit, matches=not near.issuperset((hit.chunk_id, *hit.merged))) for hit in hits]


class _Clock:
    """Milliseconds of each stage, in the order in which they ran."""

    def __init__(self) -> None:
        self.timings_ms: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> "Iterator[None]":
        start = time.perf_counter()
        yield
        self.timings_ms[name] = (time.perf_counter() - start) * 1000
