"""The real program, run as a user runs it."""

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

PROGRAM = (sys.executable, "-m", "triptych_search.apps.cli.main")


@dataclass(frozen=True, slots=True)
class Ran:
    """How a command ended, and what it said."""

    code: int
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()


def triptych(
    *arguments: str | Path,
    here: Path | None = None,
    stdin: str = "",
    environment: Mapping[str, str] | None = None,
    expect: int | None = 0,
) -> Ran:
    """Run one command line; `expect` is the exit code that the test takes for granted, None for any."""
    done = subprocess.run(
        [*PROGRAM, *map(str, arguments)],
        cwd=here,
        input=stdin,
        capture_output=True,
        text=True,
        env={**_plain_environment(), **(environment or {})},
        timeout=120,
        check=False,
    )
    ran = Ran(done.returncode, done.stdout, done.stderr)
    assert expect is None or ran.code == expect, f"exit code {ran.code}\n{ran.out}\n{ran.err}"
    return ran


def _plain_environment() -> dict[str, str]:
    """Return our environment without what a developer has set for triptych, and without colours."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TRIPTYCH_")}
    return {**kept, "NO_COLOR": "1", "XDG_CONFIG_HOME": os.devnull, "COLUMNS": "120"}
