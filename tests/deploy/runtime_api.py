"""Lambda's Runtime API on loopback, and AWS's own runtime interface client as the function's process.

Source: "Using the Lambda runtime API for custom runtimes": next, response, error, init/error.
"""

import json
import subprocess
import sys
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Empty, SimpleQueue
from threading import Thread
from time import time
from uuid import uuid4

ANSWER_SECONDS = 30  # the start of the function's process included
TIMEOUT_SECONDS = 8  # as in deploy/template.yaml
ARN = "arn:aws:lambda:eu-west-1:000000000000:function:skill"


class RuntimeApi(ThreadingHTTPServer):
    """Serves events, and collects their outcomes."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Requests)
        self.events, self.outcomes = SimpleQueue(), SimpleQueue()

    def invoke(self, event):
        """Return what came of an event: "response" or "error", and the JSON that came with it."""
        self.events.put(json.dumps(event).encode())
        return self.outcome()

    def outcome(self):
        try:
            return self.outcomes.get(timeout=ANSWER_SECONDS)
        except Empty:
            raise AssertionError("the function didn't answer") from None


class Requests(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: RuntimeApi

    def do_GET(self):
        event = self.server.events.get()
        if event is None:  # the test is over
            self.close_connection = True
            return
        head = {
            "Lambda-Runtime-Aws-Request-Id": str(uuid4()),
            "Lambda-Runtime-Deadline-Ms": str(int((time() + TIMEOUT_SECONDS) * 1000)),
            "Lambda-Runtime-Invoked-Function-Arn": ARN,
            "Content-Type": "application/json",
        }
        self._answer(200, event, head)

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(202, b"{}", {})
        self.server.outcomes.put((self.path.rsplit("/", 1)[-1], json.loads(body)))

    def _answer(self, status, body, head):
        self.send_response(status)
        for name, value in (head | {"Content-Length": str(len(body))}).items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def function(bundle, environment, said):
    """Run the handler of `bundle` as Lambda does, for a `with` block; what it prints goes into the file `said`."""
    with RuntimeApi() as api, said.open("wb") as output:
        Thread(target=api.serve_forever, daemon=True).start()
        process = subprocess.Popen(
            [sys.executable, "-P", "-m", "awslambdaric", "lambda_handler.handler"],
            cwd=bundle,
            env=environment | {"AWS_LAMBDA_RUNTIME_API": f"127.0.0.1:{api.server_port}", "PYTHONPATH": str(bundle)},
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            yield api
        finally:
            process.terminate()
            process.wait(10)
            api.events.put(None)
            api.shutdown()
