"""What can go wrong while searching, sorted by who can mend it.

SearchError
└── QueryError   the question cannot be read: the message says where and what to write instead

A wrong weight or setting is `triptych_indexer.errors.SettingsError`; a store that fails is a `StoreError` from there.
Finding nothing is an answer, never an error.
"""


class SearchError(Exception):
    """Base of everything the search raises on purpose."""


class QueryError(SearchError):
    """The question cannot be read; nothing was searched.

    Attributes:
        position: where in the query it went wrong, in characters from 0; None when it is the query as a whole.
        hint: what to write instead, one sentence; may be empty.
    """

    def __init__(self, message: str, position: int | None = None, hint: str = "") -> None:
        super().__init__(message)
        self.position = position
        self.hint = hint

    def __str__(self) -> str:
        place = "" if self.position is None else f" (at character {self.position + 1})"
        return f"{self.args[0]}{place}" + (f": {self.hint}" if self.hint else "")
