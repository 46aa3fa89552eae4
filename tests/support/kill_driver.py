"""One index run in a process of its own, which a test may kill: `python -m support.kill_driver '{"root": …}'`."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from support.small_index import HashingEmbedder, body, index, numbered, open_writer
from triptych_indexer.store import vectors

FILES = 24


@dataclass(frozen=True)
class Run:
    """What to do; both the child and the test that checks it work from this value."""

    root: str
    seed: int
    """Decides the content: another seed, another repository."""
    changes: int
    """How many files differ from seed to seed."""
    model: str | None = None
    eager: bool = False
    """Index and compact the vectors at every publish."""

    def encoded(self) -> str:
        return json.dumps(asdict(self))


def repository(seed: int, changes: int) -> dict[str, str]:
    """Return a repository in which `changes` files depend on the seed; one file comes and goes."""
    files = numbered(FILES)
    for number in range(changes):
        files[f"src/module_{number}.py"] = body(number, seed)
    files[f"src/passing_{seed}.py"] = body(seed, seed)
    return files


def main(run: Run) -> None:
    if run.eager:
        vectors.INDEX_ROWS, vectors.COMPACT_FRAGMENTS = 16, 1  # type: ignore[misc]
    embedder = HashingEmbedder(run.model) if run.model else None
    with open_writer(Path(run.root)) as writer:
        index(writer, repository(run.seed, run.changes), embedder)


if __name__ == "__main__":
    main(Run(**json.loads(sys.argv[1])))
