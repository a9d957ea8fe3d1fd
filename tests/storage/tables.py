"""DynamoDB for tests: what points a client at it, and tables."""

import os
from dataclasses import dataclass
from typing import Any

AWS = {
    "AWS_ACCESS_KEY_ID": "nobody",
    "AWS_SECRET_ACCESS_KEY": "nothing",
    "AWS_DEFAULT_REGION": "eu-west-1",
    "AWS_CONFIG_FILE": os.devnull,
    "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
    "AWS_EC2_METADATA_DISABLED": "true",
}
PATIENCE_SECONDS = 20.0


def patient():
    """Return what `skill.storage.dynamodb` waits by in tests of what is kept, not of how soon it is given up."""
    from botocore.config import Config  # noqa: PLC0415 - only where there is a table, because it takes long

    config = Config(connect_timeout=PATIENCE_SECONDS, read_timeout=PATIENCE_SECONDS)
    return {"TIMEOUT_SECONDS": PATIENCE_SECONDS, "CLIENT_CONFIG": config}


@dataclass
class Table:
    """A table that can be made and deleted."""

    client: Any
    name: str

    def make(self):
        self.client.create_table(
            TableName=self.name,
            KeySchema=[{"AttributeName": "id", "KeyType": "HASH"}],
            AttributeDefinitions=[{"AttributeName": "id", "AttributeType": "S"}],
            BillingMode="PAY_PER_REQUEST",
        )

    def delete(self):
        self.client.delete_table(TableName=self.name)


class Putting:
    """A table with another way of putting items."""

    def __init__(self, table, put_item):
        self.get_item, self.meta = table.get_item, table.meta
        self.put_item = put_item
