"""Is every definition that universal-ctags finds also found here, or is there a reason why not?

    python benchmarks/definitions.py REPOSITORY --language python|rust|javascript|typescript [--out FILE] [--show SORT]

Needs universal-ctags with JSON output (`apt install universal-ctags`, `brew install universal-ctags`). Both read the same
checkout, and a definition is the same when path, line and name are. What only ctags finds is put into a class by where its name
stands in the syntax tree: a local variable, a use, a word of a comment, … The classes are rules over kinds of nodes, never lists of
names; what no rule covers is *unexplained*, is printed, and makes the exit status 1. Of a class, `--show` prints all its members.

Rows of `--out` are tab-separated: language, repository, who (both, ctags, triptych), kind, class, count.
"""

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from triptych_indexer.languages.registry import card
from triptych_indexer.model import FileFacts, NodeRow, ParseStatus, SourceFile
from triptych_indexer.parse.grammars import parser
from triptych_indexer.per_file import FileTask, read_facts
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources.folder import FolderSource

if TYPE_CHECKING:
    from tree_sitter import Node

CTAGS_NAMES: Final = {
    "python": "Python", "rust": "Rust", "javascript": "JavaScript", "typescript": "TypeScript",
}  # fmt: skip
UNEXPLAINED: Final = "UNEXPLAINED"
NOT_READ: Final = "the file is not read: "


@dataclass(frozen=True, slots=True)
class Tag:
    """A definition as ctags sees it."""

    path: str
    line: int
    """From 1."""
    name: str
    kind: str


@dataclass
class Facts:
    """What is known here of one file."""

    file: SourceFile
    facts: FileFacts
    text: bytes

    @cached_property
    def nodes(self) -> list[NodeRow]:
        return [node for node in self.facts.nodes if node[0]]

    @cached_property
    def names(self) -> dict[tuple[int, str], NodeRow]:
        return {(node[20] + 1, node[3]): node for node in self.nodes}

    @cached_property
    def lines(self) -> list[bytes]:
        return self.text.split(b"\n")

    @cached_property
    def starts(self) -> list[int]:
        starts = [0]
        for line in self.lines:
            starts.append(starts[-1] + len(line) + 1)
        return starts

    @cached_property
    def root(self) -> "Node":
        assert self.file.language is not None
        return parser(card(self.file.language)).parse(self.text).root_node


def main() -> int:
    options = arguments()
    if shutil.which("ctags") is None:
        sys.exit("ctags is not installed: apt install universal-ctags, or brew install universal-ctags")
    counts, shown = compare(options.repository.resolve(), options.language, options.show)
    report(counts, shown)
    if options.out is not None:
        write(options.out, options.language, options.repository.resolve().name, counts)
    return 1 if any(sort == UNEXPLAINED for _, _, sort in counts) else 0


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("repository", type=Path)
    parser.add_argument("--language", choices=sorted(CTAGS_NAMES), required=True)
    parser.add_argument("--out", type=Path, help="append the counts to this file")
    parser.add_argument("--show", metavar="SORT", help="list what is in the classes whose name begins so")
    return parser.parse_args()


def compare(root: Path, language: str, show: str | None) -> tuple[Counter[tuple[str, str, str]], list[str]]:
    """Return counts by (who, kind, class), and lines about what is unexplained or asked for."""
    counts: Counter[tuple[str, str, str]] = Counter()
    shown: list[str] = []
    settings = IndexSettings()
    files = {file.path.decode("utf-8", "replace"): file for file in FolderSource(root, settings).files()}
    for path, tags in sorted(by_path(root, language).items()):
        facts = facts_of(root, files[path], settings) if path in files else None
        reason = "ignored" if facts is None else not_read(facts)
        found = set()
        for tag in tags:
            if facts is not None and (tag.line, tag.name) in facts.names:
                found.add((tag.line, tag.name))
                counts["both", tag.kind, ""] += 1
                continue
            sort = NOT_READ + reason if facts is None or reason else explanation(tag, facts)
            counts["ctags", tag.kind, sort] += 1
            if sort == UNEXPLAINED or (show is not None and sort.startswith(show)):
                line = facts.lines[tag.line - 1].decode("utf-8", "replace").strip() if facts else ""
                shown.append(f"{path}:{tag.line}: {tag.kind} {tag.name}: {sort}: {line[:120]}")
        if facts is not None and not reason:
            for place, node in facts.names.items():
                if place not in found:
                    counts["triptych", node[2], ""] += 1
    return counts, shown


