# Nothing is claimed of a receiver of which nothing is known, unless one method alone has the name.
class Cat:
    def purr(self):
        pass

    def sleep(self):
        pass


class Dog:
    def sleep(self):
        pass


def use(animal, unknown):
    animal.purr()
    #      ^ defined: 3 ~0.55
    animal.sleep()
    #      ^ unresolved
    unknown.append(1)
    #       ^ unresolved
    len("x")
    # <- external
    "x".upper()
    #   ^ external
