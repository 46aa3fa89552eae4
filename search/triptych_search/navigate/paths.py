"""By which calls does one definition lead to another?

Three searches, each only when the one before found nothing. Over the edges that are as sure as asked for: first calls alone, then also
from a method to those that override it, which a call of it may run. Over less sure edges: such a chain is told, and how to ask for
it. At last from the target backwards, stepping from a definition to the calls of its name that nobody could resolve: that is a guess
at each such step, and shows where a chain is likely torn.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Final, NamedTuple

from triptych_indexer.store.graph.calls import Calls, Direction
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.reader import Snapshot

from triptych_search.named import in_tests, named
from triptych_search.navigate import places
from triptych_search.navigate.places import Place, Unresolved, Verdict

MAX_VISITED: Final = 50_000
"""Definitions a search looks at before it gives up: about half a second."""

MAX_ENDS: Final = 200
"""Definitions that one end may be: of `get`, any will do."""

LOWER: Final = (0.45, 0.15, 0.0)
"""What is tried below the confidence asked for: implied calls, one of two of a name, everything."""

MAX_GUESSES: Final = 2
"""Torn places that a guessed chain may have."""

KINDRED: Final = 0.6
"""Part of the definitions of a name that must override one another before a call of that name is taken for one of them."""

MAX_TORN: Final = 20_000
"""Unresolved calls looked at for one guess."""


@dataclass(frozen=True, slots=True)
class Link:
    """One call on the way."""

    path: str
    line: int
    """Of the call site, from 1; of an override, where it is defined."""
    caller: str
    callee: str
    callee_at: str
    """`path:line` of the callee."""
    call_type: str
    """direct, indirect, virtual; `override`: the callee overrides the caller; `object`: it runs by what is done with an object of
    the caller, a class; `guess`: it has the name of a call that nobody could resolve."""
    confidence: float | None
    """None: a guess, or an object's."""
    expression: str | None
    """Of a guess: what is called, as written."""


@dataclass(frozen=True, slots=True)
class PathAnswer:
    """The shortest chain of calls from one definition to another."""

    verdict: Verdict
    source: Place | None
    """None when it is unknown, or any of the candidates would have done."""
    target: Place | None
    candidates: list[Place]
    """What the end that is None may be; when nothing has its name, near ones."""
    links: list[Link]
    likely: list[Link]
    """Without links: a chain that is less sure than asked for (`hidden`), or one with guesses in it (`unresolved`)."""
    visited: int
    """Definitions looked at."""
    unresolved: Unresolved
    """Call sites named like the target that lead nowhere known: where a way could be hidden."""
    notes: list[str]


class _Hop(NamedTuple):
    """One step of a chain, as the search knows it."""

    caller_id: int
    callee_id: int
    kind: str
    """call, override, object or guess."""


@dataclass(frozen=True, slots=True)
class _End:
    """The definitions that one end may be."""

    nodes: list[Node]
    candidates: list[Place]
    notes: list[str]


def path(snapshot: Snapshot, source: str, target: str, *, confidence: float) -> PathAnswer:
    """Return the shortest chain of calls, if there is one; of equally short ones a sure one."""
    first, last = _end(snapshot, source), _end(snapshot, target)
    nobody = Unresolved(0, [])
    for end in (first, last):
        if not end.nodes:
            known = places.places_of(snapshot, first.nodes)[0] if len(first.nodes) == 1 else None
            return PathAnswer(Verdict.UNKNOWN, known, None, end.candidates, [], [], 0, nobody, end.notes)
    starts, goals = _apart([node.id for node in first.nodes], [node.id for node in last.nodes])
    search = _Search(Calls(snapshot.connection))
    hops = search.surely(starts, goals, confidence)
    likely: list[_Hop] | None = None
    verdict = Verdict.FOUND
    if hops is None:
        verdict = Verdict.CUT_SHORT if search.cut else Verdict.NONE
        if likely := search.less_surely(starts, goals, confidence):
            verdict = Verdict.HIDDEN
        elif likely := search.guessing(starts, goals, min(confidence, LOWER[0])):
            verdict = Verdict.UNRESOLVED
    unresolved = nobody
    if hops is None:
        unresolved = places.unresolved_calls_of(snapshot, last.nodes[0])
        if verdict is Verdict.NONE and unresolved.count:
            verdict = Verdict.UNRESOLVED
    teller = _Teller(snapshot)
    met = hops or likely
    return PathAnswer(
        verdict=verdict,
        source=_place(snapshot, first.nodes, met[0].caller_id if met else None),
        target=_place(snapshot, last.nodes, met[-1].callee_id if met else None),
        candidates=[*first.candidates, *last.candidates] if not met else [],
        links=teller.links(hops or []),
        likely=teller.links(likely or []),
        visited=search.visited,
        unresolved=unresolved,
        notes=[*first.notes, *last.notes],
    )


