# The section "systemd" of docs/deploy.md, on a Debian in which systemd runs; walk.sh reads this.

start_machine

step=$SECONDS
page docs/deploy.md systemd 0 ADDRESS-OF-THIS-REPOSITORY=/srv/repository.git "amzn1.ask.skill.…=$SKILL_ID" YOUR-HOST-NAME=localhost |
    in_machine >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
echo "systemd: set up after $(seconds_since "$step") s"
said=$(page docs/deploy.md systemd 1 YOUR-HOST-NAME=localhost | sed 's/^curl/curl --insecure --silent --retry 10 --retry-all-errors/' | in_machine)
expect '"store":"there"' "$said"
expect 'ok$' "$said"
[[ $(podman exec machine curl -k -s -o /dev/null -w '%{http_code}' -d '{}' https://localhost/alexa) == 400 ]] || stop "no 400 for a forgery"
[[ $(podman exec machine curl -k -s -o /dev/null -w '%{http_code}' https://localhost/metrics) == 404 ]] || stop "the figures are shown to the world"
said=$(podman exec machine bash -c 'systemd-analyze verify /etc/systemd/system/leg-cramp-helper@.service 2>&1
    systemd-analyze security --no-pager leg-cramp-helper@a.service | tail -n 1
    cd /proc/$(systemctl show --property MainPID --value leg-cramp-helper@a)
    stat --format %U . && grep -E "CapBnd|NoNewPrivs|Seccomp:" status')
sed 's/^/    /' <<<"$said"
for part in '^leg-cramp-helper$' 'CapBnd:.0000000000000000' 'NoNewPrivs:.1' 'Seccomp:.2'; do
    expect "$part" "$said"
done

touch "$WORK/going.asking"
podman exec machine touch /tmp/going
podman exec machine python3 /srv/asking.py https://localhost/healthz /tmp/going >"$WORK/asked" &
asking=$!
step=$SECONDS
page docs/deploy.md systemd 2 | in_machine >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
page docs/deploy.md systemd 2 | sed 's/@b/@c/; s/@a/@b/; s/@c/@a/' | in_machine >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
sleep 2
podman exec machine rm /tmp/going
wait "$asking" || stop "the upgrades cost requests: $(cat "$WORK/asked")"
[[ $(podman exec machine systemctl is-active leg-cramp-helper@a leg-cramp-helper@b | tr '\n' ' ') == "active inactive " ]] || stop "a does not serve"
echo "systemd: upgraded from a to b and back after $(seconds_since "$step") s; meanwhile $(cat "$WORK/asked")"

page docs/operations.md Backup 1 | in_machine >/dev/null || stop "no backup was made"
page docs/operations.md Restore 1 | in_machine >/dev/null || stop "the backup can't be restored"
said=$(podman exec machine curl -s --retry 10 --retry-delay 1 --retry-all-errors --fail http://127.0.0.1:8000/readyz)
expect '"store":"there"' "$said"
page docs/operations.md "What to watch" 0 | in_machine >"$WORK/said" 2>&1 || true
expect 'store here   takes a record' "$(cat "$WORK/said")"
# a machine that can't reach Amazon is told so, and here that is right
! grep '^SICK' "$WORK/said" | grep -v '^SICK  s3 ' || stop "the doctor found: $(cat "$WORK/said")"
echo "systemd: backed up, restored, and well, says the doctor"
podman exec machine bash -c 'echo "raise SystemExit(1)" >>/opt/leg-cramp-helper/app.py'
! podman exec machine systemctl start leg-cramp-helper@b.service 2>/dev/null || stop "a version that can't start is taken for one that can"
expect '^ok' "$(podman exec machine curl -k -s --fail https://localhost/healthz)"
podman exec machine systemctl stop leg-cramp-helper@b.service
echo "systemd: a version that can't start leaves the one before serving"
podman rm --force --time 3 machine >/dev/null
