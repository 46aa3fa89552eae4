"""Cases of resolution: programs in which a comment below a line says what a name in that line leads to.

    door.open()
    #    ^ defined: door.py:7

`languages/README.md` explains the form. A case is read by the real reader into a real database, and linked by the real
linker. What one place claims is found by linking its file twice, with that place alone and with none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

from triptych_indexer.discover.walk import walk
from triptych_indexer.model import Definition, FileLinks, NodeKind, ReferenceKind, ReferenceSite
from triptych_indexer.per_file import FileTask, read_facts
from triptych_indexer.resolve.confidence import SHOWN_FROM
from triptych_indexer.resolve.evaluate import Evaluator
from triptych_indexer.resolve.expressions import tree
from triptych_indexer.resolve.links import Linker
from triptych_indexer.resolve.values import External, Place
from triptych_indexer.settings import IndexSettings
from triptych_indexer.store.graph.linking import Linking
from triptych_indexer.store.migrate import migrate
from triptych_indexer.store.sql import open_writer
from triptych_indexer.store.staging import Staging

_ASSERTION: Final = re.compile(
    r"^(?P<indent>\s*)(?:#|//|--|/\*|\{/\*|\{-|;)\s*(?P<mark>\^|<-)\s+"
    r"(?P<what>defined:\s*(?P<places>[^~]*?)|external|unresolved)"
    r"(?:\s+~(?P<confidence>[01]\.\d+))?(?:\s+(?P<type>direct|indirect|virtual))?\s*(?:\*/\}?|-\})?\s*$"
)
_CALLS: Final = frozenset({ReferenceKind.CALL, ReferenceKind.INSTANTIATE, ReferenceKind.MACRO})


@dataclass(frozen=True, slots=True)
class Assertion:
    """What a comment says of the name at a place; lines count from 1, columns from 0."""

    path: str
    line: int
    column: int
    targets: frozenset[str]
    """`file:line` of definitions, `file` of whole files."""
    external: bool
    confidence: float | None
    call_type: str | None
    written: int
    """The line of the comment."""


@dataclass(frozen=True, slots=True)
class Claim:
    """Where an edge leads from a place."""

    target: str
    confidence: float
    call_type: str | None


def assertions(path: str, text: str) -> Iterator[Assertion]:
    """Yield what the comments of a file say."""
    line = 0
    for number, content in enumerate(text.splitlines(), 1):
        found = _ASSERTION.match(content)
        if found is None:
            line = number
            continue
        places = [one.strip() for one in (found["places"] or "").split(",") if one.strip()]
        column = len(found["indent"]) if found["mark"] == "<-" else found.start("mark")
        yield Assertion(
            path,
            line,
            column,
            frozenset(f"{path}:{one}" if one.isdigit() else one for one in places),
            found["what"] == "external",
            float(found["confidence"]) if found["confidence"] else None,
            found["type"],
            number,
        )


class _Only:
    """The facts of a reader, with these uses in one file and no others."""

    def __init__(self, reader: Linking, uses: Sequence[ReferenceSite]) -> None:
        self._reader = reader
        self._uses = uses

    def __getattr__(self, name: str) -> object:
        return getattr(self._reader, name)

    def references_in(self, _file_id: int) -> Sequence[ReferenceSite]:
        return self._uses


class Case:
    """A folder, or one file, indexed."""

    def __init__(self, where: Path, scratch: Path) -> None:
        root = where if where.is_dir() else where.parent
        connection = open_writer(scratch / "index.db")
        migrate(connection, "graph")
        connection.execute(
            "INSERT INTO ast_parsing_sessions (root, settings_digest, tool_version, status, started_at)"
            " VALUES ('/', '', '0', 'running', 0)"
        )
        self._staging = staging = Staging(connection, scratch / "stage.db", session_id=1)
        settings = IndexSettings()
        self._connection = connection
        self._references = {}
        self._paths: dict[int, str] = {}
        self.texts: dict[str, str] = {}
        for file in walk(root, settings):
            path = file.path.decode()
            if where.is_dir() or path == where.name:
                result = read_facts(FileTask(root, file, settings))
                file_id = staging.add(result.file, result.facts, None, "")
                self._references[path] = result.facts.references
                self._paths[file_id] = path
                self.texts[path] = (root / path).read_text("utf-8")
        staging.apply()
        self._reader = Linking(connection)
        self._bare: dict[int, FileLinks] = {}

    def close(self) -> None:
        self._connection.execute("ROLLBACK")
        self._staging.close()
        self._connection.close()

    @cached_property
    def assertions(self) -> list[Assertion]:
        """All that the case's files say."""
        return [one for path, text in self.texts.items() for one in assertions(path, text)]

    def uses(self) -> set[tuple[str, str, str]]:
        """Return (definition, relationship, definition) for all members that are read or written."""
        name_of = {number: one.qualified_name for number, one in self._definitions.items()}
        return {
            (name_of[one.source_id], one.type, name_of[one.target_id])
            for file_id in self._paths
            for one in self._links(file_id, None).relationships
            if one.type in ("reads", "writes")
        }

    def complaints(self) -> list[str]:
        """Return what does not hold, a line for each assertion."""
        found = [(one, self._complaint(one)) for one in self.assertions]
        return [f"{one.path}:{one.written}: {complaint}" for one, complaint in found if complaint]

    def calls(self) -> Iterator[tuple[str, str, float]]:
        """Yield (caller, callee, confidence) of all calls by dotted names; a class stands for its constructor, if it has one."""
        constructors = {
            one.parent_id: one for one in self._definitions.values() if one.kind == NodeKind.CONSTRUCTOR
        }
        for file_id in self._paths:
            for call in self._links(file_id, None).calls:
                callee: Definition | None = self._definitions[call.callee_id]
                if callee is not None and callee.kind == NodeKind.CLASS:
                    lineage = [callee, *Evaluator(self._reader).bases(callee)]
                    callee = next((constructors[one.id] for one in lineage if one.id in constructors), None)
                name = self._dotted(callee) if callee is not None else ""
                yield self._dotted(self._definitions[call.caller_id]), name, call.confidence

    def _dotted(self, definition: Definition) -> str:
        module = (
            self._paths[definition.file_id].rpartition(".")[0].replace("/", ".").removesuffix(".__init__")
        )
        return module if definition.kind == NodeKind.MODULE else f"{module}.{definition.qualified_name}"

    def is_use(self, at: Assertion) -> bool:
        """Tell whether something is used at a place."""
        return any((row[4] + 1, row[5]) == (at.line, at.column) for row in self._references.get(at.path, ()))

    def claimed(self, at: Assertion, threshold: float) -> set[str]:
        """Return where the name at a place leads, at least that surely."""
        return {one.target for one in self._claims(at)[0] if one.confidence >= threshold}

    def _complaint(self, wanted: Assertion) -> str | None:
        claims, external = self._claims(wanted)
        shown = {one.target for one in claims if one.confidence >= SHOWN_FROM}
        if not wanted.targets:
            if shown:
                return f"leads to {', '.join(sorted(shown))}"
            return None if external == wanted.external else "is external" if external else "is not external"
        if (wanted.confidence or 1) >= SHOWN_FROM and shown != wanted.targets:
            return f"leads to {', '.join(sorted(shown)) or 'nothing'}, not to {', '.join(sorted(wanted.targets))}"
        for one in wanted.targets:
            claim = next((claim for claim in claims if claim.target == one), None)
            if claim is None:
                return f"does not lead to {one}"
            if wanted.confidence is not None and abs(claim.confidence - wanted.confidence) > 0.005:
                return f"is {claim.confidence:.2f} sure"
            if wanted.call_type is not None and claim.call_type != wanted.call_type:
                return f"is {claim.call_type}"
        return None

    def _claims(self, at: Assertion) -> tuple[list[Claim], bool]:
        """Return where the name at a place leads, and whether that is known to be outside."""
        file_id = next(number for number, path in self._paths.items() if path == at.path)
        rows = [row for row in self._references[at.path] if (row[4] + 1, row[5]) == (at.line, at.column)]
        sites = [
            site
            for site in self._reader.references_in(file_id)
            if any((site.kind, site.name, site.expression, site.line) == (*row[1:5],) for row in rows)
        ]
        bare = self._bare.get(file_id)
        if bare is None:
            bare = self._bare[file_id] = self._links(file_id, ())
        if not sites:
            return self._implied(file_id, bare, at.line - 1)
        with_it = self._links(file_id, sites)
        calls = {(one.caller_id, one.callee_id): one for one in bare.calls}
        kinds = {(one.source_id, one.target_id, one.type): one for one in bare.relationships}
        claims = [
            Claim(self._place_of(one.callee_id), one.confidence, one.call_type)
            for one in with_it.calls
            if calls.get((one.caller_id, one.callee_id)) != one
        ]
        called = any(site.kind in _CALLS for site in sites)
        claims += [
            Claim(self._place_of(one.target_id), one.confidence, None)
            for one in with_it.relationships
            if not called and kinds.get((one.source_id, one.target_id, one.type)) != one
        ]
        evaluator = Evaluator(self._reader)
        scope = evaluator.scope(file_id)
        answers = [
            evaluator.value(Place(scope, site.node_id, None, site.line), tree(site.expression))
            for site in sites
        ]
        external = any(answer and all(isinstance(one, External) for one, _ in answer) for answer in answers)
        return claims, external

    def _implied(self, file_id: int, links: FileLinks, line: int) -> tuple[list[Claim], bool]:
        """Return what a line claims where no use is written: an import, a member that is read, a `with`."""
        statements = [one.id for one in self._reader.imports_in(file_id) if one.line == line]
        if statements:
            into = [one for one in links.dependencies if one.import_id in statements]
            claims = [
                Claim(self._paths[one.target_file_id], one.confidence, None)
                for one in into
                if one.target_file_id is not None
            ]
            return claims, not claims and any(one.external for one in into)
        claims = [
            Claim(self._place_of(one.callee_id), one.confidence, one.call_type)
            for one in links.calls
            if line in one.lines
        ]
        claims += [
            Claim(self._place_of(one.target_id), one.confidence, None)
            for one in links.relationships
            if one.line == line and one.type in ("reads", "writes", "references", "overrides")
        ]
        return claims, False

    def _links(self, file_id: int, uses: Sequence[ReferenceSite] | None) -> FileLinks:
        """Link one file, with these of its uses, or with all of them."""
        reader = self._reader if uses is None else _Only(self._reader, uses)
        (links,) = Linker(reader).link([file_id])  # type: ignore[arg-type]
        return links

    def _place_of(self, node_id: int) -> str:
        definition = self._definitions[node_id]
        path = self._paths[definition.file_id]
        return path if definition.kind == NodeKind.MODULE else f"{path}:{definition.line + 1}"

    @cached_property
    def _definitions(self) -> dict[int, Definition]:
        return {one.id: one for file_id in self._paths for one in self._reader.definitions_in(file_id)}
