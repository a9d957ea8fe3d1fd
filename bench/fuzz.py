"""Bodies and headers that nobody meant, by the thousand, at a real server: none may get a 5xx, or stop it.

A third are signed and wild inside, a third are good requests with bytes changed, a third are no HTTP to speak of.
"""

from __future__ import annotations

import json
import random
import socket
from collections import Counter
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from bench.figures import Figure
from bench.fixtures import ENVELOPES, stamped, the_authority
from bench.serving import running
from bench.signed import Signed, load
from bench.under_load import PRODUCT
from tests.alexa.certificate_authority import sign

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

REQUESTS = 10_000
SEED = 20
TIMEOUT_SECONDS = 10.0
AMAZON, NOBODY = "https://api.eu.amazonalexa.com", "https://127.0.0.1:9"
ODD: tuple[Any, ...] = (
    None,
    True,
    -1,
    2**70,
    1e308,
    "",
    "\x00",
    "é" * 300,
    [],
    {},
    [[[]]],
    {"a": {"b": []}},
    "AMAZON.YesIntent",
)
BYTES = (b"\x00", b"\r\n", b"\xff", b"%00", b'"', b"{", b"-1", b"chunked", b"\xc3\x28", b" " * 300)


def fuzzed(folder: Path, requests: int, seed: int = SEED) -> Iterable[Figure]:
    """Send them; give how many got a 5xx, or no answer although they were signed, and whether it still answers."""
    chance = random.Random(seed)  # noqa: S311 - the same run again is worth more than secrecy
    good = load(folder)[0].as_http()
    envelopes = stored_envelopes()
    answers: Counter[str] = Counter()
    with running(PRODUCT.application, folder) as server:
        for number in range(requests):
            kind = number % 3
            wild = kind == 0
            sent = signed_but_wild(chance, envelopes).as_http() if wild else mutated(chance, good, hard=kind == 2)
            status = send(server.port, sent, to_the_end=kind > 0)
            answers[("signed " if kind == 0 else "") + (status[:1] + "xx" if status else "nothing")] += 1
        alive = send(server.port, good) == "200"
    traces = (folder / "server.log").read_text(encoding="utf-8", errors="replace").count("Traceback")
    print("  answers:", dict(sorted(answers.items())))
    faults = answers["5xx"] + answers["signed 5xx"] + answers["signed nothing"]
    yield Figure(f"{requests:,} fuzzed requests: 5xx", "", faults, 0, 0, "0", faults == 0)
    yield Figure("  tracebacks, and answers afterwards", "", traces, float(alive), 0, "0 and 1", not traces and alive)


def stored_envelopes() -> list[Any]:
    """Return the tests' requests, with an address for Alexa's API at which nobody is: nothing here asks Amazon."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(ENVELOPES.glob("*.json")))
    return [json.loads(text.replace(AMAZON, NOBODY)) for text in texts]


def signed_but_wild(chance: random.Random, envelopes: list[Any]) -> Signed:
    """Return a request that is signed and holds, in some places, what Alexa would never send."""
    envelope = json.loads(json.dumps(chance.choice(envelopes)))
    for _ in range(chance.randint(1, 4)):
        holder, key = chance.choice(list(_spots(envelope)))
        holder[key] = deepcopy(chance.choice(ODD))
    body = json.dumps(stamped(envelope))
    return Signed("wild", body, sign(the_authority(), body.encode()))


def _spots(tree: Any) -> Iterable[tuple[Any, Any]]:
    inside = tree.items() if isinstance(tree, dict) else enumerate(tree) if isinstance(tree, list) else ()
    for key, value in list(inside):
        yield tree, key
        yield from _spots(value)


def mutated(chance: random.Random, good: bytes, *, hard: bool) -> bytes:
    """Return a good request with bytes changed: a few of the body, or any of them all."""
    spoilt = bytearray(good)
    begin = 0 if hard else good.index(b"\r\n\r\n")
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(begin, len(spoilt))
        spoilt[at : at + chance.randint(0, 4 if hard else 1)] = chance.choice(BYTES)[: 300 if hard else 1]
    return bytes(spoilt)


def send(port: int, request: bytes, *, to_the_end: bool = False) -> str:
    """Send bytes, `to_the_end` says that no more will come, and return the status of the answer; empty without one."""
    try:
        with socket.create_connection(("127.0.0.1", port), timeout=TIMEOUT_SECONDS) as connection:
            connection.sendall(request)
            if to_the_end:  # some servers take it for going away, so only where a length may lie
                connection.shutdown(socket.SHUT_WR)
            return connection.recv(4096)[9:12].decode("ascii", "replace")
    except OSError:
        return ""
