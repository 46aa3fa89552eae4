"""A repository whose configuration would run programs, and every state `HEAD` can be in: we read, git runs nothing."""

import os
import shutil
from pathlib import Path

import pytest
from support.repositories import committed, draw, git, taken
from triptych_indexer.discover.gitdir import find
from triptych_indexer.settings import IndexSettings
from triptych_indexer.sources import git as revisions
from triptych_indexer.sources.folder import FolderSource
from triptych_indexer.sources.git import revision

HOOKS = ("post-checkout", "post-index-change", "pre-commit", "reference-transaction", "fsmonitor-watchman")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    root = draw(tmp_path / "repository", "a.py\n    x = 1\nsub/b.py\n    y = 2")
    committed(root)
    return root


def head_of(root: Path) -> str:
    return git(root, "rev-parse", "HEAD").decode().strip()


def trap(root: Path, marker: Path) -> None:
    """Put a program that writes `marker` wherever git can be told to run one."""
    program = draw(root.parent / "programs", "spring\n    #!/bin/sh\n    touch MARKER\n    cat\n") / "spring"
    program.write_text(program.read_text().replace("MARKER", os.fspath(marker)))
    program.chmod(0o700)
    for key in (
        *("core.fsmonitor", "core.sshCommand", "core.pager", "core.editor", "core.askPass", "core.gitProxy"),
        *(
            "diff.external",
            "diff.trap.textconv",
            "filter.trap.clean",
            "filter.trap.smudge",
        ),
        *("gpg.program", "credential.helper", "uploadpack.packObjectsHook", "merge.trap.driver"),
    ):
        git(root, "config", key, os.fspath(program))
    git(root, "config", "filter.trap.required", "true")
    git(root, "config", "alias.rev-parse", f"!{program}")
    git(root, "config", "core.hooksPath", "hooks")
    hooks = root / "hooks"
    hooks.mkdir()
    for name in HOOKS:
        shutil.copy(program, hooks / name)
    (root / ".gitattributes").write_text("* filter=trap diff=trap merge=trap\n")
    (root / "a.py").write_text("x = 3\n")


def test_a_trapped_repository_is_walked_read_and_its_commit_told_and_the_marker_is_never_made(
    repository: Path, tmp_path: Path
) -> None:
    commit, marker = head_of(repository), tmp_path / "marker"
    trap(repository, marker)
    source = FolderSource(repository, IndexSettings())

    contents = {file.path: source.read(file.path, 10_000) for file in source.files() if not file.skip_reason}

    assert contents[b"a.py"] == b"x = 3\n"
    assert source.revision() == commit
    assert revisions.asked(repository) == commit
    assert not marker.exists()
    git(repository, "status")
    assert marker.exists(), "the trap does not work, so the test proves nothing"


def test_what_changed_in_a_trapped_repository_is_told_by_objects_alone(
    repository: Path, tmp_path: Path
) -> None:
    marker = tmp_path / "marker"
    before = revisions.blobs_of(repository, revisions.tree_of(repository, "HEAD") or "")
    trap(repository, marker)

    tree = revisions.tree_of(repository, "HEAD")
    assert tree is not None
    blobs = revisions.blobs_of(repository, tree)
    staged = revisions.staged_blobs(repository)
    contents = {path: revisions.blob(repository, blob_id) for path, blob_id in blobs.items()}

    assert before == blobs == staged
    assert contents == {b"a.py": b"x = 1\n", b"sub/b.py": b"y = 2\n"}
    assert {path: revisions.id_of(content or b"", tree) for path, content in contents.items()} == blobs
    assert revisions.tree_of(repository, "--output=x") is None
    assert not marker.exists()


