"""nginx and Caddy with the files of deploy/, on loopback: other names, ports and no TLS, and all else as shipped."""

import re
import shutil
import subprocess
import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from production import ROOT, ask, free_port

SOCKET = "/run/leg-cramp-helper/skill.sock"
PATHS = ("/usr/sbin", "/usr/local/sbin")
NGINX = """
daemon off;
pid {folder}/pid;
error_log stderr error;
worker_processes 1;
events {{ worker_connections 4096; }}
http {{
  client_body_temp_path {folder}/body; proxy_temp_path {folder}/proxy; fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi; scgi_temp_path {folder}/scgi;
  {site}
}}
"""


def nginx(port, path, folder):
    """Return how nginx is started with the shipped site."""
    site = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
    site = re.sub(r"server \{\s+listen 80;.*?\n\}\n", "", site, flags=re.DOTALL)
    site = re.sub(r"^ +ssl_.*\n", "", site, flags=re.MULTILINE)
    site = site.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};").replace(SOCKET, str(path))
    site = site.replace("listen 127.0.0.1:8000;", f"listen 127.0.0.1:{free_port()};")
    file = folder / "nginx.conf"
    file.write_text(NGINX.format(folder=folder, site=site))
    return [program("nginx"), "-e", "stderr", "-p", folder, "-c", file]


def caddy(port, path, folder):
    """Return how Caddy is started with the shipped site."""
    site = (ROOT / "deploy" / "Caddyfile").read_text("utf-8").replace(SOCKET, str(path))
    site = site.replace("\n{$SKILL_HOST:skill.example.com} {", f"\nhttp://127.0.0.1:{port} {{")
    site = site.replace("http://127.0.0.1:8000", f"http://127.0.0.1:{free_port()}")
    site = site.replace("{\n\tservers", "{\n\tadmin off\n\tauto_https off\n\tservers", 1)
    file = folder / "Caddyfile"
    file.write_text(site)
    return [program("caddy"), "run", "--config", file, "--adapter", "caddyfile"]


PROXIES = {"nginx": nginx, "caddy": caddy}


def program(name):
    """Return where a program is."""
    found = shutil.which(name) or next((str(Path(path, name)) for path in PATHS if Path(path, name).exists()), None)
    assert found, f"{name} is not installed, and these tests need it"
    return found


@contextmanager
def proxied(name, path):
    """Return a port at which a proxy passes on to a socket, for as long as the block lasts."""
    port = free_port()
    with TemporaryDirectory(prefix="leg-cramp-helper-proxy-") as made:
        folder = Path(made)
        for reached in (folder, path.parent):
            reached.chmod(0o755)  # nginx's workers are somebody else
        environment = {"HOME": made, "XDG_DATA_HOME": made, "XDG_CONFIG_HOME": made}
        order = PROXIES[name](port, path, folder)
        said = (folder / "said").open("wb")
        server = subprocess.Popen(order, stdout=said, stderr=said, env=environment)
        try:
            await_proxy(server, port, folder / "said")
            yield port
        finally:
            server.terminate()
            server.wait(20)
            said.close()


def await_proxy(server, port, said):
    until = time.monotonic() + 60
    while True:
        try:
            return ask(port, "GET", "/healthz", seconds=5)
        except OSError:
            assert server.poll() is None, said.read_text("utf-8")
            assert time.monotonic() < until, "the proxy did not start"
            time.sleep(0.02)
