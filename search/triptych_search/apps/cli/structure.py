"""Commands that look at the whole graph: deps, cycles, map, dead-code, and `export graph`. None of them writes to the index."""

import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triptych_search.apps.cli.calls import ALL, Limit, as_document
from triptych_search.apps.cli.options import LEVELS, AsJson, Directory, IndexDir
from triptych_search.apps.cli.terminal import Style, counted, one_line, say, visible, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_indexer.model import CycleLevel

    from triptych_search.navigate.cycles import CycleAnswer, CycleRow
    from triptych_search.navigate.dependencies import DependencyAnswer

DEPS_HELP = """What a file or a package imports, or who imports it.

\b
FILE|PACKAGE is one of
  shop/door.py      a file, or the end of its path
  shop              a folder: what leads out of it
  shop.door         a module as it is imported

Each file is told once, at its least depth, with the statement that leads there. What is imported from outside, and statements of which
nobody could tell where they lead, are counted on stderr.

\b
Examples
  triptych deps shop/door.py --depth 3
  triptych deps shop/lock.py --reverse

Exit code 0: found (or the candidates are listed); 1: none; 2: failed.
"""

CYCLES_HELP = """Cycles among files, packages or calls, and where to cut.

\b
Told are cycles that run when the files are loaded. With --all also those that hold together only by
  lazy     imports inside functions
  type     imports that are gone at run time
  module   declarations of parts, which is no dependency at all
and more ways round, definitions that call themselves (--level call), and cycles that are gone.

\b
In a build, so that nobody adds to what is there:
  triptych cycles --write-baseline cycles.json      once, and after every cycle that went
  triptych cycles --baseline cycles.json --fail-on-new

Exit code 0: cycles were found, or --fail-on-new found nothing new; 1: there is none; 2: failed; 3: --fail-on-new found new edges.
"""

MAP_HELP = """What most of the code rests on, within a token budget.

Centrality is PageRank over calls and uses outside tests. For an agent's first look at a repository.

\b
Example
  triptych map --budget 2000
"""

DEAD_HELP = """Definitions that nobody seems to use, each with a reason.

A definition is listed when no sure edge leads to it. What speaks for a hidden use lowers the confidence: decorators and bases that are not
defined here, exports, names under which programs are entered, and its name standing in any other text that is indexed (strings,
templates, settings, documentation).

\b
Examples
  triptych dead-code
  triptych dead-code --min-confidence 0.9 --limit 0 --json

Exit code 0: found; 1: none at this confidence; 2: failed.
"""


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.command(help=DEPS_HELP)(deps)
    app.command(help=CYCLES_HELP)(cycles)
    app.command(name="map", help=MAP_HELP)(map_)
    app.command(name="dead-code", help=DEAD_HELP)(dead_code)


def deps(
    what: Annotated[str, typer.Argument(help="A file, a folder or a module.", metavar="FILE|PACKAGE")],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    reverse: Annotated[bool, typer.Option("--reverse", "-r", help="Who imports it.")] = False,
    depth: Annotated[
        int, typer.Option("--depth", "-d", metavar="N", min=1, max=100, help="How many steps away.")
    ] = 1,
    limit: Limit = 200,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.dependencies import dependencies
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = dependencies(
            snapshot, workspace.inside(what), reverse=reverse, depth=depth, limit=limit or ALL
        )
    if as_json:
        return as_document(answer, answer.verdict)
    if not answer.files:
        return _tell_paths(what, answer.candidates)
    _tell_dependencies(answer, reverse=reverse)
    return Exit.FOUND if answer.rows else Exit.NOTHING


def cycles(
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    level: Annotated[
        str, typer.Option(metavar="NAME", autocompletion=LEVELS, help="file, package or call.")
    ] = "file",
    everything: Annotated[
        bool, typer.Option("--all", help="Also lazy and type-only ones, more ways, and what is gone.")
    ] = False,
    baseline: Annotated[
        Path | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Tell edges that are not in this file.", dir_okay=False
        ),
    ] = None,
    write_baseline: Annotated[
        Path | None,
        typer.Option(
            "--write-baseline", metavar="FILE", help="Write the edges of all cycles told.", dir_okay=False
        ),
    ] = None,
    fail_on_new: Annotated[
        bool, typer.Option("--fail-on-new", help="Exit code 3 when there are such edges.")
    ] = False,
    limit: Limit = 20,
    as_json: AsJson = False,
) -> int:
    from triptych_indexer.model import CycleLevel

    from triptych_search.navigate import cycles as navigate
    from triptych_search.workspace import Workspace

    if level not in set(CycleLevel):
        raise typer.BadParameter(f"{level!r}: file, package or call", param_hint="--level")
    if fail_on_new and baseline is None:
        raise typer.BadParameter("new since when? name a --baseline", param_hint="--fail-on-new")
    asked = CycleLevel(level)
    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = navigate.cycles(snapshot, asked, everything=everything, baseline=baseline)
        if write_baseline is not None:
            count = navigate.write_baseline(snapshot, asked, write_baseline, everything=everything)
            say(f"{counted(count, 'edge')} written to {one_line(str(write_baseline))}", stream=sys.stderr)
    if as_json:
        as_document(answer, answer.verdict)
    else:
        _tell_cycles(answer, asked, limit or ALL)
    if fail_on_new:
        return Exit.NEW if answer.new_edges else Exit.FOUND
    return Exit.FOUND if answer.rows or answer.loops or write_baseline else Exit.NOTHING


