# A folder without __init__.py is a package, too; src is where absolute imports start.
from shop.tools import saw
#                      ^ defined: src/shop/tools/saw.py
import shop.tools.saw as other


saw.cut()
#   ^ defined: src/shop/tools/saw.py:1
other.cut()
#     ^ defined: src/shop/tools/saw.py:1
