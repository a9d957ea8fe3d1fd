"""What a second run knows of the first: ids and addresses, in build/connect.json and where ask-cli looks for them."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import msgspec

from skill.connect.trouble import ConnectError

if TYPE_CHECKING:
    from pathlib import Path

FILE = "connect.json"
ASK_STATES = (".ask", "ask-states.json")
STATES_VERSION = "2020-03-31"
OWNER_ONLY = 0o600


class State(msgspec.Struct, forbid_unknown_fields=False):
    """What is known of the connection."""

    skill_id: str = ""
    import_id: str = ""
    """An import whose end isn't known yet."""
    hosting: str = ""
    address: str = ""
    pages: str = ""
    sent: str = ""
    """The digest of the package that is being imported."""
    package: str = ""
    """The digest of the package that Amazon took last."""
    enabled: bool = False


class Kept:
    """The state on disk, written whenever something becomes known."""

    def __init__(self, build: Path, profile: str, *, writing: bool = True) -> None:
        self._file, self._ask, self._profile = build / FILE, build.joinpath(*ASK_STATES), profile
        self._writing = writing
        self.state = self._read()
        theirs = self._profile_of(self._ask_states()).get("skillId")
        if isinstance(theirs, str) and theirs != self.state.skill_id:
            # ask-cli's file is what its own `ask deploy` goes by, so that is the skill of this checkout
            self.state = State(
                skill_id=theirs, hosting=self.state.hosting, address=self.state.address, pages=self.state.pages
            )

    def standing(self) -> str:
        """Return how far it has come; empty if nothing is at Amazon."""
        state = self.state
        parts = [f"the skill at Amazon is {state.skill_id}"] if state.skill_id else []
        if state.import_id:
            parts.append("an import is under way")
        elif state.skill_id:
            parts.append(
                "it has a package of this checkout" if state.package else "it has no package of this checkout yet"
            )
        if state.skill_id:
            parts.append("it is enabled for testing" if state.enabled else "it is not enabled for testing yet")
        return "; ".join(parts)

    def change(self, **known: Any) -> None:
        """Keep what has become known, before anything else is done."""
        for name, value in known.items():
            setattr(self.state, name, value)
        if not self._writing:
            return
        write_file(self._file, msgspec.json.format(msgspec.json.encode(self.state)))
        if self.state.skill_id:
            self._tell_ask_cli()

    def _tell_ask_cli(self) -> None:
        """Write the skill's id where ask-cli looks, so that `ask deploy` makes no second one."""
        states = self._ask_states()
        ours = self._profile_of(states)
        if ours.get("skillId") == self.state.skill_id and not self._is_stale(ours):
            return
        ours["skillId"] = self.state.skill_id
        if isinstance(ours.get("skillMetadata"), dict):
            # otherwise ask-cli would skip a package that it sent before we sent another
            ours["skillMetadata"].pop("lastDeployHash", None)
        states.setdefault("askcliStatesVersion", STATES_VERSION)
        states.setdefault("profiles", {})[self._profile] = ours
        write_file(self._ask, json.dumps(states, indent=2).encode() + b"\n")

    def _is_stale(self, ours: dict[str, Any]) -> bool:
        told = ours.get("skillMetadata")
        return bool(self.state.import_id) and isinstance(told, dict) and "lastDeployHash" in told

    def _profile_of(self, states: dict[str, Any]) -> dict[str, Any]:
        profiles = states.get("profiles")
        found = profiles.get(self._profile) if isinstance(profiles, dict) else None
        return found if isinstance(found, dict) else {}

    def _read(self) -> State:
        try:
            return msgspec.json.decode(self._file.read_bytes(), type=State)
        except FileNotFoundError:
            return State()
        except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
            raise _unreadable(self._file) from error

    def _ask_states(self) -> dict[str, Any]:
        try:
            found = json.loads(self._ask.read_bytes())
        except FileNotFoundError:
            return {}
        except (OSError, ValueError) as error:
            raise _unreadable(self._ask) from error
        if not isinstance(found, dict):
            raise _unreadable(self._ask)
        return found


def _unreadable(file: Path) -> ConnectError:
    return ConnectError(
        f"{file} can't be read, and it may hold the skill's id: without it a second skill would be made.\n"
        "What to do: mend it; or delete it, and name the skill with --skill-id."
    )


def write_file(file: Path, data: bytes, mode: int = OWNER_ONLY) -> None:
    """Write a file at once or not at all.

    Raises:
        ConnectError: it can't be written.

    """
    new = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            new.unlink()
        with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
            opened.write(data)
        new.replace(file)
    except OSError as error:
        raise ConnectError(
            f"{file} can't be written: {error.strerror}.\n"
            "What to do: look at the disk and the rights; the ids are above."
        ) from error
