"""A healthy server with its surroundings, to be made sick in one way or another."""

from contextlib import ExitStack
from datetime import UTC, date, datetime
from functools import partial

import pytest
from clinic import HOST, S3_HOST, Network, s3, serving, tls

from bench.product import CHAIN, ROOTS, SKILL_ID, make
from skill import __version__
from skill.doctor.asking import place_of
from skill.doctor.examination import examine
from skill.doctor.server import Checkout
from skill.settings import Operator, Settings
from tests.alexa.certificate_authority import issue


@pytest.fixture
def network(monkeypatch):
    return Network(monkeypatch)


def with_papers(folder, authority):
    """Return the folder with what the product verifies requests by."""
    (folder / CHAIN).write_bytes(authority.chain)
    (folder / ROOTS).write_bytes(authority.root.pem)
    return folder


@pytest.fixture
def folder(authority, tmp_path):
    return with_papers(tmp_path, authority)


@pytest.fixture(scope="session")
def operator():
    """Who runs the server."""
    return Operator("Leg Helpers Ltd", "help@example.com", date(2026, 11, 29))


@pytest.fixture
def product(folder, loaded, monkeypatch, operator):
    """Make the product as it is served, with a skill id or without."""
    monkeypatch.setattr("bench.product.Settings", partial(Settings, operator=operator))
    return lambda skill_id=SKILL_ID: make(str(folder), skill_id)


@pytest.fixture(scope="module")
def healthy(authority, loaded, operator, tmp_path_factory):
    """The product with a skill id, made once: what is wrong is put in front of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("bench.product.Settings", partial(Settings, operator=operator))
        return make(str(with_papers(tmp_path_factory.mktemp("healthy"), authority)))


@pytest.fixture
def here(catalog):
    return Checkout(__version__, catalog.version)


@pytest.fixture
def certified(authority):
    """The key and the chain of a server of some name, PEM; `whole` says whether the intermediate is in it."""

    def certified(name=HOST, *, whole=True, **changes):
        issuer = changes.pop("issuer", authority.intermediate)
        issued = issue(name, issuer, names=[name], key=authority.keys["elliptic"], **changes)
        return issued.key_pem + issued.pem + (authority.intermediate.pem if whole else b"")

    return certified


@pytest.fixture
def examined(network, folder, here, certified, tmp_path_factory):
    """Examine an application behind TLS as HOST; gives what was found, by name."""
    with ExitStack() as stack:

        def serve(application, chain, name):
            context = tls(chain, tmp_path_factory.mktemp("tls"))
            network.ports[name] = stack.enter_context(serving(application, context))

        def examined(application, *, chain=None, url=f"https://{HOST}", storage=s3, storage_chain=None, **options):
            serve(application, chain or certified(), HOST)
            if storage:
                serve(storage, storage_chain or certified(S3_HOST), S3_HOST)
            checkout = options.pop("here", here)
            clock = options.pop("clock", lambda: datetime.now(UTC))
            found = examine(place_of(url), checkout, roots=str(folder / ROOTS), clock=clock, **options)
            return {one.name: one for one in found}

        yield examined
