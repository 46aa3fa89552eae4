"""Mask secrets before anything else looks at a file, so that no store, cache or answer can ever hold them.

The mask keeps the length and the line ends, so every offset and line number holds. All patterns run on RE2, which
takes linear time on any text; a file without one of the anchors (nearly every file) is read once and handed back
as it is.

Two kinds of rule: a token whose form gives it away (`ghp_…`), masked unless it is plainly an example; and a literal
with a telling name (`password = "…"`), masked only when it is as random as a generated one. A password that is a
word is not found: to mask those would mask half of every test suite.
"""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import re

    import re2

_TELLING: Final = (
    r"(?:passw(?:or)?d|passphrase|pwd|secret|token|api[_.-]?key|access[_.-]?key|auth[_.-]?key"
    r"|private[_.-]?key|encryption[_.-]?key|signing[_.-]?key|credentials?)"
)

_MIN_DISTINCT: Final = 8
"""A token of known form with fewer different characters is a row of x's, not a secret."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A form of secret; the pattern's first group is what gets masked."""

    name: str
    pattern: str
    is_secret: Callable[[bytes], bool]


def mask(source: bytes) -> tuple[bytes, int]:
    """Return the text with its secrets overwritten, of the same length, and how many there were."""
    if not _anchors().search(source):
        return source, 0
    found = sorted(_find(source))
    if not found:
        return source, 0
    masked = bytearray(source)
    count = reached = 0
    for start, end, name in found:
        if start < reached:  # two rules see one secret: the one that begins first names it
            masked[reached:end] = _cover(source[reached:end], "")
        else:
            masked[start:end] = _cover(source[start:end], name)
            count += 1
        reached = max(reached, end)
    return bytes(masked), count


def _find(source: bytes) -> Iterator[tuple[int, int, str]]:
    for number in _all_at_once().Match(source) or ():
        rule = RULES[number]
        for match in _pattern(number).finditer(source):
            if rule.is_secret(match[1]):
                yield match.start(1), match.end(1), rule.name


def _cover(secret: bytes, rule: str) -> bytes:
    r"""Return what stands in a secret's place.

    >>> _cover(b"0123456789abcdef\n0123456789", "key"), _cover(b"12345", "key")
    (b'[REDACTED:key]**\n**********', b'*****')
    """
    label = f"[REDACTED:{rule}]".encode() if rule else b""
    first, *rest = secret.split(b"\n")
    if len(label) > len(first):
        label = b""
    return b"\n".join([label + b"*" * (len(first) - len(label)), *(b"*" * len(line) for line in rest)])


def _is_unmasked(key: bytes) -> bool:
    """Tell whether a key block still holds its key: its borders stay when it is masked."""
    return 2 * key.count(b"*") < len(key)


def _is_real(token: bytes) -> bool:
    """Tell whether a token of known form is more than an example of its form."""
    return (
        len(set(token)) >= _MIN_DISTINCT and b"EXAMPLE" not in token.upper() and b"xxxx" not in token.lower()
    )


def _is_mixed(token: bytes) -> bool:
    """Tell whether small and capital letters and digits stand together, as in base 62 and hardly in a name."""
    return _is_real(token) and token != token.lower() and token != token.upper() and _digits(token) >= 2


def _digits(text: bytes) -> int:
    return sum(48 <= byte <= 57 for byte in text)


def _is_random(literal: bytes) -> bool:
    """Tell whether a literal looks generated: letters and digits mixed beyond what names and words reach."""
    digits = _digits(literal)
    letters = sum(65 <= byte <= 90 or 97 <= byte <= 122 for byte in literal)
    if digits < 2 or letters < 2 or not _is_real(literal) or _contains_words(literal):
        return False
    counts = Counter(literal)
    entropy = -sum(n / len(literal) * math.log2(n / len(literal)) for n in counts.values())
    # A text of n characters can show log2(n) bits at most: a short one is judged by how near it comes to that.
    return entropy >= min(3.6, 0.85 * math.log2(len(literal))) if len(literal) < 40 else entropy >= 3.6


def _contains_words(literal: bytes) -> bool:
    return bool(_words().search(literal))


def _is_password(text: bytes) -> bool:
    """Tell whether the password of a URL is one, and not the word for it or a hole to be filled."""
    return len(set(text)) >= 4 and not _placeholder().search(text)


