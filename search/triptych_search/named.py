"""Which definitions go by what a person typed: a node id, a place, a file, a name, or a name with some of what holds it?

People write names as they know them: `Runtime::block_on`, `Runtime.block_on`, `tokio::runtime::Runtime::block_on`, as a
place in an editor `src/door.py:12:5`, as other programs print it `src/door.py::Door.open`. Every one of them is a list of
parts of which the last is the name; the others must stand, in that order, among the containers of the definition and the
parts of its file's path. The closest reading that anything answers to is taken, and no other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import Final

from triptych_indexer.model import Modifier, NodeKind
from triptych_indexer.store.graph.files import Files
from triptych_indexer.store.graph.names import Names, Namesake
from triptych_indexer.store.graph.nodes import Node, Nodes
from triptych_indexer.store.graph.structure import Structure
from triptych_indexer.store.reader import FilePaths

from triptych_search.ports import Snapshot

NEAR_SHOWN: Final = 8
"""Names that are suggested when none was found."""

_PLACE: Final = re.compile(r"(?P<path>.+?):(?P<line>\d+)(?:[:-]\d+)*", re.DOTALL)
_SEPARATOR: Final = re.compile(r"::|->|[.#/\\:]")
_ARGUMENTS: Final = re.compile(r"(?:\([^()]*\)|/\d+)$")
"""`send()`, `fetch(id)`, and `fetch/2` as Erlang's family counts."""
_GENERIC: Final = re.compile(r"<[^<>]*>")
_HERE: Final = frozenset({"crate", "self", "super", "this"})
_BARRELS: Final = frozenset({"__init__", "mod", "lib", "index", "package-info"})
_CLASSES: Final = frozenset(
    {NodeKind.CLASS, NodeKind.STRUCT, NodeKind.INTERFACE, NodeKind.TRAIT, NodeKind.ENUM, NodeKind.IMPL}
)
_MAX_BASES: Final = 500


@dataclass(frozen=True, slots=True)
class Named:
    """The definitions that answer."""

    nodes: list[Node]
    """Those outside tests first, then by place."""
    inherited: bool = False
    """The class that was named does not define it; the base that does was taken."""


def named(snapshot: Snapshot, what: str) -> Named:
    """Return the definitions a person means; none when nothing is called so or stands there."""
    what = what.strip()
    nodes = Nodes(snapshot.connection)
    if what.isdecimal():
        return Named(nodes.by_ids([int(what)]))
    place = _PLACE.fullmatch(what)
    if place is not None:
        return Named(_at(snapshot, place["path"], max(0, int(place["line"]) - 1)))
    path_text, _, symbol = what.rpartition(" ")
    path = path_text.encode("utf-8", "surrogateescape")
    what = displayed(what)
    if path_text and (exact := nodes.by_symbol(path, displayed(symbol))):
        return Named([exact])
    if "/" in what and (modules := _modules(snapshot, what)):
        return Named(nodes.by_ids(modules))
    distance, found = _answering(snapshot, what)
    if distance >= OTHER_CASE and (above := _inherited(snapshot, _parts(what))):
        return Named(nodes.by_ids(above), inherited=True)
    if found:
        return Named(_in_order_of_use(snapshot, nodes.by_ids(one.node_id for one in found)))
    return Named(nodes.by_ids(_modules(snapshot, what)))


def near(snapshot: Snapshot, what: str) -> list[Node]:
    """Return definitions that were perhaps meant by a text that nothing answers to, the nearest first."""
    parts = _parts(displayed(what))
    store = Names(snapshot.connection)
    names = _alike(parts[-1], store.all())
    scored: list[tuple[float, Namesake]] = []
    for name, likeness in names:
        for one in store.named(name):
            if one.name == name and one.kind != NodeKind.IMPL:
                scored.append((likeness + _container_likeness(parts[:-1], one), one))
    scored.sort(key=lambda pair: -pair[0])
    order = {one.node_id: number for number, (_, one) in enumerate(scored[:NEAR_SHOWN])}
    return sorted(Nodes(snapshot.connection).by_ids(order), key=lambda node: order[node.id])


def in_tests(snapshot: Snapshot, nodes: Sequence[Node]) -> set[int]:
    """Return the ids of the definitions that stand in files of tests or are tests themselves."""
    files = Files(snapshot.connection).tests_among({node.file_id for node in nodes})
    return {node.id for node in nodes if node.file_id in files or node.modifiers & Modifier.TEST}


