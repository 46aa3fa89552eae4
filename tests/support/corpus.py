"""Reads a language's test corpus: programs of that language whose comments say what must be found in them.

The format is described in `indexer/triptych_indexer/languages/README.md`. An assertion line is taken out before the
program is parsed, so that it is no comment of the program, and speaks of the program line above it.
"""

import importlib
import json
import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from tree_sitter import Language, Parser

from triptych_indexer.extract.facts import Extracted, extract
from triptych_indexer.languages.registry import FOLDER, Card, card, cards
from triptych_indexer.model import ImportFlag, Modifier, ReferenceFlag


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a line says: a fact of this sort (and text, and properties) stands here, or does not."""

    written: str
    line: int | None
    """The program line it speaks of; None = anywhere."""
    column: int
    sort: str
    text: str | None
    properties: dict[str, str]
    absent: bool


@dataclass(frozen=True, slots=True)
class Case:
    language: str
    file: str
    title: str
    source: bytes
    assertions: tuple[Assertion, ...]

    @property
    def id(self) -> str:
        return f"{self.language}: {self.title} ({self.file})"


@dataclass(frozen=True, slots=True)
class Fact:
    sort: str
    text: str
    lines: tuple[int, int]
    columns: tuple[int, int] | None
    """None = known by its line and its name only."""
    properties: dict[str, str] = field(default_factory=dict)


@cache
def grammar(name: str) -> Language:
    wanted = card(name).grammar
    assert wanted is not None, f"{name} has no grammar"
    return Language(getattr(importlib.import_module(wanted.module), wanted.function)())


def facts_of(language: str, source: bytes, path: bytes = b"shop/case.x") -> Extracted:
    """Return the facts of a program."""
    tree = Parser(grammar(language)).parse(source)
    return extract(tree, source, card(language), path)


def cases(*, gaps: bool) -> Iterator[Case]:
    """Yield the cases of every language; those under `gaps/` apart from the others."""
    for name, one in cards().items():
        folder = FOLDER / name / "corpus"
        for path in sorted(folder.rglob("*")):
            if path.is_file() and (path.relative_to(folder).parts[0] == "gaps") == gaps:
                yield from read(one, path.read_text("utf-8"), path.relative_to(folder).as_posix())


def read(one: Card, text: str, file: str) -> Iterator[Case]:
    """Yield the cases of one file; what stands before the first title is a case named after the file."""
    mark = "|".join(re.escape(m) for m in one.comments.line) or "//"
    title_line = re.compile(rf"\s*(?:{mark})\s*===\s*(?P<title>.+?)\s*(?:===)?\s*")
    assertion_line = re.compile(
        rf"(?P<lead>\s*(?:{mark})\s*)(?P<sign>\^|!|<-|@)\s*(?P<rest>[a-z_]+(?:\.[a-z_-]+)?(?:\s.*)?)"
    )
    title = Path(file).stem.replace("_", " ")
    lines: list[str] = []
    assertions: list[Assertion] = []
    for line in text.split("\n"):
        found = title_line.fullmatch(line)
        if found:
            if assertions:
                yield Case(one.name, file, title, "\n".join(lines).encode(), tuple(assertions))
            title, lines, assertions = found["title"], [], []
            continue
        found = assertion_line.fullmatch(line)
        if found:
            assertions.append(_assertion(found, len(lines) - 1))
        else:
            lines.append(line)
    if assertions:
        yield Case(one.name, file, title, "\n".join(lines).encode(), tuple(assertions))


def _assertion(found: re.Match[str], line: int) -> Assertion:
    sort, *rest = shlex.split(found["rest"])
    texts = [word for word in rest if not re.match(r"[a-z]+=", word)]
    properties = dict(word.split("=", 1) for word in rest if re.match(r"[a-z]+=", word))
    sign = found["sign"]
    lead = found["lead"]
    column = len(lead) - len(lead.lstrip()) if sign == "<-" else len(lead)
    return Assertion(
        found[0].strip(),
        None if sign == "@" else line,
        column,
        sort,
        " ".join(texts) or None,
        properties,
        sign == "!",
    )


def failures(case: Case) -> list[str]:
    """Return what the case says that is not so, each as a line a person can act on."""
    facts = list(_facts(facts_of(case.language, case.source)))
    program = case.source.decode().split("\n")
    return [_failure(one, facts, program) for one in case.assertions if _failure(one, facts, program)]


def _failure(one: Assertion, facts: list[Fact], program: list[str]) -> str:
    here = [fact for fact in facts if _stands(fact, one, program)]
    same = [
        fact
        for fact in here
        if (fact.sort == one.sort or fact.sort.startswith(one.sort + "."))
        and (one.text is None or fact.text == one.text)
    ]
    if one.absent:
        return f"{one.written}: there is {same[0].sort} {same[0].text}" if same else ""
    if any(one.properties.items() <= fact.properties.items() for fact in same):
        return ""
    if not same:
        known = ", ".join(f"{fact.sort} {fact.text}" for fact in here[:12]) or "nothing"
        return f"line {one.line}: {one.written}: found here: {known}"
    seen = {key: same[0].properties.get(key) for key in one.properties}
    return f"line {one.line}: {one.written}: found {seen}"


def _stands(fact: Fact, one: Assertion, program: list[str]) -> bool:
    if one.line is None:
        return True
    if not fact.lines[0] <= one.line <= fact.lines[1]:
        return False
    if fact.columns is not None:
        return fact.columns[0] <= one.column < max(fact.columns[1], fact.columns[0] + 1)
    places = re.finditer(re.escape(fact.text), program[one.line])
    return any(place.start() <= one.column < place.end() for place in places)


def _facts(found: Extracted) -> Iterator[Fact]:
    names = [row[4] for row in found.nodes]
    for row in found.nodes:
        yield Fact(
            f"definition.{row[2]}",
            row[4],
            (row[20], row[20]),
            (row[21], row[21] + row[19] - row[18]),
            {
                "name": row[3],
                "symbol": row[5],
                "signature": row[6] or "",
                "returns": row[7] or "",
                "doc": row[9] or "",
                "documentation": row[8] or "",
                "visibility": str(row[10]),
                "modifiers": _mask(Modifier(row[11])),
                "lines": f"{row[14]}-{row[16]}",
                "complexity": str(row[22]),
                "decorators": " ".join(json.loads(row[23])) if row[23] else "",
                "in": names[row[1]] if row[1] > 0 else "",
            },
        )
    for node, position, name, written, default, kind, doc in found.parameters:
        lines = (found.nodes[node][14], found.nodes[node][16])
        properties = {"of": names[node], "position": str(position), "type": written or ""}
        properties |= {"default": default or "", "doc": doc or ""}
        yield Fact(f"parameter.{kind}", name, lines, None, properties)
    for node, position, name, bound, default, variance in found.type_parameters:
        lines = (found.nodes[node][14], found.nodes[node][16])
        properties = {"of": names[node], "position": str(position), "bound": bound or ""}
        properties |= {"default": default or "", "variance": variance or ""}
        yield Fact("type_parameter", name, lines, None, properties)
    for node, kind, module, imported, statement, flags, line, _ in found.imports:
        shown = ",".join(f"{name}:{alias}" if alias else name for name, alias in json.loads(imported))
        properties = {"names": shown, "flags": _mask(ImportFlag(flags)), "statement": statement}
        properties["in"] = names[node] if node else ""
        yield Fact(f"import.{kind}", module, (line, line), (0, 10_000), properties)
    for node, kind, name, expression, line, column, _, flags, _ in found.references:
        properties = {"in": names[node] if node else "", "name": name, "flags": _mask(ReferenceFlag(flags))}
        columns = (column, column + len(name.encode()))
        yield Fact(f"reference.{kind}", expression, (line, line), columns, properties)


def _mask(flags: Modifier | ImportFlag | ReferenceFlag) -> str:
    return "|".join(str(flag.name).lower() for flag in type(flags) if flag in flags)
