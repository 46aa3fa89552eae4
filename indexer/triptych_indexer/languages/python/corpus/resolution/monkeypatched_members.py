# A function that is given to a class from outside is a member of it.
class Window:
    pass


def shine(window):
    pass


def close(self):
    pass


Window.shine = shine
Window.close = close


def use():
    Window().close()
    #        ^ defined: 10
    Window.shine(Window())
    #      ^ defined: 6
