"""Draws chunk rows for tests."""

from triptych_indexer.model import KIND_BIT, NodeKind
from triptych_indexer.store.graph.lookup import ChunkDetails


def chunk(
    chunk_id: int,
    path: str = "src/a.py",
    text: str = "def load(path):\n    return open(path).read() if path else None\n    # and so on\n",
    *,
    file_id: int | None = None,
    content: str = "code",
    flags: int = 0,
    start: int = 0,
    node: int | None = None,
    kind: NodeKind = NodeKind.FUNCTION,
) -> ChunkDetails:
    return ChunkDetails(
        chunk_id=chunk_id,
        file_id=chunk_id if file_id is None else file_id,
        path=path.encode(),
        display_path=path,
        language="python",
        content=content,
        file_flags=flags,
        size_bytes=len(text),
        mtime_ns=0,
        inode=0,
        sha256=None,
        start_byte=start,
        end_byte=start + len(text.encode()),
        start_line=start,
        end_line=start + text.count("\n"),
        header=path,
        text=text,
        kinds=KIND_BIT[kind],
        node_id=node,
        node_qualified_name=None if node is None else f"n{node}",
        node_kind=None if node is None else kind.value,
        node_symbol=None,
    )
