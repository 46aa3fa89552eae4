# An attribute of a type variable's type is what the object was made with.
from typing import Generic, TypeVar

T = TypeVar("T")


class Apple:
    def eat(self):
        pass

    def wash(self):
        pass


class Other:
    def eat(self):
        pass


class Box(Generic[T]):
    def get(self) -> T:
        raise NotImplementedError


def use(box: Box[Apple]):
    box.get().eat()
    #         ^ defined: 8
