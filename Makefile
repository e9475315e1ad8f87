# unibooks needs Python 3.11 or newer with its venv module, and make. Everything else is put under .tools/ and .venv/.

SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

UV_VERSION := 0.13.9
UV := .tools/bin/uv
TOOLS := .tools/uv-$(UV_VERSION)
STAMP := .venv/.synced

# The environment is built with the Python that is there, never with one that uv would download.
export UV_PYTHON_DOWNLOADS := never
export UV_PROJECT_ENVIRONMENT := .venv

# The first of these that is new enough and can make a virtual environment; `make demo PYTHON=/path/to/python` overrides it.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3.14 python3; do \
	"$$p" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && { echo "$$p"; break; }; done; true)

.PHONY: help setup demo test others readings soak evidence check lint fmt bench docs clean

help: ## Show this list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/  make \1\t\2/' | expand -t 16

setup: $(STAMP) ## Make the locked environment in .venv/ (every other target does this by itself)

demo: $(STAMP) ## Book a bill in a local Exact Online, start to end; KEEP=1 leaves it running
	@.venv/bin/unibooks demo $(if $(KEEP),--keep)

test: $(STAMP) ## Run all tests, on SQLite and, when one answers, on PostgreSQL; ARGS='-k bills' narrows
	@.venv/bin/python -m pytest -n 2 $(ARGS)

others: $(STAMP) ## Run the tests of the connector and of the whole where Exact behaves otherwise wherever that is disputed
	@UNIBOOKS_READING=others .venv/bin/python -m pytest -n 2 tests/connectors tests/e2e -k 'not postgresql' $(ARGS)

readings: others ## The same for every single reading of disputed behaviour; takes two hours
	@for reading in $$(.venv/bin/python -c 'from unibooks.sandbox.exact.readings import NAMES; print(*NAMES)'); do \
		echo "Reading: $$reading"; \
		UNIBOOKS_READING=$$reading .venv/bin/python -m pytest -q -n 2 tests/connectors tests/e2e -k 'not postgresql' $(ARGS); \
	done

soak: $(STAMP) ## Do ten thousand random writes in the sandbox's books and check them after each; OPERATIONS=n for more
	@UNIBOOKS_SOAK=$(or $(OPERATIONS),10000) .venv/bin/python -m pytest -n 0 tests/sandbox/books/test_bookkeeping.py

evidence: $(STAMP) ## Run all tests and note which of them shows what the coverage claims
	@UNIBOOKS_WRITE_EVIDENCE=1 .venv/bin/python -m pytest -n 2
	@$(MAKE) docs

check: lint ## Every gate: format, lint, types, layers, generated pages, demo, tests
	@.venv/bin/unibooks demo
	@$(MAKE) others
	@$(MAKE) test

lint: $(STAMP) ## The gates that need no server: format, lint, types, layers, generated pages
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	.venv/bin/pyright
	.venv/bin/lint-imports --no-logo
	.venv/bin/python scripts/generate_reference.py --check

fmt: $(STAMP) ## Format the code and mend what the linter can mend
	.venv/bin/ruff check --fix .
	.venv/bin/ruff format .

bench: $(STAMP) ## Measure against a plain client, in one run
	@.venv/bin/python -m benchmarks

docs: $(STAMP) ## Write docs/reference/ anew from the code
	.venv/bin/python scripts/generate_reference.py

clean: ## Remove the environment and everything the demo left
	rm -rf .tools .venv .unibooks .pytest_cache .ruff_cache .hypothesis .import_linter_cache

$(STAMP): $(TOOLS) uv.lock pyproject.toml
	@$(UV) sync --locked --quiet --compile-bytecode --python "$$(.tools/bin/python -c 'import sys; print(sys._base_executable)')"
	@touch $@

$(TOOLS):
	@if [ -z "$(PYTHON)" ]; then \
		echo "unibooks needs Python 3.11 or newer with its venv module." >&2; \
		echo "On Debian or Ubuntu: sudo apt-get install python3 python3-venv" >&2; \
		echo "Elsewhere: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11" >&2; \
		exit 1; \
	fi
	@echo "Setting up .venv with $(PYTHON) (once; about a minute) ..."
	@"$(PYTHON)" -m venv .tools
	@.tools/bin/pip install -qq --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@
