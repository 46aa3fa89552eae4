"""Secrets are masked in place; everything else is left alone.

No secret stands in this file: each is put together when the test runs, from parts that mean nothing.
"""

import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from triptych_indexer.parse.secrets import _ANCHORS, RULES, mask

_LOWER_HEX = string.digits + "abcdef"
_WORD = string.ascii_letters + string.digits


def draw(alphabet: str, count: int, seed: int = 7) -> str:
    return "".join(random.Random(f"{alphabet}{count}{seed}").choices(alphabet, k=count))


def word(count: int, seed: int = 7) -> str:
    return draw(_WORD, count, seed)


def pem(kind: str) -> str:
    dashes = "-" * 5
    lines = "\n".join(word(64, n) for n in range(8))
    return f"{dashes}BEGIN {kind}{dashes}\n{lines}\n{dashes}END {kind}{dashes}\n"


CANARIES = {
    "aws-key": ("AK" + "IA" + draw(string.ascii_uppercase + "234567", 16)),
    "aws-secret": f"aws_secret_access_key = {draw(_WORD + '/+', 40)}",
    "github-token": "gh" + "p_" + word(36),
    "github-token fine": "github" + "_pat_" + word(22) + "_" + word(59),
    "gitlab-token": "gl" + "pat-" + word(20),
    "slack-token": "xo" + "xb-" + draw(string.digits, 12) + "-" + draw(string.digits, 12) + "-" + word(24),
    "slack-webhook": "https://hooks."
    + "slack.com/services/T"
    + word(8).upper()
    + "/B"
    + word(8).upper()
    + "/"
    + word(24),
    "discord-webhook": "https://discord" + ".com/api/webhooks/" + draw(string.digits, 18) + "/" + word(68),
    "telegram-token": draw("123456789", 9) + ":A" + "A" + word(33),
    "google-key": "AI" + "za" + word(35),
    "google-secret": "GOC" + "SPX-" + word(28),
    "stripe-key": "sk_" + "live_" + word(24),
    "stripe-secret": "whs" + "ec_" + word(32),
    "anthropic-key": "sk-" + "ant-api03-" + word(80),
    "openai-key": "sk-" + "proj-" + word(60),
    "openai-key old": "sk-" + word(48),
    "npm-token": "np" + "m_" + word(36),
    "pypi-token": "py" + "pi-AgE" + word(100),
    "hugging-face-token": "h" + "f_" + word(34),
    "sendgrid-key": "S" + "G." + word(22) + "." + word(43),
    "mailgun-key": "ke" + "y-" + draw(_LOWER_HEX, 32),
    "twilio-key": "S" + "K" + draw(_LOWER_HEX, 32),
    "digitalocean-token": "do" + "p_v1_" + draw(_LOWER_HEX, 64),
    "shopify-token": "shp" + "at_" + draw(_LOWER_HEX, 32),
    "databricks-token": "da" + "pi" + draw(_LOWER_HEX, 32),
    "docker-token": "dckr" + "_pat_" + word(27),
    "vault-token": "hv" + "s." + word(24),
    "age-key": "AGE-" + "SECRET-KEY-1" + draw(string.ascii_uppercase + string.digits, 58),
    "azure-key": "Account" + "Key=" + word(86) + "==",
    "jwt": "ey" + "J" + word(20) + ".ey" + "J" + word(40) + "." + word(43),
    "url-password": "postgres://shop:" + word(14) + "@db.internal:5432/shop",
    "private-key": pem("RSA " + "PRIVATE KEY"),
    "private-key openssh": pem("OPENSSH " + "PRIVATE KEY"),
    "literal": f'api_key = "{word(32)}"',
    "literal json": f'"client_secret": "{word(40)}"',
    "literal subscript": f"settings['AUTH_TOKEN'] = '{word(32)}'",
    "literal env": f"DATABASE_PASSWORD={word(24)}",
    "literal yaml": f"  secret-token: {word(30)}",
    "literal hex": f"SECRET_KEY = '{draw(_LOWER_HEX, 64)}'",
}

HARMLESS = [
    'password = "correct horse battery staple"',
    'password = "password1234567890123"',
    "password = get_password(request.user)",
    'token = "csrfmiddlewaretoken"',
    'secret_key = "your-secret-key-goes-here-0001"',
    "API_KEY = os.environ['API_KEY']",
    'SECRET = "${SECRET_FROM_VAULT_2024}"',
    "TOKEN_TYPE = 'application/vnd.api+json'",
    "postgres://user:password@localhost/db",
    "https://{user}:{token}@example.org/",
    "sha256: " + "a" * 64,
    "key-value pairs, sk-learn, eyJ is how they begin",
    "AKIA" + "IOSFODNN7" + "EXAMPLE",
    "gh" + "p_" + "x" * 36,
    '"integrity": "sha512-' + word(86) + '=="',
    "commit = '3fce3b5b9d1a4c0e8f7a6b5c4d3e2f1a0b9c8d7e'",
    "def check_password(password, encoded, setter=None, preferred='default'):",
    "max_tokens: 4096_tokens_per_request_2",
]


