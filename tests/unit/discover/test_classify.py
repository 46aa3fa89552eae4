"""What a name tells, and what the first bytes correct."""

import codecs
import random
import time

import pytest
from triptych_indexer.discover.classify import (
    SECRET_REASON,
    Classifier,
    Named,
    binary_reason,
    by_content,
    directory_flags,
    is_cpp,
    is_marked_generated,
)
from triptych_indexer.languages import registry
from triptych_indexer.model import Content, FileFlag, SourceFile
from triptych_indexer.settings import IndexSettings


def named(path: str, settings: IndexSettings | None = None) -> Named:
    flags = 0
    *folders, name = path.encode().split(b"/")
    for depth, folder in enumerate(folders):
        flags = directory_flags(flags, folder, depth)
    return Classifier(settings or IndexSettings(), registry).by_name(path.encode(), name, flags)


def corrected(head: bytes, path: str = "run", settings: IndexSettings | None = None) -> SourceFile:
    look = named(path)
    file = SourceFile(path.encode(), len(head), 0, 0, look.language, look.content, look.flags)
    return by_content(file, head, settings or IndexSettings(), registry)


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("shop/door.py", Content.CODE),
        ("page.html", Content.CODE),
        ("pyproject.toml", Content.CONFIG),
        ("Procfile", Content.CONFIG),
        (".flake8", Content.CONFIG),
        ("README.md", Content.DOCS),
        ("LICENSE", Content.DOCS),
        ("notes.unheardof", Content.DOCS),
    ],
)
def test_the_content_class_follows_the_language_or_the_name(path: str, content: Content) -> None:
    assert named(path).content is content
    assert named(path).reason is None


@pytest.mark.parametrize(
    "path",
    [
        *(
            "tests/door.py",
            "pkg/tests/data.py",
            "test/door.py",
            "src/test/java/Door.java",
            "x/__tests__/a.js",
        ),
        *("test_door.py", "door_test.py", "conftest.py", "door_test.go", "door.test.ts", "door.spec.js"),
        *("DoorTest.java", "DoorTests.cs", "door_spec.rb"),
    ],
)
def test_what_test_runners_look_for_is_a_test(path: str) -> None:
    assert named(path).flags & FileFlag.TEST


@pytest.mark.parametrize(
    "path",
    ["django/test/client.py", "latest.py", "contest.go", "attestation.ts", "Protest.java", "inspect.py"],
)
def test_a_library_for_tests_and_a_name_that_only_sounds_so_are_none(path: str) -> None:
    assert not named(path).flags & FileFlag.TEST


@pytest.mark.parametrize(
    "path",
    [
        *("api_pb2.py", "api_pb2_grpc.py", "api.pb.go", "site.min.js", "site.min.css", "Form.Designer.cs"),
        *("package-lock.json", "Cargo.lock", "uv.lock", "go.sum", "app.js.map", "zz_generated.deepcopy.go"),
    ],
)
def test_generated_by_name_is_left_out_unless_asked_for(path: str) -> None:
    assert named(path).flags & FileFlag.GENERATED
    assert "include_generated" in (named(path).reason or "")
    assert named(path, IndexSettings(include_generated=True)).reason is None


@pytest.mark.parametrize("path", ["migrations/0001_initial.py", "admin.py", "site.map", "lock.py"])
def test_what_people_edit_is_not_generated(path: str) -> None:
    assert not named(path).flags & FileFlag.GENERATED


@pytest.mark.parametrize(
    "path",
    [
        *(
            ".env",
            ".env.local",
            ".env.production",
            "prod.env",
            ".envrc",
            "server.pem",
            "private.key",
            "id_rsa",
        ),
        *("id_ed25519", "id_rsa_work", "keys/id_ecdsa.old", "vault.kdbx", ".npmrc", ".pypirc", ".netrc"),
        *("credentials", "credentials.json", "SECRETS.YML", "release.keystore", "terraform.tfstate"),
    ],
)
def test_a_name_under_which_secrets_are_kept_is_never_read(path: str) -> None:
    everything = IndexSettings(
        include_generated=True, include_ignored=True, include_vendored=True, secrets=False
    )

    assert named(path).reason == SECRET_REASON
    assert named(path, everything).reason == SECRET_REASON


@pytest.mark.parametrize(
    "path",
    [
        ".env.example",
        ".env.sample",
        "id_rsa.pub",
        "id_generator.py",
        "env.py",
        "credentials.py",
        "secrets.py",
    ],
)
def test_a_template_a_public_key_and_a_program_are_read(path: str) -> None:
    assert named(path).reason is None


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("locale/de/django.po", "a localisation catalogue"),
        ("logo.PNG", "an image"),
        ("site.woff2", "a font"),
        ("all.tar.gz", "an archive"),
        ("lib.so", "compiled code"),
        ("data.sqlite3", "a database"),
        ("model.safetensors", "model weights"),
    ],
)
def test_a_format_without_text_is_named_and_not_read(path: str, reason: str) -> None:
    assert named(path).reason == reason


