# A slice of a list is a list with some of its elements.
def greet():
    pass


handlers = [greet, greet]
handlers[0:1][0]()
# <- defined: 2
