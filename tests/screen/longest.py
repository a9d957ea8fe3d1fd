"""The hardest scenes of each document: the longest words that any turn of any locale puts into it, all at once.

What a country changes is words and numbers, not what is shown: one state for each document says them all.
"""

from datetime import timedelta

from scenarios import NIGHT, examples, session_in

from skill.dialogue.engine import take_turn
from skill.dialogue.events import QuestionAsked
from skill.dialogue.session import State
from skill.screen.scene import Scene
from skill.screen.scenes import Scenes

NEVER_MS = 10**9
"""A moment that doesn't come by itself."""
STANDING = ("headline", "source", "lead", "number")


ONE_FOR_EACH_DOCUMENT = (State.READY, State.PAUSED, State.ANSWERED, State.CHECKING, State.ALARMED, State.FINISHED)


def every_scene(catalog, longest):
    """Return the scene of every event: of questions in one state for each document, of others of the longest in all.

    What is asked is answered alike in all states that have a document in common. A turn whose beats are those of
    another one in the same state has its scene too.
    """
    shown = set()
    for content in catalog.by_locale.values():
        scenes = Scenes(content)
        for session, event in _in_every_state(content, State if content is longest else ONE_FOR_EACH_DOCUMENT):
            turn = take_turn(session, event, content, NIGHT + timedelta(seconds=40))
            if (turn.session.state, turn.beats) not in shown:
                shown.add((turn.session.state, turn.beats))
                yield from filter(None, [scenes.scene_of(turn)])


def _in_every_state(content, states):
    events = tuple(examples(content))
    others = tuple(event for event in events if not isinstance(event, QuestionAsked))
    for state in states:
        session = session_in(state, content)
        yield from ((session, event) for event in (events if state in ONE_FOR_EACH_DOCUMENT else others))


def hardest(scenes):
    """Return one scene for each document and kind of it; its moments show the longest words one after the other."""
    kinds = {}
    for scene in scenes:
        kinds.setdefault(kind_of(scene), []).append(scene)
    return {name: _joined(name.split(" ")[0], alike) for name, alike in sorted(kinds.items())}


def kind_of(scene):
    """Return what tells scenes of one document apart that are laid out differently."""
    data = scene.data
    if scene.document != "alarm":
        return scene.document
    return f"alarm {'emergency' if data['number'] else 'urgent'} {'check' if data['raised'] else 'raised'}"


def _joined(document, scenes):
    data = dict(scenes[0].data)
    for key in STANDING:
        if key in data:
            data[key] = max((scene.data[key] for scene in scenes), key=len)
    data["buttons"] = max((scene.data["buttons"] for scene in scenes), key=lambda each: (len(each), len(str(each))))
    rows = {}
    for scene in scenes:
        texts = scene.data["texts"]
        for _, _, ring, words, size, count, place, _ in scene.data["steps"]:
            if texts[words] == scene.data.get("lead"):  # said, but not written twice
                continue
            rows.setdefault(size, {})[texts[words]] = (ring, texts[count], texts[place])
    counts = {text for kept in rows.values() for _, text, _ in kept.values()}
    places = {text for kept in rows.values() for _, _, text in kept.values()}
    return _with_words(Scene(document, data, scenes[0].graphics), rows, max(counts, key=len), max(places, key=len))


def _with_words(scene, rows, count, place):
    texts, steps = ["", count, place], []
    longest = [max(kept, key=lambda words: (len(words), words)) for kept in rows.values()]
    widest = [max(kept, key=lambda words: max(map(len, words.split() or [""]))) for kept in rows.values()]
    for words in dict.fromkeys(longest + widest):
        size = next(size for size, kept in rows.items() if words in kept)
        texts.append(words)
        steps.append([NEVER_MS if steps else 0, 25_000, 1, len(texts) - 1, size, 1, 2, 0])
    data = {**scene.data, "texts": texts, "steps": steps, "lasts": 1}
    if data.get("raised"):
        data["raised"] = len(steps) // 2
    return Scene(scene.document, data, scene.graphics)
