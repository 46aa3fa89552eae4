"""Documentation: the text without its quotes and comment marks, its first sentence, and what it says of parameters."""

import re
from bisect import bisect_left
from functools import lru_cache
from typing import Final

MAX_SUMMARY_CHARS: Final = 300

_STRING = re.compile(r"(?i)[a-z]{0,3}(\"\"\"|'''|\"|'|`)(.*)\1\Z", re.DOTALL)
_XML_TAG = re.compile(
    r"</?(?:c|code|example|exception|para|param|remarks|returns|see|summary|typeparam|value)\b[^<>]*>"
)
"""C#'s documentation is XML; its tags are no words."""
_SENTENCE_END = re.compile(r"([.!?])(?=\s+[^\s.,;a-z])|\n\s*\n")


def comment_block(source: bytes, comments: list[tuple[int, int]], start: int) -> bytes:
    """Return the block of comments that ends right above the line where `start` stands; empty when there is none.

    A comment that stands behind code on its line belongs to that code, and an empty line ends a block.
    """
    at = bisect_left(comments, (start, 0))
    first = last = at
    below = start
    while first:
        begin, end = comments[first - 1]
        between = source[end:below]
        # A line comment may or may not hold its newline: between two of them there is at most one more.
        if between.strip() or between.count(b"\n") + source.endswith(b"\n", begin, end) > 1:
            break
        line_start = source.rfind(b"\n", 0, begin) + 1
        if source[line_start:begin].strip():
            break
        first, below = first - 1, begin
    return source[comments[first][0] : comments[last - 1][1]] if first < last else b""


def clean(text: str, line_marks: tuple[str, ...]) -> str:
    r"""Return a docstring or comment block without quotes, comment marks, stars and common indentation.

    >>> clean("'Save.\n\n    Now.'", ("#",)), clean("/** Save.\n *  Now. */", ("//",))
    ('Save.\n\nNow.', 'Save.\nNow.')
    """
    string = _STRING.fullmatch(text.strip())
    if string is not None:
        return _dedent(string[2])
    if text.lstrip().startswith(("/*", "(*", "{-", "--[", "#|", "<!--", "=begin")):
        return _dedent("\n".join(map(_unstar, _open_block(text.strip()).split("\n"))))
    marks = _marks(line_marks)
    plain = "\n".join(marks.sub("", line) for line in text.split("\n"))
    return _dedent(_XML_TAG.sub("", plain) if "<summary>" in plain else plain)


def summary(documentation: str) -> str:
    r"""Return the first sentence, on one line.

    >>> summary("Save it.\nOr not. More.")
    'Save it.'
    """
    head = documentation[: 4 * MAX_SUMMARY_CHARS].lstrip()
    end = _SENTENCE_END.search(head)
    if end is not None:
        head = head[: max(end.start(), end.end(1))]  # a mark belongs to its sentence, a blank line does not
    sentence = " ".join(head.split())
    return sentence if len(sentence) <= MAX_SUMMARY_CHARS else sentence[: MAX_SUMMARY_CHARS - 1] + "…"


def parameters(documentation: str, style: str) -> dict[str, str]:
    """Return what a documentation says of each parameter, by name, each on one line."""
    if style in ("none", "godoc"):
        return {}
    found: dict[str, str] = {}
    if ":param" in documentation:
        found.update(_fields(_SPHINX, documentation))
    if "@param" in documentation:
        found.update(_fields(_JSDOC, documentation))
    if style == "python":
        if "\nArg" in "\n" + documentation or "\nParameters:" in "\n" + documentation:
            found.update(_google(documentation))
        if "---" in documentation:
            found.update(_numpy(documentation))
    elif style == "rustdoc" and "# Arguments" in documentation:
        found.update(_fields(_RUSTDOC, documentation.partition("# Arguments")[2].partition("\n#")[0]))
    return found


_DEPRECATED: Final = {
    "jsdoc": re.compile(r"^[ \t]*@deprecated\b", re.MULTILINE),
    "javadoc": re.compile(r"^[ \t]*[@\\]deprecated\b", re.MULTILINE),
    "godoc": re.compile(r"^Deprecated: ", re.MULTILINE),
}


def is_deprecated(documentation: str, style: str) -> bool:
    r"""Tell whether a documentation says, in the way of its style, that what it describes should not be used.

    >>> is_deprecated("Open it.\n@deprecated use push", "jsdoc"), is_deprecated("Deprecated: gone.", "godoc")
    (True, True)
    """
    mark = _DEPRECATED.get(style)
    return mark is not None and "eprecated" in documentation and mark.search(documentation) is not None