def last_part(what: str) -> str:
    """Return the name itself of what was typed.

    >>> last_part("src/door.py::Door.open()"), last_part("Vec<T>::push")
    ('open', 'push')
    """
    return _parts(displayed(what))[-1]


def displayed(text: str) -> str:
    r"""Return what was typed as names and paths are kept for display: bytes that are no UTF-8 as `\xNN`.

    >>> displayed("caf\udce9.py")
    'caf\\xe9.py'
    """
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


# --- places ---


def _at(snapshot: Snapshot, path: str, line: int) -> list[Node]:
    """Return the innermost definition at a line of each file that the path may mean."""
    nodes, paths = Nodes(snapshot.connection), snapshot.file_paths
    found = nodes.at_line(path.removeprefix("./").encode("utf-8", "surrogateescape"), line)[:1]
    if found:
        return found
    position = {file_id: number for number, file_id in enumerate(paths.ids)}
    places = [paths.texts[position[file_id]] for file_id in _files(paths, path)]
    return [node for one in places for node in nodes.at_line(one.encode(), line)[:1]]


def _modules(snapshot: Snapshot, path: str) -> list[int]:
    return Names(snapshot.connection).of_files(_files(snapshot.file_paths, path))


def _files(paths: FilePaths, text: str) -> list[int]:
    """Return the file of a path, or else those whose path ends so."""
    path = text.removeprefix("./")
    if "." not in path and "/" not in path:
        return []
    ending = f"/{path}"
    longer: list[int] = []
    for file_id, one in zip(paths.ids, paths.texts, strict=True):
        if one == path:
            return [file_id]
        if one.endswith(ending):
            longer.append(file_id)
    return longer


# --- names ---


def _parts(what: str) -> list[str]:
    text = _ARGUMENTS.sub("", what)
    while (simpler := _GENERIC.sub("", text)) != text:
        text = simpler
    parts = [part for part in _SEPARATOR.split(text) if part] or [what]
    while len(parts) > 1 and parts[0] in _HERE:
        del parts[0]
    return parts


OTHER_CASE: Final = 4
"""From this distance on, letter case was ignored."""


def _answering(snapshot: Snapshot, what: str) -> tuple[int, list[Namesake]]:
    """Return the definitions of the closest reading, and how far that is from what was typed."""
    store, parts = Names(snapshot.connection), _parts(what)
    namesakes = store.named(parts[-1])
    if not namesakes and parts[-1].endswith("!"):  # a macro, as it is called
        parts[-1] = parts[-1].rstrip("!")
        namesakes = store.named(parts[-1])
    if len(parts) > 1:  # a name may hold a separator: `fallback.js`, `operator->`
        namesakes += [one for one in store.named(what) if one.name == what]
    closest: dict[int, list[Namesake]] = {}
    for one in namesakes:
        distance = 0 if one.name == what else _distance(parts, one)
        if distance is not None:
            closest.setdefault(distance, []).append(one)
    least = min(closest, default=OTHER_CASE)
    return least, _foremost(closest.get(least, []))


def _foremost(found: list[Namesake]) -> list[Namesake]:
    """Leave out what is meant only when nothing else is: the module of a definition's name, blocks of implementation."""
    for aside in (NodeKind.IMPL, NodeKind.MODULE):
        others = [one for one in found if one.kind != aside]
        found = others or found
    return found


def _distance(parts: Sequence[str], one: Namesake) -> int | None:
    """Return how far a definition is from what was typed, 0: word for word; None: it is something else."""
    whole, own = _containers(one)
    if distance := _reading(parts, whole, own):
        return distance - 1
    folded = [_folded(part) for part in parts]
    if distance := _reading(folded, [[_folded(part) for part in way] for way in whole], own):
        return OTHER_CASE + distance
    return None


def _reading(parts: Sequence[str], ways: Sequence[Sequence[str]], own: int) -> int:
    """Return 1: the end of the qualified name; 2: with the end of the path; 3: with parts of it; 4: with parts of both; 0: not at all."""
    size = len(parts)
    if any(list(way[-size:]) == list(parts) for way in ways):
        return 1 if size <= own else 2
    if any(list(way[-own:]) == list(parts[-own:]) and _in_order(parts[:-own], way[:-own]) for way in ways):
        return 3
    return 4 if any(way[-1] == parts[-1] and _in_order(parts, way) for way in ways) else 0


def _in_order(parts: Sequence[str], way: Iterable[str]) -> bool:
    rest = iter(way)
    return all(part in rest for part in parts)


