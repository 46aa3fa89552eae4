# Every form of import.

import os, numpy as np
import a.b.c
from ..models import (A, B as C)
from . import x
from y import *

# An import in a function runs late.

def f():
    from x import y

# What stands below TYPE_CHECKING is gone at run time.

if typing.TYPE_CHECKING:
    from x import y
else:
    from z import y

# Imports by a function.

mod = importlib.import_module("plugins.a")
__import__("b")
import_text("c")
