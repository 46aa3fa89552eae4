"""npm packages of the repository itself: workspaces, a package's own name, and `exports` and `imports` maps."""

import posixpath
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from triptych_indexer.resolve.modules.documents import json_with_comments, strings, table, texts, yaml_list
from triptych_indexer.resolve.modules.script_files import ScriptFiles
from triptych_indexer.resolve.modules.tree import Tree, is_below, join, not_yet_known

_MAX_CONDITIONS: Final = 8
"""Conditions inside conditions; more is no map anyone wrote."""
_MAX_ENTRIES: Final = 500
"""Patterns of one manifest; each is tried on every folder or name."""
_LINKED: Final = re.compile(r"(?:link|portal):(.+)")
"""`file:` is not here: that is a copy of what the package would publish, not of its sources."""
_CONDITIONS: Final = frozenset(
    ["source", "development", "types", "typings", "node", "node-addons", "module", "module-sync", "default"]
)
_DEPENDENCIES: Final = ("dependencies", "devDependencies", "peerDependencies", "optionalDependencies")


class Packages:
    def __init__(self, tree: Tree, files: ScriptFiles) -> None:
        self._tree = tree
        self._files = files
        self._members: dict[str, dict[str, str]] = {}
        self._near: dict[str, dict[str, str]] = {}
        self._folders = sorted(posixpath.dirname(path) for path in tree.named.get("package.json", ()))

    def resolve(self, wanted: str, folder: str, condition: str) -> int | None:
        """Return the file that a name which is no path means, when a package of this repository is called so.

        Args:
            wanted: the name, with the path inside the package.
            folder: where the file lies that imports it.
            condition: how it does so: `import` or `require`.
        """
        own = self._own_folder(folder)
        if wanted.startswith("#"):
            imports = table(self._manifest(own), "imports") if own is not None else {}
            return self._by_map(own or "", imports, wanted, condition)
        name, inside = split_name(wanted)
        package = self._folder_of(name, folder, own)
        return None if package is None else self._inside(package, inside, condition)

    def is_member(self, wanted: str, folder: str) -> bool:
        """Say whether a name is that of a package of this repository."""
        return self._folder_of(split_name(wanted)[0], folder, self._own_folder(folder)) is not None

    def _folder_of(self, name: str, folder: str, own: str | None) -> str | None:
        if own is not None and self._manifest(own).get("name") == name:
            return own
        return self._packages_near(folder).get(name)

    def _own_folder(self, folder: str) -> str | None:
        path = next(self._tree.nearest(folder, ("package.json",)), None)
        return None if path is None else posixpath.dirname(path)

    def _manifest(self, folder: str) -> dict[str, Any]:
        return self._files.manifest(folder)

    def _packages_near(self, folder: str) -> dict[str, str]:
        """Return the packages (name → folder) that the workspaces around a folder link, the innermost first."""
        for one in not_yet_known(folder, self._near):
            around = self._near.get(posixpath.dirname(one), {})
            here = self._linked(one)
            self._near[one] = {**around, **here} if here else around
        return self._near[folder]

    def _linked(self, folder: str) -> dict[str, str]:
        """Return what the manifests of one folder link: the members of its workspace, and folders by path."""
        patterns = _workspaces(self._manifest(folder))
        patterns += yaml_list(self._tree.text(join(folder, "pnpm-workspace.yaml")) or "", "packages")
        lerna = self._tree.text(join(folder, "lerna.json"))
        patterns += strings(json_with_comments(lerna).get("packages")) if lerna is not None else []
        linked: dict[str, str] = {}
        for member in self._matching(folder, patterns) if patterns else ():
            name = self._manifest(member).get("name")
            if isinstance(name, str):
                linked.setdefault(name, member)
        for field in _DEPENDENCIES:
            for name, where in texts(self._manifest(folder).get(field)).items():
                path = _LINKED.fullmatch(where)
                if path is not None and join(folder, path[1]) in self._tree.folders:
                    linked[name] = join(folder, path[1])
        return linked

    def _matching(self, folder: str, patterns: list[str]) -> Iterator[str]:
        wanted = [pattern for pattern in patterns[:_MAX_ENTRIES] if not pattern.startswith("!")]
        unwanted = [pattern[1:] for pattern in patterns[:_MAX_ENTRIES] if pattern.startswith("!")]
        for member in self._folders:
            if member == folder or not is_below(member, folder):
                continue
            inside = member[len(folder) :].lstrip("/")
            if any(_fits(one, inside) for one in wanted) and not any(_fits(one, inside) for one in unwanted):
                yield member

    def _inside(self, folder: str, inside: str, condition: str) -> int | None:
        """Return the file that `package` or `package/inside` means."""
        manifest = self._manifest(folder)
        exports = manifest.get("exports")
        if exports is not None:
            is_map = isinstance(exports, dict) and all(key.startswith(".") for key in exports)
            mapping = exports if is_map else {".": exports}
            mapped = self._by_map(folder, mapping, f"./{inside}" if inside else ".", condition)
            if mapped is not None:
                return mapped
        if not inside:
            return self._files.file_or_folder(folder, is_folder=True) or self._files.source_of(
                folder, "index"
            )
        return self._files.file_or_folder(join(folder, inside)) or self._files.source_of(folder, inside)

    def _by_map(self, folder: str, mapping: dict[str, Any], wanted: str, condition: str) -> int | None:
        value, middle = _entry(mapping, wanted)
        leaves = [leaf.replace("*", middle) for leaf in _leaves(value, _CONDITIONS | {condition})]
        for look in (self._files.exact, None):
            for leaf in leaves:
                if not leaf.startswith("."):
                    if look is None and leaf != wanted:  # `imports` may lead to another package
                        file_id = self.resolve(leaf, folder, condition)
                    else:
                        continue
                elif look is not None:
                    file_id = look(join(folder, leaf))
                else:
                    file_id = self._files.source_of(folder, leaf) or self._files.file_or_folder(
                        join(folder, leaf)
                    )
                if file_id is not None:
                    return file_id
        return None


