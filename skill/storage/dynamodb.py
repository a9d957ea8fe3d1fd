"""Profiles in a DynamoDB table, for any number of machines. Importing this needs the extra `dynamodb`.

An item holds `id`, the key; `attributes`, the document; `revision`, new with each save; `expires`, for the table's TTL.
In place of `attributes`, `disabled` says that the user has disabled the skill.
"""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final
from uuid import uuid4

import boto3  # type: ignore[import-untyped]
from boto3.dynamodb.conditions import Attr  # type: ignore[import-untyped]
from botocore.config import Config  # type: ignore[import-untyped]
from botocore.exceptions import ClientError  # type: ignore[import-untyped]

from skill.deadlines import call_with_timeout
from skill.errors import SaveConflictError
from skill.storage.persons import divided, document_in, placed, without
from skill.storage.records import RETENTION, disabled_until, is_deleted, profile_of, updated
from skill.stretching.profile import Profile

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

CLIENT_CONFIG: Final = Config(
    connect_timeout=0.4,
    read_timeout=0.4,
    retries={"total_max_attempts": 2, "mode": "legacy"},  # legacy waits 50 ms before a second attempt, standard 1 s
    max_pool_connections=32,
)
TIMEOUT_SECONDS: Final = 1.0
"""For all that one method does."""
MAX_SAVE_ATTEMPTS: Final = 8
"""How many times a save starts again because another device saved first."""
RETRY_DELAY_SECONDS: Final = (0.02, 0.04, 0.08)
"""At most, after each attempt; the last one repeats. Delays are random, so that two devices don't keep step."""
CONFLICT: Final = "ConditionalCheckFailedException"


class DynamoStore:
    """An item for each user. Saves are conditional on the revision that was read, so no device overwrites another."""

    def __init__(self, table: str, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Set up with the name of a table that exists and whose partition key is the string `id`.

        Raises:
            botocore.exceptions.BotoCoreError: AWS's own settings can't be used.

        """
        self.table = boto3.Session().resource("dynamodb", config=CLIENT_CONFIG).Table(table)
        self.clock = clock

    def load(self, key: str) -> Profile:
        """Return the stored profile, or a new one if there is none."""
        account, person = divided(key)
        return call_with_timeout(TIMEOUT_SECONDS, lambda: self.profile_in(self.get_item(account), person))

    def save(self, key: str, base: Profile, new: Profile, mark: str = "", *, ended: bool = False) -> Profile:
        """Merge the changes from `base` to `new` into the stored profile. Return the result when it is stored."""
        return call_with_timeout(TIMEOUT_SECONDS, lambda: self.merge_until_stored(key, base, new, mark, ended=ended))

    def delete(self, key: str) -> None:
        """Delete the item, if there is one. Other persons of the account are kept if a person is deleted."""
        account, person = divided(key)
        if person:
            call_with_timeout(TIMEOUT_SECONDS, lambda: self.delete_person(account, person))
        else:
            call_with_timeout(TIMEOUT_SECONDS, lambda: self.table.delete_item(Key={"id": account}))

    def disable(self, key: str) -> None:
        """Put in the item's place that the user has disabled the skill. Saves that have read it will conflict."""
        item = {"id": key, "disabled": True, "revision": uuid4().hex, "expires": disabled_until(self.clock())}
        call_with_timeout(TIMEOUT_SECONDS, lambda: self.table.put_item(Item=item))

    def close(self) -> None:
        """Close the connections."""
        self.table.meta.client.close()

    def merge_until_stored(
        self, key: str, base: Profile, new: Profile, mark: str = "", *, ended: bool = False
    ) -> Profile:
        """Read, merge and write, again and again while other devices write in between.

        Raises:
            SaveConflictError: they always did.

        """
        revision, (account, person) = uuid4().hex, divided(key)
        for attempt in range(MAX_SAVE_ATTEMPTS):
            item = self.get_item(account)
            if item.get("revision") == revision:  # the driver's first attempt did get through
                return self.profile_in(item, person)
            whole = self.document_in(item)
            stored = document_in(whole, person, self.oldest_day_kept())
            if ended and (self.is_disabled(item) or is_deleted(stored, base)):
                return Profile()
            merged, document = updated(stored, base, new, mark)
            today = self.clock().date().isoformat()
            placed_document = placed(whole, person, document, today, self.oldest_day_kept())
            if self.put_item(account, placed_document, revision, item):
                return merged
            time.sleep(random.uniform(0, RETRY_DELAY_SECONDS[min(attempt, 2)]))  # noqa: S311 - no secret
        raise SaveConflictError

    def delete_person(self, account: str, person: str) -> None:
        """Delete a person from an account's item, again and again while other devices write in between.

        Raises:
            SaveConflictError: they always did.

        """
        for attempt in range(MAX_SAVE_ATTEMPTS):
            item = self.get_item(account)
            if not item or self.put_item(account, without(self.document_in(item), person), uuid4().hex, item):
                return
            time.sleep(random.uniform(0, RETRY_DELAY_SECONDS[min(attempt, 2)]))  # noqa: S311 - no secret
        raise SaveConflictError

    def oldest_day_kept(self) -> str:
        """Return the day before which a person's document has expired."""
        return (self.clock() - RETENTION).date().isoformat()

    def get_item(self, key: str) -> dict[str, Any]:
        """Return the item as it is now, or an empty one."""
        item: dict[str, Any] = self.table.get_item(Key={"id": key}, ConsistentRead=True).get("Item", {})
        return item

    def profile_in(self, item: Mapping[str, Any], person: str = "") -> Profile:
        """Return a person's profile in an item, or a new one."""
        return profile_of(document_in(self.document_in(item), person, self.oldest_day_kept()))

    def document_in(self, item: Mapping[str, Any]) -> object:
        """Return an item's document, or None if it has expired: DynamoDB takes days to delete those."""
        return None if self.is_expired(item) else item.get("attributes")

    def is_disabled(self, item: Mapping[str, Any]) -> bool:
        """Return whether an item says that the user has just disabled the skill."""
        return item.get("disabled") is True and not self.is_expired(item)

    def is_expired(self, item: Mapping[str, Any]) -> bool:
        """Return whether an item's time is over."""
        expires = item.get("expires")
        return isinstance(expires, Decimal) and expires <= self.clock().timestamp()

    def put_item(self, key: str, document: Mapping[str, Any], revision: str, seen: Mapping[str, Any]) -> bool:
        """Replace the item that was seen. Return False if it has changed since."""
        item = {"id": key, "attributes": document, "revision": revision, "expires": self.expiry()}
        unchanged = Attr("revision").eq(seen["revision"]) if "revision" in seen else Attr("revision").not_exists()
        try:
            self.table.put_item(Item=item, ConditionExpression=unchanged)
        except ClientError as error:
            if error.response["Error"]["Code"] == CONFLICT:
                return False
            raise
        return True

    def expiry(self) -> int:
        """Return when an item written now expires: the start of a day, in seconds since 1970.

        Whole days don't tell the time of a visit.
        """
        day = (self.clock() + RETENTION + timedelta(days=1)).date()
        return int(datetime(day.year, day.month, day.day, tzinfo=UTC).timestamp())
