# A function that is handed on, returned or stored can still be told.
def greet():
    pass


def part():
    pass


def run(callback):
    callback()


def choose(loud):
    if loud:
        return greet
    return part


class Button:
    def __init__(self, on_click):
        self.on_click = on_click
        self.fallback = greet

    def click(self):
        self.fallback()
        #    ^ defined: 2


def use():
    run(greet)
    # <- defined: 10
    #   ^ defined: 2 ~0.45 indirect
    alias = part
    alias()
    # <- defined: 6
    choose(True)()
    # <- defined: 14, 2, 6
