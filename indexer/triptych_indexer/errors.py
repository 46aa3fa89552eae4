"""What can go wrong while indexing, sorted by who can mend it.

IndexerError
├── SourceError        the repository cannot be read (gone, not a folder, refused)
├── SettingsError      a setting or a weight is wrong: the message names it and what it may be
├── LanguageError      a language folder is wrong (a query that does not compile): found by a test, not by a user
├── EmbedderError      the embedder cannot be loaded or answers wrongly
└── StoreError         the index cannot be read or written
    ├── StoreMissing   there is no index here yet
    ├── StoreBusy      another process is writing
    ├── StoreDamaged   a store's file is broken; `triptych repair` is the way on
    ├── StoreFull      the disk is full; the old generation is still served
    ├── GenerationGone the generation asked for has been collected
    └── MigrationError a migration step is missing, changed or newer than this program

Bad input *files* are never exceptions: they become a status with a reason, and the run goes on.
"""


class IndexerError(Exception):
    """Base of everything the indexer raises on purpose."""


class SourceError(IndexerError):
    """The content source cannot be read; the stores keep what they had."""


class SettingsError(IndexerError):
    """A setting is unknown or out of range; nothing was read or written."""


class LanguageError(IndexerError):
    """A language folder is broken: a card field, a query or a capture outside the vocabulary."""


class EmbedderError(IndexerError):
    """The embedder cannot be loaded, or gave vectors of another shape than it promised."""


class StoreError(IndexerError):
    """The index cannot be read or written; what was published before stays served."""


class StoreMissing(StoreError):
    """There is no index at this place."""


class StoreBusy(StoreError):
    """Another process holds the writer's lock; nothing was changed."""


class StoreDamaged(StoreError):
    """A file of a store is missing or broken; `triptych repair` tells and mends."""


class StoreFull(StoreError):
    """The disk is full; the run was abandoned and the old generation stays."""


class GenerationGone(StoreError):
    """The generation asked for has been collected; ask again at the current one."""


class MigrationError(StoreError):
    """A step's file is missing, was edited after it was applied, or the index is newer than this program."""
