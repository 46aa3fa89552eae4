"""What other files can see of a file, as one digest.

Edges of another file depend on names, kinds, signatures, bases, imports, on what is assigned to members and to names of
the file, and on what functions give back. They do not depend on the rest of a function's body: an edit there leaves the
digest as it is, and no other file is linked again.
"""

import json
from collections.abc import Iterable
from hashlib import blake2b
from operator import itemgetter
from typing import Any

from triptych_indexer.model import (
    BINDING_KIND,
    BINDING_LINE,
    BINDING_NODE,
    BINDING_TARGET,
    BINDING_TYPE,
    BINDING_VALUE,
    IMPORT_FLAGS,
    IMPORT_KIND,
    IMPORT_MODULE,
    IMPORT_NAMES,
    IMPORT_NODE,
    NODE_DECORATORS,
    NODE_KIND,
    NODE_MODIFIERS,
    NODE_NAME,
    NODE_PARENT,
    NODE_RETURN_TYPE,
    NODE_SYMBOL,
    PARAMETER_DOCUMENTATION,
    REFERENCE_EXPRESSION,
    REFERENCE_KIND,
    REFERENCE_NODE,
    BindingRow,
    ImportRow,
    NodeRow,
    ParameterRow,
    ReferenceRow,
)

_OUTER = frozenset({"module", "class", "struct", "enum", "interface", "trait", "impl", "namespace"})

_of_node = itemgetter(
    NODE_KIND,
    NODE_NAME,
    NODE_PARENT,
    NODE_SYMBOL,
    NODE_RETURN_TYPE,
    NODE_MODIFIERS,
    NODE_DECORATORS,
)
_of_import = itemgetter(IMPORT_NODE, IMPORT_KIND, IMPORT_MODULE, IMPORT_NAMES, IMPORT_FLAGS)


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
        list(map(_of_node, nodes)),
        [row[:PARAMETER_DOCUMENTATION] for row in parameters],
        list(map(_of_import, imports)),
        [
            [row[REFERENCE_NODE], row[REFERENCE_EXPRESSION]]
            for row in references
            if row[REFERENCE_KIND] in ("inherit", "implement")
        ],
        [row[:BINDING_LINE] for row in _visible(nodes, bindings)],
    ]
    state.update(json.dumps(seen, separators=(",", ":"), ensure_ascii=False).encode("utf-8", "surrogatepass"))
    return state.digest()


def _visible(nodes: list[NodeRow], bindings: list[BindingRow]) -> list[BindingRow]:
    """Return the bindings that can be seen from outside, and those of local names that these build on."""
    visible: list[BindingRow] = []
    local: dict[str, list[BindingRow]] = {}
    pending: list[str] = []
    for row in bindings:
        kind, target = row[BINDING_KIND], row[BINDING_TARGET]
        if kind == "parameters":  # of a nameless function; what it is called with counts where its names do
            _, _, callee, place, names, parts = row[BINDING_VALUE]
            visible.append((*row[:BINDING_VALUE], [names, parts], *row[BINDING_TYPE:]))
            for name in (*names, *(part for part, _ in parts)):
                if name is not None:
                    given = (row[BINDING_NODE], "given", name, [callee, place], *row[BINDING_TYPE:])
                    local.setdefault(name, []).append(given)
            pending.extend(_names(names))
        elif kind in ("return", "yield", "public") or (
            kind == "=" and ("." in target or nodes[row[BINDING_NODE]][NODE_KIND] in _OUTER)
        ):
            visible.append(row)
            pending.extend(_names(row[BINDING_VALUE]))
        elif kind == "=":
            local.setdefault(target, []).append(row)
    while pending:
        for row in local.pop(pending.pop(), ()):
            visible.append(row)
            pending.extend(_names(row[BINDING_VALUE]))
    visible.sort(key=lambda row: (row[BINDING_LINE], row[BINDING_KIND], str(row[BINDING_TARGET])))
    return visible


def _names(value: Any) -> Iterable[str]:
    """Yield the first names of an expression."""
    if isinstance(value, str):
        yield value.partition(".")[0]
    elif isinstance(value, list):
        for one in value:
            yield from _names(one)
