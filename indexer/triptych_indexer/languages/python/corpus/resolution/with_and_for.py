# `with` gives what __enter__ gives, `for` what __iter__ gives.
class Row:
    def show(self):
        pass


class Table:
    def __enter__(self):
        return self

    def __exit__(self, *args):
        pass

    def __iter__(self):
        yield Row()

    def __getitem__(self, key) -> Row:
        return Row()

    def close(self):
        pass


def use():
    with Table() as table:
    # <- defined: 8, 11 ~0.45 indirect
        table.close()
        #     ^ defined: 20
        for row in table:
        # <- defined: 14 ~0.45 indirect
            row.show()
            #   ^ defined: 3
        table[1].show()
        #        ^ defined: 3
    with Table() as first, Table() as second:
        second.close()
        #      ^ defined: 20
