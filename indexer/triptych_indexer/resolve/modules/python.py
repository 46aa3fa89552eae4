"""Python: dotted names below the folders that a program's search path holds."""

import posixpath
import re
import sys
from collections.abc import Iterator, Sequence
from configparser import ConfigParser
from configparser import Error as ConfigError
from functools import cached_property
from typing import Any, Final

from triptych_indexer.model import ImportSite
from triptych_indexer.resolve.modules.documents import strings, table, tables, texts, toml
from triptych_indexer.resolve.modules.outcome import EXTERNAL, NOT_FOUND, Resolution, Target
from triptych_indexer.resolve.modules.tree import Tree, is_among_tests, is_below, join, shared_parts

_PROJECT_FILES: Final = ("pyproject.toml", "setup.py", "setup.cfg")
_TEST_FILES: Final = ("pytest.ini", "tox.ini")
_TEST_MODULE: Final = re.compile(r"(?:.*/)?(?:test_[^/]*|[^/]*_tests?|tests?|conftest)\.py")
_PACKAGE_FOLDER: Final = re.compile(r"""package_dir\s*=\s*(?:dict\(\s*|\{)([^})]{0,2000})""")
_PAIR: Final = re.compile(r"""["']([\w.]*)["']\s*:\s*["']([^"']*)["']""")
_NOTHING_BOUND: Final[tuple[frozenset[str], frozenset[str]]] = (frozenset(), frozenset())