def map_(
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    budget: Annotated[
        int, typer.Option("--budget", "-b", metavar="N", min=50, help="Tokens, estimated at four bytes each.")
    ] = 1000,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.map import repository_map
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = repository_map(snapshot, budget=budget)
    if as_json:
        return as_document(answer, answer.verdict)
    style = Style(wants_colour(sys.stdout))
    for file in answer.files:
        say(f"{style.path}{one_line(file.path)}{style.off}")
        for entry in file.entries:
            say(f"{style.dim}{entry.line:>6}│{style.off} {visible(entry.text)}")
    say(
        f"about {answer.tokens:,} of {answer.budget:,} tokens; {counted(answer.left_out, 'less central definition')} left out",
        stream=sys.stderr,
    )
    return Exit.FOUND if answer.files else Exit.NOTHING


def dead_code(
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", metavar="SHARE", min=0.0, max=1.0, help="Leave out what is less sure."
        ),
    ] = 0.5,
    limit: Limit = 50,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.dead_code import dead_code as search
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = search(snapshot, confidence=min_confidence, limit=limit or ALL)
    if as_json:
        return as_document(answer, answer.verdict)
    style = Style(wants_colour(sys.stdout))
    for item in answer.items:
        members = f" and its {counted(item.members, 'member')}" if item.members else ""
        say(
            f"{style.path}{one_line(item.path)}:{item.line}{style.off}  {style.bold}{one_line(item.qualified_name)}{style.off}{members}  "
            f"{style.dim}{item.kind} {item.confidence:.2f} · {one_line(item.reason)}{style.off}"
        )
    if not answer.total:
        say("nothing seems to be unused at this confidence", stream=sys.stderr)
    if answer.total > len(answer.items):
        say(f"{len(answer.items):,} of {answer.total:,} shown; --limit 0 shows all", stream=sys.stderr)
    if answer.doubtful:
        say(f"{answer.doubtful:,} less sure, hidden by --min-confidence", stream=sys.stderr)
    return Exit.FOUND if answer.items else Exit.NOTHING


def export_graph(
    directory: Path, index_dir: Path | None, *, form: str, level: str, min_confidence: float
) -> int:
    """Print the whole graph in a format of other programs."""
    from triptych_indexer.model import CycleLevel

    from triptych_search.navigate.edges import FORMATS, graph_of, written
    from triptych_search.workspace import Workspace

    if form not in FORMATS:
        raise typer.BadParameter(f"{form!r}: {', '.join(FORMATS)}", param_hint="--format")
    if level not in set(CycleLevel):
        raise typer.BadParameter(f"{level!r}: file, package or call", param_hint="--level")
    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        graph = graph_of(snapshot, CycleLevel(level), min_confidence or 0.5)
    for line in written(graph, form):
        say(visible(line))
    return Exit.FOUND if graph else Exit.NOTHING


# --- how they look ---


def _tell_paths(what: str, candidates: list[str]) -> int:
    if not candidates:
        say(f"no file, folder or module {one_line(what)} is indexed", stream=sys.stderr)
        return Exit.NOTHING
    say(f"{counted(len(candidates), 'path')} end like {one_line(what)}: say which one", stream=sys.stderr)
    for path in candidates[:50]:
        say(one_line(path))
    return Exit.FOUND


