"""Step 1: who makes the calls. ask-cli if it is there and nothing else is asked for, or this program itself."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from skill.connect.ask_cli import AskCli, not_signed_in
from skill.connect.dry_run import DryRun
from skill.connect.login import ACCESS, CLIENT, REFRESH, SECRET, TOKENS, Client, Login
from skill.connect.person import Nobody
from skill.connect.sign_in import RETURN_URL, code_from_browser
from skill.connect.smapi import SMAPI, Smapi, checked
from skill.connect.trouble import AGAIN, ConnectError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from urllib3 import PoolManager

    from skill.connect.calls import Transport
    from skill.connect.person import Person

AUTO, ASK, DIRECT = "auto", "ask", "smapi"
PROFILE_PAGE = "https://developer.amazon.com/settings/console/securityprofile/overview.html"


@dataclass(frozen=True)
class Entrance:
    """What signing in needs."""

    environ: Mapping[str, str]
    connections: PoolManager
    person: Person
    say: Callable[[str], None]
    profile: str
    by: str = AUTO
    dry: bool = False
    paste: bool = False
    """Whether the browser is on another machine."""

    def transport(self) -> Transport:
        """Sign in, and return what makes calls.

        Raises:
            ConnectError: nobody could be signed in.

        """
        cli = self._ask_cli()
        if self.dry:
            self.say("   nobody is signed in for a dry run")
            return DryRun(self.say, cli)
        if cli is None:
            return self._direct()
        cli.check_version()
        if not cli.is_signed_in():
            if isinstance(self.person, Nobody):
                raise not_signed_in(self.profile)
            self.say("   ask-cli is not signed in yet. It asks its own questions now; it needs no AWS account.")
            cli.sign_in()
        self.say(f"   signed in by ask-cli, profile {self.profile}")
        return cli

    @property
    def is_by_ask_cli(self) -> bool:
        """Return whether ask-cli makes the calls."""
        return self._ask_cli() is not None

    def _ask_cli(self) -> AskCli | None:
        program = shutil.which("ask", path=self.environ.get("PATH"))
        if self.by == ASK and not program:
            raise ConnectError(f"ask-cli is not installed.\nWhat to do: npm install --global ask-cli, and {AGAIN}.")
        has_token = bool(self.environ.get(REFRESH) or self.environ.get(ACCESS))
        if program and (self.by == ASK or (self.by == AUTO and not has_token)):
            return AskCli(program, self.profile, self.connections)
        return None

    def _direct(self) -> Smapi:
        login = self._login()
        login.token()
        self.say("   signed in at Login with Amazon, until this ends")
        return Smapi(
            self.connections, login, checked(self.environ.get("ASK_SMAPI_SERVER_BASE_URL") or SMAPI, "Amazon's API")
        )

    def _login(self) -> Login:
        base = self.environ.get("ASK_LWA_TOKEN_HOST") or TOKENS
        refresh, access, client_id, secret = (
            self.environ.get(name, "").strip() for name in (REFRESH, ACCESS, CLIENT, SECRET)
        )
        if access and not (refresh and client_id):
            return Login(self.connections, access=access, base=base)
        if not client_id:
            self._explain()
            client_id = self.person.text("   Its Client ID", f"set {CLIENT}, {SECRET} and {REFRESH}")
        secret = secret or self.person.secret("   Its Client Secret (not shown)", f"set {SECRET}")
        login = Login(self.connections, Client(client_id, secret), refresh=refresh, base=base)
        if not refresh:
            if isinstance(self.person, Nobody):
                raise ConnectError(
                    f"{REFRESH} is missing.\nWhat to do: `ask util generate-lwa-tokens` makes one; then {AGAIN}."
                )
            code = code_from_browser(client_id, self.say, person=self.person if self.paste else None)
            login.with_code(code, RETURN_URL)
        return login

    def _explain(self) -> None:
        self.say("   Without ask-cli, Amazon wants a security profile of yours, which is made once:")
        self.say(f"   {PROFILE_PAGE} → Create a New Security Profile,")
        self.say(f"   then Web Settings → Edit → Allowed Return URLs: {RETURN_URL}")
