"""What becomes of an import statement."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Target:
    """A file that an import statement leads to, and which of the imported names are that file itself."""

    file_id: int
    submodule: str | None = None
    """The imported name that is this file: `b` in `from a import b` when `a/b.py` exists."""
    inside: tuple[str, ...] = ()
    """The definition in the file that is meant, the outermost name first: a class whose members are imported."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one import statement."""

    targets: tuple[Target, ...]
    external: bool
    """Nothing here looks like it: a library, or generated code."""
    packages: tuple[Target, ...] = ()
    """Of `import a.b`, what the local name `a` means."""
    looked_at: tuple[int, ...] = ()
    """Files whose facts decided this, besides the targets."""


EXTERNAL: Final = Resolution((), external=True)
NOT_FOUND: Final = Resolution((), external=False)
"""It means a file of this repository, and there is none."""


def found(*file_ids: int) -> Resolution:
    """Return the resolution that leads to whole files; none of them means that they should be here."""
    return Resolution(tuple(map(Target, dict.fromkeys(file_ids))), external=False)
