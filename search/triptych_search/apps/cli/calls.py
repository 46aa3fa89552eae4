"""Commands that follow calls and uses: callers, callees, path, refs, hierarchy. None of them writes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from triptych_search.apps.cli.options import AsJson, Directory, IndexDir
from triptych_search.apps.cli.terminal import Style, counted, one_line, say, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_search.navigate.calls import CallAnswer
    from triptych_search.navigate.hierarchy import HierarchyAnswer
    from triptych_search.navigate.paths import Link, PathAnswer
    from triptych_search.navigate.places import Place, Unresolved
    from triptych_search.navigate.references import ReferenceAnswer

NODE_HELP = "path:line, a name with as much of what holds it as is needed, or a node id."


def _legend(what: str) -> str:
    """Return the part of a help text that tells what an argument may be."""
    return f"""
\b
{what} is one of
  shop/door.py:12         the innermost definition at that line; the end of a path will do
  Door.open  Door::open   a name with what holds it; also Door#open, shop/door.py::Door.open, shop.door.Door.open
  open                    a name; when several definitions have it, they are listed: say which
"""


CALLERS_HELP = f"""Who calls a definition: one line a caller, the surest first.

\b
A line tells where the first call stands, who calls, the kind of the call and how sure it is.
  direct     the place names the definition, or a receiver whose type is known
  virtual    it names an abstract declaration
  indirect   the definition is handed over, or runs without being named (--min-confidence 0.4)
{_legend("NODE")}
\b
Examples
  triptych callers Session.send
  triptych callers shop/door.py:12 --depth 3 --no-tests

Exit code 0: found (or the candidates are listed); 1: none; 2: failed. When there is none, stderr tells whether that is certain:
call sites of the name that lead nowhere known are counted and listed.
"""

CALLEES_HELP = f"""Whom a definition calls: one line a callee, the surest first.
{_legend("NODE")}
\b
Examples
  triptych callees Session.send
  triptych callees shop/door.py:12 --depth 2 --json

Exit code 0: found (or the candidates are listed); 1: none; 2: failed.
"""

PATH_HELP = f"""The shortest chain of calls from one definition to another.

When calls alone do not lead there, a method may also lead to those that override it ("may run"). Of an end that several
definitions are called, any will do. When there is no such chain, stderr tells of one that is less sure, or of one with a gap: a
call of the right name of which nobody could tell where it leads.
{_legend("Each of FROM and TO")}
\b
Examples
  triptych path Client.get HTTPAdapter.send
  triptych path main.py:10 Query.get_compiler --min-confidence 0.9

Exit code 0: found; 1: there is none that could be told; 2: failed.
"""

REFS_HELP = f"""Where a definition, or a name, is used.

With one definition: the places that are linked to it, imports included; then those of its name of which nobody could tell where
they lead. With a name that several definitions have, or none: every place where it stands.
{_legend("NODE")}
\b
Examples
  triptych refs Lock.turn
  triptych refs shop/door.py:12 --limit 0

Exit code 0: found; 1: used nowhere that is known; 2: failed.
"""

HIERARCHY_HELP = f"""The bases of a class, its subclasses, what overrides what.
{_legend("CLASS")}
\b
Example
  triptych hierarchy Field

