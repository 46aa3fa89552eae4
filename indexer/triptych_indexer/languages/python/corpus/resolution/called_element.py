# An element that is called is what was stored under its key.
def greet():
    pass


HANDLERS = {"greet": greet}


def use():
    HANDLERS["greet"]()
    # <- defined: 2
