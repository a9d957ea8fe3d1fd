#!/bin/sh
# Create .venv if there is none that works, and install a lock file into it: `scripts/environment.sh LOCK MESSAGE`.
# PYTHON names the interpreter. If something is missing, print how to install it and exit with 1.
#
# .venv/ready has a copy of each lock that .venv satisfies, so that a changed lock is noticed whatever its date.
# requirements-dev.lock pins all that the runtime lock pins, at the same versions: tests/test_locks.py.
set -eu
cd "$(dirname "$0")/.."

lock=$1
message=$2
python=${PYTHON:-python3}
runtime=requirements-simulator.lock
everything=requirements-dev.lock
debian='on Debian and Ubuntu: apt-get install python3 python3-venv'

stop() {
    echo "$*" >&2
    exit 1
}

works() {
    .venv/bin/python -c 'import pip' >/dev/null 2>&1
}

if cmp -s "$lock" ".venv/ready/$lock" && works; then
    exit 0
fi
echo "$message"

if ! works; then
    found=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2], sys.version_info >= (3, 11))' 2>/dev/null) ||
        stop "No Python runs as '$python': install Python 3.11 or newer ($debian), or name one with PYTHON=/path/to/python3."
    [ "${found#* }" = True ] ||
        stop "'$python' is Python ${found% *}, and this needs 3.11 or newer: install one, and name it with PYTHON=/path/to/python3."
    "$python" -c 'import ensurepip, venv' 2>/dev/null ||
        stop "'$python' has no venv module: install it (on Debian and Ubuntu: apt-get install python3-venv), then try again."
    said=$("$python" -m venv --clear .venv 2>&1) || stop ".venv could not be made: $said"
fi

rm -rf .venv/ready
.venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$lock" ||
    stop "The packages of $lock could not be installed: what pip says above names the reason. Then try again."
mkdir .venv/ready
cp "$lock" ".venv/ready/"
[ "$lock" != "$everything" ] || cp "$runtime" ".venv/ready/"