Exit code 0: found (or the candidates are listed); 1: no such class; 2: failed.
"""

Node = Annotated[str, typer.Argument(help=NODE_HELP, metavar="NODE")]
Depth = Annotated[int, typer.Option("--depth", "-d", metavar="N", min=1, max=20, help="How many calls away.")]
MinConfidence = Annotated[
    float,
    typer.Option("--min-confidence", metavar="SHARE", min=0.0, max=1.0, help="Leave out what is less sure."),
]
Tests = Annotated[
    bool | None, typer.Option("--tests/--no-tests", help="Only tests, or none.", show_default="both")
]
Limit = Annotated[
    int, typer.Option("--limit", "-k", metavar="N", min=0, help="At most so many lines; 0: all.")
]

ALL = 1_000_000
"""What `--limit 0` means: more than anyone waits for."""


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.command(help=CALLERS_HELP)(callers)
    app.command(help=CALLEES_HELP)(callees)
    app.command(help=PATH_HELP)(path)
    app.command(help=REFS_HELP)(refs)
    app.command(help=HIERARCHY_HELP)(hierarchy)


def callers(
    node: Node,
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    depth: Depth = 1,
    min_confidence: MinConfidence = 0.5,
    tests: Tests = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> int:
    return _walk(node, "callers", directory, index_dir, depth, min_confidence, tests, limit, as_json=as_json)


def callees(
    node: Node,
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    depth: Depth = 1,
    min_confidence: MinConfidence = 0.5,
    tests: Tests = None,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> int:
    return _walk(node, "callees", directory, index_dir, depth, min_confidence, tests, limit, as_json=as_json)


def _walk(
    node: str,
    direction: Literal["callers", "callees"],
    directory: Path,
    index_dir: Path | None,
    depth: int,
    min_confidence: float,
    tests: bool | None,
    limit: int,
    *,
    as_json: bool,
) -> int:
    """Follow calls in one direction, and tell."""
    from triptych_search.navigate.calls import calls
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = calls(
            snapshot,
            workspace.inside(node),
            direction,
            depth=depth,
            confidence=min_confidence,
            tests=tests,
            limit=limit or ALL,
        )
    return _tell_calls(node, answer, as_json=as_json)


def path(
    source: Annotated[str, typer.Argument(help=NODE_HELP, metavar="FROM")],
    target: Annotated[str, typer.Argument(help=NODE_HELP, metavar="TO")],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    min_confidence: MinConfidence = 0.5,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.paths import path as chain
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = chain(
            snapshot, workspace.inside(source), workspace.inside(target), confidence=min_confidence
        )
    if as_json:
        return as_document(answer, answer.verdict)
    if answer.verdict == "unknown":
        return tell_candidates(source if answer.source is None else target, answer.candidates, known=False)
    return _tell_path(source, target, answer)


def refs(
    name: Annotated[
        str,
        typer.Argument(help="A name, or one definition: path:line, a qualified name.", metavar="NAME|NODE"),
    ],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    min_confidence: MinConfidence = 0.5,
    limit: Limit = 100,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.references import references
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = references(snapshot, workspace.inside(name), confidence=min_confidence, limit=limit or ALL)
    if as_json:
        return as_document(answer, answer.verdict if answer.verdict != "unresolved" else "found")
    return _tell_references(name, answer)


def hierarchy(
    node: Annotated[str, typer.Argument(help=NODE_HELP, metavar="CLASS")],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    min_confidence: MinConfidence = 0.5,
    limit: Limit = 200,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.hierarchy import hierarchy as tree
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = tree(snapshot, workspace.inside(node), confidence=min_confidence, limit=limit or ALL)
    if as_json:
        return as_document(answer, answer.verdict)
    if answer.node is None:
        return tell_candidates(node, answer.candidates, known=answer.verdict == "ambiguous")
    return _tell_hierarchy(answer)


# --- how they look ---


def as_document(answer: object, verdict: str) -> int:
    """Print an answer as one JSON document and return its exit code."""
    from triptych_search.apps.wire import encode

    say(encode(answer))
    return Exit.FOUND if verdict in ("found", "ambiguous") else Exit.NOTHING


CANDIDATES_SHOWN = 40


def tell_candidates(what: str, candidates: "list[Place]", *, known: bool) -> int:
    """List what could have been meant; not `known`: what has a near name. Return the exit code."""
    style = Style(wants_colour(sys.stdout))
    if not known:
        say(f"no definition at or named {one_line(what)}", stream=sys.stderr)
        if candidates:
            say("did you mean", stream=sys.stderr)
        for one in candidates:
            say(f"  {_candidate(one, style)}", stream=sys.stderr)
        return Exit.NOTHING
    example = candidates[0]
    say(
        f"{len(candidates):,} definitions are named {one_line(what)}: say which one, by its place "
        f"({one_line(example.path)}:{example.line}) or with more of what holds it",
        stream=sys.stderr,
    )
    for one in candidates[:CANDIDATES_SHOWN]:
        say(_candidate(one, style))
    if len(candidates) > CANDIDATES_SHOWN:
        say(f"… and {len(candidates) - CANDIDATES_SHOWN:,} more", stream=sys.stderr)
    return Exit.FOUND


def _candidate(one: "Place", style: Style) -> str:
    where = " in tests" if one.is_test else ""
    return f"{_at(one.path, one.line, style)}  {one_line(one.qualified_name)}  {style.dim}{one.kind}{where}{style.off}"


def _tell_notes(notes: list[str]) -> None:
    style = Style(wants_colour(sys.stderr))
    for note in notes:
        say(f"{style.dim}{one_line(note)}{style.off}", stream=sys.stderr)


def tell_unresolved(unresolved: "Unresolved", what: str, *, listed: bool) -> None:
    """Say on stderr what could not be known; `listed` also where."""
    if not unresolved.count:
        return
    style = Style(wants_colour(sys.stderr))
    say(
        f"{style.warn}{counted(unresolved.count, 'call site')} {what} without a known definition: out of the repository, or "
        f"nobody could tell where{style.off}",
        stream=sys.stderr,
    )
    for site in unresolved.sites if listed else []:
        say(
            f"  {_at(site.path, site.line, style)}  {one_line(site.expression)}  {style.dim}in {one_line(site.within)}{style.off}",
            stream=sys.stderr,
        )
    if listed and unresolved.count > len(unresolved.sites):
        say(f"  … {unresolved.count - len(unresolved.sites):,} more", stream=sys.stderr)


def _at(path: str, line: int, style: Style) -> str:
    return f"{style.path}{one_line(path)}:{line}{style.off}"


def _tell_calls(what: str, answer: "CallAnswer", *, as_json: bool) -> int:
    if as_json:
        return as_document(answer, answer.verdict)
    if answer.node is None:
        code = tell_candidates(what, answer.candidates, known=answer.verdict == "ambiguous")
        if answer.unresolved.count:
            tell_unresolved(answer.unresolved, f"of the name {one_line(what)}", listed=True)
        return code
    style = Style(wants_colour(sys.stdout))
    _tell_notes(answer.notes)
    for row in answer.rows:
        more = f" and {len(row.lines) - 1} more" if len(row.lines) > 1 else ""
        via = f" · depth {row.depth}, via {one_line(row.via)}" if row.depth > 1 else ""
        asynchronous = " async" if row.asynchronous else ""
        there = (
            f"  {style.dim}→ {one_line(row.defined_at)}{style.off}" if answer.direction == "callees" else ""
        )
        say(
            f"{_at(row.path, row.line, style)}{more}  {'  ' * (row.depth - 1)}{style.bold}{one_line(row.qualified_name)}{style.off}"
            f"{there}  {style.dim}{row.call_type}{asynchronous} {row.confidence:.2f}{via}{style.off}"
        )
    _tell_rest(answer)
    return Exit.FOUND if answer.rows else Exit.NOTHING


def _tell_rest(answer: "CallAnswer") -> None:
    who = answer.node.qualified_name if answer.node else ""
    noun = answer.direction
    if not answer.rows:
        say(_none(answer, one_line(who)), stream=sys.stderr)
    if answer.cut:
        of = f"{'at least ' if answer.at_least else ''}{answer.total:,}"
        say(f"{len(answer.rows):,} of {of} {noun} shown; --limit 0 shows all", stream=sys.stderr)
    if answer.hidden:
        say(f"{answer.hidden:,} less sure, hidden by --min-confidence", stream=sys.stderr)
    for base in answer.through:
        at = f"{one_line(base.method.path)}:{base.method.line}"
        say(
            f"{counted(base.callers, 'caller')} of {one_line(base.method.qualified_name)} ({at}), which it overrides, may run it",
            stream=sys.stderr,
        )
    within = "of that name" if noun == "callers" else "in it"
    tell_unresolved(answer.unresolved, within, listed=not answer.rows)


_HOLDERS = frozenset({"module", "namespace", "class", "struct", "interface", "trait", "enum", "impl"})


def _none(answer: "CallAnswer", who: str) -> str:
    """Say that there is none, as surely as it is known."""
    if answer.verdict != "none":
        return f"no {answer.direction} of {who} are known"
    if answer.direction == "callers":
        return f"{who} has no callers: every call site of its name is linked, none of them to it"
    if answer.node is not None and answer.node.kind in _HOLDERS:
        return f"{who} calls nothing by itself; what it holds may: `triptych show` lists its members"
    return f"{who} calls nothing"


def _tell_path(source: str, target: str, answer: "PathAnswer") -> int:
    style = Style(wants_colour(sys.stdout))
    _tell_notes(answer.notes)
    if answer.verdict == "found":
        _tell_chain(answer.source, answer.links, style)
        if not answer.links:
            say("both ends are this definition", stream=sys.stderr)
        return Exit.FOUND
    ends = f"from {one_line(source)} to {one_line(target)}"
    if answer.verdict == "hidden":
        sure = int(100 * min(link.confidence or 0.0 for link in answer.likely)) / 100
        say(
            f"no chain of calls {ends} is that sure; one of {counted(len(answer.likely), 'call')} is, down to {sure:g}: "
            f"--min-confidence {sure:g} shows it",
            stream=sys.stderr,
        )
        return Exit.NOTHING
    ended = "was found before the search was ended" if answer.verdict == "cut_short" else "is known"
    say(
        f"no chain of calls {ends} {ended} ({counted(answer.visited, 'definition')} looked at)",
        stream=sys.stderr,
    )
    if answer.likely:
        say(
            "a likely one; ? is a call that nobody could resolve, taken by its name, or none is written",
            stream=sys.stderr,
        )
        _tell_chain(answer.source, answer.likely, style)
    else:
        tell_unresolved(answer.unresolved, "of the target's name", listed=True)
    return Exit.NOTHING


def _tell_chain(source: "Place | None", links: "list[Link]", style: Style) -> None:
    if source is not None:
        say(
            f"{_at(source.path, source.line, style)}  {style.bold}{one_line(source.qualified_name)}{style.off}"
        )
    for link in links:
        verb, how = "calls", f"{link.call_type} {link.confidence or 0.0:.2f}"
        if link.call_type == "override":
            verb, how = "may run", f"overrides {one_line(link.caller)}"
        elif link.call_type == "object":
            verb, how = "may run ?", f"by what is done with an object of {one_line(link.caller)}"
        elif link.expression is not None:
            verb, how = "calls ?", f"{one_line(link.expression)}"
        there = "" if link.call_type in ("override", "object") else f" → {one_line(link.callee_at)}"
        say(
            f"{_at(link.path, link.line, style)}  {verb} {style.bold}{one_line(link.callee)}{style.off}  "
            f"{style.dim}{how}{there}{style.off}"
        )


def _tell_references(what: str, answer: "ReferenceAnswer") -> int:
    style = Style(wants_colour(sys.stdout))
    if answer.verdict == "unknown":
        return tell_candidates(what, answer.definitions, known=False)
    _tell_notes(answer.notes)
    for use in answer.uses:
        leads = "→ ?"
        if use.leads_to is not None:
            there = "" if answer.node is not None else f"→ {one_line(use.leads_to)} "
            leads = f"{there}{use.confidence:.2f}"
        within = f"  {style.dim}in {one_line(use.within)}{style.off}" if use.within else ""
        say(
            f"{_at(use.path, use.line, style)}:{use.column}  {use.kind}  {one_line(use.text)}{within}  {style.dim}{leads}{style.off}"
        )
    all_of = answer.total + answer.unresolved
    if not all_of:
        say(f"{one_line(what)} is used nowhere that is indexed", stream=sys.stderr)
    elif len(answer.uses) < all_of:
        say(f"{len(answer.uses):,} of {all_of:,} shown; --limit 0 shows all", stream=sys.stderr)
    if answer.unresolved:
        say(
            f"{counted(answer.unresolved, 'place')} of that name without a known definition (→ ?)",
            stream=sys.stderr,
        )
    if answer.elsewhere:
        say(f"{answer.elsewhere:,} lead to other definitions of that name", stream=sys.stderr)
    if answer.at_least:
        say("the name stands at more places than were looked at", stream=sys.stderr)
    return Exit.FOUND if answer.uses else Exit.NOTHING


def _tell_hierarchy(answer: "HierarchyAnswer") -> int:
    style = Style(wants_colour(sys.stdout))
    assert answer.node is not None
    for one in reversed(answer.bases):
        unknown = "" if one.path else f"  {style.dim}not defined here{style.off}"
        at = _at(one.path, one.line or 1, style) if one.path else one_line(one.written)
        say(
            f"{at}  {'  ' * (answer.deepest - one.depth)}{one_line(one.qualified_name)}  {style.dim}{one.type}{style.off}{unknown}"
        )
    say(
        f"{_at(answer.node.path, answer.node.line, style)}  {'  ' * answer.deepest}{style.bold}"
        f"{one_line(answer.node.qualified_name)}{style.off}"
    )
    for one in answer.subclasses:
        overrides = (
            f"  {style.dim}overrides {one_line(', '.join(one.overrides))}{style.off}" if one.overrides else ""
        )
        say(
            f"{_at(one.path or '', one.line or 1, style)}  {'  ' * (answer.deepest + one.depth)}{one_line(one.qualified_name)}{overrides}"
        )
    for member in answer.overrides:
        say(
            f"{_at(answer.node.path, member.line, style)}  {style.dim}overrides{style.off} {one_line(member.overrides)}  {member.at}"
        )
    if len(answer.subclasses) < answer.total_subclasses:
        say(
            f"{len(answer.subclasses):,} of {answer.total_subclasses:,} subclasses shown; --limit 0 shows all",
            stream=sys.stderr,
        )
    if not answer.bases and not answer.subclasses:
        say(
            f"{one_line(answer.node.qualified_name)} has neither bases nor subclasses here", stream=sys.stderr
        )
    return Exit.FOUND
