"""How sure an edge is, by the rule that made it. Each rung has one meaning; `docs/resolution.md` tells how true each is."""

from typing import Final

EXACT: Final = 1.0
"""A lexical or import-resolved definition, or the class that is instantiated."""

SELF: Final = 0.95
"""The receiver is `self`, `cls`, `this`, `super` or `Self`: the method is found along the class's bases."""

RECEIVER: Final = 0.9
"""The receiver's type is known: it is annotated, was constructed, or a function with a known result gave it."""

ATTRIBUTE: Final = 0.7
"""The receiver may be of several types."""

VIRTUAL: Final = 0.6
"""The method is abstract: the edge leads to the declaration, those who implement it are found on demand."""

UNIQUE_NAME: Final = 0.55
"""One method of that name in the repository, and nothing says that the receiver comes from elsewhere."""

IMPLIED: Final = 0.45
"""No call is written: a property that is read, an operator, a `with`, what a decorator puts around a function.

Below what is shown by default, although most are true: whoever asks for callers means those who call.
"""

AMBIGUOUS: Final = 0.3
"""Two or three methods of that name in the repository, the receiver unknown."""

SHOWN_FROM: Final = 0.5
"""Edges below are kept, and hidden unless asked for."""
