"""How sure an edge is, by the rule that made it. The ladder is the design's (DESIGN §6); each rung has one meaning."""

from typing import Final

EXACT: Final = 1.0
"""A lexical or import-resolved definition, or the class that is instantiated."""

SELF: Final = 0.95
"""The receiver is `self`, `cls`, `this`, `super` or `Self`: the method is found along the class's bases."""

RECEIVER: Final = 0.9
"""The receiver was constructed in the same expression, so its type is known."""

UNIQUE_NAME: Final = 0.55
"""One method of that name in the repository, and nothing says that the receiver comes from elsewhere."""

SHOWN_FROM: Final = 0.5
"""Edges below are kept, and hidden unless asked for."""
