# `make` lists what there is to do. Everything runs in .venv, made on first use and again when pyproject.toml
# or constraints.txt change.

PYTHON ?= python3
BIN := .venv/bin
READY := .venv/ready

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help demo test check bench accuracy run golden docs format

help:
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' $(MAKEFILE_LIST) | expand -t 16

demo: $(READY) ## audit the bundled demo district and print where the report is
	@$(BIN)/xunjian demo

test: $(READY) ## run the tests; they need no network
	@$(BIN)/python -m pytest

check: $(READY) ## lint, format, types and house rules
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest -q tests/test_house.py

bench: $(READY) ## measure speed and memory
	@$(BIN)/python -m bench

accuracy: $(READY) ## measure the readers on the labelled pages, field by field, and list every miss
	@$(BIN)/python -m tests.accuracy

run: $(READY) ## audit the units of config/sites.toml
	@$(BIN)/xunjian run

golden: $(READY) ## accept the demo district's present result as the expected one
	@XUNJIAN_GOLDEN=rewrite $(BIN)/python -m pytest -q -k golden

docs: $(READY) ## write docs/checks.md, docs/tasks.md and the README's table of checks anew
	@$(BIN)/python -m tests.docs

format: $(READY) ## put the source into the house format
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# The first Python from 3.11 on: the one asked for, else a newer one under its own name.
$(READY): pyproject.toml constraints.txt
	@set -e; found=; \
	for python in "$(PYTHON)" python3.14 python3.13 python3.12 python3.11; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "make: no Python 3.11 or newer found ($(PYTHON) is `$(PYTHON) --version 2>&1 | tail -n 1`); install one, or name it: make PYTHON=/path/to/python3.12" >&2; exit 2; \
	fi; \
	if ! "$$found" -c 'import ensurepip, venv' 2>/dev/null; then \
	  echo "make: $$found cannot make a virtual environment; install it: apt-get install python3-venv" >&2; exit 2; \
	fi; \
	echo "make: installing into .venv with $$found" >&2; \
	"$$found" -m venv .venv; \
	$(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt -e ".[dev]"; \
	touch $@
