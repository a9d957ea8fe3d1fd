"""The names of Alexa's intents that stand for a question or a choice of content/."""


def intent_name(slug: str) -> str:
    """Return the intent of a question's or a choice's slug: quinine-side-effects → QuinineSideEffectsIntent."""
    return "".join(part.capitalize() for part in slug.split("-")) + "Intent"
