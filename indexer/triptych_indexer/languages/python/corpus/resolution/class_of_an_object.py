# An object's class makes others of its kind, and knows what they have in common.
class Door:
    count = 0

    def __init__(self, width=1):
        self.width = width

    @classmethod
    def made(cls):
        return cls()

    def copy(self):
        other = self.__class__(self.width)
        #            ^ defined: 2
        other.open()
        #     ^ defined: 20
        return self.__class__.made()
        #                     ^ defined: 9

    def open(self):
        return type(self).made()
        #                 ^ defined: 9
