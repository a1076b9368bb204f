# Everything here needs only make and python3 with venv; the tools live in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.DEFAULT_GOAL := help

.PHONY: help
help: ## Show these targets
	@awk -F':.*## ' '/^[a-z-]+:.*## /{printf "  make %-8s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

$(READY): pyproject.toml
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --upgrade "pip>=25.1"
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --editable . --group dev
	@touch $@

.PHONY: setup
setup: $(READY) ## Set up .venv with fmplan and the tools

.PHONY: demo
demo: $(READY) ## Show the next weeks of a sample estate
	$(BIN)/fmplan calendar estate-examples/lakeside-gardens --today 2027-01-25 --weeks 2 --force law --language en

.PHONY: test
test: $(READY) ## Run the tests
	$(BIN)/python -m pytest

.PHONY: check
check: $(READY) ## Format, lint, types, layers, tests
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python -m pytest

.PHONY: format
format: $(READY) ## Rewrite the code in the one format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.PHONY: golden
golden: $(READY) ## Write the golden files anew; read the diff before you commit it
	$(BIN)/python -m pytest tests/golden tests/schedules/library/test_golden_years.py --update-golden

.PHONY: words
words: $(READY) ## Write the catalogues of words anew, from the code and what the .po files say
	$(BIN)/python -m pytest tests/exports/test_catalogue.py --update-golden

.PHONY: pages
pages: $(READY) ## Write the pages of docs/schedules anew
	$(BIN)/python -m pytest tests/test_library_pages.py --update-golden

.PHONY: bench
bench: $(READY) ## Measure fmplan beside its peers, as ratios
	$(BIN)/python -m bench

.PHONY: clean
clean: ## Remove what was set up and built
	rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
