"""The facts of a program as lines of text, for the language corpora.

One fact a line, in the order of the program, each with the line it stands on (from 1):

    14 class Shop.Store: public, final
    14   says Sells things.
    14   type parameter T < Item
    14   inherit Base
    30 method Shop.Store.sell: protected
    30   returns Receipt
    30   parameter item: Item = none (variadic)
    33   call self.stock.take
    30   branches 3
     3 import java.util {List as Items}

References of kind `type` and `read` are left out unless a corpus asks for them: they would drown the rest.
"""

import json
from collections import defaultdict
from collections.abc import Iterator

from tree_sitter import Parser
from triptych_indexer.extract.facts import Extracted, extract
from triptych_indexer.languages.registry import card
from triptych_indexer.model import Modifier
from triptych_indexer.parse.grammars import grammar

QUIET = frozenset({"type", "read"})


def facts_of(language: str, source: bytes, path: bytes) -> Extracted:
    one = card(language)
    return extract(Parser(grammar(one)).parse(source), source, one, path)


def listing(facts: Extracted) -> Iterator[str]:
    """Yield every fact as a line: imports first, then definitions with what belongs to them."""
    for _, kind, module, names, _, _, line, _ in facts.imports:
        yield f"{line + 1} {kind} {module}{_names(names)}"
    details = _details(facts)
    for node in facts.nodes:
        ordinal, kind, name, line = node[0], node[2], node[4], node[14] + 1
        if ordinal:
            modifiers = [one.name.lower() for one in Modifier if node[11] & one and one.name]
            yield f"{line} {kind} {name}: {', '.join([node[10], *modifiers])}"
            if node[9]:
                yield f"{line}   says {node[9]}"
            if node[7]:
                yield f"{line}   returns {node[7]}"
            for decorator in json.loads(node[23] or "[]"):
                yield f"{line}   decorator {decorator}"
        if node[22] > 1:
            yield f"{line}   branches {node[22] - 1}"
        for place, text in details[ordinal]:
            yield f"{place}   {text}"


def _names(encoded: str) -> str:
    names = [name if alias is None else f"{name} as {alias}" for name, alias in json.loads(encoded)]
    return f" {{{', '.join(names)}}}" if names else ""


def _details(facts: Extracted) -> dict[int, list[tuple[int, str]]]:
    lines = {node[0]: node[14] + 1 for node in facts.nodes}
    details: dict[int, list[tuple[int, str]]] = defaultdict(list)
    for node, _, name, bound, default, variance in facts.type_parameters:
        parts = [variance or "", name, f"< {bound}" if bound else "", f"= {default}" if default else ""]
        details[node].append((lines[node], " ".join(["type parameter", *filter(None, parts)])))
    for node, _, name, type_, default, kind, says in facts.parameters:
        text = name + (f": {type_}" if type_ else "") + (f" = {default}" if default else "")
        text += f" ({kind})" if kind != "positional" else ""
        details[node].append((lines[node], f"parameter {text}" + (f", {says}" if says else "")))
    for node, kind, _, expression, line, *_ in facts.references:
        if kind not in QUIET:
            details[node].append((line + 1, f"{kind} {expression}"))
    return details
