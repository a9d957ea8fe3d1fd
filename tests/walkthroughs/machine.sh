# A Debian in which systemd runs, as a container named machine; walk.sh reads this.

# What is on stdin, line by line as a reader would, in the machine. `apt install` asks nobody.
in_machine() {
    sed 's/apt install/apt-get install --yes -qq/' |
        podman exec --interactive --workdir /root --env DEBIAN_FRONTEND=noninteractive machine bash -e -o pipefail /dev/stdin
}

start_machine() {
    local step=$SECONDS state=
    podman run --detach --name machine --hostname machine --privileged --systemd always --env container=podman \
        --volume "$WORK/repository.git:/srv/repository.git:ro" --volume "$HERE/asking.py:/srv/asking.py:ro" \
        localhost/bare /lib/systemd/systemd >/dev/null
    for _ in $(seq 60); do
        state=$(podman exec machine systemctl is-system-running 2>/dev/null || true)
        [[ $state != running && $state != degraded ]] || break
        sleep 1
    done
    [[ $state == running || $state == degraded ]] || stop "systemd does not run in the machine: $state"
    echo "apt-get update -qq; git config --system safe.directory '*'" | in_machine
    echo "systemd: it runs after $(seconds_since "$step") s, as $(podman exec machine systemctl --version | head -n 1)"
}
