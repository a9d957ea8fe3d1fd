"""The shape of every content file: one declaration is the documentation, the check and the error path."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - msgspec reads it at run time
from typing import Annotated, Literal

from msgspec import Meta, Struct, field

Level = Literal["information", "doctor", "urgent", "emergency"]
Stance = Literal["last-resort", "not-approved", "no-claim"]
CommandKind = Literal["relief", "practice", "answer", "reminder", "memory", "control"]
DuringCheck = Literal["ask-again", "ask-once", "alarm", "clear", "leave"]
SourceKind = Literal[
    "health-service", "hospital", "regulator", "government", "professional", "charity", "study", "review",
    "maker", "copy", "news", "reference", "blog", "no-claim",
]  # fmt: skip
Item = str | list[str]
"""A sentence, or a list that is read with a breath between its items."""


class Shape(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file or a table in one: an unknown key is an error, because it is usually a misspelt one."""


class StretchFile(Shape, frozen=True, kw_only=True):
    """content/en/stretches/<slug>.toml."""

    name: str
    muscle: str
    position: Literal["standing", "sitting", "lying", "sitting or lying", "any"]
    set_up: list[str]
    brief: list[str]
    hold: list[str]
    short_hold: str
    hold_seconds: int
    release: list[str]
    short_release: str
    rest_seconds: int
    times: int
    feel: list[str]
    stop_if: list[str]
    sources: list[str]
    form: list[str] = field(default_factory=list)
    breath: list[str] = field(default_factory=list)
    care: str = ""
    halfway: str = ""
    halfway_seconds: int = 0


class RoutineFile(Shape, frozen=True, kw_only=True):
    """content/en/routines/<slug>.toml."""

    name: str
    kind: Literal["relief", "practice"]
    muscle: str
    steps: list[str]
    between: str
    onward: str
    finish: str
    coda: str
    sources: list[str]
    position: Literal["standing", "seated", "helper"] = "standing"
    done: str = ""
    done_early: str = ""
    begin: str = ""
    minutes: int = 0
    seated: str = ""
    extra: str = ""


class PictureFile(Shape, frozen=True, kw_only=True):
    """content/pictures/<slug>.toml; the drawing stands beside it, as <slug>.svg."""

    shows: list[str]
    """Slugs of stretches."""
    describe: str
    """The drawing in words, for who can't see it."""


class StanceAnswer(Shape, frozen=True, kw_only=True):
    """What is said where the country's stance on quinine decides."""

    answer: list[Item]


class Source(Shape, frozen=True, kw_only=True):
    """One entry of content/sources.toml: who says so, and how well it is known."""

    title: str
    publisher: str
    """As it is spoken: "Ireland's health service"."""
    kind: SourceKind
    grade: Literal["C", "C2"]
    """C: read in the body's own page, or the paper. C2: in a copy, or in a page that quotes it."""
    checked: date
    """When somebody last read that it says so."""
    review_by: date
    """Until when that holds: then it has to be read again."""
    url: str = ""


class Sound(Shape, frozen=True, kw_only=True):
    """A sound of content/sounds.toml."""

    play: str
    """Amazon's name of it: soundbank://soundlibrary/…"""
    seconds: int
    """How much of the rest after a hold is left for it."""
    most: int
    """How many of them one response may play."""
    sources: list[str]


class AnswerTable(Shape, frozen=True, kw_only=True):
    """What is said, how grave it is, and who says so."""

    level: Level
    sources: list[str]
    """Keys of sources.toml."""
    copies_only: bool = False
    """True if no body's own page supports it: a clinician looks at it first."""
    answer: list[Item] = field(default_factory=list)
    in_relief: list[Item] = field(default_factory=list)
    """Said instead of `answer` while a cramp is being eased."""
    confirm: str = ""
    """The question that takes an alarm back; where it is left out, one is made of the name."""
    stances: dict[Stance, StanceAnswer] = field(default_factory=dict)


class ChoiceTable(AnswerTable, frozen=True, kw_only=True):
    """One value of a question's slot, with an answer of its own."""

    slug: str
    name: str
    synonyms: list[str]
    samples: list[str] = field(default_factory=list)
    """Whole sentences that say it; they become an intent of the choice's own."""
    patterns: list[str] = field(default_factory=list)
    """Templates that are looked for inside a sentence; `*` stands for up to four words."""
    ask: str = ""
    """A question asked before the answer: a clear no leads to `otherwise`, anything else to `answer`."""
    ask_again: str = ""
    """The same question in other words, for an unclear answer."""
    otherwise: str = ""
    """Slug of the choice that answers a clear no."""
    cautions: bool = False
    """True if an answer about a subject needs more room than others, because of what it warns of."""
    yes_to_check: bool = False
    """True if the check before a stretch asks about it: to name it then is a yes, and asks nothing more."""
    values_only: bool = False
    """True if its name and synonyms are said in a slot only, and not looked for inside sentences."""


class QuestionFile(AnswerTable, frozen=True, kw_only=True):
    """content/en/questions/<slug>.toml."""

    headline: str
    samples: list[str] = field(default_factory=list)
    """Empty if the file only holds choices that another question's intent hears."""
    about_quinine: bool = False
    slot: str = ""
    follow_up: str = ""
    check: str = ""
    check_again: str = ""
    """The same in other words, for an unclear answer."""
    seconds: int = 30
    """The longest an answer may take to say."""
    choices: list[ChoiceTable] = field(default_factory=list)


class SlotValue(Shape, frozen=True, kw_only=True):
    """One thing a slot can hear."""

    name: str
    synonyms: list[str]


