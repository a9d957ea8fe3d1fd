"""Screen of a turn: an APL document if the device shows APL, else a plain card.

A failure here must not affect speech.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from ask_sdk_model.interfaces.alexa.presentation.apl import RenderDocumentDirective
from ask_sdk_model.ui import SimpleCard

from skill.dialogue.effects import AskPermission
from skill.screen.card import card_of
from skill.screen.documents import data_of, document_of
from skill.screen.scenes import Scenes

if TYPE_CHECKING:
    from skill.alexa.models import RequestEnvelope
    from skill.content.catalog import Catalog
    from skill.dialogue.turn import Turn

    Shown = RenderDocumentDirective | SimpleCard

log = logging.getLogger(__name__)


class ScreenRenderer:
    """Renders the screens of all locales."""

    def __init__(self, catalog: Catalog) -> None:
        self.scenes = {locale: Scenes(content) for locale, content in catalog.by_locale.items()}

    def screen_directive(self, turn: Turn, locale: str, envelope: RequestEnvelope) -> Shown | None:
        """Return the directive or card, or None if there is nothing to show or rendering failed."""
        try:
            return self.document(turn, locale) if has_screen(envelope) else self.card(turn, locale)
        except Exception as error:  # noqa: BLE001 - speech must not depend on the screen
            log.error("a turn could not be shown: %s", type(error).__name__)  # noqa: TRY400 - a traceback could contain what was said
            return None

    def document(self, turn: Turn, locale: str) -> RenderDocumentDirective | None:
        """Return the APL document, with the state as its token; None while Alexa asks for a permission."""
        scene = self.scenes[locale].scene_of(turn)
        if scene is None or any(isinstance(effect, AskPermission) for effect in turn.effects):
            return None
        token, document, data = str(turn.session.state), document_of(scene), data_of(scene)
        return RenderDocumentDirective(token=token, document=document, datasources=data)

    def card(self, turn: Turn, locale: str) -> SimpleCard | None:
        """Return the plain card."""
        card = card_of(turn, self.scenes[locale].content)
        return SimpleCard(title=card.title, content=card.text) if card else None


def has_screen(envelope: RequestEnvelope) -> bool:
    """Return whether the device draws APL."""
    device = envelope.context.system.device
    interfaces = device.supported_interfaces if device else None
    return bool(interfaces and interfaces.alexa_presentation_apl)
