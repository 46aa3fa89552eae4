# A slice of a list is a list with some of its elements.
class Cat:
    def purr(self):
        pass


class Dog:
    def purr(self):
        pass


def use():
    cats = [Cat(), Cat()]
    for one in cats[1:]:
        one.purr()
        #   ^ defined: 3
    cats[::2][0].purr()
    #            ^ defined: 3
