"""The environment: what it may ask for, and what is refused with the variable's name and never its value."""

import pytest

from skill.errors import SettingsError
from skill.settings import DATABASE, Settings, from_environment


def test_an_empty_environment_is_development_without_a_skill_id():
    settings = from_environment({})
    assert (settings.environment, settings.skill_id, settings.database) == ("development", None, None)
    assert DATABASE.parent.name == "instance"
    assert Settings().content.is_dir()


REFUSED = [
    ({"SKILL_ENVIRONMENT": "staging-secret"}, "SKILL_ENVIRONMENT"),
    ({"SKILL_ENVIRONMENT": "production"}, "ALEXA_SKILL_ID"),
    ({"ALEXA_SKILL_ID": "amzn1.ask.skill.…"}, "ALEXA_SKILL_ID"),
    ({"ALEXA_SKILL_ID": "amzn1.account.secret"}, "ALEXA_SKILL_ID"),
    ({"SSL_CERT_FILE": "no-such-secret"}, "SSL_CERT_FILE"),
    ({"SKILL_SIMULATOR": "secret"}, "SKILL_SIMULATOR"),
    ({"SKILL_METRICS": "secret"}, "SKILL_METRICS"),
    ({"SKILL_OPERATOR": "secret"}, "SKILL_CONTACT"),
    (
        {"SKILL_OPERATOR": "a\nsecret", "SKILL_CONTACT": "a@b.example", "SKILL_POLICY_DATE": "2026-11-29"},
        "one line",
    ),
    ({"SKILL_OPERATOR": "A", "SKILL_CONTACT": "secret", "SKILL_POLICY_DATE": "2026-11-29"}, "SKILL_CONTACT"),
    ({"SKILL_OPERATOR": "A", "SKILL_CONTACT": "a@b.example", "SKILL_POLICY_DATE": "secret"}, "SKILL_POLICY_DATE"),
]


def test_what_can_not_be_had_is_refused_by_name():
    for environ, named in REFUSED:
        with pytest.raises(SettingsError, match=named) as refused:
            from_environment(environ)
        assert "secret" not in str(refused.value), (environ, named)
