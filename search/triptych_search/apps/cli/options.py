"""Options that several commands share, declared once."""

from pathlib import Path
from typing import Annotated

import typer

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
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON document instead of text.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress; only what went wrong.")]
