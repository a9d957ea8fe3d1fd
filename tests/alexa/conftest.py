"""A webhook whose keys come from the run's certificate authority."""

import pytest
from certificate_authority import CHAIN_URL, ChainServer, issue
from webhook_app import WebhookApp

from skill.alexa.webhook.certificates import SigningKeys


@pytest.fixture(scope="session")
def roots_file(authority, tmp_path_factory):
    path = tmp_path_factory.mktemp("roots") / "roots.pem"
    path.write_bytes(authority.root.pem)
    return str(path)


@pytest.fixture
def chain_server(authority):
    return ChainServer({CHAIN_URL: authority.chain})


@pytest.fixture
def keys(roots_file, chain_server):
    return SigningKeys(roots_file, fetch=chain_server)


@pytest.fixture
def webhook_app(keys):
    return WebhookApp(keys)


@pytest.fixture(scope="session")
def identity(authority, tmp_path_factory):
    """The file of a key and chain with which the loopback server says it is `name`."""

    def identity(name):
        path = tmp_path_factory.mktemp("server") / "server.pem"
        issued = issue(name, authority.intermediate, names=[name], key=authority.leaf.key)
        path.write_bytes(issued.key_pem + issued.pem + authority.intermediate.pem)
        return path

    return identity
