# Calling an object calls its __call__.
class Greeter:
    def __call__(self, name):
        return Letter()


class Letter:
    def send(self):
        pass


greeter = Greeter()


def use():
    greeter("you")
    # <- defined: 3 indirect
    greeter("you").send()
    #              ^ defined: 8
