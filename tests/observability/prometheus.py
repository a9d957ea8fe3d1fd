"""A real Prometheus with the shipped configuration, on loopback: other addresses, one second instead of many."""

import json
import subprocess
import time
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlencode
from urllib.request import urlopen

import yaml
from observability_files import FOLDER

from tests.deploy.production import free_port

SECONDS_TO_START = 60


def configuration(skill, exporter):
    """Return the shipped configuration, read each second, with the skill and the exporter at these ports."""
    shipped = yaml.safe_load((FOLDER / "prometheus.yml").read_text("utf-8"))
    inside, outside = shipped["scrape_configs"]
    shipped["global"] = {"scrape_interval": "1s", "evaluation_interval": "1s", "scrape_timeout": "1s"}
    shipped["rule_files"] = [str(FOLDER / name) for name in shipped["rule_files"]]
    assert inside["static_configs"] == [{"targets": ["127.0.0.1:8000"]}]
    inside["static_configs"] = [{"targets": [f"127.0.0.1:{skill}"]}]
    outside["static_configs"] = [{"targets": [f"http://127.0.0.1:{skill}/healthz"]}]
    outside["relabel_configs"][-1]["replacement"] = f"127.0.0.1:{exporter}"
    return shipped


@contextmanager
def program(order, folder):
    """Run a program that is ended afterwards; what it says is kept beside it."""
    with (folder / f"{order[0]}.log").open("wb") as said:
        process = subprocess.Popen(order, stdout=said, stderr=said, cwd=folder)
    try:
        yield process
    finally:
        process.terminate()
        process.wait(30)


class Prometheus:
    """One that runs."""

    def __init__(self, port):
        self.port = port

    def get(self, path, **parameters):
        """Return the data of an answer of its API."""
        address = f"http://127.0.0.1:{self.port}/api/v1/{path}?{urlencode(parameters)}"
        with urlopen(address, timeout=20) as answer:
            told = json.load(answer)
        assert told["status"] == "success"
        return told["data"]

    def query(self, query):
        return self.get("query", query=query)["result"]

    def wait_for(self, query):
        """Return the result of a query once there is one."""
        until = time.monotonic() + SECONDS_TO_START
        while True:
            try:
                if found := self.query(query):
                    return found
            except OSError:
                pass
            assert time.monotonic() < until, query
            time.sleep(0.2)


@contextmanager
def prometheus(skill):
    """Run Prometheus and the blackbox exporter for a skill at a port."""
    exporter, port = free_port(), free_port()
    with TemporaryDirectory(prefix="leg-cramp-helper-prometheus-") as made, ExitStack() as stack:
        folder = Path(made)
        file = folder / "prometheus.yml"
        file.write_text(json.dumps(configuration(skill, exporter)), "utf-8")
        modules = folder / "blackbox.yml"
        modules.write_text(json.dumps({"modules": {"http_2xx": {"prober": "http"}}}), "utf-8")
        listen = "--web.listen-address=127.0.0.1:"
        outside = ["prometheus-blackbox-exporter", f"--config.file={modules}", f"{listen}{exporter}"]
        stack.enter_context(program(outside, folder))
        data = f"--storage.tsdb.path={folder / 'data'}"
        stack.enter_context(program(["prometheus", f"--config.file={file}", data, f"{listen}{port}"], folder))
        running = Prometheus(port)
        running.wait_for('up{job="leg-cramp-helper"} == 1')
        yield running
