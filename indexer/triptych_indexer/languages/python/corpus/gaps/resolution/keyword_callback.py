# What a parameter is called with may be handed to it by name.
def greet():
    pass


def run(callback=None):
    callback()
    # <- defined: 2 indirect


run(callback=greet)
