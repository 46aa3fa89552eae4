# Classes, and what a function in one is.
from abc import ABC, abstractmethod
# <- import abc {ABC, abstractmethod}
from dataclasses import dataclass
# <- import dataclasses {dataclass}
from enum import Enum, IntFlag
# <- import enum {Enum, IntFlag}
from typing import Generic, Protocol, TypeVar
# <- import typing {Generic, Protocol, TypeVar}

T = TypeVar("T")
# <- constant T


class Plain:
#     ^ class Plain
    pass


class LoudMixin:
#     ^ class LoudMixin
    def shout(self):
    #   ^ method LoudMixin.shout(self)
        pass


class Shelf(LoudMixin, Generic[T], ABC):
#     ^ class Shelf
    def __init__(self, owner: "Plain") -> None:
    #   ^ constructor Shelf.__init__(self, owner: "Plain") -> None
        self._owner = owner
        #    ^ field Shelf._owner, protected
        self.__secret = 1
        #    ^ field Shelf.__secret, private

    @property
    def width(self) -> int:
    #   ^ property Shelf.width(self) -> int, @property
        return 1

    @width.setter
    def width(self, value: int) -> None:
    #   ^ property Shelf.width(self, value: int) -> None, @width.setter
        pass

    @classmethod
    def empty(cls) -> "Shelf[T]":
    #   ^ method Shelf.empty(cls) -> "Shelf[T]", static, @classmethod
        return cls(Plain())

    @staticmethod
    def parse(text: str) -> int:
    #   ^ method Shelf.parse(text: str) -> int, static, @staticmethod
        return int(text)

    @abstractmethod
    def weight(self) -> float: ...
    #   ^ method Shelf.weight(self) -> float, abstract, @abstractmethod

    async def load(self):
    #         ^ method Shelf.load(self), async
        pass

    def _helper(self):
    #   ^ method Shelf._helper(self), protected
        pass

    def __secret_helper(self):
    #   ^ method Shelf.__secret_helper(self), private
        pass

    class Board:
    #     ^ class Shelf.Board
        class Nail:
        #     ^ class Shelf.Board.Nail
            length = 3
            # <- field Shelf.Board.Nail.length


class Sized(Protocol):
#     ^ interface Sized
    def size(self) -> int: ...
    #   ^ method Sized.size(self) -> int


@dataclass(frozen=True)
class Point:
#     ^ class Point, @dataclass(frozen=True)
    x: int
    # <- field Point.x: int
    y: int = 0
    # <- field Point.y: int


class Colour(Enum):
#     ^ enum Colour
    RED = 1
    # <- enum_member Colour.RED
    BLUE = "blue"
    # <- enum_member Colour.BLUE

    @property
    def dark(self) -> bool:
    #   ^ property Colour.dark(self) -> bool, @property
        return self is Colour.BLUE


class Flags(IntFlag):
#     ^ enum Flags
    A = 1
    # <- enum_member Flags.A


def make():
#   ^ function make()
    class Local:
    #     ^ class make.Local
        def method(self):
        #   ^ method make.Local.method(self)
            pass

    return Local
