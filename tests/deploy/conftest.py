"""DynamoDB as moto's server plays it, one for all tests of a process: each takes long to start."""

import pytest

from tests.storage.tables import moto_server


@pytest.fixture(scope="session")
def dynamodb_address():
    with moto_server() as address:
        yield address
