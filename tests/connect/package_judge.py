"""What Amazon looks at in an uploaded package: how the zip is laid out, and whether its classes know every key."""

import json
import zipfile
from io import BytesIO

from amazons_classes import survives
from ask_smapi_model.v1.skill.interaction_model.interaction_model_data import InteractionModelData
from ask_smapi_model.v1.skill.manifest.skill_manifest_envelope import SkillManifestEnvelope

MANIFEST = "skill.json"
MODEL = "interactionModels/custom/{}.json"


class Uploaded:
    """A package as it arrived."""

    def __init__(self, data, *, whole=True):
        self.problems = []
        self._whole = whole
        """Whether Amazon's classes read the model too, which takes seconds for one of its real size."""
        try:
            archive = zipfile.ZipFile(BytesIO(data))
            self.files = {name: archive.read(name) for name in archive.namelist()}
            self.manifest = json.loads(self.files[MANIFEST])["manifest"]
        except (zipfile.BadZipFile, KeyError, ValueError) as error:
            self.files, self.manifest = {}, {}
            self.problems.append(fault(f"Content can't be parsed: {type(error).__name__}", "CONTENT_PARSE_FAILURE"))
            return
        self.locales = list(self.manifest["publishingInformation"]["locales"])
        self._look()

    def _look(self):
        pages = self.manifest["publishingInformation"]["locales"].values()
        assets = {page[key].removeprefix("file://") for page in pages for key in ("smallIconUri", "largeIconUri")}
        wanted = {MANIFEST, *(MODEL.format(locale) for locale in self.locales), *assets}
        for name in sorted(wanted ^ self.files.keys()):
            self.problems.append(
                fault(f"{name}: {'missing' if name in wanted else 'not expected'}", "UNEXPECTED_PROPERTY")
            )
        if not survives({"manifest": self.manifest}, SkillManifestEnvelope):
            self.problems.append(fault("The manifest has an unexpected property", "UNEXPECTED_PROPERTY"))
        first = self.model(self.locales[0])
        if self._whole and not survives(first, InteractionModelData):
            self.problems.append(fault("The model has an unexpected property", "UNEXPECTED_PROPERTY"))
        # one is read by Amazon's classes, and the others differ in the name alone
        for locale in self.locales[1:]:
            model = self.model(locale) or {"interactionModel": {"languageModel": {}}}
            model["interactionModel"]["languageModel"]["invocationName"] = _name(first)
            if model != first:
                self.problems.append(fault(f"The model of {locale} is another", "CONFLICTING_INSTANCES"))

    def model(self, locale):
        return json.loads(self.files.get(MODEL.format(locale), b"null"))

    @property
    def endpoint(self):
        return self.manifest["apis"]["custom"]["endpoint"]

    @property
    def names(self):
        return {locale: page["name"] for locale, page in self.manifest["publishingInformation"]["locales"].items()}


def _name(model):
    return model["interactionModel"]["languageModel"]["invocationName"]


def fault(message, code):
    """Return an error as Amazon writes it."""
    return {"message": message, "code": code}
