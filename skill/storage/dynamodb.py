"""Memory in a DynamoDB table, for any number of machines. To import this needs the extra `dynamodb` and a region.

An item: `id`, the hash; `attributes`, the document; `revision`, new with each save; `expires`, for the table's time to
live.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import boto3  # type: ignore[import-untyped]
from ask_sdk_core.exceptions import PersistenceException
from ask_sdk_dynamodb.adapter import DynamoDbAdapter
from boto3.dynamodb.conditions import Attr  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from skill.storage.deadline import within
from skill.storage.key import key_of
from skill.storage.records import KEPT, document_of, merge, profile_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

IMPATIENT: Final = Config(
    connect_timeout=0.4,
    read_timeout=0.4,
    retries={"total_max_attempts": 2, "mode": "legacy"},  # legacy waits 50 ms before a second attempt, standard 1 s
    max_pool_connections=32,
)
DEADLINE: Final = 1.0
"""Seconds for all that one method does."""
TRIES: Final = 8
"""How many times a save begins again because another device came first."""
PAUSES: Final = (0.02, 0.04, 0.08)
"""Seconds, at most, between tries; the last goes on. Their length is random, so that two devices don't keep step."""
CAME_FIRST: Final = "ConditionalCheckFailedException"


class DynamoStore(DynamoDbAdapter):
    """The SDK's adapter, with saving replaced: its own overwrites what another device has saved in the meantime."""

    def __init__(self, table: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Take a table's name; it must exist, with the string `id` as its partition key.

        Raises:
            botocore.exceptions.BotoCoreError: AWS's own settings can't be used.

        """
        resource = boto3.Session().resource("dynamodb", config=IMPATIENT)
        super().__init__(table, partition_keygen=key_of, dynamodb_resource=resource)  # type: ignore[arg-type]
        self._table = resource.Table(table)
        self._clock = clock

    def get_attributes(self, request_envelope: Any) -> dict[str, Any]:
        """Give the stored document, or an empty one."""
        key = key_of(request_envelope)
        return within(DEADLINE, lambda: self._document(self._item(key))) if key else {}

    def save_attributes(self, request_envelope: Any, attributes: Mapping[str, Any]) -> dict[str, Any]:  # type: ignore[override]
        """Merge the change from attributes["base"] to attributes["mine"] into what is stored, and give what is kept."""
        key = key_of(request_envelope)
        return within(DEADLINE, lambda: self._save(key, attributes)) if key else {}

    def delete_attributes(self, request_envelope: Any) -> None:
        """Remove the record; there need not be one."""
        if key_of(request_envelope):
            within(DEADLINE, lambda: super(DynamoStore, self).delete_attributes(request_envelope))

    def close(self) -> None:
        """Let go of the connections."""
        self.dynamodb.meta.client.close()

    def _item(self, key: str) -> dict[str, Any]:
        response = self._table.get_item(Key={self.partition_key_name: key}, ConsistentRead=True)
        item: dict[str, Any] = response.get("Item", {})
        return item

    def _document(self, item: Mapping[str, Any]) -> dict[str, Any]:
        """Give an item's document; none where it has expired, since DynamoDB takes days to remove those."""
        document, expires = item.get(self.attribute_name), item.get("expires")
        expired = isinstance(expires, Decimal) and expires <= self._clock().timestamp()
        return document if isinstance(document, dict) and not expired else {}

    def _save(self, key: str, attributes: Mapping[str, Any]) -> dict[str, Any]:
        base, mine = profile_of(attributes.get("base")), profile_of(attributes.get("mine"))
        revision = uuid4().hex
        for attempt in range(TRIES):
            item = self._item(key)
            if item.get("revision") == revision:  # the driver's first attempt did get through
                return self._document(item)
            kept = document_of(merge(base, mine, profile_of(self._document(item))))
            if self._put(key, kept, revision, item):
                return kept
            time.sleep(random.uniform(0, PAUSES[min(attempt, 2)]))  # noqa: S311 - no secret
        raise PersistenceException

    def _put(self, key: str, document: dict[str, Any], revision: str, seen: Mapping[str, Any]) -> bool:
        """Write an item in place of the one seen; False if it is no longer that."""
        item = {self.partition_key_name: key, self.attribute_name: document}
        bookkeeping = {"revision": revision, "expires": self._expires()}
        unchanged = Attr("revision").eq(seen["revision"]) if "revision" in seen else Attr("revision").not_exists()
        try:
            self._table.put_item(Item={**item, **bookkeeping}, ConditionExpression=unchanged)
        except ClientError as error:
            if error.response["Error"]["Code"] == CAME_FIRST:
                return False
            raise
        return True

    def _expires(self) -> int:
        """Give seconds since 1970 in whole days, so that they don't tell the time of a visit."""
        day = (self._clock() + KEPT + timedelta(days=1)).date()
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
