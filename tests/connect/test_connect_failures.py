"""Whatever goes wrong, one sentence says what and another what to do; nothing is done twice, and no secret printed."""

import json
import re

import pytest
from amazon_stand_in import HANG_UP, SIGNATURE
from login_stand_in import REFRESH, SECRET
from workstation import HOST

VENDORS, CREATE, UPDATE = "get_vendor_list_v1", "create_skill_package_v1", "import_skill_package_v1"
IMPORTED, STATUS, ENABLE = "get_import_status_v1", "get_skill_status_v1", "set_skill_enablement_v1"
URL, UPLOAD = "create_upload_url_v1", "upload"
BAD = (400, {"message": "Request is not valid.", "violations": [{"message": "Regionalized endpoints are empty."}]}, {})
FOUR = 4
"""How often a request is made, at most, that may be repeated."""


def message(status, words="No."):
    return status, {"message": words}, {}


FAILURES = {
    "the refresh token has ended": ("token", [(400, {"error": "invalid_grant"}, {})], "make a new one"),
    "the secret is wrong": ("token", [(401, {"error": "invalid_client"}, {})], "copy both again"),
    "login answers no JSON": ("token", [(200, b"<html>", {})], "Login with Amazon answered 200"),
    "login hangs up": ("token", [HANG_UP], "Login with Amazon can't be reached"),
    "the token isn't taken": (VENDORS, [message(401)] * 2, "the sign-in isn't taken"),
    "the vendor isn't theirs": (VENDORS, [message(403)], "--vendor"),
    "amazon is busy for long": (VENDORS, [message(429)] * FOUR, "too many requests"),
    "amazon is at fault for long": (VENDORS, [message(503)] * FOUR, "the fault is Amazon's"),
    "amazon hangs up": (VENDORS, [HANG_UP] * FOUR, "can't be reached"),
    "the answer is no JSON": (VENDORS, [(200, b"<html>", {})], "can't be read"),
    "the answer is another JSON": (VENDORS, [(200, {"vendors": "none"}, {})], "can't be read"),
    "the answer is deep": (VENDORS, [(200, b"[" * 100_000, {})], "can't be read"),
    "there is no address to upload to": (URL, [(201, {}, {})], "can't be read"),
    "the address is plain": (URL, [(201, {"uploadUrl": "http://example.org/x"}, {})], "no https address"),
    "the upload is refused": (UPLOAD, [(403, b"<Error>", {})], "Nothing was changed"),
    "the upload hangs up": (UPLOAD, [HANG_UP], "can't be reached"),
    "the import is refused": (CREATE, [BAD], "Regionalized endpoints are empty."),
    "the import is in the way of another": (CREATE, [message(409)], "wait a minute"),
    "the import fails at once": (CREATE, [message(500)], "isn't known"),
    "the import hangs up": (CREATE, [HANG_UP], "isn't known"),
    "the import is too large": (CREATE, [message(413)], "too large"),
    "the import has no id": (CREATE, [(202, {}, {})], "can't be read"),
    "the import is forgotten": (IMPORTED, [message(404)], "doesn't know the skill"),
    "the import has no status": (IMPORTED, [(200, {}, {})], "can't be read"),
    "the status fails for long": (STATUS, [message(500)] * FOUR, "the fault is Amazon's"),
    "it can't be enabled": (ENABLE, [message(403, "Skill is not ready for enablement.")], "not ready for enablement"),
}


@pytest.mark.parametrize("wrong", FAILURES)
def test_a_failure_is_told_and_the_next_run_ends_well(wrong, workstation):
    call, answers, told = FAILURES[wrong]
    workstation.amazon.instead[call] = list(answers)
    done = workstation.connect("--own-host", HOST)
    assert done.exit_code == 1
    assert isinstance(done.exception, SystemExit), "a traceback"
    assert told in done.output
    assert re.search(r"^What to do: .+", done.output, re.MULTILINE)
    assert workstation.amazon.instead[call] == []
    for secret in (REFRESH, SECRET, SIGNATURE, "Atza|"):
        assert secret not in done.output
    again = workstation.connect("--own-host", HOST)
    assert again.exit_code == 0, again.output
    assert workstation.skill["enabled"], "not the one skill"


def test_what_passes_by_itself_is_waited_for(workstation):
    workstation.amazon.instead[VENDORS] = [(429, {}, {"Retry-After": "7"}), message(503), HANG_UP]
    workstation.amazon.instead[STATUS] = [(429, {}, {"Retry-After": "an hour"}), (429, {}, {"Retry-After": "99999"})]
    assert workstation.connect("--own-host", HOST).exit_code == 0
    assert workstation.hours.waits[:3] == [7.0, 4.0, 8.0]
    assert max(workstation.hours.waits) == 60.0


def test_expired_token_is_renewed_once(workstation):
    workstation.amazon.instead[STATUS] = [message(401)]
    assert workstation.connect("--own-host", HOST).exit_code == 0
    assert workstation.amazon.login.issued == 2
    workstation.amazon.instead[ENABLE] = [message(401)]
    access = workstation.amazon.login.token()
    with_access = workstation.connect(ASK_ACCESS_TOKEN=access, ASK_REFRESH_TOKEN="")
    assert (with_access.exit_code, "the sign-in isn't taken" in with_access.output) == (1, True)