def _end(snapshot: Snapshot, what: str) -> _End:
    """Return what an end may be; of several definitions, those outside tests, and any of them will do."""
    found = places.find(snapshot, what)
    if found.node is not None:
        return _End(Nodes(snapshot.connection).by_ids(found.same), [], found.notes)
    if found.verdict is Verdict.UNKNOWN:
        return _End([], found.candidates, found.notes)
    nodes = named(snapshot, what).nodes
    tests = in_tests(snapshot, nodes)
    nodes = [node for node in nodes if node.id not in tests] or nodes
    note = f"{what} is the name of {len(nodes):,} definitions: from or to any of them; PATH:LINE means one"
    kept = nodes[:MAX_ENDS]
    return _End(kept, places.places_of(snapshot, kept), [note])


def _apart(starts: list[int], goals: list[int]) -> tuple[set[int], set[int]]:
    """Leave out of the larger end what both may be, so that an answer is more than "it is itself"."""
    common = set(starts) & set(goals)
    if not common or len(starts) == len(goals) == 1:
        return set(starts), set(goals)
    return (set(starts) - common or set(starts), set(goals) - common or set(goals))


def _place(snapshot: Snapshot, nodes: list[Node], met: int | None) -> Place | None:
    chosen = nodes if len(nodes) == 1 else [node for node in nodes if node.id == met]
    if not chosen and len({(node.file_id, node.qualified_name) for node in nodes}) == 1:
        chosen = nodes
    return places.places_of(snapshot, chosen[:1])[0] if chosen else None


_Side = dict[int, _Hop | None]
"""Definition → the step by which it was reached; None: where the side begins."""


class _Search:
    def __init__(self, store: Calls) -> None:
        self._store = store
        self.visited = 0
        self.cut = False

    def surely(self, starts: set[int], goals: set[int], confidence: float) -> list[_Hop] | None:
        """Return the steps of the shortest chain of sure calls; overriding methods only when there is none without."""
        hops = self._between(starts, goals, confidence, overrides=False)
        return self._between(starts, goals, confidence, overrides=True) if hops is None else hops

    def less_surely(self, starts: set[int], goals: set[int], confidence: float) -> list[_Hop] | None:
        """Return the chain whose least sure call is the surest."""
        if self._between(starts, goals, 0.0, overrides=True) is None:
            return None
        for lower in LOWER:
            if lower < confidence and (hops := self.surely(starts, goals, lower)):
                return hops
        return None

    def _between(
        self, starts: set[int], goals: set[int], confidence: float, *, overrides: bool
    ) -> list[_Hop] | None:
        """Search from both ends at once, a level of the smaller side at a time; [] when both ends are one."""
        ahead: _Side = dict.fromkeys(starts | {ctor for _, ctor in self._store.constructors_of(starts)})
        behind: _Side = dict.fromkeys(goals | {cls for _, cls in self._store.classes_of(goals)})
        front, back = set(ahead), set(behind)
        while not (met := ahead.keys() & behind.keys()):
            if not front or not back:
                break
            if len(ahead) + len(behind) > MAX_VISITED:
                self.cut = True
                break
            if len(front) <= len(back):
                front = self._expand(front, "callees", ahead, confidence, overrides=overrides)
            else:
                back = self._expand(back, "callers", behind, confidence, overrides=overrides)
        self.visited = max(self.visited, len(ahead) + len(behind))
        return _chain(min(met), ahead, behind) if met else None

    def _expand(
        self, frontier: set[int], direction: Direction, side: _Side, confidence: float, *, overrides: bool
    ) -> set[int]:
        pairs = self._store.ends(direction, frontier, confidence)
        new = _enter(pairs, "call", direction, side)
        if overrides:
            new |= _enter(self._store.overrides(direction, frontier), "override", direction, side)
        same = self._store.constructors_of(new) if direction == "callees" else self._store.classes_of(new)
        for one, other in same:
            if other not in side:
                side[other] = side[one]
                new.add(other)
        return new

    def guessing(self, starts: set[int], goals: set[int], confidence: float) -> list[_Hop] | None:
        """Return a chain with as few guesses as possible, found from its end; only through tests if it begins in one."""
        tests_too = bool(self._store.tests_among(starts))
        behind: _Side = dict.fromkeys(goals | {cls for _, cls in self._store.classes_of(goals)})
        layer = frontier = set(behind)
        for guesses in range(MAX_GUESSES + 1):
            if guesses:
                # Of the target's own name every torn call is told: the person named it.
                by_name = self._kindred(layer) | (goals if guesses == 1 else set())
                torn = self._store.callers_by_name(by_name, MAX_TORN)
                frontier = _enter(torn, "guess", "callers", behind)
                frontier -= set() if tests_too else self._store.tests_among(frontier)
            layer = set(frontier)
            while frontier and not starts & behind.keys():
                if len(behind) > MAX_VISITED:
                    self.cut = True
                    return None
                special = self._store.run_by_the_language(frontier)
                frontier = self._expand(frontier, "callers", behind, confidence, overrides=True)
                frontier |= _enter(special, "object", "callers", behind)
                frontier -= set() if tests_too else self._store.tests_among(frontier)
                layer |= frontier
            self.visited = max(self.visited, len(behind))
            if met := starts & behind.keys():
                return _chain(min(met), {}, behind)
        return None

    def _kindred(self, ids: set[int]) -> set[int]:
        """Return those of some definitions of whose name most others override them, or are overridden by them."""
        named: dict[int, set[int]] = {}
        for one, other in self._store.namesakes(ids):
            named.setdefault(one, set()).add(other)
        everyone = {other for others in named.values() for other in others}
        family = {one: one for one in everyone}

        def head(one: int) -> int:
            while family[one] != one:
                one = family[one]
            return one

        for one, other in self._store.overrides("callers", everyone):
            if other in family:
                family[head(one)] = head(other)
        return {
            one
            for one, others in named.items()
            if one in others and sum(head(other) == head(one) for other in others) >= KINDRED * len(others)
        }


