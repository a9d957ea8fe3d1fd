"""Alexa's API pretended on this machine, a client for it, and a person who lets us set reminders."""

from types import SimpleNamespace

import pytest
from ask_sdk_model.services import ApiConfiguration, ServiceClientFactory
from reminded import PERSON, device_of
from the_skill import TheSkill

from simulator.fake_alexa_api import FakeAlexaApi
from simulator.fake_reminders import SCOPE
from skill.alexa.api_client import BoundedApiClient
from skill.alexa.wire import WireSerializer


@pytest.fixture
def api():
    with FakeAlexaApi() as api:
        yield api


@pytest.fixture
def client():
    client = BoundedApiClient()
    yield client
    client.close()


@pytest.fixture
def account(api):
    account = api.admit(PERSON, "Europe/London")
    account.scopes[SCOPE] = "GRANTED"
    return account


@pytest.fixture
def handler_input(api, client, account):
    """What a handler is given, as far as reminders look at it."""
    served = api.served(PERSON, account.zone)
    configuration = ApiConfiguration(WireSerializer(), client, served["api_access_token"], served["api_endpoint"])
    system = SimpleNamespace(device=SimpleNamespace(device_id="amzn1.ask.device.SIMULATED"))
    envelope = SimpleNamespace(request=SimpleNamespace(locale="en-GB"), context=SimpleNamespace(system=system))
    return SimpleNamespace(service_client_factory=ServiceClientFactory(configuration), request_envelope=envelope)


@pytest.fixture
def the_skill():
    skill = TheSkill()
    yield skill
    skill.close()


@pytest.fixture
def device(the_skill):
    """A device of somebody who has not been asked for a permission yet."""
    return device_of(the_skill)


@pytest.fixture
def trusting(device, the_skill):
    """The same, after they have let us set reminders."""
    the_skill.api.accounts[PERSON].scopes[SCOPE] = "GRANTED"
    return device
