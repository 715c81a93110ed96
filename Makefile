# Everything starts from a Python 3.11 or newer, git and make; the rest is set up in .venv.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/ready
export NO_MKDOCS_2_WARNING := 1

# What is set up knows its own place; in a folder that was copied or moved it is set up anew.
ifneq ($(shell cat $(READY) 2>/dev/null),$(CURDIR))
  $(shell rm -f $(READY))
endif

.PHONY: site offline pdf serve test test-tool test-fast test-all references bench check lint format schema guide messages lock clean

## Build the site into site/. The last good site stays until the new one is whole.
site: $(READY)
	$(BIN)/python -m mkdocs build --strict

## Pack the whole site into one zip in dist/, to be read without the internet.
offline: $(READY)
	$(BIN)/themebook offline

## Print the whole site as one PDF in dist/. It needs a Chromium-based browser.
pdf: $(READY)
	$(BIN)/themebook pdf

## Show the site at http://127.0.0.1:8000/, with every change as soon as it is saved.
serve: $(READY)
	$(BIN)/themebook serve

## Everything that must hold before a change is kept: the tests of the tool in a tree without our study, then the study.
test: $(READY) lint test-tool
	$(BIN)/python -m pytest tests/study

# What belongs to the tool. Everything else is the study, or made by a build.
TOOL := CONTRIBUTING.md LICENSE README.md build_tools docs/guide findings.schema.json pyproject.toml requirements.lock tests
## The tests of the tool, in a copy of the repository that holds nothing of the study.
test-tool: $(READY)
	$(BIN)/python -m themebook.emit.pdf.browser
	rm -rf build/tool && mkdir -p build/tool/docs
	for part in $(TOOL); do cp -R $$part build/tool/$$part; done
	rm -rf build/tool/tests/study build/tool/tests/golden
	cd build/tool && PYTHONPATH=$(CURDIR)/build/tool/build_tools $(CURDIR)/$(BIN)/python -m pytest

## The quick part of the tests: units, cases and laws with few examples, without browsers and whole sites.
FAST := $(addprefix tests/,check cite cli core emit graph render search site social sources starter views scripts)
test-fast: $(READY)
	$(BIN)/python -m pytest --hypothesis-profile quick $(FAST)

## The same, with the trials that take long: many more kills, payloads and mutations.
test-all: $(READY) lint
	$(BIN)/python -m themebook.emit.pdf.browser
	$(BIN)/python -m pytest -m "slow or not slow"

## Print which references of the corpus in tests/cite/corpus are right and which are wrong, by kind.
references: $(READY)
	$(BIN)/python -m tests.cite.references

## Time builds of 100, 1,000 and 5,000 pages against plain MkDocs, and rewrite tests/benchmarks/RESULTS.md.
bench: $(READY)
	$(BIN)/python -m tests.benchmarks.build

## Report everything that is wrong in the sources.
check: $(READY)
	$(BIN)/themebook check

# Deno checks the scripts of the theme; no site needs it.
DENO := DENO_NO_UPDATE_CHECK=1 $(BIN)/deno
SCRIPTS := $(wildcard build_tools/themebook/theme/assets/themebook/*.js)
lint: $(READY)
	$(BIN)/python -m ruff check .
	$(BIN)/python -m ruff format --check .
	$(BIN)/python -m mypy
	$(DENO) lint --quiet --config tests/scripts/deno.json $(SCRIPTS)
	$(DENO) check --quiet --config tests/scripts/deno.json $(SCRIPTS)

format: $(READY)
	$(BIN)/python -m ruff check --fix .
	$(BIN)/python -m ruff format .

## Bring what is made from the code up to date: the schema of the findings, and the tables of the guide.
schema guide: $(READY)
	$(BIN)/themebook schema
	$(BIN)/themebook guide --to docs/guide

PACKAGE := build_tools/themebook
EXTRACT := $(BIN)/pybabel extract --mapping pyproject.toml --keyword ngettext_noop:1,2 --add-location file --sort-by-file \
  --omit-header
## Collect the messages of the interface for translators: those of Python and templates, and those of scripts.
messages: $(READY)
	$(EXTRACT) --ignore-dirs assets --output $(PACKAGE)/locale/themebook.pot $(PACKAGE)
	$(EXTRACT) --ignore-dirs vendor --output $(PACKAGE)/locale/scripts.pot $(PACKAGE)/theme/assets

## Pin all dependencies anew, with their hashes.
lock:
	$(PYTHON) -m venv build/lock && build/lock/bin/pip install --quiet pip-tools
	build/lock/bin/pip-compile --quiet --upgrade --generate-hashes --allow-unsafe --extra dev --strip-extras \
	  --no-header --no-annotate --no-emit-index-url --no-emit-find-links --no-emit-trusted-host \
	  --output-file requirements.lock pyproject.toml

clean:
	rm -rf $(VENV) .cache site .site.themebook-* dist build build_tools/*.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Themebook needs Python 3.11 or newer")'
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	echo '$(CURDIR)' > $@
