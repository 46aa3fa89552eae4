# A name is found where it is defined, however often it is handed on.
import json

import shop
#      ^ defined: shop/__init__.py
from shop import Bolt, open_door


def work():
    open_door()
    # <- defined: shop/doors.py:4
    shop.open_door()
    #    ^ defined: shop/doors.py:4
    shop.openings.wash()
    #             ^ defined: shop/windows.py:1
    Bolt().turn()
    #      ^ defined: shop/locks.py:2 ~0.90
    json.loads("")
    #    ^ external
