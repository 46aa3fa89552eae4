# What is imported for annotations alone still tells what a parameter is.
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from door import Door


def enter(door: "Door"):
    door.open()
    #    ^ defined: door.py:2 ~0.90


def leave(door: "Door | None" = None, others: "list[Door] | None" = None):
    door.open()
    #    ^ defined: door.py:2
    for other in others:
        other.open()
        #     ^ defined: door.py:2
