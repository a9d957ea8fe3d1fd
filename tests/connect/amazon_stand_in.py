"""Amazon's skill management and Login with Amazon: keeps skills, and checks each request by Amazon's models."""

import json
from collections import Counter, defaultdict
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from amazons_calls import amazons_calls
from amazons_classes import survives
from ask_smapi_model.v1.skill.skill_resources_enum import SkillResourcesEnum
from login_stand_in import Login
from package_judge import Uploaded, fault

VENDOR = "MADEUPVENDOR"
UPLOADS, TOKENS = "/uploads/", "/auth/o2/token"
HANG_UP = "hang up"
SIGNATURE = "X-Amz-Signature=made-up-signature"


class Amazon:
    """What Amazon knows, and how it is told to fail."""

    def __init__(self):
        self.base = ""
        self.vendors = [{"id": VENDOR, "name": "Made up", "roles": ["ROLE_ADMINISTRATOR"]}]
        self.skills, self.uploads, self.imports = {}, {}, {}
        self.functions = {}
        """By ARN, the skill that a function was made for."""
        self.login = Login()
        self.asked = Counter()
        self.wrong = []
        """Requests that are not as Amazon's models have them: a test fails for each."""
        self.instead = defaultdict(list)
        """By call, answers that come before the right ones: (status, body, headers), or HANG_UP."""
        self.slow = 2
        """How often an import, or a build, is said to be under way."""
        self.outcome = None
        """What an import is said to end with, and its errors, in place of what it comes to."""
        self.built = "SUCCEEDED"

    def answer(self, method, target, headers, body):
        """Return status, headers and body; None hangs up."""
        path, _, query = target.partition("?")
        if path == TOKENS:
            instead = self._next_instead("token")
            return _made(instead) if instead is not None else self.login.answer(headers, body)
        if path.startswith(UPLOADS):
            return self._uploaded(path, query, headers, body)
        for call in amazons_calls():
            found = call.path.fullmatch(path)
            if found and call.method == method:
                return self._called(call, found.groupdict(), parse_qs(query), headers, body)
        return self._refuse(f"{method} {path}: there is no such call")

    def _refuse(self, why, status=400):
        self.wrong.append(why)
        return status, {}, {"message": why}

    def _next_instead(self, name):
        self.asked[name] += 1
        return self.instead[name].pop(0) if self.instead[name] else None

    def _uploaded(self, path, query, headers, body):
        if (instead := self._next_instead("upload")) is not None:
            return _made(instead)
        if "authorization" in headers or query != SIGNATURE:
            return self._refuse("upload: the address is signed already, and no token goes to it")
        self.uploads[path.removeprefix(UPLOADS)] = body
        return 200, {}, None

    def _called(self, call, places, query, headers, body):
        if (instead := self._next_instead(call.name)) is not None:
            return _made(instead)
        if wrong := _wrong(call, query, headers, body):
            return self._refuse(f"{call.name}: {wrong}")
        if headers["authorization"].removeprefix("Bearer ") not in self.login.tokens:
            return 401, {}, {"message": "Token is invalid/expired"}
        told = json.loads(body) if body else None
        status, more, reply = getattr(self, "_" + call.name.removesuffix("_v1"))(places, query, told)
        known = status in call.statuses and (status != call.success or reply is None or survives(reply, call.gives))
        return (status, more, reply) if known else self._refuse(f"{call.name}: {status} {reply} is none of Amazon's")

    def _get_vendor_list(self, *_):
        return 200, {}, {"vendors": self.vendors}

    def _list_skills_for_vendor(self, _, query, __):
        if query.get("vendorId") != [VENDOR]:
            return 401, {}, {"message": "Not a vendor of this account"}
        listed = [
            {"skillId": skill_id, "stage": "development", "nameByLocale": skill["names"]}
            for skill_id, skill in self.skills.items()
        ]
        start = int(query.get("nextToken", ["0"])[0])
        page = {"skills": listed[start : start + 1], "isTruncated": start + 1 < len(listed)}
        return 200, {}, {**page, "nextToken": str(start + 1)} if page["isTruncated"] else page

    def _create_upload_url(self, *_):
        url = f"{self.base}{UPLOADS}{len(self.uploads) + 1}?{SIGNATURE}"
        return 201, {}, {"uploadUrl": url, "expiresAt": "2026-11-29T12:00:00+00:00"}

    def _create_skill_package(self, _, __, told):
        if told.get("vendorId") != VENDOR:
            return 400, {}, {"message": "Vendor does not exist", "violations": [{"message": "vendorId is wrong"}]}
        return self._import(told["location"], None)

    def _import_skill_package(self, places, _, told):
        if places["skillId"] not in self.skills:
            return 404, {}, {"message": "Skill not found"}
        return self._import(told["location"], places["skillId"])

    def _import(self, location, skill_id):
        number = urlsplit(location).path.removeprefix(UPLOADS)
        if number not in self.uploads:
            return 400, {}, {"message": "The location can't be read"}
        import_id = f"amzn1.ask-package.import.{UUID(int=len(self.imports) + 1)}"
        self.imports[import_id] = {"package": Uploaded(self.uploads[number]), "skill": skill_id, "left": self.slow}
        return 202, {"Location": f"/v1/skills/imports/{import_id}"}, None

    def _get_import_status(self, places, _, __):
        under_way = self.imports.get(places["importId"])
        if not under_way:
            return 404, {}, {"message": "Import not found"}
        if under_way["left"] == self.slow:
            under_way["left"] -= 1
            return 200, {}, {"status": "IN_PROGRESS"}
        status, errors = self._judge(under_way)
        skill_id = self._changed(under_way, status)
        if under_way["left"] > 0:
            under_way["left"] -= 1
            status, errors = "IN_PROGRESS", []
        parts = [] if not skill_id else [{"name": "Manifest", "status": "SUCCEEDED", "action": "UPDATE"}]
        told = {"status": status, **({"errors": errors} if errors else {})}
        return 200, {}, {**told, "skill": {"skillId": skill_id, "resources": parts}} if skill_id else told

    def _judge(self, under_way):
        if self.outcome:
            return self.outcome
        package = under_way["package"]
        uri = package.endpoint["uri"] if package.manifest else ""
        if uri.startswith("arn:") and self.functions.get(uri) != under_way["skill"]:
            invalid = f"The trigger setting for the Lambda {uri} is invalid."
            return "FAILED", [fault(invalid, "INVALID_LAMBDA")]
        return ("FAILED", package.problems) if package.problems else ("SUCCEEDED", [])

    def _changed(self, under_way, status):
        """Return the skill that an import is about, made if it has to be."""
        skill_id, package = under_way["skill"], under_way["package"]
        if not skill_id and status == "SUCCEEDED":
            skill_id = f"amzn1.ask.skill.{UUID(int=len(self.skills) + 1)}"
            under_way["skill"] = skill_id
            self.skills[skill_id] = {"enabled": False}
        if status == "SUCCEEDED":
            self.skills[skill_id] |= {"package": package, "names": package.names, "left": self.slow}
        return skill_id

    def _get_skill_status(self, places, query, _):
        skill = self.skills.get(places["skillId"])
        if not skill:
            return 404, {}, {"message": "Skill not found"}
        if not set(query.get("resource", [])) <= {one.value for one in SkillResourcesEnum}:
            return self._refuse("get_skill_status_v1: there is no such resource")
        status = self.built if skill["left"] <= 0 else "IN_PROGRESS"
        skill["left"] -= 1
        update = {"status": status}
        if status == "FAILED":
            update["errors"] = [fault('Sample utterance "help" is invalid', "InvalidSample")]
        models = {locale: {"lastUpdateRequest": update} for locale in skill["package"].locales}
        return 200, {}, {"interactionModel": models}

    def _set_skill_enablement(self, places, _, __):
        if places["skillId"] not in self.skills or places["stage"] != "development":
            return 404, {}, {"message": "Skill not found"}
        self.skills[places["skillId"]]["enabled"] = True
        return 204, {}, None


def _wrong(call, query, headers, body):
    """Return what Amazon would not take in a request; None if it is as Amazon's own client makes it."""
    if missing := call.headers - headers.keys():
        return f"no {', '.join(sorted(missing))}"
    if unknown := query.keys() - call.query:
        return f"query {', '.join(unknown)}"
    told = json.loads(body) if body else None
    if (told is None) != (call.takes is None) or (call.takes and not survives(told, call.takes)):
        return f"body {body[:80]!r}"
    return None


def _made(instead):
    if instead == HANG_UP:
        return None
    status, body, headers = instead
    return status, headers, body
