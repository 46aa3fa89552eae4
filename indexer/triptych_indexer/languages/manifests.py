"""Files that decide where imports lead. They are read whatever else is left out, and a change of one links all anew."""

import re
from typing import Final

_NAMES: Final = frozenset(
    {
        *("pyproject.toml", "setup.cfg", "setup.py", "pytest.ini", "tox.ini"),
        *("package.json", "pnpm-workspace.yaml", "lerna.json", "deno.json", "deno.jsonc"),
        *("Cargo.toml", "go.mod", "go.work", "composer.json", "compile_commands.json"),
        *("Package.swift", "build.zig"),
    }
)
_COMPILER_OPTIONS: Final = re.compile(r"[tj]sconfig(?:[.-][\w.-]+)?\.json")


def is_manifest(name: str) -> bool:
    """Say whether a file of this name decides where imports lead.

    >>> is_manifest("tsconfig.base.json"), is_manifest("package.json"), is_manifest("config.json")
    (True, True, False)
    """
    return name in _NAMES or (name.endswith(".json") and _COMPILER_OPTIONS.fullmatch(name) is not None)
