"""Tree and queries → the facts of one file, as rows in the orders that `model` gives.

One pass of the language's query finds everything. Definitions are nested by their ranges; then every other fact finds
its definition by bisection. Nothing here raises on content, whatever the bytes: what a damaged region still shows is
kept, and what is used there is marked as a guess.
"""

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from triptych_indexer.extract import lines
from triptych_indexer.extract.bindings import binding_rows
from triptych_indexer.extract.definitions import definitions
from triptych_indexer.extract.imports import import_rows
from triptych_indexer.extract.macros import blanks, in_macro_arguments, in_macro_items, without_blanks
from triptych_indexer.extract.matches import Matches
from triptych_indexer.extract.nodes import node_rows
from triptych_indexer.extract.parameters import parameter_rows, type_parameter_rows
from triptych_indexer.extract.queries import Fact, compile_query
from triptych_indexer.extract.references import reference_rows
from triptych_indexer.extract.text import Text
from triptych_indexer.languages.registry import Card
from triptych_indexer.model import (
    BindingRow,
    ImportRow,
    NodeRow,
    ParameterRow,
    ReferenceRow,
    TypeParameterRow,
)

if TYPE_CHECKING:
    from tree_sitter import Tree


@dataclass(frozen=True, slots=True)
class Extracted:
    """What one file says, without its chunks."""

    nodes: list[NodeRow] = field(default_factory=list)
    parameters: list[ParameterRow] = field(default_factory=list)
    type_parameters: list[TypeParameterRow] = field(default_factory=list)
    imports: list[ImportRow] = field(default_factory=list)
    references: list[ReferenceRow] = field(default_factory=list)
    bindings: list[BindingRow] = field(default_factory=list)
    lines_code: int = 0
    lines_comment: int = 0
    lines_blank: int = 0
    licence: str | None = None
    line_starts: list[int] = field(default_factory=list)
    """The offset of every line's first byte; a text that ends with a newline has no empty last line."""


def extract(tree: "Tree", source: bytes, card: Card, path: bytes) -> Extracted:
    """Return the facts of one file.

    Raises:
        LanguageError: the language's queries are broken; no content can cause it.
    """
    from tree_sitter import Parser, QueryCursor

    compiled = compile_query(tree.language, card.name)
    if not _is_text(source):
        # A predicate compares text, and the binding breaks on text that is no UTF-8; offsets hold in the copy.
        source = _readable(source)
        tree = Parser(tree.language).parse(source)
    found = QueryCursor(compiled.query).matches(tree.root_node)
    read = source
    if blanks(found, compiled):
        read = without_blanks(source, found, compiled)
        tree = Parser(tree.language).parse(read)
        found = QueryCursor(compiled.query).matches(tree.root_node)
    if card.macros:
        read, items = in_macro_items(found, compiled, read, tree.language)
        found += items
        found += in_macro_arguments(found, compiled, read, tree.language, card)
    matches = Matches(compiled.rules, found)
    text = Text(source)
    comments = matches.ranges(Fact.COMMENT)
    kept, owners = definitions(matches, text, card)
    nodes = node_rows(kept, owners, matches, text, card, path, comments)
    code, comment, blank = lines.count(source, text.lines, text.line_starts, comments)
    imports = import_rows(matches, text, owners, card.name)
    references = reference_rows(matches, text, owners, matches.ranges(Fact.ERROR))
    starts = text.line_starts
    return Extracted(
        nodes=nodes,
        parameters=parameter_rows(matches, text, card, kept, owners, nodes),
        type_parameters=type_parameter_rows(matches, text, kept, owners),
        imports=imports,
        references=references,
        bindings=binding_rows(matches, text, card, kept, owners, imports, references),
        lines_code=code,
        lines_comment=comment,
        lines_blank=blank,
        licence=lines.licence(source),
        line_starts=starts[:-1] if starts[-1] == len(source) else starts,
    )


def _is_text(source: bytes) -> bool:
    if not source.isascii():
        try:
            source.decode("utf-8")
        except UnicodeDecodeError:
            return False
    return True


_NOT_TEXT = re.compile("[\udc80-\udcff]")


def _readable(source: bytes) -> bytes:
    r"""Return bytes of the same length in which a `?` stands for each byte that is no UTF-8.

    >>> _readable(b"a\xffb")
    b'a?b'
    """
    return _NOT_TEXT.sub("?", source.decode("utf-8", "surrogateescape")).encode()