def _enter(pairs: Iterable[tuple[int, int]], kind: str, direction: Direction, side: _Side) -> set[int]:
    """Add the far ends that are new, with the step that leads there."""
    new: set[int] = set()
    for near, far in pairs:
        if far not in side:
            side[far] = _Hop(near, far, kind) if direction == "callees" else _Hop(far, near, kind)
            new.add(far)
    return new


def _chain(middle: int, ahead: _Side, behind: _Side) -> list[_Hop]:
    hops: list[_Hop] = []
    hop = ahead.get(middle)
    while hop is not None:
        hops.append(hop)
        hop = ahead[hop.caller_id]
    hops.reverse()
    hop = behind[middle]
    while hop is not None:
        hops.append(hop)
        hop = behind[hop.callee_id]
    return hops


class _Teller:
    """Puts names and places to the steps of a chain."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._store = Calls(snapshot.connection)
        self._nodes = Nodes(snapshot.connection)

    def links(self, hops: Collection[_Hop]) -> list[Link]:
        ids = {node_id for hop in hops for node_id in hop[:2]}
        nodes = {node.id: node for node in self._nodes.by_ids(ids)}
        return [self._link(hop, nodes[hop.caller_id], nodes[hop.callee_id]) for hop in hops]

    def _link(self, hop: _Hop, caller: Node, callee: Node) -> Link:
        path, line, call_type = caller.display_path, caller.name_line, hop.kind
        confidence: float | None = None
        expression: str | None = None
        if hop.kind in ("override", "object"):
            path, line = callee.display_path, callee.name_line
            confidence = 1.0 if hop.kind == "override" else None
        elif hop.kind == "guess":
            for site in self._store.unresolved_in(caller.id, 1, callee.name)[0]:
                line, expression = site.line, site.expression
        else:
            edge = self._store.between(caller.id, callee.id)
            if edge is not None:
                line, call_type, confidence = edge.sites[0], edge.type, edge.confidence
        return Link(
            path=path,
            line=line + 1,
            caller=caller.qualified_name,
            callee=callee.qualified_name,
            callee_at=f"{callee.display_path}:{callee.name_line + 1}",
            call_type=call_type,
            confidence=confidence,
            expression=expression,
        )
