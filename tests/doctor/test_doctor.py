"""A healthy server is told so, and of each sick one what is wrong with it, that alone, and what to do."""

from datetime import UTC, datetime, timedelta

import pytest
from clinic import HOST, S3_HOST, answering, at, s3, serving, with_headers

from bench.fixtures import the_authority
from bench.product import PEOPLE, ROOTS
from skill.content.version import ContentVersion
from skill.doctor.asking import place_of
from skill.doctor.examination import examine
from skill.doctor.server import Checkout
from tests.alexa.certificate_authority import issue_ca

DAY = timedelta(days=1)
SEEN = [
    *("address", "certificate", "chain", "alive", "clock", "webhook", "pages", "figures"),
    *("version", "models", "store", "s3"),
]


def now():
    return datetime.now(UTC)


def states(found):
    return {name: one.state for name, one in found.items() if one.state != "ok"}


def outside(application):
    """Return the application as the proxy shows it to the world."""
    return answering(application, readyz=404, metrics=404)


def test_healthy_server_is_well_and_points_to_its_store(product, examined):
    found = examined(outside(product()))
    assert [*found] == SEEN
    assert states(found) == {"store": "?"}
    assert "http://127.0.0.1:8000" in found["store"].do
    assert not [one for one in found.values() if one.state == "ok" and one.do]


def test_a_healthy_server_is_well_on_its_own_machine(product, folder, here, network):
    app = product()
    app.test_client().get("/readyz")  # the store has its file
    network.ports[S3_HOST] = 1
    with serving(app) as port:
        url = f"http://127.0.0.1:{port}"
        found = examine(place_of(url), here, roots=str(folder / ROOTS), database=str(folder / PEOPLE))
        told = {one.name: one for one in found}
    assert states(told) == {"certificate": "?", "s3": "SICK"}  # nobody is at Amazon's address in this network
    assert (told["store"].state, told["store here"].state) == ("ok", "ok")


def stranger(name):
    """Return an authority that nobody knows. It has a key that is there, because one takes long to make."""
    return issue_ca(name, key=the_authority().root.key)


SICK = {
    "the certificate has ended": (
        lambda app, make, _: (app, {"chain": make(begins=now() - 9 * DAY, ends=now() - DAY)}),
        {"certificate": "renew"},
    ),
    "the certificate ends soon": (
        lambda app, make, _: (app, {"chain": make(ends=now() + 5 * DAY)}),
        {"certificate": "renew"},
    ),
    "the certificate is for another name": (
        lambda app, make, _: (app, {"chain": make("other.example.com")}),
        {"certificate": HOST},
    ),
    "the intermediate is missing": (lambda app, make, _: (app, {"chain": make(whole=False)}), {"chain": "fullchain"}),
    "nobody knows the authority": (
        lambda app, make, _: (app, {"chain": make(issuer=stranger("Nobody's"), whole=False)}),
        {"chain": "authority"},
    ),
    "the certificate is not valid yet": (
        lambda app, make, _: (app, {"chain": make(begins=now() + DAY)}),
        {"certificate": "clock"},
    ),
    "the proxy finds no server": (
        lambda app, *_: (answering(app, healthz=502, alexa=502), {}),
        {"alive": "start it", "webhook": "log", "version": None},
    ),
    "another program is there": (
        lambda app, *_: (answering(app, healthz=(200, b"welcome"), alexa=404), {}),
        {"alive": "proxy", "webhook": "POST /alexa", "version": None},
    ),
    "a forgery is answered": (lambda app, *_: (answering(app, alexa=200), {}), {"webhook": "out of service"}),
    "there is a redirect": (lambda app, *_: (answering(app, alexa=301), {}), {"webhook": "redirect"}),
    "there is no skill id": (lambda _, __, product: (outside(product(None)), {}), {"webhook": "ALEXA_SKILL_ID"}),
    "the clock is ahead": (
        lambda app, *_: (with_headers(app, at(now() + timedelta(minutes=10))), {}),
        {"clock": "timedatectl"},
    ),
    "the clock is behind": (
        lambda app, *_: (with_headers(app, at(now() - timedelta(minutes=2))), {}),
        {"clock": "timedatectl"},
    ),
    "the clock says nothing": (lambda app, *_: (with_headers(app, {"Date": "once upon a time"}), {}), {"clock": None}),
    "the webhook is broken": (lambda app, *_: (answering(app, alexa=500), {}), {"webhook": "log"}),
    "the proxy has no server behind the webhook": (
        lambda app, *_: (answering(app, alexa=503), {}),
        {"webhook": "proxy"},
    ),
    "a page is missing": (lambda app, *_: (answering(app, terms=404), {}), {"pages": "proxy"}),
    "nobody says who runs it": (
        lambda app, *_: (answering(app, terms=(200, b"Terms")), {}),
        {"pages": "SKILL_OPERATOR"},
    ),
    "the figures are shown": (lambda app, *_: (answering(app, metrics=200), {}), {"figures": "pass on nothing but"}),
    "another version runs": (
        lambda app, *_: (with_headers(app, {"Skill-Version": "0.1.9"}), {}),
        {"version": "upgrade"},
    ),
    "other models are expected": (
        lambda app, *_: (with_headers(app, {"Skill-Models": "0123456789ab"}), {}),
        {"models": "make connect"},
    ),
    "an old version says nothing": (
        lambda app, *_: (with_headers(app, {f"Skill-{name}": None for name in ("Version", "Content", "Models")}), {}),
        {"version": None},
    ),
    "the store is away": (
        lambda app, *_: (answering(app, readyz=(200, b'{"status": "degraded", "store": "away"}')), {}),
        {"store": "StoreAway"},
    ),
    "the readiness page is odd": (lambda app, *_: (answering(app, readyz=(200, b"[")), {}), {"store": None}),
    "amazon can't be reached": (lambda app, *_: (app, {"storage": None}), {"s3": "port 443"}),
    "somebody stands before amazon": (
        lambda app, make, _: (app, {"storage_chain": make(S3_HOST, issuer=stranger("Firewall"), whole=False)}),
        {"s3": "in between"},
    ),
    "amazon is at fault": (lambda app, *_: (app, {"storage": answering(s3, **{"echo.api": 503})}), {"s3": "wait"}),
}
"""By what is wrong: how it is made so, and what is found beside a healthy server's; None if it can't be seen."""


