"""Names of the intents of questions and choices."""


def intent_name(slug: str) -> str:
    """Return the intent of a question's or a choice's slug: quinine-side-effects → QuinineSideEffectsIntent."""
    return "".join(part.capitalize() for part in slug.split("-")) + "Intent"
