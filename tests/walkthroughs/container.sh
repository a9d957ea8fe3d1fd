# The section "A container" of docs/deploy.md; walk.sh reads this.

mkdir -p "$WORK/home" "$WORK/bin" "$WORK/images"

# `docker compose` is docker-compose, and talks to podman
cat >"$WORK/bin/docker" <<'SHIM'
#!/bin/sh
[ "$1" = compose ] || { echo "only docker compose stands here" >&2; exit 1; }
shift
exec docker-compose "$@"
SHIM
chmod +x "$WORK/bin/docker"
export COMPOSE_DOCKER_CLI_BUILD=0 COMPOSE_INTERACTIVE_NO_CLI=1 # or it asks for a docker that can do more
export PATH=$WORK/bin:$PATH DOCKER_HOST=unix://$WORK/podman.sock COMPOSE_FILE=compose.yaml:$WORK/stand-ins.yaml
printf 'FROM localhost/bare\nRUN ln -s python3 /usr/bin/python\n' >"$WORK/images/python"
printf '%s\n' 'FROM localhost/bare' \
    'RUN apt-get update -qq && apt-get install --yes -qq --no-install-recommends caddy >/dev/null 2>&1' \
    'ENV XDG_CONFIG_HOME=/config XDG_DATA_HOME=/data' \
    'CMD ["caddy", "run", "--config", "/etc/caddy/Caddyfile", "--adapter", "caddyfile"]' >"$WORK/images/caddy"
for image in python caddy; do
    buildah bud --quiet --isolation chroot --network host --tag "localhost/$image" --file "$WORK/images/$image" "$WORK/images" >/dev/null
done
cat >"$WORK/stand-ins.yaml" <<'COMPOSE'
services:
  skill:
    build:
      args: {PYTHON: localhost/python}
  caddy:
    image: localhost/caddy
    environment:
      CADDY_BUFFERING: buffer_requests
      CADDY_BUFFER_SIZE: max_buffer_size 1MB
COMPOSE
podman system service --time 0 "$DOCKER_HOST" >"$WORK/podman.log" 2>&1 &
started+=($!)
touch "$WORK/going.health"
# podman leaves the time of health checks to systemd, which isn't here; the check itself is the container's own
(while [[ -e $WORK/going.health ]]; do
    timeout 10 podman healthcheck run deploy_skill_1 >/dev/null 2>&1 || true
    sleep 1
done) &
started+=($!)
for port in 80 443 8000; do
    python3 -c "import socket; socket.create_server(('127.0.0.1', $port))" || stop "port $port of this machine is taken"
done

step=$SECONDS
page docs/deploy.md "A container" 0 "ADDRESS-OF-THIS-REPOSITORY=$WORK/repository.git" "amzn1.ask.skill.…=$SKILL_ID" \
    YOUR-HOST-NAME=localhost | typed "$WORK/home" >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
echo "container: built and up after $(seconds_since "$step") s"
folder=$WORK/home/leg-cramp-helper/deploy
said=$(page docs/deploy.md "A container" 1 YOUR-HOST-NAME=localhost | sed 's/^curl/curl --insecure --silent --retry 5 --retry-all-errors/' | typed "$folder")
expect '(healthy)' "$said"
expect '"store":"there"' "$said"
expect 'ok$' "$said"
[[ $(curl --insecure --silent --output /dev/null --write-out '%{http_code}' --data '{}' https://localhost/alexa) == 400 ]] || stop "no 400 for a forgery"
[[ $(curl --insecure --silent --output /dev/null --write-out '%{http_code}' https://localhost/metrics) == 404 ]] || stop "the figures are shown to the world"

inside=$(podman exec deploy_skill_1 sh -c 'id -u; grep -E "CapBnd|NoNewPrivs" /proc/1/status; touch /app/x || echo read-only; touch /data/x && rm /data/x && echo written' 2>&1)
for part in '^10001$' 'CapBnd:.0000000000000000' 'NoNewPrivs:.1' '^read-only$' '^written$'; do
    expect "$part" "$inside"
done
echo "container: user 10001, no rights, a root that can't be written to"

touch "$WORK/going.asking"
# Caddy gives up after seven seconds, which a machine with much else to do can need
python3 "$HERE/asking.py" https://localhost/healthz "$WORK/going.asking" 502 >"$WORK/asked" &
asking=$!
step=$SECONDS
echo 'WEB_CONCURRENCY=3' >>"$folder/.env" # so that there is something to take over
page docs/deploy.md "A container" 2 | typed "$folder" >"$WORK/said" 2>&1 || stop "$(tail -n 20 "$WORK/said")"
sleep 3
rm "$WORK/going.asking"
wait "$asking" || stop "the upgrade cost requests: $(cat "$WORK/asked")"
echo "container: upgraded after $(seconds_since "$step") s; meanwhile $(cat "$WORK/asked")"

page docs/operations.md "Backup" 0 | typed "$folder" >/dev/null
[[ -s $folder/backup.db ]] || stop "there is no backup"
page docs/operations.md "Restore" 0 | typed "$folder" >/dev/null 2>&1 || stop "the backup can't be restored"
said=$(curl --silent --retry 30 --retry-delay 1 --retry-all-errors --fail http://127.0.0.1:8000/readyz)
expect '"store":"there"' "$said"
echo "container: backed up and restored"
podman kill --signal KILL deploy_skill_1 >/dev/null
sleep 1
podman start deploy_skill_1 >/dev/null 2>&1 || true
expect '^ok' "$(curl --insecure --silent --retry 20 --retry-delay 1 --retry-all-errors --fail https://localhost/healthz)"
echo "container: killed, and there again"
rm -f "$WORK/going.health"
docker compose down --volumes >/dev/null 2>&1 || true
