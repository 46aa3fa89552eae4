# A decorated function is still the function; what it was decorated with runs around it.
import functools
from contextlib import contextmanager
from functools import cached_property, wraps


def logged(function):
    @wraps(function)
    def wrapper(*args):
        return function(*args)

    return wrapper


def retry(times):
    def decorate(function):
        @functools.wraps(function)
        def again(*args):
            return function(*args)

        return again

    return decorate


class Counted:
    def __init__(self, function):
        self.function = function

    def __call__(self, *args):
        return self.function(*args)


@logged
#^ defined: 7
def greet():
    pass


@retry(3)
def fetch():
    pass


@Counted
def count():
    pass


class Lamp:
    def dim(self):
        pass


class Room:
    @property
    def lamp(self):
        return Lamp()

    @cached_property
    def other_lamp(self) -> Lamp:
        return Lamp()

    @staticmethod
    def build():
        return Room()

    @classmethod
    def make(cls):
        return cls()


@contextmanager
def lit():
    yield Lamp()


def work():
    greet()
    # <- defined: 36
    greet()
    # <- defined: 9 ~0.45 indirect
    fetch()
    # <- defined: 41
    fetch()
    # <- defined: 18 ~0.45 indirect
    count()
    # <- defined: 46
    Room().lamp.dim()
    #           ^ defined: 51 ~0.90
    Room().other_lamp.dim()
    #                 ^ defined: 51 ~0.90
    Room.build().lamp.dim()
    #                 ^ defined: 51
    Room.make().lamp.dim()
    #                ^ defined: 51
    with lit() as lamp:
        lamp.dim()
        #    ^ defined: 51
