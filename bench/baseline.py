"""The baseline: the least that a Flask application can do, with and without a check of the signature."""

from __future__ import annotations

import base64
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from flask import Flask, Response, jsonify, request

CHAIN = "chain.pem"


def bare(_folder: str) -> Flask:
    """Make an application whose one route reads the request and answers a few bytes of JSON to anybody."""
    app = Flask(__name__, static_folder=None)

    @app.post("/alexa")
    def alexa() -> Response:
        request.get_data()
        return jsonify({"version": "1.0"})

    return app


def make(folder: str) -> Flask:
    """Make an application whose one route checks Alexa's signature on the raw bytes and answers a few bytes of JSON."""
    key = x509.load_pem_x509_certificates(Path(folder, CHAIN).read_bytes())[0].public_key()
    if not isinstance(key, RSAPublicKey):
        raise TypeError("the chain begins with something else than an RSA key")
    app = Flask(__name__, static_folder=None)

    @app.post("/alexa")
    def alexa() -> Response:
        signature = base64.b64decode(request.headers["Signature-256"])
        key.verify(signature, request.get_data(), PKCS1v15(), SHA256())
        return jsonify({"version": "1.0"})

    return app
