# Functions, with what stands between their brackets and around them.
from functools import wraps
# <- import functools {wraps}
from typing import overload
# <- import typing {overload}


@overload
def find(key: int) -> str: ...
#   ^ function find(key: int) -> str, @overload
@overload
def find(key: str) -> int: ...
#   ^ function find(key: str) -> int, @overload
def find(key):
#   ^ function find(key)
    return key


def everything(first, /, second: int, *rest: str, named: bool, other: int = 3, **options: object) -> None:
#   ^ function everything(first, second: int, *rest: str, named: bool, other: int = 3, **options: object) -> None
    pass


async def fetch(url: str, *, tries: int = 3) -> bytes:
#         ^ function fetch(url: str, *, tries: int = 3) -> bytes, async, generator
    async for part in stream(url):
        yield part


def traced(function):
#   ^ function traced(function)
    @wraps(function)
    def around(*args, **kwargs):
    #   ^ function traced.around(*args, **kwargs), @wraps(function)
        def inner():
        #   ^ function traced.around.inner()
            return function(*args, **kwargs)

        return inner()

    return around


@traced
@other.traced(level=3)
def decorated():
#   ^ function decorated(), @traced, @other.traced(level=3)
    pass


def _internal():
#   ^ function _internal(), internal
    pass


double = lambda x: 2 * x
# <- function double(x)
several = lambda first, *rest, sep=" ", end, **options: rest
# <- function several(first, *rest, sep=" ", end, **options)
named = lambda a, *, b, c=1: a
# <- function named(a, *, b, c=1)


def test_door():
#   ^ function test_door()
    pass
