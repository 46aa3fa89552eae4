"""Where settings come from, and what each source may say."""

import os
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.repositories import draw
from triptych_indexer.errors import SettingsError
from triptych_indexer.model import Content
from triptych_indexer.settings import MAX_FILE_BYTES, IndexSettings, Loaded, load

KEYS = [setting.name for setting in fields(IndexSettings)]
NARROWING = ("contents", "languages", "ignore", "max_file_bytes", "max_line_bytes")


def loaded(tmp_path: Path, *, user: str = "", repository: str = "", **environment: str) -> Loaded:
    (tmp_path / "config" / "triptych").mkdir(parents=True)
    (tmp_path / "config" / "triptych" / "config.toml").write_text(user)
    (tmp_path / "triptych.toml").write_text(repository)
    return load(tmp_path, environment={"XDG_CONFIG_HOME": os.fspath(tmp_path / "config"), **environment})


def test_without_any_source_all_values_are_the_defaults(tmp_path: Path) -> None:
    result = load(tmp_path, environment={})

    assert result.settings == IndexSettings()
    assert dict(result.origins) == dict.fromkeys(KEYS, "default")


def test_each_later_source_wins_and_each_value_tells_where_it_is_from(tmp_path: Path) -> None:
    user = tmp_path / "mine.toml"
    user.write_text("[index]\nworkers = 1\nchunk_bytes = 900\nmax_file_bytes = 500_000\nembedder = 'none'")
    (tmp_path / "triptych.toml").write_text("[index]\nmax_file_bytes = 400_000\nmax_line_bytes = 5_000")
    environment = {"TRIPTYCH_CHUNK_BYTES": "1_000", "TRIPTYCH_WORKERS": "2"}

    result = load(
        tmp_path, environment=environment, user_file=user, overrides={"workers": 3, "secrets": None}
    )

    assert result.settings == IndexSettings(
        workers=3, chunk_bytes=1_000, max_file_bytes=400_000, max_line_bytes=5_000, embedder="none"
    )
    assert {key: origin for key, origin in result.origins.items() if origin != "default"} == {
        "workers": "the command line",
        "chunk_bytes": "TRIPTYCH_CHUNK_BYTES",
        "max_file_bytes": f"{user}, triptych.toml",
        "max_line_bytes": "triptych.toml",
        "embedder": str(user),
    }


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("contents", "code, docs", frozenset({Content.CODE, Content.DOCS})),
        ("languages", "python,rust", frozenset({"python", "rust"})),
        ("ignore", "*.log,", ("*.log",)),
        ("include_vendored", "true", True),
        ("include_ignored", "1", True),
        ("secrets", "false", False),
        ("file_timeout_s", "2.5", 2.5),
        ("max_file_bytes", "1_000", 1_000),
        ("embedder", "none", "none"),
    ],
)
def test_the_environment_gives_every_type_as_text(name: str, text: str, value: object) -> None:
    result = load(None, environment={f"TRIPTYCH_{name.upper()}": text})

    assert getattr(result.settings, name) == value


def test_variables_of_other_parts_are_left_alone() -> None:
    assert load(None, environment={"TRIPTYCH_INDEX_DIR": "/x"}).settings == IndexSettings()


# --- what a repository may say ---


@pytest.mark.parametrize("key", [key for key in KEYS if key not in NARROWING])
def test_a_repository_may_not_decide_what_is_for_the_user(tmp_path: Path, key: str) -> None:
    value = getattr(IndexSettings(), key)
    written = {True: "true", False: "false"}.get(value, repr(value))

    with pytest.raises(SettingsError, match=f"triptych.toml sets {key}, which is for the user to decide"):
        loaded(tmp_path, repository=f"[index]\n{key} = {written}")


@pytest.mark.parametrize(
    ("repository", "message"),
    [
        ("[search]\nk = 3", r"\[search\] is for the user to decide"),
        ("workers = 3", "outside a table"),
        ("[index]\nworker = 3", "no setting 'worker'; did you mean 'workers'"),
        ("[index]\nmax_file_bytes = 2_000_001", "may only lower it"),
        ("[index]\nmax_line_bytes = 90_000", "may only lower it"),
        ("[index]\nignore = ['!node_modules/']", "brings files back"),
        ("[index]\nmax_file_bytes = '1'", "has to be a whole number of bytes from 1"),
        ("[index]\ncontents = ['code', 'poems']", "has to be a list of code, docs, config"),
        ("[index]\ncontents = []", "not empty"),
        ("[index\n", "is not TOML"),
        ("x = " + "[" * 20_000, "is not TOML"),
        ("[index]\n" + "#" * MAX_FILE_BYTES, "longer than"),
    ],
)
def test_a_repositorys_file_that_says_more_is_refused_by_name(
    tmp_path: Path, repository: str, message: str
) -> None:
    with pytest.raises(SettingsError, match=message):
        loaded(tmp_path, repository=repository)


