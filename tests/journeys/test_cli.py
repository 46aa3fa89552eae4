"""The program from the terminal: index, ask, change, ask again."""

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from support.command import PROGRAM, triptych
from support.repositories import draw

SHOP = """
    shop/door.py
        from shop.lock import Lock


        class Door:
            \"\"\"A door that can be locked.\"\"\"

            def __init__(self, lock: Lock) -> None:
                self.lock = lock

            def open_with_retries(self, attempts: int = 3) -> bool:
                \"\"\"Try the key again when the lock is stuck.\"\"\"
                return any(self.lock.turn() for _ in range(attempts))
    shop/lock.py
        class Lock:
            def turn(self) -> bool:
                return True
    shop/__init__.py
    README.md
        # Shop

        Sells doors. Retries are explained in door.py.
    logo.png
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = draw(tmp_path_factory.mktemp("journey") / "shop", SHOP)
    (root / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


def test_a_question_in_words_finds_the_function_that_answers_it(shop: Path) -> None:
    answer = json.loads(triptych("search", "try the key again when stuck", "-C", shop, "--json").out)

    assert answer["verdict"] == "found"
    best = answer["results"][0]
    assert best["file_path"] == "shop/door.py"
    assert any("def open_with_retries" in text for _, text in best["snippet"])


def test_results_go_to_stdout_place_first_and_the_rest_to_stderr(shop: Path) -> None:
    ran = triptych("search", "Door.open_with_retries", "-C", shop)

    assert ran.lines[0].startswith("shop/door.py:")
    assert "generation 1" in ran.err
    assert "generation" not in ran.out


def test_a_folder_inside_the_repository_finds_its_index(shop: Path) -> None:
    ran = triptych("search", "Lock", "-l", here=shop / "shop")

    assert "shop/lock.py" in ran.lines


def test_a_folder_inside_the_repository_stands_for_it_wherever_an_index_is_looked_after(
    tmp_path: Path,
) -> None:
    root = draw(tmp_path / "shop", SHOP)
    (root / "triptych.toml").write_text('[index]\ncontents = ["code"]\n')
    inside = root / "shop"
    triptych("index", root, "--embedder", "none", "--quiet")

    assert triptych("doctor", here=inside).out == triptych("doctor", here=root).out
    assert triptych("doctor", "-C", inside).out == triptych("doctor", here=root).out
    assert "no index" not in triptych("repair", here=inside).out
    assert triptych("config", "contents", here=inside).out == triptych("config", "contents", here=root).out
    assert "triptych.toml" in triptych("config", "contents", here=inside).out
    assert str(root / ".triptych") in triptych("clear", "--yes", here=inside).err
    assert not (root / ".triptych/index.db").exists()


def test_an_index_inside_an_indexed_repository_is_made_with_a_note(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    assert "note:" not in triptych("index", root, "--embedder", "none").err

    inner = triptych("index", root / "shop", "--embedder", "none").err

    assert f"note: {root} is indexed as well" in inner
    assert "note:" not in triptych("index", root / "shop", "--embedder", "none").err


def test_a_folder_named_for_the_index_is_named_when_it_holds_none(shop: Path, tmp_path: Path) -> None:
    assert (
        f"no index in {tmp_path}/none"
        in triptych("search", "x", "-C", shop, "--index-dir", tmp_path / "none", expect=2).err
    )


def test_nothing_found_is_exit_code_1_and_says_so(shop: Path) -> None:
    ran = triptych("search", "zyzzyva", "-C", shop, expect=1)

    assert ran.out == ""
    assert "nothing found" in ran.err


def test_a_question_that_cannot_be_read_is_exit_code_2_with_a_hint(shop: Path) -> None:
    ran = triptych("search", "kind:fnction door", "-C", shop, expect=2)

    assert "did you mean function" in ran.err
    assert "Traceback" not in ran.err


def test_asking_without_an_index_says_how_to_make_one_and_makes_none(tmp_path: Path) -> None:
    ran = triptych("search", "door", "-C", tmp_path, expect=2)

    assert "triptych index" in ran.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", [("status",), ("doctor",), ("show", "Door"), ("export", "calls")])
def test_no_question_creates_an_index(tmp_path: Path, command: tuple[str, ...]) -> None:
    triptych(*command, "-C", tmp_path, expect=2)

    assert list(tmp_path.iterdir()) == []


def test_many_questions_in_one_process_get_a_line_each_and_a_bad_one_only_an_error(shop: Path) -> None:
    asked = '{"query": "Lock.turn", "k": 1, "id": 7}\nnot json\n{"query": "door"}\n'

    first, second, third = map(json.loads, triptych("search", "--stdin", "-C", shop, stdin=asked).lines)

    assert (first["id"], first["results"][0]["qualified_name"]) == (7, "Lock.turn")
    assert "error" in second
    assert third["results"]


def test_the_options_of_search_count_for_questions_from_stdin_that_do_not_say_otherwise(shop: Path) -> None:
    asked = (
        '{"query": "door lock"}\n{"query": "door lock", "k": 2, "profile": "balanced", "snippet_lines": 3}\n'
    )

    one, two = map(
        json.loads,
        triptych(
            "search", "--stdin", "-k", "1", "--profile", "quick", "--lines", "0", "-C", shop, stdin=asked
        ).lines,
    )

    assert (len(one["results"]), one["profile"], one["results"][0]["snippet"]) == (1, "quick", [])
    assert (len(two["results"]), two["profile"]) == (2, "balanced")
    assert two["results"][0]["snippet"]


@pytest.mark.parametrize(
    "line",
    [
        '{"query": "door", "id": "a", "k": 0}',
        '{"query": "door", "id": "a", "k": -3}',
        '{"query": "door", "id": "a", "k": 100000}',
        '{"query": "door", "id": "a", "profile": "fast"}',
        '{"query": "door", "id": "a", "colour": "red"}',
        '{"id": "a"}',
        '{"query": "kind:fnction", "id": "a"}',
        pytest.param('{"id": "a", "query": ' + "[" * 100_000 + "]" * 100_000 + "}", id="deep"),
    ],
)
def test_a_line_that_is_refused_gets_an_error_with_its_id(shop: Path, line: str) -> None:
    answer, whole = map(
        json.loads, triptych("search", "--stdin", "-C", shop, stdin=f'{line}\n{{"query": "door"}}').lines
    )

    assert (answer.get("id"), answer["results"]) == ("a" if line.count("[") < 9 else None, [])
    assert answer["error"]
    assert whole["results"]


@pytest.mark.parametrize(
    "arguments",
    [["door", "--stdin"], ["door", "--json", "--jsonl"], ["door", "-l", "--json"], ["--stdin", "-l"]],
)
def test_options_that_exclude_each_other_are_refused(shop: Path, arguments: list[str]) -> None:
    triptych("search", *arguments, "-C", shop, expect=2)


def test_paths_are_counted_as_paths(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    for number in range(4):  # several chunks each
        definitions = [f"def door{number}_{one}():\n    return {'1 + ' * 200}1\n\n" for one in range(8)]
        (root / f"m{number}.py").write_text("\n".join(definitions))
    triptych("index", root, "--embedder", "none", "--quiet")

    ran = triptych("search", "lang:python path:m*.py", "-l", "-k", "3", "-C", root)
    whole = triptych("search", "lang:python path:shop/*.py", "-l", "-C", root)

    assert len(ran.lines) == len(set(ran.lines)) == 3
    assert "3 of 4 paths" in ran.err or "3 of at least 4 paths" in ran.err
    assert set(whole.lines) == {"shop/door.py", "shop/lock.py"}
    assert "2 paths" in whole.err


@pytest.mark.parametrize("shape", ["-l", "--jsonl"])
def test_paths_and_lines_tell_what_an_empty_answer_means_too(shop: Path, shape: str) -> None:
    ran = triptych("search", "zyzzyva", shape, "-C", shop, expect=1)

    assert (ran.out, "nothing found" in ran.err) == ("", True)
    assert "not indexed" in triptych("search", "lang:rust x", shape, "-C", shop, expect=1).err


def test_an_empty_index_says_that_it_is_empty(tmp_path: Path) -> None:
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    triptych("index", tmp_path, "--embedder", "none", "--quiet")

    ran = triptych("search", "door", "-C", tmp_path, expect=1)

    assert "not indexed: no file was read" in ran.err
    assert "filters" not in ran.err


def test_a_total_is_exact_when_every_store_told_all_it_has(shop: Path) -> None:
    ran = triptych("search", "oiled turn Lock", "-C", shop)

    assert "at least" not in ran.err


def test_explaining_shows_shares_that_add_up_to_the_score(shop: Path) -> None:
    answer = json.loads(triptych("search", "door lock", "-C", shop, "--json", "--explain").out)

    assert answer["results"]
    for result in answer["results"]:
        assert sum(share["amount"] for share in result["shares"]) == pytest.approx(result["score"], abs=1e-5)


def test_show_takes_a_name_or_a_place(shop: Path) -> None:
    by_name = json.loads(triptych("show", "Door.open_with_retries", "-C", shop, "--json").out)
    by_place = json.loads(triptych("show", "shop/door.py:12", "-C", shop, "--json").out)

    assert by_name == by_place
    assert [parameter["name"] for parameter in by_name[0]["parameters"]] == ["self", "attempts"]


def test_export_has_the_columns_that_programs_rely_on(shop: Path) -> None:
    imports = triptych("export", "imports", "-C", shop).lines
    nodes = [json.loads(line) for line in triptych("export", "nodes", "-C", shop, "--format", "jsonl").lines]

    assert "shop/door.py\tshop/lock.py\timport" in imports
    assert {"path": "shop/lock.py", "line": 1, "kind": "class", "qualified_name": "Lock"}.items() <= next(
        node for node in nodes if node["qualified_name"] == "Lock"
    ).items()


def test_rows_tell_a_newline_from_a_backslash_and_an_n(tmp_path: Path) -> None:
    (tmp_path / "new\nline.py").write_text("def one(): ...\n")
    (tmp_path / "new\\nline.py").write_text("def two(): ...\n")
    triptych("index", tmp_path, "--embedder", "none", "--quiet")

    rows = [line.split("\t") for line in triptych("export", "nodes", "-C", tmp_path).lines]

    assert {row[3]: row[0] for row in rows if row[2] == "function"} == {
        "one": "new\\nline.py",
        "two": "new\\\\nline.py",
    }
    assert "one" in triptych("show", "new\nline.py:1", "-C", tmp_path).out


def test_show_tells_that_its_source_is_stale(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")

    def freshness() -> str:
        return str(json.loads(triptych("show", "Lock.turn", "-C", root, "--json").out)[0]["freshness"])

    assert freshness() == "fresh"
    assert "since it was indexed" not in triptych("show", "Lock.turn", "-C", root).out
    with (root / "shop/lock.py").open("a") as lock:
        lock.write("\n\nx = 1\n")
    assert freshness() == "changed"
    assert "[changed since it was indexed]" in triptych("show", "Lock.turn", "-C", root).lines[0]
    (root / "shop/lock.py").unlink()
    assert freshness() == "deleted"


@pytest.mark.parametrize("command", [["show"], ["show", "--json"], ["refs"], ["callers"], ["hierarchy"]])
def test_a_name_that_is_no_utf_8_is_one_that_nothing_is_called(shop: Path, command: list[str]) -> None:
    assert "Traceback" not in triptych(*command, os.fsdecode(b"caf\xe9"), "-C", shop, expect=1).err


def test_show_of_nothing_is_a_wrong_argument(shop: Path) -> None:
    assert "say what to show" in triptych("show", "", "-C", shop, expect=2).err


def test_status_says_what_was_left_out_and_why(shop: Path) -> None:
    ran = triptych("status", "-C", shop, "--skipped")

    assert "logo.png  skipped: an image" in ran.out
    assert "python" in ran.out


HIDDEN = """
.gitignore
    *.log
    out/
