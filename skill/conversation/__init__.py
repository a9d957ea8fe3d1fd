"""What is said next: a pure function from (session, event, content, now) to a Turn.

Knows no Alexa, no markup, no clock, no disk and no chance. The whole dialogue is the transitions in transitions.py; table.py takes a turn by them.
"""