def test_asking_git_ignores_the_environment_that_would_lead_it_elsewhere(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = draw(tmp_path / "other", "c.py\n    z = 3")
    committed(other)
    monkeypatch.setenv("GIT_DIR", os.fspath(other / ".git"))

    assert revisions.asked(repository) == head_of(repository)
    assert revision(repository) == head_of(repository)


def test_without_git_or_without_an_answer_there_is_no_revision(
    repository: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", os.fspath(tmp_path))
    assert revisions.asked(repository) is None

    (tmp_path / "git").write_text("#!/bin/sh\necho --output=x\n")
    (tmp_path / "git").chmod(0o700)
    assert revisions.asked(repository) is None


def test_no_repository_and_no_commit_yet_are_no_revision(tmp_path: Path) -> None:
    root = draw(tmp_path / "plain", "a.py")
    assert revision(root) is None

    git(root, "init", "--quiet")
    assert revision(root) is None


def test_the_commit_is_found_on_a_branch_detached_packed_and_from_a_folder_below(repository: Path) -> None:
    commit = head_of(repository)
    assert revision(repository) == commit
    assert revision(repository / "sub") == commit

    git(repository, "pack-refs", "--all")
    assert not (repository / ".git" / "refs" / "heads" / "main").exists()
    assert revision(repository) == commit

    git(repository, "tag", "--annotate", "v1", "--message", "one")
    git(repository, "pack-refs", "--all")  # a peeled line follows the tag's
    git(repository, "checkout", "--quiet", "--detach")
    assert revision(repository) == commit


def test_a_loose_ref_is_newer_than_its_packed_line(repository: Path) -> None:
    git(repository, "pack-refs", "--all")
    (repository / "c.py").write_text("z = 3\n")
    commit = committed(repository)

    assert revision(repository) == commit


def test_a_worktree_and_a_submodule_have_their_own_commit(repository: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(repository, "worktree", "add", "--quiet", os.fspath(tree), "-b", "feature")
    (tree / "c.py").write_text("z = 3\n")
    commit = committed(tree)
    library = draw(tmp_path / "library", "lib.py")
    committed(library)
    git(repository, "submodule", "--quiet", "add", os.fspath(library), "library")

    assert revision(tree) == commit != revision(repository)
    assert revision(repository / "library") == head_of(library)


def test_the_patterns_in_info_exclude_hold_in_a_worktree_too(repository: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    git(repository, "worktree", "add", "--quiet", os.fspath(tree), "-b", "feature")
    (repository / ".git" / "info" / "exclude").write_text("sub/\n")

    assert taken(tree) == ["a.py"]


def test_a_sha256_repository_has_a_longer_commit(tmp_path: Path) -> None:
    root = draw(tmp_path / "r", "a.py")
    git(root, "init", "--quiet", "--object-format=sha256")

    commit = committed(root)

    assert len(commit) == 64
    assert revision(root) == commit


@pytest.mark.parametrize(
    "head",
    [
        "ref: refs/../../../../secret",
        "ref: /etc/passwd",
        "ref: refs/heads/a\0b",
        "ref: HEAD",
        "ref: refs/heads/loop",
        "--output=x",
        "0123",
        "",
        "x" * 5_000,
    ],
)
def test_a_head_that_leads_astray_is_no_revision(repository: Path, head: str) -> None:
    (repository.parent / "secret").write_text("a" * 40 + "\n")
    (repository / ".git" / "refs" / "heads" / "loop").write_text("ref: refs/heads/loop\n")
    (repository / ".git" / "HEAD").write_text(head)

    assert revision(repository) is None


def test_a_git_file_that_points_at_someone_elses_repository_is_not_followed(
    repository: Path, tmp_path: Path
) -> None:
    thief = draw(tmp_path / "thief", f".git\n    gitdir: {repository}/.git\na.py")
    (repository / ".git" / "info" / "exclude").write_text("*.py\n")

    assert find(thief) is None
    assert revision(thief) is None
    assert taken(thief) == ["a.py"]


def test_a_linked_git_folder_and_linked_refs_are_not_followed(repository: Path, tmp_path: Path) -> None:
    thief = draw(tmp_path / "thief", "a.py")
    (thief / ".git").symlink_to(repository / ".git")
    assert revision(thief) is None

    ref = repository / ".git" / "refs" / "heads" / "main"
    ref.rename(tmp_path / "ref")
    ref.symlink_to(tmp_path / "ref")
    assert revision(repository) is None


def test_a_lock_and_an_unfinished_rebase_do_not_matter(repository: Path) -> None:
    (repository / ".git" / "index.lock").touch()
    (repository / ".git" / "rebase-merge").mkdir()

    assert revision(repository) == head_of(repository)
    assert taken(repository) == ["a.py", "sub/b.py"]