def by_path(root: Path, language: str) -> dict[str, list[Tag]]:
    """Return what ctags finds in a checkout; a name that it gives twice in one line counts once."""
    command = [
        "ctags",
        f"--languages={CTAGS_NAMES[language]}",
        "--fields=+neKlZ",
        "--output-format=json",
        "-R",
    ]
    written = subprocess.run([*command, "-f", "-", "."], cwd=root, capture_output=True, check=True).stdout
    tags: dict[str, dict[tuple[int, str], Tag]] = {}
    for line in written.decode("utf-8", "replace").splitlines():
        one = json.loads(line)
        if one["_type"] == "tag":
            path = one["path"].removeprefix("./")
            tag = Tag(path, one["line"], one["name"], one["kind"])
            tags.setdefault(path, {})[tag.line, tag.name] = tag
    return {path: list(found.values()) for path, found in tags.items()}


def facts_of(root: Path, file: SourceFile, settings: IndexSettings) -> Facts:
    result = read_facts(FileTask(root, file, settings))
    return Facts(result.file, result.facts, (root / file.path.decode()).read_bytes())


def not_read(facts: Facts) -> str:
    """Return why a file has no definitions, in words that are the same for all such files."""
    if facts.facts.status is ParseStatus.PARSED:
        return ""
    reason = facts.facts.reason or "?"
    return re.sub(r"line \d+ is", "a line is", reason).partition("(")[0].strip()


# --- where a name stands ------------------------------------------------------------------------------------------

PATTERNS: Final = frozenset(
    {
        "array_pattern", "object_pattern", "pair_pattern", "rest_pattern", "assignment_pattern",
        "object_assignment_pattern", "pattern_list", "tuple_pattern", "list_pattern", "list_splat_pattern",
        "parenthesized_expression",
    }
)  # fmt: skip
TEXTS: Final = frozenset(
    {
        "comment", "line_comment", "block_comment", "string", "string_literal", "raw_string_literal", "regex",
        "template_string", "jsx_text", "html_comment", "hash_bang_line",
    }
)  # fmt: skip
SUBSTITUTIONS: Final = frozenset({"template_substitution", "interpolation"})
FUNCTIONS: Final = frozenset(
    {
        "function_definition", "lambda", "function_item", "closure_expression", "function_declaration",
        "function_expression", "arrow_function", "method_definition", "generator_function",
        "generator_function_declaration", "class_static_block",
    }
)  # fmt: skip
FUNCTION_VALUES: Final = frozenset({"arrow_function", "function_expression", "generator_function", "lambda"})
BLOCKS: Final = frozenset(
    {"statement_block", "for_statement", "for_in_statement", "catch_clause", "switch_body", "with_statement"}
)
IMPORTS: Final = frozenset(
    {
        "import_statement", "import_from_statement", "future_import_statement", "import_clause", "import_specifier",
        "namespace_import", "import_alias", "use_declaration", "aliased_import", "import_require_clause",
    }
)  # fmt: skip
EXPORTS: Final = frozenset({"export_specifier", "namespace_export", "export_clause"})

BINDERS: Final = frozenset(
    {
        ("assignment", "left"), ("augmented_assignment", "left"), ("named_expression", "name"),
        ("for_statement", "left"), ("as_pattern", "alias"), ("as_pattern_target", None),
        ("for_in_clause", "left"), ("variable_declarator", "name"), ("for_in_statement", "left"),
        ("catch_clause", "parameter"), ("assignment_expression", "left"),
        ("augmented_assignment_expression", "left"), ("let_declaration", "pattern"), ("pair", "key"),
    }
)  # fmt: skip
"""What gives a value to a name, besides definitions proper, whose name is always their field `name`."""

NOT_BOUND: Final = frozenset(
    {"jsx_attribute", "scoped_type_identifier", "scoped_identifier", "nested_type_identifier", "generic_type"}
)


@dataclass
class Place:
    """A name in a syntax tree, and what gives it a meaning there."""

    tag: Tag
    facts: Facts
    node: "Node | None" = None
    binder: "Node | None" = None
    part: str | None = None
    """The field of the binder that the name stands in."""
    chain: list[str] = field(default_factory=list)
    """The types of the nodes around the name, inner ones first."""

    @property
    def in_function(self) -> bool:
        return self.binder is not None and any(one.type in FUNCTIONS for one in around(self.binder))

    @property
    def in_block(self) -> bool:
        return self.binder is not None and any(one.type in BLOCKS for one in around(self.binder))

    def binds(self, *kinds: str) -> bool:
        return self.binder is not None and self.binder.type in kinds


