# ASB Cases. `make help` lists what there is; every target makes .venv first when it is missing or out of date.

PYTHON ?= python3
PORT ?= 8000
PROOF_SCALE ?= 1.0
export PROOF_SCALE
# How much of the tests that go through a whole table; `make proof` takes it from their other end, at its own size.
WALK_SCALE ?= 0.03

RUN := .venv/bin/python -W ignore::RuntimeWarning
UV := .venv/bin/uv --no-config
LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-annotate
# Tests, proofs and benchmarks have data folders of their own: what `make run` keeps is never touched.
VAR := $(or $(ASBCASES_VAR),$(CURDIR)/var)
test: override export ASBCASES_VAR := $(VAR)/test
test: override export ASBCASES_FSYNC := off
test: export WALK_SCALE := $(WALK_SCALE)
# Each process that a test starts would else read every library anew where Python is told to keep nothing of it.
test: override export PYTHONDONTWRITEBYTECODE :=
test: override export PYTHONPYCACHEPREFIX := $(VAR)/pycache
proof: override export ASBCASES_VAR := $(VAR)/proof
bench: override export ASBCASES_VAR := $(VAR)/bench
load: override export ASBCASES_VAR := $(VAR)/load
# Whose every line a test must run: what decides, and what writes. Counting them takes a fifth of the suite: in the gate.
CORE := */law/*,*/rules.py,*/rules/*,*/access.py,*/transitions.py,*/transitions/*,*/sweep.py
# Production settings with nothing real in them, for checks that connect to nothing.
THROWAWAY := DJANGO_SETTINGS_MODULE=asbcases.settings.production ALLOWED_HOSTS=asb.example.org \
        SECRET_KEY=throwaway-0123456789-abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQRSTUVWXYZ \
        DATABASE_URL=postgres://app@localhost/none REDIS_URL=redis://localhost EMAIL_URL=consolemail://

.DEFAULT_GOAL := help
.PHONY: help install run test check proof bench load lock assets clean chromium

help:  ## show this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | awk -F'|' '{printf "make %-9s %s\n", $$1, $$2}'

install: .venv/.synced  ## make .venv from the locked libraries

run: .venv/.synced  ## start everything on this machine; PORT=8001 chooses the port
	@.venv/bin/python manage.py up --port $(PORT)

test: .venv/.synced chromium  ## run the suite on services of its own; LONG=yes WALK_SCALE=1 for all of it, COVERAGE=yes to count lines
	.venv/bin/python -m pytest -n 2 --dist worksteal $(if $(LONG),,-m "not long") $(if $(COVERAGE),--cov --cov-report=)
	$(if $(COVERAGE),.venv/bin/coverage report --fail-under=92 --skip-covered)
	$(if $(COVERAGE),.venv/bin/coverage report --fail-under=100 --skip-covered --include='$(CORE)')

check: .venv/.synced  ## formatting, lint, types, import contracts, templates, migrations, API description
	.venv/bin/ruff format --check .
	.venv/bin/ruff check .
	find templates -name '*.html' -exec .venv/bin/djade --check --target-version 5.2 {} +
	.venv/bin/lint-imports
	.venv/bin/mypy
	$(RUN) manage.py makemigrations --check --dry-run
	$(THROWAWAY) $(RUN) manage.py check --deploy --fail-level WARNING
	@mkdir -p var
	$(RUN) manage.py spectacular --validate --fail-on-warn --file var/openapi.yaml
	diff -u schema/openapi.yaml var/openapi.yaml
	! grep -rnE 'https?://|index-url|find-links' requirements/

proof: .venv/.synced  ## fault, probe and simulation suites, every walk, what takes long; PROOF_SCALE=0.1 for a tenth, ONLY="doors" for some, WITHOUT="walks" for others
	.venv/bin/python -m tests.proof $(ONLY) $(addprefix --without=,$(WITHOUT))

bench: .venv/.synced  ## benchmarks, each with its table; ONLY="law pages" runs some
	.venv/bin/python -m tests.bench $(ONLY)

load: .venv/.synced  ## 350 people at work, also while parts break; ONLY="calm broken" runs some
	.venv/bin/python -m tests.load $(ONLY)

lock: .venv/bin/uv  ## pin every library, with hashes
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements/uv.txt requirements/uv.in
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) -o requirements/base.txt pyproject.toml
	UV_CUSTOM_COMPILE_COMMAND="make lock" $(LOCK) --group dev -c requirements/base.txt -o requirements/dev.txt

assets: .venv/.synced  ## build style sheets and scripts anew (needs Node)
	cd frontend && npm ci --ignore-scripts --no-audit --no-fund && ../.venv/bin/python build.py

clean:  ## remove .venv and caches; data in var stay
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .coverage .coverage.* staticfiles

# Debian's browser where we may install it; elsewhere the browser tests skip and say so. Its build without windows
# takes a quarter less time for the same pages.
chromium:
	@if ! command -v chromium-headless-shell >/dev/null && ! command -v chromium >/dev/null && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	  echo "Installing chromium for the browser tests"; \
	  { apt-get update -qq; DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell; } >/dev/null || \
	  echo "chromium could not be installed: the browser tests will be skipped"; fi

.venv/bin/uv: requirements/uv.txt
	@command -v '$(PYTHON)' >/dev/null || { echo "ASB Cases needs Python 3.11 or newer, and there is no $(PYTHON): install it, or name another, as in \`make run PYTHON=python3.11\`." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("ASB Cases needs Python 3.11 or newer, and $(PYTHON) is %s: install a newer one and name it, as in `make run PYTHON=python3.11`." % sys.version.split()[0])'
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { echo "Python's module venv is missing: on Debian or Ubuntu run \`apt-get install python3-venv\`." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: -r requirements/uv.txt
	@touch $@

.venv/.synced: .venv/bin/uv requirements/base.txt requirements/dev.txt
	VIRTUAL_ENV=.venv $(UV) pip sync --quiet --require-hashes requirements/uv.txt requirements/base.txt requirements/dev.txt
	@touch $@