@pytest.mark.parametrize("canary", CANARIES.values(), ids=CANARIES.keys())
def test_a_secret_is_masked_and_nothing_else(canary: str) -> None:
    before, after = "x = 1  # first\n", "\ny = 2  # last\n"
    source = (before + canary + after).encode()

    masked, count = mask(source)

    assert count == 1
    assert len(masked) == len(source)
    assert masked.count(b"\n") == source.count(b"\n")
    assert masked.startswith(before.encode())
    assert masked.endswith(after.encode())
    for piece in _random_pieces(canary):
        assert piece.encode() not in masked


def _random_pieces(canary: str) -> list[str]:
    """Return the parts of a canary that were drawn, without the form around them."""
    text = canary
    for mark in "-_./:=\"' \n@":
        text = text.replace(mark, " ")
    return [part for part in text.split() if len(part) >= 14 and any(c.isdigit() for c in part)]


@pytest.mark.parametrize("name", ["aws-key", "github-token", "stripe-key"])
def test_the_mask_names_the_rule_where_it_fits(name: str) -> None:
    masked, _ = mask(CANARIES[name].encode())

    assert masked.startswith(f"[REDACTED:{name}]".encode()[: len(masked)]) or set(masked) == {ord("*")}


@pytest.mark.parametrize("text", HARMLESS)
def test_what_only_looks_like_a_secret_is_left_alone(text: str) -> None:
    assert mask(f"a\n{text}\nb\n".encode()) == (f"a\n{text}\nb\n".encode(), 0)


def test_a_secret_among_broken_bytes_is_found() -> None:
    source = b"\xff\xfe" + CANARIES["github-token"].encode() + b"\xff\x80"

    masked, count = mask(source)

    assert count == 1
    assert masked[:2] + masked[-2:] == b"\xff\xfe\xff\x80"


def test_a_private_key_cut_off_before_its_end_is_masked() -> None:
    key = CANARIES["private-key"]
    cut = key[: key.rindex("\n", 0, -40) - 30].encode()

    masked, count = mask(cut)

    assert count == 1
    assert word(64, 0).encode() not in masked
    assert word(64, 5).encode() not in masked


def test_a_private_key_in_a_string_of_one_line_is_masked() -> None:
    key = CANARIES["private-key"].replace("\n", "\\n")

    masked, count = mask(f'KEY = "{key}"\n'.encode())

    assert count == 1
    assert word(64, 3).encode() not in masked


def test_many_secrets_are_counted_each() -> None:
    masked, count = mask("\n\n".join(CANARIES.values()).encode())

    assert count >= len(CANARIES)
    for canary in CANARIES.values():
        assert not any(piece.encode() in masked for piece in _random_pieces(canary))


def test_masking_twice_changes_nothing_more() -> None:
    once, _ = mask("\n".join(CANARIES.values()).encode())

    assert mask(once) == (once, 0)


def test_every_rule_has_a_canary_and_every_canary_passes_the_anchors() -> None:
    named = {name.split()[0] for name in CANARIES}

    assert {rule.name for rule in RULES} - named <= {"google-token"}
    assert "eyJ" in _ANCHORS


@given(st.binary(max_size=300))
def test_any_bytes_keep_their_length_and_their_lines(source: bytes) -> None:
    masked, _ = mask(source)

    assert len(masked) == len(source)
    assert [n for n, byte in enumerate(masked) if byte == 10] == [
        n for n, byte in enumerate(source) if byte == 10
    ]


@pytest.mark.parametrize(
    "bomb",
    ["password=" * 200_000, "secret='" + "a1" * 500_000, "a://" * 300_000, "eyJ" * 400_000, "-----BEGIN PRIVATE " + "KEY-----" * 1 + "\n" + "A" * 1_000_000, "aws" + "A" * 1_000_000, "token" + " " * 1_000_000, "xo" + "xb-" * 400_000],
)  # fmt: skip
def test_no_text_makes_the_patterns_slow(bomb: str) -> None:
    source = bomb.encode()

    began = time.process_time()
    mask(source)

    assert time.process_time() - began < 2
