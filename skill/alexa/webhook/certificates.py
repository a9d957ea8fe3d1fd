"""The keys Alexa signs with: fetched, verified up to a trusted root, and kept until their certificates end.

The lock is held for dictionary work only, never during a fetch.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from threading import Lock, Thread
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import certifi

from skill.alexa.webhook.chain import VerifiedKey, trusted_roots, verified_key
from skill.alexa.webhook.fetch import FETCH_SECONDS, certificate_address, fetch_chain
from skill.errors import VerificationError

if TYPE_CHECKING:
    from collections.abc import Callable

    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.x509.verification import Store

KEYS_KEPT = 16
REFUSALS_KEPT = 64
REFUSAL_LASTS = timedelta(seconds=10)  # long enough to stop a flood, short enough to outlive one bad moment of the web
RENEWAL_INTERVAL = timedelta(minutes=3)  # between two looks for another certificate where one is known
MOST_FETCHES = 64  # waited for at one time; a worker has 96 threads, and the others answer requests with known keys
MOST_THREADS = 128  # that fetch, those nobody waits for any more among them
_T = TypeVar("_T")


class _Rejection(NamedTuple):
    reason: str
    at: datetime


class _PendingFetch(NamedTuple):
    """A fetch under way, and the `time.monotonic()` moment after which nobody waits for it."""

    outcome: Future[VerifiedKey | _Rejection]
    until: float


class SigningKeys:
    """Returns the key behind a certificate address: `keys(url)`. Safe to share between threads."""

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
        self._renewals: OrderedDict[str, datetime] = OrderedDict()
        self._pending: OrderedDict[str, _PendingFetch] = OrderedDict()
        self._threads = 0

    def __call__(self, url: str) -> RSAPublicKey:
        """Return the key, from memory or by the one fetch that all callers of an address share.

        Raises:
            VerificationError: there is none.

        """
        address, now = certificate_address(url), self._clock()
        with self._lock:
            found = self._known(address, now) or self._pending.get(address) or self._start(address)
        outcome = _wait_for(found) if isinstance(found, _PendingFetch) else found
        if isinstance(outcome, _Rejection):
            raise VerificationError(outcome.reason)
        return outcome.key

    def renewed(self, url: str, old: RSAPublicKey) -> RSAPublicKey | None:
        """Return another key than `old` if there is one at the address by now.

        The address is asked once in RENEWAL_INTERVAL. What it answers costs no known key, unless it is another key.

        Raises:
            VerificationError: the answer took too long.

        """
        address, now = certificate_address(url), self._clock()
        with self._lock:
            kept = self._keys.get(address)
            if kept and kept.key != old:
                return kept.key
            found = self._pending.get(address) or self._renewal(address, now)
        outcome = _wait_for(found) if found else None
        return outcome.key if isinstance(outcome, VerifiedKey) and outcome.key != old else None

    def _known(self, address: str, now: datetime) -> VerifiedKey | _Rejection | None:
        kept = self._keys.get(address)
        if kept and kept.begins <= now <= kept.ends:
            self._keys.move_to_end(address)
            return kept
        refusal = self._refusals.get(address)
        return refusal if refusal and abs(now - refusal.at) < REFUSAL_LASTS else None

    def _renewal(self, address: str, now: datetime) -> _PendingFetch | None:
        last = self._renewals.get(address)
        if last and abs(now - last) < RENEWAL_INTERVAL:
            return None
        pending = self._start(address)
        _keep(self._renewals, address, now, KEYS_KEPT)
        return pending

    def _start(self, address: str) -> _PendingFetch:
        """Start a fetch. If too many are waited for, the oldest is given up: forgeries must not keep out a good one."""
        if self._threads >= MOST_THREADS:
            raise VerificationError("busy")
        if len(self._pending) >= MOST_FETCHES:
            _, oldest = self._pending.popitem(last=False)
            oldest.outcome.set_result(_Rejection("busy", self._clock()))
        pending = _PendingFetch(Future(), time.monotonic() + FETCH_SECONDS)
        try:
            Thread(target=self._run, args=(address, pending), daemon=True).start()
        except RuntimeError as no_thread:
            raise VerificationError("busy") from no_thread
        self._threads += 1
        self._pending[address] = pending
        return pending

    def _run(self, address: str, pending: _PendingFetch) -> None:
        outcome = self._outcome(address)
        with self._lock:
            self._threads -= 1
            if isinstance(outcome, VerifiedKey):
                _keep(self._keys, address, outcome, KEYS_KEPT)
            else:
                _keep(self._refusals, address, outcome, REFUSALS_KEPT)
            if self._pending.get(address) is pending:
                del self._pending[address]
                pending.outcome.set_result(outcome)

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


def _wait_for(pending: _PendingFetch) -> VerifiedKey | _Rejection:
    try:
        return pending.outcome.result(timeout=max(0.0, pending.until - time.monotonic()))
    except TimeoutError as late:
        raise VerificationError("fetch") from late


def _keep(kept: OrderedDict[str, _T], address: str, value: _T, most: int) -> None:
    kept[address] = value
    kept.move_to_end(address)
    if len(kept) > most:
        kept.popitem(last=False)
