"""With nothing left out: the package as it is, the server behind TLS, and the doctor that looks at it."""

from datetime import UTC, datetime
from functools import partial

import pytest
from amazon_stand_in import Amazon
from package_judge import Uploaded
from packed import LOCALES, packed
from workstation import Somebody

from bench.product import CHAIN, ROOTS, make
from skill.connect import look, preparing
from skill.connect.bundle import zipped
from skill.connect.hosting import OWN_HOST, TUNNEL, Hosting
from skill.connect.sentences import sentences
from skill.doctor.asking import place_of
from skill.doctor.examination import examine
from skill.settings import Settings, addresses
from tests.alexa.certificate_authority import issue
from tests.doctor.clinic import HOST, S3_HOST, Network, answering, s3, serving, tls

CHECKOUT = preparing.checkout
WHERE = addresses({"SKILL_URL": f"https://{HOST}"})


def test_the_whole_package_is_laid_out_as_amazon_takes_it():
    uploaded = Uploaded(zipped(packed()), whole=False)
    assert uploaded.problems == []
    assert tuple(uploaded.locales) == LOCALES


HARMS = {
    "a folder around it": lambda built: {f"skill-package/x/{path}": data for path, data in built.items()},
    "a file too many": lambda built: {**built, "skill-package/notes.txt": b"x"},
    "a model that is missing": lambda built: {p: d for p, d in built.items() if "en-IN" not in p},
    "a model that is another": lambda built: {
        **built,
        "skill-package/interactionModels/custom/en-IN.json": built[
            "skill-package/interactionModels/custom/en-GB.json"
        ].replace(b'"intents"', b'"intent"'),
    },
    "an unknown property": lambda built: {
        **built,
        "skill-package/skill.json": built["skill-package/skill.json"].replace(b'"permissions"', b'"permission"'),
    },
    "no zip of it": None,
}


@pytest.mark.parametrize("harm", HARMS)
def test_the_stand_in_refuses_what_amazon_would(harm, workstation):
    built = preparing.packed(WHERE, Settings())
    data = b"no zip" if HARMS[harm] is None else zipped(HARMS[harm](built))
    assert Uploaded(data).problems
    assert Uploaded(zipped(built)).problems == []


def test_fake_refuses_requests_amazons_client_never_makes():
    amazon = Amazon()
    right = {"authorization": f"Bearer {amazon.login.token()}", "content-type": "application/json", "user-agent": "x"}
    assert amazon.answer("GET", "/v1/vendors", right, b"")[0] == 200
    assert amazon.wrong == []
    requests = [
        ("GET", "/v1/vendor", right, b""),
        ("POST", "/v1/vendors", right, b""),
        ("GET", "/v1/vendors?page=1", right, b""),
        ("GET", "/v1/vendors", {"authorization": right["authorization"]}, b""),
        ("POST", "/v1/skills/imports", right, b""),
        ("POST", "/v1/skills/imports", right, b'{"location": "x", "vendor": "y"}'),
        ("POST", "/v1/skills/uploads", right, b"{}"),
        ("PUT", "/uploads/1", right, b"zip"),
    ]
    statuses = [amazon.answer(*request)[0] for request in requests]
    assert statuses == [400] * len(requests)
    assert len(amazon.wrong) == len(requests)


@pytest.fixture
def served(authority, loaded, monkeypatch, tmp_path):
    """Serve the product as HOST, and Amazon's certificates; gives the network and the roots."""
    (tmp_path / CHAIN).write_bytes(authority.chain)
    (tmp_path / ROOTS).write_bytes(authority.root.pem)
    network = Network(monkeypatch)

    def context(*names):
        issued = issue(names[0], authority.intermediate, names=[*names], key=authority.leaf.key)
        folder = tmp_path / names[0].replace("*", "any")
        folder.mkdir()
        return tls(issued.key_pem + issued.pem + authority.intermediate.pem, folder)

    product = answering(make(str(tmp_path)), readyz=404, metrics=404)
    with serving(product, context(HOST)) as port, serving(s3, context(S3_HOST)) as storage:
        network.ports |= {HOST: port, S3_HOST: storage}
        yield network, str(tmp_path / ROOTS), context


def test_a_real_server_is_looked_at_by_the_real_doctor(workstation, served, monkeypatch):
    network, roots, _ = served
    monkeypatch.setattr(preparing, "certificate_type", look.certificate_type)
    monkeypatch.setattr(preparing, "examine", partial(examine, clock=lambda: datetime.now(UTC)))
    monkeypatch.setattr(preparing, "checkout", CHECKOUT)
    workstation.environ["SSL_CERT_FILE"] = roots
    output, error = workstation.at_terminal(Somebody([]), own_host=f"https://{HOST}")
    assert error is None, output
    assert "nothing stands in Alexa's way" in output
    assert workstation.skill["package"].endpoint == {"uri": f"https://{HOST}/alexa", "sslCertificateType": "Trusted"}
    del network.ports[HOST]
    _, error = workstation.at_terminal(Somebody([False]), own_host=f"https://{HOST}")
    assert "The server is not ready (address)" in error


def test_the_certificate_tells_its_type(served):
    network, roots, context = served
    shown = {"a.tunnel.example.org": ["*.tunnel.example.org"], "b.example.org": ["b.example.org", "*.example.org"]}
    for host, names in shown.items():
        with serving(s3, context(*names)) as port:
            network.ports[host] = port
            found = {
                kind: look.certificate_type(Hosting(kind, f"https://{host}"), place_of(host), roots)
                for kind in (OWN_HOST, TUNNEL)
            }
        assert set(found.values()) == {"Wildcard" if names[0].startswith("*") else "Trusted"}
    nowhere = place_of("https://c.example.org")
    assert look.certificate_type(Hosting(TUNNEL, ""), nowhere, roots) == "Wildcard"
    assert look.certificate_type(Hosting(OWN_HOST, ""), nowhere, roots) == "Trusted"


def test_five_sentences_are_answered_in_another_country():
    told = sentences(Settings().content, "en-IN")
    assert len({one.say for one in told}) == 5
    assert told[0].say.startswith("Alexa, open ")
    assert all(one.brings.endswith((".", "?")) for one in told)
