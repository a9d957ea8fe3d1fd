"""Everything that can be said or shown in a country, read through its Content."""

import re

from scenarios import flat

NOT_WORDS = ("sources", "steps", "step_slugs", "slug", "muscle", "position", "kind", "seated", "extra")
"""Fields of stretches and routines that hold names, not words."""


_SAID = {}
"""What is said in each content that was asked for, by the content's id; the content stands beside it."""


def is_said(content):
    """Return everything that can be said in a country, each with where it stands."""
    if id(content) not in _SAID:
        _SAID[id(content)] = content, tuple(_said(content))
    return _SAID[id(content)][1]


def _said(content):
    for slug, question in content.questions.items():
        asked = (question.headline, question.check, question.check_again, question.follow_up)
        yield f"questions/{slug}", " ".join(filter(None, asked))
        for key, answer in (("answer", question.general), *question.choices.items()):
            where = f"questions/{slug}: {key}"
            asked = (answer.ask, answer.ask_again, answer.confirm)
            yield where, " ".join((*flat(answer.said), *flat(answer.in_relief), *filter(None, asked)))
    for kind, things in (("routines", content.routines), ("stretches", content.stretches)):
        for slug, thing in things.items():
            for name in thing.__struct_fields__:
                texts = texts_of(getattr(thing, name))
                if texts and name not in NOT_WORDS:
                    yield f"{kind}/{slug}: {name}", " ".join(texts)
    yield from ((f"pictures: {slug}", picture.describe) for slug, picture in content.pictures.items())
    yield from content.phrases.items()


def texts_of(value):
    """Return the texts of a field: one, several, or several under names."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [text for one in value.values() for text in texts_of(one)]
    return [one for one in value if isinstance(one, str)] if isinstance(value, tuple) else []


def found(pattern, content):
    """Return where something is said in a country."""
    search = re.compile(pattern).search
    return [(where, text) for where, text in is_said(content) if search(text)]
