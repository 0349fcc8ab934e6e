# Shuzheng Academy. `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
export ACADEMY_DATA ?= $(CURDIR)/var
export DJANGO_SETTINGS_MODULE ?= lms.settings.dev
PORT ?= 8000
export PORT
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: help run setup manage test check format lock bench bench-placement bench-casework bench-desk bench-snapshots exam-cost load herd chaos-kill powercut canary clean

help: ## List every target
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-16s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: $(VENV)/runtime ## Set up if needed, then start web and background work (PORT, ACADEMY_DATA)
	@exec $(BIN)/python manage.py run_all

setup: $(VENV)/runtime ## Set up without starting anything
	@$(BIN)/python manage.py prepare

manage: $(VENV)/runtime ## Run a management command: make manage ARGS="import_roster people.csv --dry-run"
	@$(BIN)/python manage.py $(ARGS)

test: $(VENV)/dev ## Run the whole test suite (PostgreSQL when DATABASE_URL is set)
	@$(BIN)/python -m pytest tests --ignore=tests/browser --numprocesses 2
	@$(BIN)/python -m pytest tests/browser -p no:randomly

check: $(VENV)/dev ## Formatter, linter, types, import contracts, templates, migrations, deployment checks
	@BIN=$(BIN) bash .ci/check

format: $(VENV)/dev ## Format code and templates
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@find templates -name '*.html' | xargs $(BIN)/djhtml -t 2

bench: $(VENV)/dev ## Measure the cost of the main pages (benchmarks/)
	@$(BIN)/python benchmarks/pages.py

bench-placement: $(VENV)/dev ## Measure what the next task of a placement costs
	@$(BIN)/python benchmarks/placement.py

bench-casework: $(VENV)/dev ## Measure the engine of simulated cases: acts, searches, players (ROUNDS)
	@$(BIN)/python benchmarks/casework_engine.py

bench-desk: $(VENV)/dev ## People at work on simulated cases, an act every 10 s each (PEOPLE, MINUTES, ACTS, DATABASE_URL)
	@$(BIN)/python benchmarks/casework_desk.py

bench-snapshots: $(VENV)/dev ## Build snapshots of synthetic administrations and ask their pages (SIZES, DATABASE_URL)
	@$(BIN)/python benchmarks/snapshots.py

exam-cost: $(VENV)/dev ## CPU of a save and of a whole examination of twenty items (PEOPLE)
	@$(BIN)/python benchmarks/exam_cost.py

load: $(VENV)/dev ## Candidates at work, an answer every 15 s each (TAKERS, MINUTES, DATABASE_URL)
	@$(BIN)/python benchmarks/load.py

herd: $(VENV)/dev ## Candidates who all begin within ten seconds (TAKERS, DATABASE_URL)
	@$(BIN)/python benchmarks/load.py --herd

chaos-kill: $(VENV)/dev ## Kill processes N times under candidates at work; count what is missing (TAKERS, MINUTES)
	@$(BIN)/python benchmarks/chaos.py

powercut: $(VENV)/dev ## Cut the power N times in a model of the disk; count what is missing
	@$(BIN)/python benchmarks/powercut.py

canary: $(VENV)/dev ## Look for texts of keys in everything that any role is sent
	@$(BIN)/python -m pytest tests/architecture/test_key_canary.py tests/architecture/test_routes.py tests/assessments/desk/test_canary.py

lock: ## Rewrite the lock files (needs uv)
	uv pip compile --universal --python-version 3.11 --generate-hashes -q --no-header --no-annotate requirements/runtime.in -o requirements/runtime.lock
	uv pip compile --universal --python-version 3.11 --generate-hashes -q --no-header --no-annotate requirements/dev.in -o requirements/dev.lock

clean: ## Remove the virtual environment; data stays
	rm -rf $(VENV)

$(VENV)/python-ready:
	@echo "Creating the virtual environment …"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/runtime: requirements/runtime.lock | $(VENV)/python-ready
	@echo "Installing what the academy runs on …"
	@$(PIP) -r requirements/runtime.lock
	@touch $@

$(VENV)/dev: requirements/dev.lock | $(VENV)/runtime
	@echo "Installing the tools for tests and checks …"
	@$(PIP) -r requirements/dev.lock
	@touch $@
