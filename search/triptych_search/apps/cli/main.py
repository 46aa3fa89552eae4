"""The `triptych` command: a thin face over `workspace`. Results go to stdout, everything else to stderr.

Nothing heavy is imported before a command needs it: `--help` and questions to the graph load neither LanceDB nor rich.
"""

import os
import sys

import typer

from triptych_search.apps.cli import asking, calls, impact, indexing, keeping, ranking, structure
from triptych_search.apps.cli.terminal import (
    ReaderLeft,
    Style,
    flush,
    prepare_streams,
    say,
    visible,
    wants_colour,
)
from triptych_search.apps.outcome import Exit, exit_code, message

START = """\b
Start with
  triptych index .
  triptych search 'how are retries handled'

\b
Exit codes
  0 done, found   1 nothing found   2 failed   3 new edges in cycles
  75 index busy   130 Ctrl-C
"""

app = typer.Typer(
    name="triptych",
    help="Index a source repository once; ask it by meaning, by word and by structure.",
    epilog=START,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
indexing.register(app)
asking.register(app)
calls.register(app)
impact.register(app)
structure.register(app)
keeping.register(app)
ranking.register(app)
indexing.register_removal(app)


@app.callback(invoke_without_command=True)
def _top(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Print the version and exit."),
) -> None:
    if version:
        from importlib.metadata import version as installed

        typer.echo(f"triptych {installed('triptych')}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def main() -> None:
    """Run the command line and leave the process with a documented exit code."""
    prepare_streams()
    if "_TRIPTYCH_COMPLETE" in os.environ:  # a shell asks what could come next
        from typer.completion import completion_init  # type: ignore[attr-defined]  # not in its `__all__`

        completion_init()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        outcome = app(arguments, prog_name="triptych", standalone_mode=False)
        flush()
        if outcome == Exit.INTERRUPTED:  # typer's word for Ctrl-C
            raise KeyboardInterrupt
        return int(outcome) if isinstance(outcome, int) else Exit.FOUND
    except typer.TyperException as error:
        _complain(f"{_wrong(error, arguments)} (`{_command_of(arguments)} --help` tells more)")
        return Exit.FAILED
    except typer.Abort:
        _complain("no answer, so nothing was done (--yes does not ask)")
        return Exit.INTERRUPTED
    except KeyboardInterrupt:
        _complain(message(KeyboardInterrupt()) or "")
        return Exit.INTERRUPTED
    except ReaderLeft:
        # Python would complain again while it closes stdout.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.FOUND
    except Exception as error:
        text = message(error)
        if text is None:
            raise
        _complain(text)
        return exit_code(error)


def _command_of(arguments: list[str]) -> str:
    """Return the command that a line is for; an error of typer's own does not always know."""
    command, names = typer.main.get_command(app), ["triptych"]
    for word in arguments:
        known = getattr(command, "commands", {})
        if word not in known:
            break
        command = known[word]
        names.append(word)
    return " ".join(names)


def _wrong(error: typer.TyperException, arguments: list[str]) -> str:
    """Say what is wrong with a line, in words that are not typer's own."""
    text = error.format_message().rstrip(".")
    text = text.replace("a valid int range", "a whole number").replace("a valid float range", "a number")
    option = getattr(error, "option_name", "")
    word = next((one for one in arguments if option and one.startswith(option)), option)
    if len(word) > 2 and not word.startswith("--") and text.startswith("No such option"):
        text += f"; `--` goes before words that begin with a dash: -- {word}"
    return text


def _complain(text: str) -> None:
    style = Style(wants_colour(sys.stderr))
    say(f"{style.bad}triptych: {visible(text)}{style.off}", stream=sys.stderr)


if __name__ == "__main__":
    main()
