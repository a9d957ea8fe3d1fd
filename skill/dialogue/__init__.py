"""What is said next: a pure function from (session, event, content, now) to a Turn.

Knows no Alexa, no markup, no clock, no disk and no chance.
transitions.py holds the whole dialogue, and table.py takes a turn by it.
"""
