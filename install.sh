#!/usr/bin/env bash
# Sets up kiosk on this machine. Run it again at any time: what is there already is left alone.
set -euo pipefail

usage() {
  cat <<'TEXT'
./install.sh               set up: virtual environment in .venv, system packages
./install.sh demo [...]    set up, then run a whole hall on this machine   (kiosk demo [...])
./install.sh test [...]    set up, then run the whole test suite           (pytest options go through)
./install.sh test --long [ROOM ...]
                           the long runs: soaks, million-case fuzz         (at most 30 minutes a room)
./install.sh wheels DIR    collect all packages for machines without a network
./install.sh kiosk --wheels DIR
                           install from such a folder, without a network
TEXT
}

cd "$(dirname "${BASH_SOURCE[0]}")"
VENV=.venv
LOCKS=.ci/lock
say() { printf 'install: %s\n' "$*"; }
fail() { printf 'install: %s\n' "$*" >&2; exit 2; }

# What Qt and the sound of the boards need beyond a minimal Debian 12/13 or Ubuntu 24.04.
SYSTEM=(libgssapi-krb5-2 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 libfreetype6
  libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0 alsa-utils)
# Judges and a virtual screen for the tests and benchmarks.
SYSTEM_TEST=(xvfb git)

installed() { dpkg-query -W -f '${Status}' "$1" 2>/dev/null | grep -q 'install ok installed'; }

missing_packages() {
  local name
  for name in "$@"; do installed "$name" || printf '%s ' "$name"; done
}

# libglib2.0-0 became libglib2.0-0t64 with the 64-bit time of Debian 13 and Ubuntu 24.04.
glib_package() {
  if apt-cache show libglib2.0-0t64 >/dev/null 2>&1; then echo libglib2.0-0t64; else echo libglib2.0-0; fi
}

as_root() {
  if [ "$(id -u)" = 0 ]; then env DEBIAN_FRONTEND=noninteractive "$@"
  else sudo -n env DEBIAN_FRONTEND=noninteractive "$@"; fi
}

system_packages() {
  if ! command -v dpkg-query >/dev/null; then say "not a Debian system: its own packages for Qt are needed"; return 0; fi
  local wanted
  wanted=$(missing_packages "$(glib_package)" "$@")
  if ! find_python >/dev/null; then wanted="$wanted python3 python3-venv"
  elif ! "$(find_python)" -c 'import ensurepip' 2>/dev/null; then wanted="$wanted python3-venv"; fi
  wanted=$(echo $wanted)
  [ -n "$wanted" ] || return 0
  if [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; then
    say "system packages: $wanted"
    as_root apt-get update -qq
    # shellcheck disable=SC2086
    as_root apt-get install -y -qq --no-install-recommends $(glib_package) $wanted >/dev/null
  else
    say "missing system packages, and no right to install them here. An administrator can run:"
    echo "  apt-get install $wanted"
    UNSURE=1
  fi
}

# The first of these that really runs: a version shim may exist and fail.
find_python() {
  local candidate
  for candidate in python3 python3.13 python3.12 python3.11 /usr/bin/python3; do
    if "$candidate" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
      command -v "$candidate"
      return 0
    fi
  done
  return 1
}

# venv NAME-OF-LOCK [pip options]: the virtual environment holds exactly what the lock names, checked by hash.
environment() {
  local lock=$LOCKS/$1.txt; shift
  local python stamp
  python=$(find_python) || fail "no Python 3.11-3.13 that runs was found"
  stamp=$(cat "$lock" pyproject.toml | sha256sum | cut -c1-32)-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
  if [ -x $VENV/bin/python ] && grep -qxF "$stamp" $VENV/.kiosk-* 2>/dev/null; then return 0; fi
  if ! [ -x $VENV/bin/python ] || ! $VENV/bin/python -c 'import pip' 2>/dev/null; then
    say "virtual environment in $VENV with $python"
    "$python" -m venv --clear $VENV || fail "python3-venv is missing"
  fi
  say "packages from $lock"
  $VENV/bin/python -m pip install -q --disable-pip-version-check --require-hashes -r "$lock" "$@"
  $VENV/bin/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation "$@" -e .
  echo "$stamp" >"$VENV/.kiosk-$(basename "$lock" .txt)"
}

check_imports() {
  $VENV/bin/python -c 'import PySide6.QtQuick, kiosk.cli' || fail "Qt does not load: install the packages named above"
}

set_up() { # runtime|test
  UNSURE=""
  if [ "$1" = test ]; then system_packages "${SYSTEM[@]}" "${SYSTEM_TEST[@]}"; else system_packages "${SYSTEM[@]}"; fi
  environment "$1"
  check_imports
  if [ -n "$UNSURE" ]; then say "goes on: what is needed here loads"; fi
}

run_tests() {
  local bin=$VENV/bin
  if [ "${1:-}" = --long ]; then
    shift
    exec $bin/python -m tests.long "$@"
  fi
  $bin/ruff check .
  $bin/ruff format --check -q .
  $bin/lint-imports --no-cache >/dev/null || $bin/lint-imports --no-cache
  $bin/mypy
  if [ $# = 0 ]; then $bin/python .ci/covered.py; fi
  exec $bin/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --max-worker-restart 0 -q "$@"
}

collect_wheels() {
  local to=${1:?"wheels DIR"}
  mkdir -p "$to"
  $VENV/bin/python -m pip download -q --disable-pip-version-check --require-hashes -r $LOCKS/runtime.txt -d "$to"
  $VENV/bin/python -m pip wheel -q --disable-pip-version-check --no-deps --no-build-isolation -w "$to" .
  say "$(find "$to" -name '*.whl' | wc -l) packages in $to"
}

install_kiosk() {
  local from=""
  while [ $# -gt 0 ]; do
    case $1 in
      --wheels) from=${2:?"--wheels DIR"}; shift 2 ;;
      *) usage >&2; exit 2 ;;
    esac
  done
  [ -n "$from" ] || fail "kiosk --wheels DIR: the folder made by './install.sh wheels DIR'"
  [ -d "$from" ] || fail "$from: no such folder"
  system_packages "${SYSTEM[@]}"
  local python
  python=$(find_python) || fail "no Python 3.11-3.13 that runs was found"
  [ -x $VENV/bin/python ] || "$python" -m venv $VENV
  $VENV/bin/python -m pip install -q --disable-pip-version-check --no-index -f "$from" kiosk
  check_imports
  say "kiosk is in $VENV/bin/kiosk"
  say "service units, the kiosk user and the locked screen: not yet; start the programs by hand (docs/running.md)"
}

case "${1:-}" in
  "") set_up runtime; say "ready: $VENV/bin/kiosk --help" ;;
  demo) shift; set_up runtime; exec $VENV/bin/kiosk demo "$@" ;;
  test) shift; set_up test; run_tests "$@" ;;
  wheels) shift; set_up runtime; collect_wheels "$@" ;;
  kiosk) shift; install_kiosk "$@" ;;
  -h | --help | help) usage ;;
  *) usage >&2; exit 2 ;;
esac
