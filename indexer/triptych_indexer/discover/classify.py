"""What a file is, in two looks: by its name while walking, by its content in the worker that reads it anyway.

By name come the language, the content class, the flags (test, generated, vendored) and most reasons not to read a
file. By content come the shebang, the `@generated` marker, the mark that a build leaves in its last line and the sniff
for binary data. The walk opens no file.
"""

import dataclasses
import re
from typing import Final, NamedTuple, Protocol

from triptych_indexer.languages.manifests import is_manifest
from triptych_indexer.model import Content, FileFlag, SourceFile
from triptych_indexer.settings import IndexSettings

SNIFF_BYTES: Final = 65_536
"""How much of a file is looked at to tell text from binary data."""


class Card(Protocol):
    @property
    def content(self) -> Content: ...


class Languages(Protocol):
    """What is asked of `languages.registry`."""

    def language_of(self, path: bytes, first_line: bytes | None = None) -> str | None: ...

    def card(self, name: str) -> Card: ...


class Named(NamedTuple):
    """What a name tells."""

    language: str | None
    content: Content
    flags: int
    reason: str | None
    or_else: str | None = None
    """The language that the content may show it to be instead."""


# --- by name ---


class Classifier:
    """Judges files by name; remembers what an ending means, as a repository has few of them."""

    def __init__(self, settings: IndexSettings, languages: Languages) -> None:
        self._settings = settings
        self._languages = languages
        self._content_of: dict[str, Content] = {}

    def by_name(self, path: bytes, name: bytes, directory_flags: int, *, wanted: bool = False) -> Named:
        """Judge a file by its path.

        Args:
            path: relative to the root.
            name: its last part.
            directory_flags: what `directory_flags` gave for the folder it lies in.
            wanted: an ignore file brought it back by name, so being generated is no reason against it.
        """
        lower = name.lower()
        stem, _, ending = lower.rpartition(b".")
        if not stem:
            ending = b""
        language = self._languages.language_of(path)
        content = self._content(language, lower, ending)
        flags = directory_flags
        if _is_test(name, lower):
            flags |= FileFlag.TEST
        elif flags & _LOOSE_TEST:
            flags |= FileFlag.TEST if language != "python" else 0
        flags &= _ALL_FLAGS
        generated = _generated_name(lower, ending)
        if generated:
            flags |= FileFlag.GENERATED
        reason = _secret_name(lower, ending) or _UNREADABLE_ENDINGS.get(ending)
        if reason is None and generated and not (self._settings.include_generated or wanted):
            reason = f"generated ({generated}): include_generated = true reads it"
        return Named(
            language, content, flags, reason, _CORRECTED.get(language or "") if ending == b"h" else None
        )

    def wants(self, named: Named, name: bytes) -> bool:
        """Say whether the settings ask for a file of this language and content class.

        What decides where imports lead is wanted in any case: without it the code that was asked for has wrong edges.
        """
        settings = self._settings
        if named.content is not Content.CODE and is_manifest(name.decode("utf-8", "replace")):
            return True
        if settings.languages and settings.languages.isdisjoint((named.language, named.or_else)):
            return False
        return named.content in settings.contents

    def _content(self, language: str | None, lower: bytes, ending: bytes) -> Content:
        if language is None:
            return _content_of_unknown(lower, ending)
        known = self._content_of.get(language)
        if known is None:
            known = self._content_of[language] = Content(self._languages.card(language).content)
        return known


def directory_flags(parent_flags: int, name: bytes, depth: int) -> int:
    """Give the flags of everything below a directory; `depth` is 0 for one right below the root.

    The result may hold a mark of our own above the bits of `FileFlag`; only `Classifier.by_name` reads it.
    """
    lower = name.lower()
    if lower in _TEST_DIRECTORIES:
        return parent_flags | FileFlag.TEST
    if lower == b"test":
        # `django/test` is a library for tests; `test/`, `src/test/java` hold them.
        return parent_flags | (FileFlag.TEST if depth == 0 else _LOOSE_TEST)
    if lower in _VENDORED_DIRECTORIES:
        return parent_flags | FileFlag.VENDORED
    return parent_flags


_LOOSE_TEST: Final = 1 << 20
_ALL_FLAGS: Final = int(FileFlag.TEST | FileFlag.GENERATED | FileFlag.VENDORED)

