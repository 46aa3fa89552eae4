"""Programs in which a comment below a line says what the name in that line defines.

    def total(self, tax: float = 0.2) -> int:
    #   ^ method Basket.total(self, tax: float = 0.2) -> int

`languages/README.md` explains the form. A program must be told whole: a definition or an import that no comment
mentions is as wrong as a comment that does not hold.
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from support.fact_listing import facts_of
from triptych_indexer.extract.facts import Extracted
from triptych_indexer.model import CALLABLE, ImportKind, Modifier, NodeRow, ParameterRow

_SAYING: Final = re.compile(
    r"^(?P<indent>\s*)(?:#|//|--|/\*|%|;)\s*(?P<mark>\^|<-)\s+(?P<says>.+?)\s*(?:\*/)?\s*$"
)
_LINES: Final = re.compile(r", lines (\d+)-(\d+)$")
NOTHING: Final = "nothing"
"""What a comment says of a name that is no definition."""


@dataclass(frozen=True, slots=True)
class Saying:
    """What a comment says of the name at a place; lines count from 1, columns from 0."""

    line: int
    column: int
    says: str
    written: int
    """The line of the comment."""

    @property
    def is_import(self) -> bool:
        return self.says.partition(" ")[0] in list(ImportKind)


def sayings(text: str) -> Iterator[Saying]:
    """Yield what the comments of a program say."""
    line = 0
    for number, content in enumerate(text.splitlines(), 1):
        found = _SAYING.match(content)
        if found is None:
            line = number
            continue
        character = len(found["indent"]) if found["mark"] == "<-" else found.start("mark")
        yield Saying(line, character, found["says"], number)


def complaints(language: str, source: bytes, path: bytes) -> list[str]:
    """Return what does not hold in a program, a line for each comment and each definition without one."""
    facts = facts_of(language, source, path)
    said = list(sayings(source.decode()))
    told = descriptions(facts)
    imports = _imports(facts)
    wrong = []
    for one in said:
        kept = imports[one.line] if one.is_import else told[one.line, one.column]
        found = _found(one, kept)
        if found is not None:
            kept.remove(found)
        elif one.says != NOTHING or kept:
            wrong.append(f"{one.written}: {one.says}: found {' and '.join(kept) or 'nothing'}")
    wrong += [f"{line}: nobody mentions {one}" for (line, _), rest in sorted(told.items()) for one in rest]
    wrong += [f"{line}: nobody mentions {one}" for line, rest in sorted(imports.items()) for one in rest]
    return wrong


def _found(one: Saying, kept: list[str]) -> str | None:
    """Return the description that a comment gives; it may leave out from where to where the definition goes."""
    for description in kept:
        if one.says in (description, _LINES.sub("", description)):
            return description
    return None


def descriptions(facts: Extracted) -> dict[tuple[int, int], list[str]]:
    """Return what is defined at each place, as comments say it; columns count bytes."""
    parameters: dict[int, list[ParameterRow]] = defaultdict(list)
    for row in facts.parameters:
        parameters[row[0]].append(row)
    types: dict[int, list[str]] = defaultdict(list)
    for node, _, name, bound, default, variance in facts.type_parameters:
        written = f"{variance} {name}" if variance else name
        types[node].append(written + (f": {bound}" if bound else "") + (f" = {default}" if default else ""))
    told: dict[tuple[int, int], list[str]] = defaultdict(list)
    for node_row in facts.nodes[1:]:
        text = _described(node_row, parameters[node_row[0]], types[node_row[0]])
        told[node_row[20] + 1, node_row[21]].append(text)
    return told


def _described(node: NodeRow, parameters: list[ParameterRow], types: list[str]) -> str:
    _, _, kind, _, qualified, _, _, type_, _, _, visibility, modifiers, *_ = node
    text = f"{kind} {qualified}" + (f"<{', '.join(types)}>" if types else "")
    if kind in CALLABLE and (parameters or kind not in ("property", "macro")):
        text += f"({', '.join(_parameters(parameters))})" + (f" -> {type_}" if type_ else "")
    elif type_:
        text += f" = {type_}" if kind == "type_alias" else f": {type_}"
    words = [visibility] if visibility != "public" else []
    words += [one.name.lower() for one in Modifier if modifiers & one and one.name]
    words += json.loads(node[23] or "[]")
    words.append(f"lines {node[14] + 1}-{node[16] + 1}")
    return ", ".join([text, *words])


def _parameters(rows: list[ParameterRow]) -> Iterator[str]:
    """Yield parameters as Python writes them: `*rest`, `**options`, and a `*` before those that need their name."""
    starred = False
    for _, _, name, type_, default, kind, _ in rows:
        if kind == "keyword" and not starred:
            yield "*"
        starred = starred or kind in ("keyword", "variadic")
        mark = {"variadic": "*", "keyword_variadic": "**"}.get(kind, "")
        given = (f" = {default}" if type_ else f"={default}") if default else ""
        yield mark + name + (f": {type_}" if type_ else "") + given


def _imports(facts: Extracted) -> dict[int, list[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    for _, kind, module, names, _, _, line, _ in facts.imports:
        given = [name if alias is None else f"{name} as {alias}" for name, alias in json.loads(names)]
        found[line + 1].append(f"{kind} {module}" + (f" {{{', '.join(given)}}}" if given else ""))
    return found