def around(node: "Node") -> Iterator["Node"]:
    """Yield what is around a node, inner ones first."""
    parent = node.parent
    while parent is not None:
        yield parent
        parent = parent.parent


def part_of(parent: "Node", child: "Node") -> str | None:
    """Return the field of a node in which a child stands."""
    for index, one in enumerate(parent.children):
        if one.id == child.id:
            return parent.field_name_for_child(index)
    return None


def place_of(tag: Tag, facts: Facts) -> Place:
    """Return where a tag's name stands: the first place in its line where it is given a meaning, or else the first."""
    first: Place | None = None
    line = facts.lines[tag.line - 1] if tag.line <= len(facts.lines) else b""
    word = re.compile(rb"(?<![\w$])" + re.escape(tag.name.encode()) + rb"(?![\w$])")
    for found in word.finditer(line):
        start = facts.starts[tag.line - 1] + found.start()
        node = facts.root.descendant_for_byte_range(start, start + len(found[0]))
        if node is None:
            continue
        place = Place(tag, facts, node, chain=[node.type, *(one.type for one in around(node))])
        place.binder, place.part = binder_of(node)
        if place.binder is not None:
            return place
        first = first or place
    return first or Place(tag, facts)


def binder_of(node: "Node") -> tuple["Node | None", str | None]:
    """Return the node that gives a name its meaning, with the field the name stands in; or None for a use."""
    child, parent = node, node.parent
    while parent is not None:
        part = part_of(parent, child)
        if parent.type in IMPORTS or parent.type in EXPORTS:
            return parent, part
        if parent.type in PATTERNS:
            if part in ("right", "key") or (parent.type == "pair_pattern" and part != "value"):
                return None, None
        elif parent.type in ("computed_property_name", "string", "property_identifier") or (
            parent.type in ("member_expression", "attribute") and part in ("property", "attribute")
        ):
            pass  # the name is that of the member
        elif gives_meaning(parent, part, node):
            return parent, part
        else:
            return None, None
        child, parent = parent, parent.parent
    return None, None


def gives_meaning(parent: "Node", part: str | None, name: "Node") -> bool:
    """Tell whether a name in this part of a node is defined or given a value there."""
    if parent.type in ("enum_body", "parameters", "formal_parameters"):
        return True
    if parent.type in ("object", "impl_item"):
        return part == "type" or name.type == "shorthand_property_identifier"
    if part in ("name", "property"):
        return parent.type not in NOT_BOUND
    return (parent.type, part) in BINDERS


# --- why a definition of ctags is none here -----------------------------------------------------------------------


def required(place: Place) -> bool:
    """`const { name } = require("module")`."""
    value = (
        place.binder.child_by_field_name("value")
        if place.binds("variable_declarator") and place.binder
        else None
    )
    return (
        value is not None and value.type == "call_expression" and (value.text or b"").startswith(b"require")
    )


def made_up(place: Place) -> bool:
    return re.search(rb"(?<!\w)" + re.escape(place.tag.name.encode()) + rb"(?!\w)", place.facts.text) is None


def elsewhere(place: Place) -> bool:
    """The line does not hold the name, but lies in a definition of that name, or right behind it."""
    tag = place.tag
    return place.node is None and any(
        node[3] == tag.name and node[14] <= tag.line - 1 <= node[16] + 1 for node in place.facts.nodes
    )


def in_text(place: Place) -> bool:
    for kind in place.chain:
        if kind in SUBSTITUTIONS:
            return False
        if kind in TEXTS and not (place.binder is not None and kind == "string"):
            return True
    return False


def part_of_a_name(place: Place) -> bool:
    """What we define has this place inside of its name: `[Symbol.iterator]`, `"module.built"`."""
    return place.node is not None and any(
        node[18] - 1 <= place.node.start_byte < node[19] + 1
        for node in place.facts.nodes
        if node[20] == place.tag.line - 1
    )


def own_name(place: Place) -> bool:
    """`a.b = class C {}`, `f = function g() {}`: known by the name it is given to."""
    return place.binds("class", "function_expression", "generator_function") and any(
        node[12] <= place.binder.start_byte and place.binder.end_byte <= node[13]  # type: ignore[union-attr]
        and node[20] <= place.tag.line - 1
        and node[13] - place.binder.end_byte <= 2  # type: ignore[union-attr]
        for node in place.facts.nodes
    )  # fmt: skip


