"""What a user may decide about indexing, as one frozen value.

`load` puts it together, each later source winning over the ones before it:

1. the defaults below
2. the user's file, `$XDG_CONFIG_HOME/triptych/config.toml` (or `~/.config/…`), its table `[index]`
3. the repository's file, `triptych.toml` at the root, its table `[index]`
4. the environment, `TRIPTYCH_` and the key in capitals; lists with commas
5. the command line

A repository's own file may only *narrow* what is indexed: it is written by whoever wrote the repository. It may name
`contents`, `languages`, `ignore`, `max_file_bytes` and `max_line_bytes`, and takes away from what the user's file
allows. Any other key in it is an error and not a warning: its author meant something by it, and a run that silently
leaves it out holds another index than the file says. A user who does not want the file heard says so
(`repository_file=False`).
"""

import hashlib
import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from math import isfinite
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Final, NamedTuple

from triptych_indexer.errors import SettingsError
from triptych_indexer.model import Content

_NOTHING: Final[Mapping[str, object]] = MappingProxyType({})
REPOSITORY_FILE: Final = "triptych.toml"
MAX_FILE_BYTES: Final = 64_000
"""Of a settings file in a repository."""


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """Everything that decides what an index holds."""

    contents: frozenset[Content] = frozenset(Content)
    languages: frozenset[str] = frozenset()
    """Only these; empty means all."""
    ignore: tuple[str, ...] = ()
    """Further patterns in the syntax of `.gitignore`."""
    include_ignored: bool = False
    """Index what `.gitignore` leaves out; `.triptychignore` still holds."""
    include_vendored: bool = False
    include_generated: bool = False
    max_file_bytes: int = 2_000_000
    max_line_bytes: int = 20_000
    """A file with a longer line is text only: minified code has no symbols worth naming."""
    workers: int = 0
    """Parser processes; 0 = one per core, at most 8."""
    worker_memory_bytes: int = 1_500_000_000
    file_timeout_s: float = 5.0
    """Per file, and one second more for each megabyte."""
    embedder: str = "static"
    """`static` (inside the package), `none`, or a sentence-transformers model: a hub name or a folder."""
    chunk_bytes: int = 1_500
    """What a chunk aims at; a function is cut only when it is more than twice as long."""
    disk_budget_bytes: int = 0
    """Refuse to publish an index larger than this; 0 = no limit."""
    secrets: bool = True
    """Mask secrets before anything is stored."""

    def digest(self) -> str:
        """Return 24 hexadecimal digits that are equal for equal settings, in whatever process."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        # A set is printed in an order that differs from process to process.
        shown = {
            key: sorted(value) if isinstance(value, frozenset) else value for key, value in values.items()
        }
        return hashlib.blake2b(repr(shown).encode(), digest_size=12).hexdigest()

    def facts_key(self) -> str:
        """Return the settings that decide what becomes of a file's bytes; other settings only choose files."""
        return f"{self.max_file_bytes} {self.max_line_bytes} {self.chunk_bytes} {self.secrets} {self.include_generated}"


@dataclass(frozen=True, slots=True)
class Loaded:
    """Settings, and for each key where its value comes from, for `triptych config`."""

    settings: IndexSettings
    origins: Mapping[str, str]
    """`default`, a file, `TRIPTYCH_WORKERS`, `the command line`; `a, b` when the repository narrowed what a gave."""


def load(
    root: Path | None = None,
    *,
    overrides: Mapping[str, object] = _NOTHING,
    environment: Mapping[str, str] | None = None,
    user_file: Path | None = None,
    repository_file: bool = True,
) -> Loaded:
    """Put the settings for the repository at `root` together.

    Args:
        root: where `triptych.toml` lies; None when no repository is meant.
        overrides: key → value from the command line; a key whose value is None was not given.
        environment: the process's own by default.
        user_file: the user's file, when it is not in its usual place; then it has to exist.
        repository_file: False leaves `triptych.toml` unread.

    Raises:
        SettingsError: a file cannot be read, a key is unknown or not for that source, or a value is out of range.
    """
    environment = os.environ if environment is None else environment
    layers = _Layers()
    path = user_file or _usual_user_file(environment)
    if path is not None and (user_file is not None or path.exists()):
        for key, value in _index_table(_user_text(path), str(path)).items():
            layers.put(key, value, str(path))
    if root is not None and repository_file:
        for key, value in _index_table(_repository_text(root / REPOSITORY_FILE), REPOSITORY_FILE).items():
            layers.narrow(key, value)
    for key in layers.values:
        name = f"TRIPTYCH_{key.upper()}"
        if name in environment:
            layers.put(key, _from_text(key, environment[name]), name)
    for key, given in overrides.items():
        if given is not None:
            layers.put(key, given, "the command line")
    return Loaded(IndexSettings(**layers.values), MappingProxyType(layers.origins))


