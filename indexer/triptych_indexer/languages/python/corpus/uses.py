# A call's expression keeps names and member access.

def f(self):
    self.pool[0].get(1)
    super().save(1)
    "a".join(x)
    [1].index(1)
    {}.get(1)
    (a or b).run()
    (await fetch()).json()
    a(1)(2)
    handlers[key]()

# A chain over many lines is called where its names stand.

rows = (
    query  # first
    .filter(a=1)
    # then
    .order_by("x")
)

# Bases, metaclasses, generic bases.

class A(Base, models.Model, Generic[T], metaclass=Meta): ...

# What is raised, with and without arguments.

def f():
    raise errors.Missing("x") from e
    raise Stop

# The names in annotations are types.

def f(a: Foo, b: dict[str, models.Bar | None] = None) -> Optional[Baz]: ...
x: Foo | Bar = 3

# A call in a field's value is made by the function around it.

class A:
    def __init__(self):
        self.pool = Pool()

# What a pattern names is a type.

match x:
    case Point(x=0): pass
