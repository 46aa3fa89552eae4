from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from owner import Owner
    #                 ^ defined: owner.py


class Pet:
    def come(self, owner: "Owner") -> None:
        owner.call().come(owner)
        #            ^ defined: 9
        self.eat()
        #    ^ defined: 14
    def eat(self) -> None:
        pass
