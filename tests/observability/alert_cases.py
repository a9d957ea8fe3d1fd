"""A quiet night, and for each alert what has to change in it, as series of promtool: one value a minute."""

JOB = 'job="leg-cramp-helper"'
HERE = f'{JOB}, instance="a"'
FAILED = "SessionEndedRequest"
SCREEN = "Alexa.Presentation.APL.RuntimeError"


def answers(form):
    """Return the series of answers, all in time."""
    return {f"skill_answer_seconds_count{{{HERE}}}": form, f'skill_answer_seconds_bucket{{{HERE}, le="1.0"}}': form}


def became(outcome, form, kind="IntentRequest"):
    return {f'skill_requests_total{{{HERE}, type="{kind}", outcome="{outcome}"}}': form}


def refused(reason, form):
    return {f'skill_refusals_total{{{HERE}, reason="{reason}"}}': form}


def failed(what, form):
    return {f'skill_failures_total{{{HERE}, what="{what}"}}': form}


def alexa_error(error, form, kind=FAILED):
    return {f'skill_alexa_errors_total{{{HERE}, type="{kind}", error="{error}"}}': form}


def came_of(outcome, form):
    return {f'skill_outcomes_total{{{HERE}, outcome="{outcome}"}}': form}


def in_time(form):
    return {f'skill_answer_seconds_bucket{{{HERE}, le="1.0"}}': form}


def build(instance, content):
    return {f'skill_build_info{{{JOB}, instance="{instance}", version="0.2.0", content="{content}", models="m"}}': "1"}


OUTSIDE = 'job="leg-cramp-helper-outside", instance="https://skill.example.com/healthz"'
QUIET = {
    f"up{{{HERE}}}": "1",
    f"skill_store_up{{{HERE}}}": "1",
    f"skill_start_time_seconds{{{HERE}}}": "0",
    f"skill_workers_begun_total{{{HERE}}}": "2",
    f'skill_turns_total{{{HERE}, kind="control"}}': "0+60",
    f"probe_success{{{OUTSIDE}}}": "1",
    f"probe_ssl_earliest_cert_expiry{{{OUTSIDE}}}": "8640000",
    **answers("0+60"),
    **became("answered", "0+60"),
    **became("apology", "0"),
    **became("closed", "0", "other"),
    **became("not forgotten", "0", "AlexaSkillEvent.SkillDisabled"),
    **refused("timestamp", "0"),
    **refused("skill", "0"),
    **refused("fetch", "0"),
    **refused("signature", "0+1"),
    **failed("store", "0"),
    **failed("api", "0"),
    **alexa_error("INVALID_RESPONSE", "0"),
    **alexa_error("ENDPOINT_TIMEOUT", "0"),
    **alexa_error("other", "0"),
    **alexa_error("LIST_ERROR", "0", SCREEN),
    **came_of("misheard", "0+3"),
    **came_of("unknown", "0+2"),
    **came_of("asked-again", "0+2"),
    **came_of("started-afresh", "0"),
    **came_of("alarm-raised", "0+1"),
    **came_of("alarm-taken-back", "0"),
    **came_of("relief-begun", "0+10"),
    **came_of("relief-done", "0+4"),
    **build("a", "c"),
}
"""Sixty requests a minute, all answered at once. A form without a plus stays as it is."""
ONCE = "0x30 1x9000"
"""Something that happens once, after half an hour."""