class _Layers:
    """The values so far and where they come from."""

    def __init__(self) -> None:
        defaults = IndexSettings()
        # `Any`: each key has a type of its own, which `_checked` holds it to.
        self.values: dict[str, Any] = {
            setting.name: getattr(defaults, setting.name) for setting in fields(defaults)
        }
        self.origins = dict.fromkeys(self.values, "default")

    def put(self, key: str, value: object, origin: str) -> None:
        self.values[key] = _checked(key, value, origin)
        self.origins[key] = origin

    def narrow(self, key: str, value: object) -> None:
        """Take the repository's word for a key, as far as it takes something away."""
        if key in _rules() and key not in _NARROWING:
            raise SettingsError(
                f"{REPOSITORY_FILE} sets {key}, which is for the user to decide: a repository may only set "
                f"{', '.join(_NARROWING)}; put it in your own config.toml"
            )
        wanted = _checked(key, value, REPOSITORY_FILE)
        before = self.values[key]
        after = _narrowed(key, before, wanted)
        if after == before:
            return
        self.values[key] = after
        previous = self.origins[key]
        self.origins[key] = REPOSITORY_FILE if previous == "default" else f"{previous}, {REPOSITORY_FILE}"


_NARROWING: Final = ("contents", "languages", "ignore", "max_file_bytes", "max_line_bytes")


def _narrowed(key: str, before: Any, wanted: Any) -> Any:  # the types are those of the key
    if key == "ignore":
        brought_back = [pattern for pattern in wanted if pattern.startswith("!")]
        if brought_back:
            raise SettingsError(
                f"{REPOSITORY_FILE}: ignore = {brought_back[0]!r} brings files back, and a repository may only leave "
                "files out here; .triptychignore may do both"
            )
        return (*before, *wanted)
    if key in ("contents", "languages"):
        # No languages means all of them.
        both = wanted & before if before and wanted else before | wanted
        if wanted and not both:
            raise SettingsError(
                f"{REPOSITORY_FILE}: {key} = {sorted(wanted)} leaves nothing of your own {key} = {sorted(before)}"
            )
        return both
    default = getattr(IndexSettings(), key)
    if wanted > default:
        raise SettingsError(
            f"{REPOSITORY_FILE}: {key} = {wanted} is more than {default}, and a repository may only lower it; "
            "raise it in your own config.toml"
        )
    return min(before, wanted)


# --- where values come from ---


def _usual_user_file(environment: Mapping[str, str]) -> Path | None:
    configured = environment.get("XDG_CONFIG_HOME", "")
    # The XDG specification: a path that is not absolute is to be ignored.
    if configured.startswith("/"):
        return Path(configured) / "triptych" / "config.toml"
    home = environment.get("HOME")
    return Path(home) / ".config" / "triptych" / "config.toml" if home else None


def _user_text(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}") from error


def _repository_text(path: Path) -> bytes:
    """Read a file that a stranger put there: it may be a link, a pipe that never ends, or huge."""
    try:
        fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise SettingsError(f"{path} cannot be read ({error.strerror}); it has to be a plain file") from error
    with os.fdopen(fd, "rb") as stream:
        if not stat.S_ISREG(os.fstat(fd).st_mode):
            raise SettingsError(f"{path} has to be a plain file")
        text = stream.read(MAX_FILE_BYTES + 1)
    if len(text) > MAX_FILE_BYTES:
        raise SettingsError(f"{path} is longer than {MAX_FILE_BYTES} bytes")
    return text


