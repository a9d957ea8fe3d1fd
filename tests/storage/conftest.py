"""Both stores: SQLite in a folder, and DynamoDB as moto's server plays it on loopback."""

import os
from functools import cache
from uuid import uuid4

import pytest
from dynamodb_server import moto_server
from tables import AWS, Table, patient
from visitors import NOW

from skill.circuit_breaker import CircuitBreaker
from skill.storage.opening import open_profiles
from skill.storage.profiles import Profiles


@pytest.fixture
def guarded(clock):
    """Memory on a store, with a breaker whose time is in the test's hands."""
    return lambda store: Profiles(store, CircuitBreaker(clock))


@pytest.fixture(scope="session")
def described():
    """AWS's descriptions of its services, read from disk once instead of for every client."""
    from botocore import loaders  # noqa: PLC0415 - as late as the store itself has it

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("botocore.session.create_loader", cache(loaders.create_loader))
        yield


@pytest.fixture
def aws(monkeypatch, described):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in AWS.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


@pytest.fixture(scope="session")
def dynamodb_server(tmp_path_factory):
    with moto_server(tmp_path_factory, AWS) as address:
        yield address


@pytest.fixture(scope="session")
def tables_client(described, dynamodb_server):
    """What makes and deletes tables: one for the run, because a client takes long to make."""
    import boto3  # noqa: PLC0415 - as late as the store itself has it

    with pytest.MonkeyPatch.context() as patch:
        for name, value in AWS.items():
            patch.setenv(name, value)
        return boto3.Session().client("dynamodb", endpoint_url=dynamodb_server)


@pytest.fixture
def dynamodb(aws, tables_client, dynamodb_server):
    """The DynamoDB service, with every new client pointed at it."""
    aws.setenv("AWS_ENDPOINT_URL_DYNAMODB", dynamodb_server)
    return tables_client


@pytest.fixture
def table(dynamodb):
    table = Table(dynamodb, f"people-{uuid4().hex}")
    table.make()
    return table


@pytest.fixture
def awaited(aws, monkeypatch):
    """Wait for the table however busy the machine is: what is silent is tried in test_dynamodb_faults.py."""
    for setting, value in patient().items():
        monkeypatch.setattr(f"skill.storage.dynamodb.{setting}", value)


@pytest.fixture(params=["sqlite", "dynamodb"])
def where(request, tmp_path):
    """What SKILL_DATABASE would say."""
    if request.param == "sqlite":
        return str(tmp_path / "folder" / "people.db")
    request.getfixturevalue("awaited")
    return f"dynamodb://{request.getfixturevalue('table').name}"


@pytest.fixture
def open_device(where, tmp_path):
    """Opens the same memory again, as another worker would."""
    opened = []

    def open_device():
        opened.append(open_profiles(where, tmp_path / "unused.db"))
        return opened[-1]

    yield open_device
    for profiles in opened:
        profiles.close()


@pytest.fixture
def profiles(open_device):
    return open_device()


@pytest.fixture
def open_store(aws):
    """Opens stores by a table's name."""
    from skill.storage.dynamodb import DynamoStore  # noqa: PLC0415

    opened = []

    def open_store(name, clock=lambda: NOW):
        opened.append(DynamoStore(name, clock))
        return opened[-1]

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def remote(table, open_store, guarded):
    """Memory in the table, with a breaker."""
    return guarded(open_store(table.name))


@pytest.fixture
def items(remote):
    """The table as the store has it."""
    return remote.store.table
