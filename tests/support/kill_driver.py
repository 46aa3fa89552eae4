"""One index run in a process of its own, which a test may kill: `python -m support.kill_driver '{"root": …}'`."""

import json
import sys
from dataclasses import asdict, dataclass
from pathlib import Path

from support.small_index import HashingEmbedder, body, index, numbered, open_writer
from triptych_indexer.store import publish, vectors

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
    eager: str = ""
    """`index` or `compact`: do that at this publish, however little there is."""

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
    publish.SMALL = 0  # type: ignore[misc]  # the model is small, the steps shall be those of a large repository
    if run.eager == "index":
        vectors.INDEX_ROWS = 16  # type: ignore[misc]
    elif run.eager == "compact":
        vectors.COMPACT_FRAGMENTS, publish.DEAD_SHARE = 1, -1.0  # type: ignore[misc]
    embedder = HashingEmbedder(run.model) if run.model else None
    with open_writer(Path(run.root)) as writer:
        index(writer, repository(run.seed, run.changes), embedder)


if __name__ == "__main__":
    main(Run(**json.loads(sys.argv[1])))
