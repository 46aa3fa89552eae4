# What a parameter is called with is what its callers hand to it.
def greet():
    pass


def run(callback):
    callback()
    # <- defined: 2 indirect


run(greet)
