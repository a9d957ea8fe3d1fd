"""The WSGI entry: `app:app`."""

from skill.start import quickly

with quickly():
    from skill.errors import ContentError, SettingsError
    from skill.web import create_app

    try:
        app = create_app()
    except (ContentError, SettingsError) as error:
        raise SystemExit(str(error)) from None  # the message alone: whoever is on call needs no traceback
