"""What takes long to start, once for all tests of a process: DynamoDB as moto's server plays it. And a small server."""

import pytest
from production import ROOT
from telltale import PROGRAM

from tests.storage.tables import moto_server


@pytest.fixture(scope="session")
def dynamodb_address():
    with moto_server() as address:
        yield address


@pytest.fixture(scope="module")
def telltale(tmp_path_factory):
    """A folder with deploy/ and an application that says which process loaded it and which one answers."""
    folder = tmp_path_factory.mktemp("telltale")
    (folder / "telltale.py").write_text(PROGRAM)
    (folder / "deploy").symlink_to(ROOT / "deploy")
    return folder
