"""Each kind of hosting, from the first step of `connect` to its last, and what a second run does."""

import json
import stat

import pytest
from amazon_stand_in import SIGNATURE, VENDOR
from login_stand_in import REFRESH, SECRET
from packed import LOCALES
from workstation import ARN, HOST, Somebody


@pytest.mark.parametrize("option", ["--own-host", "--tunnel"])
def test_a_server_is_connected_from_the_first_step_to_the_last(workstation, option):
    done = workstation.connect(option, HOST)
    assert done.exit_code == 0, done.output
    skill = workstation.skill
    assert skill["enabled"]
    assert skill["package"].endpoint == {"uri": f"{HOST}/alexa", "sslCertificateType": "Trusted"}
    assert done.output.index("Signing in") < done.output.index("the skill is") < done.output.index("enabled")
    assert [f"model of {locale}: built" in done.output for locale in LOCALES] == [True] * len(LOCALES)
    assert f"ALEXA_SKILL_ID={skill['id']}" in done.output
    assert ("http://127.0.0.1:8000" in done.output) is (option == "--tunnel")
    for secret in (REFRESH, SECRET, SIGNATURE, "Atza|"):
        assert secret not in done.output
        assert secret not in "".join(path.read_text("utf-8") for path in workstation.build.rglob("*.json"))


def test_connect_begins_with_its_plan_and_ends_with_sentences(workstation):
    output = workstation.connect("--own-host", HOST, "--locale", "en-US").output
    assert output.startswith("This brings the skill of this checkout to the Echos")
    end = output[output.index("On an Echo of the same account") :].splitlines()[1:]
    assert end[0].split(maxsplit=1) == ["1", "Alexa, open leg cramp helper"]
    assert [line.split()[0] for line in end] == ["1", "→", "2", "→", "3", "→", "4", "→", "5", "→"]
    assert "toward your shin" in end[1]


def test_stored_file_is_private_and_holds_ids(workstation):
    workstation.connect("--own-host", HOST)
    file = workstation.build / "connect.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert workstation.state().keys() == {
        "skill_id",
        "import_id",
        "hosting",
        "address",
        "pages",
        "sent",
        "package",
        "enabled",
    }
    states = json.loads((workstation.build / ".ask" / "ask-states.json").read_text("utf-8"))
    assert states == {
        "askcliStatesVersion": "2020-03-31",
        "profiles": {"default": {"skillId": workstation.skill["id"]}},
    }


def test_second_run_makes_no_skill_and_sends_nothing(workstation):
    workstation.connect("--own-host", HOST)
    again = workstation.connect()
    assert again.exit_code == 0
    assert "Amazon has this package already" in again.output
    assert (len(workstation.amazon.skills), len(workstation.amazon.imports)) == (1, 1)
    workstation.connect("--anew")
    assert (len(workstation.amazon.skills), len(workstation.amazon.imports)) == (1, 2)
    workstation.connect("--tunnel", "https://other.example.org")
    assert workstation.skill["package"].endpoint["uri"] == "https://other.example.org/alexa"
    assert len(workstation.amazon.imports) == 3


def test_a_function_is_made_between_two_runs(workstation):
    first = workstation.connect("--lambda", ARN, "--pages", HOST)
    assert first.exit_code == 0
    assert not workstation.skill["enabled"]
    assert workstation.skill["package"].endpoint["uri"] == f"{HOST}/alexa"
    assert "This is half of it" in first.output
    assert f"--parameter-overrides SkillId={workstation.skill['id']}" in first.output
    before = (workstation.build / "connect.json").read_text("utf-8")
    refused = workstation.connect("--lambda", ARN)
    assert refused.exit_code == 1
    assert "deploy the function with this skill's id" in refused.output
    workstation.amazon.functions[ARN] = workstation.skill["id"]
    (workstation.build / "connect.json").write_text(before, encoding="utf-8")
    somebody = Somebody([ARN])
    assert workstation.at_terminal(somebody)[1] is None
    assert "the function's ARN" in somebody.asked[0]
    assert workstation.skill["enabled"]
    assert workstation.skill["package"].endpoint == {"uri": ARN}
    assert workstation.connect().exit_code == 0


