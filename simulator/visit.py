"""One device in a terminal: sentences for the skill, and commands with a slash for the simulator."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from rich.console import Console

from simulator.country import Country
from simulator.device import Device
from simulator.envelopes import Json
from simulator.exchange import Exchange
from simulator.fake_alexa_api import FakeAlexaApi
from simulator.page_exchange import RETURNING
from simulator.player import Player
from simulator.ringing import rung
from simulator.saved import transcript_of

_USERS = {"new": "amzn1.ask.account.SIMULATED", "returning": RETURNING}
_DEVICE = "amzn1.ask.device.SIMULATED"
_TOMORROW = "tomorrow "
_HELP = (
    "/at 22:00, or /at tomorrow 22:00, sets the time and begins anew · /as returning (or new) changes who talks · "
    "/json shows the last request and response · /why tells how the last words were understood · "
    "/save FILE writes the conversation as a test's transcript"
)


class Visit:
    """A device and its user, until /at or /as changes them."""

    def __init__(
        self,
        invoke: Callable[[Json], Json],
        country: Country,
        locale: str,
        now: datetime,
        api: FakeAlexaApi | None,
    ) -> None:
        self._invoke, self._country, self._locale, self._now, self._api = invoke, country, locale, now, api
        self._user = _USERS["new"]
        self._begin()

    def _begin(self) -> None:
        self.told: list[tuple[Exchange, float | None]] = []
        self.rung: list[Exchange] = []
        """The reminders that rang before the last answer."""
        self.device = Device(
            self._invoke,
            self._country.recognizer,
            locale=self._locale,
            now=self._now,
            user_id=self._user,
            device_id=_DEVICE,
            timezone=self._country.time_zone,
            api=self._api,
        )

    def answer(self, said: str, elapsed: float | None) -> Exchange | None:
        """Say something, or nothing. Return None if the device doesn't listen to a silence."""
        before, since = len(self.device.history), self.device.now if self.device.history else None
        exchange = _answer(self.device, said, elapsed)
        self.rung = rung(self.device, since)
        after = elapsed if said and before and not self.device.history[before - 1].ended_session else None
        self.told += [(each, after if each is exchange else None) for each in self.device.history[before:]]
        return exchange

    def command(self, line: str, console: Console, player: Player) -> None:
        """Execute a command with a slash."""
        name, _, given = line[1:].partition(" ")
        if name == "at":
            player.line(self._set_time(given.strip()))
        elif name == "as" and given.strip() in _USERS:
            self._user = _USERS[given.strip()]
            self._begin()
            player.line(f"({given.strip()}: a new conversation)")
        elif name == "json" and self.told:
            last = self.told[-1][0]
            console.print_json(data={"request": last.request, "response": last.response})
        elif name == "why" and self.told:
            player.line(_why(self.told[-1][0]))
        elif name == "save" and self.told:
            player.line(self._save(given.strip() or "conversation.txt"))
        elif name in {"json", "why", "save"}:
            player.line("(nothing has been said yet)")
        else:
            player.line(_HELP)

    def _set_time(self, at: str) -> str:
        zone = ZoneInfo(self._country.time_zone)
        time = at.removeprefix(_TOMORROW)
        try:
            moment = datetime.strptime(time, "%H:%M").time()  # noqa: DTZ007 - a time of day has no zone
        except ValueError:
            return "(a time of day is HH:MM, as in /at 22:00 or /at tomorrow 22:00)"
        day = self.device.now.astimezone(zone) + timedelta(days=at != time)
        self._now = datetime.combine(day, moment, zone)
        self._begin()
        return f"(it is {at}: a new conversation)"

    def _save(self, name: str) -> str:
        try:
            Path(name).write_text(transcript_of(self._locale, self._utc(), self.told), encoding="utf-8")
        except OSError as error:
            return f"(not saved: {error.strerror})"
        return f"(saved as {name}: move it to tests/conversations/)"

    def _utc(self) -> datetime:
        return self._now.astimezone(UTC)


def _why(exchange: Exchange) -> str:
    found = exchange.recognized
    if not found:
        return "(no intent: it was opened, or nothing was said)"
    slots = ", ".join(f"{name}={slot.id or slot.value}" for name, slot in found.slots.items()) or "none"
    second = f"{found.runner_up[0]} {found.runner_up[1]:.2f}" if found.runner_up else "none"
    sample = found.sample or "none: a sign's words, Alexa's own, or nothing near"
    return f"({found.intent}, score {found.score:.2f} · slots: {slots} · second best: {second} · sample: {sample})"


def _answer(device: Device, said: str, elapsed: float | None) -> Exchange | None:
    if not said:
        return device.silence() if device.in_session else None
    if elapsed is not None and device.in_session:
        elapsed = min(elapsed, device.listening_ends)
    return device.say(said, elapsed)