def user_table(name: str, environment: Mapping[str, str]) -> tuple[Mapping[str, object], str]:
    """Return one table of the user's own file, empty when there is none, and the file's path.

    Raises:
        SettingsError: the file cannot be read, or is no TOML.
    """
    path = _usual_user_file(environment)
    if path is None or not path.exists():
        return _NOTHING, ""
    table = _tables(_user_text(path), str(path)).get(name, {})
    assert isinstance(table, dict)
    return table, str(path)


def _index_table(text: bytes, origin: str) -> Mapping[str, object]:
    table = _tables(text, origin).get("index", {})
    assert isinstance(table, dict)
    return table


def _tables(text: bytes, origin: str) -> Mapping[str, object]:
    """Return a file's tables; in the repository's file none but `[index]` may stand."""
    try:
        document = tomllib.loads(text.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"{origin} is not TOML: {error}") from error
    for key, value in document.items():
        if key == "index" and isinstance(value, dict):
            continue
        if not isinstance(value, dict):
            raise SettingsError(f"{origin}: {key} stands outside a table; write it below [index]")
        if origin == REPOSITORY_FILE:
            raise SettingsError(
                f"{origin}: [{key}] is for the user to decide: a repository may only have [index]"
            )
    return document


def _from_text(key: str, text: str) -> object:
    """Read an environment variable: lists have commas between their items."""
    if key in ("contents", "languages", "ignore"):
        return [item.strip() for item in text.split(",") if item.strip()]
    number = text.strip().replace("_", "")
    return number if number.isdigit() else text.strip()


# --- what is allowed ---


class _Rule(NamedTuple):
    type: Any
    """What `msgspec.convert` holds the value to."""
    allowed: str
    """The same, for a person."""


@cache
def _rules() -> Mapping[str, _Rule]:
    from msgspec import Meta

    def whole(lowest: int, highest: int, unit: str) -> _Rule:
        return _Rule(
            Annotated[int, Meta(ge=lowest, le=highest)], f"a whole number {unit} from {lowest} to {highest}"
        )

    yes_or_no = _Rule(bool, "true or false")
    return {
        "contents": _Rule(
            Annotated[frozenset[Content], Meta(min_length=1)], f"a list of {', '.join(Content)}, not empty"
        ),
        "languages": _Rule(frozenset[str], "a list of names of languages"),
        "ignore": _Rule(tuple[str, ...], "a list of patterns as in .gitignore"),
        "include_ignored": yes_or_no,
        "include_vendored": yes_or_no,
        "include_generated": yes_or_no,
        "max_file_bytes": whole(1, 1_000_000_000, "of bytes"),
        "max_line_bytes": whole(100, 100_000_000, "of bytes"),
        "workers": whole(0, 256, "of processes"),
        "worker_memory_bytes": whole(200_000_000, 1_000_000_000_000, "of bytes"),
        "file_timeout_s": _Rule(
            Annotated[float, Meta(gt=0, le=3_600)], "a number of seconds over 0, at most 3600"
        ),
        "embedder": _Rule(
            Annotated[str, Meta(min_length=1)], "static, none, or the name or folder of a model"
        ),
        "chunk_bytes": whole(200, 100_000, "of bytes"),
        "disk_budget_bytes": whole(0, 1 << 62, "of bytes"),
        "secrets": yes_or_no,
    }


def _checked(key: str, value: object, origin: str) -> Any:
    """Return the value as `IndexSettings` wants it.

    Raises:
        SettingsError: names the key, the value, where it comes from and what is allowed.
    """
    from msgspec import ValidationError, convert

    rule = _rules().get(key)
    if rule is None:
        raise SettingsError(f"{origin}: there is no setting {key!r}{_nearest(key)}")
    try:
        # The environment has only texts, so a number or a `true` may be one there.
        converted = convert(value, rule.type, strict=not origin.startswith("TRIPTYCH_"))
    except ValidationError as error:
        raise SettingsError(f"{origin}: {key} = {value!r} has to be {rule.allowed}") from error
    if isinstance(converted, float) and not isfinite(converted):
        raise SettingsError(f"{origin}: {key} = {value!r} has to be {rule.allowed}")
    return converted


def _nearest(key: str) -> str:
    from difflib import get_close_matches

    close = get_close_matches(key, _rules(), n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(_rules())}"
