# `make lab` opens the course; `make test` tests it. Each builds .venv from requirements.lock first.
PYTHON ?= python3
PORT ?= 8888
BROWSER ?= default
STUDENTS ?= 20
# Where the HTML edition's pages find their code: the repository's address, and that of a JupyterHub with nbgitpuller.
REPOSITORY ?=
HUB ?=
# Where the edition is published: its pages then have cards for those who share their addresses.
ADDRESS ?=
# The language of the edition, such as de, from the folder `locale`; a shell's own LANGUAGE is another matter.
LANGUAGE =
VENV := .venv
BIN := $(VENV)/bin
LOCK := requirements.lock pyproject.toml
LOOK := src/helpers/labextension.py src/helpers/labextension.css src/helpers/scripts.py src/helpers/colours.py
# Byte code is compiled at install, also where PYTHONDONTWRITEBYTECODE is set: a kernel then starts in half the time.
PIP := env -u PYTHONDONTWRITEBYTECODE $(BIN)/python -m pip --disable-pip-version-check --quiet install --compile -c requirements.lock
START := notebooks/00_start_here.ipynb
# In a container the user is often root, whom JupyterLab wants named.
ROOT_USER := $(if $(filter 0,$(shell id -u)),--allow-root)
WINDOW := $(if $(filter none,$(BROWSER)),--no-browser,$(if $(filter-out default,$(BROWSER)),--browser="$(BROWSER)"))

LITE := build/lite

.PHONY: lab doctor test refresh site pot lite pages bench hub-test clean help

help:  ## list what can be made
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/:/'

lab: $(VENV)/.lab  ## open the course in JupyterLab (PORT=8888; BROWSER=none opens no window, BROWSER=firefox opens that one)
	$(BIN)/jupyter lab --port=$(PORT) $(WINDOW) $(ROOT_USER) --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/$(START)

doctor:  ## say what is wrong with the set-up, and how to mend it
	@PYTHONPATH=src $(if $(wildcard $(BIN)/python),$(BIN)/python,$(PYTHON)) -m helpers.doctor

test: $(VENV)/.test  ## run every test, as `.ci/run` does
	$(BIN)/python -m tests

refresh: $(VENV)/.test  ## re-run every notebook and store it, normalised
	$(BIN)/python -m tests.refresh $(NOTEBOOK)

site: $(VENV)/.site  ## write the HTML edition into site/, to read without a kernel
	COURSE_REPOSITORY="$(REPOSITORY)" COURSE_HUB="$(HUB)" COURSE_ADDRESS="$(ADDRESS)" COURSE_LANGUAGE="$(LANGUAGE)" $(BIN)/python -m helpers.site

pot: $(VENV)/.site  ## write what translators translate into build/pot/
	$(BIN)/python -m helpers.site --messages

lite: $(VENV)/.site $(VENV)/.lite  ## write JupyterLite into build/lite/_output: code without a server, from the internet
	rm -rf $(LITE)
	$(BIN)/python -m helpers.site.lite $(LITE)/files
	$(BIN)/python -m pip --disable-pip-version-check --quiet wheel --no-deps --wheel-dir $(LITE)/pypi .
	cd $(LITE) && $(CURDIR)/$(VENV)/lite/bin/jupyter lite build --no-sourcemaps

pages: $(VENV)/.test  ## renew the generated pages: data/README.md, docs/objectives.md, docs/api.md, docs/gallery.md and the map in README.md
	$(BIN)/python -m helpers.tables --readme
	$(BIN)/python -m tests.objectives
	$(BIN)/python -m tests.readme
	$(BIN)/python -m tests.api
	$(BIN)/python -m tests.gallery

bench: $(VENV)/.test  ## measure the budgets and print them as a table
	$(BIN)/python -m benchmarks

hub-test: $(VENV)/.hub  ## send a class of virtual students to a JupyterHub on this machine (STUDENTS=20)
	$(BIN)/python -m benchmarks.hub $(STUDENTS)

clean:  ## remove the environment
	rm -rf $(VENV)

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.lab: $(LOCK) postBuild jupyterlab_overrides.json jupyter_server_config.json $(LOOK) | $(BIN)/python
	$(PIP) --editable ".[lab]"
	@env -u PYTHONDONTWRITEBYTECODE NB_PYTHON_PREFIX=$(VENV) ./postBuild
	@touch $@

$(VENV)/.test: $(VENV)/.lab
	$(PIP) --editable ".[lab,site,coursework,test]"
	@touch $@

$(VENV)/.site: $(VENV)/.lab
	$(PIP) --editable ".[lab,site]"
	@touch $@

$(VENV)/.lite: lite/requirements.txt | $(BIN)/python
	$(PYTHON) -m venv $(VENV)/lite
	$(VENV)/lite/bin/python -m pip --disable-pip-version-check --quiet install --requirement lite/requirements.txt
	@touch $@

$(VENV)/.hub: $(VENV)/.lab
	$(PIP) --editable ".[lab,hub]"
	npm install --silent --no-audit --no-fund --prefix $(VENV)/hub configurable-http-proxy@5
	@touch $@
