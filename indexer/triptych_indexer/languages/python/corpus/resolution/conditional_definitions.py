# Of several definitions of one name each may be the one; a fallback import counts like one.
import sys

try:
    import simplejson as json
except ImportError:
    import json

if sys.platform == "win32":

    def beep():
        pass

else:

    def beep():
        pass


def use():
    json.loads("{}")
    #    ^ external
    beep()
    # <- defined: 16
