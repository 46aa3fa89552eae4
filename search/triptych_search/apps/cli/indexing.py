"""Commands that make or remove an index: index, watch, clear."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from triptych_search.apps.cli.options import CONTENTS, AsJson, IndexDir, Quiet, languages
from triptych_search.apps.cli.terminal import Style, counted, one_line, say, wants_colour
from triptych_search.apps.outcome import Exit

if TYPE_CHECKING:
    from triptych_indexer.pipeline import IndexReport

Root = Annotated[
    Path,
    typer.Argument(help="The repository to index.", metavar="[ROOT]", show_default="here", file_okay=True),
]
Indexed = Annotated[
    Path,
    typer.Argument(help="The repository that is indexed.", metavar="[ROOT]", show_default="here"),
]
Embedder = Annotated[
    str | None,
    typer.Option(
        "--embedder",
        metavar="NAME",
        help="static (shipped, no network), none, or a sentence-transformers model: hub name or folder.",
    ),
]
Content = Annotated[
    list[str] | None,
    typer.Option(
        "--content",
        metavar="SORT",
        autocompletion=CONTENTS,
        help="What to index: code, docs, config or all; may be repeated.",
    ),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        "--language", metavar="NAME", autocompletion=languages, help="Only this language; may be repeated."
    ),
]


def register(app: typer.Typer) -> None:
    """Add this module's commands to the application."""
    app.command(short_help="Make the index of a repository, or bring it up to date.")(index)
    app.command(short_help="Keep the index up to date while files change.")(watch)


def register_removal(app: typer.Typer) -> None:
    """Add the command that nobody needs at first."""
    app.command(short_help="Remove the index of a repository.")(clear)


def index(
    root: Root = Path(),
    *,
    index_dir: IndexDir = None,
    embedder: Embedder = None,
    content: Content = None,
    language: Languages = None,
    force: Annotated[
        bool,
        typer.Option("--force", help="Read every file again; also allows a root that is refused otherwise."),
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Tell what would be read, and write nothing.")
    ] = False,
    repository_file: Annotated[
        bool,
        typer.Option(
            "--repository-file/--no-repository-file",
            show_default=False,
            help="Heed the repository's own triptych.toml, or do not; by default it is heeded.",
        ),
    ] = True,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> int:
    """Bring the index of a repository up to date; the first time, make it.

    Only what changed is read again. Readers see the old state until the new one is whole; an interrupted run leaves
    the old state. Files that cannot be parsed are recorded with the reason (`triptych status --skipped`).
    """
    from triptych_search.apps.cli.progress import progress_for
    from triptych_search.workspace import Workspace

    workspace = Workspace.at(
        root,
        index_dir=index_dir,
        overrides=_overrides(embedder, content, language),
        force=force,
        repository_file=repository_file,
    )
    if index_dir is None and not quiet and not workspace.paths.exists() and (outer := workspace.outer()):
        say(
            f"note: {one_line(str(outer))} is indexed as well and holds this folder; below {one_line(str(workspace.root))} "
            "only the index made here will answer",
            stream=sys.stderr,
        )
    with progress_for(quiet=quiet or as_json) as progress:
        report = workspace.index(progress, force=force, dry_run=dry_run)
    if as_json:
        from triptych_search.apps.wire import encode

        say(encode(report))
    elif not quiet:
        _tell(report, dry_run=dry_run)
    return Exit.FOUND


def watch(
    root: Root = Path(),
    *,
    index_dir: IndexDir = None,
    embedder: Embedder = None,
    quiet: Quiet = False,
) -> int:
    """Index, then keep the index up to date while files change, until Ctrl-C."""
    import threading

    from triptych_search.apps.cli.progress import SilentProgress
    from triptych_search.workspace import Workspace

    workspace = Workspace.at(root, index_dir=index_dir, overrides=_overrides(embedder, None, None))
    progress = SilentProgress()
    stop = threading.Event()
    try:
        for number, report in enumerate(workspace.watch(progress, stop)):
            if not quiet:
                _tell(report, dry_run=False)
            if not quiet and number == 0:
                say(f"watching {one_line(str(workspace.root))}; Ctrl-C ends it", stream=sys.stderr)
    except KeyboardInterrupt:
        stop.set()
        progress.note("stopped watching; the index keeps its last state")
    return Exit.FOUND


def clear(
    root: Indexed = Path(),
    *,
    index_dir: IndexDir = None,
    everything: Annotated[
        bool,
        typer.Option("--everything", help="Also the embedding cache and the ledger (what you decided)."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
) -> int:
    """Remove the index of a repository; what cannot be made again is kept unless `--everything` is given."""
    from triptych_search.workspace import Workspace

    workspace = Workspace.around(root, index_dir=index_dir)
    what = workspace.clearable(everything=everything)
    if not what:
        say("nothing to remove", stream=sys.stderr)
        return Exit.NOTHING
    if not yes and not typer.confirm(
        f"Remove {', '.join(what)} from {one_line(str(workspace.paths.root))}?", err=True
    ):
        say("nothing was removed", stream=sys.stderr)
        return Exit.NOTHING
    freed = workspace.clear(everything=everything)
    place = one_line(str(workspace.paths.root))
    say(f"removed {', '.join(what)} from {place} ({freed / 1e6:.1f} MB)", stream=sys.stderr)
    return Exit.FOUND


def _overrides(
    embedder: str | None, contents: list[str] | None, languages: list[str] | None
) -> dict[str, Any]:  # Any: values of settings, checked by their loader
    given: dict[str, Any] = {}
    if embedder is not None:
        given["embedder"] = embedder
    if contents and "all" not in contents:
        given["contents"] = contents
    if languages:
        given["languages"] = languages
    return given


def _tell(report: "IndexReport", *, dry_run: bool) -> None:
    style = Style(wants_colour(sys.stderr))
    err = sys.stderr
    changed = ", ".join(
        f"{count:,} {what}"
        for what, count in (
            ("new", report.added),
            ("changed", report.modified),
            ("renamed", report.renamed),
            ("deleted", report.deleted),
        )
        if count
    )
    if dry_run:
        from triptych_search.apps.cli.overview import passed_over

        say(
            f"would read: {changed or 'nothing'}; {report.unchanged:,} unchanged, {report.skipped:,} to be skipped"
        )
        for line in passed_over(report.left_out, Style(wants_colour(sys.stdout))):
            say(line)
        return
    skipped = f"; {report.skipped:,} skipped" if report.skipped else ""
    if not report.published:
        say(f"up to date: {counted(report.unchanged, 'file')} unchanged{skipped}", stream=err)
        return
    say(
        f"{style.good}generation {report.generation}{style.off}: {counted(report.files, 'file')}, "
        f"{counted(report.nodes, 'definition')}, {counted(report.chunks, 'chunk')} "
        f"({changed or 'nothing new in the files'}) in {report.elapsed_s:.1f} s{skipped}",
        stream=err,
    )
    if report.failed:
        say(
            f"{style.warn}{counted(report.failed, 'file')} failed to parse: triptych status --skipped{style.off}",
            stream=err,
        )
    if report.redactions:
        say(
            f"{style.warn}masked before anything was stored: {counted(report.redactions, 'secret')}{style.off}",
            stream=err,
        )
