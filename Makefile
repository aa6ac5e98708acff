# One command does everything: `make run` talks, `make test` checks. Each sets up what is missing and no more.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BOT := .venv/bin/bot
CORE := .venv-core/bin

.PHONY: help setup setup-core pictures train run chat test test-core lint types check catalogs eval public speed bench size clean

help: ## Show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | awk -F':.*## ' '{printf "  make %-10s %s\n", $$1, $$2}'

setup: ## Install uv, Python 3.10 and everything in uv.lock
	@scripts/setup.sh 3.10 .venv --extra rasa

setup-core: # The same without Rasa, on a current Python
	@scripts/setup.sh 3.12+ .venv-core

pictures: setup ## Optional: let the bot read pictures (Tesseract) and draw cards (fonts), by apt
	@scripts/pictures.sh

train: setup ## Train the model, if its sources have changed
	@$(BOT) train

run: setup ## Talk to the bot here; with TELEGRAM_TOKEN set, on Telegram too
	@WAYMARK_DEMO=$${WAYMARK_DEMO:-yes} $(BOT) run

test: setup ## Set up, train and run every test
	@$(BOT) train
	@.venv/bin/python -m pytest

test-core: setup-core ## Run the tests that need no Rasa, on Python 3.12 or newer
	@$(CORE)/python -m pytest -m "not rasa"

lint: setup ## Check style
	@.venv/bin/ruff check . && .venv/bin/ruff format --check .

types: setup ## Check types
	@.venv/bin/mypy

check: setup ## Check content, catalogs and phrases (seconds)
	@$(BOT) check

catalogs: setup ## Bring the translators' files up to date with the English
	@$(BOT) catalogs

eval: setup ## Measure on held-out sentences how well the bot understands (docs/accuracy.md; two minutes)
	@.venv/bin/python -m accuracy

public: setup ## Measure on public sets in FOLDER beside Rasa's pipelines (docs/public-sets.md; an hour)
	@.venv/bin/python -m accuracy.public $(FOLDER)

speed: setup ## Measure what understanding costs beside a bare floor (docs/speed.md; five minutes)
	@.venv/bin/python -m accuracy.speed

bench: setup ## Measure this bot beside a stock Rasa assistant (an hour; installs Rasa a second time)
	@.venv/bin/python -m bench

size: ## Show the installed size with and without what is never imported
	@scripts/size.sh

clean: ## Remove everything that was made here
	rm -rf .venv .venv-core .tools var
