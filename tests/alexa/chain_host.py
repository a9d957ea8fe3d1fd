"""The certificates' host on loopback, over TLS, at as many addresses as a test wants."""

import socket
import ssl
import threading
from contextlib import contextmanager, suppress

from skill.alexa.webhook.fetch import HOST


def resolve_to(monkeypatch, *places):
    """Resolve the host's name to these addresses and ports, and every address to itself."""
    real = socket.getaddrinfo

    def resolve(host, *arguments, **options):
        if host != HOST:
            return real(host, *arguments, **options)
        families = [socket.AF_INET6 if ":" in place[0] else socket.AF_INET for place in places]
        return [(family, socket.SOCK_STREAM, 6, "", place) for family, place in zip(families, places, strict=True)]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)


@contextmanager
def serving(monkeypatch, certificate, behave):
    """Be the host at one address, `behave(connection)` once asked; gives the list of what was asked."""
    with host_at(certificate, behave) as (place, asked):
        resolve_to(monkeypatch, place)
        yield asked


@contextmanager
def host_at(certificate, behave):
    """Listen at an address for one connection; gives the address and the list of what was asked."""
    asked = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(5)

    def serve():
        try:
            plain, _ = listener.accept()
            plain.settimeout(5)
            with plain, context.wrap_socket(plain, server_side=True) as connection:
                asked.append(connection.recv(4096))
                behave(connection)
        except OSError:
            return

    server = threading.Thread(target=serve)
    server.start()
    try:
        yield listener.getsockname(), asked
    finally:
        with suppress(OSError):
            socket.create_connection(listener.getsockname(), timeout=1).close()  # so that it waits for nobody any more
        listener.close()
        server.join(6)
    assert not server.is_alive()


@contextmanager
def silent_host():
    """Listen at an address, take connections and say nothing; gives the address."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()


def reply(head, body=b""):
    return lambda connection: connection.sendall(b"HTTP/1.1 " + head + b"\r\nConnection: close\r\n\r\n" + body)
