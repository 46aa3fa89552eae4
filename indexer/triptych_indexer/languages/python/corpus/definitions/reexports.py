# What is imported is defined elsewhere: an import, by whatever name, and no definition.
from __future__ import annotations, division as divide
# <- import __future__ {annotations, division as divide}
from .doors import Door as Gate, open_door
# <- import .doors {open_door, Door as Gate}
from .windows import *
# <- import .windows {*}
from . import locks
# <- import . {locks}
import shop.tools as tools
# <- import shop.tools {* as tools}
from typing import TYPE_CHECKING
# <- import typing {TYPE_CHECKING}

if TYPE_CHECKING:
    from .keys import Key
    # <- import .keys {Key}

__all__ = ["Gate", "open_door", "locks"]
# <- variable __all__


def late():
#   ^ function late()
    from .late import thing
    # <- import .late {thing}

    return thing
