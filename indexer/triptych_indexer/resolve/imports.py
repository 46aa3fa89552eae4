"""Which file does an import lead to? String work over the repository's paths; no file is opened.

Each family of languages has its way of writing a module: dotted (Python), relative with guessed extensions
(ECMAScript), crate paths (Rust), or a path that only its end identifies (everything else: a target is taken only
when exactly one file ends like that).
"""

import posixpath
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from triptych_indexer.model import ImportFlag, ImportKind, ImportSite


@dataclass(frozen=True, slots=True)
class Target:
    """A file that an import statement leads to, and which of the imported names are that file itself."""

    file_id: int
    submodule: str | None = None
    """The imported name that is this file: `b` in `from a import b` when `a/b.py` exists."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What became of one import statement."""

    targets: tuple[Target, ...]
    external: bool
    """Nothing here looks like it: a library, or generated code."""


_ECMASCRIPT = frozenset({"javascript", "typescript", "tsx"})
_ECMASCRIPT_ENDINGS = (".ts", ".tsx", ".d.ts", ".js", ".jsx", ".mjs", ".cjs", ".json")
# TypeScript's own rule for ECMAScript modules: one writes the name the compiler will have made.
_WRITTEN_FOR = {".js": (".ts", ".tsx"), ".jsx": (".tsx",), ".mjs": (".mts",), ".cjs": (".cts",)}
_SUFFIX_ENDINGS = {
    "java": (".java",), "kotlin": (".kt", ".kts"), "scala": (".scala",), "php": (".php",), "ruby": (".rb",),
    "lua": (".lua", "/init.lua"), "c": ("",), "cpp": ("",), "haskell": (".hs",), "elixir": (".ex",),
    "bash": ("", ".sh"), "zig": ("",), "csharp": (".cs",), "swift": (".swift",), "go": (),
}  # fmt: skip