def split_name(wanted: str) -> tuple[str, str]:
    """Return a package's name and the path inside it.

    >>> split_name("@shop/door/open.js"), split_name("door")
    (('@shop/door', 'open.js'), ('door', ''))
    """
    parts = wanted.split("/")
    count = 2 if wanted.startswith("@") else 1
    return "/".join(parts[:count]), "/".join(parts[count:])


def _workspaces(manifest: dict[str, Any]) -> list[str]:
    value = manifest.get("workspaces")
    return strings(value.get("packages") if isinstance(value, dict) else value)


def _fits(pattern: str, folder: str) -> bool:
    """Say whether a folder fits a pattern: `*` stands for any characters of one part, `**` for any number of parts.

    >>> _fits("packages/*", "packages/door"), _fits("packages/*", "packages/door/lock"), _fits("**/d*r", "a/b/door")
    (True, False, True)
    """
    parts = folder.split("/")
    reached = {0}  # how many parts of the folder what was read of the pattern may have used up
    for wanted in pattern.removeprefix("./").rstrip("/").split("/"):
        if wanted == "**":
            reached = set(range(min(reached), len(parts) + 1)) if reached else reached
        else:
            reached = {at + 1 for at in reached if at < len(parts) and _fits_part(wanted, parts[at])}
    return len(parts) in reached


def _fits_part(pattern: str, part: str) -> bool:
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == part
    if not part.startswith(first):
        return False
    position = len(first)
    for piece in rest[:-1]:
        position = part.find(piece, position)
        if position < 0:
            return False
        position += len(piece)
    return len(part) - position >= len(rest[-1]) and part.endswith(rest[-1])


def _entry(mapping: dict[str, Any], wanted: str) -> tuple[Any, str]:
    """Return what a map says of a name, and what its star stands for: the exact key, else the longest prefix."""
    if wanted in mapping:
        return mapping[wanted], ""
    best, found, middle = -1, None, ""
    for key, value in islice(mapping.items(), _MAX_ENTRIES):
        before, star, after = key.partition("*")
        fits = (
            wanted.startswith(before) and wanted.endswith(after) and len(wanted) >= len(before) + len(after)
        )
        if star and fits and len(before) > best:
            best, found, middle = len(before), value, wanted[len(before) : len(wanted) - len(after)]
        elif key.endswith("/") and wanted.startswith(key) and len(key) > best:
            best, found, middle = len(key), f"{value}*", wanted[len(key) :]
    return found, middle


def _leaves(value: Any, conditions: frozenset[str], depth: int = 0) -> Iterator[str]:
    """Yield the paths of an entry under these conditions, in order."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list) and depth < _MAX_CONDITIONS:
        for one in value:
            yield from _leaves(one, conditions, depth + 1)
    elif isinstance(value, dict) and depth < _MAX_CONDITIONS:
        for condition, one in value.items():
            if condition in conditions:
                yield from _leaves(one, conditions, depth + 1)
