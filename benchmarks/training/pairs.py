"""What a text is trained towards: the pairs found in one source file.

A pair is a short text a person wrote about code, and that code without the text. Four sorts are found:

- `doc`: the first sentence of a documentation comment → the definition below or around it;
- `more`: its second paragraph → the same definition;
- `name`: the words of a function's name → its signature and body with the name taken out;
- `comment`: a comment inside code → the lines right below it.

Python is read with `ast`; every other language by lines, because all of them put documentation in a comment right
above the definition and nearly all of them close a body with a brace or with `end`.
"""

import ast
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from triptych_indexer import tokens

MAX_CODE_CHARS: Final = 3_000
"""What follows adds little: chunks of the index are half as long."""
MIN_TEXT_WORDS: Final = 3
MAX_TEXT_WORDS: Final = 50
MIN_CODE_WORDS: Final = 12
MAX_COMMENTED_LINES: Final = 8

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_Definition: TypeAlias = _Function | ast.ClassDef


@dataclass(frozen=True, slots=True)
class Pair:
    """`parameters` is None where the definition is not a Python function."""

    sort: str
    text: str
    code: str
    name: str = ""
    parameters: tuple[str, ...] | None = None


def pairs(path: str, source: str) -> Iterator[Pair]:
    """Yield the pairs of one file; a file that does not parse gives none."""
    suffix = path[path.rfind(".") :]
    if suffix == ".py":
        yield from _python(source)
    elif suffix in _LINE_COMMENT:
        yield from _by_lines(source, _LINE_COMMENT[suffix])


# Python


def _python(source: str) -> Iterator[Pair]:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # invalid escapes in old files
            tree = ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return
    lines = source.splitlines()
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from _definition(node, lines)
    yield from _comments(lines, "#")


def _definition(node: _Definition, lines: list[str]) -> Iterator[Pair]:
    code = _without_docstring(node, lines)
    if not _enough_code(code):
        return
    is_function = not isinstance(node, ast.ClassDef)
    parameters = _parameters(node) if not isinstance(node, ast.ClassDef) else None
    documentation = ast.get_docstring(node)
    first, second = split_documentation(documentation) if documentation else ("", "")
    if good_text(first):
        yield Pair("doc", first, code, node.name, parameters)
    if good_text(second):
        yield Pair("more", second, code, node.name, parameters)
    parts = tokens.words(node.name)
    if is_function and len(parts) > 1 and not node.name.startswith("__"):
        yield Pair("name", " ".join(parts), code.replace(node.name, "", 1), node.name, parameters)


def _without_docstring(node: _Definition, lines: list[str]) -> str:
    first, end = node.lineno - 1, node.end_lineno or node.lineno
    body = node.body[0]
    if ast.get_docstring(node, clean=False) is None:
        kept = lines[first:end]
    else:
        kept = lines[first : body.lineno - 1] + lines[body.end_lineno or body.lineno : end]
    return "\n".join(kept)[:MAX_CODE_CHARS]


def _parameters(node: _Function) -> tuple[str, ...]:
    return tuple(each.arg for each in (*node.args.posonlyargs, *node.args.args, *node.args.kwonlyargs))


# Every other language

_LINE_COMMENT: Final = {
    **dict.fromkeys(
        [".js", ".jsx", ".mjs", ".ts", ".tsx", ".java", ".kt", ".scala", ".go", ".rs", ".swift", ".cs"], "//"
    ),
    **dict.fromkeys([".c", ".h", ".cc", ".cpp", ".hpp", ".php", ".zig"], "//"),
    **dict.fromkeys([".rb", ".ex", ".exs", ".sh"], "#"),
    **dict.fromkeys([".lua", ".hs"], "--"),
}
_STATEMENT = re.compile(
    r"\s*(if|for|while|switch|return|else|elsif|case|try|catch|throw|import|package|use|using|require|include)\b"
)
_DEFINES = re.compile(
    r"\b(class|interface|struct|enum|trait|impl|type|record|protocol|extension|object|module|namespace|union"
    r"|fn|func|fun|function|def|defp|defmacro|defmodule|const|var|let|val|static|public|private|protected|export"
    r"|async|abstract|override|virtual|pub)\b|^\s*[\w<>\[\],.:*&~ ]+\([^;]*$"
)
_ANNOTATION = re.compile(r"\s*(@\w|#\[|#!\[|\[\w)")
_MAX_LINES = 80


def _by_lines(source: str, mark: str) -> Iterator[Pair]:
    lines = source.splitlines()
    at = 0
    while at < len(lines):
        stripped = lines[at].lstrip()
        if stripped.startswith("/*"):
            text, at = _block_comment(lines, at)
        elif stripped.startswith(mark) and not stripped.startswith("#!"):
            text, at = _line_comment(lines, at, mark)
        else:
            at += 1
            continue
        yield from _commented(lines, at, text)


