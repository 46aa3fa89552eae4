# Parameters of every kind.

def f(a, /, b: int = 2, *args: str, c, d=(lambda q: q), **kw: object) -> int: ...

# A bare star makes what follows keywords.

def g(a, *, b, c=1): ...

# A lambda that is given a name is a function.

double = lambda x: x * 2

# Texts on parameters: Google.

def load(path, limit=3):
    """Load it.

    Args:
        path: Where it lies,
            relative to the root.
        limit (int): How much.

    Returns:
        path: something else
    """

# Texts on parameters: NumPy.

def norm(x, axis):
    """Norm.

    Parameters
    ----------
    x : array
        The data.
    axis : int, optional
        Along which
        axis.

    Returns
    -------
    float
    """

# Texts on parameters: Sphinx.

def send(to, text):
    """Send.

    :param to: the receiver
    :param str text: what to
        say
    """

# Decorators, their texts and what they call.

@app.route("/", methods=["GET"])
# a comment between them
@cached
def index(): ...

# Complexity counts own branches only.

def walk(tree):
    for node in tree:
        if node and node.ok:
            yield node
        elif node:
            pass
    def inner():
        if tree: pass

# Type parameters and type aliases.

def first[T: Hashable, *Ts](xs: list[T]) -> T: ...
type Pair[K] = tuple[K, K]
class Box[T]: ...

# A comment of the form #: documents what stands below it.

#: How long to wait, in seconds.
TIMEOUT = 3
# An ordinary remark.
LIMIT = 4

# A broken line costs only itself.

def good(): ...
x = = 3
def also_good():
    call()
