"""A proxy before DynamoDB's API that makes trouble: it throttles, fails, hangs, loses answers, lets others write."""

import json
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from random import Random
from threading import Event, Lock, Thread
from urllib.parse import urlsplit
from uuid import uuid4

SEED = 7
HANG_SECONDS = 3
"""Longer than the store waits."""
HEADERS = ("Authorization", "Content-Type", "X-Amz-Date")
TYPE = "com.amazonaws.dynamodb.v20120810#"


class Trouble:
    """What is done to each request; `kinds` are drawn from with equal chances."""

    def __init__(self, address, kinds):
        self.place = urlsplit(address).netloc
        self.kinds, self.chance, self.lock = kinds, Random(SEED), Lock()
        self.over = Event()

    def draw(self):
        with self.lock:
            return self.chance.choice(self.kinds)

    def ask(self, body, headers):
        """Ask the service itself."""
        connection = HTTPConnection(self.place, timeout=60)
        try:
            connection.request("POST", "/", body, headers)
            answer = connection.getresponse()
            return answer.status, answer.read()
        finally:
            connection.close()


def none(trouble, body, headers):
    return trouble.ask(body, headers)


def throttled(*_):
    return 400, error("ProvisionedThroughputExceededException")


def slowed_down(*_):
    return 400, error("ThrottlingException")


def failed(*_):
    return 500, error("InternalServerError")


def hangs(trouble, *_):
    trouble.over.wait(HANG_SECONDS)


def answer_lost(trouble, body, headers):
    trouble.ask(body, headers)


def answer_late(trouble, body, headers):
    answer = trouble.ask(body, headers)
    trouble.over.wait(HANG_SECONDS)
    return answer


def another_first(trouble, body, headers):
    """Write, as another device, before a conditional write."""
    asked = json.loads(body)
    if headers["X-Amz-Target"].endswith("PutItem") and "revision" in json.dumps(asked.get("ExpressionAttributeValues")):
        update = {
            "TableName": asked["TableName"],
            "Key": {"id": asked["Item"]["id"]},
            "UpdateExpression": "SET revision = :new",
            "ExpressionAttributeValues": {":new": {"S": uuid4().hex}},
        }
        target = {"X-Amz-Target": headers["X-Amz-Target"].replace("PutItem", "UpdateItem")}
        trouble.ask(json.dumps(update), {name: headers[name] for name in HEADERS} | target)
    return trouble.ask(body, headers)


TROUBLES = (throttled, slowed_down, failed, hangs, answer_lost, answer_late)


def error(kind):
    return json.dumps({"__type": TYPE + kind, "message": "not now"}).encode()


@contextmanager
def troubled(address, *kinds):
    """Return the address of a service that makes such trouble."""
    trouble = Trouble(address, kinds)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            answer = trouble.draw()(trouble, body, {name: self.headers[name] for name in self.headers})
            if not answer:
                self.close_connection = True
                return
            self.send_response(answer[0])
            self.send_header("Content-Type", "application/x-amz-json-1.0")
            self.send_header("Content-Length", str(len(answer[1])))
            self.end_headers()
            self.wfile.write(answer[1])

        def log_message(self, *_):
            pass

        def handle(self):
            try:
                super().handle()
            except OSError:  # whoever asked has given up
                self.close_connection = True

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        trouble.over.set()
        server.shutdown()
        server.server_close()
