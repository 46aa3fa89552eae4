# Members are looked up along the method resolution order, `super()` included.
class Base:
    def setup(self):
        pass

    def run(self):
        self.setup()
        #    ^ defined: 3 ~0.95


class Left(Base):
    #      ^ defined: 2
    def setup(self):
        super().setup()
        #       ^ defined: 3 ~0.95


class Right(Base):
    def setup(self):
        super().setup()
        #       ^ defined: 3

    def only_right(self):
        pass


class Both(Left, Right):
    def setup(self):
        super().setup()
        #       ^ defined: 13 ~0.95

    def use(self):
        self.only_right()
        #    ^ defined: 23 ~0.95
        Base.run(self)
        #    ^ defined: 6


class LoggingMixin:
    def log(self):
        pass


class Service(LoggingMixin, Base):
    def start(self):
        self.log()
        #    ^ defined: 40
        self.run()
        #    ^ defined: 6
