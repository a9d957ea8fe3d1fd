"""The user a request comes from, and the key of their profile."""

import pytest
from ask_sdk_model import Context, RequestEnvelope, Session, User
from ask_sdk_model.interfaces.system.system_state import SystemState

from skill.alexa.users import profile_key
from skill.storage.store import key_for

USER = "amzn1.ask.account.ONE"


def in_context(user_id):
    return RequestEnvelope(context=Context(system=SystemState(user=User(user_id=user_id))))


def in_session(user_id):
    return RequestEnvelope(session=Session(user=User(user_id=user_id)))


@pytest.mark.parametrize("request_of", [in_context, in_session])
def test_a_users_key_is_the_hash_of_their_id(request_of):
    assert profile_key(request_of(USER)) == key_for(USER)
    assert USER not in key_for(USER)


def test_a_request_without_a_user_has_no_key():
    for envelope in (None, RequestEnvelope(), in_context(None), in_context(""), in_session(7)):
        assert profile_key(envelope) is None, envelope