def _containers(one: Namesake) -> tuple[list[list[str]], int]:
    """Return the ways to write all that holds a definition, itself last, and how many parts are its qualified name's."""
    short, long = _path_parts(one.display_path)
    if one.kind == NodeKind.MODULE:
        return [list(short) if short else [one.name]], 1
    own = _SEPARATOR.split(one.qualified_name)
    return [[*short, *own], [*long, *own]], len(own)


@lru_cache(maxsize=4096)
def _path_parts(path: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the parts of a path as modules are named, and all of them.

    >>> _path_parts("src/shop/__init__.py")
    (('src', 'shop'), ('src', 'shop', '__init__', 'py'))
    """
    long = tuple(_SEPARATOR.split(path))
    *folders, file = path.split("/")
    stem = file.partition(".")[0]
    short = (*folders, *([] if stem in _BARRELS else [stem]))
    return tuple(part.replace("-", "_") for part in short), long


def _folded(part: str) -> str:
    return part.lower().replace("-", "_")


def _in_order_of_use(snapshot: Snapshot, nodes: list[Node]) -> list[Node]:
    tests = in_tests(snapshot, nodes) if len(nodes) > 1 else set()
    return sorted(nodes, key=lambda node: (node.id in tests, node.display_path, node.start_byte))


# --- what a class has from its bases ---


def _inherited(snapshot: Snapshot, parts: Sequence[str]) -> list[int]:
    """Return the member that a class has from the first of its bases that defines it; one class must be meant."""
    if len(parts) < 2:
        return []
    classes = [one for one in _answering(snapshot, ".".join(parts[:-1]))[1] if one.kind in _CLASSES]
    if len(classes) > 1:
        nodes = Nodes(snapshot.connection).by_ids(one.node_id for one in classes)
        tests = in_tests(snapshot, nodes)
        classes = [one for one in classes if one.node_id not in tests]
    if len(classes) != 1:
        return []
    order = _linearized(Structure(snapshot.connection), classes[0].node_id)
    members = Names(snapshot.connection).members(order, parts[-1])
    return next((members[class_id] for class_id in order if class_id in members), [])


def _linearized(structure: Structure, class_id: int) -> list[int]:
    """Return a class and its bases in the order in which members are looked for.

    Depth first, a base that is met again moving behind all that build on it: what C3 gives wherever C3 gives anything
    that a person would draw.
    """
    bases: dict[int, list[int]] = {}
    frontier = {class_id}
    while frontier and len(bases) < _MAX_BASES:
        for one in frontier:
            bases[one] = []
        for one, base, _ in structure.bases_of(frontier):
            bases[one].append(base)
        frontier = {base for found in bases.values() for base in found} - bases.keys()
    order: list[int] = []
    done: set[int] = set()

    def enter(one: int) -> None:
        done.add(one)
        for base in reversed(bases.get(one, [])):
            if base not in done:
                enter(base)
        order.append(one)

    enter(class_id)
    return order[::-1]


# --- near names ---


def _alike(name: str, names: Iterable[str]) -> list[tuple[str, float]]:
    """Return the names that look most like one, with 0..1: pairs of letters first, which are cheap, then in full."""
    wanted = name.lower()
    pairs = _pairs(wanted)
    rough: list[tuple[float, str]] = []
    for one in names:
        if abs(len(one) - len(name)) > max(3, len(name)):
            continue
        theirs = _pairs(one.lower())
        shared = 2 * len(pairs & theirs) / (len(pairs) + len(theirs) or 1)
        if shared > 0.4:
            rough.append((shared, one))
    rough.sort(key=lambda pair: (-pair[0], pair[1]))
    alike = [(one, SequenceMatcher(None, wanted, one.lower()).ratio()) for _, one in rough[:60]]
    best = sorted((pair for pair in alike if pair[1] >= 0.6), key=lambda pair: (-pair[1], pair[0]))
    return best[: 3 * NEAR_SHOWN]


def _pairs(text: str) -> set[str]:
    padded = f" {text} "
    return {padded[place : place + 2] for place in range(len(padded) - 1)}


def _container_likeness(parts: Sequence[str], one: Namesake) -> float:
    """Return 0..1: how like what holds a definition is to what was typed before its name."""
    if not parts:
        return 0.0
    ways, _ = _containers(one)
    return max(
        SequenceMatcher(None, part.lower(), held.lower()).ratio()
        for part in parts[-1:]
        for held in ways[0][:-1] or [""]
    )
