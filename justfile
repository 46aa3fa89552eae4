# One door to everything. `just` lists the recipes; `just check` is exactly what CI runs.

set shell := ["bash", "-euo", "pipefail", "-c"]

python := env_var_or_default("PYTHON", "python")

_list:
    @just --list --unsorted

# Install this checkout, editable, with the test extras.
setup:
    {{python}} -m pip install -e '.[test]'

# Lint, types, contracts, tests: what has to be green before a commit lands.
check: lint types contracts test

lint:
    {{python}} -m ruff check .
    {{python}} -m ruff format --check .

types:
    {{python}} -m mypy

contracts:
    lint-imports --no-cache

test *ARGS:
    {{python}} -m pytest -q -n 2 {{ARGS}}

# The long sweeps: every fault point, hundreds of random edit sequences, full-size bombs.
sweep *ARGS:
    {{python}} -m pytest -q -m slow {{ARGS}}

# Rewrite golden files; read the diff before you commit it.
golden:
    {{python}} -m pytest -q tests/ranking --update-golden

# One language's corpus.
corpus LANGUAGE:
    {{python}} -m pytest -q tests/languages -k {{LANGUAGE}}

# Write migrations/*/schema.sql anew from the steps.
schema:
    {{python}} -m triptych_indexer.store.migrate

# Measure speed; raw rows go to benchmarks/record/.
bench *ARGS:
    {{python}} benchmarks/speed.py {{ARGS}}

# Follow git repositories from revision to revision: is the index that is kept the one made from scratch?
revisions *ARGS:
    {{python}} benchmarks/revisions.py {{ARGS}}

wheel:
    {{python}} -m pip wheel --no-deps -w dist .

# Tidy what can be tidied by a machine.
fmt:
    {{python}} -m ruff check --fix .
    {{python}} -m ruff format .
