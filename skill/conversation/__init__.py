"""What is said next: a pure function from (session, event, library, now) to a Turn.

Knows no Alexa, no markup, no clock, no disk and no chance. The whole conversation is the table in table.py.
"""
