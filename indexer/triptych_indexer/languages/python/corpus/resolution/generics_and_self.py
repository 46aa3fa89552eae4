# What a generic holds is known from its arguments; `Self` is the class that it was called on.
from typing import Generic, Self, TypeVar

T = TypeVar("T")


class Box(Generic[T]):
    def __init__(self, item: T):
        self.item = item

    def configure(self) -> Self:
        return self

    def seal(self):
        pass


class Crate(Box[int]):
    def stack(self):
        pass


class Apple:
    def eat(self):
        pass


def apples() -> list[Apple]:
    return []


def find(name: str) -> "Apple | None":
    return None


def table() -> dict[str, Apple]:
    return {}


def pair() -> tuple[Apple, Crate]:
    return Apple(), Crate(1)


def use():
    Crate(1).configure().stack()
    #                    ^ defined: 19
    Crate(1).configure().seal()
    #                    ^ defined: 14
    apples()[0].eat()
    #           ^ defined: 24
    find("x").eat()
    #         ^ defined: 24
    table()["x"].eat()
    #            ^ defined: 24
    for apple in table().values():
        apple.eat()
        #     ^ defined: 24
    first, second = pair()
    first.eat()
    #     ^ defined: 24
    second.stack()
    #      ^ defined: 19
