"""DynamoDB for tests: moto's server as a process of its own on loopback, and tables on it."""

import os
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SERVER = Path(__file__).with_name("dynamodb_server.py")
AWS = {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
PATIENCE_SECONDS = 20.0


def patient():
    """Return what `skill.storage.dynamodb` waits by in tests of what is kept, not of how soon it is given up."""
    from botocore.config import Config  # noqa: PLC0415 - only where there is a table, because it takes long

    config = Config(connect_timeout=PATIENCE_SECONDS, read_timeout=PATIENCE_SECONDS)
    return {"TIMEOUT_SECONDS": PATIENCE_SECONDS, "CLIENT_CONFIG": config}


@contextmanager
def moto_server():
    """Return the address of a server that is ended afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    command = [sys.executable, str(SERVER), str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **AWS})
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.wait(10)


def _await(port):
    until = time.monotonic() + 120
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            assert time.monotonic() < until, "moto's server did not start"
            time.sleep(0.05)


@dataclass
class Table:
    """A table that can be made and deleted."""

    client: Any
    name: str

    def make(self):
        self.client.create_table(
            TableName=self.name,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )

    def delete(self):
        self.client.delete_table(TableName=self.name)


class Putting:
    """A table with another way of putting items."""

    def __init__(self, table, put_item):
        self.get_item, self.meta = table.get_item, table.meta
        self.put_item = put_item
