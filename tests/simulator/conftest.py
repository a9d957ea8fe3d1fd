import pytest
from fake_skill import RECOGNIZER, TWO_AT_NIGHT, FakeSkill
from the_skill import recognizer

from simulator.commands.loading import Loaded
from simulator.device import Device


@pytest.fixture
def loaded_before(monkeypatch, loaded):
    """Have commands take the recognizer too that is made already."""
    monkeypatch.setattr(Loaded, "recognizer", lambda _: recognizer())


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