@pytest.mark.parametrize("wrong", SICK)
def test_sick_server_gets_its_faults_and_remedies(wrong, healthy, product, examined, certified):
    make_sick, expected = SICK[wrong]
    application, options = make_sick(outside(healthy), certified, product)
    found = examined(application, **options)
    seen = states(found)
    assert {name: seen.pop(name, "ok") for name in expected} == {
        name: "SICK" if advice else "?" for name, advice in expected.items()
    }
    assert set(seen) <= {"store"}, "something else is called sick"
    assert [name for name, advice in expected.items() if advice and advice not in found[name].do] == []


def test_without_a_server_nothing_else_is_looked_at(here, network, folder):
    (nowhere,) = examine(place_of(f"https://{HOST}"), here, roots=str(folder / ROOTS))
    assert (nowhere.name, nowhere.state) == ("address", "SICK")
    assert "A or AAAA record" in nowhere.do
    network.ports[HOST] = 1
    for url in (f"https://{HOST}", "http://127.0.0.1:1"):
        (closed,) = examine(place_of(url), here, roots=str(folder / ROOTS))
        assert (closed.state, "nobody listens" in closed.told, "proxy" in closed.do) == ("SICK", True, True)


def test_address_without_tls_is_accepted_on_loopback_only(product, here, network, folder):
    with serving(outside(product())) as port:
        network.ports[HOST] = port
        for url, state in ((f"http://{HOST}", "SICK"), (f"http://localhost:{port}", "?")):
            found = {one.name: one for one in examine(place_of(url), here, roots=str(folder / ROOTS))}
            assert found["certificate"].state == state
            assert found["certificate"].do
        found = {one.name: one for one in examine(place_of(f"https://{HOST}"), here, roots=str(folder / ROOTS))}
        assert found["certificate"].state == "SICK"
        assert "TLS" in found["certificate"].do


def test_the_proxys_port_for_figures_is_not_called_sick(product, here, network, folder):
    with serving(answering(product(), alexa=404)) as port:
        url = f"http://127.0.0.1:{port}"
        found = {one.name: one for one in examine(place_of(url), here, roots=str(folder / ROOTS))}
    assert (found["webhook"].state, found["store"].state) == ("?", "ok")
    assert "https" in found["webhook"].do


def test_another_port_than_alexas_is_told(product, examined):
    found = examined(outside(product()), url=f"https://{HOST}:8443/alexa")
    assert found["port"].state == "SICK"


def test_if_amazon_is_out_of_reach_the_clock_is_held_against_ours(product, examined):
    found = examined(outside(product()), storage=None, clock=lambda: now() - timedelta(hours=1))
    assert found["clock"].state == "SICK"
    assert "this machine that is wrong" in found["clock"].do
    right = examined(outside(product()), storage=None)
    assert right["clock"].told.endswith("of this machine's")


def test_other_checkouts_words_are_sick_and_its_models_ok(product, examined, here):
    other = Checkout(here.version, ContentVersion("0123456789ab", here.content.models))
    found = examined(outside(product()), here=other)
    assert (found["version"].state, found["models"].state) == ("SICK", "ok")
