# The commands of the project. `make demo` and `make test` need Python 3.11 or newer and nothing else.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
NODE_PATH := PATH="$(CURDIR)/$(BIN):$$PATH"
DESIGN := $(shell find site/design -type f 2>/dev/null)
MESSAGES := $(wildcard locale/*/LC_MESSAGES/django.po)

# What takes a browser long, on one demo: first what leaves it as it was, and last the writing of a page of every type.
WALKS := $(patsubst %,tests/browser/test_%.py, \
	every_page editors_manual reading issue_journey subscriber_journeys staff_journeys second_factor authoring)

.PHONY: demo test walks crashtest fuzz bench bench-mail bench-capacity lint audit format messages requirements screenshots wheel rehearse install clean

demo: install build/static/site.css node_modules/.installed ## Serve the demo network on http://127.0.0.1:PORT
	@exec $(BIN)/python -m demo --port $(PORT)

test: install build/static/site.css ## Run the tests, the main journey in a browser included
	@$(BIN)/python -m tests.find_chromium
	$(BIN)/python -m pytest --numprocesses=logical --maxprocesses=4 $(WALKS:%=--ignore=%) $(ARGS)

walks: install build/static/site.css ## Every other test in a browser: every page, the manual, readers, an issue, a page of every type; long, so a run of its own
	@$(BIN)/python -m tests.find_chromium
	$(BIN)/python -m pytest --numprocesses=0 $(WALKS) $(ARGS)

rehearse: install build/static/site.css ## Take every step of docs/deploy.md on this machine, send an issue, upgrade; needs Debian's postgresql, nginx, curl
	$(BIN)/python -m tests.rehearsal

crashtest: install ## Kill workers a thousand times at every step of sending, and count who got what
	CRASHES=$(or $(CRASHES),1000) $(BIN)/python -m pytest --numprocesses=0 tests/newsletter/test_crash*.py $(ARGS)

fuzz: install ## Send ten thousand bad requests to every public address
	FUZZ=$(or $(FUZZ),10000) $(BIN)/python -m pytest --numprocesses=0 tests/newsletter/test_bad_input.py $(ARGS)

bench: install build/static/site.css ## How fast pages are served, as ratios to a bare Django view
	@$(BIN)/python -m tests.bench $(ARGS)

bench-mail: install build/static/site.css ## How fast an issue goes out, beside others that send the same
	@$(BIN)/python -m tests.bench.mail $(ARGS)

bench-capacity: install build/static/site.css ## What one machine carries behind nginx, and beside an issue; needs what rehearse needs
	@$(BIN)/python -m tests.bench.capacity $(ARGS)

wheel: install build/static/site.css ## Build what a server installs into build/wheel: a wheel, the pins of what it needs, the files of deploy/
	rm -rf build/wheel && mkdir -p build/wheel
	$(BIN)/pip wheel --quiet --no-deps --no-build-isolation --wheel-dir build/wheel .
	cp -r requirements.txt deploy build/wheel/

lint: install ## Format, lint, types, templates, migrations, translations, direction of imports
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/djlint --check --lint templates
	$(BIN)/mypy
	$(BIN)/lint-imports
	LANGUAGES=fy,nl,de $(BIN)/python manage.py makemigrations --check --dry-run
	$(BIN)/python manage.py messages --check
	$(BIN)/python manage.py check

audit: install node_modules/.installed ## Licences and parts of what is pinned, into build/audit; then, from the net, known vulnerabilities
	@mkdir -p build/audit
	$(BIN)/python -m tests.licences > build/audit/licences.tsv
	$(BIN)/python -W ignore -m cyclonedx_py requirements --pyproject pyproject.toml --output-reproducible \
		--output-file build/audit/python.cdx.json requirements.txt
	$(NODE_PATH) npm sbom --sbom-format=cyclonedx --package-lock-only --loglevel=error > build/audit/npm.cdx.json
	@echo "Vulnerabilities. Whatever can't be asked about counts as not safe: the next lines fail without the net."
	$(BIN)/pip-audit --strict --disable-pip --progress-spinner off --requirement requirements.txt
	$(BIN)/pip-audit --strict --disable-pip --progress-spinner off --requirement requirements-dev.txt
	$(NODE_PATH) npm audit --package-lock-only

format: install ## Put code and templates in their form
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djlint --reformat --quiet templates

messages: install ## Bring the translation files up to date with the code
	$(BIN)/python manage.py messages
	$(BIN)/python build_messages.py

screenshots: install ## Take the README's pictures anew, from a demo that runs
	$(BIN)/python -m tests.screenshots http://127.0.0.1:$(PORT)

requirements: install ## Choose the newest versions that pyproject.toml allows and pin them with their hashes
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --upgrade \
		--custom-compile-command "make requirements" --output-file requirements.txt pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --constraint requirements.txt \
		--group embedded --group test --group lint --group audit --group build \
		--custom-compile-command "make requirements" --output-file requirements-dev.txt pyproject.toml

install: $(VENV)/.installed

$(VENV)/.made:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 or newer is needed, and '$(PYTHON)' is not here." >&2; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; '$(PYTHON)' is older. Name another one: make PYTHON=python3.12" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo "Python's venv module is missing: apt install python3-venv" >&2; exit 1; }
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/.required: $(VENV)/.made requirements-dev.txt
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@touch $@

$(VENV)/.installed: $(VENV)/.required pyproject.toml build_messages.py $(MESSAGES)
	$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

node_modules/.installed: $(VENV)/.required package-lock.json
	$(NODE_PATH) npm ci --no-audit --no-fund --loglevel=error
	@touch $@

build/static/site.css: node_modules/.installed $(DESIGN)
	$(NODE_PATH) npm run --silent build
	@touch $@

clean: ## Remove what was built or installed; the data in var/ stays
	rm -rf $(VENV) node_modules build