def test_the_settings_choose_by_content_class_and_language() -> None:
    code = Classifier(IndexSettings(contents=frozenset({Content.CODE})), registry)
    python = Classifier(IndexSettings(languages=frozenset({"python"})), registry)

    def wanted(classifier: Classifier, *paths: str) -> list[bool]:
        return [classifier.wants(named(path), path.encode()) for path in paths]

    assert wanted(code, "a.py", "README.md", "a.toml") == [True, False, False]
    assert wanted(python, "a.py", "README.md", "Makefile") == [True, False, False]


def test_what_decides_where_imports_lead_is_wanted_whatever_the_settings_choose() -> None:
    code = Classifier(IndexSettings(contents=frozenset({Content.CODE})), registry)
    python = Classifier(IndexSettings(languages=frozenset({"python"})), registry)

    for name in (
        "tsconfig.base.json",
        "package.json",
        "pyproject.toml",
        "Cargo.toml",
        "go.mod",
        "composer.json",
    ):
        assert code.wants(named(name), name.encode())
        assert python.wants(named(name), name.encode())
    assert not python.wants(named("build.zig"), b"build.zig")  # a program in another language


# --- by content ---


def test_a_shebang_gives_the_language_a_name_does_not() -> None:
    file = corrected(b"#!/usr/bin/env python3\nprint(1)\n", "bin/run")

    assert (file.language, file.content, file.skip_reason) == ("python", Content.CODE, None)


def test_a_shebang_does_not_overrule_the_name() -> None:
    assert corrected(b"#!/usr/bin/env bash\n", "run.py").language == "python"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\xef\xbb\xbfx = 1\n",
        b"\n\n\n",
        "naïve ünïcode — 文字\n".encode(),
        "na\u00efve latin\n".encode("latin-1"),
        "文字".encode()[:-1],
        b"\x1b[31mred\x1b[0m\n",
        b"x" * 65_535 + "é".encode()[:1],
    ],
)
def test_text_is_text_in_any_script_and_cut_anywhere(head: bytes) -> None:
    assert binary_reason(head) is None


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"\0", "NUL"),
        (b"x = 1\n" * 100 + b"\0", "NUL"),
        (bytes(range(1, 9)) * 100, "control bytes"),
        (bytes(range(0x80, 0xC0)) * 100, "invalid UTF-8"),
        (b"\x7fELF\x02\x01\x01" + b"\0" * 9, "NUL"),
        ("x".encode("utf-16"), "UTF-16"),
        (codecs.BOM_UTF16_LE + b"a\x00b", "UTF-16"),
        (b"\x89PNG\r\n\x1a\n\0", "NUL"),
        (b"a" * 65_000 + b"\0", "NUL"),
        (random.Random(1).randbytes(5_000), "NUL"),
        (bytes(range(128, 256)) * 20, "invalid UTF-8"),
    ],
)
def test_binary_data_under_any_name_is_refused_with_the_reason(head: bytes, reason: str) -> None:
    assert reason in (corrected(head, "a.py").skip_reason or "")


@pytest.mark.parametrize("text", ["\ufffd" * 1_000, "\ufffd" * 1_000 + "grüße"])
def test_replacement_characters_that_were_written_count_as_text(text: str) -> None:
    assert binary_reason(text.encode()) is None
    assert binary_reason(text.encode() + b"\xe9 in latin-1") is None


def test_a_nul_behind_the_sniff_is_not_seen() -> None:
    assert binary_reason(b"x" * 65_536 + b"\0") is None


@pytest.mark.parametrize(
    "head",
    [
        b"// Code generated by protoc-gen-go. DO NOT EDIT.\npackage a\n",
        b"# -*- coding: utf-8 -*-\n# Generated by the protocol buffer compiler.  DO NOT EDIT!\n",
        b"/**\n * @generated SignedSource<<abc>>\n */\n",
        b"// <auto-generated>\n//     This code was generated by a tool.\n",
        b"# This file is autogenerated by pip-compile with Python 3.11\n",
        b'@Generated("by.a.tool")\npublic class Made {}\n',
    ],
)
def test_a_comment_that_says_generated_marks_the_file(head: bytes) -> None:
    file = corrected(head, "made.py")

    assert file.flags & FileFlag.GENERATED
    assert "include_generated" in (file.skip_reason or "")
    assert corrected(head, "made.py", IndexSettings(include_generated=True)).skip_reason is None


