"""Behind the proxies of deploy/, a worker that is replaced or a sender that stalls costs nobody an answer.

`make proxies` runs these. They need nginx and Caddy, which `make test` does not install: both start a server.
"""

import os
import signal
import socket
import time
from contextlib import ExitStack, contextmanager, suppress
from http.client import HTTPResponse
from threading import Event, Thread

import pytest
from production import ROOT, ask, await_answer, connected, place, started
from proxies import PROXIES, proxied

from bench.soak import family

APPLICATION = """
import os, time
def app(environ, start_response):
    body = environ["wsgi.input"].read()
    if body == b"slow" and not os.path.exists("asked"):
        with open("asked.new", "w") as file:
            file.write(str(os.getpid()))
        os.rename("asked.new", "asked")
        time.sleep(60)
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [body + str(os.getpid()).encode()]
"""
STALLED = 300
pytestmark = pytest.mark.proxies
HOST = b"Host: 127.0.0.1\r\n"
HALF = b"POST /alexa HTTP/1.1\r\n" + HOST + b"Content-Length: 900\r\n\r\n{"
CLIENTS = 4


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "application.py").write_text(APPLICATION)
    (tmp_path / "deploy").symlink_to(ROOT / "deploy")
    return tmp_path


@contextmanager
def served_by(name, folder):
    """Return a server, and where it is asked: at its socket, or at a proxy's port."""
    with place() as path, started(path, "application:app", folder=folder) as server, ExitStack() as stack:
        await_answer(server, path)
        yield server, (stack.enter_context(proxied(name, path)) if name in PROXIES else path)


def wait_for(condition):
    until = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < until, "it does not come"
        time.sleep(0.02)


def answers_while_replaced(name, folder):
    """Return what clients get while both workers are replaced."""
    with served_by(name, folder) as (server, address):
        wait_for(lambda: len(family(server.pid)) == 3)
        old, enough, answers = {*family(server.pid)[1:]}, Event(), []

        def come():
            while not enough.is_set():
                try:
                    answers.append(ask(address, "POST", "/alexa", b"{}")[0])
                except OSError as error:
                    answers.append(error)

        clients = [Thread(target=come) for _ in range(CLIENTS)]
        for client in clients:
            client.start()
        server.send_signal(signal.SIGHUP)
        wait_for(lambda: not old & {*family(server.pid)})
        enough.set()
        for client in clients:
            client.join(60)
    assert len(answers) > CLIENTS
    return answers


def test_workers_replaced_under_load_lose_no_request_behind_nginx(folder):
    assert set(answers_while_replaced("nginx", folder)) == {200}


@pytest.mark.parametrize("name", ["socket", "caddy"])
def test_replaced_workers_lose_only_requests_just_sent(folder, name):
    lost = [answer for answer in answers_while_replaced(name, folder) if answer != 200]
    assert len(lost) <= 2 * CLIENTS  # each worker that stops may close, unread, what each client has just sent


def test_a_request_whose_worker_is_killed_is_asked_again_by_nginx(folder):
    asked, answers = folder / "asked", []
    with served_by("nginx", folder) as (server, address):
        asking = Thread(target=lambda: answers.append(ask(address, "POST", "/alexa", b"slow", seconds=60)))
        asking.start()
        wait_for(asked.exists)
        victim = int(asked.read_text())
        assert victim in family(server.pid)
        os.kill(victim, signal.SIGKILL)
        asking.join(60)
        assert not asking.is_alive()
    ((status, answer),) = answers
    assert (status, answer[:4]) == (200, b"slow")
    assert answer[4:] != str(victim).encode()


@pytest.mark.parametrize("name", PROXIES)
def test_stalled_senders_hold_nothing_of_the_servers(folder, name):
    with served_by(name, folder) as (_, port), ExitStack() as stack:
        for _ in range(STALLED):
            stack.enter_context(socket.create_connection(("127.0.0.1", port), timeout=20)).sendall(HALF)
        assert [ask(port, "POST", "/alexa", b"{}")[0] for _ in range(5)] == [200] * 5


@pytest.mark.parametrize("name", PROXIES)
def test_proxy_keeps_idle_connections_for_the_balancer(folder, name):
    with served_by(name, folder) as (_, port):
        connection = connected(port)
        for _ in range(2):
            connection.request("POST", "/alexa", b"{}")
            answer = connection.getresponse()
            assert (answer.status, answer.will_close) == (200, False)
            answer.read()
        connection.close()


LARGE = b"POST /alexa HTTP/1.1\r\n" + HOST + b"Content-Length: 2000000\r\n\r\n" + b" " * 2_000_000
NO_REQUESTS = {
    "a large head": b"POST /alexa HTTP/1.1\r\n" + HOST + b"X: " + b"a" * 40_000 + b"\r\n\r\n",
    "a long address": b"POST /alexa?" + b"a" * 40_000 + b" HTTP/1.1\r\n" + HOST + b"\r\n",
    "no header": b"POST /alexa HTTP/1.1\r\n" + HOST + b"no colon\r\n\r\n",
    "two lengths": b"POST /alexa HTTP/1.1\r\n" + HOST + b"Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}",
    "no host": b"POST /alexa HTTP/1.1\r\n\r\n",
    "another encoding": b"POST /alexa HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: x\r\n\r\n",
    "no HTTP": b"\x16\x03\x01\r\n\r\n",
    "another version": b"POST /alexa HTTP/3.7\r\n" + HOST + b"\r\n",
}


def answer_to(port, request):
    """Return the status and the body of the answer to some bytes."""
    with socket.create_connection(("127.0.0.1", port), timeout=20) as connection:
        with suppress(OSError):  # a proxy may hang up before it has heard all
            connection.sendall(request)
        connection.shutdown(socket.SHUT_WR)
        answer = HTTPResponse(connection)
        answer.begin()
        return answer.status, answer.read()


@pytest.mark.parametrize("name", PROXIES)
def test_oversized_request_gets_an_empty_400(folder, name):
    with served_by(name, folder) as (_, port):
        assert answer_to(port, LARGE) == (400, b"")


def test_invalid_request_gets_an_empty_400_from_nginx(folder):
    with served_by("nginx", folder) as (_, port):
        answers = {name: answer_to(port, request) for name, request in NO_REQUESTS.items()}
    assert answers == dict.fromkeys(NO_REQUESTS, (400, b""))
