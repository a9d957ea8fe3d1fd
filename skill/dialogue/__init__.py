"""What is said next: a pure function from (session, event, content, now) to a Turn.

transitions.py is the table of the whole dialogue, and engine.py takes a turn by it. The other modules are actions and
what they share. Nothing here uses Alexa, markup, a clock, a disk or randomness.
"""
