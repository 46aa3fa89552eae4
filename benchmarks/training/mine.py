"""Mine training pairs from the sources listed in `sources.toml`: run `python -m mine --help` in this folder.

Reads git checkouts (with or without a work tree) at the listed commits; keeps words, never text. Writes into the
output folder:

- `words.txt`: every word seen, one a line; its line number (from 0) is its id;
- `pairs.npz`: for each side, `*_ids` and `*_counts` in the order of the pairs and `*_ends` (exclusive end of each
  pair in them); `sort` (index into SORTS) and `source` (index into the list of sources);
- `mined.json`: how many files, bytes and pairs each source gave, and what the leak guard removed.
"""

import argparse
import hashlib
import json
import re
import subprocess
import tomllib
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import numpy as np
from pairs import Pair, pairs
from triptych_indexer import tokens

SORTS: Final = ("doc", "more", "name", "comment")
MAX_FILE_BYTES: Final = 400_000
MAX_SOURCE_BYTES: Final = 16_000_000
"""Of one source, so that no project decides what a word means."""
MAX_WORDS: Final = 256
"""Distinct words kept of one code; the first ones, since a signature comes first."""
_SUFFIXES: Final = [
    ".py",
    ".js",
    ".jsx",
    ".mjs",
    ".ts",
    ".tsx",
    ".java",
    ".kt",
    ".scala",
    ".go",
    ".rs",
    ".swift",
    ".cs",
    ".c",
    ".h",
    ".cc",
    ".cpp",
    ".hpp",
    ".php",
    ".zig",
    ".rb",
    ".ex",
    ".exs",
    ".lua",
    ".hs",
]
_SKIPPED = re.compile(
    r"(^|/)(tests?|testing|testdata|fixtures?|spec|specs|__tests__|_?vendor(ed)?|third[-_]?party|extern(al|als)?|node_modules"
    r"|dist|build|generated|docs?|migrations|locale|packages/flutter)(/|$)|(^|/)(test_[^/]*|[^/]*_test|conftest)\.\w+$"
    r"|\.(test|spec|min|d|pb|generated)\.\w+$|_pb2|zz_generated|\.pb\.go$"
)


@dataclass(slots=True)
class Side:
    """Bags of words, one after another."""

    ids: "array[int]" = field(default_factory=lambda: array("i"))
    counts: "array[int]" = field(default_factory=lambda: array("i"))
    ends: "array[int]" = field(default_factory=lambda: array("q"))

    def add(self, bag: Counter[int]) -> None:
        self.ids.extend(bag.keys())
        self.counts.extend(bag.values())
        self.ends.append(len(self.ids))


@dataclass(frozen=True, slots=True)
class Guard:
    """What the held-out functions look like; a training function that equals one in any of the three is dropped."""

    codes: frozenset[str]
    texts: frozenset[str]
    signatures: frozenset[tuple[str, tuple[str, ...]]]

    def leaks(self, pair: Pair) -> bool:
        return (
            normalised(pair.code) in self.codes
            or normalised(pair.text) in self.texts
            or (pair.parameters is not None and (pair.name, pair.parameters) in self.signatures)
        )


def normalised(text: str) -> str:
    """Return the words of a text: equal for two texts that differ in layout, case or punctuation only."""
    return " ".join(tokens.words(text))


def guard_from(held_out: Path) -> Guard:
    """Read every function of the held-out packages, whether it is among the questions or not."""
    found = [pair for path in sorted(held_out.rglob("*.py")) for pair in pairs(str(path), read(path))]
    named = [pair for pair in found if pair.parameters is not None]
    return Guard(
        frozenset(normalised(pair.code) for pair in found),
        frozenset(normalised(pair.text) for pair in found if pair.sort in ("doc", "more")),
        frozenset((pair.name, pair.parameters or ()) for pair in named if not pair.name.startswith("__")),
    )


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8", errors="replace")


