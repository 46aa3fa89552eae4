# Type parameters and aliases, as they are written since Python 3.12, and before.
from typing import TypeAlias
# <- import typing {TypeAlias}

type Pair[A, B] = tuple[A, B]
#    ^ type_alias Pair<A, B> = tuple[A, B]
type Text = str | bytes
#    ^ type_alias Text = str | bytes
Old: TypeAlias = "dict[str, int]"
# <- type_alias Old = "dict[str, int]"


class Box[T: int, *Ts, **P]:
#     ^ class Box<T: int, * Ts, ** P>
    item: T
    # <- field Box.item: T

    def swap[U](self, other: U) -> tuple[U, T]:
    #   ^ method Box.swap<U>(self, other: U) -> tuple[U, T]
        return other, self.item


def first[T](items: list[T]) -> T:
#   ^ function first<T>(items: list[T]) -> T
    return items[0]


class Tree[K](Box[K]):
#     ^ class Tree<K>
    pass


class Cage[T: str = str, U = list[T], *Ts = *tuple[int], **P = [int], V = None]:
#     ^ class Cage<T: str = str, U = list[T], * Ts = tuple[int], ** P = [int], V = None>
    pass


def made[T: int | str = int, U = dict[str, T]](of: T) -> U:
#   ^ function made<T: int | str = int, U = dict[str, T]>(of: T) -> U
    pass


type Listed[T = int] = list[T]
#    ^ type_alias Listed<T = int> = list[T]
