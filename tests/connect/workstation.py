"""What a developer has: a package that is quick to send, time that passes by waiting, and answers to questions."""

import json
from dataclasses import dataclass, field
from functools import lru_cache

from amazon_stand_in import Amazon
from click.testing import CliRunner
from packed import material, pages

from skill.alexa.publishing.manifest import ICONS, icon_path, manifest
from skill.cli import main
from skill.connect.preparing import Options
from skill.connect.preparing import run as run_connect
from skill.connect.sentences import sentences
from skill.connect.trouble import ConnectError

ARN = "arn:aws:lambda:eu-west-1:000000000000:function:leg-cramp-helper"
HOST = "https://leg.example.org"
REMEMBERED = lru_cache(sentences)
FEW_INTENTS = 3
UNSET = (
    *("SKILL_URL", "SKILL_ENDPOINT", "SKILL_PRIVACY_URL", "SKILL_TERMS_URL", "SKILL_CERTIFICATE"),
    *("SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy"),
)
TOKEN_NAMES = (
    "ASK_REFRESH_TOKEN",
    "ASK_ACCESS_TOKEN",
    "ASK_LWA_CLIENT_ID",
    "ASK_LWA_CLIENT_CONFIRMATION",
    "ASK_VENDOR_ID",
)


@lru_cache
def small(where, _settings=None):
    """Return a package as it is, but for its models, which are a hundredth of the size."""
    _, models, icons = material()
    model = json.loads(json.dumps(models["en"]))
    language = model["interactionModel"]["languageModel"]
    language["intents"] = language["intents"][:FEW_INTENTS]
    language["types"] = []
    built = {"skill.json": json.dumps(manifest(pages(), where)).encode()}
    built |= {f"interactionModels/custom/{locale}.json": json.dumps(model).encode() for locale in pages()}
    built |= {icon_path(size): icons[size] for size in ICONS.values()}
    return {f"skill-package/{path}": data for path, data in built.items()} | {"ask-resources.json": b"{}"}


@dataclass
class Hours:
    """Time that passes only while somebody waits."""

    now: float = 0.0
    waits: list = field(default_factory=list)

    def sleep(self, seconds):
        self.now += seconds
        self.waits.append(seconds)

    def clock(self):
        return self.now


@dataclass
class Somebody:
    """A person at a terminal whose answers are known; what is asked is kept."""

    answers: list
    asked: list = field(default_factory=list)

    def text(self, question, _):
        self.asked.append(question)
        return self.answers.pop(0)

    secret = text

    def choice(self, question, choices, _):
        self.asked.append((question, *choices))
        return self.answers.pop(0)

    def again(self, question):
        self.asked.append(question)
        return self.answers.pop(0)


@dataclass
class Workstation:
    """What a developer has."""

    amazon: Amazon
    build: object
    hours: Hours
    environ: dict
    looks: list
    """What the doctor finds, look by look; the last one stays."""

    def connect(self, *order, **environ):
        """Run the command as a script does."""
        unset = dict.fromkeys((*UNSET, *TOKEN_NAMES))
        return CliRunner().invoke(main, ["connect", *order], env={**unset, **self.environ, **environ})

    def at_terminal(self, person, **options):
        """Run it as somebody at a terminal does; return what was printed, and the error if there was one."""
        said = []
        try:
            run_connect(Options(**options), {**self.environ}, person, said.append)
        except ConnectError as error:
            return "\n".join(said), str(error)
        return "\n".join(said), None

    def state(self):
        return json.loads((self.build / "connect.json").read_text("utf-8"))

    @property
    def skill(self):
        """The only skill at Amazon."""
        ((skill_id, skill),) = self.amazon.skills.items()
        return {"id": skill_id, **skill}