@pytest.mark.parametrize(
    "head",
    [
        b"# Generated by Django 5.2 on 2026-01-02 03:04\nfrom django.db import migrations\n",
        b'MARK = "@generated"\nRULE = "DO NOT EDIT"\n',
        b"x = 1\n" * 20 + b"# DO NOT EDIT\n",
        b"# Finds files that say: generated.\n",
        b'@Entity()\nexport class Post {\n    @Generated("uuid")\n    id: string\n}\n',
    ],
)
def test_a_migration_a_string_and_a_late_line_do_not(head: bytes) -> None:
    assert not is_marked_generated(head)


@pytest.mark.parametrize(
    ("path", "last_line"),
    [
        ("dist/axios.js", b"//# sourceMappingURL=axios.js.map\n"),
        ("dist/node/axios.cjs", b"//@ sourceMappingURL=axios.cjs.map"),
        ("dist/site.css", b"/*# sourceMappingURL=site.css.map */\n\n"),
        ("dist/index.d.ts", b"//# sourceMappingURL=index.d.ts.map"),
        ("dist/all.js", b"//# sourceMappingURL=data:application/json;base64," + b"A" * 80_000),
    ],
)
def test_what_a_build_wrote_is_read_and_known_as_generated(path: str, last_line: bytes) -> None:
    file = corrected(b"run();\n" * 20_000 + last_line, path)

    assert file.flags & FileFlag.GENERATED
    assert file.skip_reason is None


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("lib/map.js", b"// a file ends in\n//# sourceMappingURL=it.js.map\nexport default map;\n"),
        ("lib/map.js", b'const mark = "//# sourceMappingURL=";\n'),
        ("lib/map.ts", b"//# sourceMappingURL=map.js.map\n"),
        ("lib/empty.js", b""),
    ],
)
def test_a_source_map_that_is_no_last_line_of_a_build_says_nothing(path: str, source: bytes) -> None:
    assert not corrected(source, path).flags & FileFlag.GENERATED


@pytest.mark.parametrize(
    "head",
    [
        b"#pragma once\n#include <vector>\n",
        b"namespace shop {\nint price();\n}\n",
        b"class Door;\n",
        b"  template <typename T>\nT open(T);\n",
        b"struct Lock {\n private:\n  int key;\n};\n",
        b"std::string name();\n",
        b"inline bool Lock::turn() { return true; }\n",
        b"#if __cplusplus > 201402L\nnamespace a::b {\n}\n#endif\n",
        b"#ifndef __cplusplus\n# error C++ only\n#endif\nusing namespace std;\n",
    ],
)
def test_a_header_with_what_c_does_not_have_is_cpp(head: bytes) -> None:
    assert corrected(head, "shop.h").language == "cpp"
    assert corrected(head, "shop.H").language == "cpp"
    assert corrected(head, "shop.c").language == "c"


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"#include <stdio.h>\n#include <sys/types.h>\nint price(void);\n",
        b"/* what it is for:\nclass of devices, namespace of names;\nstd::string in C++\n*/\nint x;\n",
        b"// class Door\nstruct door { struct device *class; };\n",
        b'#ifdef __cplusplus\nextern "C" {\n#endif\nint f(void);\n#ifdef __cplusplus\n}\n#endif\n',
        b"#if defined(__cplusplus)\nnamespace shop {\n# if X\nclass A;\n# endif\n}\n#else\nstruct a;\n#endif\n",
        b"# ifndef __cplusplus\nint a;\n# else\ntemplate <class T> T a;\n# endif\n",
        b"int a = b ? c :d;\nlabel: x::y;\n".replace(b"x::y", b"x"),
    ],
)
def test_a_c_header_stays_c_whatever_it_shows_to_cpp(head: bytes) -> None:
    assert corrected(head, "shop.h").language == "c"


def test_either_language_asked_for_brings_headers() -> None:
    for language in ("c", "cpp"):
        settings = IndexSettings(languages=frozenset({language}))
        assert Classifier(settings, registry).wants(named("shop.h", settings), b"shop.h")
    cpp_only = IndexSettings(languages=frozenset({"cpp"}))
    assert not Classifier(cpp_only, registry).wants(named("shop.c", cpp_only), b"shop.c")


def test_a_hostile_header_costs_little() -> None:
    began = time.process_time()
    for head in (
        b"/*" * 32_768,
        b"a " * 32_768,
        b"a" * 65_536,
        b"#if __cplusplus\n" * 4_000,
        b"class\t" * 11_000,
    ):
        is_cpp(head + b"\nclass A;")

    assert time.process_time() - began < 1
