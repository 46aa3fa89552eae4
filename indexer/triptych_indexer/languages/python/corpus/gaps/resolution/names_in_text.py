# What `eval` runs is written in a text.
def greet():
    pass


eval("greet")()
# <- defined: 2
