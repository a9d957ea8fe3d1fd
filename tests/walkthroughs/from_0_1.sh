# From 0.1 to 0.2 with systemd, by docs/upgrading.md: 0.1 is set up by its own page; walk.sh reads this.

OLD=828f348 # the last commit of 0.1

start_machine
step=$SECONDS
mkdir -p "$WORK/old"
git -C "$ROOT" show "$OLD:docs/deploy.md" >"$WORK/old/page"
# its blocks, without the drop-in for gunicorn
sed -n '/^## 1\. /,/^### Is it there/{/^```$/,/^```$/{/^```$/d;p}}' "$WORK/old/page" | grep -v -e '^\[Service\]' -e '^ExecStart=' |
    sed -e "s|ADDRESS-OF-THIS-REPOSITORY|/srv/repository.git|" -e "s|amzn1.ask.skill.…|$SKILL_ID|" -e s/YOUR-HOST-NAME/localhost/ \
        -e "s|^cd /opt/leg-cramp-helper$|&; git reset --quiet --hard $OLD|" -e '/^curl/s/ --silent/& --retry 10 --retry-all-errors/' |
    in_machine >"$WORK/said" 2>&1 || stop "0.1 can't be set up: $(tail -n 20 "$WORK/said")"
podman exec machine curl -k -s --retry 10 --retry-delay 1 --retry-all-errors --fail https://localhost/healthz >/dev/null || stop "0.1 does not answer"
echo "from_0_1: 0.1 serves after $(seconds_since "$step") s"

podman exec machine touch /tmp/going
podman exec machine python3 /srv/asking.py https://localhost/healthz /tmp/going 502 >"$WORK/asked" &
asking=$!
step=$SECONDS
page docs/upgrading.md "From 0.1 to 0.2" 0 YOUR-HOST-NAME=localhost | in_machine >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
sleep 2
podman exec machine rm /tmp/going
wait "$asking" || stop "the upgrade cost requests: $(cat "$WORK/asked")"
said=$(podman exec machine curl -s --retry 10 --retry-delay 1 --retry-all-errors --fail http://127.0.0.1:8000/readyz)
expect '"store":"there"' "$said"
[[ $(podman exec machine curl -k -s -o /dev/null -w '%{http_code}' https://localhost/terms) == 200 ]] || stop "the new version does not serve"
[[ -z $(podman exec machine systemctl list-units --failed --no-legend --plain 'leg-cramp-helper*') ]] || stop "a unit has failed"
echo "from_0_1: 0.2 serves after $(seconds_since "$step") s; meanwhile $(cat "$WORK/asked")"
podman rm --force --time 3 machine >/dev/null
