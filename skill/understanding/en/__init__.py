"""English: how its words are cut, and how numbers, lengths of time and times of day are said in it."""

from skill.understanding.en.durations import duration_at
from skill.understanding.en.numbers import number_at
from skill.understanding.en.times import clock_at, time_at
from skill.understanding.en.words import stem, without_possessive
from skill.understanding.language import LanguageRules

RULES = LanguageRules(
    without_endings=without_possessive,
    joined={("a", "m"): "am", ("p", "m"): "pm", ("o", "clock"): "oclock"},
    stem=stem,
    number_at=number_at,
    duration_at=duration_at,
    times=(time_at, clock_at),
)
