# Attributes of modules are followed through any number of dots.
import pkg.config
import pkg.sub

pkg.config.settings.load()
#                   ^ defined: pkg/config.py:2
pkg.config.Settings()
#          ^ defined: pkg/config.py:1
pkg.sub.config.settings.load()
#                       ^ defined: pkg/config.py:2