def _tell_dependencies(answer: "DependencyAnswer", *, reverse: bool) -> None:
    style = Style(wants_colour(sys.stdout))
    for row in answer.rows:
        marks = "".join([" type-only" if row.type_only else "", " lazy" if row.lazy else ""])
        more = f" ({row.statements} statements)" if row.statements > 1 else ""
        arrow = "" if reverse else f"→ {one_line(row.other)}  "
        far = f"→ {one_line(row.via)}  " if reverse else ""
        away = f" · depth {row.depth}" if row.depth > 1 else ""
        say(
            f"{style.path}{one_line(row.path)}:{row.line}{style.off}  {arrow}{far}"
            f"{style.dim}{row.kind}{marks} {one_line(row.import_path)}{more}{away}{style.off}"
        )
    of = one_line(answer.files[0]) if answer.total_files == 1 else counted(answer.total_files, "file")
    is_one = answer.total_files == 1
    verb = ("is" if is_one else "are") + " imported by" if reverse else "imports" if is_one else "import"
    others = "files here" if is_one else "other files here"
    total = counted(answer.total, "file") if answer.total else f"no {others}"
    say(f"{of} {verb} {total}", stream=sys.stderr)
    if answer.total > len(answer.rows):
        say(f"{len(answer.rows):,} of them shown; --limit 0 shows all", stream=sys.stderr)
    if answer.outside:
        shown = ", ".join(f"{one_line(one.name)} {one.statements}" for one in answer.outside[:20])
        more = f" and {len(answer.outside) - 20} more" if len(answer.outside) > 20 else ""
        say(f"from outside: {shown}{more}", stream=sys.stderr)
    for one in answer.untold:
        say(
            f"{one_line(one.example)}  {one_line(one.name)}: should lead to a file here, nobody could tell which",
            stream=sys.stderr,
        )
    if answer.cut:
        say("the walk ended before everything was reached", stream=sys.stderr)


def _tell_cycles(answer: "CycleAnswer", level: "CycleLevel", limit: int) -> None:
    style = Style(wants_colour(sys.stdout))
    for row in answer.rows[:limit]:
        _tell_cycle(row, style)
    for loop in answer.loops:
        say(f"{one_line(loop)}  {style.dim}calls itself{style.off}")
    if len(answer.rows) > limit:
        say(
            f"{limit:,} of {counted(len(answer.rows), 'cycle')} shown; --limit 0 shows all", stream=sys.stderr
        )
    if answer.hidden:
        told = ", ".join(f"{count:,} {nature}" for nature, count in sorted(answer.hidden.items()))
        say(f"{told} more with --all: they do not run when files are loaded", stream=sys.stderr)
    if not answer.rows and not answer.hidden:
        say(f"no cycles among {level}s", stream=sys.stderr)
    if answer.new_edges is not None:
        say(
            f"not in {one_line(answer.baseline or '')}: {counted(len(answer.new_edges), 'edge')}",
            stream=sys.stderr,
        )
        for source, target in answer.new_edges:
            say(f"{style.bad}new{style.off}  {one_line(source)} → {one_line(target)}")


def _tell_cycle(row: "CycleRow", style: Style) -> None:
    gone = ""
    if row.gone_since is not None and row.gone_since_at is not None:
        gone = f", gone since generation {row.gone_since} ({_day(row.gone_since_at)})"
    say(
        f"{style.bold}{row.length} {row.level}s{style.off}  {row.nature}, {row.severity}  {style.dim}{counted(row.edges, 'edge')}, coupling {row.coupling}, "
        f"since generation {row.first_seen} ({_day(row.first_seen_at)}){gone}{style.off}"
    )
    for step in row.witness:
        place = (
            f"{style.path}{one_line(step.path)}:{step.line}{style.off}"
            if step.path
            else f"{style.path}{one_line(step.source)}{style.off}"
        )
        text = f"  {style.dim}{one_line(step.text)}{style.off}" if step.text else ""
        say(f"  {place}  → {one_line(step.target)}{text}")
    leaves = "the cheapest edge here"
    if row.cut_leaves is not None:
        leaves = "no cycle is left then" if not row.cut_leaves else f"leaves {_lengths(row.cut_leaves)}"
    say(
        f"  {style.good}cut{style.off} {one_line(row.cut_source)} → {one_line(row.cut_target)}  {style.dim}weight {row.cut_weight}: {leaves}{style.off}"
    )
    for way in row.witnesses[1:]:
        say(f"    {style.dim}{' → '.join(map(one_line, (*way, way[0])))}{style.off}")
    if row.witnesses and row.ways > len(row.witnesses):
        say(f"    {style.dim}{row.ways} edges lead back in all{style.off}")


def _lengths(lengths: list[int]) -> str:
    shown = ", ".join(map(str, lengths[:5])) + ("…" if len(lengths) > 5 else "")
    return f"a cycle of {shown}" if len(lengths) == 1 else f"cycles of {shown}"


def _day(at: float) -> str:
    return time.strftime("%Y-%m-%d", time.localtime(at))
