# A function right inside a class is a method.

class Model:
    """A thing that is stored.

    More of it.
    """
    def save(self, force: bool = False):
        def inner():
            pass

# __init__ is a constructor and what it assigns to self are fields, each once.

class Pool:
    size: int
    def __init__(self, size):
        self.size = size
        self.free: list[int] = []
        if size:
            self.busy = None
            self.other.busy = 3

# Enumerations and their members.

class Colour(enum.Enum):
    RED = 1
    green = 2
    default: str = "x"
    def mix(self): ...

# A protocol is an interface.

class Source(Protocol[T]):
    def read(self) -> bytes: ...

# Constants are in capitals, other names of a module are variables.

MAX_SIZE: Final = 3
_cache: dict[str, int] = {}
if True:
    late = 1
def f():
    local = 1

# Properties, static methods, abstract methods.

class Shape(ABC):
    @property
    def area(self) -> float: ...
    @area.setter
    def area(self, value): ...
    @staticmethod
    def unit(): ...
    @abc.abstractmethod
    async def draw(self): ...
    @overload
    def scale(self, by: int) -> None: ...
    @overload
    def scale(self, by: float) -> None: ...
    def scale(self, by): ...

# Underscores say who may use a name.

class Vault:
    def _open(self): ...
    def __lock(self): ...
    def __len__(self): ...
