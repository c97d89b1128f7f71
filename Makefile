# Thin on purpose: every target is a command you could type. README has them for Windows.
PYTHON ?= python3
BIN := .venv/bin
MARK := .venv/.installed
HALF := tests/intake tests/test_cli.py tests/test_cli_not_begun.py tests/dashboard tests/browser # as long as all others

.PHONY: run setup test test-full bench calibrate lint messages lock

run: .venv/.run
	$(BIN)/mentoring-roi serve

setup: $(MARK)

test: setup
	$(BIN)/ruff check .
	$(BIN)/pytest -m "not slow" $(HALF) & half=$$!; \
	$(BIN)/pytest -m "not slow" $(addprefix --ignore=,$(HALF)); rest=$$?; \
	wait $$half && exit $$rest

test-full: setup
	$(BIN)/ruff check .
	$(BIN)/pytest --hypothesis-profile=full

bench: setup
	$(BIN)/python -m tests.benchmark

calibrate: setup
	$(BIN)/python -m tests.calibration --out tests/calibration/sets.csv

lint: setup
	$(BIN)/ruff check .

messages: setup
	$(BIN)/python -m tests.i18n.collect

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
