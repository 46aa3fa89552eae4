"""The command that tells what a change reaches. It writes nothing."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triptych_search.apps.cli.calls import ALL, as_document
from triptych_search.apps.cli.options import AsJson, Directory, IndexDir
from triptych_search.apps.cli.terminal import Style, counted, one_line, say, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_search.navigate.impact import ImpactAnswer

HELP = """What a change reaches, and which tests to run.

\b
What changed is one of
  (nothing)      the files on the disk, compared with HEAD
  REV            the same, compared with a commit, a branch, HEAD~3 …
  --staged       what is staged, compared with HEAD
  FILE …         all of these files, or all files of these folders; also one that was deleted

What was deleted reaches who used it for as long as the index holds it: ask before you index again.
Calls that are implied (a property that is read, a `with`, a decorator's wrapper) count: a test too many costs less than one too few.
Git is asked for objects only: none of its hooks, filters or programs runs.

\b
Examples
  triptych impact
  triptych impact main --tests-only
  triptych impact shop/door.py --depth 3

Exit code 0: something changed; 1: nothing did; 2: failed.
"""


def register(app: typer.Typer) -> None:
    """Add this module's command to the application."""
    app.command(help=HELP)(impact)


def impact(
    what: Annotated[
        list[str] | None,
        typer.Argument(help="A revision, or files.", metavar="[REV|FILE…]", show_default=False),
    ] = None,
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    staged: Annotated[bool, typer.Option("--staged", help="What is staged, compared with HEAD.")] = False,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", metavar="SHARE", min=0.0, max=1.0, help="Do not follow what is less sure."
        ),
    ] = 0.45,
    depth: Annotated[
        int, typer.Option("--depth", "-d", metavar="N", min=1, max=100, help="How many calls away.")
    ] = 20,
    limit: Annotated[
        int, typer.Option("--limit", "-k", metavar="N", min=0, help="At most so many lines a part; 0: all.")
    ] = 50,
    tests_only: Annotated[
        bool, typer.Option("--tests-only", help="Only the paths of the tests to run, each once.")
    ] = False,
    as_json: AsJson = False,
) -> int:
    from triptych_search.navigate.impact import impact as reach
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    with workspace.pinned() as snapshot:
        answer = reach(
            snapshot,
            workspace.root,
            what or [],
            standing=Path.cwd(),
            staged=staged,
            confidence=min_confidence,
            depth=depth,
            limit=ALL if tests_only else limit or ALL,
        )
    if as_json:
        return as_document(answer, answer.verdict)
    if tests_only:
        for path in dict.fromkeys(test.path for test in answer.tests):
            say(one_line(path))
        return Exit.FOUND if answer.tests else Exit.NOTHING
    _tell(answer)
    return Exit.FOUND if answer.verdict == "found" else Exit.NOTHING


def _tell(answer: "ImpactAnswer") -> None:
    style = Style(wants_colour(sys.stdout))
    _title(f"changed: {counted(answer.total_changed, 'definition')}", style)
    for place in answer.changed:
        say(
            f"{style.path}{one_line(place.path)}:{place.line}{style.off}  {style.bold}{one_line(place.qualified_name)}{style.off}  {style.dim}{place.kind}{style.off}"
        )
    if answer.reached:
        _title(f"reached: {counted(answer.total_reached, 'definition')} outside tests", style)
    for one in answer.reached:
        say(
            f"{style.path}{one_line(one.path)}:{one.line}{style.off}  {one_line(one.qualified_name)}  "
            f"{style.dim}{one.how} {one.confidence:.2f} · depth {one.depth}, via {one_line(one.via)}{style.off}"
        )
    if answer.tests:
        _title(f"tests to run: {answer.total_tests:,}", style)
    for test in answer.tests:
        at = f"{one_line(test.path)}:{test.line}" if test.line else one_line(test.path)
        why = f"{counted(test.depth, 'call')} away" if test.why == "calls" else test.why
        say(
            f"{style.path}{at}{style.off}  {one_line(test.qualified_name or '')}  {style.dim}{why}{style.off}"
        )
    for noun, paths in (("deleted", answer.deleted), ("changed, not in the index", answer.not_indexed)):
        for path in paths:
            say(f"{noun}: {one_line(path)}", stream=sys.stderr)
    say(f"what changed: {one_line(answer.since)}", stream=sys.stderr)
    total = answer.total_changed + answer.total_reached + answer.total_tests
    hidden = total - len(answer.changed) - len(answer.reached) - len(answer.tests)
    if hidden:
        say(f"{hidden:,} more; --limit 0 shows all", stream=sys.stderr)
    if answer.cut:
        say("the walk ended before everything was reached (--depth goes on)", stream=sys.stderr)
    for name, count in answer.unresolved.items():
        say(
            f"{counted(count, 'call site')} of the name {one_line(name)} without a known definition",
            stream=sys.stderr,
        )


def _title(text: str, style: Style) -> None:
    say(f"{style.dim}{text}{style.off}")
