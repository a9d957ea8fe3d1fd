"""What Amazon's own client says of its calls: method, path, query, headers, and the statuses that mean success.

Amazon ships no description that a program could read, so its client's source is read.
"""

import inspect
import re
from functools import cache
from typing import NamedTuple

from ask_smapi_model.services.skill_management.skill_management_service_client import SkillManagementServiceClient
from ask_smapi_model.v1.skill.create_skill_with_package_request import CreateSkillWithPackageRequest
from ask_smapi_model.v1.skill.import_response import ImportResponse
from ask_smapi_model.v1.skill.list_skill_response import ListSkillResponse
from ask_smapi_model.v1.skill.skill_status import SkillStatus
from ask_smapi_model.v1.skill.update_skill_with_package_request import UpdateSkillWithPackageRequest
from ask_smapi_model.v1.skill.upload_response import UploadResponse
from ask_smapi_model.v1.vendor_management.vendors import Vendors

KINDS = {
    "get_vendor_list_v1": (None, Vendors),
    "list_skills_for_vendor_v1": (None, ListSkillResponse),
    "create_upload_url_v1": (None, UploadResponse),
    "create_skill_package_v1": (CreateSkillWithPackageRequest, None),
    "import_skill_package_v1": (UpdateSkillWithPackageRequest, None),
    "get_import_status_v1": (None, ImportResponse),
    "get_skill_status_v1": (None, SkillStatus),
    "set_skill_enablement_v1": (None, None),
}
"""By the client's name of a call: the class of its body, and of its reply's."""


class AmazonsCall(NamedTuple):
    """A call as Amazon's client makes it."""

    name: str
    method: str
    path: re.Pattern
    query: frozenset
    headers: frozenset
    success: int
    statuses: frozenset
    takes: type | None
    gives: type | None


@cache
def amazons_calls():
    """Return the calls that a connection may make."""
    return tuple(_read(name, *kinds) for name, kinds in KINDS.items())


def _read(name, takes, gives):
    source = inspect.getsource(getattr(SkillManagementServiceClient, name))
    path = re.escape(re.search(r"resource_path = '([^']+)'", source)[1])
    statuses = [int(status) for status in re.findall(r"status_code=(\d+)", source)]
    return AmazonsCall(
        name,
        re.search(r'method="(\w+)"', source)[1],
        re.compile(re.sub(r"\\{(\w+)\\}", r"(?P<\1>[^/]+)", path)),
        frozenset(re.findall(r"query_params\.append\(\('(\w+)'", source)),
        frozenset(one.lower() for one in re.findall(r"header_params\.append\(\('([\w-]+)'", source)) - {"if-match"},
        next(status for status in statuses if status < 300),
        frozenset(statuses),
        takes,
        gives,
    )