_TEST_DIRECTORIES: Final = frozenset({b"tests", b"__tests__", b"__mocks__", b"testdata", b"e2e", b"cypress"})
_VENDORED_DIRECTORIES: Final = frozenset(
    {
        *(b"node_modules", b"bower_components", b"jspm_packages", b"vendor", b"_vendor", b"vendored"),
        *(b"third_party", b"third-party", b"thirdparty", b"3rdparty", b"godeps", b"pods", b"carthage"),
        *(b"site-packages", b"dist-packages", b".venv", b".bundle", b".yarn", b".pnp"),
    }
)
CACHE_DIRECTORIES: Final = frozenset(
    {
        *(b"__pycache__", b".mypy_cache", b".pytest_cache", b".ruff_cache", b".hypothesis", b".tox", b".nox"),
        *(b".eggs", b".ipynb_checkpoints", b".gradle", b".next", b".nuxt", b".svelte-kit", b".parcel-cache"),
        *(b".turbo", b".terraform", b".cache", b".sass-cache", b".nyc_output"),
    }
)
"""Made by tools, wanted by nobody: counted and never listed, since there may be one in every folder."""


def vendored_marker(names: frozenset[bytes] | set[bytes]) -> str | None:
    """Tell by what lies in a directory that it holds other people's code or a tool's, whatever it is called."""
    if b"pyvenv.cfg" in names:
        return "a Python environment (pyvenv.cfg)"
    if b"conda-meta" in names:
        return "a conda environment (conda-meta)"
    return None


# Names of tests as each language's own tools find them.
_TEST_NAME: Final = re.compile(
    rb"(?:test_.*|.*_tests?)\.pyi?|conftest\.py|.*_test\.(?:go|exs|dart|lua|zig|cc|cpp|c|rs)"
    rb"|.*[._-](?:test|spec)\.[cm]?[jt]sx?|.*_(?:spec|test)\.rb|test_helper\.exs?|spec_helper\.rb"
)
_TEST_CLASS_NAME: Final = re.compile(
    rb"(?:Test[A-Z0-9_].*|.*(?:Test|Tests|TestCase|Spec|IT))\.(?:java|kt|scala|cs|swift|php|groovy)"
)


def _is_test(name: bytes, lower: bytes) -> bool:
    if b"test" not in lower and b"spec" not in lower and not name.endswith(b"IT.java"):
        return False  # a quick look before two expressions
    return bool(_TEST_NAME.fullmatch(lower) or _TEST_CLASS_NAME.fullmatch(name))


_LOCK_FILES: Final = frozenset(
    {
        *(
            b"package-lock.json",
            b"npm-shrinkwrap.json",
            b"yarn.lock",
            b"pnpm-lock.yaml",
            b"bun.lock",
            b"bun.lockb",
        ),
        *(
            b"deno.lock",
            b"cargo.lock",
            b"poetry.lock",
            b"uv.lock",
            b"pdm.lock",
            b"pylock.toml",
            b"pipfile.lock",
        ),
        *(b"conda-lock.yml", b"pixi.lock", b"gemfile.lock", b"composer.lock", b"go.sum", b"go.work.sum"),
        *(b"flake.lock", b"mix.lock", b"rebar.lock", b"pubspec.lock", b"podfile.lock", b"package.resolved"),
        *(
            b"packages.lock.json",
            b"project.assets.json",
            b"gradle.lockfile",
            b"chart.lock",
            b".terraform.lock.hcl",
        ),
        *(b"cabal.project.freeze", b"stack.yaml.lock", b"module.bazel.lock", b"manifest.toml.lock"),
    }
)
_GENERATED_ENDINGS: Final = (
    *(
        b"_pb2.py",
        b"_pb2.pyi",
        b"_pb2_grpc.py",
        b".pb.go",
        b".pb.gw.go",
        b".pb.cc",
        b".pb.h",
        b".pb.swift",
        b"_pb.js",
    ),
    *(b"_pb.d.ts", b"_pb.ts", b"_pb.rb", b".pb.dart", b".g.dart", b".freezed.dart", b".g.cs", b".g.i.cs"),
    *(
        b".designer.cs",
        b".designer.vb",
        b".gen.go",
        b".gen.ts",
        b"_gen.go",
        b".generated.ts",
        b".generated.js",
    ),
    *(b".generated.cs", b".generated.swift", b"_generated.go", b"_generated.rs", b"_generated.py"),
    *(
        b".min.js",
        b"-min.js",
        b".min.mjs",
        b".min.css",
        b"-min.css",
        b".bundle.js",
        b".chunk.js",
        b".chunk.css",
    ),
)
_MAP_ENDINGS: Final = (b".js.map", b".mjs.map", b".cjs.map", b".css.map", b".ts.map")


