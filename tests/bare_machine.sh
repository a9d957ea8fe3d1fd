# The smallest machine of a Debian release, in a folder: sourced by fresh_machine.sh and walkthroughs/walk.sh.
#
# SUITE names the release, PACKAGES what it has beside the base, WORK a folder for what is said meanwhile.
# FRESH_CACHE=FOLDER keeps the machine as debootstrap made it, for the next time.

stop() {
    echo "${0##*/}: $*" >&2
    exit 1
}

seconds_since() {
    echo $((SECONDS - $1))
}

apt_repositories() {
    apt-get indextargets --format '$(ORIGIN)|$(LABEL)|$(CODENAME)|$(REPO_URI)' 'Created-By: Packages' 2>/dev/null | sort -u
}

debian_mirror() {
    apt_repositories | sed -n 's/^Debian|Debian|[a-z]*|//p' | head -n 1
}

proxy_of() {
    local value
    eval "$(apt-config shell value "Acquire::$1::Proxy")"
    [[ ${value:-} == DIRECT ]] || echo "${value:-}"
}

make_base() {
    local base=$1 tarball=${FRESH_CACHE:+$FRESH_CACHE/$SUITE-$(cksum <<<"$PACKAGES" | cut -d " " -f 1).tar} http https
    mkdir "$base"
    if [[ -n $tarball && -e $tarball ]]; then
        tar --extract --file "$tarball" --directory "$base" --numeric-owner
        return
    fi
    http=${http_proxy:-$(proxy_of http)} https=${https_proxy:-$(proxy_of https)}
    # Without a mirror, debootstrap takes the one that it comes with.
    env ${http:+http_proxy="$http"} ${https:+https_proxy="$https"} \
        debootstrap --variant=minbase --include="$PACKAGES" "$SUITE" "$base" $(debian_mirror) >"$WORK/debootstrap" 2>&1 ||
        stop "debootstrap failed: $(tail -n 3 "$WORK/debootstrap")"
    if [[ -n $tarball ]]; then
        mkdir -p "$FRESH_CACHE"
        tar --create --file "$tarball.$$" --directory "$base" --numeric-owner .
        mv "$tarball.$$" "$tarball"
    fi
}

# Give a machine the way to the registries that this one has. No list of packages and no folder of files comes along.
connect() {
    local root=$1 mirror security
    cat /etc/resolv.conf >"$root/etc/resolv.conf"
    cat /etc/hosts >"$root/etc/hosts"
    mirror=$(debian_mirror)
    security=$(apt_repositories | sed -n 's/^Debian|Debian-Security|[a-z-]*|//p' | head -n 1)
    if [[ -n $mirror ]]; then
        echo "deb $mirror $SUITE main" >"$root/etc/apt/sources.list"
        [[ -z $security ]] || echo "deb $security $SUITE-security main" >>"$root/etc/apt/sources.list"
    fi
    apt-config dump | grep -E '^Acquire::(https?|Retries|Check-Date|Check-Valid-Until)\b' >"$root/etc/apt/apt.conf.d/90machine" || true
    mkdir -p "$root/usr/local/share/ca-certificates"
    find /usr/local/share/ca-certificates -name '*.crt' -exec cp {} "$root/usr/local/share/ca-certificates/" \; 2>/dev/null || true
    chroot "$root" update-ca-certificates >/dev/null 2>&1
    python3 - "$root" <<'PYTHON'
"""Write the settings of pip and npm: addresses, proxies and certificates, and no path of this machine."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

root = Path(sys.argv[1])
PIP = ("index-url", "extra-index-url", "proxy", "cert", "trusted-host", "timeout", "default-timeout", "retries")
NPM = ("registry", "proxy", "https-proxy", "noproxy", "cafile", "strict-ssl")


def output(*command):
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return ""


def certificates(path):
    """Copy a file of certificates to the same place, unless there is one."""
    place = root / path.lstrip("/")
    if Path(path).is_file() and not place.exists():
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, place)


pip = {}
for line in output(sys.executable, "-m", "pip", "config", "list").splitlines():
    key, _, value = line.partition("=")
    name = key.rpartition(".")[2].removeprefix("default-")
    addresses = [each for each in ast.literal_eval(value).split() if not each.startswith(("file:", "/")) or name == "cert"]
    if name in PIP and addresses:
        pip[name] = " ".join(addresses)
(root / "etc/pip.conf").write_text("[global]\n" + "".join(f"{name} = {value}\n" for name, value in pip.items()))
npm = {name: output("npm", "config", "get", name).strip() for name in NPM if shutil.which("npm")}
npm = {name: value for name, value in npm.items() if value not in ("", "null", "undefined")}
(root / "root/.npmrc").write_text("".join(f"{name}={value}\n" for name, value in npm.items()))
for path in (pip.get("cert", ""), npm.get("cafile", "")):
    certificates(path) if path else None
PYTHON
}
