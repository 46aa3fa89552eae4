"""A small shop, indexed once into the real stores."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from support.indexing import index_folder
from support.repositories import draw
from support.small_index import HashingEmbedder
from triptych_indexer.store.paths import IndexPaths
from triptych_indexer.store.reader import IndexReader
from triptych_search.coverage import coverage_of
from triptych_search.model import Answer, Profile, Request
from triptych_search.pipeline import Context, search
from triptych_search.rerank.weights import SHIPPED
from triptych_search.settings import SearchSettings

SHOP = (Path(__file__).parent / "shop.txt").read_text("utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden rankings anew")


class Shop:
    """Answers questions about the drawn repository."""

    def __init__(self, root: Path, index: Path) -> None:
        self.root = root
        self.embedder = HashingEmbedder(dimensions=256)
        index_folder(root, index, self.embedder)
        self.reader = IndexReader.open(IndexPaths(index))

    def ask(
        self,
        text: str,
        profile: Profile = Profile.BALANCED,
        *,
        k: int = 10,
        settings: SearchSettings | None = None,
        embedder: HashingEmbedder | None = None,
    ) -> Answer:
        with self.reader.pin() as snapshot:
            context = Context(
                coverage_of(snapshot),
                SHIPPED,
                settings or SearchSettings(),
                embedder or self.embedder,
                self.root,
                repository="shop",
            )
            return search(Request(text, k=k, profile=profile), snapshot, context)


@pytest.fixture(scope="session")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    root = draw(tmp_path_factory.mktemp("shop") / "repository", SHOP)
    opened = Shop(root, tmp_path_factory.mktemp("index"))
    yield opened
    opened.reader.close()


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden", default=False))
