#!/bin/sh
# One command each for trying, testing and checking Dateline. Needs Python 3.11 or newer, and nothing else.
#
#   ./go demo            set up, read the demo reports into a record, show what is in it
#   ./go test [ARGS]     set up, run the tests (ARGS go to pytest)
#   ./go check           what CI runs: tests, lint, types, quality gate
#   ./go lock            write the lock files anew from pyproject.toml
set -eu
cd "$(dirname "$0")"
venv=.venv
bin=$venv/bin

find_python() {
    for name in ${PYTHON:-} python3.13 python3.12 python3.11 python3 python; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            echo "$name"
            return
        fi
    done
    echo "Dateline needs Python 3.11 or newer; install one, or name it: PYTHON=/path/to/python3.12 ./go" >&2
    exit 1
}

# Install what a lock file names, each package checked against its hash; nothing where that is done already.
set_up() {
    lock=$1
    python=$(find_python)
    if [ ! -x "$bin/python" ]; then
        echo "Making $venv with $("$python" --version)"
        "$python" -m venv "$venv"
    fi
    mark=$venv/installed-$lock
    if ! cmp -s "$lock" "$mark"; then
        echo "Installing what $lock names"
        "$bin/python" -m pip install -qq --disable-pip-version-check --require-hashes -r "$lock"
        "$bin/python" -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
        cp "$lock" "$mark"
    fi
}

case ${1:-} in
demo)
    set_up requirements.lock
    export DATELINE_RECORD=demo.dateline
    "$bin/dateline" run demo/reports
    echo
    "$bin/dateline" summary
    echo
    echo "What is denied, and by whom:"
    "$bin/dateline" list --status denied --limit 8 2>/dev/null
    echo
    echo "Look further: $bin/dateline show ID, explain ID (from a value to its words and the rule), list --help."
    echo "The record is demo.dateline: export DATELINE_RECORD=demo.dateline"
    ;;
test)
    shift
    set_up requirements-dev.lock
    exec "$bin/python" -m pytest "$@"
    ;;
check)
    set_up requirements-dev.lock
    "$bin/python" -m pytest
    "$bin/ruff" check src tests benchmarks
    "$bin/mypy"
    "$bin/python" -m benchmarks.quality.gate
    ;;
lock)
    [ -x "$bin/uv" ] || set_up requirements-dev.lock
    for lock in requirements.lock requirements-dev.lock; do
        extra=
        [ "$lock" = requirements.lock ] || extra="--extra dev"
        # shellcheck disable=SC2086  # two words or none
        "$bin/uv" pip compile pyproject.toml requirements-build.in $extra -q -o "$lock" --generate-hashes \
            --universal --python-version 3.11 --no-header ${UPGRADE:+--upgrade}
    done
    ;;
*)
    sed -n '2,7s/^# \{0,1\}//p' "$0"
    exit 2
    ;;
esac
