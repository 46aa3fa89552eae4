"""Files that have broken indexers: each made by script, to size, so that none lies in the repository."""

import codecs
import random
from collections.abc import Callable

Maker = Callable[[float], bytes]
"""Takes a scale (1 = full size) and gives the file."""

TEXT = {"text"}
PARSED = {"parsed"}
SKIPPED = {"skipped"}


def _count(full: int, scale: float) -> int:
    return max(1, int(full * scale))


def _repeat(piece: bytes, full: int, before: bytes = b"", after: bytes = b"") -> Maker:
    return lambda scale: before + piece * _count(full, scale) + after


def _nest(opening: bytes, closing: bytes, full: int, before: bytes = b"", inside: bytes = b"") -> Maker:
    return lambda scale: before + opening * _count(full, scale) + inside + closing * _count(full, scale)


def _fixed(source: bytes) -> Maker:
    return lambda _: source


def _noise(full: int) -> Maker:
    return lambda scale: random.Random(full).randbytes(_count(full, scale))


def _indented_ifs(scale: float) -> bytes:
    depth = _count(3_000, scale)
    return b"".join(b" " * n + b"if a:\n" for n in range(depth)) + b" " * depth + b"pass\n"


def _minified(scale: float) -> bytes:
    piece = (
        b'!function(t,e){"use strict";for(var n=0;n<t.length;n++)e[t[n]]=function(){return t[n]+e}}(this,[]);'
    )
    return piece * _count(20_000, scale)


def _functions(scale: float) -> bytes:
    return b"".join(b"def f%d(x):\n    return x\n\n" % n for n in range(_count(60_000, scale)))


def _overloads(scale: float) -> bytes:
    """A table of calls with lambdas in lambdas: ambiguous in every grammar where a brace may open either."""
    line = b'    register("a", { x -> { y -> { z -> if (x < y > (z)) x<y, z>(1) else { x } } } })\n'
    return b"fun all() {\n" + line * _count(480, scale) + b"}\n"


def _generics(scale: float) -> bytes:
    return b"a<b<c<d(" * _count(240, scale) + b"1" + b")>" * _count(240, scale) + b";\n"


def _long_function(scale: float) -> bytes:
    return b"def f(x):\n" + b"".join(b"    x.a%d = %d\n" % (n, n) for n in range(_count(60_000, scale)))


