"""Opens a text index in a process that may die.

Tantivy aborts the whole process on some damaged files. After a writer was killed, and wherever damage is looked for,
the files are therefore opened and read in a child first: `python -m triptych_indexer.store.probe FOLDER`.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

from triptych_indexer.errors import StoreDamaged

TIMEOUT_S: Final = 60.0


def require_opens(frozen: Path) -> None:
    """Make sure that a frozen commit can be opened and read.

    Raises:
        StoreDamaged: it cannot, or the child died of trying.
    """
    command = [sys.executable, "-m", "triptych_indexer.store.probe", str(frozen)]
    try:
        child = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise StoreDamaged(
            f"{frozen} does not open within {TIMEOUT_S:.0f} s: run `triptych repair`"
        ) from error
    if child.returncode:
        said = child.stderr.strip().splitlines()[-1:] or [f"exit status {child.returncode}"]
        raise StoreDamaged(f"{frozen} does not open ({said[0]}): run `triptych repair`")


def main(folder: str) -> int:
    """Open and read one folder; the exit status tells how it went."""
    from triptych_indexer.store.filters import EVERYTHING
    from triptych_indexer.store.text import TEXT_FIELDS, TextSnapshot

    text = TextSnapshot.open(Path(folder))
    for _ in text.rows():
        pass
    for field in TEXT_FIELDS:
        text.search(field, ["the", "a"], 10, EVERYTHING)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
