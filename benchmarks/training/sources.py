"""Write `sources.toml`: which projects the training pairs come from, at which commit, under which licence.

The licence is read from the text of the project's own licence file, not from what anyone says about it; a project whose
text is none of the permissive ones below is refused. Run: `python -m sources --checkouts DIR`, where DIR holds one git
checkout a project at OWNER/NAME (a bare one will do). `mine.py` then reads exactly the commits written here.
"""

import argparse
import re
import subprocess
from pathlib import Path
from typing import Final

_LICENCE_FILE = re.compile(r"^(mit-)?(licen[cs]e|copying|unlicense)[^/]*$", re.IGNORECASE)
_REFUSED = re.compile(
    r"general public license|mozilla public license|business source license|server side public license"
    r"|elastic license|eclipse public license|functional source license|creative commons"
)
_PERMISSIVE: Final = {
    # The first that matches names the licence; the phrases are the licences' own.
    "Apache-2.0": r"apache license,? version 2\.0|apache license\s+version 2\.0",
    "MIT": r"permission is hereby granted, free of charge, to any person obtaining a copy",
    "BSD": r"redistribution and use in source and binary forms",
    "ISC": r"permission to use, copy, modify, and(/or)? distribute this software",
    "PSF-2.0": r"python software foundation license version 2",
    "Unlicense": r"this is free and unencumbered software released into the public domain",
}


def licence(text: str) -> str | None:
    """Return the name of a permissive licence, or None: unknown, or with a copyleft licence anywhere in the text.

    Apache's appendix and third-party notices may follow; the first 12,000 characters are the project's own.
    """
    plain = " ".join(text.lower().split())[:12_000]
    if _REFUSED.search(plain):
        return None
    return next((name for name, phrase in _PERMISSIVE.items() if re.search(phrase, plain)), None)


def git(checkout: Path, *arguments: str) -> str:
    done = subprocess.run(["git", "-C", str(checkout), *arguments], capture_output=True, check=True)
    return done.stdout.decode("utf-8", errors="replace")


def licence_of(checkout: Path, commit: str) -> tuple[str, str] | None:
    """Return the licence file that decided and the licence's name; any refused text refuses the project."""
    names = [
        name
        for name in git(checkout, "ls-tree", "--name-only", commit).split("\n")
        if _LICENCE_FILE.match(name)
    ]
    blobs = {name: git(checkout, "show", f"{commit}:{name}") for name in names}
    found = {name: licence(text) for name, text in blobs.items() if not text.startswith("tree ")}
    if not found or None in found.values():
        return None
    name = sorted(found)[0]
    return name, found[name] or ""


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--checkouts", type=Path, required=True)
    checkouts = parser.parse_args().checkouts
    lines = ["# Written by sources.py; every licence was read from the file named beside it.", ""]
    for checkout in sorted(checkouts.glob("*/*")):
        repository = str(checkout.relative_to(checkouts))
        commit = git(checkout, "rev-parse", "HEAD").strip()
        judged = licence_of(checkout, commit)
        if judged is None:
            print(f"refused {repository}: no permissive licence text, or another licence beside it")
            continue
        lines += ["[[source]]", f'repository = "{repository}"', f'commit = "{commit}"']
        lines += [f'licence = "{judged[1]}"', f'licence_file = "{judged[0]}"', ""]
    Path(__file__).with_name("sources.toml").write_text("\n".join(lines), encoding="utf-8")


if __name__ == "__main__":
    main()
