"""DynamoDB as moto's server plays it, and a small server."""

import pytest
from production import ROOT
from telltale import PROGRAM

from tests.storage.dynamodb_server import moto_server
from tests.storage.tables import AWS


@pytest.fixture(scope="session")
def dynamodb_address(tmp_path_factory):
    with moto_server(tmp_path_factory, AWS) as address:
        yield address


@pytest.fixture(scope="module")
def telltale(tmp_path_factory):
    """A folder with deploy/ and an application that says which process loaded it and which one answers."""
    folder = tmp_path_factory.mktemp("telltale")
    (folder / "telltale.py").write_text(PROGRAM)
    (folder / "deploy").symlink_to(ROOT / "deploy")
    return folder
