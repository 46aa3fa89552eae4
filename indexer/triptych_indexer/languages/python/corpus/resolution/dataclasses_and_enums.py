# Fields of a dataclass have the types that are written; members of an enum are objects of it.
from dataclasses import dataclass, field
from enum import Enum


class Engine:
    def start(self):
        pass


class Colour(Enum):
    RED = 1
    BLUE = 2

    def mix(self):
        pass


@dataclass
class Car:
    engine: Engine
    spare: Engine | None = None
    colours: list[Colour] = field(default_factory=list)

    def drive(self):
        self.engine.start()
        #           ^ defined: 7
        self.spare.start()
        #          ^ defined: 7
        for colour in self.colours:
            colour.mix()
            #      ^ defined: 15


def use():
    Colour.RED.mix()
    #          ^ defined: 15
    Colour(1).mix()
    #         ^ defined: 15
    Colour["RED"].mix()
    #             ^ defined: 15
    for each in Colour:
        each.mix()
        #    ^ defined: 15
    Car(Engine()).engine.start()
    #                    ^ defined: 7
