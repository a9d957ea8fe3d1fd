#!/usr/bin/env bash
# Walk through docs/deploy.md with the page's own commands: `tests/walkthroughs/walk.sh [container] [systemd] [from_0_1] [aws]`
#
# What is committed here is cloned, built and served. podman stands in for Docker, and Debian's Python and Caddy for the
# images of Docker's registry; the machine for systemd is a container in which systemd runs. It needs root,
# debootstrap, podman, buildah, runc and docker-compose; AWS needs the SAM command line.
# FRESH_CACHE=FOLDER keeps the smallest Debian for the next time.
set -euo pipefail
cd "$(dirname "$0")/../.."

export SUITE=bookworm PACKAGES=python3,python3-venv,make,git,curl,ca-certificates,sudo,systemd,dbus
export SKILL_ID=amzn1.ask.skill.00000000-0000-0000-0000-000000000000
ROOT=$PWD HERE=$PWD/tests/walkthroughs
. tests/bare_machine.sh
. tests/walkthroughs/machine.sh

[[ $(id -u) == 0 ]] || stop "only root can do this"
sections=("$@")
((${#sections[@]})) || sections=(container systemd from_0_1)
[[ -z $(git status --porcelain) ]] || echo "walk.sh: what is not committed is not tried" >&2

WORK=$(mktemp -d)
export WORK
started=()
clean_up() {
    local process
    rm -f "$WORK"/going.*
    if [[ ${CONTAINERS_STORAGE_CONF:-} == "$WORK"/* ]]; then
        timeout 60 podman rm --force --all --time 1 >/dev/null 2>&1 || true
        timeout 20 podman network rm --force deploy_default >/dev/null 2>&1 || true
    fi
    for process in "${started[@]}"; do
        kill "$process" 2>/dev/null || true
    done
    umount --recursive "$WORK/graph" 2>/dev/null || umount "$WORK/graph/overlay" 2>/dev/null || true
    rm -rf --one-file-system "$WORK" || true
}

trap clean_up EXIT
trap 'exit 130' INT TERM

# Print a block of the page, with this walk's names in place of the reader's.
page() {
    python3 "$HERE/commands.py" "$@"
}

# Run what is on stdin in a folder, line by line as a reader would; stop at the first that fails.
typed() {
    (cd "$1" && bash -e -o pipefail /dev/stdin) || stop "a command of the page failed"
}

expect() {
    grep -q -e "$1" <<<"$2" || stop "expected $1 in: $2"
}

make_images() {
    local began=$SECONDS
    make_base "$WORK/base"
    connect "$WORK/base"
    tar -C "$WORK/base" -c . | podman import --quiet - localhost/bare >/dev/null
    rm -rf --one-file-system "$WORK/base"
    echo "$SUITE: an image of the smallest machine after $(seconds_since "$began") s"
}

# The storage, the networks and the limits are this walk's own: nothing of this machine's containers is touched.
settle_podman() {
    local files
    files=$(ulimit -Hn)
    mkdir -p "$WORK/networks"
    printf '[storage]\ndriver = "overlay"\ngraphroot = "%s"\nrunroot = "%s"\n' "$WORK/graph" "$WORK/run" >"$WORK/storage.conf"
    printf '[containers]\ndefault_ulimits = ["nofile=%s:%s", "nproc=8000:8000"]\n' "$files" "$files" >"$WORK/containers.conf"
    printf '[engine]\nruntime = "runc"\ntmp_dir = "%s"\n' "$WORK/libpod" >>"$WORK/containers.conf"
    printf '[network]\nnetwork_config_dir = "%s"\n' "$WORK/networks" >>"$WORK/containers.conf"
    export CONTAINERS_STORAGE_CONF=$WORK/storage.conf CONTAINERS_CONF=$WORK/containers.conf
}

for program in debootstrap git python3 curl; do
    command -v "$program" >/dev/null || stop "$program is missing"
done
case " ${sections[*]} " in *container* | *systemd* | *from_0_1*)
    for program in podman buildah runc docker-compose; do
        command -v "$program" >/dev/null || stop "$program is missing: apt-get install podman buildah runc docker-compose"
    done
    settle_podman
    make_images
    ;;
esac
git clone --quiet --no-hardlinks --bare "$ROOT" "$WORK/repository.git"
git -C "$WORK/repository.git" update-ref refs/heads/walk "$(git rev-parse HEAD)"
git -C "$WORK/repository.git" symbolic-ref HEAD refs/heads/walk
for section in "${sections[@]}"; do
    began=$SECONDS
    . "$HERE/$section.sh"
    echo "$section: all of it took $(seconds_since "$began") s"
done