def _dedent(text: str) -> str:
    if "\n" not in text:  # half of them
        return text.expandtabs(4).strip()
    lines = text.expandtabs(4).split("\n")
    rest = [line for line in lines[1:] if line.strip()]
    margin = min((len(line) - len(line.lstrip()) for line in rest), default=0)
    return "\n".join([lines[0].strip(), *(line[margin:].rstrip() for line in lines[1:])]).strip()


def _open_block(text: str) -> str:
    opening = _OPENING.match(text)
    text = text[opening.end() :] if opening else text
    for mark in ("*/", "*)", "-}", "]]", "|#", "-->", "=end"):
        if text.endswith(mark):
            return text[: -len(mark)].rstrip("*-=] ")
    return text


_OPENING = re.compile(r"/\*[*!]*+<?|\(\*++|\{-\s*+\|?|--\[=*+\[|#\||<!--|=begin")


def _unstar(line: str) -> str:
    return re.sub(r"^\s*\*(?!\*)\s?", "", line)


@lru_cache(maxsize=64)
def _marks(line_marks: tuple[str, ...]) -> re.Pattern[str]:
    """Marks of line comments: `#` also takes `#:`, `//` also `///` and `//!`."""
    known = "|".join(re.escape(mark) for mark in line_marks) or "#"
    return re.compile(rf"^\s*(?:{known})(?:[/!:|^]|[#;%-]+)?[ \t]?")


_SPHINX = re.compile(
    r"^[ \t]*:param(?:eter)?[ \t]+(?:[^:\n]*?[ \t])?\*{0,2}(?P<name>\w+)[ \t]*:(?P<text>[^\n]*(?:\n(?![ \t]*(?::|\n|$))[^\n]*)*)",
    re.MULTILINE,
)
_JSDOC = re.compile(
    r"^[ \t]*@param[ \t]+(?:\{[^\n]*?\}[ \t]*)?(?:<\w+>|\[?\$?(?P<name>[\w$]+)[^\s\]]*\]?)(?P<text>[^\n]*(?:\n(?![ \t]*(?:@|\n|$))[^\n]*)*)",
    re.MULTILINE,
)
_RUSTDOC = re.compile(
    r"^[ \t]*[*-][ \t]+`(?P<name>\w+)`(?P<text>[^\n]*(?:\n(?![ \t]*(?:[*-][ \t]|\n|$))[^\n]*)*)", re.MULTILINE
)


def _fields(pattern: re.Pattern[str], documentation: str) -> dict[str, str]:
    texts = {
        found["name"]: " ".join(found["text"].strip(" \t-–:").split())
        for found in pattern.finditer(documentation)
        if found["name"]
    }
    return {name: text for name, text in texts.items() if text}


_GOOGLE_ENTRY = re.compile(r"\*{0,2}(\w+)\s*(?:\([^)\n]*\))?:\s*(.*)")


def _google(documentation: str) -> dict[str, str]:
    found: dict[str, str] = {}
    name = ""
    margin = -1
    inside = False
    for line in documentation.split("\n"):
        bare = line.strip()
        depth = len(line) - len(line.lstrip())
        if depth == 0 and bare:
            inside = bare in ("Args:", "Arguments:", "Parameters:")
            margin = -1
            continue
        if not inside or not bare:
            continue
        margin = depth if margin == -1 else margin
        entry = _GOOGLE_ENTRY.fullmatch(bare) if depth <= margin else None
        if entry is not None:
            name = entry[1]
            found[name] = entry[2]
        elif name:
            found[name] = f"{found.get(name, '')} {bare}".strip()
    return {name: text for name, text in found.items() if text}


def _numpy(documentation: str) -> dict[str, str]:
    found: dict[str, str] = {}
    names: list[str] = []
    inside = False
    lines = documentation.split("\n")
    for number, line in enumerate(lines):
        below = lines[number + 1].strip() if number + 1 < len(lines) else ""
        if len(below) >= 3 and not below.strip("-"):
            inside = line.strip() in ("Parameters", "Other Parameters")
            names = []
        elif inside and line.strip() and line.strip("- \t"):
            if not line[0].isspace():
                names = [one.strip(" *") for one in line.partition(":")[0].split(",")]
            else:
                for name in names:
                    found[name] = f"{found.get(name, '')} {line.strip()}".strip()
    return found
