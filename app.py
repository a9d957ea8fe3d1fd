"""The WSGI entry: `app:app`."""

from skill.start import quickly

with quickly():
    from skill.web import create_app

    app = create_app()
