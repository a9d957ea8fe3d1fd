"""A simulated Echo's page in a real browser, as a test sees it."""

import json
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from in_page import CHOOSE, FIELD, LEAVE, PRESS

STUB = Path(__file__).with_name("speech_stub.js")
CLOCK = Path(__file__).with_name("clock.js")
PHONE = {"width": 390, "height": 844}
DESK = {"width": 1280, "height": 800}
CRAMP = "I\N{RIGHT SINGLE QUOTATION MARK}ve got a leg cramp"
"""What one button says."""
EXCHANGE = "/echo/exchange"
AT_REST = ("listening", "ended", "failed")
LONGEST_MS = 400_000
"""By the page's clock: longer than anything takes."""


MADE_UP = {
    "setup": {"locale": "en-GB", "person": "fresh", "at": "03:00", "user": "somebody"},
    "kept": {"now": "2026-11-23T03:00:00Z", "session": None, "playing": None},
    "in_session": False,
    "faults": [],
    "milliseconds": 1.5,
}


def told(*items, **other):
    """An exchange that no skill of ours would have."""
    nothing = {"heard": None, "card": None, "request": None, "response": None}
    return {"said": "x", "clock": "23:59:30", "items": items, "reprompt": [], "ended": True, **nothing, **other}


class EchoPage:
    """One tab: what a person does there, and what they can see and hear."""

    def __init__(self, page, url):
        self.page, self.url = page, url
        self.scripts = []
        self._forget()
        self.listeners = {
            "request": self._note,
            "requestfailed": self._note_failure,
            "console": lambda line: self.complaints.append(line.text) if line.type == "error" else None,
            "pageerror": lambda error: self.complaints.append(str(error)),
        }
        for event, listener in self.listeners.items():
            page.on(event, listener)

    def _forget(self, _=None):
        self.exchanges, self.complaints = [], []
        self.hosts, self.blocked = set(), set()

    def run_first(self, script=None, *, path=None):
        """Run a script in each page that is opened in this tab from now on, before the page's own."""
        self.scripts.append(self.page.add_init_script(script, path=path))
        return self

    def open(self, **choices):
        """Open the page, and choose in its set-up without the dialog. What the tab showed before does not count."""
        self.page.once("framenavigated", self._forget)
        self.page.goto(self.url)
        self.page.wait_for_selector("[data-state=idle]")
        return self.choose(**choices) if choices else self

    def choose(self, **choices):
        """Choose in the set-up without its dialog, which takes long to open."""
        self.page.evaluate(CHOOSE, choices)
        return self

    def leave(self):
        """Make the tab as good as a new one, for another test. Its size and its colours stay."""
        for script in self.scripts:
            script.close()
        self.page.unroute_all()
        for event, listener in self.listeners.items():
            self.page.remove_listener(event, listener)
        self.page.evaluate(LEAVE)

    def set_up(self, *, fast=False, **choices):
        """Choose in the set-up's dialog, and close it."""
        page, person = self.page, choices.pop("person", None)
        page.locator("#setup-opener").click()
        if fast:
            page.get_by_label("Skip the waiting").check()
        for name, value in choices.items():
            field = page.locator(f"#choices [name={name}]")
            if field.evaluate("field => field.tagName") == "SELECT":
                field.select_option(value)
            else:
                field.fill(value)
        if person:
            page.get_by_label(person).check(force=True)
        page.locator("#setup-close").click()
        return self

    def tap(self, name):
        """Press a button, once it is there."""
        self._once(PRESS, name)
        return self

    def type(self, words):
        self._once(FIELD)
        if words:
            self.page.keyboard.insert_text(words)
        self.page.keyboard.press("Enter")
        return self

    def _once(self, done, *given):
        """Try in real time until it is done: for half a minute at most."""
        for _ in range(1500):
            if self.page.evaluate(done, *given):
                return
            self.page.wait_for_timeout(20)
        raise AssertionError(f"{given} can't be reached in {self.state}")

    def answer_with(self, exchange):
        """From now on the server is not asked; this is its answer."""
        answer = {**MADE_UP, "exchanges": [exchange]}
        self.page.route(f"**{EXCHANGE}", lambda route: route.fulfill(json=answer))

    def settle(self):
        """Wait for the end of what it says; real time, so only for a page that skips the waiting."""
        self.page.wait_for_selector(",".join(f"[data-state={state}]" for state in AT_REST))
        return self

    def turn(self, said):
        """Say something, and return what was said back. An alarm's sheet is closed first."""
        with self.next_answer():
            self.type(said)
        self.settle()
        self.close_alarm()
        return self.last

    @contextmanager
    def next_answer(self):
        """Wait, after the block, until one more answer is shown."""
        before = self.page.evaluate("document.querySelectorAll('.alexa').length")
        yield
        self.page.locator(".alexa").nth(before).wait_for(state="attached")

    def close_alarm(self):
        """Close the alarm's sheet, if it is there."""
        self.page.evaluate("document.querySelector('#alarm').close()")
        return self

    @property
    def state(self):
        return self.page.evaluate("document.body.dataset.state")

    @property
    def asked(self):
        """What the server was asked, each time."""
        return [json.loads(exchange.post_data) for exchange in self.exchanges]

    @property
    def answers(self):
        """What the server answered, without what failed. A page that is left takes its answers along."""
        answers = [exchange.response() for exchange in self.exchanges]
        return [answer.json() for answer in answers if answer and answer.ok]

    @property
    def answer(self):
        """What came over the wire last, once it is there."""
        return self.exchanges[-1].response().json()

    @property
    def last(self):
        """The Echo's last words."""
        said = "[...document.querySelectorAll('.alexa')].at(-1).querySelectorAll('.line > span:not(.hold)')"
        return self.page.evaluate(f"[...{said}].map(({{ innerText }}) => innerText).join(' ')")

    @property
    def spoken(self):
        """What the stub's voice was given, and "cancel" where it was cut short."""
        return self.page.evaluate("spoken.map(one => one.text ?? one)")

    def run_for(self, milliseconds):
        """Advance the page's clock."""
        for frame in self.page.frames:
            frame.evaluate("milliseconds => clock.pass(milliseconds)", milliseconds)

    def pass_until(self, state):
        """Advance the page's clock to the moment at which a state begins."""
        return self._pass_to(f"[data-state={state}]")

    def hears(self, words):
        """Wait for words in the transcript."""
        self.page.locator("#log").get_by_text(words).last.wait_for()
        return self

    def pass_until_hold(self, seconds):
        """Advance the page's clock to the moment at which the next hold of so many seconds begins."""
        holding = f'.hold:not(.held)[data-seconds="{seconds}"]'
        return self._pass_to(f"body:not(:has({holding}))")._pass_to(holding)

    def _pass_to(self, selector):
        found = self.page.evaluate("([most, selector]) => clock.pass(most, selector)", [LONGEST_MS, selector])
        assert found, f"no {selector} within {LONGEST_MS} ms, but {self.state}"
        return self

    def wait_until(self, condition):
        """Wait in real time until a condition holds. The page's clock stands still."""
        assert self.page.evaluate(f"() => clock.until(() => {condition})"), condition

    def wait_for(self, state):
        self.page.wait_for_selector(f"[data-state={state}]")
        return self

    def _note(self, request):
        self.hosts.add(urlsplit(request.url).hostname)
        if request.url.endswith(EXCHANGE):
            self.exchanges.append(request)

    def _note_failure(self, request):
        """A request that the page's own policy forbids never leaves the browser."""
        if request.failure == "csp":
            self.blocked.add(urlsplit(request.url).hostname)
            self.hosts -= self.blocked
