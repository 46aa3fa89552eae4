"""Java, Kotlin and Scala: packages as files declare them, and the types and functions in them."""

from collections.abc import Sequence

from triptych_indexer.model import ImportSite, NodeKind
from triptych_indexer.resolve.modules.declared import Declared, longest_first
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, Target, found
from triptych_indexer.resolve.modules.tree import Tree, only_nearest


class Jvm:
    """They see each other's packages, so they are one family."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._declared = Declared(tree, ("java", "kotlin", "scala"))
        self._own: dict[int, list[str]] = {}

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        parts = [part.strip("`") for part in site.module.replace("_root_.", "").split(".") if part]
        names = [name.strip("`") for name, _ in site.names if name != "*"]
        if not parts:
            return EXTERNAL
        for start in self._starts(path):
            resolution = self._from(len(start), [*start, *parts], names, path)
            if resolution is not None:
                return resolution
        return EXTERNAL

    def _from(self, start: int, parts: Sequence[str], names: Sequence[str], path: str) -> Resolution | None:
        """Return what a name means whose first parts are where it starts from; None when it means nothing there."""
        for package, rest in longest_first(parts, "."):
            files = self._declared.declaring(package)
            if files:
                resolution = self._inside(files, rest, names, path)
                is_here = bool(resolution.targets) or len(parts) - len(rest) > start
                # `com.shop.other.Door` where only `com.shop` is ours: a package of others.
                is_package = bool(rest) and rest[0][:1].islower()
                return resolution if is_here and (resolution.targets or not is_package) else None
        return None

    def _inside(
        self, files: frozenset[int], type_path: Sequence[str], names: Sequence[str], path: str
    ) -> Resolution:
        """Return the files of a package that hold what is named; of a whole package, those that are used."""
        if type_path:  # `a.b.Outer.Inner`, or a member of the type: the file of the outer one
            outer = self._one(self._declared.defining(type_path[0], files), path)
            inside = tuple(type_path)
            targets = tuple(Target(one.file_id, inside=inside) for one in outer.targets)
            return Resolution(targets, external=False) if targets else NOT_FOUND
        objects = [one for one in files if self._tree.paths[one].endswith("/package.scala")]
        if not names:
            used = self._declared.used_by(self._tree.ids[path], files, types=False)
            return found(*used) if used else self._one(objects, path)
        wanted: dict[Target, None] = {}
        for name in names:
            # What a package object inherits is defined elsewhere and still taken from it.
            for target in self._one(self._declared.defining(name, files) or objects, path).targets:
                wanted[target] = None
        return Resolution(tuple(wanted), external=False) if wanted else NOT_FOUND

    def _one(self, candidates: list[int], path: str) -> Resolution:
        """Return the nearest of several files: one package may have a variant for each platform, or for tests."""
        paths = [self._tree.paths[one] for one in candidates]
        nearest = only_nearest(paths, path)
        if nearest is not None:
            return found(self._tree.ids[nearest])
        return found(*(self._tree.ids[one] for one in paths)) if paths else NOT_FOUND

    def _starts(self, path: str) -> list[tuple[str, ...]]:
        """Return from where a name may start: the root, and in Scala every package around the file."""
        starts: list[tuple[str, ...]] = [()]
        if self._tree.languages.get(path) == "scala":
            file_id = self._tree.ids[path]
            own = self._own.get(file_id)
            if own is None:
                definitions = self._tree.facts.definitions_in(file_id)
                own = self._own[file_id] = [one.name for one in definitions if one.kind == NodeKind.NAMESPACE]
            for package in own:
                parts = tuple(package.split("."))
                starts += [parts[:length] for length in range(len(parts), 0, -1)]
        return starts
