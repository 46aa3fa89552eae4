"""A folder through the real reader and the real stores, without the processes: for tests that ask, not for those that index."""

from pathlib import Path

from triptych_indexer.discover.walk import walk
from triptych_indexer.model import Generation
from triptych_indexer.per_file import FileTask, facts_digest, read_facts
from triptych_indexer.ports import Embedder
from triptych_indexer.settings import IndexSettings
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.writer import IndexWriter


def index_folder(root: Path, index: Path, embedder: Embedder | None) -> Generation:
    """Publish one generation of `root` into `index`."""
    settings = IndexSettings()
    with IndexWriter.open(IndexPaths(index)) as writer:
        writer.begin(root=str(root), revision=None, settings_digest="test", tool_version="test")
        for file in walk(root, settings):
            result = read_facts(FileTask(root, file, settings))
            writer.stage(result.file, result.facts, None, facts_digest(result.file.language, settings))
        return writer.publish(embedder)
