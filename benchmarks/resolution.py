"""How much of what others wrote down about resolution do we find? Runs ours over their checkouts.

    python benchmarks/resolution.py [--pycg CHECKOUT] [--stack-graphs CHECKOUT] [--show]

PyCG (github.com/vitsalis/PyCG) has snippets of Python by category, each with the edges of its call graph. A snippet is
*complete* when we claim no edge that it does not list, *sound* when we find all that it lists. Calls of what is not defined in the
snippet are left out; a nameless function is no definition here, so a snippet with one cannot be sound.

stack-graphs (github.com/github/stack-graphs) has files whose comments point at names and say in which lines they are
defined. Only names that are uses here (calls, types, bases, decorators) are counted: what is read without being called makes no
edge. Where no line is listed nothing may be claimed.

Neither checkout is part of this repository.
"""

import argparse
import json
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))

from support.resolution import Assertion, Case

SHOWN_FROM: Final = 0.5
_PATH: Final = re.compile(r"^\s*(?:#|//|/\*)-*\s*-*\s*path:\s*(?P<path>\S+)\s*-*")
_DEFINED: Final = re.compile(r"^\s*(?:#|//|/\*)?\s*(?P<mark>\^)\s*defined:\s*(?P<lines>[\d,\s]*)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--pycg", type=Path)
    parser.add_argument("--stack-graphs", type=Path)
    parser.add_argument("--show", action="store_true", help="list what differs")
    options = parser.parse_args()
    if options.pycg is not None:
        for threshold in (SHOWN_FROM, 0.0):
            report_pycg(options.pycg / "micro-benchmark" / "snippets", threshold, show=options.show)
    if options.stack_graphs is not None:
        for language, folder, endings in (
            ("python", "python", (".py",)),
            ("typescript", "typescript", (".ts", ".tsx")),
            ("javascript", "javascript", (".js",)),
            ("java", "java", (".java",)),
        ):
            tests = options.stack_graphs / "languages" / f"tree-sitter-stack-graphs-{folder}" / "test"
            report_stack_graphs(language, tests, endings, show=options.show)


def report_pycg(snippets: Path, threshold: float, *, show: bool) -> None:
    print(f"PyCG, edges from {threshold} on: complete, sound, snippets")
    total: Counter[str] = Counter()
    for category in sorted(path for path in snippets.iterdir() if path.is_dir()):
        counts: Counter[str] = Counter()
        for truth in sorted(category.rglob("callgraph.json")):
            expected, found = edges(truth, threshold)
            counts["snippets"] += 1
            counts["complete"] += found <= expected
            counts["sound"] += expected <= found
            if show and found != expected:
                print(
                    f"  {truth.parent.relative_to(snippets)}: missing {sorted(expected - found)}, too many {sorted(found - expected)}"
                )
        total += counts
        print(f"  {category.name:14} {counts['complete']:4} {counts['sound']:4} {counts['snippets']:4}")
    print(f"  {'all':14} {total['complete']:4} {total['sound']:4} {total['snippets']:4}")


def edges(truth: Path, threshold: float) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Return the edges that a snippet lists, and those that we find in it, by qualified names."""
    listed = json.loads(truth.read_text("utf-8"))
    modules = {path.stem for path in truth.parent.rglob("*")} - {"__init__"}
    expected = {
        (caller, callee)
        for caller, callees in listed.items()
        for callee in callees
        if callee.partition(".")[0] in modules
    }
    with tempfile.TemporaryDirectory() as scratch:
        case = Case(truth.parent, Path(scratch))
        try:
            found = {
                (caller, callee) for caller, callee, confidence in case.calls() if confidence >= threshold
            }
        finally:
            case.close()
    return expected, {(caller, callee) for caller, callee in found if callee}


def report_stack_graphs(language: str, tests: Path, endings: tuple[str, ...], *, show: bool) -> None:
    counts: Counter[str] = Counter()
    for path in sorted(tests.rglob("*")):
        if path.is_file() and path.name.endswith(endings):
            for assertion, complaint in judged(path):
                counts["passed" if complaint is None else "failed"] += 1
                if complaint is not None and show:
                    print(f"  {path.relative_to(tests)}:{assertion.written}: {complaint}")
    passed, total = counts["passed"], counts.total()
    print(f"stack-graphs, {language}: {passed} of {total} ({passed / max(1, total):.2f})")


def judged(path: Path) -> Iterator[tuple[Assertion, str | None]]:
    """Yield the assertions of one test that stand below a use, with what is wrong with our answer."""
    lines = path.read_text("utf-8", errors="replace").splitlines()
    with tempfile.TemporaryDirectory() as scratch:
        root, index = Path(scratch, "files"), Path(scratch, "index")
        root.mkdir()
        index.mkdir()
        places = split(lines, path.name, root)
        case = Case(root, index)
        try:
            for assertion, wanted in assertions(lines, places):
                if case.is_use(assertion):
                    claimed = case.claimed(assertion, SHOWN_FROM)
                    right = bool(claimed) and claimed <= wanted if wanted else not claimed
                    yield (
                        assertion,
                        None if right else f"leads to {sorted(claimed)}, wanted is one of {sorted(wanted)}",
                    )
        finally:
            case.close()


def split(lines: list[str], name: str, root: Path) -> list[tuple[str, int]]:
    """Write the files that a test consists of; return for each of its lines the file and the line there."""
    files: dict[str, list[str]] = {}
    places: list[tuple[str, int]] = []
    current = name
    for line in lines:
        found = _PATH.match(line)
        if found is not None:
            current = found["path"].lstrip("./")
        files.setdefault(current, []).append(line)
        places.append((current, len(files[current])))
    for path, content in files.items():
        where = root / path
        where.parent.mkdir(parents=True, exist_ok=True)
        where.write_text("\n".join(content) + "\n", "utf-8")
    return places


def assertions(lines: list[str], places: list[tuple[str, int]]) -> Iterator[tuple[Assertion, set[str]]]:
    above = 0
    for number, line in enumerate(lines):
        found = _DEFINED.match(line)
        if found is None:
            above = number
            continue
        listed = [int(one) for one in found["lines"].replace(" ", "").split(",") if one]
        wanted = {"{}:{}".format(*places[one - 1]) for one in listed if one <= len(places)}
        path, at = places[above]
        yield (
            Assertion(
                path,
                at,
                found.start("mark"),
                frozenset(wanted),
                external=False,
                confidence=None,
                call_type=None,
                written=number + 1,
            ),
            wanted,
        )


if __name__ == "__main__":
    main()
