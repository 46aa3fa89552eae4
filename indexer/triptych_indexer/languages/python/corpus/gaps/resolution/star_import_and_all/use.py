# A star import brings what `__all__` lists, and nothing else.
from doors import *

open_door()
# <- defined: doors.py:4
paint()
# <- unresolved