def _generated_name(lower: bytes, ending: bytes) -> str | None:
    if lower in _LOCK_FILES:
        return "a lock file"
    if ending == b"map" and lower.endswith(_MAP_ENDINGS):
        return "a source map"
    if lower.endswith(_GENERATED_ENDINGS):
        return "by its name"
    if lower.startswith(b"zz_generated."):
        return "by its name"
    return None


# --- what is never read ---

_SECRET_NAMES: Final = frozenset(
    {
        *(b".npmrc", b".pypirc", b".netrc", b"_netrc", b".pgpass", b".my.cnf", b".mylogin.cnf", b".htpasswd"),
        *(b".git-credentials", b".dockercfg", b".dockerconfigjson", b".s3cfg", b".boto", b".vault-token"),
        *(
            b".vault_pass",
            b".vault-pass",
            b"credentials",
            b"credentials.json",
            b"credentials.yml",
            b"credentials.yaml",
        ),
        *(
            b"credentials.toml",
            b"credentials.ini",
            b"credentials.xml",
            b"credentials.csv",
            b"credentials.yml.enc",
        ),
        *(b"secrets.json", b"secrets.yml", b"secrets.yaml", b"secrets.toml", b"secrets.yml.enc", b".secrets"),
        *(b"client_secret.json", b"client_secrets.json", b"service-account.json", b"service_account.json"),
        *(b"terraform.tfstate", b"terraform.tfstate.backup", b"kubeconfig"),
    }
)
_SECRET_ENDINGS: Final = frozenset(
    {
        *(
            b"pem",
            b"key",
            b"p12",
            b"pfx",
            b"pkcs12",
            b"jks",
            b"keystore",
            b"kdb",
            b"kdbx",
            b"ppk",
            b"gpg",
            b"pgp",
        ),
        *(b"ovpn", b"agekey", b"tfstate"),
    }
)
_SSH_KEY: Final = re.compile(rb"id_(?:rsa|dsa|ecdsa|ed25519|xmss)(?:_sk)?(?:[._-].*)?")
_ENV_FILE: Final = re.compile(rb"\.env(?:rc)?(?:[._-].*)?|.+\.env")
_ENV_EXAMPLE: Final = re.compile(rb".*\b(?:example|sample|template|dist|defaults?|schema)\b.*")


def _secret_name(lower: bytes, ending: bytes) -> str | None:
    """Say that a name is one people keep secrets under.

    A program is read whatever its name (`id_rsa.py`, `credentials.go`), and so is a template (`.env.example`).
    """
    if lower in _SECRET_NAMES or ending in _SECRET_ENDINGS:
        return SECRET_REASON
    if lower.startswith(b"id_") and _SSH_KEY.fullmatch(lower) and ending not in _PROGRAM_ENDINGS:
        return None if ending == b"pub" else SECRET_REASON
    if b".env" in lower and _ENV_FILE.fullmatch(lower) and ending not in _PROGRAM_ENDINGS:
        return None if _ENV_EXAMPLE.fullmatch(lower) else SECRET_REASON
    return None


SECRET_REASON: Final = "a name under which secrets are kept: never read"
_PROGRAM_ENDINGS: Final = frozenset(
    {*(b"py", b"pyi", b"js", b"ts", b"mjs", b"cjs", b"tsx", b"jsx", b"go", b"rs", b"rb", b"java", b"kt", b"php"),
     *(b"c", b"h", b"cc", b"cpp", b"hpp", b"cs", b"swift", b"scala", b"ex", b"exs", b"md", b"rst")}
)  # fmt: skip


def _endings() -> dict[bytes, str]:
    groups = {
        "a localisation catalogue": b"po pot mo xliff xlf resx arb",
        "an image": b"png jpg jpeg gif bmp ico icns webp avif tif tiff heic psd ai eps sketch fig xcf dds tga",
        "a font": b"ttf otf woff woff2 eot pfb",
        "sound or video": b"mp3 mp4 m4a m4v mov avi mkv webm ogg ogv oga wav flac aac wmv",
        "an archive": b"zip tar gz tgz bz2 tbz xz txz zst lz4 7z rar jar war ear whl egg gem nupkg crate deb rpm "
        b"apk ipa dmg iso msi cab",
        "compiled code": b"pyc pyo pyd so dylib dll exe o a lib obj class wasm node elc beam bin rlib rmeta pdb",
        "a document that is not text": b"pdf doc docx xls xlsx ppt pptx odt ods odp epub mobi",
        "a database": b"db sqlite sqlite3 mdb accdb ldb parquet feather arrow avro orc npy npz pkl pickle h5 hdf5",
        "model weights": b"safetensors onnx pt pth ckpt gguf tflite joblib",
    }
    return {ending: reason for reason, endings in groups.items() for ending in endings.split()}


