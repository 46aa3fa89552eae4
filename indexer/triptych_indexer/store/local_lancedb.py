"""lancedb, imported without its client for remote catalogues.

`import lancedb` loads `lance_namespace_urllib3_client`, a generated HTTP client of several hundred pydantic models:
more than half of what the import costs (0.54 of 0.98 s wall here, in every `search` that asks for neighbours and every
`index`), for something that a local index never does. Before lancedb is imported, names of that package are given
stand-ins: classes without behaviour, good for annotations and `isinstance`, that refuse to be made. The rest of lancedb
is untouched, and where the package was imported before by somebody else, it stays as it is.
"""

import sys
from collections.abc import Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType
from typing import Any, Final, NoReturn

_CLIENT: Final = "lance_namespace_urllib3_client"


def lancedb() -> Any:
    """Return the module `lancedb`."""
    if "lancedb" not in sys.modules and _CLIENT not in sys.modules:
        finder = _StandIns()
        sys.meta_path.insert(0, finder)
        try:
            import lancedb
        finally:
            sys.meta_path.remove(finder)
    else:
        import lancedb
    return lancedb


class _StandIns(MetaPathFinder, Loader):
    """Finds the client's modules, and fills them with a stand-in for whatever is asked of them."""

    def find_spec(
        self, fullname: str, _path: Sequence[str] | None, _target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname.partition(".")[0] != _CLIENT:
            return None
        return ModuleSpec(fullname, self, is_package=True)

    def create_module(self, _spec: ModuleSpec) -> None:
        return None

    def exec_module(self, module: ModuleType) -> None:
        made: dict[str, type] = {}

        def stand_in(name: str) -> type:
            if name.startswith("__"):
                raise AttributeError(name)  # what the import system asks for; a stand-in would mislead it
            if name not in made:
                made[name] = type(name, (), {"__init__": _refuse, "__module__": module.__name__})
            return made[name]

        module.__getattr__ = stand_in  # type: ignore[method-assign]


def _refuse(self: object, *_: object, **__: object) -> NoReturn:
    raise RuntimeError(
        f"{type(self).__name__}: triptych loads lancedb without its client for remote catalogues"
    )
