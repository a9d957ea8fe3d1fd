"""Profiles as the skill sees them: load, save and delete. They never raise, and a failing store is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from skill.circuit_breaker import CircuitBreaker
from skill.storage.records import limited, mark_of
from skill.storage.store import key_for
from skill.stretching.profile import Profile

if TYPE_CHECKING:
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

    def save(self, key: str | None, base: Profile, new: Profile, source: str = "") -> Profile | None:
        """Save the changes from `base`, which was loaded, to `new`. What one `source` counts again is counted once.

        Return the stored profile, with what other devices saved in the meantime, or None if nothing was saved.
        """
        if key is None:
            return None
        before, after = limited(base), limited(new)
        return self.breaker.call(lambda: self.store.save(key, before, after, mark_of(source, before, after)), None)

    def delete(self, key: str | None) -> bool:
        """Delete the profile. Return False if that failed."""
        if key is None:
            return False

        def delete() -> bool:
            self.store.delete(key)
            return True

        return self.breaker.call(delete, default=False)

    def is_reachable(self) -> bool:
        """Return whether the store answers. It doesn't while the circuit breaker is open."""

        def probe() -> bool:
            self.store.load(PROBE_KEY)
            return True

        return self.breaker.call(probe, default=False)

    def close(self) -> None:
        """Close files and connections."""
        self.store.close()
