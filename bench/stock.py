"""The SDK's own way: flask-ask-sdk's hello world, its verification off or on.

It may run under another Python than the product's, whose packages differ: verification can't be imported everywhere.
That takes gunicorn, flask-ask-sdk, ask-sdk-webservice-support 1.3, certvalidator, oscrypto and asn1crypto; and, on
OpenSSL 3.0.10 or later, a second digit allowed at the end of a version by two patterns in oscrypto/_openssl/.
"""

from __future__ import annotations

import io
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ask_sdk_core.skill_builder import SkillBuilder
from ask_sdk_core.utils import is_intent_name, is_request_type
from ask_sdk_webservice_support import verifier
from flask import Flask
from flask_ask_sdk.skill_adapter import VERIFY_SIGNATURE_APP_CONFIG, VERIFY_TIMESTAMP_APP_CONFIG, SkillAdapter

if TYPE_CHECKING:
    from ask_sdk_core.handler_input import HandlerInput
    from ask_sdk_model import Response

CHAIN, ROOTS = "chain.pem", "roots.pem"
HELLO = "Hello World"


def make(_folder: str) -> Flask:
    """Make it with verification off."""
    return _hello(verified=False)


def verified(folder: str) -> Flask:
    """Make it with verification on; only where its chain comes from, and one more root, are put in place."""
    chain = Path(folder, CHAIN).read_bytes()
    patched: Any = verifier
    patched.urlopen = lambda _address: io.BytesIO(chain)
    if hasattr(patched, "CertificateValidator"):  # from 1.3 on; 1.2 checks no chain
        _trust(Path(folder, ROOTS), patched)
    return _hello(verified=True)


def _trust(roots: Path, patched: Any) -> None:
    from asn1crypto import pem  # type: ignore[import-not-found]  # noqa: PLC0415 - 1.3's packages
    from certvalidator import (  # type: ignore[import-not-found]  # noqa: PLC0415 - the same
        CertificateValidator,
        ValidationContext,
    )

    *_, (_, _, ours) = pem.unarmor(roots.read_bytes(), multiple=True)

    def validator(leaf: bytes, others: list[bytes]) -> Any:
        return CertificateValidator(leaf, others, validation_context=ValidationContext(extra_trust_roots=[ours]))

    patched.CertificateValidator = validator


def _hello(*, verified: bool) -> Flask:
    builder: Any = SkillBuilder()

    def greets(handler_input: HandlerInput) -> bool:
        return bool(
            is_request_type("LaunchRequest")(handler_input) or is_intent_name("GuidedStretchIntent")(handler_input)
        )

    @builder.request_handler(can_handle_func=greets)  # type: ignore[untyped-decorator]
    def greet(handler_input: HandlerInput) -> Response:
        return handler_input.response_builder.speak(HELLO).ask(HELLO).response

    app = Flask(__name__)
    app.config[VERIFY_SIGNATURE_APP_CONFIG] = app.config[VERIFY_TIMESTAMP_APP_CONFIG] = verified
    adapter = SkillAdapter(skill=builder.create(), skill_id="hello", app=app)
    app.add_url_rule("/alexa", view_func=adapter.dispatch_request, methods=["POST"])
    return app
