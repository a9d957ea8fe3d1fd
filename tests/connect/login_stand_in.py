"""Login with Amazon: gives tokens for a security profile's id and secret with a refresh token, or with a code."""

from urllib.parse import parse_qsl

CLIENT, SECRET, REFRESH = "amzn1.application-oa2-client.made-up", "amzn1.oa2-cs.v1.made-up", "Atzr|made-up-refresh"
CODE = "made-up-code"
REDIRECT = "http://127.0.0.1:9090/cb"
GRANTS = {
    "refresh_token": {"refresh_token": REFRESH},
    "authorization_code": {"code": CODE, "redirect_uri": REDIRECT},
}
FORM = "application/x-www-form-urlencoded"


class Login:
    """Who is signed in, by token."""

    def __init__(self):
        self.tokens, self.issued = set(), 0

    def token(self):
        """Return a token that is taken."""
        self.issued += 1
        self.tokens.add(f"Atza|made-up-{self.issued}")
        return f"Atza|made-up-{self.issued}"

    def answer(self, headers, body):
        """Return status, headers and body."""
        if not headers.get("content-type", "").startswith(FORM):
            return 400, {}, {"error": "invalid_request", "error_description": "The request is no form"}
        told = dict(parse_qsl(body.decode()))
        if (told.get("client_id"), told.get("client_secret")) != (CLIENT, SECRET):
            return 401, {}, {"error": "invalid_client", "error_description": "Client authentication failed"}
        right = GRANTS.get(told.get("grant_type"))
        if not right or any(told.get(name) != value for name, value in right.items()):
            return 400, {}, {"error": "invalid_grant", "error_description": "An invalid grant parameter"}
        told = {"access_token": self.token(), "refresh_token": REFRESH, "token_type": "bearer", "expires_in": 3600}
        return 200, {}, told