def test_refused_package_is_explained_in_our_words(workstation):
    problems = [
        ({"message": "Summary is too long", "code": "INVALID_STRING_LENGTH"}, "store.toml"),
        ({"message": "Instance at $.manifest.apis.custom.endpoint.uri", "code": "INVALID_URL_FORMAT"}, "--own-host"),
        ({"message": "The image is not square", "code": "INVALID_IMAGE_ATTRIBUTES"}, "make icons"),
        ({"message": "Atza|secret\nof\x1b[31m all", "code": "ODD"}, "tell us"),
    ]
    workstation.amazon.outcome = "FAILED", [problem for problem, _ in problems]
    done = workstation.connect("--own-host", HOST)
    assert done.exit_code == 1
    assert "No skill was made" in done.output
    for problem, advice in problems[:3]:
        assert f'"{problem["message"]}"' in done.output
        assert advice in done.output
    assert 'package: "(hidden) of [31m all"' in done.output
    workstation.amazon.outcome = None
    assert workstation.connect("--own-host", HOST).exit_code == 0
    for outcome, told in (("ROLLBACK_SUCCEEDED", "as it was before"), ("ROLLBACK_FAILED", "changed in part")):
        workstation.amazon.outcome = outcome, []
        later = workstation.connect("--anew")
        assert (later.exit_code, told in later.output, "no reason" in later.output) == (1, True, True)


def test_failed_model_build_is_reported_with_its_locale(workstation):
    workstation.amazon.built = "FAILED"
    done = workstation.connect("--own-host", HOST)
    assert done.exit_code == 1
    assert 'Sample utterance "help" is invalid' in done.output
    assert "InteractionModel.en-GB" in done.output
    assert f"So far: the skill at Amazon is {workstation.skill['id']}" in done.output
    workstation.amazon.built = "SUCCEEDED"
    assert workstation.connect().exit_code == 0


REFUSED = {
    "two kinds": (["--own-host", HOST, "--tunnel", HOST], "Only one of"),
    "no kind": ([], "give --own-host, --tunnel or --lambda"),
    "an address with a path": (["--own-host", f"{HOST}/skill"], "has a path"),
    "an address without TLS": (["--own-host", "http://leg.example.org"], "no https address"),
    "a name that can't be": (["--own-host", f"https://{'a' * 70}.example.org"], "no valid name"),
    "another port": (["--own-host", f"{HOST}:8443"], "no https address on port 443"),
    "no function": (["--lambda", "leg-cramp-helper"], "no ARN of a function"),
    "a region without Alexa": (["--lambda", "arn:aws:lambda:eu-north-1:000000000000:function:f"], "eu-west-1"),
    "a function without pages": (["--lambda", "new"], "--pages"),
    "an odd skill id": (["--own-host", HOST, "--skill-id", "leg"], "is no skill's id"),
    "an odd locale": (["--own-host", HOST, "--locale", "de-DE"], "--locale is one of en-AU"),
}


@pytest.mark.parametrize("wrong", REFUSED)
def test_impossible_options_are_refused_before_sending(wrong, workstation):
    order, told = REFUSED[wrong]
    done = workstation.connect(*order)
    assert (done.exit_code, told in done.output) == (1, True), done.output
    assert not workstation.amazon.imports


@pytest.mark.parametrize("file", ["connect.json", ".ask/ask-states.json"])
@pytest.mark.parametrize("text", ["{", "[1]", '{"skill_id": 1, "profiles": 1'])
def test_a_damaged_file_of_ids_makes_no_second_skill(file, text, workstation):
    workstation.connect("--own-host", HOST)
    (workstation.build / file).write_text(text, encoding="utf-8")
    done = workstation.connect("--own-host", HOST)
    assert (done.exit_code, "a second skill would be made" in done.output) == (1, True)
    assert len(workstation.amazon.skills) == 1


def test_unwritable_folder_stops_before_anything_is_sent(workstation):
    workstation.build.mkdir()
    (workstation.build / "ask-resources.json").mkdir()
    done = workstation.connect("--own-host", HOST)
    assert (done.exit_code, "can't be written: Is a directory. Nothing was sent" in done.output) == (1, True)
    assert not workstation.amazon.imports


def test_a_file_that_cant_be_written_is_said(workstation):
    workstation.build.parent.joinpath("build").write_text("no folder", encoding="utf-8")
    done = workstation.connect("--own-host", HOST)
    assert (done.exit_code, isinstance(done.exception, SystemExit)) == (1, True), done.output


def test_a_sign_in_that_is_incomplete_is_named(workstation):
    for name in ("ASK_LWA_CLIENT_ID", "ASK_LWA_CLIENT_CONFIRMATION", "ASK_REFRESH_TOKEN"):
        done = workstation.connect("--own-host", HOST, **{name: ""})
        assert (done.exit_code, name in done.output) == (1, True)
    broken = workstation.connect("--own-host", HOST, ASK_REFRESH_TOKEN="", ASK_ACCESS_TOKEN="Atza|in\ntwo")
    assert (broken.exit_code, "is no token" in broken.output, "two" in broken.output) == (1, True, False)
    plain = workstation.connect("--own-host", HOST, ASK_LWA_TOKEN_HOST="http://example.org")
    assert (plain.exit_code, "no https address" in plain.output) == (1, True)
    assert json.dumps(plain.output).count(SECRET) == 0
