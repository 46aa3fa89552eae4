# A caught exception is an object of the class that is named.
class Broken(Exception):
    def explain(self):
        pass


class Lost(Exception):
    pass


def use():
    try:
        raise Lost()
        #     ^ defined: 7
    except Broken as error:
        error.explain()
        #     ^ defined: 3