class CommandTable(Shape, frozen=True, kw_only=True):
    """One command of content/en/commands.toml."""

    intent: str
    kind: CommandKind
    """What the log calls it."""
    during_check: DuringCheck
    """What follows if it is said instead of yes or no to a check."""
    samples: list[str] = field(default_factory=list)
    slots: list[str] = field(default_factory=list)


class Fact(Shape, frozen=True, kw_only=True):
    """Something true of one country, with its source."""

    say: str
    source: list[str]
    """Keys of sources.toml."""
    copies_only: bool = False
    """True if no body's own page was found for it."""


class CountryFile(Shape, frozen=True, kw_only=True):
    """content/countries/<locale>.toml."""

    published: bool
    invocation_name: str
    stance: Stance
    facts: dict[str, Fact]
    words: dict[str, str] = field(default_factory=dict)
    phrases: dict[str, str] = field(default_factory=dict)
    time_zone: str = "UTC"
    """The simulator's devices there are set to it."""
    voice: str = ""
    """The simulator's: espeak-ng's name of it, if not that of the language."""
    parent: str = ""
    """The locale whose words and phrases hold where this one has none of its own."""


class NameRules(Shape, frozen=True, kw_only=True):
    """Words that decide about an invocation name: [invocation_name] of content/en/language.toml."""

    wake_words: list[str]
    launch_words: list[str]
    connectors: list[str]
    names_of_skills: list[str]
    articles: list[str]
    prepositions: list[str]


class SpeechTable(Shape, frozen=True, kw_only=True):
    """How the language is spoken, in time and of times: [speech] of content/en/language.toml."""

    characters_per_second: Annotated[float, Meta(gt=0)]
    """How fast a voice speaks it at its usual rate."""
    counted_milliseconds: Annotated[int, Meta(gt=0, lt=1000)]
    """How long a number takes to say that is counted in a hold, one a second."""
    hours: Literal[12, 24]
    """Of the clock that people tell the time by."""
    days: Annotated[list[str], Meta(min_length=7, max_length=7)]
    """Of the week, Monday first."""


class LanguageFile(Shape, frozen=True, kw_only=True):
    """content/en/language.toml: how the language is written, heard and checked."""

    emergency: str
    """What {emergency} stands for in a country that has a number."""
    emergency_anywhere: str
    """What it stands for if none is known."""
    letters: str
    """The letters that samples and names are written in, as a range of a regular expression."""
    longest_sentence_words: int
    never_said: list[str]
    """Regular expressions for whole words."""
    warns_of_falls: list[str]
    """One of them stands before anything that is done standing."""
    calls: list[str]
    """How a sentence begins that sends somebody to help."""
    acts: list[str]
    """How another one begins that says what to do at once."""
    begin_no_instruction: list[str]
    """Words, in lower case."""
    hold: str
    """What is said before a silence with a purpose."""
    rather: dict[str, str]
    """By a regular expression for what isn't said, what people say instead."""
    speech: SpeechTable
    invocation_name: NameRules


class ContextFile(Shape, frozen=True, kw_only=True):
    """content/en/understanding.toml: the words that decide whether a sign is reported or only talked about."""

    limbs: list[str]
    """What `{muscle}` in a pattern stands for, beside the muscles of commands.toml."""
    contractions: dict[str, str]
    """Spellings that count as another."""
    denied: list[str]
    """Templates of what stands before a sign that is denied."""
    claims: list[str]
    """Templates of what may stand between a denial and a whole sentence that it denies: "I don't think …"."""
    fillers: list[str]
    """Words that change nothing: a sign is also looked for in the sentence without them."""
    not_in_a_gap: list[str]
    """Words that `*` never stands for, because they deny what follows."""
    breaks: list[str]
    """Words that begin a new thought, so that what was denied before them is not the sign after them."""
    past: list[str]
    """Templates of what makes a sign one of the past, anywhere in the sentence."""
    now: list[str]
    """Templates of what makes it one of the present all the same."""
    told: list[str]
    """Templates of what stands before a sign that is somebody else's story."""
    excused: list[str]
    """Templates of what stands right after a sign, and makes it harmless."""
    sound: list[str]
    """Templates of what stands right after a body part that alone is asked about, and says that nothing ails it."""
    asked: list[str]
    """Templates of how a question about signs in general begins."""
    own: list[str]
    """Templates of what makes such a question one about somebody's own body."""
    supposed: list[str]
    """Templates of how a question begins that supposes what has not happened."""
    about_another: dict[str, str]
    """Words of checks and alarms that differ if they are about somebody else: "you're" → "they're"."""
    small_words: list[str]
    """Words that say nothing of what a sentence is about."""
    articles: list[str]
    """What may stand before a subject and isn't part of it."""
    never_assumed: list[str]
    """Words that nobody is taken to have meant without saying them."""
    leads: dict[str, list[str]]
    """By command of a phrase slot, what may have stood before the words in it."""
    reports: list[str]
    """Templates of how a cramp is reported, anywhere in a statement."""
    offered: list[str]
    """Choices of {subject} that are offered if what was asked is not known."""
    offered_with: dict[str, list[str]]
    """By some words of a sentence, the choices that are nearer to it than those."""


class StoreFile(Shape, frozen=True, kw_only=True):
    """content/en/store.toml: what the skill is sold by, and what its testers are told."""

    name: str
    summary: str
    description: list[str]
    """Lines."""
    examples: list[str]
    keywords: list[str]
    testing: list[str]
    """Lines."""
    name_free: dict[str, list[str]]
    """What may be said without the skill's name, by command or question; or by "launch"."""
