"""How a definition looks in a terminal."""

from collections.abc import Iterator

from triptych_search.apps.cli.answers import STALE
from triptych_search.apps.cli.terminal import Style, counted, one_line, visible
from triptych_search.describe import Call, Definition, Import, Relation

SOURCE_LINES = 60
"""A longer source is cut; `path:start-end` is there to open it."""

IMPORTS_SHOWN = 20


def lines(definition: Definition, style: Style) -> Iterator[str]:
    """Yield place, signature, parameters, documentation, source, callers and callees."""
    place = f"{one_line(definition.path)}:{definition.start_line}-{definition.end_line}"
    marks = " ".join([definition.visibility, *definition.modifiers, definition.kind])
    stale = (
        f"  {style.warn}[{STALE[definition.freshness]}]{style.off}" if definition.freshness in STALE else ""
    )
    yield f"{style.path}{place}{style.off}  {style.bold}{one_line(definition.qualified_name)}{style.off}  {style.dim}{marks}, node {definition.node_id}{style.off}{stale}"
    for decorator in definition.decorators:
        yield f"  {one_line(decorator)}"
    if definition.signature:
        yield f"  {visible(definition.signature)}"
    for parameter in definition.parameters:
        if parameter.documentation:
            typed = f": {parameter.type}" if parameter.type else ""
            yield f"    {style.dim}{one_line(parameter.name + typed)} — {one_line(parameter.documentation)}{style.off}"
    if definition.type_parameters:
        yield f"    {style.dim}generic in {one_line(', '.join(definition.type_parameters))}{style.off}"
    if definition.complexity > 1:
        yield f"  {style.dim}cyclomatic complexity {definition.complexity}{style.off}"
    if definition.fan_in or definition.tests:
        yield f"  {style.dim}used by {counted(definition.fan_in, 'definition')} and {definition.tests:,} in tests, centrality {definition.centrality:.2f}{style.off}"
    yield from _source(definition, style)
    if definition.members:
        yield f"{style.dim}members:{style.off} {one_line(', '.join(definition.members))}"
    yield from _relations(definition.relations, style)
    yield from _imports("imports", definition.imports, style)
    yield from _imports("imported by", definition.imported_by, style)
    yield from _calls("called by", definition.callers, style)
    yield from _calls("calls", definition.callees, style)


def _source(definition: Definition, style: Style) -> Iterator[str]:
    source = definition.source.splitlines()
    for number, text in enumerate(source[:SOURCE_LINES], definition.start_line):
        yield f"{style.dim}{number:>6} │{style.off} {visible(text)}"
    if len(source) > SOURCE_LINES:
        yield f"{style.dim}       … {len(source) - SOURCE_LINES} more lines{style.off}"


def _relations(relations: list[Relation], style: Style) -> Iterator[str]:
    if relations:
        yield f"{style.dim}related:{style.off}"
    for one in relations:
        verb = one.type if one.direction == "to" else f"← {one.type}"
        yield (
            f"  {verb} {one_line(one.qualified_name)}  {style.path}{one_line(one.path)}{style.off}"
            f"  {style.dim}line {one.line} · {one.confidence:.2f} · {one.rule}{style.off}"
        )


def _imports(title: str, imports: list[Import], style: Style) -> Iterator[str]:
    if imports:
        yield f"{style.dim}{title}:{style.off}"
    for one in imports[:IMPORTS_SHOWN]:
        path = f"{style.path}{one_line(one.path)}{style.off}" if one.path else "elsewhere"
        yield f"  {path}  {style.dim}line {one.line} · {one_line(one.import_path)}{style.off}"
    if len(imports) > IMPORTS_SHOWN:
        yield f"  {style.dim}… {len(imports) - IMPORTS_SHOWN} more{style.off}"


def _calls(title: str, calls: list[Call], style: Style) -> Iterator[str]:
    if calls:
        yield f"{style.dim}{title}:{style.off}"
    for call in calls:
        at = ",".join(map(str, call.lines[:5])) + ("…" if len(call.lines) > 5 else "")
        yield (
            f"  {style.path}{one_line(call.path)}{style.off}  {one_line(call.qualified_name)}"
            f"  {style.dim}line {at} · {call.call_type} {call.confidence:.2f}{style.off}"
        )
