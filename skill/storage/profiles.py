"""What the skill sees of its store: recall, remember, forget. None of them ever fails; a store that does is guarded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol

from ask_sdk_model import Context, RequestEnvelope, User
from ask_sdk_model.interfaces.system import SystemState

from skill.storage.circuit_breaker import CircuitBreaker
from skill.storage.key import user_of
from skill.storage.records import document_of, profile_of
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Mapping


class Store(Protocol):
    """The SDK's persistence port, with one addition: saving merges, so it gives back what is kept.

    Attributes are saved as {"base": the document as it was read, "mine": the document as it shall be}.
    """

    def get_attributes(self, request_envelope: Any) -> Mapping[str, Any]:
        """Give the stored document, or an empty one."""

    def save_attributes(self, request_envelope: Any, attributes: Mapping[str, Any]) -> Mapping[str, Any]:
        """Merge the change from base to mine into what is stored by now, and give what is kept once it is safe."""

    def delete_attributes(self, request_envelope: Any) -> None:
        """Remove the record; there need not be one."""

    def close(self) -> None:
        """Let go of files and connections."""


def somebody(user_id: str) -> RequestEnvelope:
    """Give a request that says nothing but who makes it."""
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=user_id))))


NO_ONE: Final = somebody("nobody")


class Profiles:
    """What is known of people between visits."""

    def __init__(self, store: Store, guard: CircuitBreaker | None = None) -> None:
        self.store = store
        self.guard = guard or CircuitBreaker()

    def recall(self, envelope: Any) -> Profile:
        """Give the profile of whoever makes this request; a fresh one for a stranger, or where the store fails."""
        if user_of(envelope) is None:
            return Profile()
        return self.guard.attempt(lambda: profile_of(self.store.get_attributes(envelope)), Profile())

    def remember(self, envelope: Any, base: Profile, mine: Profile) -> Profile | None:
        """Keep the change from `base`, which was recalled, to `mine`.

        Gives the profile kept: with what another device has done in the meantime. None means that nothing was kept.
        """
        if user_of(envelope) is None:
            return None
        attributes = {"base": document_of(base), "mine": document_of(mine)}
        return self.guard.attempt(lambda: profile_of(self.store.save_attributes(envelope, attributes)), None)

    def forget(self, envelope: Any) -> bool:
        """Remove everything known of this person; False where that could not be done."""
        if user_of(envelope) is None:
            return False

        def delete() -> bool:
            self.store.delete_attributes(envelope)
            return True

        return self.guard.attempt(delete, otherwise=False)

    def reachable(self) -> bool:
        """Tell whether the store answers, by asking it for somebody who doesn't exist; it may be resting."""

        def look() -> bool:
            self.store.get_attributes(NO_ONE)
            return True

        return self.guard.attempt(look, otherwise=False)

    def close(self) -> None:
        """Let go of files and connections."""
        self.store.close()
