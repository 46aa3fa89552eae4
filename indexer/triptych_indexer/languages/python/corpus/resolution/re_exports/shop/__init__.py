from .doors import *
from .locks import Lock as Bolt
from . import windows as openings
