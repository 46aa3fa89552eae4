# Two modules that need each other only for types import each other so; both know what they hold.
from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pet import Pet
    #               ^ defined: pet.py


class Owner:
    def __init__(self, pet: Pet) -> None:
        self.pet = pet

    def call(self) -> Pet:
        self.pet.come(self)
        #        ^ defined: pet.py:9
        return self.pet

    def feed(self) -> None:
        self.call().eat()
        #           ^ defined: pet.py:14
