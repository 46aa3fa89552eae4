# What is appended to a list is what iterating over it gives.
class Cat:
    def purr(self):
        pass


class Dog:
    def purr(self):
        pass


def use():
    cats = []
    cats.append(Cat())
    for cat in cats:
        cat.purr()
        #   ^ defined: 3
