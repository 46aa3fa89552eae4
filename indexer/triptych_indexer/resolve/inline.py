"""Modules that are written inside of a file, and the words of a path that lead through modules: Rust's `self::super`."""

from triptych_indexer.model import Definition, NodeKind
from triptych_indexer.resolve.confidence import EXACT
from triptych_indexer.resolve.names import Names
from triptych_indexer.resolve.repository import Repository
from triptych_indexer.resolve.scopes import Imported
from triptych_indexer.resolve.values import Answer, Class, Module, Place, Value, union


class InlineModules:
    """Where a module stands among modules, and what it takes from elsewhere."""

    def __init__(self, files: Repository, names: Names) -> None:
        self._files = files
        self._names = names

    def module_path(self, place: Place, word: str) -> Answer:
        """Return the module that the first word of a path means: `crate`, `self` or `super`."""
        if word == "crate":
            found = self._files.modules.crate_file(place.scope.file_id)
            return ((Module(found), EXACT),) if found is not None else ()
        here = self._around(place)
        return self.above(here) if word == "super" else ((here, EXACT),)

    def _around(self, place: Place) -> Value:
        """Return the module that a place belongs to: one written inside of the file, or the file."""
        for one in place.scope.enclosing(place.node_id):
            if one.kind == NodeKind.NAMESPACE:
                return Class(one)
        return Module(place.scope.file_id)

    def above(self, module: Value) -> Answer:
        """Return the module around a module."""
        if isinstance(module, Class):
            scope = self._files.scope(module.definition.file_id)
            around = scope.by_id.get(module.definition.parent_id or 0)
            return ((self._around(Place(scope, around.id)), EXACT),) if around is not None else ()
        if isinstance(module, Module):
            found = self._files.modules.parent_module(module.file_id)
            return ((Module(found), EXACT),) if found is not None else ()
        return ()

    def imported_into(self, module: Definition, name: str) -> Answer:
        """Return what a name means that a module inside of a file takes from elsewhere."""
        return self._files.once(("into", module.id, name), lambda: self._imported_into(module, name))

    def _imported_into(self, module: Definition, name: str) -> Answer:
        for site, resolution in self._files.scope(module.file_id).resolutions:
            if site.node_id != module.id:
                continue
            for imported, alias in site.names:
                if imported == "*" and not resolution.external:
                    found = union([self._names.taken_from(target, name) for target in resolution.targets])
                elif name == (alias or imported):
                    found = self._names.through(Imported(resolution, imported))
                else:
                    continue
                if found:
                    return found
        return ()
