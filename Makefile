# Thin on purpose: every target is a command you could type; docs/windows.md has them for Windows.
PYTHON ?= python3
BIN := .venv/bin
MARK := .venv/.installed
PYTEST := $(BIN)/python -m pytest -m "not slow"
# Pure tests: no page, no browser, no folder of files; start here after a change.
PURE := tests/i18n tests/contract tests/inference tests/value tests/rewards tests/portfolio \
	tests/priorities tests/experts tests/mentors tests/disclosure tests/catalog tests/oracle \
	tests/dashboard/text tests/dashboard/figures tests/test_scope.py \
	tests/test_contributing.py tests/test_layers.py
# As long as all others.
HALF := tests/intake tests/test_cli.py tests/test_cli_not_begun.py tests/dashboard tests/browser \
	tests/calibration tests/comparison tests/disclosure tests/lottery tests/oracle tests/store

.PHONY: run setup check lint format test test-full bench calibrate messages glossary pictures lock

run: .venv/.run
	$(BIN)/mentoring-roi serve

setup: $(MARK)

check: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy & types=$$!; \
	$(PYTEST) $(PURE); pure=$$?; \
	wait $$types && exit $$pure

lint: setup
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/python -m mypy

format: setup
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

test: lint
	$(PYTEST) $(HALF) & half=$$!; \
	$(PYTEST) $(addprefix --ignore=,$(HALF)); rest=$$?; \
	wait $$half && exit $$rest

test-full: lint
	$(BIN)/python -m pytest --hypothesis-profile=full

bench: setup
	$(BIN)/python -m tests.benchmark

calibrate: setup
	$(BIN)/python -m tests.calibration

messages: setup
	$(BIN)/python -m tests.i18n.collect

glossary: setup
	$(BIN)/python -m tests.i18n.glossary

pictures: setup
	$(BIN)/python -m tests.browser.pictures

lock: setup
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	$(BIN)/uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra build --extra test pyproject.toml -o requirements-test.lock

.venv/.run: requirements.lock pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

$(MARK): requirements-test.lock pyproject.toml .venv/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	touch $@
