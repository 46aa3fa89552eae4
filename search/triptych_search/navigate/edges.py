"""The whole graph of files, packages or calls, and how it is written for other programs.

Every format is written line by line and in an order that depends on the source alone; names are quoted as each format wants it, for a
file name may hold anything.
"""

import json
from collections.abc import Iterator
from typing import Final
from xml.sax.saxutils import escape

from triptych_indexer.graph.cycles import Edge, Graph, join, packages
from triptych_indexer.graph.examine import nature_of
from triptych_indexer.model import CycleLevel, Nature
from triptych_indexer.store.graph.edges import SURE_ENOUGH
from triptych_indexer.store.graph.structure import Structure
from triptych_indexer.store.reader import Snapshot

FORMATS: Final = ("graphml", "dot", "mermaid", "json")


def graph_of(snapshot: Snapshot, level: CycleLevel, confidence: float = SURE_ENOUGH) -> Graph:
    """Return source → target → edge; what leads from a member to itself is left out."""
    structure = Structure(snapshot.connection)
    found: dict[str, dict[str, Edge]] = {}
    if level is CycleLevel.CALL:
        for caller, callee, _, _, sites in structure.call_edges(confidence):
            if caller != callee:
                join(found, caller, callee, Edge(sites, Nature.CALL))
        return found
    for source, target, kind, flags, names in structure.file_edges():
        if source != target:
            join(found, source, target, Edge(names, nature_of(kind, flags)))
    return packages(found) if level is CycleLevel.PACKAGE else found


def written(graph: Graph, form: str) -> Iterator[str]:
    """Yield the lines of a graph in one of `FORMATS`."""
    names = sorted({*graph, *(target for targets in graph.values() for target in targets)})
    number = {name: position for position, name in enumerate(names)}
    edges = [
        (number[source], number[target], edge)
        for source, targets in sorted(graph.items())
        for target, edge in sorted(targets.items())
    ]
    yield from _WRITERS[form](names, edges)


_Edges = list[tuple[int, int, Edge]]


def _graphml(names: list[str], edges: _Edges) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
    yield '  <key id="name" for="node" attr.name="name" attr.type="string"/>'
    yield '  <key id="weight" for="edge" attr.name="weight" attr.type="int"/>'
    yield '  <key id="nature" for="edge" attr.name="nature" attr.type="string"/>'
    yield '  <graph edgedefault="directed">'
    for position, name in enumerate(names):
        yield f'    <node id="n{position}"><data key="name">{escape(_printable(name))}</data></node>'
    for source, target, edge in edges:
        yield (
            f'    <edge source="n{source}" target="n{target}"><data key="weight">{edge.weight}</data>'
            f'<data key="nature">{edge.nature}</data></edge>'
        )
    yield "  </graph>"
    yield "</graphml>"


def _dot(names: list[str], edges: _Edges) -> Iterator[str]:
    yield "digraph triptych {"
    yield "  rankdir=LR;"
    for position, name in enumerate(names):
        quoted = _printable(name).replace("\\", "\\\\").replace('"', '\\"')
        yield f'  n{position} [label="{quoted}"];'
    for source, target, edge in edges:
        style = "" if edge.nature in (Nature.LOAD, Nature.CALL) else ", style=dashed"
        yield f"  n{source} -> n{target} [weight={edge.weight}{style}];"
    yield "}"


def _mermaid(names: list[str], edges: _Edges) -> Iterator[str]:
    yield "flowchart LR"
    for position, name in enumerate(names):
        quoted = (
            _printable(name)
            .replace("#", "#35;")
            .replace('"', "#quot;")
            .replace("<", "#lt;")
            .replace(">", "#gt;")
        )
        yield f'  n{position}["{quoted}"]'
    for source, target, edge in edges:
        arrow = "-->" if edge.nature in (Nature.LOAD, Nature.CALL) else "-.->"
        yield f"  n{source} {arrow} n{target}"


def _json(names: list[str], edges: _Edges) -> Iterator[str]:
    """Write what NetworkX calls node-link data."""
    yield '{"directed": true, "multigraph": false, "graph": {},'
    yield ' "nodes": ['
    for position, name in enumerate(names):
        yield f'  {{"id": {json.dumps(name)}}}{"," if position + 1 < len(names) else ""}'
    yield ' ], "edges": ['
    for position, (source, target, edge) in enumerate(edges):
        ends = f'"source": {json.dumps(names[source])}, "target": {json.dumps(names[target])}'
        comma = "," if position + 1 < len(edges) else ""
        yield f'  {{{ends}, "weight": {edge.weight}, "nature": "{edge.nature}"}}{comma}'
    yield " ]}"


def _printable(name: str) -> str:
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in name)


_WRITERS: Final = {"graphml": _graphml, "dot": _dot, "mermaid": _mermaid, "json": _json}
