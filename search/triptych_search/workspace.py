"""One open repository: the place where everything is put together, and the only thing the apps hold.

Dependencies are built here and passed as arguments; nothing below knows where an index lies or which embedder is set.
Questions open the index for reading only; `index`, `watch`, `repair`, `migrate`, `rollback` and `clear` are the ones
that write.
"""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from triptych_indexer import settings as index_settings
from triptych_indexer.errors import SettingsError, SourceError, StoreMissing
from triptych_indexer.languages import registry
from triptych_indexer.store.home import refuse_another, root_from
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader, Snapshot

from triptych_search import rankings
from triptych_search.coverage import coverage_of
from triptych_search.model import Answer, Filters, Request
from triptych_search.pipeline import Context, search
from triptych_search.settings import RankingConfiguration, SearchSettings

if TYPE_CHECKING:
    import threading

    from triptych_indexer.pipeline import IndexReport
    from triptych_indexer.ports import Embedder, Progress
    from triptych_indexer.store.doctor import Examination
    from triptych_indexer.store.repair import Repair
    from triptych_indexer.store.writer import IndexWriter

    from triptych_search.describe import Definition, Mention, Status
    from triptych_search.navigate.places import Place
    from triptych_search.whereabouts import Whereabouts

INDEX_FOLDER = ".triptych"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting in force, for `triptych config`."""

    key: str
    value: str
    origin: str


class Workspace:
    """A repository and its index."""

    def __init__(
        self, root: Path, paths: IndexPaths, loaded: index_settings.Loaded, *, force: bool = False
    ) -> None:
        self.root = root
        self.paths = paths
        self._loaded = loaded
        self._force = force

    @classmethod
    def at(
        cls,
        directory: Path,
        *,
        index_dir: Path | None = None,
        overrides: Mapping[str, Any] | None = None,
        force: bool = False,
        must_exist: bool = True,
        repository_file: bool = True,
    ) -> Self:
        """Take a folder as the repository itself; makes nothing. `repository_file` False leaves its settings unheard.

        Raises:
            SourceError: `must_exist`, and it is no folder, or one that is refused without `force`.
            SettingsError, LanguageError: a setting is wrong, or names a language that nobody knows.
        """
        root = directory.absolute()
        if must_exist:
            from triptych_indexer.discover.walk import checked_root

            root = checked_root(directory, force=force)
        loaded = index_settings.load(root, overrides=overrides or {}, repository_file=repository_file)
        for language in loaded.settings.languages:
            registry.card(language)
        return cls(
            root, IndexPaths(index_dir.absolute() if index_dir else root / INDEX_FOLDER), loaded, force=force
        )

    @classmethod
    def holding(cls, directory: Path, *, index_dir: Path | None = None) -> Self:
        """Find the indexed repository that a folder lies in, as git finds its own.

        Raises:
            StoreMissing: neither the folder nor one above it has an index.
        """
        start = directory.absolute()
        for root in (start, *start.parents):
            paths = IndexPaths(index_dir.absolute() if index_dir else root / INDEX_FOLDER)
            if paths.exists():
                if index_dir:
                    root = root_from(start, paths)
                # A question is never turned down for what the repository's own settings say.
                loaded = index_settings.load(root, repository_file=False)
                return cls(root, paths, loaded)
        if index_dir:
            raise StoreMissing(
                f"no index in {index_dir}: run `triptych index {directory} --index-dir {index_dir}`"
            )
        raise StoreMissing(f"no index in {start} or above it: run `triptych index {directory}`")

    @classmethod
    def around(cls, directory: Path, *, index_dir: Path | None = None) -> Self:
        """Take the repository that a folder lies in by its index, whole or not; without one, the folder itself.

        Raises:
            SettingsError, LanguageError: a setting is wrong, or names a language that nobody knows.
        """
        start = directory.absolute()
        indexed = () if index_dir else (start, *start.parents)
        root = next((one for one in indexed if (one / INDEX_FOLDER).is_dir()), start)
        return cls.at(root, index_dir=index_dir, must_exist=False)

    def outer(self) -> Path | None:
        """Return the indexed repository that this one lies in, if any."""
        return next((one for one in self.root.parents if IndexPaths(one / INDEX_FOLDER).exists()), None)

    # --- writing ---

    def index(self, progress: "Progress", *, force: bool = False, dry_run: bool = False) -> "IndexReport":
        """Bring the index up to date; `dry_run` only tells what would be read.

        Raises:
            SourceError, EmbedderError, StoreError: nothing was published.
        """
        if dry_run:
            return self._preview(force=force)
        with self._indexing(progress) as (run, _, _):
            return run(force=force)

    def watch(self, progress: "Progress", stop: "threading.Event") -> "Iterator[IndexReport]":
        """Index now and after every burst of changes until `stop` is set, yielding what each run did that changed something.

        Raises:
            SourceError, EmbedderError, StoreError: a run failed; the index keeps what was published before.
        """
        from triptych_indexer.watch import watch

        with self._indexing(progress) as (run, writer, embedder):
            yield from watch(
                self.root,
                run=run,
                settings=self._settings,
                writer=writer,
                embedder=embedder,
                stop=stop,
                note=progress.note,
            )

    @contextmanager
    def _indexing(
        self, progress: "Progress"
    ) -> "Iterator[tuple[Callable[..., IndexReport], IndexWriter, Embedder | None]]":
        """Open what a run needs, once for many runs."""
        from triptych_indexer.embed.choose import open_embedder
        from triptych_indexer.pipeline import index
        from triptych_indexer.sources.folder import FolderSource
        from triptych_indexer.store.writer import IndexWriter

        settings = self._settings
        source = FolderSource(self.root, settings, force=self._force)
        if not self._force:
            refuse_another(source.root, self.paths)
        embedder = open_embedder(settings.embedder)
        tool = version("triptych")
        opened = IndexWriter.open(self.paths, tool_version=tool, disk_budget_bytes=settings.disk_budget_bytes)
        with opened as writer:
            writer.configuration = {
                setting.key: (setting.value, setting.origin) for setting in self.configuration()
            }
            run = partial(
                index,
                source,
                settings=settings,
                writer=writer,
                embedder=embedder,
                progress=progress,
                tool_version=tool,
            )
            yield run, writer, embedder

    def _preview(self, *, force: bool) -> "IndexReport":
        from triptych_indexer.pipeline import preview
        from triptych_indexer.sources.folder import FolderSource

        source = FolderSource(self.root, self._settings, force=self._force)
        if not self._force:
            refuse_another(source.root, self.paths)
        if not self.paths.exists() or force:
            return preview(source, {}, self._settings, 0)
        from triptych_indexer.store.graph.files import Files

        with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
            return preview(source, Files(snapshot.connection).known(), self._settings, 0)

    @property
    def _settings(self) -> index_settings.IndexSettings:
        return self._loaded.settings

    def clearable(self, *, everything: bool) -> list[str]:
        """Return the names of what `clear` would remove, inside the index folder."""
        if not self.paths.root.is_dir():
            return []
        kept = self._lasting
        return sorted(
            entry.name
            for entry in self.paths.root.iterdir()
            if everything or not (entry.name == ".gitignore" or any(map(entry.name.startswith, kept)))
        )

    def clear(self, *, everything: bool) -> int:
        """Remove the index and return the bytes it took.

        Raises:
            StoreBusy: a writer is at work; nothing was removed.
            StoreMissing: the folder is no index folder of ours, so nothing in it is touched.
        """
        from triptych_indexer.store.lock import WriterLock
        from triptych_indexer.store.paths import bytes_under

        if not self.paths.format.exists() and not self._was_cleared():
            raise StoreMissing(f"{self.paths.root} does not look like an index (no {self.paths.format.name})")
        before = bytes_under(self.paths.root)
        lock = WriterLock(self.paths.lock)
        lock.acquire(version("triptych"))
        try:
            for name in self.clearable(everything=everything):
                entry = self.paths.root / name
                shutil.rmtree(entry) if entry.is_dir() and not entry.is_symlink() else entry.unlink()
        finally:
            lock.release(ended_well=True)
        if everything:
            shutil.rmtree(self.paths.root)
        return before - (bytes_under(self.paths.root) if self.paths.root.exists() else 0)

    @property
    def _lasting(self) -> tuple[str, str]:
        """How the names of files begin that a plain `clear` leaves."""
        return self.paths.cache_db.name, self.paths.ledger_db.name

    def _was_cleared(self) -> bool:
        """Tell whether the folder holds nothing but what a plain `clear` leaves; a stranger's folder never does."""
        try:
            is_hidden = (self.paths.root / ".gitignore").read_bytes() == b"*\n"
        except OSError:
            return False
        kept = (".gitignore", self.paths.lock.name, *self._lasting)
        return is_hidden and all(entry.name.startswith(kept) for entry in self.paths.root.iterdir())

    # --- asking ---

    @contextmanager
    def searcher(self, *, ranking: str | None = None, weights: str | None = None) -> "Iterator[Searcher]":
        """Open the index for questions; one searcher answers any number.

        Raises:
            StoreMissing, StoreDamaged: there is nothing to ask.
            SettingsError: there is no such ranking, or a weight has no such name, or is no number.
        """
        settings = rankings.load(ranking=ranking, weights=weights).settings
        configuration = rankings.named(self.paths.ledger_db, settings.ranking)
        from triptych_indexer.embed.choose import open_embedder

        with IndexReader.open(self.paths) as reader:
            yield Searcher(reader, self.root, settings, configuration, open_embedder(self._settings.embedder))

    def status(self, *, unread: bool = False) -> "Status":
        """Describe what is served; `unread` also lists every file without definitions.

        Raises:
            StoreMissing, StoreDamaged: there is nothing to describe.
        """
        from triptych_indexer.store.paths import bytes_under

        from triptych_search import describe

        with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
            size = bytes_under(self.paths.root)
            settings = {setting.key: setting.value for setting in self.configuration()}
            left_out = self._left_out() if unread else {}
            return describe.status(snapshot, str(self.root), size, settings, unread=unread, left_out=left_out)

    def _left_out(self) -> Mapping[str, int]:
        from triptych_indexer.discover.walk import walk

        try:
            found = walk(self.root, self._settings_heeded(), force=True)
            for _ in found:
                pass
        except SourceError:
            return {}  # the repository is gone; its index can still be asked
        return dict(found.left_out.most_common())

    def whereabouts(self, path: Path) -> "Whereabouts":
        """Tell whether a file is in the index, and if not, why.

        Raises:
            SourceError: it lies outside the repository.
        """
        from triptych_search.whereabouts import whereabouts

        relative = os.path.relpath(path.absolute(), self.root)
        if relative in (os.curdir, os.pardir) or relative.startswith(f"{os.pardir}{os.sep}"):
            raise SourceError(f"{path} is not a file in {self.root}")
        with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
            return whereabouts(snapshot, self.root, self._settings_heeded(), os.fsencode(relative))

    def _settings_heeded(self) -> index_settings.IndexSettings:
        """Return the settings as indexing would have them, the repository's own file included if it can be read."""
        try:
            return index_settings.load(self.root).settings
        except SettingsError:
            return self._settings

    def show(self, what: str) -> "list[Definition]":
        """Return the definitions that a person means by a node id, `path:line`, or a name."""
        from triptych_search import describe

        with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
            return describe.definitions(snapshot, self.inside(what), self.root)

    def near(self, what: str) -> "list[Place]":
        """Return definitions that were perhaps meant by a text that nothing answers to."""
        from triptych_search.named import near
        from triptych_search.navigate.places import places_of

        with self.pinned() as snapshot:
            return places_of(snapshot, near(snapshot, self.inside(what)))

    @contextmanager
    def pinned(self) -> "Iterator[Snapshot]":
        """Open the index for questions to the graph; one generation, until the block ends.

        Raises:
            StoreMissing, StoreDamaged: there is nothing to ask.
        """
        with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
            yield snapshot

    def mentions(self, name: str) -> "list[Mention]":
        """Return where a name without a definition here is imported and used."""
        from triptych_search import describe

        with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
            return describe.mentions(snapshot, name)

    def inside(self, what: str) -> str:
        """Turn a `path:line` that is absolute, or names a file from where we stand, into one relative to the root."""
        path, colon, rest = what.partition(":")
        standing = Path(os.path.normpath(Path.cwd() / path))
        if "." in path and standing.is_file() and standing.is_relative_to(self.root):
            return f"{standing.relative_to(self.root)}{colon}{rest}"
        return what.removeprefix(f"{self.root}{os.sep}")

    def export(
        self, what: str
    ) -> tuple[Sequence[str], Iterator[tuple[Any, ...]]]:  # Any: texts, numbers or None
        """Return the columns and, one by one, the rows of a part of the graph."""
        from triptych_indexer.store.graph import export

        def rows() -> Iterator[tuple[Any, ...]]:
            with IndexReader.open(self.paths) as reader, reader.pin() as snapshot:
                yield from export.rows(snapshot.connection, what)

        return export.COLUMNS[what], rows()

    def doctor(self, *, deep: bool) -> "Examination":
        """Check the index and change nothing; `deep` reads every byte."""
        from triptych_indexer.store.doctor import examine

        return examine(self.paths, deep=deep)

    def repair(self) -> "Repair":
        """Mend the index step by step.

        Raises:
            StoreBusy: a writer is at work; nothing was changed.
        """
        from triptych_indexer.embed.choose import open_embedder
        from triptych_indexer.store.repair import repair

        embedder = open_embedder(self._settings.embedder)
        return repair(self.paths, tool_version=version("triptych"), embedder=embedder)

    def search_settings(self) -> list[Setting]:
        """Return the settings of searching and where they come from.

        Raises:
            SettingsError: a file or a variable of the environment is wrong.
        """
        loaded = rankings.load()
        weights = ", ".join(f"{name}={value:g}" for name, value in loaded.settings.weights.items())
        values = {"ranking": loaded.settings.ranking, "weights": weights or "(the ranking's own)"}
        return [Setting(key, values[key], origin) for key, origin in loaded.origins.items()]

    def configuration(self) -> list[Setting]:
        """Return every setting of indexing and where it comes from."""
        values = self._loaded.settings
        return [
            Setting(key, _shown(key, getattr(values, key)), origin)
            for key, origin in self._loaded.origins.items()
        ]


