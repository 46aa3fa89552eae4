"""Which embedder does a name mean?"""

from triptych_indexer.ports import Embedder


def open_embedder(name: str) -> Embedder | None:
    """Return the embedder that a setting names; nothing heavy is loaded before its first use.

    Args:
        name: `static` (shipped), `none`, or a sentence-transformers model: a hub name or a folder.

    Raises:
        EmbedderError: the extra that the name needs is not installed.
    """
    if name == "none":
        return None
    if name == "static":
        from triptych_indexer.embed.static import StaticEmbedder

        return StaticEmbedder()
    from triptych_indexer.embed.transformers import SentenceTransformersEmbedder

    return SentenceTransformersEmbedder(name)
