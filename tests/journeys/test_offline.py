"""Local first: with sockets refused, indexing and searching work whole.

Refused twice: to Python, where every socket raises, and, where the kernel lets us, to the whole process tree by a
network namespace without any interface, which native libraries cannot get around.
"""

import json
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
from support.repositories import draw

REFUSED = """
import socket
def refuse(*_, **__):
    raise AssertionError("a socket was asked for")
socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = refuse
socket.create_connection = socket.getaddrinfo = refuse
"""

SHOP = """
    door.py
        def open_with_retries(attempts):
            \"\"\"Try the key again when the lock is stuck.\"\"\"
            return any(turn() for _ in range(attempts))
    README.md
        # Doors
"""


@cache
def without_network() -> tuple[str, ...]:
    """Return how to start a process that has no network; nothing where the kernel does not allow it."""
    command = ("unshare", "--user", "--map-root-user", "--net")
    if shutil.which("unshare") is None:
        return ()
    works = subprocess.run([*command, "true"], capture_output=True, check=False).returncode == 0
    return command if works else ()


@pytest.fixture
def cut_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every Python process that starts from here refuse sockets."""
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "sitecustomize.py").write_text(REFUSED)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    program = [*without_network(), sys.executable, "-m", "triptych_search.apps.cli.main"]
    return subprocess.run([*program, *arguments], capture_output=True, text=True, check=True, timeout=120)


@pytest.mark.usefixtures("cut_off")
def test_with_sockets_refused_index_and_search_work_whole(tmp_path: Path) -> None:
    root = draw(tmp_path / "shop", SHOP)

    run("index", str(root))
    answer = json.loads(run("search", "try the key again", "-C", str(root), "--json").stdout)

    assert answer["coverage"]["has_vectors"]
    assert answer["results"][0]["file_path"] == "door.py"
    assert answer["totals"]["vector"]["count"] > 0


@pytest.mark.usefixtures("cut_off")
def test_the_refusal_is_real() -> None:
    asked = "import socket; socket.create_connection(('127.0.0.1', 9))"

    done = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=False)

    assert "a socket was asked for" in done.stderr
