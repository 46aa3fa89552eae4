# What is stored under a key later replaces what was there.
def old():
    pass


def new():
    pass


handlers = {"open": old}
handlers["open"] = new
handlers["open"]()
# <- defined: 6
