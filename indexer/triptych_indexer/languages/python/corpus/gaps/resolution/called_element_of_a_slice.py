# What is called may be an element of a slice: of a callee without a name the keys are not kept.
def greet():
    pass


handlers = [greet, greet]
handlers[0:1][0]()
# <- defined: 2