class Modules:
    """The repository's files as the things that imports name."""

    def __init__(self, files: Iterable[tuple[int, bytes, str | None]]) -> None:
        """Index `files` (id, path, language); paths that are not UTF-8 cannot be imported and are left out."""
        self._ids: dict[str, int] = {}
        self._languages: dict[str, str] = {}
        self._by_tail: dict[str, list[str]] = defaultdict(list)
        self._paths: dict[int, str] = {}
        for file_id, raw, language in files:
            path = raw.decode("utf-8", "surrogateescape")
            self._ids[path] = file_id
            self._paths[file_id] = path
            if language is not None:
                self._languages[path] = language
                self._by_tail[path.rpartition("/")[2]].append(path)
        self._python_roots = _python_roots(self._ids)
        # Not `posixpath.dirname`: our paths have no odd shapes, and every edit asks this of every file.
        self._folders = {path.rpartition("/")[0] for path in self._ids}
        for folder in list(self._folders):
            while folder:
                folder = posixpath.dirname(folder)
                self._folders.add(folder)

    def path_of(self, file_id: int) -> str:
        """Return the path of a file."""
        return self._paths[file_id]

    def resolve(self, site: ImportSite, file_id: int) -> Resolution:
        """Return the files that an import statement of `file_id` leads to."""
        path = self._paths[file_id]
        language = self._languages.get(path)
        if language == "python":
            return self._python(site, path)
        if language in _ECMASCRIPT:
            return self._ecmascript(site, path)
        if language == "rust":
            return self._rust(site, path)
        return self._by_suffix(site, path, language)

    def _python(self, site: ImportSite, path: str) -> Resolution:
        dots = len(site.module) - len(site.module.lstrip("."))
        parts = [part for part in site.module[dots:].split(".") if part]
        if dots:
            base = posixpath.dirname(path)
            for _ in range(dots - 1):
                base = posixpath.dirname(base)
            roots: Sequence[str] = (base,)
        else:
            roots = self._roots_near(path)
        names = [name for name, _ in site.names if name != "*"]
        for root in roots:
            module = posixpath.join(root, *parts) if parts else root
            found = self._python_module(module)
            submodules = self._python_submodules(module, names)
            if found is not None or submodules:
                # `from package import module` reads the package only to find the module; the edge is to the module.
                only_submodules = bool(submodules) and len(submodules) == len(site.names)
                targets = [Target(found)] if found is not None and not only_submodules else []
                return Resolution((*targets, *submodules), external=False)
        return Resolution((), external=not dots)

    def _python_submodules(self, module: str, names: Sequence[str]) -> list[Target]:
        found = []
        for name in names:
            file_id = self._python_module(posixpath.join(module, name))
            if file_id is not None:
                found.append(Target(file_id, submodule=name))
        return found

    def _python_module(self, module: str) -> int | None:
        for candidate in (f"{module}.py", f"{module}/__init__.py", f"{module}.pyi"):
            if candidate in self._ids:
                return self._ids[candidate]
        return None

    def _roots_near(self, path: str) -> list[str]:
        """Return the source roots, those that hold `path` first and nearest, then the others by name."""
        holding = [root for root in self._python_roots if not root or path.startswith(root + "/")]
        others = [root for root in self._python_roots if root not in holding]
        folder = posixpath.dirname(path)
        # Scripts and test folders import their neighbours by bare name; inside a package a bare `typing` is not
        # the `typing.py` beside the file.
        beside = [] if posixpath.join(folder, "__init__.py") in self._ids else [folder]
        return [*sorted(holding, key=len, reverse=True), *others, *beside]

    def _ecmascript(self, site: ImportSite, path: str) -> Resolution:
        if not site.module.startswith("."):
            return Resolution((), external=True)
        wanted = posixpath.normpath(posixpath.join(posixpath.dirname(path), site.module))
        stem, ending = posixpath.splitext(wanted)
        candidates = [wanted]
        candidates += [stem + other for other in _WRITTEN_FOR.get(ending, ())]
        candidates += [wanted + other for other in _ECMASCRIPT_ENDINGS]
        candidates += [f"{wanted}/index{other}" for other in _ECMASCRIPT_ENDINGS]
        for candidate in candidates:
            if candidate in self._ids:
                return Resolution((Target(self._ids[candidate]),), external=False)
        return Resolution((), external=False)

    def _rust(self, site: ImportSite, path: str) -> Resolution:
        folder = _rust_module_folder(path)
        parts = [part for part in site.module.split("::") if part]
        if site.kind == ImportKind.MOD:
            return self._first_rust(posixpath.join(folder, *parts))
        if not parts:
            return Resolution((), external=True)
        base = self._rust_base(parts, path, folder)
        if base is None:
            return Resolution((), external=True)
        start, rest = base
        names = [name for name, _ in site.names if name != "*"]
        return self._longest_rust(start, rest + names[:1], len(rest))

    def _rust_base(self, parts: list[str], path: str, folder: str) -> tuple[str, list[str]] | None:
        head = parts[0]
        if head == "crate":
            return self._crate_root(path), parts[1:]
        if head == "self":
            return folder, parts[1:]
        if head == "super":
            while parts and parts[0] == "super":
                folder, parts = posixpath.dirname(folder), parts[1:]
            return folder, parts
        if self._first_rust(posixpath.join(folder, head)).targets:
            return folder, parts
        crate = self._crate_named(head)
        return None if crate is None else (crate, parts[1:])

    def _longest_rust(self, start: str, parts: list[str], at_least: int) -> Resolution:
        """Walk as far down the module path as there are files: the rest are items of the last one."""
        for length in range(len(parts), -1, -1):
            found = (
                self._first_rust(posixpath.join(start, *parts[:length]))
                if length
                else self._crate_file(start)
            )
            if found.targets:
                submodule = parts[length - 1] if length > at_least else None
                return Resolution((Target(found.targets[0].file_id, submodule),), external=False)
        return Resolution((), external=False)

    def _first_rust(self, stem: str) -> Resolution:
        for candidate in (f"{stem}.rs", f"{stem}/mod.rs"):
            if candidate in self._ids:
                return Resolution((Target(self._ids[candidate]),), external=False)
        return Resolution((), external=False)

    def _crate_file(self, root: str) -> Resolution:
        for name in ("lib.rs", "main.rs", "mod.rs"):
            candidate = posixpath.join(root, name)
            if candidate in self._ids:
                return Resolution((Target(self._ids[candidate]),), external=False)
        return self._first_rust(root)

    def _crate_root(self, path: str) -> str:
        folder = posixpath.dirname(path)
        while True:
            if any(posixpath.join(folder, name) in self._ids for name in ("lib.rs", "main.rs")):
                return folder
            if not folder:
                return posixpath.dirname(path)
            folder = posixpath.dirname(folder)

    def _crate_named(self, name: str) -> str | None:
        """Return the source folder of a crate of this workspace, by its folder's name."""
        for spelled in (name, name.replace("_", "-")):
            for candidate in self._by_tail.get("lib.rs", ()):
                root = posixpath.dirname(candidate)
                if posixpath.basename(posixpath.dirname(root)) == spelled:
                    return root
        return None

    def _by_suffix(self, site: ImportSite, path: str, language: str | None) -> Resolution:
        endings = _SUFFIX_ENDINGS.get(language or "", ())
        wanted = site.module.replace("\\", "/")
        if language in ("java", "kotlin", "scala", "lua", "haskell"):
            wanted = wanted.replace(".", "/")
        beside = posixpath.normpath(posixpath.join(posixpath.dirname(path), wanted))
        for ending in endings:
            if beside + ending in self._ids:
                return Resolution((Target(self._ids[beside + ending]),), external=False)
        if site.flags & ImportFlag.RELATIVE:
            return Resolution((), external=False)
        wanted = wanted.lstrip("./")
        for ending in endings:
            tail = "/" + wanted + ending
            same_name = self._by_tail.get(posixpath.basename(tail), ())
            matches = [other for other in same_name if ("/" + other).endswith(tail)]
            if len(matches) == 1:
                return Resolution((Target(self._ids[matches[0]]),), external=False)
        return Resolution((), external=True)


def _python_roots(paths: Iterable[str]) -> list[str]:
    """Return the folders that absolute imports start from.

    The repository itself, `src`, every folder with a project file, and every folder that holds a package that is not
    inside another package.
    """
    packages = {path.rpartition("/")[0] for path in paths if path.endswith("/__init__.py")}
    roots = {posixpath.dirname(package) for package in packages if posixpath.dirname(package) not in packages}
    projects = ("pyproject.toml", "setup.py", "setup.cfg")
    near = (path.rpartition("/") for path in paths if path.endswith(projects))
    roots |= {folder for folder, _, name in near if name in projects}
    return sorted(roots | {"", "src"}, key=lambda root: (len(root), root))


def _rust_module_folder(path: str) -> str:
    """Return the folder in which the modules declared by a file lie."""
    folder, name = posixpath.split(path)
    return (
        folder
        if name in ("mod.rs", "lib.rs", "main.rs")
        else posixpath.join(folder, name.removesuffix(".rs"))
    )
