"""Profiles as the skill sees them: load, save and delete. They never raise, and a failing store is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skill.circuit_breaker import CircuitBreaker
from skill.storage.records import limited, mark_of
from skill.storage.store import key_for
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable

    from skill.storage.store import Store

PROBE_KEY: Final = key_for("nobody")
"""Key of no user, for health checks."""


class Profiles:
    """A store behind a circuit breaker. A key of None means an unknown user, about whom nothing is stored."""

    def __init__(self, store: Store, breaker: CircuitBreaker | None = None) -> None:
        self.store = store
        self.breaker = breaker or CircuitBreaker()

    def load(self, key: str | None) -> Profile:
        """Return the stored profile, or a new one if there is none or the store fails."""
        if key is None:
            return Profile()
        return self.breaker.call(lambda: self.store.load(key), Profile())

    def save(
        self, key: str | None, base: Profile, new: Profile, source: str = "", *, ended: bool = False
    ) -> Profile | None:
        """Save the changes from `base`, which was loaded, to `new`. What one `source` counts again is counted once.

        `ended` says that the session is over: that brings back no record that was deleted during it.
        Return the stored profile, with what other devices saved in the meantime, or None if the store fails.
        """
        if key is None:
            return None
        before, after = limited(base), limited(new)
        mark = mark_of(source, before, after)
        return self.breaker.call(lambda: self.store.save(key, before, after, mark, ended=ended), None)

    def delete(self, key: str | None) -> bool:
        """Delete the profile. Return False if that failed."""
        return key is not None and self._succeeds(lambda: self.store.delete(key))

    def disable(self, key: str | None) -> bool:
        """Delete the profile of a user who has disabled the skill. Return False if that failed.

        What comes of a session of theirs that ends within the next hour is not stored.
        """
        return key is not None and self._succeeds(lambda: self.store.disable(key))

    def is_reachable(self) -> bool:
        """Return whether the store answers. It doesn't while the circuit breaker is open."""
        return self._succeeds(lambda: self.store.load(PROBE_KEY))

    def close(self) -> None:
        """Close files and connections."""
        self.store.close()

    def _succeeds(self, action: Callable[[], object]) -> bool:
        def act() -> bool:
            action()
            return True

        return self.breaker.call(act, default=False)
