# A star import brings what `__all__` lists, and nothing else; a list that cannot be read whole hides nothing.
from doors import *
from windows import *

open_door()
# <- defined: doors.py:5
_lock()
# <- defined: doors.py:9
paint()
# <- defined: windows.py:7
sand()
# <- unresolved
