"""Reads a derived store in a process that may die.

Tantivy aborts the whole process on some damaged files, and LanceDB panics. After a writer was killed, and wherever
damage is looked for, a store is therefore read in a child first: `python -m triptych_indexer.store.probe text FOLDER`
or `… vectors FOLDER VERSION` prints the store's set-digest.
"""

import subprocess
import sys
from pathlib import Path
from typing import Final

from triptych_indexer.errors import StoreDamaged
from triptych_indexer.store.digest import set_digest
from triptych_indexer.store.filters import EVERYTHING
from triptych_indexer.store.text import TEXT_FIELDS, TextSnapshot, openable
from triptych_indexer.store.vectors import VectorSnapshot

TIMEOUT_S: Final = 120.0


def text_digest(frozen: Path) -> bytes:
    """Return the set-digest of a frozen commit.

    Raises:
        StoreDamaged: it cannot be read, or the child died of trying.
    """
    return _ask("text", str(frozen))


def vector_digest(folder: Path, version: int) -> bytes:
    """Return the set-digest of one version of a vector table.

    Raises:
        StoreDamaged: it cannot be read, or the child died of trying.
    """
    return _ask("vectors", str(folder), str(version))


def _ask(kind: str, folder: str, *rest: str) -> bytes:
    command = [sys.executable, "-m", "triptych_indexer.store.probe", kind, folder, *rest]
    try:
        child = subprocess.run(command, capture_output=True, text=True, timeout=TIMEOUT_S, check=False)
    except subprocess.TimeoutExpired as error:
        raise StoreDamaged(f"{folder} is not read within {TIMEOUT_S:.0f} s: run `triptych repair`") from error
    if child.returncode:
        said = child.stderr.strip().splitlines()[-1:] or [f"exit status {child.returncode}"]
        raise StoreDamaged(f"{folder} cannot be read ({said[0]}): run `triptych repair`")
    return bytes.fromhex(child.stdout)


def _main(kind: str, folder: str, version: str = "0") -> None:
    if kind == "vectors":
        print(set_digest(VectorSnapshot.open(Path(folder), int(version)).digest_rows()).hex())
        return
    with openable(Path(folder)) as place:
        text = TextSnapshot.open(place)
        for field in TEXT_FIELDS:  # reads terms and postings, which the digest does not
            text.search(field, ["self", "the", "a"], 10, EVERYTHING)
        print(set_digest(text.rows()).hex())


if __name__ == "__main__":
    try:
        _main(*sys.argv[1:])
    except StoreDamaged as damage:
        raise SystemExit(str(damage.__cause__ or damage)) from damage  # one line: `_ask` says the rest
