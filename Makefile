# Countermark. `make help` lists what there is.
# Every step leaves a file, so that what is done already takes no time.

SHELL := /bin/bash
VENV := .venv
BIN := $(VENV)/bin
UV := VIRTUAL_ENV=$(VENV) $(BIN)/uv
INSTALL := $(UV) pip install --quiet --require-hashes --compile-bytecode
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header
ASSETS := src/countermark/entrypoints/assets
PYTEST_FLAGS ?= -n 2

# The first Python of 3.11 or newer, and the browser for the browser tests.
PYTHON ?= $(firstword $(foreach name,python3 python3.14 python3.13 python3.12 python3.11,$(shell \
	$(name) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && command -v $(name))))
CHROMIUM ?= $(firstword $(foreach name,chromium chromium-browser google-chrome,$(shell command -v $(name))))

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test check lint bench screenshots schema dictionary lock clean chromium

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

run: $(VENV)/runtime $(ASSETS)/manifest.json ## Set up what is missing, then serve with the demo brand on PORT (8000)
	@exec $(BIN)/countermark serve --demo

test: $(VENV)/dev $(ASSETS)/manifest.json lint ## Everything: lint, types, layers, and the tests on a real PostgreSQL
	$(if $(CHROMIUM),,@echo "No Chromium found: the browser tests are skipped. Install it (apt-get install chromium), or name it with CHROMIUM=<path>.")
	$(if $(CHROMIUM),,COUNTERMARK_SKIP_BROWSER=1) $(BIN)/pytest $(PYTEST_FLAGS) --junit-xml=test-results/junit.xml

check: $(VENV)/dev lint ## The fast part: lint, types, layers, and the tests that need no server
	$(BIN)/pytest -n 0 tests/kit tests/gs1 tests/serials

lint: $(VENV)/dev ## Lint, format, types, and the direction of imports
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

bench: $(VENV)/dev $(ASSETS)/manifest.json ## Measure the figures side by side with their baselines, into bench/results.json
	$(BIN)/python -m bench

screenshots: $(VENV)/dev $(ASSETS)/manifest.json chromium ## Take a picture of every page, into screenshots/
	SCREENSHOTS=screenshots $(BIN)/pytest $(PYTEST_FLAGS) -m browser

dictionary: $(VENV)/dev ## Take a release of the GS1 Barcode Syntax Dictionary over: make dictionary DICTIONARY=<file>
	$(BIN)/python -m tests.support.adopt_dictionary $(DICTIONARY)

schema: $(VENV)/dev ## Write src/countermark/db/schema.sql anew from the migrations
	$(BIN)/python -m tests.support.schema

lock: $(VENV)/uv ## Resolve the dependencies of pyproject.toml anew, into requirements/
	$(COMPILE) $(LOCK_FLAGS) pyproject.toml --group dev -o requirements/dev.txt
	$(COMPILE) pyproject.toml --group build -c requirements/dev.txt -o requirements/runtime.txt
	$(COMPILE) $(LOCK_FLAGS) --group installer -o requirements/installer.txt

clean: ## Remove what was built; the data of `make run` stays
	rm -rf $(VENV) node_modules $(ASSETS) screenshots test-results build dist

chromium:
	@test -n "$(CHROMIUM)" || { echo "The browser tests need Chromium: install it (apt-get install chromium), or name it with CHROMIUM=<path>."; exit 1; }

$(VENV)/uv: requirements/installer.txt
	@test -n "$(PYTHON)" || { echo "Countermark needs Python 3.11 or newer: install it, or name it with PYTHON=<path>."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

$(VENV)/runtime: requirements/runtime.txt pyproject.toml $(VENV)/uv
	$(INSTALL) -r $<
	$(UV) pip install --quiet --no-build-isolation --no-deps --editable .
	@touch $@

$(VENV)/dev: requirements/dev.txt $(VENV)/runtime
	$(INSTALL) -r $<
	@touch $@

node_modules/installed: package-lock.json package.json
	@node --version 2>/dev/null | grep -qE '^v(2[0-9]|[3-9][0-9])' || { echo "Countermark needs Node.js 20 or newer to build the console."; exit 1; }
	npm ci --no-fund --no-audit --loglevel=error
	@touch $@

$(ASSETS)/manifest.json: node_modules/installed $(shell find frontend -type f)
	npm run --silent build
	@touch $@
