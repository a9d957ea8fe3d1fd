"""The WSGI entry: `gunicorn app:app`."""

from skill.web import create_app

app = create_app()