HOSTILE: dict[str, tuple[Maker, set[str]]] = {
    # P1: next to nothing
    "p01/empty.py": (_fixed(b""), PARSED),
    "p01/only_mark.py": (_fixed(codecs.BOM_UTF8), PARSED),
    "p01/only_newlines.py": (_repeat(b"\n", 50_000), PARSED),
    "p01/no_final_newline.py": (_fixed(b"def last(): pass"), PARSED),
    "p01/crlf.py": (_repeat(b"def f():\r\n    pass\r\n", 100), PARSED),
    "p01/cr.py": (_fixed(b"def f():\r    pass\r"), PARSED),
    "p01/blank.md": (_repeat(b" \t\n", 1_000), TEXT),
    # P2: encodings
    "p02/utf16.py": (_fixed(codecs.BOM_UTF16_LE + "def größe(): pass\n".encode("utf-16-le")), PARSED),
    "p02/utf32.py": (_fixed(codecs.BOM_UTF32_BE + "def größe(): pass\n".encode("utf-32-be")), PARSED),
    "p02/utf16_without_mark.py": (_fixed("def größe(): pass\n".encode("utf-16-le")), SKIPPED),
    "p02/latin1.py": (_fixed("# Größe\ndef f(): pass\n".encode("latin-1")), PARSED),
    "p02/surrogate.py": (_fixed(b"x = '\xed\xa0\x80'\n" * 20), PARSED),
    "p02/overlong.py": (_fixed(b"x = '\xc0\xaf'\n" * 20), PARSED),
    "p02/nul_first.py": (_fixed(b"\0x = 1\n"), SKIPPED),
    "p02/nul_late.py": (_fixed(b"x = 1\n" * 11_000 + b"\0"), TEXT),
    # P3: lines without end
    "p03/one_line.py": (_repeat(b"x=1;", 450_000), TEXT),
    "p03/minified.js": (_minified, TEXT),
    "p03/long_string.py": (_repeat(b"a", 1_900_000, b"x = '", b"'\n"), TEXT),
    "p03/too_large.py": (_repeat(b"x = 1\n", 400_000), SKIPPED | PARSED),
    # P4: depth
    "p04/parentheses.py": (_nest(b"(\n", b")\n", 400_000, b"x = "), TEXT),
    "p04/unclosed.py": (_repeat(b"(\n", 900_000), TEXT),
    "p04/unclosed.js": (_repeat(b"{\n", 900_000), TEXT),
    "p04/unclosed.ts": (_repeat(b"a<b(\n", 350_000), TEXT),
    "p04/arrays.json": (_nest(b"[\n", b"]\n", 400_000), TEXT),
    "p04/ifs.py": (_indented_ifs, PARSED | SKIPPED | TEXT),
    "p04/else_if.js": (_repeat(b"else if (a) { b() }\n", 50_000, b"if (a) { b() }\n"), PARSED | TEXT),
    "p04/else_if.py": (_repeat(b"elif a:\n    b()\n", 50_000, b"if a:\n    b()\n"), PARSED),
    "p04/calls.py": (_repeat(b".a()\\\n", 200_000, b"x = y\\\n"), TEXT),
    "p04/calls.js": (_repeat(b".a()\n", 200_000, b"x\n"), TEXT),
    "p04/sum.py": (_repeat(b"a +\\\n", 200_000, b"x = ", b"a\n"), TEXT),
    "p04/sum.js": (_repeat(b"a +\n", 200_000, b"x = ", b"a;\n"), TEXT),
    "p04/sum.go": (_repeat(b"a +\n", 200_000, b"package p\nvar x = ", b"a\n"), TEXT),
    "p04/sum.rs": (_repeat(b"a +\n", 200_000, b"fn f() { ", b"a }\n"), TEXT),
    "p04/nots.py": (_repeat(b"not\\\n", 200_000, b"x = ", b"a\n"), TEXT),
    "p04/pointers.c": (_repeat(b"*\n", 400_000, b"int x = ", b"a;\n"), TEXT | PARSED),
    "p04/blocks.rs": (_nest(b"{\n", b"}\n", 400_000, b"fn f() "), TEXT),
    # P5: recovery and ambiguity
    "p05/recovery.py": (_repeat(b"x = = 1 )\n", 40_000), PARSED),
    "p05/recovery.js": (_repeat(b"x = = 1 )\n", 40_000), PARSED),
    "p05/recovery.rs": (_repeat(b"fn ( { x = = 1 ) }\n", 40_000), PARSED),
    "p05/explosion.kt": (_overloads, PARSED),
    "p05/generics.cpp": (_generics, PARSED | TEXT),
    "p05/generics.ts": (_generics, PARSED | TEXT),
    "p05/generics.cs": (_generics, PARSED | TEXT),
    "p05/generics.java": (_generics, PARSED | TEXT),
    "p05/heredocs.sh": (_repeat(b"cat <<E\n$(cat <<F\n", 2_000), PARSED | TEXT),
    "p05/braces.sh": (_repeat(b"${a:-\n", 100_000), TEXT),
    "p05/quotes.rb": (_repeat(b"<<~A + %q(x #{<<~B\n", 2_000), PARSED | TEXT),
    # P6: what is not text, under another name
    "p06/noise.py": (_noise(1_900_000), SKIPPED),
    "p06/elf.py": (_fixed(b"\x7fELF\x02\x01\x01" + b"\0" * 9 + b"\x03\0>\0" * 100), SKIPPED),
    "p06/png.py": (_fixed(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)) * 20), SKIPPED),
    "p06/database.py": (_fixed(b"SQLite format 3\0" + b"\x10\0\x01\x01" * 1_000), SKIPPED),
    # P7: too much of something
    "p07/functions.py": (_functions, PARSED),
    "p07/long_function.py": (_long_function, PARSED),
    "p07/comments.py": (_repeat(b"# note\n", 65_536), PARSED),
    "p07/identifier.py": (_repeat(b"a", 1_000_000, after=b" = 1\n"), TEXT),
    "p07/parameters.py": (lambda scale: b"def f(" + b",\n".join(b"a%d" % n for n in range(_count(1_800, scale))) + b"): pass\n", PARSED),
    "p07/headings.md": (_repeat(b"# A\n", 200_000), TEXT),
    "p07/keys.yaml": (lambda scale: b"".join(b"k%d: 1\n" % n for n in range(_count(100_000, scale))), TEXT),
    # P8: data under the names of text
    "p08/table.txt": (_repeat(b"1,2,3,4,5,6\n", 150_000), TEXT),
    "p08/notebook.json": (_repeat(b'  "image": "' + b"iVBORw0KGgo" * 100 + b'",\n', 1_500, b"{\n", b"}\n"), TEXT),
    # P9: polyglots
    "p09/page.py": (_fixed(b"<?php echo 1; ?>\n<html><script>var x = '</script>';</script>\n" * 50), PARSED),
    "p09/script_without_a_name": (_fixed(b"#!/usr/bin/env python3\ndef run():\n    pass\n"), PARSED),
    # P10: Unicode
    "p10/names.py": (_fixed("def größe_名前(ñ): return '\u202e\u200b\U000e0041'\n".encode() * 20), PARSED),
    "p10/homoglyphs.py": (_fixed("def раssword(): pass\ndef password(): pass\n".encode()), PARSED),
}  # fmt: skip
