"""What SKILL_DATABASE may say, and what it is told when it can't be had."""

import subprocess
import sys

import pytest
from visitors import sessions, someone, visit

from skill.errors import SettingsError
from skill.storage.opening import open_profiles, temporary_profiles


@pytest.mark.parametrize("where", [None, ""])
def test_unset_store_is_the_default_file(tmp_path, where):
    profiles = open_profiles(where, tmp_path / "instance" / "people.db")
    assert visit(profiles, someone())
    profiles.close()
    assert (tmp_path / "instance" / "people.db").is_file()


@pytest.mark.parametrize("name", ["people.db", "a folder/people", ":memory:", "1:2.db", "q?mode=memory"])
def test_a_path_is_a_file(tmp_path, monkeypatch, name):
    monkeypatch.chdir(tmp_path)
    profiles = open_profiles(name, tmp_path / "unused.db")
    assert visit(profiles, someone())
    profiles.close()
    assert (tmp_path / name).is_file()


def test_other_store_kind_is_refused_without_repeating_it(tmp_path):
    refusal = r"^SKILL_DATABASE names no known store: set it to a file's path or dynamodb://TABLE$"
    for where in ("redis://host", "sqlite:///people.db", "postgresql://u:word@host/db", "file:people.db"):
        with pytest.raises(SettingsError, match=refusal):
            open_profiles(where, tmp_path / "people.db")


def test_impossible_table_name_is_refused(tmp_path):
    for where in ("dynamodb://", "dynamodb://ab", "dynamodb://people/more", "dynamodb://pe ople\n"):
        with pytest.raises(SettingsError, match="names no DynamoDB table"):
            open_profiles(where, tmp_path / "people.db")


@pytest.mark.parametrize("package", ["botocore.exceptions", "boto3"])
def test_without_the_extra_it_says_what_to_install(aws, tmp_path, monkeypatch, package):
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.delitem(sys.modules, "skill.storage.dynamodb", raising=False)
    with pytest.raises(SettingsError, match=r"pip install leg-cramp-helper\[dynamodb\]"):
        open_profiles("dynamodb://people", tmp_path / "people.db")


def test_missing_region_names_its_variable(aws, tmp_path):
    aws.delenv("AWS_DEFAULT_REGION")
    program = (
        "from skill.storage.opening import open_profiles\n"
        "from skill.errors import SettingsError\n"
        "try: open_profiles('dynamodb://people', None)\n"
        "except SettingsError as error: print(error)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "SKILL_DATABASE names a DynamoDB table: AWS_DEFAULT_REGION must say where\n"


def test_missing_region_is_found_after_any_imports(aws, tmp_path):
    open_profiles("dynamodb://people", tmp_path / "people.db").close()
    aws.delenv("AWS_DEFAULT_REGION")
    with pytest.raises(SettingsError, match="AWS_DEFAULT_REGION"):
        open_profiles("dynamodb://people", tmp_path / "people.db")


def test_wrong_aws_settings_name_the_kind_of_mistake(aws, tmp_path):
    aws.setenv("AWS_PROFILE", "nobody-has-this-one")
    with pytest.raises(SettingsError, match=r"AWS's own settings can't be used: ProfileNotFound$"):
        open_profiles("dynamodb://people", tmp_path / "people.db")


def test_unreachable_table_is_opened(aws, tmp_path):
    aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:1")
    profiles = open_profiles("dynamodb://people", tmp_path / "people.db")
    assert visit(profiles, someone()) is False
    profiles.close()


def test_nothing_of_dynamodb_is_imported_for_a_file():
    program = "import skill.storage.opening, sys; print({'boto3', 'botocore'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_a_temporary_memory_is_gone_afterwards():
    with temporary_profiles() as profiles:
        assert visit(profiles, someone())
        assert sessions(profiles) == 1
        folder = profiles.store.database.path.parent
        assert folder.is_dir()
    assert not folder.exists()
