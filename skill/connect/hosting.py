"""How the skill is hosted: on a host of one's own, behind a tunnel, or as a Lambda function."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.connect.trouble import AGAIN, ConnectError
from skill.errors import SettingsError
from skill.settings import LAMBDA, addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.connect.person import Person
    from skill.connect.state import State
    from skill.settings import Addresses

OWN_HOST, TUNNEL, FUNCTION = "own-host", "tunnel", "lambda"
NEW = "new"
"""What is given for a function that does not exist yet: it needs the skill's id, so the skill is made first."""
PORT = 8000
"""Where `make serve` listens."""
TRUSTED, WILDCARD = "Trusted", "Wildcard"
ALEXAS_REGIONS = ("eu-west-1", "us-east-1", "us-west-2", "ap-northeast-1")
ARN_QUESTION = f"   the function's ARN, or {NEW} if there is none yet"
QUESTION = "How does Alexa reach the skill"
CHOICES = (
    "a host of my own, with a name and port 443 (docs/deploy.md)",
    "a tunnel that I have, to this machine",
    "a Lambda function",
)


@dataclass(frozen=True)
class Hosting:
    """A kind of hosting, and its addresses."""

    kind: str
    address: str
    """The server's address, or the function's ARN; NEW for a function to come."""
    pages: str = ""
    """Where /privacy and /terms are, if a function serves the skill."""

    @property
    def has_server(self) -> bool:
        """True if there is a server to be looked at."""
        return self.kind != FUNCTION

    @property
    def awaits_function(self) -> bool:
        """True if the function is to be made after the skill."""
        return self.kind == FUNCTION and self.address == NEW

    def addresses(self, environ: Mapping[str, str], certificate: str) -> Addresses:
        """Return what the manifest says. Until there is a function, its endpoint is an address that nobody answers.

        Raises:
            ConnectError: Amazon can't use an address.

        """
        kept = {name: environ.get(name, "") for name in ("SKILL_PRIVACY_URL", "SKILL_TERMS_URL")}
        url = self.address.removesuffix("/alexa") if self.has_server else self.pages
        endpoint = self.address if self.kind == FUNCTION and not self.awaits_function else ""
        try:
            return addresses({**kept, "SKILL_URL": url, "SKILL_ENDPOINT": endpoint, "SKILL_CERTIFICATE": certificate})
        except SettingsError as error:
            raise ConnectError(
                f"The address can't be used:\n{error}\nWhat to do: name another, and {AGAIN}."
            ) from error


def find_hosting(
    given: Mapping[str, str | None], pages: str, environ: Mapping[str, str], was: State, person: Person
) -> Hosting:
    """Return the hosting of the options, of the last run, of the environment, or of an answer.

    Raises:
        ConnectError: two are given, or none can be asked for.

    """
    named = [(kind, address) for kind, address in given.items() if address]
    if len(named) > 1:
        raise ConnectError(
            f"Only one of --own-host, --tunnel and --lambda can be true.\nWhat to do: leave one, and {AGAIN}."
        )
    kind, address = named[0] if named else _known(environ, was, person) or _asked(person)
    address = address.strip().rstrip("/")
    if kind != FUNCTION:
        return Hosting(kind, address if "//" in address else f"https://{address}")
    _check_function(address)
    pages = pages or was.pages or environ.get("SKILL_URL", "")
    if not pages:
        pages = person.text("   https address of your site, which has /privacy and /terms", "name it with --pages")
    return Hosting(kind, address, pages.strip().rstrip("/"))


def _known(environ: Mapping[str, str], was: State, person: Person) -> tuple[str, str] | None:
    if was.address == NEW:
        return FUNCTION, person.text(ARN_QUESTION, "give --lambda")
    if was.hosting and was.address:
        return was.hosting, was.address
    function, url = environ.get("SKILL_ENDPOINT", ""), environ.get("SKILL_URL", "")
    if LAMBDA.fullmatch(function):
        return FUNCTION, function
    return (OWN_HOST, url) if url else None


def _asked(person: Person) -> tuple[str, str]:
    kind = (OWN_HOST, TUNNEL, FUNCTION)[person.choice(QUESTION, CHOICES, "give --own-host, --tunnel or --lambda")]
    if kind == FUNCTION:
        return kind, person.text(ARN_QUESTION, "give --lambda")
    return kind, person.text("   its https address", f"give --{kind}")


def _check_function(arn: str) -> None:
    if arn == NEW:
        return
    if not LAMBDA.fullmatch(arn):
        raise ConnectError(
            "This is no ARN of a function.\n"
            f"What to do: take it from the output Endpoint of `sam deploy`, or give {NEW}."
        )
    if arn.split(":")[3] not in ALEXAS_REGIONS:
        raise ConnectError(
            f"Alexa calls no functions in {arn.split(':')[3]}.\nWhat to do: deploy it in {', '.join(ALEXAS_REGIONS)}."
        )
