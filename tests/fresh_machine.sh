#!/usr/bin/env bash
# Prove that the README's two commands need nothing but Python, make and git: `tests/fresh_machine.sh SUITE`
#
# SUITE is a Debian release, such as bookworm. debootstrap makes two of the smallest machines of it. In the first,
# `make run` is the first command, until its health page answers, and then comes one conversation with the skill.
# In the second, `make test` is the first command. What is committed here is cloned into both.
# The mirrors, proxies and certificates are those of this machine's own apt, pip and npm. It needs root and debootstrap.
#
# PIP_VERSION=23.0.1 (or "newest")  makes .venv beforehand, with that pip
# ONLY=run or ONLY=test             does one half
# FRESH_CACHE=FOLDER                keeps the machine as debootstrap made it, for the next time
set -euo pipefail

PACKAGES=python3,python3-venv,make,git,ca-certificates
START_SECONDS=600
CHECKOUT=root/leg-cramp-helper

# Clone what is committed here into a machine.
copy_checkout() {
    git clone --quiet --no-hardlinks "$PWD" "$1/$CHECKOUT"
    git -C "$1/$CHECKOUT" checkout --quiet --detach "$(git rev-parse HEAD)"
}

# --- in a process and mount namespace of its own: whatever is started or mounted here ends with it ---

# Set INSIDE to what goes before a command that runs in the checkout of the machine $1. Nothing of this machine's
# environment goes along but its proxies.
enter() {
    local name
    INSIDE=(chroot "$1" /usr/bin/env -i HOME=/root PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin)
    for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY; do
        [[ -z ${!name:-} ]] || INSIDE+=("$name=${!name}")
    done
    INSIDE+=(sh -c "cd /$CHECKOUT && exec \"\$@\"" sh)
}

start_machine() {
    enter "$1"
    mkdir -p "$1/dev/shm" "$1/dev/pts"
    mount -t proc proc "$1/proc"
    mount -t tmpfs tmpfs "$1/dev/shm"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
}

prepare_pip() {
    [[ -n ${PIP_VERSION:-} ]] || return 0
    local wanted=pip==$PIP_VERSION
    [[ $PIP_VERSION != newest ]] || wanted=pip
    "${INSIDE[@]}" python3 -m venv .venv
    "${INSIDE[@]}" .venv/bin/python -m pip install --quiet --disable-pip-version-check --upgrade "$wanted"
    "${INSIDE[@]}" .venv/bin/python -m pip --version | cut -d ' ' -f 1,2
}

page() {
    python3 - "$1" <<'PYTHON'
import sys
import urllib.request

try:
    answer = urllib.request.build_opener(urllib.request.ProxyHandler({})).open(sys.argv[1], timeout=10)
except OSError:
    sys.exit(1)
sys.exit(answer.status != 200)
PYTHON
}

free_port() {
    python3 - <<'PYTHON'
import socket

for port in (5000, 0):
    try:
        with socket.create_server(("127.0.0.1", port)) as listener:
            print(listener.getsockname()[1])
            break
    except OSError:
        pass
PYTHON
}

try_run() {
    local root=$1 began port order log=$WORK/run.log server last said
    start_machine "$root"
    prepare_pip
    port=$(free_port)
    order=(make run)
    ((port == 5000)) || order+=("PORT=$port") # another program of this machine's has 5000, and the network is shared
    began=$SECONDS
    "${INSIDE[@]}" "${order[@]}" >"$log" 2>&1 &
    server=$!
    until page "http://127.0.0.1:$port/healthz"; do
        kill -0 "$server" 2>/dev/null || stop "make run ended by itself: $(tail -n 5 "$log")"
        (($(seconds_since "$began") < START_SECONDS)) || stop "make run did not answer in $START_SECONDS s: $(tail -n 5 "$log")"
        sleep 0.2
    done
    echo "$SUITE: make run answers after $(seconds_since "$began") s"
    page "http://127.0.0.1:$port/" || stop "the practice page does not answer"
    kill -TERM "$server"
    wait "$server" || true
    page "http://127.0.0.1:$port/healthz" && stop "make run went on after it was ended"
    sed "s/^/    /" "$log"
    last=$(grep -v '^make: ' "$log" | tail -n 1)
    [[ $last == *"http://127.0.0.1:$port"* ]] || stop "make run does not end with its address: $last"
    ! grep -q -i "warning\|GET /" "$log" || stop "make run warns, or logs requests"

    began=$SECONDS
    said=$(printf '%s\n' "help with my leg cramp" "no" "it's gone" | "${INSIDE[@]}" .venv/bin/python -m simulator talk --fast)
    sed "s/^/    /" <<<"$said"
    for part in "Straighten your leg" "[hold 15 s]" "Has it eased?" "rub the tight part" "do it now, sitting down?"; do
        [[ $said == *"$part"* ]] || stop "the conversation lacks: $part"
    done
    echo "$SUITE: a conversation in $(seconds_since "$began") s"
}

try_test() {
    local root=$1 began
    start_machine "$root"
    prepare_pip
    began=$SECONDS
    "${INSIDE[@]}" make test </dev/null || stop "make test failed on $SUITE after $(seconds_since "$began") s"
    echo "$SUITE: make test passes after $(seconds_since "$began") s"
}

. "$(dirname "$0")/bare_machine.sh"
if [[ ${1:-} == --inside ]]; then
    "try_$2" "$3"
    exit
fi

cd "$(dirname "$0")/.."
(($# == 1)) || stop "name one Debian release: tests/fresh_machine.sh bookworm"
export SUITE=$1
[[ ${ONLY:-run} == run || $ONLY == test ]] || stop "ONLY is run or test"
[[ $(id -u) == 0 ]] || stop "only root can make a machine: run it with sudo"
for program in debootstrap git python3 apt-get unshare; do
    command -v "$program" >/dev/null || stop "$program is missing: apt-get install debootstrap git python3 util-linux"
done
[[ -e /usr/share/debootstrap/scripts/$SUITE ]] || stop "debootstrap knows no release named $SUITE"
[[ -z $(git status --porcelain) ]] || echo "fresh_machine.sh: what is not committed is not tried" >&2

WORK=$(mktemp -d)
export WORK
child=
clean_up() {
    [[ -z $child ]] || kill "$child" 2>/dev/null || true
    [[ -z $child ]] || wait "$child" 2>/dev/null || true
    rm -rf --one-file-system "$WORK"
}
trap clean_up EXIT
trap 'exit 130' INT TERM

began=$SECONDS
make_base "$WORK/base"
connect "$WORK/base"
copy_checkout "$WORK/base"
echo "$SUITE: the machine is made after $(seconds_since "$began") s"
for half in ${ONLY:-run test}; do
    cp --archive "$WORK/base" "$WORK/$half"
    unshare --mount --pid --fork --kill-child "$0" --inside "$half" "$WORK/$half" &
    child=$!
    wait "$child"
    child=
    rm -rf --one-file-system "${WORK:?}/$half"
done
echo "$SUITE: ${ONLY:-run and test} works on a bare machine"
