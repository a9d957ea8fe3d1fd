"""A developer's machine: Amazon's stand-in, a checkout with an empty build folder, and a healthy server."""

from functools import partial

import pytest
from amazon_stand_in import Amazon
from login_stand_in import CLIENT, REFRESH, SECRET
from loopback import listening
from workstation import REMEMBERED, Hours, Workstation, small

from skill.connect import importing, preparing
from skill.connect.smapi import Smapi
from skill.doctor.findings import well


@pytest.fixture
def workstation(monkeypatch, tmp_path):
    amazon, hours, looks = Amazon(), Hours(), [[well("webhook", "2 forgeries got their 400")]]
    build = tmp_path / "build"
    monkeypatch.setattr(preparing, "BUILD", build)
    monkeypatch.setattr(preparing, "ENV_FILE", tmp_path / ".env")
    monkeypatch.setattr(preparing, "packed", small)
    monkeypatch.setattr(preparing, "sentences", REMEMBERED)
    monkeypatch.setattr(preparing, "certificate_type", lambda *_: "Trusted")
    monkeypatch.setattr(preparing, "checkout", lambda _: None)
    monkeypatch.setattr(preparing, "examine", lambda *_, **__: looks.pop(0) if len(looks) > 1 else looks[0])
    monkeypatch.setattr(preparing, "Polling", partial(importing.Polling, sleep=hours.sleep, clock=hours.clock))
    monkeypatch.setattr("skill.connect.entrance.Smapi", partial(Smapi, sleep=hours.sleep))
    empty = tmp_path / "empty"
    empty.mkdir()
    with listening(amazon):
        environ = {
            "PATH": str(empty),
            "HOME": str(tmp_path),
            "ASK_SMAPI_SERVER_BASE_URL": amazon.base,
            "ASK_LWA_TOKEN_HOST": amazon.base,
            "ASK_LWA_CLIENT_ID": CLIENT,
            "ASK_LWA_CLIENT_CONFIRMATION": SECRET,
            "ASK_REFRESH_TOKEN": REFRESH,
        }
        yield Workstation(amazon, build, hours, environ, looks)
    assert amazon.wrong == []