class Python:
    """Modules and packages, with the roots that manifests, packages and tests give."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._near: dict[str, list[tuple[str, bool]]] = {}
        self._bound: dict[int, tuple[frozenset[str], frozenset[str]]] = {}

    def resolve(self, site: ImportSite, path: str) -> Resolution:
        dots = len(site.module) - len(site.module.lstrip("."))
        parts = [part for part in site.module[dots:].split(".") if part]
        if dots:
            folder = posixpath.dirname(path)
            for _ in range(dots - 1):
                if not folder:
                    return NOT_FOUND
                folder = posixpath.dirname(folder)
            return self._below(folder, parts, site, path) or NOT_FOUND
        if not parts:
            return EXTERNAL
        is_standard = parts[0] in sys.stdlib_module_names
        for root, is_own in self._roots_near(path) if self._is_here(parts[0]) else ():
            if is_own or not is_standard:
                found = self._below(root, parts, site, path)
                if found is not None:
                    return found
        renamed = self._renamed_package(parts, site, path)
        return renamed or (NOT_FOUND if self._is_ours(parts[0], path) else EXTERNAL)

    def _is_ours(self, name: str, path: str) -> bool:
        """Say whether a package or module of this name would be found, so that what is not in it is missing."""
        if name in sys.stdlib_module_names or not self._is_here(name):
            return False
        modules = (self._module(join(root, name)) for root, is_own in self._roots_near(path) if is_own)
        return any(module not in (None, self._tree.ids[path]) for module in modules)

    def _is_here(self, name: str) -> bool:
        """Say whether a folder or module anywhere is called so: most imports name a library."""
        tree = self._tree
        return name in tree.folders_named or f"{name}.py" in tree.named or f"{name}.pyi" in tree.named

    def submodule(self, path: str, name: str) -> int | None:
        """Return the module `name` of the package that a file stands for."""
        folder, file = posixpath.split(path)
        return self._module(join(folder, name)) if file in ("__init__.py", "__init__.pyi") else None

    def _below(self, root: str, parts: Sequence[str], site: ImportSite, path: str) -> Resolution | None:
        """Return what a dotted name means from a root on; None when it means nothing there."""
        folder = "/".join((root, *parts)) if root else "/".join(parts)
        module = self._module(folder) if folder else self._tree.ids.get("__init__.py")
        submodules = self._submodules(folder, site, module)
        # `import json` in a script called json.py does not mean itself.
        is_itself = module == self._tree.ids[path] and not site.module.startswith(".")
        if not submodules and (module is None or is_itself):
            return None
        # `from package import module` reads the package only to find the module; the edge is to the module.
        leads_on = bool(submodules) and len(submodules) == len(site.names)
        targets = [Target(module)] if module is not None and not leads_on and not is_itself else []
        packages: tuple[Target, ...] = ()
        if not site.names and len(parts) > 1:
            first = self._module(join(root, parts[0]))
            packages = (Target(first),) if first is not None else ()
        looked_at = (module,) if module is not None and leads_on else ()
        return Resolution((*targets, *submodules), external=False, packages=packages, looked_at=looked_at)

    def _submodules(self, folder: str, site: ImportSite, package: int | None) -> list[Target]:
        found = []
        for name, _ in site.names:
            if name == "*":
                continue
            file_id = self._module(f"{folder}/{name}" if folder else name)
            if file_id is not None and file_id != package:
                bound, passed_on = self._names_bound(package)
                if name in passed_on:
                    found.append(Target(file_id))
                elif name not in bound:
                    found.append(Target(file_id, submodule=name))
        return found

    def _names_bound(self, package: int | None) -> tuple[frozenset[str], frozenset[str]]:
        """Return which names a package gives a meaning other than the module called so.

        And which of all names it takes from that very module: `from .door import door`.
        """
        if package is None or posixpath.basename(self._tree.paths[package]) != "__init__.py":
            return _NOTHING_BOUND
        known = self._bound.get(package)
        if known is None:
            facts = self._tree.facts
            definitions = facts.definitions_in(package)
            module = definitions[0].id if definitions else None
            bound = {one.name for one in definitions if one.parent_id == module}
            own = posixpath.basename(posixpath.dirname(self._tree.paths[package]))
            passed_on = set()
            for site in facts.imports_in(package):
                last = site.module.rpartition(".")[2]
                # `from . import a` and `from package import a` mean the module `a`.
                if last and last != own:
                    names = {alias or name for name, alias in site.names}
                    bound |= names
                    passed_on |= names & {last}
            known = self._bound[package] = (frozenset(bound), frozenset(passed_on))
        return known

    def _module(self, stem: str) -> int | None:
        ids = self._tree.ids
        for candidate in (stem + ".py", stem + "/__init__.py", stem + ".pyi", stem + "/__init__.pyi"):
            if candidate in ids:
                return ids[candidate]
        return None

    # --- where absolute names start ---

    def _roots_near(self, path: str) -> list[tuple[str, bool]]:
        """Return (root, whether it holds the file), those that hold it first and nearest."""
        folder = posixpath.dirname(path)
        known = self._near.get(folder)
        if known is None:
            roots = self._roots
            tests = {root for root in self._test_roots if is_below(folder, root)}
            holding = sorted(
                (root for root in roots | tests if is_below(folder, root)), key=len, reverse=True
            )
            others = sorted(
                (root for root in roots if not is_below(folder, root)),
                key=lambda root: (-shared_parts(root + "/", path), len(root), root),
            )
            # A script imports its neighbours by bare name; inside a package a bare `typing` is not the neighbour.
            beside = [] if join(folder, "__init__.py") in self._tree.ids else [folder]
            ordered = [(root, True) for root in holding] + [(root, False) for root in others]
            ordered += [(root, True) for root in beside if root not in roots]
            known = self._near[folder] = ordered
        return known

    @cached_property
    def _roots(self) -> frozenset[str]:
        """The repository, `src`, what manifests say, and each folder of a package that is not in another one.

        What lies among tests is no root by itself: nobody but the tests puts it on the path.
        """
        inits = (*self._tree.named.get("__init__.py", ()), *self._tree.named.get("__init__.pyi", ()))
        packages = {posixpath.dirname(path) for path in inits}
        roots = {posixpath.dirname(package) for package in packages if package}
        roots = {root for root in roots if root not in packages and not is_among_tests(root)}
        return frozenset(roots | self._declared[0] | {"", "src"})

    @cached_property
    def _test_roots(self) -> frozenset[str]:
        """Folders that pytest puts on the path: the first one above a test that is no package."""
        roots = set()
        for path in self._tree.ids:
            if is_test_module(path):
                folder = posixpath.dirname(path)
                while folder and join(folder, "__init__.py") in self._tree.ids:
                    folder = posixpath.dirname(folder)
                roots.add(folder)
        return frozenset(roots)

    @cached_property
    def _declared(self) -> tuple[frozenset[str], dict[str, list[str]]]:
        """What manifests say: folders that hold packages; and packages that lie in a folder of another name."""
        roots: set[str] = set()
        renamed: dict[str, list[str]] = {}
        for name in (*_PROJECT_FILES, *_TEST_FILES):
            for path in self._tree.named.get(name, ()):
                folder = posixpath.dirname(path)
                if name in _PROJECT_FILES:
                    roots.add(folder)
                for package, below in _declared_in(name, self._tree.text(path) or ""):
                    if package:
                        renamed.setdefault(package, []).append(join(folder, below))
                    else:
                        roots.add(join(folder, below))
        return frozenset(root for root in roots if not root.startswith("..")), renamed

    def _renamed_package(self, parts: Sequence[str], site: ImportSite, path: str) -> Resolution | None:
        for folder in self._declared[1].get(parts[0], ()) if parts else ():
            found = self._below(folder, parts[1:], site, path)
            if found is not None:
                return found
        return None


def is_test_module(path: str) -> bool:
    """Say whether pytest would read a file as tests, or before them.

    >>> is_test_module("tests/test_door.py"), is_test_module("shop/door.py")
    (True, False)
    """
    return path.endswith(".py") and _TEST_MODULE.fullmatch(path) is not None


def _declared_in(name: str, text: str) -> Iterator[tuple[str, str]]:
    """Yield (package, folder) of a manifest; an empty package means that packages lie in the folder."""
    if name == "pyproject.toml":
        yield from _from_pyproject(toml(text))
    elif name != "setup.py":
        yield from _from_ini(text)
    else:
        for pairs in _PACKAGE_FOLDER.findall(text):
            yield from _PAIR.findall(pairs)


def _from_pyproject(document: dict[str, Any]) -> Iterator[tuple[str, str]]:
    tool = table(document, "tool")
    setuptools = table(tool, "setuptools")
    yield from texts(table(setuptools, "package-dir")).items()
    yield from _roots_of(table(setuptools, "packages", "find").get("where"))
    for package in tables(table(tool, "poetry").get("packages")):
        yield from _roots_of(package.get("from"))
    wheel = table(tool, "hatch", "build", "targets", "wheel")
    for inside in strings(wheel.get("packages")):
        yield "", posixpath.dirname(inside)
    for sources in (wheel.get("sources"), table(tool, "hatch", "build").get("sources")):
        if isinstance(sources, dict):
            yield from (("", folder) for folder, place in sources.items() if place == "")
        else:
            yield from _roots_of(sources)
    yield from _roots_of(table(tool, "hatch", "build").get("dev-mode-dirs"))
    yield from _roots_of(table(tool, "pdm", "build").get("package-dir"))
    yield from _roots_of(table(tool, "maturin").get("python-source"))
    yield from _roots_of(table(tool, "uv", "build-backend").get("module-root"))
    yield from _roots_of(table(tool, "pytest", "ini_options").get("pythonpath"))
    yield from _roots_of(table(tool, "pyright").get("extraPaths"))


def _from_ini(text: str) -> Iterator[tuple[str, str]]:
    parser = ConfigParser(interpolation=None, strict=False)
    try:
        parser.read_string(text)
    except ConfigError:
        return  # no installer could read it either
    for line in parser.get("options", "package_dir", fallback="").splitlines():
        package, equals, folder = line.partition("=")
        if equals:
            yield package.strip(), folder.strip()
    yield from _roots_of(parser.get("options.packages.find", "where", fallback="").split())
    for section in ("tool:pytest", "pytest"):
        yield from _roots_of(parser.get(section, "pythonpath", fallback="").split())


def _roots_of(value: object) -> Iterator[tuple[str, str]]:
    for folder in strings(value):
        yield "", folder
