# Of overloads the last definition is the one that runs.
from typing import overload


class Row:
    def show(self):
        pass


@overload
def find(key: int) -> Row: ...


@overload
def find(key: str) -> Row: ...


def find(key):
    return Row()


find(1)
# <- defined: 18
find(1).show()
#       ^ defined: 6
