"""The keys Alexa signs with: fetched, proven up to a trusted root, and kept until their certificates end.

Must not know of requests or the web server. The lock is held for dictionary work only, never during a fetch.
"""

from __future__ import annotations

import re
import time
from collections import OrderedDict
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.x509.verification import PolicyBuilder, Store
from cryptography.x509.verification import VerificationError as ChainError

from skill.alexa.webhook.fetch import SECONDS, certificate_address, fetch_chain
from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable

SIGNER = "echo-api.amazon.com"
KEYS_KEPT = 16
REFUSALS_KEPT = 64
REFUSAL_LASTS = timedelta(seconds=10)  # long enough to stop a flood, short enough to outlive one bad moment of the web
MOST_FETCHES = 4  # at one time
_SMALLEST_KEY = 2048  # bits
_MOST_CERTIFICATES = 10  # in one chain; Amazon sends four or five
_T = TypeVar("_T")
_PEM = re.compile(rb"-----BEGIN CERTIFICATE-----.+?-----END CERTIFICATE-----", re.DOTALL)


class VerifiedKey(NamedTuple):
    """A key, and the first and last moment at which every certificate of its chain holds."""

    key: RSAPublicKey
    begins: datetime
    ends: datetime


class _Rejection(NamedTuple):
    reason: str
    at: datetime


class _PendingFetch(NamedTuple):
    """A fetch under way, and the `time.monotonic()` moment after which nobody waits for it."""

    outcome: Future[VerifiedKey | _Rejection]
    until: float


def trusted_roots(pem: bytes) -> Store:
    """Return the certificates of a bundle, without those that can't be read: one odd root must not cost the others."""
    roots = []
    for block in _PEM.findall(pem):
        try:
            roots.append(x509.load_pem_x509_certificate(block))
        except (ValueError, Warning):  # a warning, where warnings are errors
            continue
    return Store(roots)


def verified_key(pem: bytes, roots: Store, now: datetime) -> VerifiedKey:
    """Return the key of a chain's first certificate if it is Alexa's signer at `now`; raise Forged otherwise.

    The library's verifier checks dates, signatures, names and uses up to a root; the rest is what it would let pass.
    """
    try:
        leaf, *others = x509.load_pem_x509_certificates(pem)
        if len(others) >= _MOST_CERTIFICATES:
            raise VerificationError("certificate")
        verifier = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(SIGNER))
        chain = verifier.verify(leaf, others)
        key = _signing_key(leaf)
    except (ValueError, ChainError, x509.ExtensionNotFound) as failure:
        raise VerificationError("certificate") from failure
    return VerifiedKey(key, max(c.not_valid_before_utc for c in chain), min(c.not_valid_after_utc for c in chain))


def _signing_key(leaf: x509.Certificate) -> RSAPublicKey:
    names = leaf.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    usage = leaf.extensions.get_extension_for_class(x509.KeyUsage).value
    key = leaf.public_key()
    if SIGNER not in names.get_values_for_type(x509.DNSName) or not usage.digital_signature:
        raise VerificationError("certificate")
    if not isinstance(key, RSAPublicKey) or key.key_size < _SMALLEST_KEY:
        raise VerificationError("certificate")
    return key


class SigningKeys:
    """Gives the key behind a certificate address: `keys(url)`. Safe to share between threads."""

    def __init__(
        self,
        roots_file: str | None = None,
        fetch: Callable[[str, str], bytes] = fetch_chain,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """`roots_file` is a PEM bundle, certifi's if None; `fetch(address, roots_file)` returns a chain's PEM bytes."""
        self._roots_file, self._fetch, self._clock = roots_file or certifi.where(), fetch, clock
        self._lock = Lock()
        self._keys: OrderedDict[str, VerifiedKey] = OrderedDict()
        self._refusals: OrderedDict[str, _Rejection] = OrderedDict()
        self._flights: dict[str, _PendingFetch] = {}

    def __call__(self, url: str) -> RSAPublicKey:
        """Return the key, from memory or by the one fetch that all callers of an address share; raise Forged."""
        address, now = certificate_address(url), self._clock()
        with self._lock:
            found = self._known(address, now) or self._flights.get(address) or self._depart(address)
        outcome = _wait_for(found) if isinstance(found, _PendingFetch) else found
        if isinstance(outcome, _Rejection):
            raise VerificationError(outcome.reason)
        return outcome.key

    def _known(self, address: str, now: datetime) -> VerifiedKey | _Rejection | None:
        kept = self._keys.get(address)
        if kept and kept.begins <= now <= kept.ends:
            self._keys.move_to_end(address)
            return kept
        refusal = self._refusals.get(address)
        return refusal if refusal and abs(now - refusal.at) < REFUSAL_LASTS else None

    def _depart(self, address: str) -> _PendingFetch:
        if len(self._flights) >= MOST_FETCHES:
            raise VerificationError("busy")
        flight = self._flights[address] = _PendingFetch(Future(), time.monotonic() + SECONDS)
        try:
            Thread(target=self._fly, args=(address, flight), daemon=True).start()
        except RuntimeError as no_thread:
            del self._flights[address]
            raise VerificationError("busy") from no_thread
        return flight

    def _fly(self, address: str, flight: _PendingFetch) -> None:
        outcome = self._outcome(address)
        with self._lock:
            if isinstance(outcome, VerifiedKey):
                _keep(self._keys, address, outcome, KEYS_KEPT)
            else:
                _keep(self._refusals, address, outcome, REFUSALS_KEPT)
            del self._flights[address]
        flight.outcome.set_result(outcome)

    def _outcome(self, address: str) -> VerifiedKey | _Rejection:
        try:
            roots = self._roots
            return verified_key(self._fetch(address, self._roots_file), roots, self._clock())
        except VerificationError as forgery:
            return _Rejection(str(forgery), self._clock())
        except BaseException:  # noqa: BLE001 - a parser's panic at a hostile certificate isn't even an Exception
            return _Rejection("certificate", self._clock())

    @cached_property
    def _roots(self) -> Store:
        try:
            return trusted_roots(Path(self._roots_file).read_bytes())
        except (OSError, ValueError) as unusable:
            raise VerificationError("roots") from unusable


def _wait_for(flight: _PendingFetch) -> VerifiedKey | _Rejection:
    try:
        return flight.outcome.result(timeout=max(0.0, flight.until - time.monotonic()))
    except TimeoutError as late:
        raise VerificationError("fetch") from late


def _keep(kept: OrderedDict[str, _T], address: str, value: _T, most: int) -> None:
    kept[address] = value
    kept.move_to_end(address)
    if len(kept) > most:
        kept.popitem(last=False)
