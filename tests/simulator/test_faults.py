"""What the simulated Echo objects to."""

from fake_skill import FakeSkill, answer


def without_the_key():
    response = answer("Well?")
    del response["response"]["shouldEndSession"]
    return response


FAULTS = (
    (answer("Well?", ends=True), "a question is asked"),
    (answer('Well? <break time="1s"/>', ends=True), "a question is asked"),
    (answer("Well."), "without a question"),
    (without_the_key(), "shouldEndSession is missing"),
    (answer("a" * 8000 + "?"), "over 8000"),
    (answer("Well?", reprompt="a" * 8000), "reprompt has"),
    (answer("Well?", card={"type": "Simple", "content": "é" * 12500}), "over 24576"),
    (answer("this & that?"), "Alexa refuses"),
    (answer("Well?", reprompt='<break time="11s"/>'), "Alexa refuses"),
)


def test_objections_of_alexa_or_certification_are_faults(device_for):
    for response, fault in FAULTS:
        device = device_for(FakeSkill(LaunchRequest=response))
        device.launch()
        assert [fault in found for found in device.faults] == [True], fault


def test_refused_speech_ends_the_session_with_an_error(device_for):
    fake = FakeSkill(LaunchRequest=answer("this & that?"))
    device = device_for(fake)
    exchange = device.launch()
    assert exchange.ended_session
    assert exchange.spoken == ()
    assert fake.requests[-1]["request"]["reason"] == "ERROR"
    assert fake.requests[-1]["request"]["error"]["type"] == "INVALID_RESPONSE"
    assert not device.in_session


def test_an_answer_to_the_end_of_a_session_must_not_speak(device_for):
    device = device_for(FakeSkill(SessionEndedRequest=answer("Goodbye.", ends=True)))
    device.launch()
    device.say("exit")
    assert len(device.faults) == 1
    assert "outputSpeech where nobody listens" in device.faults[0]
