# make help lists what there is.
PYTHON ?= python3
PORT ?= 8000
BIN := .venv/bin
# The lock files are whole and hashed: there is nothing to resolve.
LOCKED := --require-hashes --no-deps
PIP := $(BIN)/pip install -q --disable-pip-version-check $(LOCKED)
# uv reads a lock file in ten seconds, pip in thirty-five; a mirror that only pip knows of is left to pip.
UV := $(BIN)/uv pip install -q --system-certs --python $(BIN)/python $(LOCKED)
# Without byte code each process of the demo and of the tests compiles for five seconds what it imports.
unexport PYTHONDONTWRITEBYTECODE
# The demo has a database and an address of its own, whatever the environment says of the real ones.
DEMO := TUTOR_DEMO=1 INSTANCE=instance/demo DATABASE_URL= PUBLIC_URL= FAKE_TWILIO=
CATALOGUE := tutor/translations/en/LC_MESSAGES/messages

.PHONY: help install demo run test storm bench pictures texts lock

help: ## This list
	@grep -E '^[a-z]+:.*## ' Makefile | sed -E 's/^([a-z]+):.*## /\1|/' | column -t -s '|'

install: .venv/installed $(CATALOGUE).mo instance/secret ## Everything the programme needs, in .venv
	@$(BIN)/flask match prepare

demo: install ## A fictional town at http://127.0.0.1:8000 (PORT=8001 moves it)
	@$(DEMO) $(BIN)/flask demo --port $(PORT)

run: install ## Web and worker on the existing database
	@$(BIN)/flask db upgrade && $(BIN)/flask serve --port $(PORT)

test: .venv/tested $(CATALOGUE).mo ## ruff, mypy, import-linter and all tests on SQLite and PostgreSQL
	@$(BIN)/python -m tests.run_all

storm: .venv/tested ## The long storms: 2,500 messages through all harms; forged callbacks; eight coordinators (about an hour)
	@STORM_MESSAGES=2500 STORM_KILLS=1000 STORM_CALLS=500 STORM_CALL_KILLS=200 STORM_CRASHES=12 \
		STORM_FREEZES=600 STORM_FILLS=20 STORM_WATCH=10 \
		$(BIN)/pytest -q -s tests/faults/test_kill_storm.py tests/faults/test_clock_jumps.py
	@STORM_FORGED=20000 $(BIN)/pytest -q -s tests/faults/test_forged_callbacks.py
	@STORM_CALLBACKS=10000 $(BIN)/pytest -q -s tests/faults/test_callbacks_in_any_order.py
	@STORM_LIVES=1000 $(BIN)/pytest -q -s tests/faults/test_any_life.py
	@$(BIN)/python -m tests.load.eight_coordinators --seconds 120

bench: .venv/benched ## Every measured bar, on a quiet machine (two hours, most of it the matcher beside its rivals)
	@$(BIN)/python -m tests.bench.search
	@$(BIN)/python -m tests.bench.intake
	@$(BIN)/python -m tests.bench.board
	@$(BIN)/python -m tests.bench.learner
	@$(BIN)/python -m tests.bench.reachable
	@$(BIN)/python -m tests.bench.bad_days
	@$(BIN)/python -m tests.bench.explanations
	@$(BIN)/python -m tests.bench.curricula
	@$(BIN)/python -m tests.bench.handout
	@$(BIN)/python -m tests.bench.placing
	@$(BIN)/python -m tests.bench.ladder
	@for server in sqlite postgres; do $(BIN)/python -m tests.bench.levels $$server; done
	@for server in sqlite postgres; do $(BIN)/python -m tests.bench.sending $$server; done
	@for kind in people requests; do for server in sqlite postgres; do \
		$(BIN)/python -m tests.bench.import_rows $$server 1200 $$kind; done; done
	@$(BIN)/python -m tests.bench.matching.replan
	@$(BIN)/python -m tests.bench.matching all

pictures: .venv/tested $(CATALOGUE).mo instance/secret ## The named screenshots in docs/pictures/
	@$(BIN)/python -m tests.browser.pictures

texts: .venv/installed ## New texts of pages into the English catalogue, to be translated there
	@cd tutor && ../$(BIN)/pybabel -q extract -F translations/sources.cfg -k Refused -k NotFound -k lazy_gettext \
		-k Said -k Counted:1,1 -k counted:1,1 --add-location=file --sort-by-file -o translations/messages.pot .
	@$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete -w 110 -l en \
		-i tutor/translations/messages.pot -d tutor/translations

lock: ## Pin again what pyproject.toml asks for (needs uv)
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --extra matching -o requirements.lock pyproject.toml
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --extra matching --extra test -c requirements.lock -o .requirements-test.lock pyproject.toml
	uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 --extra bench --extra matching --extra test -c .requirements-test.lock -o .requirements-bench.lock pyproject.toml
	echo "uv>=0.13" | uv pip compile -q --universal --generate-hashes --no-emit-index-url --no-annotate --no-header \
		--python-version 3.11 -o .requirements-install.lock -

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || { \
		echo "This needs Python 3.11 to 3.13. Name one: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "Python's venv is missing. On Debian: apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .venv

.venv/bin/uv: .requirements-install.lock | .venv/bin/python
	@$(PIP) -r $< || echo "uv is not to be had here: pip does its work."

.venv/installed: requirements.lock | .venv/bin/uv
	@echo "Installing what the programme needs (about a minute the first time) ..."
	@$(UV) --compile-bytecode -r $< || $(PIP) -r $<
	@touch $@

$(CATALOGUE).mo: $(CATALOGUE).po | .venv/installed
	@$(BIN)/pybabel -q compile -d tutor/translations

# Compiling all of them, what no test imports too, takes ten seconds more than this.
.venv/tested: .requirements-test.lock requirements.lock | .venv/bin/uv
	@echo "Installing the programme and what its tests need (about a minute the first time) ..."
	@$(UV) -r $< || $(PIP) --no-compile -r $<
	@$(BIN)/python -m compileall -qq -j 0 -x '/(tests|twilio/rest)/' .venv/lib tutor || true
	@touch .venv/installed $@

.venv/benched: .requirements-bench.lock .requirements-test.lock requirements.lock | .venv/bin/uv
	@echo "Installing what the benchmarks compare us with (about a minute the first time) ..."
	@$(UV) --compile-bytecode -r $< || $(PIP) -r $<
	@touch .venv/installed .venv/tested $@

instance/secret:
	@mkdir -p instance && umask 077 && \
		$(PYTHON) -c 'import secrets; print("SECRET_KEY=" + secrets.token_urlsafe(48))' > $@