def test_a_user_may_leave_the_repositorys_file_unheard(tmp_path: Path) -> None:
    (tmp_path / "triptych.toml").write_text("[index]\nembedder = '/tmp/evil'")

    assert load(tmp_path, environment={}, repository_file=False).settings == IndexSettings()


def test_a_repositorys_file_that_is_a_link_or_a_pipe_is_refused_and_nothing_hangs(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="plain file"):
        load(draw(tmp_path / "link", "triptych.toml -> /etc/passwd"), environment={})

    (tmp_path / "pipe").mkdir()
    os.mkfifo(tmp_path / "pipe" / "triptych.toml")
    with pytest.raises(SettingsError, match="plain file"):
        load(tmp_path / "pipe", environment={})


def test_a_repository_that_leaves_nothing_of_the_users_choice_is_told_so(tmp_path: Path) -> None:
    user, repository = "[index]\nlanguages = ['python']", "[index]\nlanguages = ['rust']"

    with pytest.raises(SettingsError, match="leaves nothing"):
        loaded(tmp_path, user=user, repository=repository)


contents = st.frozensets(st.sampled_from(Content), min_size=1)
languages = st.frozensets(st.sampled_from(["python", "rust", "go"]))
lengths = st.integers(1, 2_000_000)


@given(mine=st.tuples(contents, languages, lengths), theirs=st.tuples(contents, languages, lengths))
def test_with_a_repositorys_file_never_more_is_indexed_than_without(
    tmp_path_factory: pytest.TempPathFactory,
    mine: tuple[frozenset[Content], frozenset[str], int],
    theirs: tuple[frozenset[Content], frozenset[str], int],
) -> None:
    root = tmp_path_factory.mktemp("narrow")
    for name, (some, names, limit) in (("user.toml", mine), ("triptych.toml", theirs)):
        listed = [str(content) for content in some]
        (root / name).write_text(
            f"[index]\ncontents = {listed}\nlanguages = {list(names)}\nmax_file_bytes = {limit}\nignore = ['*.{name}']"
        )

    if not mine[0] & theirs[0] or (mine[1] and theirs[1] and not mine[1] & theirs[1]):
        with pytest.raises(SettingsError, match="leaves nothing"):
            load(root, environment={}, user_file=root / "user.toml")
        return

    settings = load(root, environment={}, user_file=root / "user.toml").settings

    assert settings.contents == mine[0] & theirs[0]
    everything = {"python", "rust", "go"}
    assert (settings.languages or everything) == (mine[1] or everything) & (theirs[1] or everything)
    assert settings.max_file_bytes == min(mine[2], theirs[2])
    assert settings.ignore == ("*.user.toml", "*.triptych.toml")


# --- what anyone may say ---


@pytest.mark.parametrize(
    ("key", "value"),
    [
        *(("workers", -1), ("workers", 1.5), ("workers", True), ("workers", 257), ("secrets", "no")),
        *(("file_timeout_s", 0), ("file_timeout_s", float("nan")), ("file_timeout_s", float("inf"))),
        *(
            ("embedder", ""),
            ("chunk_bytes", 0),
            ("ignore", "*.log"),
            ("languages", [1]),
            ("disk_budget_bytes", -1),
        ),
    ],
)
def test_a_value_out_of_range_is_refused_with_key_value_and_range(key: str, value: object) -> None:
    with pytest.raises(SettingsError, match=f"the command line: {key} = .* has to be "):
        load(None, environment={}, overrides={key: value})


def test_an_unknown_key_is_refused_from_the_command_line_and_the_users_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no setting 'colour'"):
        load(None, environment={}, overrides={"colour": "red"})
    with pytest.raises(SettingsError, match=r"config\.toml: there is no setting 'colour'"):
        loaded(tmp_path, user="[index]\ncolour = 'red'")


def test_other_tables_of_the_users_file_belong_to_others(tmp_path: Path) -> None:
    assert loaded(tmp_path, user="[search]\nk = 3").settings == IndexSettings()


def test_a_users_file_that_was_named_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="cannot be read"):
        load(None, environment={}, user_file=tmp_path / "nowhere.toml")


def test_a_relative_config_home_is_ignored_as_its_specification_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw(tmp_path, "config/triptych/config.toml\n    [index]\n    workers = 1")
    monkeypatch.chdir(tmp_path)

    assert load(None, environment={"XDG_CONFIG_HOME": "config"}).settings == IndexSettings()
    home = load(
        None,
        environment={
            "HOME": os.fspath(
                draw(tmp_path / "home", ".config/triptych/config.toml\n    [index]\n    workers = 5")
            )
        },
    )
    assert home.settings.workers == 5


def test_every_setting_has_a_rule_and_its_default_keeps_it() -> None:
    defaults = IndexSettings()

    result = load(None, environment={}, overrides={key: getattr(defaults, key) for key in KEYS})

    assert result.settings == defaults