def _commented(lines: list[str], at: int, text: str) -> Iterator[Pair]:
    first, second = split_documentation(text)
    if not good_text(first):
        return
    while at < len(lines) and _ANNOTATION.match(lines[at]):
        at += 1
    if at >= len(lines) or not lines[at].strip():
        return
    if _STATEMENT.match(lines[at]) or not _DEFINES.search(lines[at]):
        sort, code, second = "comment", _paragraph(lines, at), ""
    else:
        sort, code = "doc", _body(lines, at)
    if not _enough_code(code):
        return
    yield Pair(sort, first, code)
    if good_text(second):
        yield Pair("more", second, code)


def _block_comment(lines: list[str], at: int) -> tuple[str, int]:
    kept: list[str] = []
    for index in range(at, min(at + _MAX_LINES, len(lines))):
        line = lines[index]
        kept.append(re.sub(r"^\s*/?\*+[!/]?|\*/.*$", "", line).strip())
        if "*/" in line:
            return "\n".join(kept).strip(), index + 1
    return "", at + _MAX_LINES


def _line_comment(lines: list[str], at: int, mark: str) -> tuple[str, int]:
    kept: list[str] = []
    while at < len(lines) and (stripped := lines[at].strip()).startswith(mark):
        kept.append(stripped.lstrip(mark[0] + "!|").strip())
        at += 1
    return "\n".join(kept).strip(), at


def _body(lines: list[str], at: int) -> str:
    """Return the definition that opens at this line: to its closing brace, its `end`, or its `;`."""
    depth, opened = 0, False
    indent = len(lines[at]) - len(lines[at].lstrip())
    kept: list[str] = []
    for line in lines[at : at + _MAX_LINES]:
        kept.append(line)
        depth += line.count("{") - line.count("}")
        opened = opened or "{" in line
        if (opened and depth <= 0) or (not opened and line.rstrip().endswith(";")):
            break
        if (
            len(kept) > 1
            and not opened
            and line.strip() == "end"
            and len(line) - len(line.lstrip()) <= indent
        ):
            break
        if (
            not opened
            and len(kept) > 1
            and not line.strip()
            and len(lines[at]) - len(lines[at].lstrip()) == 0
        ):
            break
    return "\n".join(kept)[:MAX_CODE_CHARS]


# Texts


def _comments(lines: list[str], mark: str) -> Iterator[Pair]:
    at = 0
    while at < len(lines):
        if not (lines[at].startswith(" ") and lines[at].lstrip().startswith(mark)):
            at += 1
            continue
        text, at = _line_comment(lines, at, mark)
        first, _ = split_documentation(text)
        code = _paragraph(lines, at)
        if good_text(first) and _enough_code(code):
            yield Pair("comment", first, code)


def _paragraph(lines: list[str], at: int) -> str:
    kept: list[str] = []
    for line in lines[at : at + MAX_COMMENTED_LINES]:
        if not line.strip():
            break
        kept.append(line)
    return "\n".join(kept)[:MAX_CODE_CHARS]


_TAG = re.compile(r"\{@\w+\s+([^}]*)\}|</?\w+[^>]*>|:[a-z:]+:`~?([^`]*)`|\[([^\]]*)\]\([^)]*\)")
_FIELD = re.compile(
    r"\s*(@\w|\\\w|:\w+|\.\. |>>>|```|~~~|args?:|arguments?:|parameters?|returns?:?$|raises?:?$|examples?:?|notes?:?$|usage"
    r"|yields?:?$|see also|attributes?:?$|-{3,}|={3,}|# )",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=[A-Z`'\"(])|(?<=\.)\n")
_NOISE = re.compile(
    r"copyright|licen[sc]e|todo|fixme|xxx|noqa|type: ignore|pylint|eslint|nolint|auto-?generated",
    re.IGNORECASE,
)


def split_documentation(text: str) -> tuple[str, str]:
    """Return the first sentence and the second paragraph, each on one line; an empty string where there is none."""
    paragraphs = re.split(r"\n\s*\n", text.strip()[:2_000])
    first_lines: list[str] = []
    for line in paragraphs[0].splitlines():
        if _FIELD.match(line):
            break
        first_lines.append(line.strip())
    first = _plain(_SENTENCE_END.split("\n".join(first_lines), maxsplit=1)[0])
    second = paragraphs[1] if len(paragraphs) > 1 and not _FIELD.match(paragraphs[1]) else ""
    return first, " ".join(_plain(second).split()[:MAX_TEXT_WORDS])


def _plain(text: str) -> str:
    bare = _TAG.sub(lambda found: next((group for group in found.groups() if group), " "), text)
    return " ".join(bare.split())


def good_text(text: str) -> bool:
    """Whether a text says something in words, not in symbols, and is no legal or tool notice."""
    count = len(text.split())
    if not MIN_TEXT_WORDS <= count <= MAX_TEXT_WORDS or _NOISE.search(text):
        return False
    letters = sum(each.isascii() and (each.isalpha() or each == " ") for each in text)
    return letters > 0.8 * len(text)


def _enough_code(code: str) -> bool:
    return len(tokens.words(code)) >= MIN_CODE_WORDS
