"""Does the right file come up? Asks every question of a judged list and counts where the answers stand.

    python benchmarks/quality.py benchmarks/judged/django.toml REPOSITORY [--profile balanced] [--top 3]

The repository must be indexed already. Ranks count distinct files. Exit code 1 when fewer than nine in ten pass.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where the first right file stood."""

    text: str
    rank: int | None
    """From 1 among distinct files; None when it was not among the results."""
    first: str


def ask(repository: Path, questions: list[dict[str, object]], profile: str) -> list[Verdict]:
    """Ask all questions of one process and judge the answers."""
    command = [
        sys.executable,
        "-m",
        "triptych_search.apps.cli.main",
        "search",
        "--stdin",
        "-C",
        str(repository),
    ]
    asked = "".join(json.dumps({"query": q["text"], "k": 20, "profile": profile}) + "\n" for q in questions)
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=False)
    if done.returncode not in (0, 1):  # 1: nothing found for one of them
        sys.exit(done.stderr.strip())
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    return [judge(question, answer) for question, answer in zip(questions, answers, strict=True)]


def judge(question: dict[str, object], answer: dict[str, list[dict[str, str]]]) -> Verdict:
    """Return the rank of the first right file."""
    files = list(dict.fromkeys(result["file_path"] for result in answer["results"]))
    right = question["files"]
    assert isinstance(right, list)
    rank = next((position for position, path in enumerate(files, 1) if path in right), None)
    return Verdict(str(question["text"]), rank, files[0] if files else "–")


def main() -> int:
    arguments = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    arguments.add_argument("judged", type=Path)
    arguments.add_argument("repository", type=Path)
    arguments.add_argument("--profile", default="balanced")
    arguments.add_argument("--top", type=int, default=3)
    options = arguments.parse_args()
    questions = tomllib.loads(options.judged.read_text())["question"]
    verdicts = ask(options.repository, questions, options.profile)
    passed = 0
    for verdict in verdicts:
        right = verdict.rank is not None and verdict.rank <= options.top
        passed += right
        print(
            f"{'ok ' if right else 'MISS'} rank {verdict.rank or '–':>2}  {verdict.text}  (first: {verdict.first})"
        )
    print(f"{passed} of {len(verdicts)} in the top {options.top}")
    return 0 if passed * 10 >= len(verdicts) * 9 else 1


if __name__ == "__main__":
    sys.exit(main())