_UNREADABLE_ENDINGS: Final = _endings()
"""Endings of formats that hold no text worth a search; `.svg` is text."""


# --- the class of what no language claims ---

_CONFIG_ENDINGS: Final = frozenset(
    b"cfg conf config ini properties toml yaml yml json json5 jsonc xml plist env lock tf tfvars hcl service "
    b"gradle cmake mk bazel bzl nix editorconfig rules desktop csv tsv list in reg".split()
)
_CODE_ENDINGS: Final = frozenset(
    b"html htm css scss sass less vue svelte astro sql graphql gql proto thrift ipynb r jl pl pm t sh bash zsh "
    b"fish ps1 bat cmd awk sed vim el lisp clj cljs erl hrl ml mli fs fsx dart m mm f90 f95 f pas asm s v sv vhd "
    b"sol cu glsl wgsl hlsl tcl groovy cr nim d tmpl tpl j2 jinja jinja2 ejs erb haml slim pug hbs mustache "
    b"twig".split()
)
_DOCS_NAMES: Final = frozenset(
    b"license licence copying readme changes changelog authors contributors contributing notice news todo history "
    b"thanks security support maintainers code_of_conduct install copyright patents".split()
)


def _content_of_unknown(lower: bytes, ending: bytes) -> Content:
    if ending in _CODE_ENDINGS:
        return Content.CODE
    if ending in _CONFIG_ENDINGS or lower.startswith(b"."):
        return Content.CONFIG
    if not ending and lower not in _DOCS_NAMES:
        return Content.CONFIG  # Makefile, Procfile, Jenkinsfile; a script's shebang corrects it
    return Content.DOCS


# --- by content ---

_GENERATED_MARK: Final = re.compile(
    rb"@generated\b|\bdo not (?:edit|modify)\b|\bauto-?generated\b.{0,60}\bby\b|\b(?:code|file) generated\b"
    rb"|\bgenerated by\b.{0,80}\bdo not\b|<auto-generated",
    re.IGNORECASE,
)
_HAND_WRITTEN: Final = re.compile(rb"generated by django [\d.]", re.IGNORECASE)
"""Django's migrations say so, and are edited, reviewed and asked about like other code."""
_COMMENT_LINE: Final = re.compile(
    rb"\s*(?:#|//|/\*|\*|--|;|%|<!--|\"\"\"|'''|\(\*|\{-|rem\b|(?-i:@generated))|@generated", re.IGNORECASE
)
"""`@Generated` above a class says that it is; above a member it is an object mapper's word for a column."""
_MARKED_LINES: Final = 12
"""A marker stands in the first lines of a file, in a comment."""

_TEXT_ENCODINGS: Final = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")


def by_content(
    file: SourceFile,
    source: bytes,
    settings: IndexSettings,
    languages: Languages,
) -> SourceFile:
    """Return the file as its content corrects it: language, content class, flags, reason not to go on.

    What says that it is generated is left out unless the settings ask for it. What a build wrote for people to load (its
    last line names a source map) only has the flag: it may be all that a repository has of that code.

    A reason given here is a fact about the content: store it together with the content's hash, and `compare` will not
    have the file read again before it changes.
    """
    head = source[:SNIFF_BYTES]
    reason = binary_reason(head)
    if reason is not None:
        return dataclasses.replace(file, skip_reason=reason)
    language, content, flags = file.language, file.content, file.flags
    if language is None and head.startswith(b"#!"):
        language = languages.language_of(file.path, head.partition(b"\n")[0])
        content = content if language is None else Content(languages.card(language).content)
    elif language == "c" and file.path[-2:].lower() == b".h" and is_cpp(head):
        language = _CORRECTED[language]
    if content is Content.CODE and is_marked_generated(head):
        flags |= FileFlag.GENERATED
        if not settings.include_generated:
            reason = "generated (it says so in its first lines): include_generated = true reads it"
    elif names_its_source_map(file.path, source):
        flags |= FileFlag.GENERATED
    return dataclasses.replace(file, language=language, content=content, flags=flags, skip_reason=reason)


_CORRECTED: Final = {"c": "cpp"}
"""What a name says → what the content may say instead: `.h` is the ending of both."""


def may_be_corrected(by_name: str | None, by_content: str | None) -> bool:
    """Tell whether a file that its name calls one language may be another, by its content."""
    return by_name is None or _CORRECTED.get(by_name, by_name) == by_content


