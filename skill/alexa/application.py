"""Flask, with what every request to the skill would pay for and none needs left out. Must not know what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.routing import MapAdapter

from skill.alexa.door import ROUTE
from skill.alexa.fast_json import FastJson

if TYPE_CHECKING:
    from flask import Request


class Application(Flask):
    """Serves the skill at ROUTE, and pages beside it."""

    json_provider_class = FastJson

    def create_url_adapter(self, request: Request | None) -> MapAdapter | None:
        """Find the view by path and method; the host it came to is nothing to the door, and takes a while to read."""
        if request is None or request.path != ROUTE:
            return super().create_url_adapter(request)
        self.url_map.update()
        return MapAdapter(self.url_map, "", "/", "", "https", ROUTE, request.method)
