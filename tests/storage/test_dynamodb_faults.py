"""DynamoDB when the table is gone, silent, slow or odd, and what is in an item."""

import socket
import threading
import time
from contextlib import contextmanager

import pytest
from outage import is_cheap, is_over, recall, remember
from tables import Putting
from visitors import KEY, sessions, someone, visit


@contextmanager
def talking(behave):
    """Listen on loopback and do this to each connection; gives the address."""
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.1)
    over = threading.Event()

    def serve():
        while not over.is_set():
            try:
                connection, _ = listener.accept()
            except TimeoutError:
                continue
            threading.Thread(target=behave, args=(connection, over)).start()

    server = threading.Thread(target=serve)
    server.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        over.set()
        server.join(5)
        listener.close()


def say_nothing(connection, over):
    with connection:
        over.wait(10)


def drip(connection, over):
    with connection:
        connection.sendall(b"HTTP/1.1 200 OK\r\nX-Drip: ")
        while not over.wait(0.1):
            try:
                connection.sendall(b"x")
            except OSError:
                return


KINDS = {say_nothing: "ReadTimeoutError", drip: "TimeoutError"}


@pytest.mark.parametrize("behave", KINDS)
def test_a_service_that_does_not_answer_is_cheap(aws, open_store, guarded, caplog, behave):
    with talking(behave) as address:
        aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", address)
        assert is_cheap(guarded(open_store("people")), caplog).startswith(KINDS[behave])


def test_a_service_that_is_not_there_is_cheap(aws, open_store, guarded, caplog):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", f"http://127.0.0.1:{port}")
    assert is_cheap(guarded(open_store("people")), caplog).startswith("EndpointConnectionError")


def test_silent_name_server_is_cheap(aws, open_store, guarded, caplog, monkeypatch):
    let_go = threading.Event()

    def look_up(*_, **__):
        let_go.wait(10)
        raise socket.gaierror

    aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://dynamodb.invalid")
    profiles = guarded(open_store("people"))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    assert is_cheap(profiles, caplog).startswith("TimeoutError")
    let_go.set()


@pytest.mark.parametrize("first", [recall, remember])
def test_deleted_table_is_cheap_until_it_returns(remote, table, clock, caplog, first):
    visit(remote, someone())
    table.delete()
    assert is_cheap(remote, caplog, first).startswith("ResourceNotFoundException")
    table.make()
    assert is_over(remote, clock)
    assert sessions(remote) == 1


def test_forgetting_without_a_table_is_not_done_and_said_so(remote, table, caplog):
    table.delete()
    assert remote.delete(someone()) is False
    (message,) = caplog.messages
    assert message.startswith("the store failed: ResourceNotFoundException at storage/dynamodb.py:")


def test_save_that_always_conflicts_gives_up_in_time(remote, items, monkeypatch, caplog):
    def come_second(**item):
        items.update_item(
            Key=KEY, UpdateExpression="SET revision = :new", ExpressionAttributeValues={":new": str(time.monotonic())}
        )
        return items.put_item(**item)

    monkeypatch.setattr(remote.store, "table", Putting(items, come_second))
    assert is_cheap(remote, caplog, first=remember) in {"SaveConflictError", "TimeoutError"}


def test_table_deleted_between_read_and_write_is_an_outage(remote, items, table, monkeypatch, caplog):
    def put_too_late(**item):
        table.delete()
        return items.put_item(**item)

    monkeypatch.setattr(remote.store, "table", Putting(items, put_too_late))
    assert is_cheap(remote, caplog, first=remember).startswith("ResourceNotFoundException")
