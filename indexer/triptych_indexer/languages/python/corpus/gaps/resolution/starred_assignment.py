# A starred name takes what the names beside it leave.
def first():
    pass


def second():
    pass


one, *others = first, second, second
others[0]()
# <- defined: 6
