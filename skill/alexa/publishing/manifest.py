"""What the store shows and where the skill is → Alexa's skill manifest. It reads no file and no environment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from skill.alexa.reminders import SCOPE
from skill.content.locales import language_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from skill.content.store_page import StorePage
    from skill.settings import Addresses

CATEGORY = "HEALTH_AND_FITNESS"
ICONS = {"smallIconUri": 108, "largeIconUri": 512}
"""Pixels, by the manifest's own name."""
EVENTS = ("SKILL_DISABLED", "REMINDER_STARTED", "REMINDER_STATUS_CHANGED", "REMINDER_DELETED")
"""At SKILL_DISABLED the person is forgotten; the others are answered, and nothing is kept of them."""
VIEWPORTS = (
    ("HUB", "ROUND", (100, 599), (100, 599)),
    ("HUB", "RECTANGLE", (960, 1279), (100, 599)),
    ("HUB", "RECTANGLE", (960, 1279), (600, 1279)),
    ("HUB", "RECTANGLE", (1280, 1920), (600, 1279)),
    ("HUB", "RECTANGLE", (600, 1279), (1280, 1920)),
)
"""Mode, shape, width, height, in display-independent pixels: round, small, middling, large, upright."""


def manifest(listings: Mapping[str, StorePage], addresses: Addresses, *, can_fulfil: bool = False) -> dict[str, Any]:
    """Write the manifest, as Alexa's JSON.

    `can_fulfil` lets Alexa ask whether the skill could answer somebody who did not name it.
    """
    interfaces: list[dict[str, Any]] = [{"type": "ALEXA_PRESENTATION_APL", "supportedViewports": _viewports()}]
    if can_fulfil:
        interfaces.append({"type": "CAN_FULFILL_INTENT_REQUEST"})
    endpoint = _endpoint(addresses)
    return {
        "manifest": {
            "manifestVersion": "1.0",
            "publishingInformation": _publishing(listings),
            "apis": {"custom": {"endpoint": endpoint, "interfaces": interfaces}},
            "permissions": [{"name": SCOPE}],
            "privacyAndCompliance": _privacy(listings, addresses),
            "events": {"endpoint": endpoint, "subscriptions": [{"eventName": name} for name in EVENTS]},
        }
    }


def icon_path(size: int) -> str:
    """Return the path of an icon in the package."""
    return f"assets/images/icon-{size}.png"


def _publishing(listings: Mapping[str, StorePage]) -> dict[str, Any]:
    testing: dict[str, str] = {}
    for locale, page in listings.items():
        testing.setdefault(language_of(locale), page.testing)
    return {
        "locales": {locale: _page(page) for locale, page in listings.items()},
        "isAvailableWorldwide": False,
        "distributionMode": "PUBLIC",
        "distributionCountries": sorted(locale.partition("-")[2] for locale in listings),
        "testingInstructions": "\n\n".join(testing.values()),
        "category": CATEGORY,
    }


def _page(page: StorePage) -> dict[str, Any]:
    return {
        "name": page.name,
        "summary": page.summary,
        "description": page.description,
        "examplePhrases": list(page.examples),
        "keywords": list(page.keywords),
        **{key: f"file://{icon_path(size)}" for key, size in ICONS.items()},
    }


def _privacy(listings: Mapping[str, StorePage], addresses: Addresses) -> dict[str, Any]:
    """Say yes to personal information: what is kept is little, and filed under a code made from the person's id.

    `usesHealthInfo` is for those who handle patients' records under American law: it isn't this skill.
    """
    pages = {"privacyPolicyUrl": addresses.privacy, "termsOfUseUrl": addresses.terms}
    return {
        "allowsPurchases": False,
        "usesPersonalInfo": True,
        "usesHealthInfo": False,
        "isChildDirected": False,
        "isExportCompliant": True,
        "containsAds": False,
        "locales": {locale: dict(pages) for locale in listings},
    }


def _endpoint(addresses: Addresses) -> dict[str, str]:
    if addresses.endpoint.startswith("arn:"):
        return {"uri": addresses.endpoint}
    return {"uri": addresses.endpoint, "sslCertificateType": addresses.certificate}


def _viewports() -> list[dict[str, Any]]:
    return [
        {
            "mode": mode,
            "shape": shape,
            "minWidth": width[0],
            "maxWidth": width[1],
            "minHeight": height[0],
            "maxHeight": height[1],
        }
        for mode, shape, width, height in VIEWPORTS
    ]