def files_of(checkout: Path, commit: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of source files of a commit, in a shuffled order that is the same every time.

    Shuffled, so that the cap leaves a sample of the whole project and not its first folders. A blob that the checkout
    lacks (a partial clone) is passed over.
    """
    listed = _git(checkout, "ls-tree", "-r", "-z", commit).decode("utf-8", errors="replace").split("\0")
    entries = [(path, meta.split()) for meta, _, path in (line.partition("\t") for line in listed) if path]
    wanted = [(path, meta[2]) for path, meta in entries if meta[1] == "blob" and is_source(path)]
    wanted.sort(key=lambda entry: hashlib.blake2b(entry[0].encode(), digest_size=8).digest())
    total = 0
    with subprocess.Popen(
        ["git", "-C", str(checkout), "cat-file", "--batch"], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as batch:
        if batch.stdin is None or batch.stdout is None:
            raise RuntimeError("git cat-file gave no pipes")
        for path, blob in wanted:
            batch.stdin.write(blob.encode() + b"\n")
            batch.stdin.flush()
            head = batch.stdout.readline().split()
            if head[1] == b"missing":
                continue
            content = batch.stdout.read(int(head[2]) + 1)[:-1]
            if len(content) > MAX_FILE_BYTES:
                continue
            total += len(content)
            if total > MAX_SOURCE_BYTES:
                break
            yield path, content.decode("utf-8", errors="replace")
        batch.stdin.close()


def is_source(path: str) -> bool:
    return path.endswith(tuple(_SUFFIXES)) and not _SKIPPED.search(path.lower())


def _git(checkout: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", "-C", str(checkout), *arguments], capture_output=True, check=True).stdout


class Miner:
    """Collects the pairs of many sources."""

    def __init__(self, guard: Guard) -> None:
        self.guard = guard
        self.word_ids: dict[str, int] = {}
        self.text, self.code = Side(), Side()
        self.sort, self.source = array("b"), array("h")
        self.seen: set[bytes] = set()

    def mine(self, index: int, checkout: Path, commit: str) -> dict[str, int]:
        counts: Counter[str] = Counter()
        for path, source in files_of(checkout, commit):
            counts["files"] += 1
            counts["bytes"] += len(source)
            for pair in pairs(path, source):
                counts[self._add(index, pair)] += 1
        return dict(counts)

    def _add(self, index: int, pair: Pair) -> str:
        if self.guard.leaks(pair):
            return "leaked"
        key = hashlib.blake2b(f"{pair.text}\0{pair.code}".encode(), digest_size=8).digest()
        if key in self.seen:
            return "repeated"
        self.seen.add(key)
        self.text.add(self._bag(pair.text))
        self.code.add(self._bag(pair.code))
        self.sort.append(SORTS.index(pair.sort))
        self.source.append(index)
        return pair.sort

    def _bag(self, text: str) -> Counter[int]:
        bag: Counter[int] = Counter()
        for word in tokens.words(text):
            number = self.word_ids.setdefault(word[: tokens.MAX_TERM_CHARS], len(self.word_ids))
            if number in bag or len(bag) < MAX_WORDS:
                bag[number] += 1
        return bag

    def write(self, out: Path) -> None:
        (out / "words.txt").write_text("\n".join(self.word_ids), encoding="utf-8")
        sides = {"text": self.text, "code": self.code}
        arrays = {
            f"{name}_{part}": np.array(getattr(side, part))
            for name, side in sides.items()
            for part in Side.__slots__
        }
        np.savez(out / "pairs.npz", sort=np.array(self.sort), source=np.array(self.source), **arrays)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--checkouts", type=Path, required=True, help="folder with one git checkout a source: OWNER/NAME"
    )
    parser.add_argument(
        "--held-out", type=Path, required=True, help="folder of the unpacked held-out packages"
    )
    parser.add_argument("--out", type=Path, required=True)
    arguments = parser.parse_args()
    sources = tomllib.loads(Path(__file__).with_name("sources.toml").read_text(encoding="utf-8"))["source"]
    miner = Miner(guard_from(arguments.held_out))
    mined = {}
    for index, source in enumerate(sources):
        mined[source["repository"]] = miner.mine(
            index, arguments.checkouts / source["repository"], source["commit"]
        )
        print(source["repository"], mined[source["repository"]], flush=True)
    arguments.out.mkdir(parents=True, exist_ok=True)
    miner.write(arguments.out)
    (arguments.out / "mined.json").write_text(json.dumps(mined, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