def is_cpp(head: bytes) -> bool:
    """Tell whether a `.h` file is C++: something stands at the start of a line that C does not have.

    What only a C++ compiler is shown (`#ifdef __cplusplus`) is what a C header does to be included by both.
    """
    if not _CPP_LINE.search(head):
        return False  # a quick look before the comments are taken out
    code = _C_COMMENT.sub(b"", head)
    return bool(_CPP_LINE.search(_without_cpp_only(code) if b"__cplusplus" in code else code))


def _without_cpp_only(code: bytes) -> bytes:
    """Drop what the preprocessor shows to C++ only."""
    kept: list[bytes] = []
    branches: list[tuple[bool, bool]] = []  # this one is for C++ only; the other one is
    for line in code.split(b"\n"):
        directive = _DIRECTIVE.match(line)
        if directive is None:
            if not any(is_hidden for is_hidden, _ in branches):
                kept.append(line)
        elif directive[1] == b"endif":
            del branches[-1:]
        elif directive[1].startswith(b"if"):
            # A comparison (`__cplusplus > 201402L`) is made in headers that only C++ includes.
            asks = b"__cplusplus" in line and b"<" not in line and b">" not in line
            is_negated = directive[1] == b"ifndef" or b"!" in line
            branches.append((asks and not is_negated, asks and is_negated))
        elif branches:
            branches[-1] = (branches[-1][1], False)
    return b"\n".join(kept)


_DIRECTIVE: Final = re.compile(rb"[ \t]*#[ \t]*(if|ifdef|ifndef|else|elif|endif)\b")
_C_COMMENT: Final = re.compile(rb"/\*.*?(?:\*/|\Z)|//[^\n]*", re.DOTALL)
_CPP_LINE: Final = re.compile(
    rb"^[ \t]*(?:(?:inline[ \t]+)?namespace\b[ \t\w:]*(?:\{|$)|using[ \t]+(?:namespace\b|\w+[ \t]*=)|template[ \t]*<"
    rb"|(?:enum[ \t]+)?class[ \t]+\w+|(?:public|private|protected)[ \t]*:|virtual[ \t]+[\w~]|friend[ \t]+\w"
    rb"|#[ \t]*include[ \t]*<[a-z_]+>|(?:\w+[ \t]+){0,3}\w+::~?\w)",
    re.MULTILINE,
)


def binary_reason(head: bytes) -> str | None:
    """Say why these bytes are no text: a NUL, or more than 30 % that no text encoding explains.

    Bytes above 127 that are not UTF-8 are taken for Latin-1 (`damage.strays_to_utf8`) unless they are many; UTF-16 and
    UTF-32 with a mark at the front are decoded before they come here, since every offset in the index counts bytes of
    UTF-8; what still carries the mark could not be.
    """
    head = head[:SNIFF_BYTES]
    if head.startswith(_TEXT_ENCODINGS):
        return "UTF-16 or UTF-32 that cannot be decoded"
    if b"\0" in head:
        return "binary (a NUL byte in the first 64 kB)"
    invalid = len(head.translate(None, _PRINTABLE))
    if invalid * 10 > len(head) * 3:
        return "binary (more than 30 % control bytes)"
    try:
        head.decode()
    except UnicodeDecodeError as error:
        if error.start >= len(head) - 4 and error.reason == "unexpected end of data":
            return None  # the sniff cut a character in two
        marks = head.decode(errors="replace").count("\N{REPLACEMENT CHARACTER}")
        lost = marks - head.count("\N{REPLACEMENT CHARACTER}".encode()) + invalid  # some were written so
        if lost * 10 > len(head) * 3:
            return "binary (more than 30 % invalid UTF-8)"
    return None


_PRINTABLE: Final = bytes([*b"\t\n\v\f\r\b\x1b", *range(32, 127), *range(128, 256)])


def is_marked_generated(head: bytes) -> bool:
    """Say whether a comment in the first lines tells that a program wrote the file."""
    for line in head[:4_096].split(b"\n", _MARKED_LINES)[:_MARKED_LINES]:
        if _GENERATED_MARK.search(line) and _COMMENT_LINE.match(line) and not _HAND_WRITTEN.search(line):
            return True
    return False


_BUILT_ENDINGS: Final = (b".js", b".mjs", b".cjs", b".css", b".d.ts", b".d.mts", b".d.cts")
_SOURCE_MAP_LINE: Final = re.compile(rb"\s*(?://|/\*)[#@]\s*sourceMappingURL=")


def names_its_source_map(path: bytes, source: bytes) -> bool:
    """Say whether the last line is the comment by which a build tells debuggers what the file was made from."""
    if not path.lower().endswith(_BUILT_ENDINGS):
        return False
    text = source.rstrip()
    return _SOURCE_MAP_LINE.match(text, text.rfind(b"\n") + 1) is not None
