# What `map` gives is what its function gives.
class Row:
    def show(self):
        pass


class Other:
    def show(self):
        pass


def make(_):
    return Row()


for row in map(make, range(3)):
    row.show()
    #   ^ defined: 3
