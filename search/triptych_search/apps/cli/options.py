"""Options that several commands share, declared once."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

from triptych_search.apps.cli.terminal import in_utf8


def among(*values: str) -> Callable[[str], list[str]]:
    """Return what a shell asks for the values of an option that begin with what was typed."""
    return lambda incomplete: [value for value in values if value.startswith(incomplete)]


def languages(incomplete: str) -> list[str]:
    from triptych_indexer.languages import registry

    return among(*registry.cards())(incomplete)


def kinds(incomplete: str) -> list[str]:
    from triptych_indexer.model import NodeKind

    return among(*NodeKind)(incomplete)


def setting_keys(incomplete: str) -> list[str]:
    from dataclasses import fields

    from triptych_indexer.settings import IndexSettings

    return among(*(one.name for one in fields(IndexSettings)), "ranking", "weights")(incomplete)


CONTENTS = among("code", "docs", "config", "all")
LEVELS = among("file", "package", "call")

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
