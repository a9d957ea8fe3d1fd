"""The page's server, without a browser."""

from fake_skill import BRITAIN, TWO_AT_NIGHT
from flask import Flask
from the_skill import ROOT

from simulator.echo import echo
from simulator.page_texts import page_texts

COUNTRIES = {"en-GB": BRITAIN}
TEXTS = {"en": page_texts(ROOT / "content", "en")}
HERE = {"Origin": "http://localhost"}


def client_of(fake, persons=None, countries=COUNTRIES, texts=TEXTS, **settings):
    """Make a test client; `persons` collects the persons whose skill was asked for."""

    def make_invoke(person):
        if persons is not None:
            persons.append(person)
        return fake.invoke

    app = Flask("test", static_folder=None)
    app.register_blueprint(echo(make_invoke, countries, texts, clock=lambda: TWO_AT_NIGHT, **settings))
    return app.test_client()


def fetch(client, path, **given):
    with client.get(path, **given) as answer:
        answer.get_data()
        return answer


def ask(client, kind="words", headers=None, **more):
    asked = {"kind": kind, "setup": {"locale": "en-GB"}, **more}
    return client.post("/echo/exchange", json=asked, headers=HERE if headers is None else headers)
