"""The `triptych` command: a thin face over `workspace`. Results go to stdout, everything else to stderr.

Nothing heavy is imported before a command needs it: `--help` and questions to the graph load neither LanceDB nor rich.
"""

import sys

import typer

from triptych_search.apps.cli import asking, indexing, keeping
from triptych_search.apps.cli.terminal import Style, visible, wants_colour
from triptych_search.apps.outcome import Exit, exit_code, message

app = typer.Typer(
    name="triptych",
    help="Index a source repository once; ask it by meaning, by word and by structure.",
    epilog="Start with `triptych index .`, then `triptych search 'how are retries handled'`.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
indexing.register(app)
asking.register(app)
keeping.register(app)


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
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command line and return its exit code."""
    try:
        outcome = app(arguments, standalone_mode=False)
        return int(outcome) if isinstance(outcome, int) else Exit.FOUND
    except typer.TyperException as error:
        _complain(f"{error.format_message()} (`{_hint(arguments)} --help` tells more)")
        return Exit.FAILED
    except (typer.Abort, KeyboardInterrupt):
        _complain(message(KeyboardInterrupt()) or "")
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # The reader has seen enough (`| head`); Python would complain again while it closes stdout.
        sys.stdout = None
        return Exit.FOUND
    except Exception as error:
        text = message(error)
        if text is None:
            raise
        _complain(text)
        return exit_code(error)


def _hint(arguments: list[str]) -> str:
    """Return the command that was meant, for pointing at its help."""
    command = next((word for word in arguments if not word.startswith("-")), "")
    return (
        f"triptych {command}"
        if command in {"index", "search", "show", "export", "watch", "db"}
        else "triptych"
    )


def _complain(text: str) -> None:
    style = Style(wants_colour(sys.stderr))
    sys.stderr.write(f"{style.bad}triptych: {visible(text)}{style.off}\n")


if __name__ == "__main__":
    main()
