#!/bin/sh
# Makes .venv from uv.lock: finds or fetches uv and a Python, installs, and does nothing when nothing has changed.
#   scripts/setup.sh 3.10 .venv --extra rasa      scripts/setup.sh 3.12+ .venv-core
set -eu
cd "$(dirname "$0")/.."
wanted=$1 folder=$2
shift 2
unset VIRTUAL_ENV PYTHONHOME PYTHONPATH || true

say() { printf '%s\n' "$*" >&2; }
fail() { say "Set-up stopped: $1"; say "  cure: $2"; exit 1; }
runs() { "$1" -c 'import sys; sys.exit(0)' >/dev/null 2>&1; }

find_uv() {
  for uv in uv "$HOME/.local/bin/uv" "$HOME/.cargo/bin/uv" .tools/bin/uv; do
    if command -v "$uv" >/dev/null 2>&1 && "$uv" --version >/dev/null 2>&1; then echo "$uv"; return; fi
  done
}

get_uv() {
  say "Getting uv, the installer…"
  for python in python3 python; do
    runs "$python" || continue
    if "$python" -m venv .tools >/dev/null 2>&1 && .tools/bin/pip install --quiet "uv>=0.8" >&2; then return; fi
    rm -rf .tools
  done
  if command -v curl >/dev/null 2>&1; then
    curl -LsSf https://astral.sh/uv/install.sh | env UV_INSTALL_DIR="$PWD/.tools/bin" UV_NO_MODIFY_PATH=1 sh >&2 && return
  fi
  fail "uv could not be installed" "install it by hand: https://docs.astral.sh/uv/getting-started/installation/"
}

# A Python already here is taken before one is fetched: on PATH, then pyenv's, then uv's own.
find_python() {
  case $wanted in
    3.12+) versions="3.13 3.12 3.14" ;;
    *) versions=$wanted ;;
  esac
  for version in $versions; do
    for python in "python$version" "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python; do
      if command -v "$python" >/dev/null 2>&1 && runs "$python"; then command -v "$python"; return; fi
    done
    if python=$("$uv" python find --no-project --managed-python --offline "$version" 2>/dev/null); then echo "$python"; return; fi
  done
}

get_python() {
  version=${wanted%+}
  say "Fetching Python $version…"
  "$uv" python install "$version" >&2 ||
    fail "there is no Python $version here and none could be fetched" \
      "install Python $version (your system's packages, or pyenv install $version), then run this again"
  "$uv" python find --no-project --managed-python "$version"
}

install() { UV_PROJECT_ENVIRONMENT="$folder" "$uv" sync --locked --quiet --python "$python" "$@"; }

# Behind a proxy with a certificate of its own, the system knows it and uv by itself does not.
try_system_certificates() {
  grep -qi certificate "$log" || return 1
  say "Trying again with this machine's own certificates…"
  export UV_SYSTEM_CERTS=1 UV_NATIVE_TLS=1
  install "$@" 2> "$log"
}

stamp() { cat pyproject.toml uv.lock | cksum; echo "$wanted $*"; }

[ -n "$(find_uv)" ] || get_uv
uv=$(find_uv)
[ -n "$uv" ] || fail "uv was installed but does not run" "install it by hand: https://docs.astral.sh/uv/getting-started/installation/"
if [ -x "$folder/bin/python" ] && [ "$(stamp "$@")" = "$(cat "$folder/.stamp" 2>/dev/null)" ]; then exit 0; fi
python=$(find_python)
[ -n "$python" ] || python=$(get_python)
say "Installing into $folder with $python (a minute or two the first time)…"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
install "$@" 2> "$log" || try_system_certificates "$@" || {
  cat "$log" >&2
  fail "the dependencies could not be installed" "check the network and the disk (2 GB free), then run this again"
}
stamp "$@" > "$folder/.stamp"
say "Installed."
