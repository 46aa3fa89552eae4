"""Commands over ranking configurations: what a signal counts, kept under a name."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from triptych_search.apps.cli.options import AsJson, Directory, IndexDir, Quiet
from triptych_search.apps.cli.terminal import Style, one_line, say, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_search.settings import RankingConfiguration

RANKING_HELP = """Keep ways of ranking under names, and use one: search --ranking NAME.

\b
  triptych ranking save mine --weights vector=0.5,rule.stem=2
  triptych ranking save mine --from mine --weights exact=1 --intent symbol
  triptych search --ranking mine 'how are retries handled' --explain
  TRIPTYCH_RANKING=mine, or ranking = "mine" below [search] in your config.toml

They are kept in ledger.db beside the index: `triptych clear` leaves them.
"""

ranking = typer.Typer(help=RANKING_HELP, short_help="Keep ways of ranking under names.", add_completion=False)

Name = Annotated[str, typer.Argument(help="The configuration's name.", metavar="NAME")]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.add_typer(ranking, name="ranking")


@ranking.callback(invoke_without_command=True)
def _ranking(context: typer.Context) -> None:
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


@ranking.command("list", short_help="List the configurations.")
def ranking_list(
    *, directory: Directory = Path(), index_dir: IndexDir = None, as_json: AsJson = False
) -> int:
    """List the shipped configuration and those that are kept for this index, with their newest version."""
    from triptych_search import rankings

    found = rankings.listed(_ledger(directory, index_dir))
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(found))
        return Exit.FOUND
    wide = max(len(each.name) for each in found)
    for each in found:
        say(f"{each.name:<{wide}}  version {each.version}  {each.origin}")
    return Exit.FOUND


@ranking.command("show", short_help="Show what each signal counts.")
def ranking_show(
    name: Annotated[str, typer.Argument(help="The configuration's name.", metavar="[NAME]")] = "default",
    *,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    as_json: AsJson = False,
) -> int:
    """Show what each signal counts for each sort of question; `*` marks what is not as shipped."""
    from triptych_search import rankings

    found = rankings.named(_ledger(directory, index_dir), name)
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(found))
        return Exit.FOUND
    _show(found, Style(wants_colour(sys.stdout)))
    return Exit.FOUND


def _show(found: "RankingConfiguration", style: Style) -> None:
    from triptych_search.rerank.weights import SHIPPED

    intents = list(SHIPPED.weights)
    say(f"{style.bold}{one_line(found.name)}{style.off}, version {found.version}, fusion {found.fusion}")
    say(f"{style.dim}{'signal':<22}" + "".join(f"{intent:>10}" for intent in intents) + style.off)
    for signal in SHIPPED.weights[intents[0]]:
        cells = (_cell(found.weights[one][signal], SHIPPED.weights[one][signal]) for one in intents)
        say(f"{signal:<22}" + "".join(f"{cell:>10}" for cell in cells))
    say(f"{style.dim}what is left of a score{style.off}")
    for demotion, left in found.demotions.items():
        say(f"{demotion:<22}{_cell(left, SHIPPED.demotions.get(demotion, left)):>10}")


def _cell(number: float, shipped: float) -> str:
    return f"{number:.3g}{'' if number == shipped else '*'}"


@ranking.command("save", short_help="Keep a configuration: another one with some numbers replaced.")
def ranking_save(
    name: Name,
    *,
    weights: Annotated[
        str,
        typer.Option(metavar="LIST", help="vector=0.5,text.body=1: factors of groups, or single signals."),
    ] = "",
    base: Annotated[
        str, typer.Option("--from", metavar="NAME", help="The configuration to start from.")
    ] = "default",
    intent: Annotated[
        list[str] | None,
        typer.Option(
            metavar="SORT", help="Only for questions of this sort: symbol, path, prose, trace, snippet."
        ),
    ] = None,
    fusion: Annotated[
        str | None, typer.Option(metavar="METHOD", help="How scores come to one scale: convex or rrf.")
    ] = None,
    directory: Directory = Path(),
    index_dir: IndexDir = None,
    quiet: Quiet = False,
) -> int:
    """Keep a configuration under a name: another one with some of its numbers replaced. An old version is never changed."""
    from triptych_search import rankings
    from triptych_search.model import Intent
    from triptych_search.rerank.weights import parse_weights
    from triptych_search.settings import Fusion

    for value in intent or ():
        if value not in set(Intent):
            raise typer.BadParameter(f"{value!r}: {', '.join(Intent)}", param_hint="--intent")
    if fusion is not None and fusion not in set(Fusion):
        raise typer.BadParameter(f"{fusion!r}: {', '.join(Fusion)}", param_hint="--fusion")
    kept = rankings.save(
        _ledger(directory, index_dir),
        name,
        base=base,
        weights=parse_weights(weights),
        intents=[Intent(value) for value in intent or ()],
        fusion=Fusion(fusion) if fusion is not None else None,
    )
    if not quiet:
        say(
            f"kept {kept.name}, version {kept.version}: triptych search --ranking {kept.name}",
            stream=sys.stderr,
        )
    return Exit.FOUND


@ranking.command("remove", short_help="Forget a configuration, all its versions.")
def ranking_remove(
    name: Name, *, directory: Directory = Path(), index_dir: IndexDir = None, quiet: Quiet = False
) -> int:
    """Forget a configuration with all its versions."""
    from triptych_search import rankings

    versions = rankings.remove(_ledger(directory, index_dir), name)
    if not quiet:
        say(f"removed {one_line(name)}: {versions} version{'s' * (versions != 1)}", stream=sys.stderr)
    return Exit.FOUND


def _ledger(directory: Path, index_dir: Path | None) -> Path:
    from triptych_search.workspace import Workspace

    return Workspace.holding(directory, index_dir=index_dir).paths.ledger_db
