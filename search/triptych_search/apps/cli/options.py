"""Options that several commands share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

from triptych_search.apps.cli.terminal import in_utf8

Directory = Annotated[
    Path,
    typer.Option(
        "--directory",
        "-C",
        metavar="DIR",
        help="The repository (or a folder inside it).",
        file_okay=False,
        show_default="here",
    ),
]
IndexDir = Annotated[
    Path | None,
    typer.Option(
        "--index-dir",
        envvar="TRIPTYCH_INDEX_DIR",
        metavar="DIR",
        help="Where the index lies, if not in .triptych of the repository.",
        file_okay=False,
    ),
]
AsJson = Annotated[
    bool, typer.Option("--json", callback=in_utf8, help="Print one JSON document instead of text.")
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; only what went wrong.")]
