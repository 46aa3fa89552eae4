"""Sells things.

And buys some.
"""

from __future__ import annotations

import os.path
import json as js, sys
from typing import TYPE_CHECKING, Final, Protocol
from . import till
from ..street import road as way, corner
from shop.shelf import *

if TYPE_CHECKING:
    from shop.buyer import Buyer

MAX_ITEMS: Final = 40
_cache: dict[str, Item] = {}
type Price[T: int = int] = tuple[T, str]
twice = lambda amount: amount * 2


class Currency(enum.StrEnum):
    EURO = "euro"


class Sellable(Protocol):
    price: Price

    def sell(self, buyer: Buyer, /, *, gift: bool = False) -> None: ...


@registered("shop", open=True)
@dataclass
class Shop[T: Sellable, *Ts](Building, store.Locked, metaclass=Registry):
    """A shop with a till."""

    count = 0
    shelf: list[T]

    def __init__(self, owner: str, *names: str, **rest: object) -> None:
        """Open the door.

        Args:
            owner: who has the key.
            names: other names
                of the shop.
        """
        super().__init__(owner)
        self.owner = owner
        self.till: Till = till.Till()

    @property
    def total(self) -> int:
        return sum(item.price for item in self.shelf if item)

    @staticmethod
    def open_all(shops, step=1):
        for shop in shops:
            shop.unlock() or shop.ring()

    async def find(self, name: str | None) -> T:
        from .search import search

        try:
            return await search(name, key=lambda item: item.name)
        except (KeyError, LookupError) as error:
            raise errors.NotFound(name) from error

    class Door:
        def _slam(self):
            pass


def checkout(items: Sequence[Item], tax: float = 0.2) -> Price:
    """Add up what was bought."""

    def add(left, right):
        return left + right

    plugin = importlib.import_module("shop.plugin")
    return plugin.run(reduce(add, items)) if items and tax else Price()


@overload
async def ring(bell: int) -> None: ...
