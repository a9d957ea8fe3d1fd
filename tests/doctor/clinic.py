"""Servers to be examined, on loopback: the product itself over TLS, as it is or with something wrong in front of it."""

import socket
import ssl
from contextlib import contextmanager
from email.utils import format_datetime
from threading import Thread

from werkzeug.serving import WSGIRequestHandler, make_server

HOST, S3_HOST = "skill.example.com", "s3.amazonaws.com"
HTTPS_PORT = 443


class Quiet(WSGIRequestHandler):
    """Writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log(self, *_):
        """Write nothing."""


def tls(chain, folder):
    """Return what a server shows that has this chain: its key and its certificates, PEM."""
    file = folder / "shown.pem"
    file.write_bytes(chain)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context


@contextmanager
def serving(application, context=None):
    """Return the port at which a WSGI application is served for as long as the block lasts."""
    server = make_server("127.0.0.1", 0, application, threaded=True, request_handler=Quiet, ssl_context=context)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield server.server_port
    finally:
        server.shutdown()
        server.server_close()
        thread.join(10)


def answering(application, **answers):
    """Return the application with other answers at some paths: a status, or a body of JSON or text."""

    def changed(environ, start_response):
        answer = answers.get(environ["PATH_INFO"].strip("/"))
        if answer is None:
            return application(environ, start_response)
        status, body = answer if isinstance(answer, tuple) else (answer, b"")
        start_response(f"{status} Made up", [("Content-Length", str(len(body)))])
        return [body]

    return changed


def with_headers(application, changes):
    """Return the application with other headers; None takes one away."""

    def changed(environ, start_response):
        def start(status, headers, error=None):
            kept = [(name, value) for name, value in headers if name not in changes]
            return start_response(status, [*kept, *((n, v) for n, v in changes.items() if v is not None)], error)

        return application(environ, start)

    return changed


def at(moment):
    """Return the header of a server whose clock shows this."""
    return {"Date": format_datetime(moment)}


def s3(_environ, start_response):
    """Answer as Amazon's storage does to who asks for nothing in particular."""
    start_response("403 Forbidden", [("Content-Length", "0")])
    return [b""]


class Network:
    """The names that lead somewhere; all of it is on this machine."""

    def __init__(self, monkeypatch):
        self.ports = {}
        self.real = socket.getaddrinfo
        monkeypatch.setattr(socket, "getaddrinfo", self.look_up)

    def look_up(self, host, port, *more, **options):
        if host in ("127.0.0.1", "localhost"):
            return self.real("127.0.0.1", port, *more, **options)
        if host not in self.ports:
            raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")
        return self.real("127.0.0.1", self.ports[host], *more, **options)