def _shown(key: str, value: object) -> str:
    if isinstance(value, (frozenset, tuple)):
        return ", ".join(sorted(map(str, value))) or ("(none)" if key == "ignore" else "(all)")
    return str(value).lower() if isinstance(value, bool) else str(value)


def filters_from(
    *,
    contents: Sequence[str] | None,
    languages: Sequence[str] | None,
    paths: Sequence[str] | None,
    kinds: Sequence[str] | None,
) -> Filters:
    """Return filters from what was typed as options; the question's own come on top.

    Raises:
        QueryError: a value that no index can hold.
    """
    from triptych_search.query.filters import with_filter

    filters = Filters(paths=tuple(paths or ()))
    for name, values in (("lang", languages or ()), ("kind", kinds or ()), ("content", contents or ())):
        for value in values:
            if (name, value) != ("content", "all"):
                filters = with_filter(filters, name, value, negated=False, position=None)
    return filters


class Searcher:
    """Answers questions, each from the newest generation."""

    def __init__(
        self,
        reader: IndexReader,
        root: Path,
        settings: SearchSettings,
        configuration: RankingConfiguration,
        embedder: "Embedder | None",
    ) -> None:
        self._reader = reader
        self._root = root
        self._settings = settings
        self._configuration = configuration
        self._embedder = embedder
        self._contexts: dict[int, Context] = {}

    def search(self, request: Request) -> Answer:
        """Answer one request.

        Raises:
            QueryError: the question cannot be read.
            StoreDamaged: a store does not answer.
        """
        with self._reader.pin() as snapshot:
            number = snapshot.generation.number
            context = self._contexts.get(number)
            if context is None:
                context = Context(
                    coverage=coverage_of(snapshot),
                    configuration=self._configuration,
                    settings=self._settings,
                    embedder=self._embedder,
                    root=self._root,
                    repository=self._root.name,
                )
                self._contexts = {number: context}
            return search(request, snapshot, context)
