#!/bin/sh
# The installed size of what `make run` needs, beside the same from PyPI's defaults. Both go to var/size and are removed.
set -eu
cd "$(dirname "$0")/.."
uv=$(command -v uv || echo .tools/bin/uv)
python=.venv/bin/python
mkdir -p var/size
trap 'rm -rf var/size' EXIT
UV_PROJECT_ENVIRONMENT=var/size/lean "$uv" sync --locked --quiet --no-dev --extra rasa --python "$python"
"$uv" export --locked --quiet --no-dev --no-hashes --no-emit-project -o var/size/ours.txt
"$uv" venv --quiet --python "$python" var/size/default
"$uv" pip install --no-config --quiet --python var/size/default rasa==3.6.21 -r var/size/ours.txt
du -sm var/size/default | awk '{print "as PyPI resolves it:    " $1 " MB"}'
du -sm var/size/lean | awk '{print "as uv.lock resolves it: " $1 " MB"}'