def is_local(place: Place) -> bool:
    return place.in_function and (
        (place.binder.type, place.part) in BINDERS or place.binds("static_item")  # type: ignore[union-attr]
    ) and not place.binds("pair")  # fmt: skip


def block_local(place: Place) -> bool:
    if place.binds("for_in_statement", "catch_clause"):
        return True
    declaration = place.binder.parent if place.binds("variable_declarator") and place.binder else None
    if (
        declaration is not None
        and declaration.parent is not None
        and declaration.parent.type == "for_statement"
    ):
        return True
    return declaration is not None and declaration.type == "lexical_declaration" and place.in_block


def literal_value(place: Place) -> bool:
    """A key of an object literal with a value that is no function."""
    if place.binds("object"):
        return True
    value = place.binder.child_by_field_name("value") if place.binds("pair") and place.binder else None
    return value is not None and value.type not in FUNCTION_VALUES


def member_value(place: Place) -> bool:
    """`object.member = value`, where the value is no function."""
    if (
        not place.binds("assignment_expression", "augmented_assignment_expression", "assignment")
        or place.binder is None
    ):
        return False
    left, right = place.binder.child_by_field_name("left"), place.binder.child_by_field_name("right")
    return (
        left is not None and left.type in ("member_expression", "subscript_expression", "attribute")
        and (right is None or right.type not in FUNCTION_VALUES)
    )  # fmt: skip


def undeclared(place: Place) -> bool:
    """`name = value`, where the value is no function."""
    return place.binds("assignment_expression", "augmented_assignment_expression") and not member_value(place)


def nameless_type(place: Place) -> bool:
    return place.binds("property_signature", "method_signature") and not (
        "interface_body" in place.chain[1:3] or "type_alias_declaration" in place.chain[1:4]
    )


def is_use(place: Place) -> bool:
    return place.node is not None and place.binder is None


REASONS: Final[list[tuple[str, Callable[[Place], bool]]]] = [
    ("ctags makes up a name for what has none", made_up),
    ("ctags gives another line of the same definition", elsewhere),
    ("a word of a comment or a text", in_text),
    ("an import or export of what is defined elsewhere", lambda one: one.binds(*IMPORTS, *EXPORTS)),
    ("an import or export of what is defined elsewhere", required),
    ("a module that is another file: an import", lambda one: one.binds("mod_item")
     and one.binder.child_by_field_name("body") is None),  # type: ignore[union-attr]
    ("part of a name that we take whole", part_of_a_name),
    ("no name: a keyword or an operator", lambda one: one.node is not None and not one.node.is_named),
    ("used there, not defined", is_use),
    ("the own name of an expression that is known by what it is given to", own_name),
    ("a parameter", lambda one: one.binds("parameters", "formal_parameters")),
    ("a local variable of a function", is_local),
    ("a local variable of a block", block_local),
    ("a value in an object literal", literal_value),
    ("a member that is given a value", member_value),
    ("a name that is given a value, but not declared there", undeclared),
    ("a member of a type without a name", nameless_type),
    ("not in the line that ctags gives", lambda one: one.node is None),
]  # fmt: skip
"""Tried in this order."""


def explanation(tag: Tag, facts: Facts) -> str:
    """Return the class of what only ctags finds."""
    place = place_of(tag, facts)
    return next((sort for sort, holds in REASONS if holds(place)), UNEXPLAINED)


# --- what was found ---------------------------------------------------------------------------------------------


def report(counts: Counter[tuple[str, str, str]], shown: list[str]) -> None:
    for line in shown:
        print(line)
    totals: Counter[str] = Counter()
    sorts: Counter[str] = Counter()
    for (who, _, sort), count in counts.items():
        totals[who] += count
        if who == "ctags":
            sorts[sort] += count
    print(f"found by both {totals['both']}, only by ctags {totals['ctags']}, only here {totals['triptych']}")
    for sort, count in sorts.most_common():
        print(f"{count:7} only by ctags: {sort}")
    for (who, kind, _), count in sorted(counts.items()):
        if who == "triptych":
            print(f"{count:7} only here: {kind}")
    print(f"unexplained: {sorts[UNEXPLAINED]}")


def write(out: Path, language: str, repository: str, counts: Counter[tuple[str, str, str]]) -> None:
    """Append the counts; a new file gets a heading."""
    new = not out.exists()
    with out.open("a", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, delimiter="\t", lineterminator="\n")
        if new:
            rows.writerow(("language", "repository", "who", "kind", "class", "count"))
        rows.writerows((language, repository, *key, count) for key, count in sorted(counts.items()))


if __name__ == "__main__":
    sys.exit(main())