def test_hosting_is_asked_for_at_a_terminal_and_remembered(workstation):
    somebody = Somebody([1, "leg.example.org"])
    output, error = workstation.at_terminal(somebody)
    assert error is None
    assert somebody.asked[0][0] == "How does Alexa reach the skill"
    assert workstation.skill["package"].endpoint["uri"] == f"{HOST}/alexa"
    assert "point the tunnel" in output.lower()
    assert workstation.at_terminal(Somebody([]))[1] is None


def test_id_is_written_into_an_existing_settings_file(workstation, tmp_path):
    file = tmp_path / ".env"
    file.write_text("SKILL_OPERATOR='Leg Helpers'\nexport ALEXA_SKILL_ID=old", encoding="utf-8")
    output = workstation.connect("--tunnel", HOST).output
    assert "written into .env" in output
    assert file.read_text("utf-8") == f"SKILL_OPERATOR='Leg Helpers'\nALEXA_SKILL_ID={workstation.skill['id']}"
    assert "stands in .env" in workstation.connect().output
    other = tmp_path / "other.env"
    workstation.connect("--env-file", str(other))
    assert other.read_text("utf-8") == f"ALEXA_SKILL_ID={workstation.skill['id']}\n"
    assert stat.S_IMODE(other.stat().st_mode) == 0o600


def test_a_dry_run_shows_each_request_and_sends_none(workstation):
    output = workstation.connect("--dry-run", "--own-host", HOST).output
    sent = [line.split("would send: ")[1].split("?")[0] for line in output.splitlines() if "would send" in line]
    assert [
        line.removeprefix("GET ").removeprefix("POST ").removeprefix("PUT ").split("/v1/")[-1] for line in sent
    ] == [
        "vendors",
        "skills",
        "skills/uploads",
        "https://ADDRESS-FROM-THE-ANSWER-ABOVE (1 bytes of zip)".replace(
            "1 bytes", sent[3].split("(")[1].split(" of")[0]
        ),
        'skills/imports {"location": "https://ADDRESS-FROM-THE-ANSWER-ABOVE", "vendorId": "VENDOR-ID"}',
        "skills/imports/IMPORT-ID",
        "skills/SKILL-ID/status",
        "skills/SKILL-ID/stages/development/enablement",
    ]
    assert not workstation.amazon.asked
    assert not workstation.build.exists()


def test_a_skill_of_this_name_is_taken_and_no_second_one_made(workstation):
    workstation.connect("--own-host", HOST)
    for file in (workstation.build / "connect.json", workstation.build / ".ask" / "ask-states.json"):
        file.unlink()
    silent = workstation.connect("--own-host", HOST)
    assert silent.exit_code == 1
    assert "--skill-id" in silent.output
    assert workstation.at_terminal(Somebody([0]), own_host=HOST)[1] is None
    assert len(workstation.amazon.skills) == 1
    for file in (workstation.build / "connect.json", workstation.build / ".ask" / "ask-states.json"):
        file.unlink()
    assert workstation.connect("--own-host", HOST, "--skill-id", workstation.skill["id"]).exit_code == 0
    assert len(workstation.amazon.skills) == 1
    (workstation.build / "connect.json").unlink()
    assert workstation.connect("--own-host", HOST).exit_code == 0  # ask-cli's file has the id
    assert len(workstation.amazon.skills) == 1


def test_a_new_skill_is_made_if_that_is_said(workstation):
    workstation.connect("--own-host", HOST)
    for file in (workstation.build / "connect.json", workstation.build / ".ask" / "ask-states.json"):
        file.unlink()
    assert workstation.at_terminal(Somebody([1]), own_host=HOST)[1] is None
    assert len(workstation.amazon.skills) == 2


def test_of_several_vendors_one_is_chosen(workstation):
    workstation.amazon.vendors.insert(0, {"id": "OTHER", "name": "Another", "roles": []})
    silent = workstation.connect("--own-host", HOST)
    assert (silent.exit_code, "--vendor" in silent.output) == (1, True)
    assert workstation.connect("--own-host", HOST, "--vendor", VENDOR).exit_code == 0
    workstation.amazon.vendors.clear()
    (workstation.build / "connect.json").unlink()
    (workstation.build / ".ask" / "ask-states.json").unlink()
    nobody = workstation.connect("--own-host", HOST)
    assert (nobody.exit_code, "accept the terms" in nobody.output) == (1, True)
