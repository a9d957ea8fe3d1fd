import pytest
from fake_skill import RECOGNIZER, TWO_AT_NIGHT, FakeSkill

from simulator.device import Device


@pytest.fixture
def fake():
    return FakeSkill()


@pytest.fixture
def device_for():
    def make(fake, **settings):
        given = {"locale": "en-GB", "now": TWO_AT_NIGHT, "user_id": "somebody", "device_id": "bedside", **settings}
        return Device(fake.invoke, RECOGNIZER, **given)

    return make


@pytest.fixture
def device(fake, device_for):
    return device_for(fake)
