"""Commands that ask: search, show, export. None of them writes."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triptych_search.apps.cli.options import (
    CONTENTS,
    LEVELS,
    AsJson,
    Directory,
    IndexDir,
    among,
    kinds,
    languages,
)
from triptych_search.apps.cli.terminal import Style, flush, in_utf8, one_line, say, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_search.describe import Definition
    from triptych_search.model import Answer, Profile, Request
    from triptych_search.workspace import Searcher

SEARCH_HELP = """Search by meaning, by word and by structure; the best places first.

\b
The question is plain text, a name, pasted code or an error message,
and may hold
  lang:python path:src/** kind:function content:docs repo:NAME   only these
  -lang:python -path:tests/**                                    but not these
  "exact phrase" /regular expression/                            stands there
  -word                                                          does not

\b
Examples
  triptych search 'how are retries handled'
  triptych search 'Session.send'
  triptych search 'timeout lang:python -path:tests/**' -k 5 --explain
  echo '{"query": "retry", "k": 3}' | triptych search --stdin

Exit code 0: found; 1: nothing found; 2: failed.
"""

EXPORT_HELP = """Print the graph, one row a line, in a fixed order.

\b
  nodes    path line kind qualified_name symbol
  calls    caller_path caller_line callee_path callee_line confidence kind
  imports  source_path target_path kind
  graph    files, packages or calls (--level) as graphml, dot, mermaid, json

A line is that of the definition's name, from 1; 0 is code of the module itself.
In tsv a tab, a newline, a backslash and what steers a terminal are written
\\t, \\n, \\\\, \\x1b; jsonl holds texts as they are.
"""


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.command(help=SEARCH_HELP, short_help="Search by meaning, by word and by structure.")(search)
    app.command(short_help="Show a definition, its callers and its callees.")(show)
    app.command(help=EXPORT_HELP, short_help="Print nodes, calls, imports as rows, or the whole as a graph.")(
        export
    )


def search(
    question: Annotated[
        list[str] | None, typer.Argument(help="What to look for.", metavar="QUESTION...", show_default=False)
    ] = None,
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    count: Annotated[
        int, typer.Option("-k", "--count", metavar="N", min=1, max=100, help="How many results.")
    ] = 10,
    profile: Annotated[
        str,
        typer.Option(
            metavar="NAME",
            autocompletion=among("quick", "balanced", "deep"),
            help="quick (graph and text), balanced, or deep (wider, with hops).",
        ),
    ] = "balanced",
    content: Annotated[
        list[str] | None,
        typer.Option("--content", metavar="SORT", autocompletion=CONTENTS, help="code, docs, config or all."),
    ] = None,
    language: Annotated[
        list[str] | None,
        typer.Option(
            "--language", "--lang", metavar="NAME", autocompletion=languages, help="Only this language."
        ),
    ] = None,
    path: Annotated[
        list[str] | None, typer.Option("--path", metavar="GLOB", help="Only paths that match this glob.")
    ] = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", metavar="KIND", autocompletion=kinds, help="Only this kind of definition."),
    ] = None,
    ranking: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="A ranking configuration (`triptych ranking list`)."),
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option(metavar="LIST", help="vector=0.5,text=1,graph=0.3: groups or single signals."),
    ] = None,
    context: Annotated[
        int, typer.Option("-n", "--context", metavar="N", min=0, max=50, help="Lines around the best ones.")
    ] = 0,
    lines: Annotated[
        int,
        typer.Option(
            "--lines", metavar="N", min=-1, help="At most so many lines a result; 0 none, -1 the whole chunk."
        ),
    ] = 6,
    files_only: Annotated[
        bool, typer.Option("-l", "--files", help="Only the paths, each once; -k counts them.")
    ] = False,
    explain: Annotated[bool, typer.Option("--explain", help="Show what each score is made of.")] = False,
    as_json: AsJson = False,
    jsonl: Annotated[
        bool, typer.Option("--jsonl", callback=in_utf8, help="One JSON line for each result.")
    ] = False,
    stdin: Annotated[
        bool,
        typer.Option(
            "--stdin",
            callback=in_utf8,
            help="Read one JSON question a line; answer each with a line. The options count for what it leaves out.",
        ),
    ] = False,
) -> int:
    from triptych_search.model import Profile, Request
    from triptych_search.settings import MAX_K
    from triptych_search.workspace import Workspace, filters_from

    if not question and not stdin:
        raise typer.BadParameter("say what to look for, or use --stdin", param_hint="QUESTION")
    if question and stdin:
        raise typer.BadParameter("the questions are read from stdin: give none here", param_hint="QUESTION")
    shapes = [("--files", files_only), ("--json", as_json), ("--jsonl", jsonl)]
    wanted = [name for name, given in shapes if given]
    if len(wanted) > 1 or (stdin and (files_only or jsonl)):
        also = " and ".join([*wanted, *(["--stdin"] if stdin else [])])
        raise typer.BadParameter("one of them, please", param_hint=also)
    workspace = Workspace.holding(directory, index_dir=index_dir)
    filters = filters_from(contents=content, languages=language, paths=path, kinds=kind)
    with workspace.searcher(ranking=ranking, weights=weights) as searcher:
        request = Request(
            text=" ".join(question or ()),
            k=MAX_K if files_only else count,  # many may be of one file
            profile=Profile(profile) if profile in set(Profile) else _no_profile(profile),
            filters=filters,
            context_lines=context,
            snippet_lines=0 if files_only else lines,
        )
        if stdin:
            return _serve(searcher, request, explain=explain)
        answer = searcher.search(request)
    return _tell(answer, count, as_json=as_json, jsonl=jsonl, files_only=files_only, explain=explain)


def _tell(
    answer: "Answer", count: int, *, as_json: bool, jsonl: bool, files_only: bool, explain: bool
) -> int:
    """Print an answer in the shape that is wanted: results to stdout, and what it means to stderr."""
    from triptych_search.apps import wire
    from triptych_search.apps.cli import answers

    style = Style(wants_colour(sys.stdout))
    listed: int | None = None
    if as_json:
        say(wire.encode(wire.answer(answer, explain=explain)))
        return Exit.FOUND if answer.hits else Exit.NOTHING
    if jsonl:
        for hit in answer.hits:
            say(wire.encode(wire.hit(hit, explain=explain)))
    elif files_only:
        shown = answers.paths(answer)[:count]
        listed = len(shown)
        for path in shown:
            say(f"{style.path}{one_line(path)}{style.off}")
    else:
        for line in answers.lines(answer, style, explain=explain):
            say(line)
    for line in answers.footer(answer, Style(wants_colour(sys.stderr)), listed=listed):
        say(line, stream=sys.stderr)
    return Exit.FOUND if answer.hits else Exit.NOTHING


def _no_profile(name: str) -> "Profile":
    raise typer.BadParameter(f"{name!r} is no profile: quick, balanced or deep", param_hint="--profile")


def _serve(searcher: "Searcher", defaults: "Request", *, explain: bool) -> int:
    """Answer line by line until stdin ends; a bad line gets an error line, not the end of the process.

    What the command line says (-k, --profile, filters) counts for every line that does not say otherwise.
    """
    from triptych_indexer.errors import IndexerError

    from triptych_search.apps import wire
    from triptych_search.errors import SearchError

    for line in sys.stdin.buffer:
        if not line.strip():
            continue
        try:
            request = wire.request_of(wire.decode_query(line), defaults)
            reply = wire.answer(searcher.search(request), explain=explain)
        except (SearchError, IndexerError) as error:
            reply = {"error": str(error), "results": []}
        if (asker := wire.id_of(line)) is not None:
            reply["id"] = asker
        say(wire.encode(reply))
        flush()
    return Exit.FOUND


def show(
    what: Annotated[
        str,
        typer.Argument(
            help="path:line, a name with as much of what holds it as is needed, or a node id.",
            metavar="NODE|FILE:LINE",
        ),
    ],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    as_json: AsJson = False,
) -> int:
    """Show a definition: signature, parameters, documentation, source, who calls it and whom it calls."""
    if not what.strip():
        raise typer.BadParameter("say what to show", param_hint="NODE")
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    found = workspace.show(what)
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(found))
        return Exit.FOUND if found else Exit.NOTHING
    if not found:
        from triptych_search.apps.cli.calls import tell_candidates

        tell_candidates(what, workspace.near(what), known=False)
        for mention in workspace.mentions(what):
            place = f"{one_line(mention.path)}:{mention.line}"
            say(f"  {place}  {mention.kind}  {one_line(mention.text)}", stream=sys.stderr)
        return Exit.NOTHING
    from triptych_search.apps.cli import definitions

    style = Style(wants_colour(sys.stdout))
    if len(found) > WHOLE:
        return _tell_places(what, found, style)
    for position, one in enumerate(found):
        if position:
            say("")
        for line in definitions.lines(one, style):
            say(line)
    return Exit.FOUND


WHOLE = 3
"""Definitions of one name that are shown whole; of more, the places."""


def _tell_places(what: str, found: "list[Definition]", style: Style) -> int:
    from triptych_search.describe import MAX_SHOWN

    at_least = "at least " if len(found) == MAX_SHOWN else ""
    say(
        f"{at_least}{len(found)} definitions are named {one_line(what)}: say which one, by its place or with more of what "
        "holds it (--json shows these whole)",
        stream=sys.stderr,
    )
    for one in found:
        place = f"{style.path}{one_line(one.path)}:{one.start_line}{style.off}"
        say(f"{place}  {one_line(one.qualified_name)}  {style.dim}{one.kind}{style.off}")
    return Exit.FOUND


def export(
    what: Annotated[
        str,
        typer.Argument(
            help="nodes, calls, imports or graph.",
            metavar="WHAT",
            autocompletion=among("nodes", "calls", "imports", "graph"),
        ),
    ],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    output: Annotated[
        str,
        typer.Option(
            "--format",
            metavar="NAME",
            autocompletion=among("tsv", "jsonl", "graphml", "dot", "mermaid", "json"),
            help="tsv or jsonl; of the graph: graphml, dot, mermaid, json.",
        ),
    ] = "",
    min_confidence: Annotated[
        float, typer.Option(metavar="SHARE", min=0.0, max=1.0, help="calls: leave out what is less sure.")
    ] = 0.0,
    level: Annotated[
        str, typer.Option(metavar="NAME", autocompletion=LEVELS, help="graph: file, package or call.")
    ] = "file",
) -> int:
    from triptych_search.workspace import Workspace

    in_utf8()
    if what == "graph":
        from triptych_search.apps.cli.structure import export_graph

        form = output or "json"
        return export_graph(directory, index_dir, form=form, level=level, min_confidence=min_confidence)
    output = output or "tsv"
    if what not in ("nodes", "calls", "imports"):
        raise typer.BadParameter(f"{what!r}: nodes, calls, imports or graph", param_hint="WHAT")
    if output not in ("tsv", "jsonl"):
        raise typer.BadParameter(f"{output!r}: tsv or jsonl", param_hint="--format")
    workspace = Workspace.holding(directory, index_dir=index_dir)
    columns, rows = workspace.export(what)
    sure = columns.index("confidence") if "confidence" in columns else None
    found = False
    for row in rows:
        if sure is not None and row[sure] < min_confidence:
            continue
        found = True
        if output == "tsv":
            say("\t".join(_cell(value) for value in row))
        else:
            from triptych_search.apps.wire import encode

            say(encode(dict(zip(columns, row, strict=True))))
    return Exit.FOUND if found else Exit.NOTHING


def _cell(value: object) -> str:
    """Return a value as a cell; a backslash in it is doubled, so that what is written out for a tab is no other text."""
    return "" if value is None else one_line(str(value).replace("\\", "\\\\"))