RULES: Final = (
    Rule("private-key", r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----((?s:.*?))-----END", _is_unmasked),
    Rule(
        "private-key",  # cut off before its end
        r"-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----((?:[\s\\nr\"'+,]{0,20}[A-Za-z0-9+/=]{40,80})+)",
        _is_unmasked,
    ),
    Rule("aws-key", r"\b((?:AKIA|ASIA|ABIA|ACCA)[A-Z2-7]{16})\b", _is_real),
    Rule("aws-secret", r"(?i:aws)[^\n]{0,40}?(?i:secret|key)[^\n]{0,20}?[=:,]\s{0,3}[\"']?([A-Za-z0-9/+]{40})\b", _is_real),
    Rule("github-token", r"\b(gh[pousr]_[A-Za-z0-9]{36,255})\b", _is_real),
    Rule("github-token", r"\b(github_pat_[A-Za-z0-9_]{40,255})\b", _is_real),
    Rule("gitlab-token", r"\b(gl(?:pat|ptt|dt|rt|oas|soat|ft|imt|agent|cbt)-[A-Za-z0-9_-]{20,})", _is_real),
    Rule("slack-token", r"\b(xox[abeoprs]-[A-Za-z0-9-]{10,})", _is_real),
    Rule("slack-token", r"\b(xapp-[0-9]-[A-Za-z0-9-]{20,})", _is_real),
    Rule("slack-webhook", r"hooks\.slack\.com/(?:services|workflows)/([A-Za-z0-9/]{30,})", _is_real),
    Rule("discord-webhook", r"discord(?:app)?\.com/api/webhooks/([0-9]+/[A-Za-z0-9_-]{50,})", _is_real),
    Rule("telegram-token", r"\b([0-9]{8,10}:AA[A-Za-z0-9_-]{33})", _is_real),
    Rule("google-key", r"\b(AIza[A-Za-z0-9_-]{35})", _is_real),
    Rule("google-secret", r"\b(GOCSPX-[A-Za-z0-9_-]{28})", _is_real),
    Rule("google-token", r"\b(ya29\.[A-Za-z0-9_-]{30,})", _is_real),
    Rule("stripe-key", r"\b([rs]k_(?:live|test)_[A-Za-z0-9]{16,})", _is_real),
    Rule("stripe-secret", r"\b(whsec_[A-Za-z0-9+/=]{32,})", _is_real),
    Rule("anthropic-key", r"\b(sk-ant-[A-Za-z0-9]{2,10}-[A-Za-z0-9_-]{32,})", _is_real),
    Rule("openai-key", r"\b(sk-(?:proj|svcacct|admin|None)-[A-Za-z0-9_-]{32,})", _is_real),
    Rule("openai-key", r"\bsk-([A-Za-z0-9]{32,})\b", _is_mixed),
    Rule("npm-token", r"\b(npm_[A-Za-z0-9]{36})\b", _is_real),
    Rule("pypi-token", r"\b(pypi-AgE[A-Za-z0-9_-]{50,})", _is_real),
    Rule("hugging-face-token", r"\b(hf_[A-Za-z0-9]{34,})\b", _is_real),
    Rule("sendgrid-key", r"\b(SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64})", _is_real),
    Rule("mailgun-key", r"\b(key-[0-9a-f]{32})\b", _is_real),
    Rule("twilio-key", r"\b(SK[0-9a-f]{32})\b", _is_real),
    Rule("digitalocean-token", r"\b(do[opr]_v1_[a-f0-9]{64})\b", _is_real),
    Rule("shopify-token", r"\b(shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32})\b", _is_real),
    Rule("databricks-token", r"\b(dapi[a-f0-9]{32})\b", _is_real),
    Rule("docker-token", r"\b(dckr_pat_[A-Za-z0-9_-]{27,})", _is_real),
    Rule("vault-token", r"\b(hv[sbr]\.[A-Za-z0-9_-]{24,})", _is_real),
    Rule("age-key", r"\b(AGE-SECRET-KEY-1[0-9A-Z]{58})\b", _is_real),
    Rule("azure-key", r"AccountKey=([A-Za-z0-9+/]{86}==)", _is_real),
    Rule("jwt", r"\b(eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{16,})", _is_real),
    Rule("url-password", r"\b[a-zA-Z][a-zA-Z0-9+.-]{1,20}://[^\s:/@\"'<>`]{0,100}:([^\s:/@\"'<>`]{3,200})@[A-Za-z0-9]", _is_password),
    Rule("literal", rf"(?i){_TELLING}[a-z0-9_]{{0,20}}[\"'\]]{{0,2}}\s{{0,4}}(?:=>|:=|=|:)\s{{0,4}}[bru]?[\"']([^\"'\s\\]{{16,300}})[\"']", _is_random),
    Rule("literal", rf"(?im)^[ \t-]*(?:export[ \t]+)?[a-z0-9_.-]{{0,40}}{_TELLING}[a-z0-9_]{{0,20}}[ \t]*[=:][ \t]*([A-Za-z0-9_+/=.~!@#%^&*-]{{16,300}})[ \t\r]*$", _is_random),
)  # fmt: skip

_ANCHORS: Final = (
    rf"(?:{_TELLING.replace('(?:', '(?i:', 1)}[a-zA-Z0-9_]{{0,20}}[\"'\]]{{0,2}}\s{{0,4}}[=:]"
    r"|PRIVATE KEY|AKIA|ASIA|ABIA|ACCA|(?i:aws)[^\n]{0,64}[A-Za-z0-9/+]{40}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_|gl[a-z]{2,5}-[A-Za-z0-9_-]{20}"
    r"|xox[abeoprs]-|xapp-|hooks\.slack|webhooks/|:AA|AIza|GOCSPX-|ya29\.|[rs]k_(?:live|test)_|whsec_"
    r"|sk-[A-Za-z0-9_-]{32}|npm_[A-Za-z0-9]{36}|pypi-AgE|hf_[A-Za-z0-9]{34}|SG\.|key-[0-9a-f]{32}|SK[0-9a-f]{32}"
    r"|do[opr]_v1_|shp[a-z]{2}_|dapi[a-f0-9]{32}|dckr_pat_|hv[sbr]\.|AGE-SECRET-KEY|AccountKey=|eyJ"
    r"|://[^\s:/@\"'<>`]{0,100}:[^\s:/@\"'<>`]{3,200}@)"
)
"""One search that nearly every file fails; a test keeps it true to the rules."""


@cache
def _all_at_once() -> "re2.Set":
    """Return all rules as one automaton, which says in one pass which of them are worth asking."""
    import re2

    rules = re2.Set.SearchSet(_options())
    for rule in RULES:
        rules.Add(rule.pattern.encode())
    rules.Compile()
    return rules


@cache
def _pattern(number: int) -> "re.Pattern[bytes]":
    return _compile(RULES[number].pattern)


@cache
def _anchors() -> "re.Pattern[bytes]":
    return _compile(_ANCHORS)


@cache
def _words() -> "re.Pattern[bytes]":
    """A hole to be filled, a path, an identifier, something the program computes: what literals mostly are."""
    return _compile(
        r"(?i:example|change.?me|placeholder|your|dummy|sample|insert|password|secret|token|foo|bar|test|abc"
        r"|1234|\$\{|\{\{|%\(|%s|\{[a-z_.]*\}|<[a-z]|://|^[a-z]+(?:[_.-][a-z]+)+$|[(),;])"
        # Random base 62 has eight lower-case letters in a row once in a thousand characters, names have them always.
        r"|[a-z]{8,}|[a-z]{5,}(?:[A-Z][a-z]{3,})+"
    )


@cache
def _placeholder() -> "re.Pattern[bytes]":
    return _compile(
        r"(?i)^(?:pass(?:w(?:or)?d)?|pwd|pw|pswd|secret|token|user(?:name)?|key|changeme|admin|root|postgres|mysql"
        r"|test(?:ing)?|foo|bar|baz|guest|demo|hunter2|abc|123+|xxx+|\.{3}|\*+)[0-9]?$|[${}%\[\]()|,;\\]|example|your"
    )


def _compile(pattern: str) -> "re.Pattern[bytes]":
    import re2

    compiled: re.Pattern[bytes] = re2.compile(pattern.encode(), _options())
    return compiled


def _options() -> "re2.Options":
    """Read bytes as Latin-1: each is a character, so broken UTF-8 is only text."""
    import re2

    options = re2.Options()
    options.encoding = re2.Options.Encoding.LATIN1
    options.log_errors = False
    options.max_mem = 16 << 20  # the automaton of all rules thrashes in the default of 8 MB
    return options
