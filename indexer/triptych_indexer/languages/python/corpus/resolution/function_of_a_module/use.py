# What is taken from a module is no method, even where only one method has that name.
import tools


class Saw:
    def sharpen(self):
        pass


def work(blade):
    tools.sharpen()
    #     ^ unresolved
    blade.sharpen()
    #     ^ defined: 6 ~0.55
