# All commands. `make run` needs Python 3.11 or newer and nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# `check` is linted, typed and audited.
.PHONY: run test quick check linted typed audited format bench chaos soak pictures docs lock release clean

run: $(VENV)/.run
	@exec $(BIN)/python -m bot

# What runs on PostgreSQL as well, if this machine has it: the store, the jobs that touch it, a day's conversations.
ON_POSTGRES := tests/storage tests/jobs/test_claim.py tests/jobs/test_path.py tests/jobs/test_retention.py \
	tests/jobs/test_desk.py tests/jobs/test_busy.py tests/jobs/test_bites.py tests/bot/moving/test_conversation.py tests/bot/moving/test_log.py \
	tests/bot/moving/test_back.py tests/bot/preferences/test_pause.py tests/bot/incoming/test_twice.py \
	tests/bot/ops/test_admin.py

# In parallel, except for the promises under fire, which measure how long people wait. Who has nothing left to do
# takes over half of what another has, so that no long file is waited for.
test: $(VENV)/.test
	@$(BIN)/python -m pytest -n 4 --dist worksteal -m "not alone"
	@TEST_DATABASE=postgres $(BIN)/python -m pytest -n 3 --dist worksteal -m "not alone" $(ON_POSTGRES)
	@$(BIN)/python -m pytest -n 4 --dist loadgroup -m alone

# What a change needs most: imports, rules, rows, texts, and one day's conversation.
quick: $(VENV)/.test
	@$(BIN)/python -m pytest -n 3 --dist loadfile -m "not alone" --ignore tests/messages/red_flags/test_everyday.py \
		tests/test_house.py tests/test_docs.py tests/jobs tests/storage tests/messages tests/bot/moving/test_conversation.py

check: linted typed audited

linted: $(VENV)/.test
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

typed: $(VENV)/.test
	$(BIN)/mypy

audited: $(VENV)/.test
	$(BIN)/python -m tests.audit

format: $(VENV)/.test
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

# Every figure beside its peers, about ten minutes; make bench QUICK=1 takes smaller sizes and less than one.
bench: $(VENV)/.test $(VENV)/.bench
	@QUICK=$(QUICK) $(BIN)/python -m tests.bench $(PARTS)

# The promises under fire, one line each; runs can be selected: make chaos RUNS="stop two".
chaos: $(VENV)/.test
	@$(BIN)/python -m tests.chaos $(RUNS)

# A million updates; takes hours.
soak: $(VENV)/.test
	@$(BIN)/python -m tests.chaos soak --updates 1000000

# Loops and stills of movements whose key frames have changed.
pictures: $(VENV)/.pictures
	@$(BIN)/python -m messages.figures

# The documentation as a site in dist/site, with screenshots made just now; a link that leads nowhere stops it.
docs: $(VENV)/.docs
	@$(BIN)/python -m tests.site.shots
	@$(BIN)/python -m mkdocs build --quiet --strict
	@echo "dist/site/index.html"

# What a release is made of in dist/, and its tag; pushes nothing. How: docs/how-to/release.md
release: check test $(VENV)/.release
	@$(BIN)/python -m tests.release

# Needs uv (https://docs.astral.sh/uv/); only for changing a dependency.
lock:
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 pyproject.toml -o requirements.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra test -c requirements.lock pyproject.toml -o requirements-test.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra pictures -c requirements.lock pyproject.toml -o requirements-pictures.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group build -c requirements-test.lock -o requirements-build.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group release -c requirements-test.lock -o requirements-release.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --extra postgres -c requirements.lock pyproject.toml -o requirements-postgres.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group docs -c requirements-test.lock -o requirements-docs.lock
	uv pip compile --universal --generate-hashes --no-header --no-annotate --python-version 3.11 --group bench -c requirements-test.lock -o requirements-bench.lock

clean:
	rm -rf $(VENV) dist .mypy_cache .ruff_cache .pytest_cache .hypothesis

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.12 run")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.run: $(BIN)/python requirements.lock
	@echo "Installing what the bot needs into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

$(VENV)/.test: $(VENV)/.run requirements-test.lock
	@echo "Installing what the tests need into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-test.lock
	@touch $@

$(VENV)/.pictures: $(VENV)/.run requirements-pictures.lock
	@echo "Installing what drawing needs into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-pictures.lock
	@touch $@

$(VENV)/.docs: $(VENV)/.test requirements-docs.lock
	@echo "Installing what the documentation needs into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-docs.lock
	@touch $@

# In an environment of its own: the tests see no library that they have not asked for.
$(VENV)/.bench: $(BIN)/python requirements-bench.lock
	@echo "Installing what the bot is measured beside into $(VENV)/bench-peers (once)"
	@$(BIN)/python -m venv $(VENV)/bench-peers
	@$(VENV)/bench-peers/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	@touch $@

$(VENV)/.release: $(VENV)/.test requirements-release.lock
	@echo "Installing what a release needs into $(VENV) (once)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-release.lock
	@touch $@
