"""What Alexa hears as built-in intents without being given samples. Each fires on exactly these words."""

from collections.abc import Mapping

from skill.understanding.words import Words, words_of

_PHRASES: Mapping[str, str] = {
    "AMAZON.YesIntent": (
        "yes | yeah | yep | yup | aye | ok | okay | sure | sure thing | of course | certainly | definitely | absolutely"
        " | please do | yes do | do it | go on then | go ahead | sounds good | i do | it is | it has | it does | i am"
        " | i would | all right | alright | right | fine | correct | that right | yes it has | yes it is | yes im ready"
    ),
    "AMAZON.NoIntent": (
        "no | nope | nah | no way | no thanks | no thank you | not really | not yet | not now | not today | not at all "
        "| never | i dont | i dont think so | i do not | it isnt | it hasnt | it has not | it doesnt | im not "
        "| i would not | id rather not | no it hasnt | no it isnt | no im not"
    ),
    "AMAZON.StopIntent": (
        "stop | stop it | stop now | stop that | stop please | exit | quit | off | turn off | shut up | enough | end "
        "| thats enough | finish | goodbye | bye | be quiet"
    ),
    "AMAZON.CancelIntent": "cancel | cancel it | cancel that | never mind | nevermind | forget it | leave it",
    "AMAZON.HelpIntent": (
        "help | help me | can you help | can you help me | what can you do | what can i say | what can i ask "
        "| what do i do | how do i use this | how does this work | how do you work"
    ),
    "AMAZON.PauseIntent": "pause | pause it | pause that | pause this | hold on | wait | hang on",
    "AMAZON.ResumeIntent": "resume | continue | keep going | carry on | go on | un pause | unpause",
    "AMAZON.NextIntent": "next | skip | skip it | skip this | skip forward | skip ahead | next one | the next one",
    "AMAZON.PreviousIntent": "previous | go back | back | skip back | back up | the previous one | previous one",
    "AMAZON.RepeatIntent": (
        "repeat | repeat that | repeat it | say that again | say it again | again | say again | come again | pardon "
        "| one more time | what did you say | what was that"
    ),
    "AMAZON.StartOverIntent": "start over | start again | restart | from the start | from the beginning | begin again",
    "AMAZON.NavigateHomeIntent": "go home | home | navigate home | home screen | go to the home screen | show home",
}

PHRASES: Mapping[Words, str] = {
    words_of(phrase): intent for intent, phrases in _PHRASES.items() for phrase in phrases.split(" | ")
}
"""Each phrase with the intent it belongs to."""
