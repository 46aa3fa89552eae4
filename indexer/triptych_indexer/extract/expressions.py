"""The expression that names what is used, as one line of text: `self.pool[].get`.

Names and member access are kept, arguments become `()`, subscripts `[]`, literals `'str'`, `'num'`, `'list'` or
`'dict'`, anything else `?`. No grammar is known here: in every one of them a postfix construct (member, call,
subscript) starts where its left operand starts, so following the children that start at the same byte takes the
construct apart, and the first character after the left operand tells which one it is.
"""

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tree_sitter import Node

MAX_STEPS: Final = 64
"""Links of a chain that are followed. What lies further left is `?`: nobody resolves it, and looking at every link's
whole prefix again would make a chain of thousands (generated builders) quadratic."""

PLAIN: Final = re.compile(rb"[\w$@.]+|[\w$]+(?:::[\w$]+)+|\\?\w+(?:\\\w+)*")
"""What needs no taking apart: names joined by dots, by `::`, or by PHP's backslash."""

SEPARATOR: Final = re.compile(r"::|->|\?\.|[.:\\](?!:)")

_MEMBER = re.compile(
    r"\s*(?P<separator>::|->|\?\.|&\.|!+\.|\.|:|\\)\s*(?:template\s+)?(?:<[^()]*>)?(?P<name>[#@$]?[\w$]+[?!]?)?(?P<rest>.*)",
    re.DOTALL,
)
_BRACKETS: Final = {b"(": "()", b"{": "()", b"[": "[]"}
"""First byte behind a left operand → what it adds; that spares reading the arguments."""

_ELEMENTS = re.compile(r"(list|array|tuple|set)(_expression|_literal|_comprehension)?|generator_expression")
_MAPPINGS = re.compile(r"(dictionary|object|hash|map)(_expression|_literal|_comprehension)?")


def describe(source: bytes, node: "Node") -> tuple[str, str, int]:
    """Return the expression, its last name, and the byte where that name starts.

    The name is empty where nothing is named, as in `handlers[key]()`; then the position is the node's start.
    """
    suffixes: list[str] = []
    name, name_start = "", node.start_byte
    prefix = "?"
    current, start, end = node, name_start, node.end_byte
    for _ in range(MAX_STEPS):
        left = _left_operand(current, start)
        if left is None:
            inner = _inside(current)
            if inner is not None:
                current, start, end = inner, inner.start_byte, inner.end_byte
                continue
            prefix, word = _leaf(source, current)
            if not suffixes and word:
                name, name_start = word, end - len(word.encode())
            break
        left_end = left.end_byte
        suffix = _BRACKETS.get(source[left_end : min(left_end + 1, end)])
        if suffix is None:
            text = source[left_end:end].decode("utf-8", "replace")
            suffix, word = _suffix(_without_comments(text, current, left))
            if suffix is None:
                break
            if word and not suffixes and not suffix.endswith(")"):
                name = word
                found = source.rfind(word.encode(), left_end, end)
                name_start = found if found != -1 else left_end
        if suffix:
            suffixes.append(suffix)
        current, end = left, left_end
    suffixes.append(prefix)
    suffixes.reverse()
    return "".join(suffixes), name, name_start


def last_name(expression: str) -> str:
    """Return what stands after the last separator; empty when that is not a name.

    >>> last_name("a.b::c"), last_name("f()")
    ('c', '')
    """
    last = SEPARATOR.split(expression)[-1]
    return last if last and (last[-1].isalnum() or last[-1] in "_$?!") and last != "?" else ""


def _left_operand(node: "Node", start: int) -> "Node | None":
    """Return the child that starts at `start`, where the node starts, if it is an operand."""
    first = node.child(0) if node.child_count else None
    if first is None or not first.is_named or first.start_byte != start:
        return None
    return None if _is_literal(node.type) else first


@cache
def _is_literal(kind: str) -> bool:
    """Tell whether nodes of this type hold no operand, whatever they begin with. A grammar has hundreds of types."""
    return "string" in kind or bool(_ELEMENTS.fullmatch(kind) or _MAPPINGS.fullmatch(kind))


def _inside(node: "Node") -> "Node | None":
    """Return what a pair of parentheses or an `await` holds."""
    if node.type.startswith(("parenthesized", "await")) and node.named_child_count == 1:
        return node.named_child(0)
    return None


def _leaf(source: bytes, node: "Node") -> tuple[str, str]:
    kind = node.type
    if kind.startswith(("new", "object_creation")):
        return _instantiation(source, node), ""
    if "string" in kind or kind.startswith(("template_literal", "char", "rune")):
        return "'str'", ""
    if _ELEMENTS.fullmatch(kind):
        return "'list'", ""
    if _MAPPINGS.fullmatch(kind):
        return "'dict'", ""
    if "integer" in kind or "float" in kind or kind.startswith(("number", "decimal", "int_", "real")):
        return "'num'", ""
    text = source[node.start_byte : node.end_byte]
    if PLAIN.fullmatch(text) or (node.child_count == 0 and len(text) <= 64 and b"\n" not in text):
        word = text.decode("utf-8", "replace")
        return word, last_name(word)
    return "?", ""


def _instantiation(source: bytes, node: "Node") -> str:
    """Return `new Name()` for what creates an object."""
    made = node.child_by_field_name("constructor") or node.child_by_field_name("type") or _first_named(node)
    text = source[made.start_byte : made.end_byte] if made is not None else b""
    return f"new {text.decode('utf-8', 'replace')}()" if PLAIN.fullmatch(text) else "?"


def _first_named(node: "Node") -> "Node | None":
    return node.named_child(0) if node.named_child_count else None


def _without_comments(text: str, node: "Node", left: "Node") -> str:
    """Return the text between a left operand and its node's end, comments in front of it left out."""
    if text[:1] == "." or not text.lstrip().startswith(("//", "/*", "#", "--")):
        return text
    skip = 0
    for child in node.children[1:16]:
        if "comment" not in child.type:
            skip = child.start_byte - left.end_byte
            break
    return text.encode()[skip:].decode("utf-8", "replace")


@lru_cache(maxsize=1024)
def _suffix(text: str) -> tuple[str | None, str]:
    """Return what a postfix construct adds to its left operand, and the member it names; None for an operator."""
    stripped = text.lstrip()
    first = stripped[:1]
    if not first or (first in "!?" and len(stripped) == 1):
        return "", ""  # a mark without meaning here: `x!`, Rust's `x?`
    if first in "({":
        return "()", ""
    if first == "[":
        return "[]", ""
    if first == "!" and stripped[1:2] in ("(", "[", "{", " "):
        return "!()", ""  # a macro's call
    if stripped.startswith("?.("):
        return "()", ""
    if stripped.startswith("?.["):
        return "[]", ""
    if first == "<" or stripped.startswith("::<"):
        return "", ""  # type arguments
    member = _MEMBER.fullmatch(stripped)
    if member is None:
        return None, ""
    word = member["name"]
    if word is None:
        return None, ""
    rest = member["rest"].strip()
    called = "()" if rest and not rest.startswith("<") else ""
    return member["separator"] + word + called, word
