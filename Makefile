# Every target makes what it needs first; nothing has to be installed by hand but Python, Go (or Pulumi), git and make.
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help

PYTHON ?= python3
SETUP := $(PYTHON) -m tools.setup
BIN := .venv/bin

.PHONY: help setup environment engine-path lint format test demo bench chaos clean clean-cache

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-12s  %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## make .venv and get the Pulumi engine (built once where none is on PATH); print the environment
	@$(SETUP) setup

environment: ## print only the environment for trying things by hand: eval "$(make -s environment)"
	@$(SETUP) environment

engine-path: ## print the folder of the pulumi that the project uses
	@$(SETUP) engine-path

lint: ## ruff, mypy --strict, the order of the layout, and the catalog's data
	@$(SETUP) venv
	@$(BIN)/ruff check
	@$(BIN)/ruff format --check
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/python -m tools.catalog check

format: ## let ruff format the code and mend what it can
	@$(SETUP) venv
	@$(BIN)/ruff format
	@$(BIN)/ruff check --fix

test: lint ## lint, then the whole suite with coverage: what CI runs
	@$(SETUP) run pytest -n auto --dist worksteal --cov

demo: ## deploy the quickstart against a local Twilio and prove what its keys can do
	@$(SETUP) run python -m tools.demo

bench: ## time deployments of many keys
	@$(SETUP) run python -m tools.bench

chaos: ## deploy under random faults and kills, then check that nothing was lost; SEED=7 for one run, ten seeds without
	@$(SETUP) run python -m tools.chaos $(if $(SEED),--seed $(SEED))

clean: ## remove .venv and all that was built in the clone
	@rm -rf .venv dist htmlcov .coverage .coverage.* .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +
	@echo "The Pulumi engine is in your cache folder; remove it with: make clean-cache"

clean-cache: ## remove the built Pulumi engines from your cache folder
	@$(SETUP) clean-cache
