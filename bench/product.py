"""The product as it is served, trusting one more root: `bench.product:make('folder')` is a WSGI application.

Only where the chain comes from is replaced; the verification is the product's own. All it keeps is in `folder`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import skill.alexa.webhook.fetch
from skill.start import quickly

with quickly():  # as app.py does
    from skill.alexa.webhook.certificates import SigningKeys
    from skill.settings import Settings
    from skill.web import create_app

if TYPE_CHECKING:
    from flask import Flask

CHAIN, ROOTS, PEOPLE, TLS, PORT = "chain.pem", "roots.pem", "people.db", "tls.pem", "port"
SKILL_ID = "amzn1.ask.skill.00000000-0000-0000-0000-000000000000"


def watched(folder: str) -> Flask:
    """Make the product as it is in production, with a line in the log for each request."""
    with quickly():
        return make(folder, environment="production")


def fetching(folder: str) -> Flask:
    """Make the product as it is in production; it fetches its chain over TLS, from bench.chain_host."""
    port = int(Path(folder, PORT).read_text(encoding="utf-8"))
    skill.alexa.webhook.fetch.__dict__["_places"] = lambda: [("127.0.0.1", port)]
    roots = str(Path(folder, ROOTS))
    settings = Settings(SKILL_ID, "production", roots, database=str(Path(folder, PEOPLE)))
    with quickly():
        return create_app(settings, keys=SigningKeys(roots))


def make(folder: str, skill_id: str | None = SKILL_ID, environment: str = "development") -> Flask:
    """Make the product, with the chain and the trusted roots that lie in `folder`, where it keeps its people too."""
    roots = str(Path(folder, ROOTS))

    def chain(_address: str, roots_file: str) -> bytes:
        import ssl  # noqa: PLC0415 - as late as the product does

        ssl.create_default_context(cafile=roots_file)  # all that the real fetch costs us besides waiting
        return Path(folder, CHAIN).read_bytes()

    settings = Settings(skill_id, environment, roots, database=str(Path(folder, PEOPLE)))
    return create_app(settings, keys=SigningKeys(roots, fetch=chain))
