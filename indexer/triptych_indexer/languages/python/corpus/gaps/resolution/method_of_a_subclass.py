# A method that only subclasses have is one of theirs.
class Base:
    def run(self):
        self.step()
        #    ^ defined: 9, 14


class Left(Base):
    def step(self):
        pass


class Right(Base):
    def step(self):
        pass
