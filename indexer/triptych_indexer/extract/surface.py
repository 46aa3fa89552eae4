"""What other files can see of a file, as one digest.

Edges of another file depend on names, kinds, signatures, bases, imports, on what is assigned to members and to names of
the file, and on what functions give back. They do not depend on the rest of a function's body: an edit there leaves the
digest as it is, and no other file is linked again.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from triptych_indexer.model import BindingRow, ImportRow, NodeRow, ParameterRow, ReferenceRow

_OUTER = frozenset({"module", "class", "struct", "enum", "interface", "trait", "impl", "namespace"})


def surface(
    nodes: list[NodeRow],
    parameters: list[ParameterRow],
    imports: list[ImportRow],
    references: list[ReferenceRow],
    bindings: list[BindingRow],
) -> bytes:
    """Return 8 bytes over all of a file's facts that edges of other files may depend on."""
    state = blake2b(digest_size=8)
    seen = [
        [[row[2], row[3], row[1], row[5], row[7], row[11], row[23]] for row in nodes],
        [row[:6] for row in parameters],
        [[row[0], row[1], row[2], row[3], row[5]] for row in imports],
        [[row[0], row[3]] for row in references if row[1] in ("inherit", "implement")],
        [row[:5] for row in _visible(nodes, bindings)],
    ]
    state.update(json.dumps(seen, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return state.digest()


def _visible(nodes: list[NodeRow], bindings: list[BindingRow]) -> list[BindingRow]:
    """Return the bindings that can be seen from outside, and those of local names that these build on."""
    visible: list[BindingRow] = []
    local: dict[str, list[BindingRow]] = {}
    pending: list[str] = []
    for row in bindings:
        kind, target = row[1], row[2]
        if kind == "parameters":  # of a nameless function; what it is called with counts where its names do
            _, _, callee, place, names, parts = row[3]
            visible.append((*row[:3], [names, parts], *row[4:]))
            for name in (*names, *(part for part, _ in parts)):
                if name is not None:
                    local.setdefault(name, []).append((row[0], "given", name, [callee, place], *row[4:]))
            pending.extend(_names(names))
        elif kind in ("return", "yield", "public") or (
            kind == "=" and ("." in target or nodes[row[0]][2] in _OUTER)
        ):
            visible.append(row)
            pending.extend(_names(row[3]))
        elif kind == "=":
            local.setdefault(target, []).append(row)
    while pending:
        for row in local.pop(pending.pop(), ()):
            visible.append(row)
            pending.extend(_names(row[3]))
    visible.sort(key=lambda row: (row[5], row[1], str(row[2])))
    return visible


def _names(value: Any) -> Iterable[str]:
    """Yield the first names of an expression."""
    if isinstance(value, str):
        yield value.partition(".")[0]
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
