# What a module and a class give a name to, in whatever branch or loop, is a variable or a field; a function's own is not.
import os
# <- import os

LIMIT = 10
# <- constant LIMIT
name: str = "shop"
# <- variable name: str
width, height = 3, 4
# <- variable width
#      ^ variable height
first = second = None
# <- variable first
#       ^ variable second
near, (far, *others) = door()
# <- variable near
#      ^ variable far
#            ^ variable others
[one, (two, [three])] = door()
#^ variable one
#      ^ variable two
#            ^ variable three
*most, end = door()
#^ variable most
#      ^ variable end
os.environ["a"], os.sep = 1, 2

if os.name == "nt":
    separator = "\\"
    # <- variable separator
elif os.name == "posix":
    separator = "/"
    # <- variable separator
else:
    separator = ":"
    # <- variable separator

try:
    import colours
    # <- import colours
except ImportError:
    colours = None
    # <- variable colours
finally:
    tried = True
    # <- variable tried

for path in os.environ:
    last = path
    # <- variable last

with open(name) as file:
    text = file.read()
    # <- variable text


class Basket:
#     ^ class Basket
    __slots__ = ("items",)
    # <- field Basket.__slots__
    MAX = 3
    # <- constant Basket.MAX
    size: int
    # <- field Basket.size: int
    left, right = 0, 1
    # <- field Basket.left
    #     ^ field Basket.right
    if LIMIT > 3:
        big = True
        # <- field Basket.big

    def __init__(self, items):
    #   ^ constructor Basket.__init__(self, items)
        self.items: list[str] = items
        #    ^ field Basket.items: list[str]
        self.first, self.rest = items[0], items[1:]
        #    ^ field Basket.first
        #                ^ field Basket.rest
        (self.left_wall, (self.right_wall, *self.walls)) = items
        #     ^ field Basket.left_wall
        #                      ^ field Basket.right_wall
        #                                        ^ field Basket.walls
        count, (rest, *more) = len(items)
        self.items = []


def total(items):
#   ^ function total(items)
    sum_of_all = 0
    for item in items:
        sum_of_all += item
    return sum_of_all
