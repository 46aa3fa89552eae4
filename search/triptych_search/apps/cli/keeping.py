"""Commands that look after an index: status, doctor, repair, db, config, completion."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triptych_search.apps.cli.options import AsJson, Directory, IndexDir, Quiet, among, setting_keys
from triptych_search.apps.cli.terminal import Style, one_line, say, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_search.whereabouts import Whereabouts

STATUS_HELP = """Tell what is indexed, how fresh it is, and what was left out and why.

\b
Where is my file?
  triptych status --skipped          what was not read; lines of ignore files
  triptych status --why src/app.py   how it was read, or what leaves it out

Exit code 0: told; with --why, 1: not indexed.
"""

COMPLETION_HELP = """Print a completion script.

\b
  triptych completion bash >> ~/.bash_completion
  triptych completion zsh  > ~/.zfunc/_triptych    # a folder of your fpath
  triptych completion fish > ~/.config/fish/completions/triptych.fish
"""

database = typer.Typer(
    name="db",
    help="The databases' shape: status, migrate, rollback.",
    rich_markup_mode=None,
)


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.command(help=STATUS_HELP, short_help="Tell what is indexed, what is not, and why.")(status)
    app.command(short_help="Check an index and say what to do; change nothing.")(doctor)
    app.command(short_help="Mend a damaged index; delete nothing.")(repair)
    app.command(short_help="Show every setting and where its value comes from.")(config)
    app.command(help=COMPLETION_HELP, short_help="Print a completion script for a shell.")(completion)
    app.add_typer(database)


def status(
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    skipped: Annotated[
        bool,
        typer.Option(
            "--skipped",
            help="List every file that was skipped or failed, with its reason, and count what ignore files leave out.",
        ),
    ] = False,
    why: Annotated[
        Path | None,
        typer.Option("--why", metavar="PATH", help="Tell whether this file is indexed, and if not, why."),
    ] = None,
    as_json: AsJson = False,
) -> int:
    from triptych_search.workspace import Workspace

    workspace = Workspace.holding(directory, index_dir=index_dir)
    if why is not None:
        return _tell_why(workspace.whereabouts(directory / why), as_json=as_json)
    found = workspace.status(unread=skipped)
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(found))
        return Exit.FOUND
    from triptych_search.apps.cli import overview

    for line in overview.lines(found, Style(wants_colour(sys.stdout))):
        say(line)
    return Exit.FOUND


def _tell_why(found: "Whereabouts", *, as_json: bool) -> int:
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(found))
    else:
        style = Style(wants_colour(sys.stdout))
        state = f"{style.good}indexed" if found.is_indexed else f"{style.warn}not indexed"
        say(f"{style.path}{one_line(found.path)}{style.off}: {state}{style.off}: {one_line(found.reason)}")
        if found.advice:
            say(f"  {style.dim}→ {one_line(found.advice)}{style.off}")
    return Exit.FOUND if found.is_indexed else Exit.NOTHING


def doctor(
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    deep: Annotated[
        bool,
        typer.Option(
            "--deep", help="Also check every byte: integrity, checksums, digests of all three stores."
        ),
    ] = False,
    as_json: AsJson = False,
) -> int:
    """Check an index and say what is wrong and what to do; changes nothing. Exit code 0: well; 2: something is broken."""
    from triptych_search.workspace import Workspace

    examined = Workspace.around(directory, index_dir=index_dir).doctor(deep=deep)
    if as_json:
        from triptych_search.apps.wire import encode

        say(
            encode(
                {"level": examined.level, "findings": examined.findings, "generation": examined.generation}
            )
        )
    else:
        style = Style(wants_colour(sys.stdout))
        colours = {"ok": style.good, "warning": style.warn, "broken": style.bad}
        for finding in examined.findings:
            level = f"{colours[finding.level]}{finding.level:<8}{style.off}"
            say(f"{level} {one_line(finding.check)}: {one_line(finding.message)}")
            if finding.advice:
                say(f"         {style.dim}→ {one_line(finding.advice)}{style.off}")
    return Exit.FAILED if examined.level == "broken" else Exit.FOUND


def repair(
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    as_json: AsJson = False,
) -> int:
    """Mend a damaged index step by step, telling each step; damaged files are set aside, never deleted."""
    from triptych_search.workspace import Workspace

    report = Workspace.around(directory, index_dir=index_dir).repair()
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode({"whole": report.is_whole, "steps": report.steps}))
    else:
        for step in report.steps or ["nothing to mend"]:
            say(one_line(step))
    return Exit.FOUND if report.is_whole else Exit.FAILED


def config(
    key: Annotated[
        str | None,
        typer.Argument(
            help="Only this setting.", metavar="[KEY]", show_default=False, autocompletion=setting_keys
        ),
    ] = None,
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    as_json: AsJson = False,
) -> int:
    """Show every setting, its value and where the value comes from.

    Settings come from the defaults, $XDG_CONFIG_HOME/triptych/config.toml, the repository's triptych.toml (which may only
    narrow what is indexed), TRIPTYCH_* variables and the command line; the later wins. `ranking` and `weights` are for searching.
    """
    from triptych_search.workspace import Workspace

    workspace = Workspace.around(directory, index_dir=index_dir)
    settings = [*workspace.configuration(), *workspace.search_settings()]
    if key is not None:
        settings = [each for each in settings if each.key == key]
        if not settings:
            raise typer.BadParameter(f"{key!r} is no setting (triptych config lists them)", param_hint="KEY")
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(settings))
        return Exit.FOUND
    style = Style(wants_colour(sys.stdout))
    wide = max(len(each.key) for each in settings)
    long = max(len(one_line(each.value)) for each in settings)
    for each in settings:
        key, value = f"{each.key:<{wide}}", f"{one_line(each.value):<{min(long, 32)}}"
        say(f"{style.bold}{key}{style.off}  {value}  {style.dim}{one_line(each.origin)}{style.off}")
    return Exit.FOUND


def completion(
    shell: Annotated[
        str,
        typer.Argument(
            help="bash, zsh or fish.", metavar="SHELL", autocompletion=among("bash", "zsh", "fish")
        ),
    ],
) -> int:
    from typer.completion import get_completion_script  # type: ignore[attr-defined]  # not in its `__all__`

    if shell not in ("bash", "zsh", "fish"):
        raise typer.BadParameter(f"{shell!r}: bash, zsh or fish", param_hint="SHELL")
    say(get_completion_script(prog_name="triptych", complete_var="_TRIPTYCH_COMPLETE", shell=shell))
    return Exit.FOUND


@database.callback(invoke_without_command=True)
def _database(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@database.command("status", short_help="List the steps of each database and their state.")
def database_status(
    *, directory: Directory = Path(), index_dir: IndexDir = None, as_json: AsJson = False
) -> int:
    """List the steps of each database: applied, pending, or changed since they were applied."""
    from triptych_search import databases
    from triptych_search.workspace import Workspace

    steps = databases.status(Workspace.holding(directory, index_dir=index_dir).paths)
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(steps))
        return Exit.FOUND
    for step in steps:
        say(f"{step.history:<8} {step.version:04d} {step.state:<8} {one_line(step.name)}")
    return Exit.FOUND


@database.command("migrate", short_help="Apply the pending steps, after a backup.")
def database_migrate(
    *, directory: Directory = Path(), index_dir: IndexDir = None, quiet: Quiet = False
) -> int:
    """Apply the pending steps (indexing does so by itself); a backup is made first."""
    from triptych_search import databases
    from triptych_search.workspace import Workspace

    done = databases.migrate(Workspace.holding(directory, index_dir=index_dir).paths)
    if not quiet:
        for step in done:
            say(one_line(step), stream=sys.stderr)
        if not done:
            say("nothing to do: every step is applied", stream=sys.stderr)
    return Exit.FOUND


@database.command("rollback", short_help="Undo steps down to one, after a backup.")
def database_rollback(
    history: Annotated[
        str,
        typer.Argument(
            help="graph, cache or ledger.",
            metavar="HISTORY",
            autocompletion=among("graph", "cache", "ledger"),
        ),
    ],
    to: Annotated[int, typer.Argument(help="The last step to keep.", metavar="TO", min=0)],
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
) -> int:
    """Undo steps down to one, newest first; a backup is made first."""
    from triptych_search import databases
    from triptych_search.workspace import Workspace

    for step in databases.rollback(Workspace.holding(directory, index_dir=index_dir).paths, history, to):
        say(one_line(step), stream=sys.stderr)
    return Exit.FOUND