FIRES = {
    "AnswersFail": (12, became("apology", "0+3")),
    "AnswersFailSlowly": (60, answers("0+500") | became("apology", "0+1")),
    "AnswersSlow": (12, in_time("0+57")),
    "AnswersSlowSlowly": (60, answers("0+500") | in_time("0+499")),
    "AlexaRefusedAnswer": (40, alexa_error("INVALID_RESPONSE", ONCE)),
    "SessionsStartAfresh": (40, came_of("started-afresh", ONCE)),
    "AlexaTimedOut": (40, alexa_error("ENDPOINT_TIMEOUT", ONCE)),
    "ScreensFail": (40, alexa_error("LIST_ERROR", ONCE, SCREEN)),
    "AlexaHasTrouble": (40, alexa_error("other", "0+2")),
    "SkillDown": (5, {f"up{{{HERE}}}": "0"}),
    "NobodyAsks": (28 * 60, answers("0+1x1440 1440x600")),
    "NoSkillId": (40, became("closed", ONCE, "other")),
    "ClockWrong": (12, refused("timestamp", "0+20")),
    "OtherSkillsRequests": (40, refused("skill", ONCE)),
    "CertificatesOutOfReach": (12, refused("fetch", "0+2")),
    "ForgeryFlood": (20, refused("signature", "0+900")),
    "StoreAway": (15, {f"skill_store_up{{{HERE}}}": "0"}),
    "StoreFails": (40, failed("store", "0+1")),
    "AlexaApiFails": (40, failed("api", "0+1")),
    "NotForgotten": (40, became("not forgotten", ONCE, "AlexaSkillEvent.SkillDisabled")),
    "RestartsAgainAndAgain": (20, {f"skill_start_time_seconds{{{HERE}}}": "1 2 3 4 5x9000"}),
    "WorkersDie": (30, {f"skill_workers_begun_total{{{HERE}}}": "2+1"}),
    "TwoVersions": (70, build("b", "another")),
    "MisheardOften": (45, came_of("misheard", "0+10")),
    "AskedAgainOften": (45, came_of("asked-again", "0+8")),
    "AlarmsTakenBackOften": (100, came_of("alarm-taken-back", "0+0.5")),
    "ReliefRarelyEndsWell": (100, came_of("relief-done", "0")),
    "OutOfReach": (5, {f"probe_success{{{OUTSIDE}}}": "0"}),
    "CertificateEnds": (70, {f"probe_ssl_earliest_cert_expiry{{{OUTSIDE}}}": "864000"}),
}
"""By alert, the minute it has to fire at, alone, and what has to be otherwise than in a quiet night."""

ALSO = {
    "an answer that Alexa refuses": (12, alexa_error("INVALID_RESPONSE", "0+3"), "AnswersFail", "AlexaRefusedAnswer"),
    "an answer that comes too late": (12, alexa_error("ENDPOINT_TIMEOUT", "0+3"), "AnswersFail", "AlexaTimedOut"),
    "one percent fails for hours": (
        200,
        answers("0+100") | became("apology", "0+1"),
        "AnswersFail",
        "AnswersFailSlowly",
    ),
    "one percent is slow for hours": (200, answers("0+100") | in_time("0+99"), "AnswersSlow", "AnswersSlowSlowly"),
    "a server that Prometheus isn't told of": (5, {f"up{{{HERE}}}": None}, "SkillDown"),
    "roots that trust nobody": (12, refused("roots", "0+2"), "CertificatesOutOfReach"),
    "subjects without an answer": (45, came_of("misheard", "0") | came_of("unknown", "0+10"), "MisheardOften"),
    "one of two machines without its store": (15, {f'skill_store_up{{{JOB}, instance="b"}}': "0"}, "StoreAway"),
}
"""Other ways for an alert to fire: the minute, what is otherwise, and all that fire."""


STAYS_QUIET = {
    "a quiet night": (28 * 60, {}),
    "one apology among few requests": (60, answers("0+0.2") | became("apology", ONCE)),
    "one slow answer among few": (60, answers("0+0.2") | in_time("0+0.2x29 4.8+0.2")),
    "a failure that is over": (200, became("apology", "0+1x3 3")),
    "an upgrade": (
        40,
        {f"skill_start_time_seconds{{{HERE}}}": "0x20 1200x9000", f"skill_workers_begun_total{{{HERE}}}": ONCE},
    ),
    "a machine that is upgraded within the hour": (50, build("b", "another")),
    "a server that is started again": (5, {f"up{{{HERE}}}": "1 0 1x9000"}),
    "a store that is away for five minutes": (20, {f"skill_store_up{{{HERE}}}": "1x5 0x5 1x9000"}),
    "a replay of old requests": (40, refused("timestamp", ONCE)),
    "few sessions, all misheard": (45, {f'skill_turns_total{{{HERE}, kind="control"}}': "0+0.1"}),
    "a skill that nobody knows yet": (28 * 60, answers("0")),
}
"""What must wake nobody and make no ticket."""


def series_of(changes, minutes):
    """Return the input series of promtool for a night with changes, long enough for an alert at a minute."""
    forms = {name: form for name, form in (QUIET | changes).items() if form is not None}
    return [{"series": name, "values": _lasting(form, minutes)} for name, form in forms.items()]


def _lasting(form, minutes):
    last = form.rpartition(" ")[2]
    return form if "x" in last else f"{form}x{minutes + 5}"
