# Functions inside functions see the names around them; a class in between is skipped.
class Tool:
    def use(self):
        pass


def outer():
    tool = Tool()

    def helper():
        tool.use()
        #    ^ defined: 3

    def later():
        helper()
        # <- defined: 10

    helper()
    # <- defined: 10
    make = lambda: Tool()
    make().use()
    #      ^ defined: 3
    return later


class Box:
    def helper(self):
        outer()
        # <- defined: 7
        helper()
        # <- external

    def other(self):
        self.helper()
        #    ^ defined: 27


outer()()
# <- defined: 7, 14