.git/HEAD
    ref: refs/heads/main
a.py
    def walrus(): ...
a.log
    line
b.log
    line
out/c.py
    x = 1
logo.png
    no picture
"""


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = draw(tmp_path_factory.mktemp("hidden") / "shop", HIDDEN)
    triptych("index", root, "--embedder", "none", "--quiet")
    return root


@pytest.mark.parametrize(
    ("path", "code", "said"),
    [
        ("a.py", 0, "a.py: indexed: python, 2 definitions, 1 chunk"),
        ("a.log", 1, "a.log: not indexed: ignored by .gitignore:1: *.log"),
        ("out/c.py", 1, "out/c.py: not indexed: out/: ignored by .gitignore:2"),
        ("logo.png", 1, "logo.png: not indexed: an image"),
        (
            ".git/HEAD",
            1,
            ".git/HEAD: not indexed: .git/: what version control or an index keeps is never read",
        ),
        ("nowhere.py", 1, "nowhere.py: not indexed: there is no nowhere.py"),
    ],
)
def test_status_tells_why_a_file_is_not_there(hidden: Path, path: str, code: int, said: str) -> None:
    ran = triptych("status", "--why", path, "-C", hidden, expect=code)
    document = json.loads(triptych("status", "--why", path, "-C", hidden, "--json", expect=code).out)

    assert ran.out.startswith(said)
    assert (document["path"], document["is_indexed"]) == (path, code == 0)


def test_status_tells_of_a_file_that_came_after_the_last_run(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    (root / "new.py").touch()

    ran = triptych("status", "--why", "new.py", here=root, expect=1)

    assert "run `triptych index`" in ran.out
    assert "not a file in" in triptych("status", "--why", "/etc/passwd", here=root, expect=2).err


def test_what_ignore_files_leave_out_is_counted_line_by_line(hidden: Path) -> None:
    status = triptych("status", "-C", hidden, "--skipped").out
    document = json.loads(triptych("status", "-C", hidden, "--skipped", "--json").out)
    dry = triptych("index", hidden, "--dry-run").out

    assert document["left_out"] == {"ignored by .gitignore:1: *.log": 2}
    assert "      2  ignored by .gitignore:1: *.log" in status
    assert "      2  ignored by .gitignore:1: *.log" in dry


def test_an_edit_a_rename_and_a_deletion_are_in_the_next_index(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    before = json.loads(triptych("show", "Lock.turn", "-C", root, "--json").out)[0]["node_id"]

    (root / "shop/lock.py").rename(root / "shop/bolt.py")
    (root / "README.md").unlink()
    with (root / "shop/door.py").open("a") as door:
        door.write("\n\ndef slam() -> None: ...\n")
    report = json.loads(triptych("index", root, "--embedder", "none", "--json").out)

    assert (report["renamed"], report["modified"], report["deleted"], report["added"]) == (1, 1, 1, 0)
    assert json.loads(triptych("show", "Lock.turn", "-C", root, "--json").out)[0]["node_id"] == before
    assert triptych("search", "slam", "-C", root, "-l").lines[0] == "shop/door.py"
    triptych("search", "content:docs doors", "-C", root, expect=1)


def test_indexing_again_without_a_change_publishes_nothing(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")

    report = json.loads(triptych("index", root, "--embedder", "none", "--json").out)

    assert (report["published"], report["generation"]) == (False, 1)


def test_files_that_are_not_read_are_counted_apart(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    (root / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    (root / "odd.py").write_bytes(b"x = 1\0\0\n")  # refused for what it holds

    dry = triptych("index", root, "--dry-run").out
    first = json.loads(triptych("index", root, "--embedder", "none", "--json").out)
    again = json.loads(triptych("index", root, "--embedder", "none", "--json").out)
    status = json.loads(triptych("status", "-C", root, "--json").out)

    assert "would read: 5 new; 0 unchanged, 1 to be skipped" in dry
    assert (first["files"], first["added"], first["skipped"]) == (4, 4, 2)
    assert (again["files"], again["unchanged"], again["skipped"]) == (4, 4, 2)
    assert (status["files"], status["statuses"]["skipped"]) == (4, 2)
    assert "4 unchanged, 2 to be skipped" in triptych("index", root, "--dry-run").out
    assert "4 files · " in triptych("status", "-C", root).out
    assert "up to date: 4 files unchanged; 2 skipped" in triptych("index", root, "--embedder", "none").err


def test_a_dry_run_writes_nothing(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)

    ran = triptych("index", root, "--dry-run")

    assert "would read" in ran.out
    assert not (root / ".triptych").exists()


def test_clearing_removes_the_index_and_nothing_else(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")

    triptych("clear", root, "--everything", "--yes")

    assert not (root / ".triptych").exists()
    assert (root / "shop/door.py").exists()


def test_clearing_refuses_a_folder_that_is_no_index(tmp_path: Path) -> None:
    (tmp_path / "precious").mkdir()
    (tmp_path / "precious" / "thesis.tex").touch()

    triptych("clear", tmp_path, "--index-dir", tmp_path / "precious", "--yes", expect=2)

    assert (tmp_path / "precious" / "thesis.tex").exists()


def test_names_from_the_repository_cannot_steer_the_terminal(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    (root / "evil\x1b[31m.py").write_text("def zzz_evil_name(): ...\n")
    triptych("index", root, "--embedder", "none", "--quiet")

    ran = triptych("search", "zzz_evil_name", "-C", root)

    assert "\x1b" not in ran.out
    assert "evil\\x1b[31m.py" in ran.out


COMMANDS = [
    *("index", "watch", "search", "show", "export", "status", "doctor", "repair", "config", "completion"),
    *("clear", "db"),
]


@pytest.mark.parametrize(
    "command", [[], *([name] for name in COMMANDS), ["db", "status"], ["db", "rollback"]]
)
def test_help_fits_a_terminal_of_eighty_columns(command: list[str]) -> None:
    ran = triptych(*command, "--help", environment={"COLUMNS": "80"})

    assert [line for line in ran.lines if len(line) > 80] == []
    assert "..." not in ran.out.replace("QUESTION...", "").replace("[ARGS]...", "")  # nothing is cut short


@pytest.mark.parametrize("command", ["callers", "deps", "cycles", "impact", "dead-code", "export", "map"])
def test_help_names_values_by_what_they_are(command: str) -> None:
    assert not re.search("<(int|float|str)", triptych(command, "--help").out)


@pytest.mark.parametrize("command", ["callers", "callees", "path", "refs", "hierarchy"])
def test_what_an_argument_may_be_is_told_by_the_name_that_the_usage_has(command: str) -> None:
    told = triptych(command, "--help").out

    legend = next(line for line in told.splitlines() if line.endswith(" is one of"))
    named = re.findall(r"[A-Z]{2,}", legend)
    assert named
    assert [name for name in named if not re.search(rf"^Usage: .*\b{name}\b", told)] == []


def test_without_a_command_the_help_is_the_answer() -> None:
    assert triptych().out == triptych("--help").out
    assert triptych("db").out == triptych("db", "--help").out


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["serch"], "Did you mean 'search'? (`triptych --help` tells more)"),
        (["config", "nothing"], "(`triptych config --help` tells more)"),
        (["db", "rollback", "graph"], "Missing argument 'TO' (`triptych db rollback --help` tells more)"),
        (["search", "x", "-k", "0"], "(`triptych search --help` tells more)"),
        (["search", "x", "-k"], "(`triptych search --help` tells more)"),
        (["db", "status", "--json=3"], "(`triptych db status --help` tells more)"),
        (["search", "x", "-k", "ten"], "'ten' is not a whole number"),
        (["search", "-word", "door"], "`--` goes before words that begin with a dash: -- -word"),
    ],
)
def test_a_wrong_command_line_is_told_in_one_line_that_names_the_help(
    shop: Path, arguments: list[str], hint: str
) -> None:
    ran = triptych(*arguments, here=shop, expect=2)

    assert (ran.out, ran.err.count("\n")) == ("", 1)
    assert hint in ran.err


@pytest.mark.parametrize(
    "arguments", [["export", "nodes"], ["search", "door"], ["status"], ["config"], ["search", "--stdin"]]
)
def test_a_reader_who_leaves_early_hears_no_complaint(shop: Path, arguments: list[str]) -> None:
    process = subprocess.Popen(
        [*PROGRAM, *arguments, "-C", str(shop)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    assert process.stdout is not None
    process.stdout.close()
    _, said = process.communicate(b'{"query": "door"}\n' * 3, timeout=60)

    assert process.returncode == 0
    assert b"Traceback" not in said
    assert b"Broken" not in said


def test_a_database_that_is_not_there_is_told_with_those_that_are(shop: Path) -> None:
    assert (
        "no 'cache' database here: graph\n"
        in triptych("db", "rollback", "cache", "0", "-C", shop, expect=2).err
    )


def test_clear_asks_and_takes_no_for_an_answer(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")

    refused = triptych("clear", root, stdin="n\n", expect=1)
    unanswered = triptych("clear", root, expect=130)

    assert "nothing was removed" in refused.err
    assert "--yes" in unanswered.err
    assert (root / ".triptych" / "index.db").exists()


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_run_says_so_and_keeps_what_was_published(tmp_path: Path, how: signal.Signals) -> None:
    root = draw(tmp_path / "shop", SHOP)
    for number in range(400):
        (root / f"m{number}.py").write_text("def f(): ...\n" * 200)
    process = subprocess.Popen(
        [*PROGRAM, "index", str(root), "--embedder", "none"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    assert process.stderr.readline().startswith(b"discover")  # now it reads
    process.send_signal(how)
    _, said = process.communicate(timeout=60)

    assert process.returncode == 130
    assert b"interrupted" in said
    assert b"Traceback" not in said
    triptych("index", root, "--embedder", "none", "--quiet")
    assert triptych("doctor", "-C", root).code == 0


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("triptych st", ["status"]),
        ("triptych search --pro", ["--profile"]),
        ("triptych db ro", ["rollback"]),
        ("triptych search --profile d", ["deep"]),
        ("triptych cycles --level p", ["package"]),
        ("triptych export --format ts", ["tsv"]),
        ("triptych export n", ["nodes"]),
        ("triptych completion f", ["fish"]),
        ("triptych config emb", ["embedder"]),
        ("triptych search --content d", ["docs"]),
        ("triptych search --kind interf", ["interface"]),
        ("triptych search --lang pyth", ["python"]),
        ("triptych db rollback l", ["ledger"]),
    ],
)
def test_the_completion_script_offers_what_could_come_next(typed: str, offered: list[str]) -> None:
    script = triptych("completion", "bash").out
    words = typed.split()
    asked = {
        "_TRIPTYCH_COMPLETE": "complete_bash",
        "COMP_WORDS": typed,
        "COMP_CWORD": str(len(words) - 1),
    }

    assert "_TRIPTYCH_COMPLETE=complete_bash" in script
    assert triptych(environment=asked).lines == offered


def test_zsh_and_fish_have_scripts_too_and_others_are_refused() -> None:
    assert triptych("completion", "zsh").out.startswith("#compdef triptych")
    assert "--command triptych" in triptych("completion", "fish").out
    assert "bash, zsh or fish" in triptych("completion", "tcsh", expect=2).err


def test_a_locale_that_cannot_write_a_character_gets_it_written_out(shop: Path) -> None:
    odd = {"PYTHONIOENCODING": "ascii"}

    assert "\\u2502" in triptych("search", "Lock", "-C", shop, environment=odd).out
    assert "Traceback" not in triptych("show", "Lock", "-C", shop, environment=odd).err
    assert "Traceback" not in triptych("search", "zyzzyvä", "-C", shop, environment=odd, expect=1).err


@pytest.mark.parametrize(
    "command", [["export", "nodes"], ["search", "x", "--json"], ["search", "x", "--jsonl"]]
)
def test_rows_and_documents_are_utf_8_in_every_locale(tmp_path: Path, command: list[str]) -> None:
    root = draw(tmp_path / "shop", "tür.py\n    def x(): ...\n")
    triptych("index", root, "--embedder", "none", "--quiet")

    ran = triptych(*command, "-C", root, environment={"PYTHONIOENCODING": "ascii"})

    assert "tür.py" in ran.out


@pytest.mark.parametrize(
    ("closed", "arguments", "code"),
    [
        (">&-", "status -C .", 0),
        ("2>&-", "search Lock", 0),
        ("<&-", "search --stdin", 0),
        ("<&-", "clear", 130),
        ("<&- >&- 2>&-", "index --embedder none", 0),
    ],
)
def test_closed_streams_lead_nowhere(tmp_path: Path, closed: str, arguments: str, code: int) -> None:
    root = draw(tmp_path / "shop", SHOP)
    triptych("index", root, "--embedder", "none", "--quiet")
    (root / "new.py").write_text("def added(): ...\n")

    done = subprocess.run(
        ["/bin/sh", "-c", f'exec "$@" {closed}', "sh", *PROGRAM, *arguments.split()],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, "Traceback" in done.stderr) == (code, False)
    assert triptych("doctor", "-C", root, "--deep").code == 0
