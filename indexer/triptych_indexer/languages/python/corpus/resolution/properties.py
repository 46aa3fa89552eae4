# A property that is read is called, though no call is written; giving it a value calls what takes the value.
class Room:
    @property
    def size(self):
        return 4

    @size.setter
    def size(self, value):
        pass

    @size.deleter
    def size(self):
        pass


def measure(room: Room):
    return room.size
    #           ^ defined: 4 ~0.45 indirect


def build(room: Room):
    room.size = 3
    #    ^ defined: 8 ~0.45 indirect


def tear_down(room: Room):
    del room.size
    #        ^ defined: 12 ~0.45 indirect
