"""What can go wrong around the page: a server restarted, a network cut, far too many words, a failing skill."""

from functools import partial

from echo_page import CRAMP
from echo_server import free_port, serving_here
from playwright.sync_api import Route


def test_two_tabs_are_two_devices(new_tab):
    one, other = new_tab().open(fast=True), new_tab().open(fast=True)
    one.turn("help with my leg cramp")
    other.turn("start my bedtime stretch")
    one.turn("yes")
    other.turn("pause")
    assert "do it now, sitting down?" in one.last
    assert "Paused." in other.last
    assert "Would you rather" not in one.turn("no")
    assert "Carrying on." in other.turn("resume")
    assert one.answers[0]["setup"]["user"] != other.answers[0]["setup"]["user"]


def forwarded(there, here):
    """Answer for a server that is not there yet what the one at an address answers."""

    def answer(route):
        headers = {**route.request.headers, "origin": here.rstrip("/")}
        route.fulfill(response=route.fetch(url=route.request.url.replace(there, here), headers=headers))

    return answer


def test_server_restart_in_mid_session_loses_nothing(new_tab, address, new_application):
    """The server that answers after the restart has not heard the first words: another one answered for it."""
    port = free_port()
    url = f"http://127.0.0.1:{port}/"
    tab = new_tab(url, expecting="ERR_CONNECTION_REFUSED")
    tab.page.route(f"{url}**", forwarded(url, address))
    tab.open(fast=True).turn("start my bedtime stretch")
    tab.page.unroute(f"{url}**")
    tab.type("pause").wait_for("failed")
    with serving_here(new_application(), port):
        tab.hears("Paused.").settle()
        assert "Carrying on." in tab.turn("resume")
        first, last = tab.answers[0], tab.answers[-1]
        assert first["kept"]["session"]["id"] == last["kept"]["session"]["id"]


def test_network_cut_is_reported_and_keeps_the_place(new_tab):
    tab = new_tab(expecting="ERR_INTERNET_DISCONNECTED").open(fast=True)
    tab.turn("help with my leg cramp")
    tab.page.context.set_offline(True)
    tab.type("yes").wait_for("failed")
    assert tab.page.get_by_role("alert").get_by_text("be reached").is_visible()
    tab.page.context.set_offline(False)
    tab.hears("Good.").settle()
    assert not tab.page.get_by_role("alert").is_visible()
    assert "Goodbye" in tab.turn("no")


def test_words_after_a_cut_may_differ_and_its_time_is_not_counted(new_tab):
    tab = new_tab(expecting="ERR_INTERNET_DISCONNECTED").open()
    tab.tap("Start my bedtime stretch").wait_for("speaking")
    tab.page.context.set_offline(True)
    tab.tap("Next").wait_for("failed")  # after some quiet tries, which take their time
    tab.page.evaluate("addEventListener('online', (event) => event.stopImmediatePropagation(), true)")
    asked = len(tab.asked)
    tab.type("pause")
    tab.page.context.set_offline(False)
    tab.hears("Paused.")
    assert tab.asked[-1]["after"] == tab.asked[asked - 1]["after"]
    assert not tab.page.get_by_role("alert").is_visible()


def test_lost_exchange_is_retried_and_may_be_replaced(new_tab):
    tab = new_tab(clock=True, expecting="ERR_FAILED").open()
    tab.type("start my bedtime stretch").wait_for("speaking")
    tab.page.route("**/echo/exchange", lambda route: route.abort())
    tab.type("next")
    tab.pass_until("failed")
    tab.page.evaluate("""() => {
        window.told = 0;
        const note = () => (told += 1);
        new MutationObserver(note).observe(document.querySelector("#trouble"), { attributeFilter: ["hidden"] });
    }""")
    with tab.page.expect_request("**/echo/exchange"):
        tab.run_for(4_100)
    tab.run_for(2_000)
    assert tab.state == "failed"
    assert tab.page.evaluate("told") == 0
    tab.page.unroute("**/echo/exchange")
    tab.type("pause").hears("Paused.")
    assert not tab.page.get_by_role("alert").is_visible()


def test_network_cut_in_a_hold_disturbs_neither_hold_nor_count(new_tab):
    tab = new_tab(clock=True).open()
    tab.tap(CRAMP).wait_for("speaking")
    tab.pass_until("holding")
    tab.page.context.set_offline(True)
    tab.run_for(3_000)
    assert tab.state == "holding"
    tab.page.context.set_offline(False)
    tab.pass_until("listening")
    assert tab.last.endswith("Has it eased?")


def test_far_too_many_words_are_refused_and_the_next_are_heard(new_tab):
    tab = new_tab(expecting="413").open(fast=True)
    for characters in (600, 300_000):
        tab.type("a" * characters).wait_for("failed")
        assert tab.page.get_by_role("alert").get_by_text("too long").is_visible()
        assert tab.turn("help with my leg cramp")
    assert "Straighten your leg" in tab.page.locator("#log").inner_text()


def test_failing_skill_and_content_mistake_can_be_retried(new_tab):
    tab = new_tab(expecting="the server responded with a status of 50").open(fast=True)
    failures = (
        (500, "skill-failed", "The skill failed", "help with my leg cramp", "Straighten your leg"),
        (503, "content-mistaken", "content/ has a mistake", "pause", "Paused."),
    )
    for status, error, reason, said, answer in failures:
        tab.page.route("**/echo/exchange", partial(Route.fulfill, status=status, json={"error": error}))
        tab.type(said).wait_for("failed")
        assert tab.page.get_by_role("alert").get_by_text(reason).is_visible()
        tab.page.unroute("**/echo/exchange")
        tab.page.get_by_role("button", name="Try again").click()
        tab.hears(answer)
        assert not tab.page.get_by_role("alert").is_visible()
