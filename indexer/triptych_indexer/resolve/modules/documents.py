"""Manifests as plain values. One that cannot be read says nothing: the tool it is for could not read it either."""

import json
import re
import tomllib
from typing import Any, Final

# Manifests come with a stranger's repository: nothing here may take longer than the text is long.
_STRING_OR_COMMENT: Final = re.compile(r'"|//|/\*')
_REST_OF_STRING: Final = re.compile(r'[^"\\]*(?:\\.[^"\\]*)*"?', re.DOTALL)
_LAST_COMMA: Final = re.compile(r",(?=\s*[}\]])")


def toml(text: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def json_with_comments(text: str) -> dict[str, Any]:
    """Return the object of a JSON text in which comments and last commas may stand.

    >>> json_with_comments('{"a": [1, "//x",], /* b */ } // c')
    {'a': [1, '//x']}
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        bare = _without_comments(text.lstrip("\ufeff"))
        try:
            document = json.loads(bare)
        except (ValueError, RecursionError):
            return {}
    return document if isinstance(document, dict) else {}


def _without_comments(text: str) -> str:
    """Return a JSON text without comments and without commas before a closing bracket."""
    kept: list[str] = []
    between = ""
    position = 0
    while (mark := _STRING_OR_COMMENT.search(text, position)) is not None:
        between += text[position : mark.start()] + " " * (mark[0] != '"')
        if mark[0] == '"':
            rest = _REST_OF_STRING.match(text, mark.end())
            position = rest.end() if rest is not None else len(text)
            kept += [_LAST_COMMA.sub("", between), text[mark.start() : position]]
            between = ""
        else:
            end = text.find("\n" if mark[0] == "//" else "*/", mark.end())
            position = len(text) if end < 0 else end + (mark[0] == "/*") * 2
    kept.append(_LAST_COMMA.sub("", between + text[position:]))
    return "".join(kept)


def table(document: dict[str, Any], *keys: str) -> dict[str, Any]:
    """Return the table under a path of keys; an empty one when there is none."""
    value: Any = document
    for key in keys:
        value = value.get(key) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def texts(value: object) -> dict[str, str]:
    """Return those pairs of a table whose value is text."""
    if not isinstance(value, dict):
        return {}
    return {key: text for key, text in value.items() if isinstance(text, str)}


def strings(value: object) -> list[str]:
    """Return a text as the only one of a list, of a list its texts, else none."""
    if isinstance(value, str):
        return [value]
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def tables(value: object) -> list[dict[str, Any]]:
    """Return of a list its tables, else none."""
    return [one for one in value if isinstance(one, dict)] if isinstance(value, list) else []


def yaml_list(text: str, key: str) -> list[str]:
    """Return the texts in the list under a top-level key; all of YAML that is needed here."""
    found: list[str] = []
    inside = False
    for line in text.splitlines():
        bare = line.strip()
        if not bare or bare.startswith("#"):
            continue
        if inside and bare.startswith("- "):
            found.append(_scalar(bare[2:]))
        elif not line[0].isspace():
            name, _, rest = bare.partition(":")
            inside = name.strip("\"'") == key
            if inside and rest.strip().startswith("["):
                found += [
                    _scalar(one) for one in rest.partition("[")[2].partition("]")[0].split(",") if one.strip()
                ]
    return found


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] in ("'", '"'):
        return text[1:].partition(text[0])[0]
    return text.partition(" #")[0].strip()
