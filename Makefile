# `make run` and `make test` do all of their own set-up; `make check` is what a change has to pass.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: run talk serve test check setup models transcripts bench lock clean

run: setup ## serve on http://127.0.0.1:5000
	$(BIN)/python -m skill run

talk: setup ## type what you would say, read what it says
	$(BIN)/python -m skill talk

test: setup ## all tests
	$(BIN)/python -m pytest

check: setup ## everything a change has to pass
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m skill check
	$(BIN)/python -m skill models --check
	$(BIN)/python -m pytest --cov --cov-report=term
	$(BIN)/python -m tests.coverage_floor

models: setup ## build interaction_models/ from content/
	$(BIN)/python -m skill models

transcripts: setup ## rewrite tests/conversations/ with what the skill says now; read the diff before committing it
	$(BIN)/python tests/transcripts.py --accept

bench: setup ## speed figures, beside the floor
	$(BIN)/python -m bench

setup: .venv/ready

.venv/ready: requirements-dev.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	touch $@

lock: setup ## pin the dependencies again, with hashes and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --universal --python-version 3.11 pyproject.toml --output-file requirements.lock
	$(BIN)/uv pip compile --quiet --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url --universal --python-version 3.11 --extra dev pyproject.toml --output-file requirements-dev.lock

clean:
	rm -rf .venv build .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
