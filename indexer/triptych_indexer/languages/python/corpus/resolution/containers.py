# Elements of lists, dictionaries, tuples and comprehensions are what was put in.
class Cat:
    def purr(self):
        pass


class Dog:
    def bark(self):
        pass


def cats():
    return [Cat(), Cat()]


def use():
    cats()[0].purr()
    #         ^ defined: 3
    for cat in cats():
        cat.purr()
        #   ^ defined: 3
    [each.purr() for each in cats()]
    #     ^ defined: 3
    named = {"tom": Cat(), "rex": Dog()}
    named["tom"].purr()
    #            ^ defined: 3
    named["rex"].bark()
    #            ^ defined: 8
    cat, dog = Cat(), Dog()
    cat.purr()
    #   ^ defined: 3
    dog.bark()
    #   ^ defined: 8
    made = [Cat() for _ in range(3)]
    made[1].purr()
    #       ^ defined: 3
    for key, value in {"tom": Cat()}.items():
        value.purr()
        #     ^ defined: 3
    for place, each in enumerate(cats()):
        each.purr()
        #    ^ defined: 3
    for left, right in zip(cats(), made):
        right.purr()
        #     ^ defined: 3
    sorted(cats())[0].purr()
    #                 ^ defined: 3
