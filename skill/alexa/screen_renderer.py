"""What goes to a device's screen besides speech: an APL document where it can show one, else a plain card.

Nothing that goes wrong here may cost a word of the speech.
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
    """Shows turns in every locale."""

    def __init__(self, catalog: Catalog) -> None:
        self.scenes = {locale: Scenes(content) for locale, content in catalog.by_locale.items()}

    def screen_directive(self, turn: Turn, locale: str, envelope: RequestEnvelope) -> Shown | None:
        """Return what to show; None if there is nothing, or if it can't be had."""
        try:
            return self.document(turn, locale) if has_screen(envelope) else self.card(turn, locale)
        except Exception as error:  # noqa: BLE001 - the person hears what to do, whatever a screen makes of it
            log.error("a turn could not be shown: %s", type(error).__name__)  # noqa: TRY400 - no trace of what was said
            return None

    def document(self, turn: Turn, locale: str) -> RenderDocumentDirective | None:
        """Return the document to draw, its token the state it asks in; None while Alexa's question has the screen."""
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
