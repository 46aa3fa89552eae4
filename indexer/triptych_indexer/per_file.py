"""One file: bytes → facts. Everything that happens in a worker, in the order in which it happens.

Pure in effect: the facts depend on the bytes, the path, the settings and the language's folder, never on other files
or on a run before, so a worker may be killed at any point and the task done again elsewhere.
"""

import hashlib
import json
import zlib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from triptych_indexer.chunk.outline import outline
from triptych_indexer.chunk.rows import chunk
from triptych_indexer.discover.classify import by_content
from triptych_indexer.errors import SourceError
from triptych_indexer.extract.facts import extract
from triptych_indexer.extract.surface import surface
from triptych_indexer.languages import registry
from triptych_indexer.model import BindingRow, FileFacts, NodeRow, ParseStatus, SourceFile
from triptych_indexer.parse import damage, secrets
from triptych_indexer.parse.tree import Unparsable, parse
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import read_regular_file

FACTS_VERSION = 6
"""Raise it when this code makes other facts of the same bytes: every file is then read again."""


@dataclass(frozen=True, slots=True)
class FileTask:
    """What a worker is asked to do."""

    root: Path
    file: SourceFile
    settings: IndexSettings
    given_up: tuple[ParseStatus, str] | None = None
    """What its parser died of, the first time: now it is read as plain text, so that words in it can be found."""


@dataclass(frozen=True, slots=True)
class FileResult:
    """What a worker answers: the facts, and the file as its content corrected it."""

    file: SourceFile
    facts: FileFacts


def read_facts(task: FileTask) -> FileResult:
    """Return all that a file says; what cannot be read becomes a status with a reason."""
    file, settings = task.file, task.settings
    try:
        raw = read_regular_file(task.root, file.path, settings.max_file_bytes)
    except SourceError as error:
        return _refused(file, None, str(error))
    digest = hashlib.sha256(raw).digest()
    source = damage.to_utf8(raw)
    file = by_content(file, source, settings, registry)
    if file.skip_reason is not None:
        return _refused(file, digest, file.skip_reason, size_bytes=len(raw))
    source = damage.strays_to_utf8(source)
    masked, redactions = secrets.mask(source) if settings.secrets else (source, 0)
    if task.given_up is not None:
        return FileResult(file, _text(file, masked, digest, redactions, settings, *task.given_up))
    return FileResult(file, _facts(file, masked, digest, redactions, settings))


@cache
def facts_digest(language: str | None, settings: IndexSettings) -> str:
    """Return what decides the facts of a file of this language, besides its bytes: another digest, other facts."""
    state = hashlib.blake2b(digest_size=12)
    state.update(f"{FACTS_VERSION} {settings.facts_key()} ".encode())
    known = language is not None and language in registry.cards()
    state.update(registry.card(language).digest.encode() if known and language is not None else b"-")
    return state.hexdigest()


def _refused(file: SourceFile, digest: bytes | None, reason: str, *, size_bytes: int = 0) -> FileResult:
    return FileResult(file, FileFacts(digest, ParseStatus.SKIPPED, reason, size_bytes=size_bytes))


def _text(
    file: SourceFile,
    source: bytes,
    digest: bytes,
    redactions: int,
    settings: IndexSettings,
    status: ParseStatus,
    reason: str,
) -> FileFacts:
    """Return a file's chunks by lines, and nothing that would take a parser."""
    return FileFacts(
        sha256=digest,
        status=status,
        reason=reason,
        size_bytes=len(source),
        chunks=chunk(source, [], None, file.path, file.content, settings.chunk_bytes),
        redactions=redactions,
    )


def _facts(
    file: SourceFile, source: bytes, digest: bytes, redactions: int, settings: IndexSettings
) -> FileFacts:
    card = registry.card(file.language) if file.language is not None else None
    status, reason, error_bytes, found = ParseStatus.TEXT, "no grammar for this kind of file", 0, None
    nodes: list[NodeRow] = []
    starts: list[int] | None = None
    if card is not None and card.grammar is not None:
        refusal = damage.text_only_reason(source, settings.max_line_bytes)
        outcome = Unparsable(refusal) if refusal is not None else parse(source, card)
        if isinstance(outcome, Unparsable):
            reason = outcome.reason
        else:
            status, reason, error_bytes = ParseStatus.PARSED, "", outcome.error_bytes
            found = extract(outcome.tree, source, card, file.path)
            nodes, starts = found.nodes, found.line_starts
    if found is None and card is not None and card.outline is not None:
        nodes = outline(source, card, file.path)
        reason = "read by its headings: this language has an outline, no grammar"
    return FileFacts(
        sha256=digest,
        status=status,
        reason=reason or None,
        size_bytes=len(source),
        parse_error_bytes=error_bytes,
        lines_code=found.lines_code if found else 0,
        lines_comment=found.lines_comment if found else 0,
        lines_blank=found.lines_blank if found else 0,
        licence=found.licence if found else None,
        nodes=nodes,
        parameters=found.parameters if found else [],
        type_parameters=found.type_parameters if found else [],
        imports=found.imports if found else [],
        references=found.references if found else [],
        bindings=_packed(found.bindings) if found else None,
        surface=surface(found.nodes, found.parameters, found.imports, found.references, found.bindings)
        if found
        else None,
        chunks=chunk(source, nodes, card, file.path, file.content, settings.chunk_bytes, starts),
        redactions=redactions,
    )


def _packed(bindings: list[BindingRow]) -> bytes:
    """Return bindings as they are stored: only the linker reads them, and it reads a file's all at once."""
    return zlib.compress(json.dumps(bindings, separators=(",", ":"), ensure_ascii=False).encode(), 6)
